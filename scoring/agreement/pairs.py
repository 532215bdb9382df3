"""Agreement of two series of levels on the same answers: r, ρ, quadratic weighted kappa, mean difference.

All of them follow from sums over answers, so that a bootstrap is one matrix product. Formulas: docs/agreement.md.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import atanh, sqrt, tanh

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from scoring.agreement.estimate import (
    MIN_ANSWERS,
    NO_SPREAD,
    Estimate,
    Figure,
    Numbers,
    Z,
    bounds,
    resampling,
    too_few,
)
from scoring.agreement.reliability import TWICE_RATED
from scoring.measures import NotMeasured

SYSTEM_AND_RATED = "既有系统评分又有盲评的作答"
LOWEST, HIGHEST = 1.0, 5.0
NO_ORDER = NotMeasured("评分人之间不分先后，没有方向")
_NEARLY_ONE = 1.0 - 1e-9  # Fisher's z has no value at ±1


@dataclass(frozen=True, slots=True)
class PairFigures:
    """mae: mean distance in levels. bias: mean of system − raters."""

    pearson: Figure
    spearman: Figure
    kappa: Figure
    mae: Figure
    bias: Figure


def all_not(reason: NotMeasured) -> PairFigures:
    return PairFigures(reason, reason, reason, reason, reason)


def between_raters(ratings: Sequence[Mapping[str, int]]) -> PairFigures:
    """Every pair of raters of an answer, in both orders: nobody is "the first". Intervals by bootstrap over answers."""
    doubled = [sorted(one.values()) for one in ratings if len(one) > 1]
    n = len(doubled)
    if n < MIN_ANSWERS:
        return all_not(too_few(n, what=TWICE_RATED))
    entries = [
        (index, float(x), float(y))
        for index, levels in enumerate(doubled)
        for i, x in enumerate(levels)
        for j, y in enumerate(levels)
        if i != j
    ]
    answer = np.array([index for index, _, _ in entries])
    x, y = np.array([x for _, x, _ in entries]), np.array([y for _, _, y in entries])
    exact, drawn = np.ones((1, n)), resampling(n)
    levels = _sums(x, y, answer, n)
    ranked = _sums(rankdata(x), rankdata(y), answer, n)
    return PairFigures(
        pearson=_bootstrapped(_correlation, levels, exact, drawn),
        spearman=_bootstrapped(_correlation, ranked, exact, drawn),
        kappa=_bootstrapped(_kappa, levels, exact, drawn),
        mae=_bootstrapped(_distance, levels, exact, drawn),
        bias=NO_ORDER,
    )


def system_and_raters(system: Sequence[float], mean: Sequence[float]) -> PairFigures:
    """The system's level against the mean of an answer's raters, both 1–5. For kappa both are rounded to levels."""
    x, y = np.asarray(system, dtype=np.float64), np.asarray(mean, dtype=np.float64)
    n = len(x)
    if n < MIN_ANSWERS:
        return all_not(too_few(n, what=SYSTEM_AND_RATED))
    answer, exact, drawn = np.arange(n), np.ones((1, n)), resampling(n)
    levels = _sums(x, y, answer, n)
    rounded = _sums(_nearest_level(x), _nearest_level(y), answer, n)
    ranked = _sums(rankdata(x), rankdata(y), answer, n)
    return PairFigures(
        pearson=_by_fisher(float(_correlation(exact @ levels)[0]), n, spread=1.0),
        spearman=_by_fisher(float(_correlation(exact @ ranked)[0]), n, spread=None),
        kappa=_bootstrapped(_kappa, rounded, exact, drawn),
        mae=_bootstrapped(_distance, levels, exact, drawn),
        bias=_bootstrapped(_difference, levels, exact, drawn),
    )


def _nearest_level(levels: Numbers) -> Numbers:
    """Halves go up."""
    return np.clip(np.floor(levels + 0.5), LOWEST, HIGHEST)


def _sums(x: Numbers, y: Numbers, answer: NDArray[np.intp], n: int) -> Numbers:
    """For each answer: entries, Σx, Σy, Σx², Σy², Σxy, Σ|x−y|."""
    columns = (np.ones(len(x)), x, y, x * x, y * y, x * y, np.abs(x - y))
    return np.stack([np.bincount(answer, weights=column, minlength=n) for column in columns], axis=1)


def _correlation(sums: Numbers) -> Numbers:
    count, x, y, xx, yy, xy, _ = sums.T
    spread = np.maximum(xx - x * x / count, 0.0) * np.maximum(yy - y * y / count, 0.0)
    shared = xy - x * y / count
    # Sums of squares of a constant series leave a remainder of rounding.
    there = spread > 1e-9
    found: Numbers = np.divide(shared, np.sqrt(spread), out=np.full_like(shared, np.nan), where=there)
    return found


def _kappa(sums: Numbers) -> Numbers:
    """1 − mean observed squared distance / mean squared distance expected by chance."""
    count, x, y, xx, yy, xy, _ = sums.T
    observed = xx + yy - 2 * xy
    expected = xx + yy - 2 * x * y / count
    ratio: Numbers = np.divide(observed, expected, out=np.full_like(count, np.nan), where=expected > 1e-9)
    return 1.0 - ratio


def _distance(sums: Numbers) -> Numbers:
    return np.asarray(sums[:, 6] / sums[:, 0])


def _difference(sums: Numbers) -> Numbers:
    return np.asarray((sums[:, 1] - sums[:, 2]) / sums[:, 0])


def _bootstrapped(
    figure: Callable[[Numbers], Numbers], sums: Numbers, exact: Numbers, drawn: Numbers
) -> Figure:
    value = float(figure(exact @ sums)[0])
    if not np.isfinite(value):
        return NO_SPREAD
    low, high = bounds(figure(drawn @ sums))
    return Estimate(value, low, high, len(sums))


def _by_fisher(value: float, n: int, *, spread: float | None) -> Figure:
    """Fisher's z. spread: variance times (n − 3), 1 for Pearson; None: Bonett & Wright (2000) for Spearman."""
    if not np.isfinite(value):
        return NO_SPREAD
    centre = atanh(max(-_NEARLY_ONE, min(_NEARLY_ONE, value)))
    half = Z * sqrt((1.0 + value * value / 2.0 if spread is None else spread) / (n - 3))
    return Estimate(value, tanh(centre - half), tanh(centre + half), n)
