"""A figure with its 95 % confidence interval, and how many answers it needs before it says anything."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.measures import NotMeasured

Numbers = NDArray[np.float64]

# Below twenty answers the 95 % interval of r = .7 is wider than .5 (at 20: .37 to .87), which says next to nothing.
MIN_ANSWERS = 20
TAIL = 0.025
Z = 1.959963984540054  # the normal distribution's 97.5 % point
RESAMPLES = 2000  # moves a 95 % bound by about .01 between seeds
SEED = 1979  # fixed, so that the same ratings always give the same interval


@dataclass(frozen=True, slots=True)
class Estimate:
    """low, high: 95 % confidence interval. n: answers it rests on."""

    value: float
    low: float
    high: float
    n: int


Figure = Estimate | NotMeasured

NO_SPREAD = NotMeasured("所有评分都相同，无法计算")


def too_few(n: int, *, what: str) -> NotMeasured:
    return NotMeasured(f"数据不足：{what} {n} 份，满 {MIN_ANSWERS} 份才计算")


def resampling(n: int) -> Numbers:
    """How often each of n answers is drawn in each bootstrap sample; shape (RESAMPLES, n)."""
    drawn = np.random.default_rng(SEED).multinomial(n, np.full(n, 1.0 / n), size=RESAMPLES)
    return drawn.astype(np.float64)


def bounds(resampled: Numbers) -> tuple[float, float]:
    """Percentile interval over the samples in which the figure exists (some have no spread)."""
    found = resampled[np.isfinite(resampled)]
    if not len(found):
        return float("nan"), float("nan")
    low, high = np.quantile(found, [TAIL, 1.0 - TAIL])
    return float(low), float(high)
