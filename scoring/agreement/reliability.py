"""Intraclass correlation: how much of the differences between ratings lies in the answers, not in the raters.

Formulas and names after Shrout & Fleiss (1979), Psychological Bulletin 86, 420–428; see docs/agreement.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import f as f_distribution

from scoring.agreement.estimate import (
    MIN_ANSWERS,
    NO_SPREAD,
    TAIL,
    Estimate,
    Figure,
    Numbers,
    bounds,
    resampling,
    too_few,
)

TWICE_RATED = "有两人以上盲评的作答"


@dataclass(frozen=True, slots=True)
class Reliability:
    """form: "ICC(2)" where the same people rated every answer, "ICC(1)" where raters differ from answer to answer.

    single: of one rating. average: of the mean of k ratings. k: ratings an answer; with unequal numbers, Searle's k₀.
    """

    form: str
    k: float
    single: Figure
    average: Figure


def reliability(ratings: Sequence[Mapping[str, int]]) -> Reliability:
    """ratings: for each answer its levels 1–5 by rater. Answers with one rating don't count."""
    doubled = [one for one in ratings if len(one) > 1]
    if len(doubled) < MIN_ANSWERS:
        reason = too_few(len(doubled), what=TWICE_RATED)
        return Reliability("ICC", 0.0, reason, reason)
    raters = sorted(doubled[0])
    if all(sorted(one) == raters for one in doubled):
        return two_way(np.array([[one[rater] for rater in raters] for one in doubled], dtype=np.float64))
    return one_way([np.array(sorted(one.values()), dtype=np.float64) for one in doubled])


def two_way(levels: Numbers) -> Reliability:
    """ICC(2,1) and ICC(2,k), absolute agreement. levels: answers × raters, complete."""
    n, k = levels.shape
    grand = levels.mean()
    between = k * ((levels.mean(axis=1) - grand) ** 2).sum() / (n - 1)
    judges = n * ((levels.mean(axis=0) - grand) ** 2).sum() / (k - 1)
    total = ((levels - grand) ** 2).sum()
    error = (total - (n - 1) * between - (k - 1) * judges) / ((n - 1) * (k - 1))
    error = max(float(error), 0.0)
    spread = between + (k - 1) * error + k * (judges - error) / n
    if spread <= 0 or between <= 0:
        return Reliability("ICC(2)", float(k), NO_SPREAD, NO_SPREAD)
    value = float((between - error) / spread)
    low, high = _two_way_bounds(n, k, between=float(between), judges=float(judges), error=error, value=value)
    average = float((between - error) / (between + (judges - error) / n))
    return Reliability(
        "ICC(2)",
        float(k),
        Estimate(value, low, high, n),
        Estimate(average, _stepped_up(low, k), _stepped_up(high, k), n),
    )


def _two_way_bounds(
    n: int, k: int, *, between: float, judges: float, error: float, value: float
) -> tuple[float, float]:
    if error == 0.0:
        return value, value  # no disagreement left but a constant one: nothing varies
    ratio = judges / error
    part = n * (1 + (k - 1) * value) - k * value
    freedom = (
        (k - 1) * (n - 1) * (k * value * ratio + part) ** 2 / ((n - 1) * k**2 * value**2 * ratio**2 + part**2)
    )
    upper = float(f_distribution.ppf(1 - TAIL, n - 1, freedom))
    lower = float(f_distribution.ppf(1 - TAIL, freedom, n - 1))
    rest = k * judges + (k * n - k - n) * error
    low = n * (between - upper * error) / (upper * rest + n * between)
    high = n * (lower * between - error) / (rest + n * lower * between)
    return low, high


def one_way(answers: Sequence[Numbers]) -> Reliability:
    """ICC(1,1) and ICC(1,k), for any number of ratings an answer.

    Equal numbers: exact F interval. Unequal: k₀ of Searle (1971) for k, and a bootstrap over answers.
    """
    sums = np.array(
        [[len(one), len(one) ** 2, one.sum(), one.sum() ** 2 / len(one), (one**2).sum()] for one in answers]
    )
    n = len(answers)
    k, between, within = _one_way_squares(np.ones((1, n)), sums)
    if not between[0] > 0:
        return Reliability("ICC(1)", float(k[0]), NO_SPREAD, NO_SPREAD)
    single = float(_single(k, between, within)[0])
    average = float(_average(between, within)[0])
    if len({len(one) for one in answers}) == 1 and within[0] > 0:
        low, high, low_k, high_k = _one_way_bounds(n, round(float(k[0])), float(between[0] / within[0]))
    else:
        drawn = _one_way_squares(resampling(n), sums)
        low, high = bounds(_single(*drawn))
        low_k, high_k = bounds(_average(drawn[1], drawn[2]))
    return Reliability(
        "ICC(1)", float(k[0]), Estimate(single, low, high, n), Estimate(average, low_k, high_k, n)
    )


def _one_way_squares(weights: Numbers, sums: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """k₀, mean square between answers and within, one for each row of weights."""
    n = weights.sum(axis=1)
    count, count_squared, total, explained, squares = (weights @ sums).T
    k = (count - count_squared / count) / (n - 1)
    between = (explained - total**2 / count) / (n - 1)
    within = (squares - explained) / (count - n)
    return k, np.maximum(between, 0.0), np.maximum(within, 0.0)


def _single(k: Numbers, between: Numbers, within: Numbers) -> Numbers:
    whole = between + (k - 1) * within
    return np.divide(between - within, whole, out=np.full_like(whole, np.nan), where=whole > 0)


def _average(between: Numbers, within: Numbers) -> Numbers:
    return np.divide(between - within, between, out=np.full_like(between, np.nan), where=between > 0)


def _one_way_bounds(n: int, k: int, ratio: float) -> tuple[float, float, float, float]:
    low = ratio / float(f_distribution.ppf(1 - TAIL, n - 1, n * (k - 1)))
    high = ratio * float(f_distribution.ppf(1 - TAIL, n * (k - 1), n - 1))
    return (low - 1) / (low + k - 1), (high - 1) / (high + k - 1), 1 - 1 / low, 1 - 1 / high


def _stepped_up(value: float, k: int) -> float:
    """Spearman–Brown: the reliability of the mean of k ratings from that of one."""
    return k * value / (1 + (k - 1) * value)
