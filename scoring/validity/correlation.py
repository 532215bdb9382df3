"""Correlation of one score with performance, and what it would be without the selection in between.

SciPy does the arithmetic. Formulas and sources: docs/outcomes.md#correlation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atanh, sqrt, tanh
from statistics import stdev

from scipy import stats

from scoring.measures import NotMeasured
from scoring.validity.case import MIN_N, Estimate
from scoring.validity.power import too_few

CONFIDENCE = 0.95
NO_SPREAD = NotMeasured("数据不足：分数或绩效没有差异，无法计算相关")
# Beyond this Fisher's z is no longer finite in practice; such data are a copy, not a validity.
_PERFECT = 1.0 - 1e-12


@dataclass(frozen=True, slots=True)
class Corrected:
    """Thorndike's case II. ratio: applicants' SD over employees' SD. pool_n: applicants it comes from."""

    value: float
    low: float
    high: float
    ratio: float
    pool_n: int


def pearson(x: Sequence[float], y: Sequence[float]) -> Estimate | NotMeasured:
    """r with Fisher's interval, from n ≥ 30 pairs."""
    refusal = _refused(x, y)
    if refusal is not None:
        return refusal
    found = stats.pearsonr(x, y)
    interval = found.confidence_interval(CONFIDENCE)
    return Estimate(
        len(x), float(found.statistic), float(interval.low), float(interval.high), float(found.pvalue)
    )


def spearman(x: Sequence[float], y: Sequence[float]) -> Estimate | NotMeasured:
    """ρ with the interval of Bonett and Wright (2000): SE of z = √((1 + ρ²/2) / (n − 3))."""
    refusal = _refused(x, y)
    if refusal is not None:
        return refusal
    found = stats.spearmanr(x, y)
    rho = max(-_PERFECT, min(_PERFECT, float(found.statistic)))
    half = stats.norm.ppf((1 + CONFIDENCE) / 2) * sqrt((1 + rho**2 / 2) / (len(x) - 3))
    z = atanh(rho)
    return Estimate(len(x), rho, tanh(z - half), tanh(z + half), float(found.pvalue))


def unrestricted(
    observed: Estimate | NotMeasured, employed: Sequence[float], applicants: Sequence[float]
) -> Corrected | NotMeasured:
    """The correlation among all applicants, if selection was by this score; the interval's ends corrected alike.

    employed: the scores behind `observed`. applicants: the scores of everybody assessed. Never replaces `observed`.
    """
    if isinstance(observed, NotMeasured):
        return observed
    if len(applicants) < MIN_N:
        return NotMeasured(f"数据不足：全体应聘者中只有 {len(applicants)} 人有此分数，至少需要 {MIN_N} 人")
    ratio = stdev(applicants) / stdev(employed)
    low, value, high = (thorndike_case_2(r, ratio) for r in (observed.low, observed.value, observed.high))
    return Corrected(value, low, high, ratio, len(applicants))


def thorndike_case_2(r: float, ratio: float) -> float:
    """r·u / √(1 − r² + r²u²) with u = SD of the applicants / SD of those employed."""
    return r * ratio / sqrt(1 - r**2 + (r * ratio) ** 2)


def _refused(x: Sequence[float], y: Sequence[float]) -> NotMeasured | None:
    if len(x) < MIN_N:
        return too_few(len(x))
    return NO_SPREAD if min(x) == max(x) or min(y) == max(y) else None
