"""What has come in about people after the interview, and the material of the validity analysis."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlalchemy.orm import Session

from hiring.model.ids import JobId, StaffId
from hiring.model.interview import InterviewState
from hiring.model.outcome import OutcomeFacts, OutcomeKind, OutcomeRecord, WeightSet
from hiring.model.processing import Report
from hiring.outcomejson import read_outcome
from hiring.reportjson import read_report
from hiring.validity_cases import Assessed, applicant_of, case_of
from scoring.validity.case import Applicant, Case
from storage import tables
from storage.data_keys import SYSTEM, of_candidate
from storage.mapping import SEALED, open_column
from storage.reads.clause_use import ClauseUse, clause_use
from storage.reads.jobs import job_page
from storage.reads.names import ERASED, data_keys_of, open_of

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class KindCount:
    """facts in force; linked: to an interview; corrections: further revisions, all kept."""

    kind: OutcomeKind
    facts: int
    linked: int
    corrections: int
    people: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Version:
    """People whose interviews had the same rubric and scoring profile: the only scores that compare."""

    rubric_sha256: str
    scoring_profile: str
    assessed: tuple[Assessed, ...]

    @property
    def with_facts(self) -> int:
        return sum(bool(one.facts) for one in self.assessed)


@dataclass(frozen=True, slots=True)
class WeightLine:
    number: int
    weights: dict[str, float]
    basis: dict[str, float]
    reason: str
    activated_by: StaffId
    by_name: str
    activated_at: datetime


@dataclass(frozen=True, slots=True)
class Material:
    """What a job's validity is judged from. weights: in force now; number: of their set, 0 for the job's first ones."""

    job_title: str
    weights: dict[str, float]
    number: int
    known_until: date
    versions: tuple[Version, ...]
    use: ClauseUse = field(default_factory=ClauseUse)

    def version(self, number: int) -> tuple[list[Case], list[Applicant]]:
        """Cases (people with any fact) and applicants (everybody assessed) of versions[number]; none where there is none."""
        people = self.versions[number].assessed if number < len(self.versions) else ()
        cases = [case_of(one, known_until=self.known_until) for one in people if one.facts]
        return cases, [applicant_of(one) for one in people]


def validity_material(session: Session, job_id: JobId, *, today: date) -> Material:
    """Raises NotFound(JB404)."""
    job, sets = job_page(session, job_id), weight_sets(session, job_id)
    return Material(
        job_title=job.title,
        weights=dict(job.plan.weights),
        number=sets[0].number if sets else 0,
        known_until=known_until(session, today=today),
        versions=tuple(validity_versions(session, job_id)),
        use=clause_use(session, job_id),
    )


def outcome_counts(session: Session) -> Sequence[KindCount]:
    """By kind, those that have any."""
    rows = session.execute(text(_COUNTS)).all()
    return [KindCount(OutcomeKind(row.kind), *row[1:]) for row in rows]


def validity_versions(session: Session, job_id: JobId) -> Sequence[Version]:
    """The one with the most people who have facts first, the newest on a tie. Erased people are not in it."""
    rows = session.execute(text(_ASSESSED), {"job_id": job_id}).all()
    keys = data_keys_of(session)
    keys.preload(of_candidate(row.candidate_id) for row in rows)
    facts = _facts(session, job_id)
    held: dict[tuple[str, str], list[Assessed]] = defaultdict(list)
    for row in rows:
        payload = open_of(
            keys, Report, "payload", row.payload_sealed, candidate_id=row.candidate_id, row_id=row.report_id
        )
        if payload != ERASED:
            held[row.rubric_sha256, row.scoring_profile].append(
                Assessed(
                    person=row.candidate_id,
                    interviewed_on=row.created_at.astimezone(SHANGHAI).date(),
                    state=InterviewState(row.state),
                    body=read_report(payload),
                    facts=tuple(facts.get(row.interview_id, ())),
                )
            )
    versions = [Version(*key, tuple(people)) for key, people in held.items()]
    return sorted(versions, key=lambda one: (one.with_facts, one.assessed[-1].interviewed_on), reverse=True)


def known_until(session: Session, *, today: date) -> date:
    """The day on which the company last brought entries or exits up to date; today while there are none."""
    last = session.execute(text(_LAST_STAY)).scalar_one()
    return today if last is None else last.astimezone(SHANGHAI).date()


def weight_sets(session: Session, job_id: JobId) -> Sequence[WeightLine]:
    """All of a job, the newest first."""
    row, staff = tables.weight_set.c, tables.staff.c
    query = tables.weight_set.join(tables.staff, row.activated_by == staff.id).select()
    keys = data_keys_of(session)
    found = session.execute(query.where(row.job_id == job_id).order_by(row.number.desc())).all()
    return [
        WeightLine(
            number=one.number,
            weights=one.weights,
            basis=one.basis,
            reason=open_column(
                one.reason_sealed, keys, SEALED[WeightSet], "reason", subject=SYSTEM, row_id=one.id
            ),
            activated_by=one.activated_by,
            by_name=one.name,
            activated_at=one.activated_at,
        )
        for one in found
    ]


def _facts(session: Session, job_id: JobId) -> dict[str, list[OutcomeFacts]]:
    """By interview, those in force."""
    rows = session.execute(text(_IN_FORCE), {"job_id": job_id}).all()
    keys, found = data_keys_of(session), defaultdict(list)
    for row in rows:
        payload = open_of(
            keys, OutcomeRecord, "payload", row.payload_sealed, candidate_id=row.candidate_id, row_id=row.id
        )
        if payload != ERASED:
            found[row.interview_id].append(read_outcome(OutcomeKind(row.kind), payload))
    return found


_CURRENT = """
SELECT DISTINCT ON (candidate_id, kind, period) * FROM outcome_record
ORDER BY candidate_id, kind, period, revision DESC
"""

_COUNTS = f"""
SELECT kind, count(*) AS facts, count(interview_id) AS linked, sum(revision - 1) AS corrections,
    count(DISTINCT candidate_id) AS people, max(recorded_at) AS last_at
FROM ({_CURRENT}) current GROUP BY kind ORDER BY kind
"""

_IN_FORCE = f"""
SELECT current.* FROM ({_CURRENT}) current
JOIN interview ON interview.id = current.interview_id WHERE interview.job_id = :job_id
ORDER BY current.candidate_id, current.kind, current.period
"""

# One row a person: the interview that an outcome is linked to, else the latest one with a report.
_ASSESSED = """
SELECT * FROM (
    SELECT DISTINCT ON (interview.candidate_id) interview.id AS interview_id, interview.candidate_id, interview.state,
        interview.created_at, interview.plan ->> 'rubric_sha256' AS rubric_sha256,
        interview.plan ->> 'scoring_profile' AS scoring_profile,
        report.id AS report_id, report.payload_sealed
    FROM interview JOIN report ON report.interview_id = interview.id
    WHERE interview.job_id = :job_id
    ORDER BY interview.candidate_id,
        EXISTS (SELECT 1 FROM outcome_record WHERE outcome_record.interview_id = interview.id) DESC,
        interview.created_at DESC, report.generation DESC
) latest ORDER BY created_at, candidate_id
"""

_LAST_STAY = "SELECT max(recorded_at) FROM outcome_record WHERE kind IN ('entry', 'exit')"
