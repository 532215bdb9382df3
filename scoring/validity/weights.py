"""Suggested weights: non-negative ridge on the earlier people, tried on the later ones. A person activates, or not.

Formulas and choices: docs/outcomes.md#suggested-weights.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import optimize

from scoring.measures import NotMeasured
from scoring.validity.case import MIN_N, Case, Estimate
from scoring.validity.correlation import pearson
from scoring.validity.power import too_few

Numbers: TypeAlias = NDArray[np.float64]

TRAIN_SHARE = 0.6  # the earlier part; the later 40 % must still be 30 people
PENALTIES = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)  # times the number of people fitted
FOLDS = 5
RESAMPLES = 2_000
SEED = 20_260_301  # any; fixed, so that the same data give the same page


@dataclass(frozen=True, slots=True)
class BackTest:
    """On the later people: r of the composite with performance under three sets of weights.

    gain: r(suggested) − r(current), paired percentile bootstrap. split_on: the first interview day of the later part.
    """

    fitted_n: int
    tested_n: int
    split_on: date
    suggested: Estimate | NotMeasured
    current: Estimate | NotMeasured
    equal: Estimate | NotMeasured
    gain: float
    gain_low: float
    gain_high: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """weights: dimension -> share, sum 1. penalty: the chosen multiple of PENALTIES."""

    weights: Mapping[str, float]
    penalty: float
    back_test: BackTest

    @property
    def supported(self) -> bool:
        """The whole interval of the gain lies above 0."""
        return self.back_test.gain_low > 0.0


def suggest_weights(cases: Sequence[Case], current: Mapping[str, float]) -> Suggestion | NotMeasured:
    """From people with every dimension of `current` and performance; needs 30 to fit and 30 later ones to try."""
    names = sorted(current)
    complete = [
        case
        for case in cases
        if not isinstance(case.performance, NotMeasured) and all(name in case.scores for name in names)
    ]
    complete.sort(key=lambda case: (case.interviewed_on, case.person))
    cut = _cut(complete)
    if min(cut, len(complete) - cut) < MIN_N:
        return too_few(len(complete), at_least=_at_least(), what="名各维度与绩效齐全的人")
    x = np.array([[case.scores[name] for name in names] for case in complete])
    y = np.array([case.performance for case in complete], dtype=float)
    if _flat(x[:cut]) or _flat(y[:cut]):
        return NotMeasured("数据不足：某个维度的分数或绩效没有差异")
    penalty = _choose_penalty(x[:cut], y[:cut])
    shares = fit_shares(x[:cut], y[:cut], penalty)
    if shares is None:
        return NotMeasured("没有一个维度与绩效正相关，不给出权重建议")
    held = np.array([current[name] for name in names])
    later = _back_test(x[cut:], y[cut:], shares, held / held.sum(), fitted_n=cut, on=complete[cut])
    weights = {name: round(float(share), 4) for name, share in zip(names, shares, strict=True)}
    return Suggestion(weights, penalty, later)


def fit_shares(x: Numbers, y: Numbers, penalty: float) -> Numbers | None:
    """argmin ‖z_y − Z_x b‖² + penalty·n·‖b‖², b ≥ 0, as shares of the raw scores; None when every b is 0.

    Solved by SciPy's nnls on the rows √(penalty·n)·I added below.
    """
    spread = x.std(axis=0, ddof=1)
    z, target = (x - x.mean(axis=0)) / spread, (y - y.mean()) / y.std(ddof=1)
    ridge = np.sqrt(penalty * len(y)) * np.eye(x.shape[1])
    slopes, _ = optimize.nnls(np.vstack([z, ridge]), np.concatenate([target, np.zeros(x.shape[1])]))
    raw = slopes / spread
    return raw / raw.sum() if raw.sum() > 0 else None


def _cut(complete: Sequence[Case]) -> int:
    """Where the later part begins; people of one day stay together."""
    cut = ceil(len(complete) * TRAIN_SHARE)
    while 0 < cut < len(complete) and complete[cut].interviewed_on == complete[cut - 1].interviewed_on:
        cut += 1
    return cut


def _at_least() -> int:
    """Fewest people with 30 on both sides of the cut."""
    return ceil(MIN_N / (1 - TRAIN_SHARE))


def _flat(values: Numbers) -> bool:
    return bool(np.any(values.std(axis=0) == 0))


def _choose_penalty(x: Numbers, y: Numbers) -> float:
    """The penalty with the highest correlation over people left out, in blocks of time; the stronger one on a tie."""
    blocks = np.array_split(np.arange(len(y)), FOLDS)
    return max(reversed(PENALTIES), key=lambda penalty: _left_out_r(x, y, blocks, penalty))


def _left_out_r(x: Numbers, y: Numbers, blocks: Sequence[NDArray[np.int_]], penalty: float) -> float:
    found = []
    for block in blocks:
        rest = np.setdiff1d(np.arange(len(y)), block)
        shares = None if _flat(x[rest]) or _flat(y[rest]) else fit_shares(x[rest], y[rest], penalty)
        found.append(0.0 if shares is None else float(_r(x[block] @ shares, y[block])))
    return float(np.mean(found))


def _back_test(
    x: Numbers, y: Numbers, suggested: Numbers, current: Numbers, *, fitted_n: int, on: Case
) -> BackTest:
    equal = np.full(len(current), 1 / len(current))
    rows = np.random.default_rng(SEED).integers(0, len(y), size=(RESAMPLES, len(y)))
    gains = _r((x @ suggested)[rows], y[rows]) - _r((x @ current)[rows], y[rows])
    low, high = np.percentile(gains, [2.5, 97.5])
    tried = [pearson((x @ weights).tolist(), y.tolist()) for weights in (suggested, current, equal)]
    return BackTest(
        fitted_n=fitted_n,
        tested_n=len(y),
        split_on=on.interviewed_on,
        suggested=tried[0],
        current=tried[1],
        equal=tried[2],
        gain=float(_r(x @ suggested, y) - _r(x @ current, y)),
        gain_low=float(low),
        gain_high=float(high),
    )


def _r(a: Numbers, b: Numbers) -> Numbers:
    """Pearson's r along the last axis; 0 where one side is constant."""
    a = a - a.mean(axis=-1, keepdims=True)
    b = b - b.mean(axis=-1, keepdims=True)
    scale = np.sqrt((a**2).sum(axis=-1) * (b**2).sum(axis=-1))
    return np.asarray(np.divide((a * b).sum(axis=-1), scale, out=np.zeros_like(scale), where=scale > 0))
