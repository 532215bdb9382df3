"""Does the score mean the same in every group? Only groups the company supplies lawfully: department, source.

p-values here are not adjusted: missing a harm is the worse mistake. Formulas: docs/outcomes.md#subgroups.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
import statsmodels.api as sm
from scipy import stats

from scoring.measures import NotMeasured
from scoring.validity.case import COMPOSITE, MIN_N, Applicant, Case, Estimate
from scoring.validity.correlation import CONFIDENCE, pearson
from scoring.validity.power import too_few

FOUR_FIFTHS = (
    0.8  # the rule of thumb of the Uniform Guidelines (29 CFR 1607.4 D); no threshold of Chinese law
)


@dataclass(frozen=True, slots=True)
class GroupCheck:
    """One value of one grouping.

    validity: r of the composite with performance inside it. prediction_gap: mean of performance (0–1) less what the
    line over everybody predicts; above 0 the score underestimates the group. chosen: of how many assessed.
    impact: its rate over the highest rate among groups large enough.
    """

    grouping: str
    value: str
    validity: Estimate | NotMeasured
    prediction_gap: Estimate | NotMeasured
    chosen: int
    assessed: int
    impact: Estimate | NotMeasured


def check_groups(cases: Sequence[Case], applicants: Sequence[Applicant]) -> tuple[GroupCheck, ...]:
    """One check a group with anybody in it, by grouping and value."""
    gaps = _residuals(cases)
    names = sorted({name for groups in _all_groups(cases, applicants) for name in groups})
    return tuple(check for name in names for check in _grouping(name, cases, applicants, gaps))


def impact_ratio(chosen: int, of: int, best_chosen: int, best_of: int) -> Estimate | NotMeasured:
    """Rate over the best group's rate, Katz's log interval, Fisher's exact p. Needs 30 people in both."""
    if of < MIN_N or best_of < MIN_N:
        return too_few(min(of, best_of))
    if chosen == 0 or best_chosen == 0:
        return NotMeasured("数据不足：有一组没有人通过，比值无法估计区间")
    ratio = (chosen / of) / (best_chosen / best_of)
    half = stats.norm.ppf((1 + CONFIDENCE) / 2) * sqrt(1 / chosen - 1 / of + 1 / best_chosen - 1 / best_of)
    p = stats.fisher_exact([[chosen, of - chosen], [best_chosen, best_of - best_chosen]]).pvalue
    return Estimate(of + best_of, ratio, exp(log(ratio) - half), exp(log(ratio) + half), float(p))


def _grouping(
    name: str, cases: Sequence[Case], applicants: Sequence[Applicant], gaps: Mapping[str, float]
) -> list[GroupCheck]:
    decided: dict[str, list[bool]] = defaultdict(list)
    for applicant in applicants:
        if name in applicant.groups and not isinstance(applicant.chosen, NotMeasured):
            decided[applicant.groups[name]].append(applicant.chosen)
    large = [kept for kept in decided.values() if len(kept) >= MIN_N]
    best = max(large, key=lambda kept: sum(kept) / len(kept), default=[])
    values = sorted({groups[name] for groups in _all_groups(cases, applicants) if name in groups})
    return [_check(name, value, cases, decided[value], best, gaps) for value in values]


def _all_groups(cases: Sequence[Case], applicants: Sequence[Applicant]) -> list[Mapping[str, str]]:
    return [case.groups for case in cases] + [applicant.groups for applicant in applicants]


def _check(
    name: str,
    value: str,
    cases: Sequence[Case],
    decided: Sequence[bool],
    best: Sequence[bool],
    gaps: Mapping[str, float],
) -> GroupCheck:
    pairs = [
        (case.scores[COMPOSITE], case.performance)
        for case in cases
        if case.groups.get(name) == value
        and COMPOSITE in case.scores
        and not isinstance(case.performance, NotMeasured)
    ]
    inside = [gaps[case.person] for case in cases if case.groups.get(name) == value and case.person in gaps]
    return GroupCheck(
        name,
        value,
        pearson([x for x, _ in pairs], [y for _, y in pairs]),
        _mean_gap(inside),
        sum(decided),
        len(decided),
        impact_ratio(sum(decided), len(decided), sum(best), len(best)),
    )


def _mean_gap(gaps: Sequence[float]) -> Estimate | NotMeasured:
    """A t-interval; the common line is taken as known."""
    if len(gaps) < MIN_N:
        return too_few(len(gaps))
    found = stats.ttest_1samp(gaps, 0.0)
    interval = found.confidence_interval(CONFIDENCE)
    return Estimate(
        len(gaps), float(np.mean(gaps)), float(interval.low), float(interval.high), float(found.pvalue)
    )


def _residuals(cases: Sequence[Case]) -> dict[str, float]:
    rows = [
        (case.person, case.scores[COMPOSITE], case.performance)
        for case in cases
        if COMPOSITE in case.scores and not isinstance(case.performance, NotMeasured)
    ]
    if len(rows) < MIN_N:
        return {}
    x, y = (np.asarray([row[i] for row in rows], dtype=float) for i in (1, 2))
    fitted = sm.OLS(y, sm.add_constant(x, has_constant="add")).fit()
    return {row[0]: float(gap) for row, gap in zip(rows, fitted.resid, strict=True)}
