"""How an answer relates to its question and rubric: closeness of meaning, and copied wording."""

import re

import numpy as np

from scoring.embedding_port import Embedder, Vectors
from scoring.measures import RubricQuestion
from scoring.text import spoken, units

# An aspect of an anchor shorter than this ("也不提") has no meaning of its own.
ASPECT_MIN_CHARS = 4
_ASPECT_BREAK = re.compile(r"[，。；：,;]")
# Closeness of the best units speaks of relevance; one chance hit does not.
CLOSEST_UNITS = 2

RELATION_NAMES = (
    "question_closeness",
    "question_best",
    "anchor_coverage",
    "anchor_contrast",
    "question_copied",
    "rubric_copied",
)


def aspects(anchor: str) -> tuple[str, ...]:
    """The parts of an anchor that can each be shown or missed."""
    parts = (part.strip() for part in _ASPECT_BREAK.split(anchor))
    return tuple(part for part in parts if len(spoken(part)) >= ASPECT_MIN_CHARS)


def relations(
    question: RubricQuestion, answer: str, vectors: Vectors, *, embedder: Embedder
) -> dict[str, float]:
    """The features named in RELATION_NAMES. Source: docs/scoring.md#relation."""
    asked = embedder.embed([spoken(question.question)])[0]
    to_question = vectors @ asked
    top = coverage(vectors, _vectors(question.anchors.get(5, ""), embedder))
    bottom = coverage(vectors, _vectors(question.anchors.get(1, ""), embedder))
    return {
        "question_closeness": float(to_question.mean()),
        "question_best": float(np.sort(to_question)[-CLOSEST_UNITS:].mean()),
        "anchor_coverage": top,
        "anchor_contrast": top - bottom,
        "question_copied": copied_share(answer, question.question),
        "rubric_copied": copied_share(answer, question.anchors.get(5, "")),
    }


def coverage(unit_vectors: Vectors, aspect_vectors: Vectors) -> float:
    """Mean over aspects of the closest unit's similarity; 0 without aspects."""
    if not len(aspect_vectors) or not len(unit_vectors):
        return 0.0
    return float((unit_vectors @ aspect_vectors.T).max(axis=0).mean())


def copied_share(answer: str, source: str) -> float:
    """Share of the source's runs of four characters that the answer repeats, 0–1."""
    wanted = _grams(spoken(source))
    return len(wanted & _grams(spoken(answer))) / len(wanted) if wanted else 0.0


def _grams(text: str, size: int = 4) -> set[str]:
    return {text[i : i + size] for i in range(len(text) - size + 1)}


def _vectors(anchor: str, embedder: Embedder) -> Vectors:
    parts = aspects(anchor) or tuple(unit.text for unit in units(anchor))
    return embedder.embed([spoken(part) for part in parts])
