"""Dimensions and parts joined into one figure by a job's weights, with what is missing shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from scoring.measures import AnswerScore, NotMeasured

# A missing dimension could lie anywhere a candidate's dimension lies: 80 % of graded answers fall within
# ±40 points of the middle of the scale.
MISSING_HALF_WIDTH = 40.0
# Below half of the weight measured, a single figure would speak of a part as if it were the whole. Our choice.
MIN_COVERAGE = 0.5
LOWEST, HIGHEST = 0.0, 100.0


class Group(StrEnum):
    """The three sides of a candidate that a report shows."""

    ABILITY = "能力"
    PERSONALITY = "性格"
    CULTURE = "文化匹配"


@dataclass(frozen=True, slots=True)
class Weight:
    """A job's weight of one dimension or part; any non-negative scale."""

    name: str
    weight: float
    group: Group


@dataclass(frozen=True, slots=True)
class Part:
    """A measured dimension or part (笔试, 背景调查 …). value and interval 0–100; coverage 0–1."""

    value: float
    interval: tuple[float, float]
    coverage: float = 1.0


@dataclass(frozen=True, slots=True)
class Composite:
    """value: weighted mean of what was measured. coverage: measured share of the weight, 0–1.

    missing: names of weighted dimensions that were not measured, in the job's order.
    """

    value: float | NotMeasured
    interval: tuple[float, float] | NotMeasured
    coverage: float
    missing: tuple[str, ...]


def dimension_part(scores: Sequence[AnswerScore]) -> Part | NotMeasured:
    """Several answers on one dimension as one part: mean value, independent errors, mean coverage."""
    parts = [
        Part(score.score, score.interval, score.coverage)
        for score in scores
        if not isinstance(score.score, NotMeasured) and not isinstance(score.interval, NotMeasured)
    ]
    if not parts:
        return NotMeasured("这个维度没有可评分的回答，数据不足")
    weights = [1.0] * len(parts)
    value = _mean(parts, weights)
    mean_coverage = sum(part.coverage for part in parts) / len(scores)
    return Part(
        value, _interval(value, parts, weights, absent_total=0.0, absent_root=0.0), round(mean_coverage, 2)
    )


def composite(parts: Mapping[str, Part], weights: Sequence[Weight]) -> Composite:
    """The weighted mean over measured parts. Source: docs/scoring.md#composite.

    A missing part is named, lowers the coverage and widens the interval; it is never counted as zero.
    """
    weighted = [weight for weight in weights if weight.weight > 0.0]
    present = [weight for weight in weighted if weight.name in parts]
    missing = tuple(weight.name for weight in weighted if weight.name not in parts)
    total = sum(weight.weight for weight in weighted)
    measured = sum(weight.weight for weight in present)
    coverage = round(measured / total, 4) if total else 0.0
    if not present or coverage < MIN_COVERAGE:
        reason = NotMeasured("已测维度不到权重的一半，数据不足")
        return Composite(reason, reason, coverage, missing)
    chosen = [parts[weight.name] for weight in present]
    shares = [weight.weight for weight in present]
    value = _mean(chosen, shares)
    absent = [weight.weight for weight in weighted if weight.name in missing]
    absent_root = sqrt(sum(share**2 for share in absent))
    interval = _interval(value, chosen, shares, absent_total=sum(absent), absent_root=absent_root)
    return Composite(value, interval, coverage, missing)


def by_group(parts: Mapping[str, Part], weights: Sequence[Weight]) -> dict[Group, Composite]:
    """One composite a group that the job weighs."""
    groups = [group for group in Group if any(weight.group is group for weight in weights)]
    return {group: composite(parts, [w for w in weights if w.group is group]) for group in groups}


def _mean(parts: Sequence[Part], shares: Sequence[float]) -> float:
    total = sum(shares)
    value = sum(part.value * share for part, share in zip(parts, shares, strict=True)) / total
    return round(min(HIGHEST, max(LOWEST, value)), 1)


def _interval(
    value: float, parts: Sequence[Part], shares: Sequence[float], *, absent_total: float, absent_root: float
) -> tuple[float, float]:
    """Independent half-widths added in squares; `absent_root` is the root sum of squared missing weights."""
    total = sum(shares) + absent_total
    unknown = (absent_root * MISSING_HALF_WIDTH) ** 2
    pairs = list(zip(parts, shares, strict=True))
    below = sqrt(sum((share * (part.value - part.interval[0])) ** 2 for part, share in pairs) + unknown)
    above = sqrt(sum((share * (part.interval[1] - part.value)) ** 2 for part, share in pairs) + unknown)
    return (
        round(max(LOWEST, value - below / total), 1),
        round(min(HIGHEST, value + above / total), 1),
    )
