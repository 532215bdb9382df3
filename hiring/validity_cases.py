"""From an interview's report and what became of the person to a case of the validity analysis. Pure.

The composite is the one that was reported, under the weights that the interview had pinned. Under weights fitted since
to the same people it would look better than it is.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from hiring.model.interview import InterviewState
from hiring.model.outcome import Entry, Exit, ExitReason, Grouping, OutcomeFacts, Probation, Review
from hiring.model.report_body import ReportBody
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


def case_of(assessed: Assessed, *, known_until: date) -> Case:
    """known_until: the last day on which entries and exits were brought up to date; those still there are counted to it."""
    facts = assessed.facts
    reviews = [fact.share for fact in facts if isinstance(fact, Review)]
    passed = [fact.passed for fact in facts if isinstance(fact, Probation)]
    return Case(
        person=assessed.person,
        interviewed_on=assessed.interviewed_on,
        scores=scores_of(assessed.body),
        voice=_observed(assessed.body, "speech", VOICE),
        face=_observed(assessed.body, "face", FACE),
        performance=fmean(reviews) if reviews else NO_REVIEW,
        probation_passed=passed[0] if passed else NO_PROBATION,
        tenure=_tenure(facts, known_until),
        groups=_groups(facts),
    )


def applicant_of(assessed: Assessed) -> Applicant:
    decided = assessed.state in (InterviewState.APPROVED, InterviewState.REJECTED)
    chosen = assessed.state == InterviewState.APPROVED if decided else UNDECIDED
    return Applicant(assessed.person, scores_of(assessed.body), chosen, _groups(assessed.facts))


def scores_of(body: ReportBody) -> dict[str, float]:
    """Measured dimensions, and COMPOSITE where the report has one."""
    scores = {row.dimension: row.score for row in body.dimensions if not isinstance(row.score, NotMeasured)}
    return scores if isinstance(body.composite, NotMeasured) else scores | {COMPOSITE: body.composite}


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
    left = gone is not None and gone.reason in _LEFT
    return Tenure(float(days), left, float((known_until - entered).days))


def _groups(facts: Sequence[OutcomeFacts]) -> dict[str, str]:
    stated = next((fact for fact in facts if isinstance(fact, Grouping)), None)
    pairs = {"部门": stated.department, "招聘渠道": stated.channel} if stated else {}
    return {name: value for name, value in pairs.items() if value}
