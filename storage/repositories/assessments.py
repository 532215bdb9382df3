"""Written tests and background checks in PostgreSQL."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from hiring.assessment_ports import Assessments
from hiring.errors import Conflict
from hiring.model.assessment import Assessment, AssessmentKind
from hiring.model.ids import CandidateId, JobId
from storage import tables
from storage.repositories import finding

_ONE_AT_A_TIME = frozenset({"assessment_supersedes_uq", "assessment_first_uq"})


class SqlAssessments(Assessments):
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, assessment: Assessment) -> None:
        try:
            with self._session.begin_nested():
                self._session.add(assessment)
        except IntegrityError as exc:
            if finding.constraint_of(exc) in _ONE_AT_A_TIME:
                raise Conflict("AS409") from exc
            raise

    def latest(self, candidate_id: CandidateId, job_id: JobId) -> Mapping[AssessmentKind, Assessment]:
        return {one.kind: one for one in self.history(candidate_id, job_id)}

    def history(self, candidate_id: CandidateId, job_id: JobId) -> Sequence[Assessment]:
        row = tables.assessment.c
        query = select(Assessment).where(row.candidate_id == candidate_id, row.job_id == job_id)
        return self._session.scalars(query.order_by(row.seq)).all()
