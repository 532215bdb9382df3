"""How an answer relates to its question and rubric: fit of meaning, and copied wording."""

import re
from dataclasses import dataclass

import numpy as np

from scoring.embedding_port import Embedder, Vectors
from scoring.measures import RubricQuestion
from scoring.text import spoken

# An aspect of an anchor shorter than this ("也不提") has no meaning of its own.
ASPECT_MIN_CHARS = 4
_ASPECT_BREAK = re.compile(r"[，。；：,;]")
# Fit of the best units speaks of relevance; one chance hit does not.
BEST_UNITS = 2

RELATION_NAMES = (
    "question_fit",
    "question_best",
    "rubric_fit",
    "anchor_coverage",
    "anchor_contrast",
    "question_copied",
    "rubric_copied",
)


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """Mean embeddings of units, questions and anchor aspects over the fitting data.

    Sentence embeddings of one language share a large common part; similarities are taken after removing it,
    so that they say whether an answer is nearer to this question than answers in general are.
    """

    unit_centre: Vectors
    question_centre: Vectors
    aspect_centre: Vectors


@dataclass(frozen=True, slots=True, eq=False)
class RubricVectors:
    """Centred unit vectors of a question and of its anchors' aspects."""

    question: Vectors
    top: Vectors
    bottom: Vectors
    every: Vectors


def aspects(anchor: str) -> tuple[str, ...]:
    """The parts of an anchor that can each be shown or missed; the whole anchor when it has none."""
    parts = tuple(part.strip() for part in _ASPECT_BREAK.split(anchor))
    kept = tuple(part for part in parts if len(spoken(part)) >= ASPECT_MIN_CHARS)
    return kept or ((anchor,) if spoken(anchor) else ())


def rubric_vectors(question: RubricQuestion, *, reference: Reference, embedder: Embedder) -> RubricVectors:
    """Embeds a question and its anchors."""
    asked = embedder.embed([spoken(question.question)])[0]
    levels = {
        level: _centred_aspects(question.anchors.get(level, ""), reference, embedder) for level in (1, 3, 5)
    }
    return RubricVectors(
        question=unit_length(asked - reference.question_centre),
        top=levels[5],
        bottom=levels[1],
        every=np.concatenate([levels[1], levels[3], levels[5]]),
    )


def relations(
    question: RubricQuestion, answer: str, vectors: Vectors, *, rubric: RubricVectors, reference: Reference
) -> dict[str, float]:
    """The features named in RELATION_NAMES. Source: docs/scoring.md#relation."""
    centred = unit_length(vectors - reference.unit_centre)
    whole = unit_length(vectors.mean(axis=0) - reference.unit_centre)
    to_question = centred @ rubric.question
    top, bottom = coverage(centred, rubric.top), coverage(centred, rubric.bottom)
    return {
        "question_fit": float(whole @ rubric.question),
        "question_best": float(np.sort(to_question)[-BEST_UNITS:].mean()),
        "rubric_fit": float(whole @ unit_length(rubric.every.mean(axis=0))) if len(rubric.every) else 0.0,
        "anchor_coverage": top,
        "anchor_contrast": top - bottom,
        "question_copied": copied_share(answer, question.question),
        "rubric_copied": copied_share(answer, question.anchors.get(5, "")),
    }


def coverage(centred_units: Vectors, aspect_vectors: Vectors) -> float:
    """Mean over aspects of the closest unit's similarity; 0 without aspects."""
    if not len(aspect_vectors) or not len(centred_units):
        return 0.0
    return float((centred_units @ aspect_vectors.T).max(axis=0).mean())


def copied_share(answer: str, source: str) -> float:
    """Share of the source's runs of four characters that the answer repeats, 0–1."""
    wanted = _grams(spoken(source))
    return len(wanted & _grams(spoken(answer))) / len(wanted) if wanted else 0.0


def unit_length(vectors: Vectors) -> Vectors:
    """Vectors scaled to length 1 along the last axis; a zero vector stays zero."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12))


def _grams(text: str, size: int = 4) -> set[str]:
    return {text[i : i + size] for i in range(len(text) - size + 1)}


def _centred_aspects(anchor: str, reference: Reference, embedder: Embedder) -> Vectors:
    vectors = embedder.embed([spoken(part) for part in aspects(anchor)])
    if not len(vectors):
        return np.zeros((0, len(reference.aspect_centre)))
    return unit_length(vectors - reference.aspect_centre)
