"""From an interview's report and what became of the person to a case of the validity analysis. Pure.

The composite is computed here from the stored dimension scores under the job's present weights, so that people scored
before and after a change of weights can be compared. No report is changed by it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from hiring.model.interview import InterviewState
from hiring.model.outcome import Entry, Exit, ExitReason, Grouping, OutcomeFacts, Probation, Review
from hiring.model.report_body import ReportBody
from scoring.composite import Group, Part, Weight, composite
from scoring.measures import NotMeasured
from scoring.validity.case import COMPOSITE, FACE, VOICE, Applicant, Case, Tenure

NO_REVIEW = NotMeasured("没有绩效记录")
NO_PROBATION = NotMeasured("没有试用期结果")
NO_ENTRY = NotMeasured("没有入职日期")
BAD_DATES = NotMeasured("离职日期不晚于入职日期")
UNDECIDED = NotMeasured("面试尚未决定")
_LEFT = frozenset({ExitReason.RESIGNED, ExitReason.DISMISSED})


@dataclass(frozen=True, slots=True)
class Assessed:
    """One person of one job: the interview, its latest report, and the facts in force. facts: empty when none came in."""

    person: str
    interviewed_on: date
    state: InterviewState
    body: ReportBody
    facts: tuple[OutcomeFacts, ...]


def case_of(assessed: Assessed, weights: Mapping[str, float], *, known_until: date) -> Case:
    """known_until: the last day on which entries and exits were brought up to date; those still there are counted to it."""
    facts = assessed.facts
    reviews = [fact.share for fact in facts if isinstance(fact, Review)]
    passed = [fact.passed for fact in facts if isinstance(fact, Probation)]
    return Case(
        person=assessed.person,
        interviewed_on=assessed.interviewed_on,
        scores=scores_of(assessed.body, weights),
        voice=_observed(assessed.body, "speech", VOICE),
        face=_observed(assessed.body, "face", FACE),
        performance=fmean(reviews) if reviews else NO_REVIEW,
        probation_passed=passed[0] if passed else NO_PROBATION,
        tenure=_tenure(facts, known_until),
        groups=_groups(facts),
    )


def applicant_of(assessed: Assessed, weights: Mapping[str, float]) -> Applicant:
    decided = assessed.state in (InterviewState.APPROVED, InterviewState.REJECTED)
    chosen = assessed.state == InterviewState.APPROVED if decided else UNDECIDED
    return Applicant(assessed.person, scores_of(assessed.body, weights), chosen, _groups(assessed.facts))


def scores_of(body: ReportBody, weights: Mapping[str, float]) -> dict[str, float]:
    """Measured dimensions, and COMPOSITE where at least half of the weight is measured."""
    scores = {row.dimension: row.score for row in body.dimensions if not isinstance(row.score, NotMeasured)}
    parts = {name: Part(score, (score, score)) for name, score in scores.items()}
    # The group matters for showing groups only, and nothing is shown here.
    joined = composite(parts, [Weight(name, weight, Group.ABILITY) for name, weight in weights.items()])
    return scores if isinstance(joined.value, NotMeasured) else scores | {COMPOSITE: joined.value}


def _observed(body: ReportBody, side: str, names: Sequence[str]) -> dict[str, float]:
    """Means over the answers in which it was measured; nothing without consent, for then nothing is in the report."""
    found: dict[str, list[float]] = defaultdict(list)
    for answer in body.answers:
        seen = answer.speech if side == "speech" else answer.face
        for name in names if not isinstance(seen, NotMeasured) else ():
            value = getattr(seen, name)
            if not isinstance(value, NotMeasured):
                found[name].append(float(value))
    return {name: fmean(values) for name, values in found.items()}


def _tenure(facts: Sequence[OutcomeFacts], known_until: date) -> Tenure | NotMeasured:
    entered = next((fact.on for fact in facts if isinstance(fact, Entry)), None)
    if entered is None:
        return NO_ENTRY
    gone = next((fact for fact in facts if isinstance(fact, Exit)), None)
    days = ((gone.on if gone else known_until) - entered).days
    if days <= 0:
        return BAD_DATES
    return Tenure(float(days), gone is not None and gone.reason in _LEFT)


def _groups(facts: Sequence[OutcomeFacts]) -> dict[str, str]:
    stated = next((fact for fact in facts if isinstance(fact, Grouping)), None)
    pairs = {"部门": stated.department, "招聘渠道": stated.channel} if stated else {}
    return {name: value for name, value in pairs.items() if value}
