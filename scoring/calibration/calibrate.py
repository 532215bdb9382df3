"""Fits a company's profile to its own ratings and says, on questions left out of the fit, what that gains."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from scoring.agreement.estimate import Estimate, Figure, Numbers, bounds, resampling
from scoring.agreement.pairs import PairFigures, system_and_raters
from scoring.calibration.combination import PENALTIES, Combination, fit_combination
from scoring.calibration.profile import calibrated
from scoring.embedding_port import Embedder
from scoring.features.assemble import FEATURE_NAMES, Measured, measure
from scoring.guards import gate, review
from scoring.measures import NotMeasured, RubricQuestion
from scoring.profile import Profile, ResidualBand

# At r = .7 the 95 % interval over 50 answers is .52–.82: the least that tells a good profile from a middling one.
MIN_ANSWERS = 50
# Figures are from questions left out, so there have to be some; with fewer, leaving one out takes too much away.
MIN_QUESTIONS = 4
# With more questions they are left out in this many groups: the time grows, the figures hardly change.
MAX_FOLDS = 20
# 10 % and 90 % quantiles of fewer errors than this are too shaky to differ between weak and strong answers.
MIN_IN_BAND = 30
BAND_EDGES = (2.0, 3.2, 9.0)  # as in the shipped profile (docs/scoring.md#score-and-interval)
TAIL = 0.1


@dataclass(frozen=True, slots=True)
class Rated:
    """One answer and the mean of its ratings, 1–5. question_id groups what is left out together."""

    question_id: str
    question: RubricQuestion
    answer: str
    level: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """n: answers used. before, after: agreement with the raters on left-out questions.

    gain: ρ after − ρ before, closer: MAE before − MAE after, each with a bootstrap interval over answers; above 0 is
    better. withheld: rated answers that get no score (off topic, too short …) and so say nothing here.
    """

    combination: Combination
    residuals: tuple[ResidualBand, ...]
    n: int
    questions: int
    withheld: int
    before: PairFigures
    after: PairFigures
    gain: Figure
    closer: Figure


@dataclass(frozen=True, slots=True, eq=False)
class _Sample:
    rated: tuple[Rated, ...]
    measured: tuple[Measured, ...]
    points: Numbers
    shipped: Numbers  # levels before the guards
    levels: Numbers
    clean: NDArray[np.bool_]  # no flag raised: only these are fitted on, the guards move the others
    folds: NDArray[np.int64]


def calibrate(rated: Sequence[Rated], *, base: Profile, embedder: Embedder) -> Calibration | NotMeasured:
    """NotMeasured below MIN_ANSWERS scorable answers over MIN_QUESTIONS questions. Deterministic."""
    sample = _sample(rated, base, embedder)
    n, questions = len(sample.rated), len({one.question_id for one in sample.rated})
    if n < MIN_ANSWERS or questions < MIN_QUESTIONS:
        return NotMeasured(
            f"数据不足：可用的评分作答 {n} 份、题目 {questions} 道；至少要 {MIN_ANSWERS} 份、{MIN_QUESTIONS} 道题才校准"
        )
    held_out = _held_out(sample, base)
    unchanged = np.array(
        [
            review(measured, point, profile=base).level
            for measured, point in zip(sample.measured, sample.points, strict=True)
        ]
    )
    gain, closer = _gains(unchanged, held_out, sample.levels)
    return Calibration(
        combination=_fitted(sample, np.ones(n, dtype=bool)),
        residuals=_bands(held_out, sample.levels),
        n=n,
        questions=questions,
        withheld=len(rated) - n,
        before=system_and_raters(unchanged.tolist(), sample.levels.tolist()),
        after=system_and_raters(held_out.tolist(), sample.levels.tolist()),
        gain=gain,
        closer=closer,
    )


def _sample(rated: Sequence[Rated], base: Profile, embedder: Embedder) -> _Sample:
    kept: list[tuple[Rated, Measured, Numbers, bool]] = []
    for one in rated:
        checked = gate(one.answer)
        if checked.withheld is not None:
            continue
        measured = measure(
            one.question, checked.text, embedder=embedder, reference=base.reference, reader=base.reader
        )
        point = base.space.place(measured)
        reviewed = review(measured, point, profile=base)
        if reviewed.withheld is None:
            kept.append((one, measured, point, not reviewed.flags and not checked.flags))
    names = sorted({one.question_id for one, *_ in kept})
    return _Sample(
        rated=tuple(one for one, *_ in kept),
        measured=tuple(measured for _, measured, *_ in kept),
        points=np.array([point for _, _, point, _ in kept]),
        shipped=np.array([base.level(point) for _, _, point, _ in kept]),
        levels=np.array([one.level for one, *_ in kept]),
        clean=np.array([clean for *_, clean in kept], dtype=bool),
        folds=np.array([names.index(one.question_id) % MAX_FOLDS for one, *_ in kept], dtype=np.int64),
    )


def _held_out(sample: _Sample, base: Profile) -> Numbers:
    """The level of each answer after the guards, by a combination fitted without its question."""
    found = np.zeros(len(sample.rated))
    for fold in np.unique(sample.folds):
        out = sample.folds == fold
        profile = calibrated(base, _fitted(sample, ~out), residuals=base.residuals)
        for index in np.flatnonzero(out):
            found[index] = review(sample.measured[index], sample.points[index], profile=profile).level
    return found


def _fitted(sample: _Sample, used: NDArray[np.bool_]) -> Combination:
    """The penalty is chosen within the answers used, again by leaving out questions."""
    used = used & sample.clean
    errors = [_error(sample, used, penalty) for penalty in PENALTIES]
    return _fit(sample, used, PENALTIES[int(np.argmin(errors))])


def _error(sample: _Sample, used: NDArray[np.bool_], penalty: float) -> float:
    z = sample.points[:, : len(FEATURE_NAMES)]
    missed = []
    for fold in np.unique(sample.folds[used]):
        inside, out = used & (sample.folds != fold), used & (sample.folds == fold)
        fitted = _fit(sample, inside, penalty)
        missed += [
            fitted.level(float(sample.shipped[index]), z[index]) - float(sample.levels[index])
            for index in np.flatnonzero(out)
        ]
    return float(np.mean(np.square(missed)))


def _fit(sample: _Sample, used: NDArray[np.bool_], penalty: float) -> Combination:
    z = sample.points[used][:, : len(FEATURE_NAMES)]
    return fit_combination(sample.shipped[used], z, sample.levels[used], penalty=penalty)


def _bands(predicted: Numbers, levels: Numbers) -> tuple[ResidualBand, ...]:
    """80 % of the left-out answers lie within; one band for all where the data don't carry three."""
    edges: tuple[float, ...] = BAND_EDGES
    lower = (0.0, *BAND_EDGES[:-1])
    inside = [(predicted >= low) & (predicted < up) for low, up in zip(lower, edges, strict=True)]
    if min(int(band.sum()) for band in inside) < MIN_IN_BAND:
        edges, inside = edges[-1:], [np.ones(len(predicted), dtype=bool)]
    bands = []
    for edge, band in zip(edges, inside, strict=True):
        low, high = np.quantile(levels[band] - predicted[band], [TAIL, 1.0 - TAIL])
        bands.append(ResidualBand(up_to=edge, low=round(float(low), 3), high=round(float(high), 3)))
    return tuple(bands)


def _gains(before: Numbers, after: Numbers, levels: Numbers) -> tuple[Figure, Figure]:
    """Both profiles on the same answers, so the differences are drawn together."""
    n = len(levels)
    drawn = resampling(n)
    ranked = [rankdata(series) for series in (before, after, levels)]
    rank_gain = _weighted_r(ranked[1], ranked[2], drawn) - _weighted_r(ranked[0], ranked[2], drawn)
    exact = np.ones((1, n))
    gain = _weighted_r(ranked[1], ranked[2], exact) - _weighted_r(ranked[0], ranked[2], exact)
    saved = np.abs(before - levels) - np.abs(after - levels)
    return (
        Estimate(float(gain[0]), *bounds(rank_gain), n),
        Estimate(float(saved.mean()), *bounds(drawn @ saved / n), n),
    )


def _weighted_r(x: Numbers, y: Numbers, weights: Numbers) -> Numbers:
    count = weights.sum(axis=1)
    mx, my = weights @ x / count, weights @ y / count
    shared = weights @ (x * y) / count - mx * my
    found: Numbers = shared / np.sqrt(
        (weights @ (x * x) / count - mx**2) * (weights @ (y * y) / count - my**2)
    )
    return found
