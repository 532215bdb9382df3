"""Staying by score: Cox regression by lifelines, with the check of its assumption reported beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

import pandas as pd
from lifelines import CoxPHFitter
from lifelines.statistics import proportional_hazard_test

from scoring.measures import NotMeasured
from scoring.validity.case import MIN_N, Estimate, Tenure
from scoring.validity.passing import MIN_EVENTS, NO_SPREAD
from scoring.validity.power import too_few

PROPORTIONAL_ALPHA = 0.05
MONOTONE = NotMeasured("数据不足：离职者的分数总在在职者的一侧，风险比无法估计")


@dataclass(frozen=True, slots=True)
class Hazard:
    """ratio: hazard of leaving for one SD more of the score. proportional_p: Schoenfeld test; small means the ratio
    changes over time, so that one figure for all of it misleads."""

    ratio: Estimate | NotMeasured
    proportional_p: float | NotMeasured
    leavers: int

    @property
    def proportional(self) -> bool:
        return isinstance(self.proportional_p, float) and self.proportional_p >= PROPORTIONAL_ALPHA


def hazard_ratio(scores: Sequence[float], tenures: Sequence[Tenure]) -> Hazard:
    """From n ≥ 30 people of whom ≥ 10 left; everybody else is censored on the last day they were known there."""
    leavers = sum(tenure.left for tenure in tenures)
    refusal = _refused(scores, tenures, leavers)
    if refusal is not None:
        return Hazard(refusal, refusal, leavers)
    frame = pd.DataFrame(
        {"score": scores, "days": [t.days for t in tenures], "left": [t.left for t in tenures]}
    )
    frame["score"] = (frame["score"] - frame["score"].mean()) / frame["score"].std(ddof=1)
    fitter = CoxPHFitter().fit(frame, duration_col="days", event_col="left")
    row = fitter.summary.loc["score"]
    ratio = Estimate(
        len(scores),
        exp(row["coef"]),
        exp(row["coef lower 95%"]),
        exp(row["coef upper 95%"]),
        float(row["p"]),
    )
    checked = proportional_hazard_test(fitter, frame, time_transform="rank")
    return Hazard(ratio, float(checked.summary["p"].iloc[0]), leavers)


def _refused(scores: Sequence[float], tenures: Sequence[Tenure], leavers: int) -> NotMeasured | None:
    if len(scores) < MIN_N:
        return too_few(len(scores))
    if leavers < MIN_EVENTS:
        return NotMeasured(f"数据不足：离职者只有 {leavers} 人，至少需要 {MIN_EVENTS} 人")
    if min(scores) == max(scores):
        return NO_SPREAD
    return MONOTONE if _monotone(scores, tenures) else None


def _monotone(scores: Sequence[float], tenures: Sequence[Tenure]) -> bool:
    """Each leaver had the highest (or each the lowest) score of those still there: the likelihood has no maximum."""
    exits = [(s, t.days) for s, t in zip(scores, tenures, strict=True) if t.left]
    there = list(zip(scores, tenures, strict=True))
    at_risk = [[s for s, t in there if t.days >= day] for _, day in exits]
    highest = all(score >= max(risk) for (score, _), risk in zip(exits, at_risk, strict=True))
    lowest = all(score <= min(risk) for (score, _), risk in zip(exits, at_risk, strict=True))
    return highest or lowest
