"""Does voice or face add anything to the words? Nested least-squares models on the same people, by statsmodels."""

from collections.abc import Sequence

import numpy as np
import statsmodels.api as sm
from scipy import optimize, stats

from scoring.measures import NotMeasured
from scoring.validity.case import MIN_N, Estimate
from scoring.validity.power import too_few

# Ten people a predictor, the usual floor for least squares (Harrell 2015, 4.4 asks 10–20).
PEOPLE_A_PREDICTOR = 10
TAIL = 0.025  # on each side of a 95 % interval
NO_SPREAD = NotMeasured("数据不足：绩效没有差异")
COLLINEAR = NotMeasured("数据不足：各指标之间线性相关，无法分开估计")


def added_r2(
    base: Sequence[Sequence[float]], more: Sequence[Sequence[float]], y: Sequence[float]
) -> Estimate | NotMeasured:
    """ΔR² of the columns `more` over the columns `base`, the F-test's p, the interval by inverting the noncentral F.

    base, more: one row a person. Needs n ≥ max(30, 10 predictors). Source: docs/outcomes.md#incremental-validity.
    """
    n, extra = len(y), len(more[0]) if more else 0
    predictors = (len(base[0]) if base else 0) + extra
    at_least = max(MIN_N, PEOPLE_A_PREDICTOR * predictors)
    if n < at_least:
        return too_few(n, at_least=at_least)
    if min(y) == max(y):
        return NO_SPREAD
    small = sm.add_constant(np.asarray(base, dtype=float), has_constant="add")
    full = np.column_stack([small, np.asarray(more, dtype=float)])
    if np.linalg.matrix_rank(full) < full.shape[1]:
        return COLLINEAR
    reduced, fitted = sm.OLS(y, small).fit(), sm.OLS(y, full).fit()
    f, p, _ = fitted.compare_f_test(reduced)
    low, high = _noncentral_interval(float(f), extra, int(fitted.df_resid))
    unexplained = 1.0 - float(reduced.rsquared)
    return Estimate(
        n, float(fitted.rsquared - reduced.rsquared), low * unexplained, high * unexplained, float(p)
    )


def _noncentral_interval(f: float, extra: int, residual: int) -> tuple[float, float]:
    """The interval of the partial R²: λ / (λ + u + v + 1) where λ puts f at each tail (Smithson 2001)."""
    bounds = [_lambda_at(f, extra, residual, tail) for tail in (1 - TAIL, TAIL)]
    low, high = (found / (found + extra + residual + 1) for found in bounds)
    return low, high


def _lambda_at(f: float, extra: int, residual: int, tail: float) -> float:
    """The noncentrality at which F ≤ f has probability `tail`; 0 when even without any effect it has less."""

    def excess(noncentrality: float) -> float:
        if noncentrality == 0.0:
            return float(stats.f.cdf(f, extra, residual)) - tail
        return float(stats.ncf.cdf(f, extra, residual, noncentrality)) - tail

    if excess(0.0) <= 0.0:
        return 0.0
    top = 10.0 + 2.0 * f * extra
    while excess(top) > 0.0:
        top *= 2.0
    return float(optimize.brentq(excess, 0.0, top))
