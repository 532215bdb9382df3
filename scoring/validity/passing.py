"""Passing the probation by score: logistic regression by statsmodels."""

import warnings
from collections.abc import Sequence
from math import exp

import numpy as np
import statsmodels.api as sm

from scoring.measures import NotMeasured
from scoring.validity.case import MIN_N, Estimate
from scoring.validity.power import too_few

# Ten events a predictor, of the rarer kind (Peduzzi et al. 1996): below, odds ratios run away.
MIN_EVENTS = 10
NO_SPREAD = NotMeasured("数据不足：分数没有差异")
SEPARATED = NotMeasured("数据不足：通过与未通过的人分数完全分开，比值比无法估计")
NOT_CONVERGED = NotMeasured("数据不足：回归没有收敛")


def odds_ratio(scores: Sequence[float], passed: Sequence[bool]) -> Estimate | NotMeasured:
    """Odds of passing for one standard deviation more of the score; the interval and p by Wald."""
    n, events = len(scores), min(sum(passed), len(passed) - sum(passed))
    if n < MIN_N:
        return too_few(n)
    if events < MIN_EVENTS:
        return NotMeasured(f"数据不足：通过与未通过中较少的一方只有 {events} 人，至少需要 {MIN_EVENTS} 人")
    if min(scores) == max(scores):
        return NO_SPREAD
    if _separated(scores, passed):
        return SEPARATED
    x = np.asarray(scores, dtype=float)
    z = (x - x.mean()) / x.std(ddof=1)
    model = sm.Logit(np.asarray(passed, dtype=float), sm.add_constant(z))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it would warn of is asked below
        fitted = model.fit(disp=0, warn_convergence=False)
    if not fitted.mle_retvals["converged"]:
        return NOT_CONVERGED
    low, high = fitted.conf_int()[1]
    return Estimate(n, exp(fitted.params[1]), exp(low), exp(high), float(fitted.pvalues[1]))


def _separated(scores: Sequence[float], passed: Sequence[bool]) -> bool:
    yes = [s for s, p in zip(scores, passed, strict=True) if p]
    no = [s for s, p in zip(scores, passed, strict=True) if not p]
    return min(yes) >= max(no) or min(no) >= max(yes)
