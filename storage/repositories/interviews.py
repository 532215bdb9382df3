"""Jobs, interviews and reschedule requests in PostgreSQL."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from hiring.errors import Conflict
from hiring.model.ids import CandidateId, InterviewId, JobId, RescheduleId
from hiring.model.interview import Interview, InterviewState
from hiring.model.job import Job
from hiring.model.reschedule import RescheduleRequest, RescheduleState
from hiring.ports import Interviews
from storage import tables
from storage.repositories import finding

_BEFORE_SUBMISSION = (InterviewState.INVITED, InterviewState.CONFIRMED, InterviewState.IN_PROGRESS)
_UNSETTLED = (RescheduleState.OPEN, RescheduleState.OFFERED)


class SqlInterviews(Interviews):
    def __init__(self, session: Session) -> None:
        self._session = session

    def add_job(self, job: Job) -> None:
        finding.add(self._session, job)

    def get_job(self, job_id: JobId) -> Job:
        return finding.get(self._session, Job, job_id, code="JB404")

    def add(self, interview: Interview) -> None:
        if not finding.add_unless(self._session, interview, unique="interview_round_uq"):
            raise Conflict("IV303")

    def get(self, interview_id: InterviewId) -> Interview:
        return finding.get(self._session, Interview, interview_id, code="IV404")

    def lock(self, interview_id: InterviewId) -> Interview:
        return finding.lock(self._session, Interview, interview_id, code="IV404")

    def of_candidate(self, candidate_id: CandidateId) -> Sequence[Interview]:
        interview = tables.interview.c
        query = select(Interview).where(interview.candidate_id == candidate_id)
        return self._session.scalars(query.order_by(interview.created_at.desc(), interview.id)).all()

    def overdue(self, now: datetime, *, limit: int) -> Sequence[Interview]:
        interview = tables.interview.c
        query = select(Interview).where(interview.state.in_(_BEFORE_SUBMISSION), interview.closes_at <= now)
        query = query.order_by(interview.closes_at, interview.id).limit(limit)
        query = query.with_for_update(skip_locked=True).execution_options(populate_existing=True)
        return self._session.scalars(query).all()

    def with_recordings(self, closed_before: datetime, *, limit: int) -> Sequence[InterviewId]:
        interview, answer, upload = tables.interview.c, tables.answer.c, tables.upload.c
        theirs = answer.interview_id == interview.id
        recorded = or_(
            exists().where(theirs, answer.media_key.is_not(None)),
            exists().where(theirs, upload.answer_id == answer.id),
        )
        query = select(interview.id).where(interview.closed_at <= closed_before, recorded)
        return self._session.scalars(query.order_by(interview.closed_at, interview.id).limit(limit)).all()

    def add_reschedule(self, request: RescheduleRequest) -> None:
        finding.add(self._session, request)

    def get_reschedule(self, reschedule_id: RescheduleId) -> RescheduleRequest:
        return finding.get(self._session, RescheduleRequest, reschedule_id, code="RS404")

    def open_reschedules(self, interview_id: InterviewId) -> Sequence[RescheduleRequest]:
        request = tables.reschedule.c
        query = select(RescheduleRequest).where(
            request.interview_id == interview_id, request.state.in_(_UNSETTLED)
        )
        return self._session.scalars(query.order_by(request.created_at, request.id)).all()
