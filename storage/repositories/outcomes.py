"""Outcome records and weight sets in PostgreSQL."""

from sqlalchemy import case, exists, select
from sqlalchemy.orm import Session

from hiring.model.ids import CandidateId, JobId
from hiring.model.interview import Interview, InterviewState
from hiring.model.job import Job
from hiring.model.outcome import OutcomeKind, OutcomeRecord, WeightSet
from hiring.ports import Outcomes
from storage import tables
from storage.repositories import finding


class SqlOutcomes(Outcomes):
    def __init__(self, session: Session) -> None:
        self._session = session

    def assessed_in(self, candidate_id: CandidateId) -> Interview | None:
        interview, report = tables.interview.c, tables.report.c
        approved_first = case((interview.state == InterviewState.APPROVED, 0), else_=1)
        query = select(Interview).where(
            interview.candidate_id == candidate_id, exists().where(report.interview_id == interview.id)
        )
        query = query.order_by(approved_first, interview.created_at.desc(), interview.id)
        return self._session.scalars(query.limit(1)).one_or_none()

    def latest(self, candidate_id: CandidateId, kind: OutcomeKind, period: str) -> OutcomeRecord | None:
        record = tables.outcome_record.c
        query = select(OutcomeRecord).where(
            record.candidate_id == candidate_id, record.kind == kind, record.period == period
        )
        return self._session.scalars(query.order_by(record.revision.desc()).limit(1)).one_or_none()

    def add(self, record: OutcomeRecord) -> None:
        finding.add(self._session, record)

    def lock_job(self, job_id: JobId) -> Job:
        return finding.lock(self._session, Job, job_id, code="JB404")

    def latest_weights(self, job_id: JobId) -> WeightSet | None:
        row = tables.weight_set.c
        query = select(WeightSet).where(row.job_id == job_id).order_by(row.number.desc()).limit(1)
        return self._session.scalars(query).one_or_none()

    def add_weights(self, weights: WeightSet) -> None:
        finding.add(self._session, weights)
