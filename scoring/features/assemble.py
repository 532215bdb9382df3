"""Everything measured on one answer to one question, ready for the linear heads of a profile."""

from dataclasses import dataclass

import numpy as np

from scoring.embedding_port import Embedder, Vectors
from scoring.features.counted import counted
from scoring.features.relation import relations
from scoring.measures import RubricQuestion
from scoring.text import Unit, spoken, units


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """units: evidence units of the answer; vectors: their embeddings, one row a unit; numbers: named features."""

    units: tuple[Unit, ...]
    vectors: Vectors
    numbers: dict[str, float]

    @property
    def meaning(self) -> Vectors:
        """The mean of the unit embeddings: linear in the units, so each unit's share of a score is known."""
        return np.asarray(self.vectors.mean(axis=0))


def measure(question: RubricQuestion, answer: str, *, embedder: Embedder) -> Measured:
    """Features of an answer that has at least one unit."""
    found = units(answer)
    vectors = embedder.embed([spoken(unit.text) for unit in found])
    numbers = {**counted(answer), **relations(question, answer, vectors, embedder=embedder)}
    return Measured(units=found, vectors=vectors, numbers=numbers)
