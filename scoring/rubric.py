"""The score of one answer on one dimension, with the words it rests on."""

import numpy as np

from scoring.embedding_port import Embedder
from scoring.evidence import advice_for, evidence_for
from scoring.features.assemble import Measured, measure
from scoring.features.relation import aspects
from scoring.guards import gate, review
from scoring.measures import AnswerScore, Flag, NotMeasured, RubricQuestion, Transcript
from scoring.profile import Profile
from scoring.text import spoken

SCORER = "mingmian-rubric"
LOWEST_LEVEL, HIGHEST_LEVEL = 1.0, 5.0
# An aspect counts as touched when a unit is this close to it: the 60th percentile of the graded rows.
ASPECT_TOUCHED_AT = 0.905


def score_answer(
    question: RubricQuestion,
    answer: str,
    *,
    embedder: Embedder,
    profile: Profile,
    transcript: Transcript | None = None,
) -> AnswerScore:
    """Scores an answer against its rubric. Source: docs/scoring.md.

    transcript: when the answer was spoken; its flags withhold or pass on, its times go into the evidence.
    The same input always gives the same score.
    """
    checked = gate(answer)
    if checked.withheld is not None:
        return _withheld(question, checked.flags, checked.withheld, profile)
    measured = measure(question, checked.text, embedder=embedder)
    flags, withheld = review(measured, profile=profile)
    flags = (*checked.flags, *flags)
    if withheld is not None:
        return _withheld(question, flags, withheld, profile)
    covered = coverage(question, measured, embedder=embedder)
    level = profile.level.value(measured)
    return AnswerScore(
        dimension=question.dimension,
        score=to_score(level),
        interval=(to_score(level + profile.residual_low), to_score(level + profile.residual_high)),
        coverage=covered,
        evidence=evidence_for(question, answer, measured, profile=profile, transcript=transcript),
        flags=flags,
        advice=advice_for(measured),
        scorer=SCORER,
        scorer_version=profile.version,
    )


def to_score(level: float) -> float:
    """Level 1–5 as 0–100, clipped, one decimal."""
    clipped = min(HIGHEST_LEVEL, max(LOWEST_LEVEL, level))
    return round((clipped - LOWEST_LEVEL) / (HIGHEST_LEVEL - LOWEST_LEVEL) * 100, 1)


def coverage(question: RubricQuestion, measured: Measured, *, embedder: Embedder) -> float:
    """Share of the top anchor's aspects that some unit of the answer comes close to, 0–1."""
    wanted = [spoken(aspect) for aspect in aspects(question.anchors.get(5, ""))]
    if not wanted:
        return 0.0
    closest = (measured.vectors @ embedder.embed(wanted).T).max(axis=0)
    return round(float(np.mean(closest >= ASPECT_TOUCHED_AT)), 2)


def _withheld(
    question: RubricQuestion, flags: tuple[Flag, ...], reason: NotMeasured, profile: Profile
) -> AnswerScore:
    return AnswerScore(
        dimension=question.dimension,
        score=reason,
        interval=reason,
        coverage=0.0,
        evidence=(),
        flags=flags,
        advice=(),
        scorer=SCORER,
        scorer_version=profile.version,
    )
