"""Everything measured on one answer to one question, ready for the heads of a profile."""

from dataclasses import dataclass

import numpy as np

from scoring.embedding_port import Embedder, Vectors
from scoring.features.acts import ACT_NAMES, PEAK_NAMES, ActReader, act_peaks, act_shares
from scoring.features.counted import COUNTED_NAMES, counted
from scoring.features.relation import RELATION_NAMES, Reference, RubricVectors, relations, rubric_vectors
from scoring.measures import RubricQuestion
from scoring.neutral import Neutral, neutral
from scoring.text import Unit, spoken, units

FEATURE_NAMES: tuple[str, ...] = (*COUNTED_NAMES, *RELATION_NAMES, *ACT_NAMES, *PEAK_NAMES)


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """units: evidence units, verbatim; said: their neutral wording without punctuation, which is what is measured.

    vectors, acts: one row a unit.

    numbers: values in the order of FEATURE_NAMES. rubric: the question's vectors, kept for evidence.
    """

    units: tuple[Unit, ...]
    said: tuple[str, ...]
    vectors: Vectors
    acts: Vectors
    numbers: Vectors
    rubric: RubricVectors

    @property
    def meaning(self) -> Vectors:
        """The mean of the unit embeddings: linear in the units, so each unit's share of a score is known."""
        return np.asarray(self.vectors.mean(axis=0))

    def number(self, name: str) -> float:
        return float(self.numbers[FEATURE_NAMES.index(name)])


def measure(
    question: RubricQuestion, answer: str, *, embedder: Embedder, reference: Reference, reader: ActReader
) -> Measured:
    """Features of an answer that has at least one unit."""
    worded = neutral(answer)
    found = units(worded.text)
    said = tuple(spoken(unit.text) for unit in found)
    vectors = embedder.embed(said)
    acts = reader.probabilities(vectors)
    rubric = rubric_vectors(question, reference=reference, embedder=embedder)
    values = {
        **counted(worded.text),
        **relations(question, worded.text, vectors, rubric=rubric, reference=reference),
        **act_shares(acts),
        **act_peaks(acts),
    }
    numbers = np.array([values[name] for name in FEATURE_NAMES])
    quoted = tuple(_quoted(unit, worded, answer) for unit in found)
    return Measured(units=quoted, said=said, vectors=vectors, acts=acts, numbers=numbers, rubric=rubric)


def _quoted(unit: Unit, worded: Neutral, answer: str) -> Unit:
    start, end = worded.origin(unit.start, unit.end)
    return Unit(answer[start:end], start, end)
