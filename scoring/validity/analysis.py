"""Everything the company may read off its outcomes for one job: figures with intervals, or why there are none."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from scoring.measures import NotMeasured
from scoring.validity.case import COMPOSITE, FACE, MIN_N, VOICE, Applicant, Case, Estimate
from scoring.validity.correlation import Corrected, pearson, spearman, unrestricted
from scoring.validity.families import holm
from scoring.validity.increment import PEOPLE_A_PREDICTOR, added_r2
from scoring.validity.passing import odds_ratio
from scoring.validity.power import too_few
from scoring.validity.staying import Hazard, hazard_ratio
from scoring.validity.subgroups import GroupCheck, check_groups


class Step(StrEnum):
    """Nested models over the same people: words, words and voice, words, voice and face."""

    VOICE = "voice"
    FACE = "face"


@dataclass(frozen=True, slots=True)
class Predictor:
    """One dimension or the composite. performance: r; ranked: Spearman's ρ; applicants: r corrected for selection,
    shown beside r, never in its place; passing: odds ratio; staying: hazard ratio, both for one SD more."""

    name: str
    performance: Estimate | NotMeasured
    ranked: Estimate | NotMeasured
    applicants: Corrected | NotMeasured
    passing: Estimate | NotMeasured
    staying: Hazard


@dataclass(frozen=True, slots=True)
class Analysis:
    """cases: people with any outcome. family: how many tests share the control of the false-finding rate."""

    cases: int
    applicants: int
    predictors: tuple[Predictor, ...]
    increments: Mapping[Step, Estimate | NotMeasured]
    groups: tuple[GroupCheck, ...]
    family: int


def analyse(cases: Sequence[Case], applicants: Sequence[Applicant], dimensions: Sequence[str]) -> Analysis:
    """cases, applicants: of one job under one rubric and profile. dimensions: in the order to show.

    Holm's control runs over every test of performance, probation, attrition and modality on the page together.
    """
    names = (*dimensions, COMPOSITE)
    predictors = [_predictor(name, cases, applicants) for name in names]
    increments = {step: _increment(cases, step) for step in Step}
    adjusted = holm(
        [p.performance for p in predictors]
        + [p.passing for p in predictors]
        + [p.staying.ratio for p in predictors]
        + list(increments.values())
    )
    width = len(predictors)
    for at, one in enumerate(predictors):
        predictors[at] = replace(
            one,
            performance=adjusted[at],
            passing=adjusted[width + at],
            staying=replace(one.staying, ratio=adjusted[2 * width + at]),
        )
    return Analysis(
        len(cases),
        len(applicants),
        tuple(predictors),
        dict(zip(increments, adjusted[3 * width :], strict=True)),
        check_groups(cases, applicants),
        sum(isinstance(one, Estimate) for one in adjusted),
    )


def _predictor(name: str, cases: Sequence[Case], applicants: Sequence[Applicant]) -> Predictor:
    scored = [case for case in cases if name in case.scores]
    rated = [(c.scores[name], c.performance) for c in scored if not isinstance(c.performance, NotMeasured)]
    tried = [
        (c.scores[name], c.probation_passed)
        for c in scored
        if not isinstance(c.probation_passed, NotMeasured)
    ]
    stayed = [(c.scores[name], c.tenure) for c in scored if not isinstance(c.tenure, NotMeasured)]
    x = [score for score, _ in rated]
    y = [rating for _, rating in rated]
    observed = pearson(x, y)
    pool = [a.scores[name] for a in applicants if name in a.scores]
    return Predictor(
        name,
        observed,
        spearman(x, y),
        unrestricted(observed, x, pool),
        odds_ratio([s for s, _ in tried], [p for _, p in tried]),
        hazard_ratio([s for s, _ in stayed], [t for _, t in stayed]),
    )


def _increment(cases: Sequence[Case], step: Step) -> Estimate | NotMeasured:
    """On people with all that the larger model asks for."""
    asked: list[tuple[Callable[[Case], Mapping[str, float]], tuple[str, ...]]] = [
        (lambda case: case.scores, (COMPOSITE,)),
        (lambda case: case.voice, VOICE),
        (lambda case: case.face, FACE),
    ]
    asked = asked[:2] if step == Step.VOICE else asked
    base, more, y = [], [], []
    for case in cases:
        blocks = [[read(case).get(name) for name in names] for read, names in asked]
        if isinstance(case.performance, NotMeasured) or any(v is None for block in blocks for v in block):
            continue
        measured = [[float(v) for v in block if v is not None] for block in blocks]
        base.append([v for block in measured[:-1] for v in block])
        more.append(measured[-1])
        y.append(case.performance)
    if not y:
        predictors = sum(len(names) for _, names in asked)
        return too_few(0, at_least=max(MIN_N, PEOPLE_A_PREDICTOR * predictors))
    return added_r2(base, more, y)
