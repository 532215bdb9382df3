"""Dimension scores and their composite: weighted means over what was measured, with what is missing named.

Bounds are averaged like scores. That is right when the errors of one candidate's answers go together and too wide
when they don't: the interval errs on the side of doubt.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hiring.model.report_body import DimensionReport
from scoring.measures import AnswerScore, NotMeasured

# A composite over less than half of the weight would be another interview's score.
MIN_COVERAGE = 0.5

NO_ANSWER = NotMeasured("没有可评分的回答")


@dataclass(frozen=True, slots=True)
class Composite:
    """coverage: share 0–1 of the weight that was measured. missing: the dimensions that carry the rest."""

    score: float | NotMeasured
    interval: tuple[float, float] | NotMeasured
    coverage: float
    missing: tuple[str, ...]


def score_dimensions(
    scores: Sequence[AnswerScore], *, weights: Mapping[str, float], groups: Mapping[str, str]
) -> tuple[DimensionReport, ...]:
    """One row for each weighted dimension: the mean of its measured answers, or the reason there is none."""
    return tuple(_dimension(name, scores, weights[name], groups[name]) for name in weights)


def compose(dimensions: Sequence[DimensionReport]) -> Composite:
    """Σ wᵢ·sᵢ / Σ wᵢ over the measured dimensions i."""
    rows = [(d.weight, d.score, d.interval) for d in dimensions]
    measured = [
        (weight, score, interval)
        for weight, score, interval in rows
        if not isinstance(score, NotMeasured) and not isinstance(interval, NotMeasured)
    ]
    missing = tuple(d.dimension for d in dimensions if isinstance(d.score, NotMeasured))
    total = sum(d.weight for d in dimensions)
    known = sum(weight for weight, _, _ in measured)
    coverage = round(known / total, 3) if total else 0.0
    if not measured or coverage < MIN_COVERAGE:
        reason = NotMeasured(f"已测得的权重只有 {coverage:.0%}，不足以给出综合分")
        return Composite(reason, reason, coverage, missing)
    score = sum(weight * value for weight, value, _ in measured) / known
    low = sum(weight * interval[0] for weight, _, interval in measured) / known
    high = sum(weight * interval[1] for weight, _, interval in measured) / known
    return Composite(round(score, 1), (round(low, 1), round(high, 1)), coverage, missing)


def _dimension(name: str, scores: Sequence[AnswerScore], weight: float, group: str) -> DimensionReport:
    own = [score for score in scores if score.dimension == name]
    measured = [
        (score.score, score.interval)
        for score in own
        if not isinstance(score.score, NotMeasured) and not isinstance(score.interval, NotMeasured)
    ]
    if not measured:
        reason = next((s.score for s in own if isinstance(s.score, NotMeasured)), NO_ANSWER)
        return DimensionReport(name, group, weight, reason, reason)
    count = len(measured)
    return DimensionReport(
        dimension=name,
        group=group,
        weight=weight,
        score=round(sum(score for score, _ in measured) / count, 1),
        interval=(
            round(sum(bounds[0] for _, bounds in measured) / count, 1),
            round(sum(bounds[1] for _, bounds in measured) / count, 1),
        ),
    )
