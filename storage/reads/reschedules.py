"""Candidates' wishes for other times."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.model.ids import CandidateId, InterviewId, RescheduleId
from hiring.model.reschedule import RescheduleRequest, RescheduleState
from storage import tables
from storage.reads.names import candidate_names, data_keys_of, open_of


@dataclass(frozen=True, slots=True)
class RescheduleLine:
    """starts_at: the time that holds until the wish is answered."""

    id: RescheduleId
    interview_id: InterviewId
    candidate_id: CandidateId
    candidate_name: str
    job_title: str
    starts_at: datetime
    proposed_times: tuple[datetime, ...]
    offered_times: tuple[datetime, ...]
    note: str
    reply: str
    state: RescheduleState
    created_at: datetime


def reschedule_list(
    session: Session, *, state: RescheduleState | None = None, limit: int = 200
) -> Sequence[RescheduleLine]:
    """The oldest first. Without `state`, all."""
    request, interview = tables.reschedule, tables.interview
    title = interview.c.plan["job_title"].astext.label("job_title")
    query = select(request, interview.c.starts_at, title).join(
        interview, interview.c.id == request.c.interview_id
    )
    if state is not None:
        query = query.where(request.c.state == state)
    rows = session.execute(query.order_by(request.c.created_at, request.c.id).limit(limit)).all()
    names, keys = candidate_names(session, (row.candidate_id for row in rows)), data_keys_of(session)
    sealed = {
        row.id: [
            open_of(
                keys,
                RescheduleRequest,
                name,
                getattr(row, f"{name}_sealed"),
                candidate_id=row.candidate_id,
                row_id=row.id,
            )
            for name in ("note", "reply")
        ]
        for row in rows
    }
    return [
        RescheduleLine(
            id=row.id,
            interview_id=row.interview_id,
            candidate_id=row.candidate_id,
            candidate_name=names[row.candidate_id],
            job_title=row.job_title,
            starts_at=row.starts_at,
            proposed_times=row.proposed_times,
            offered_times=row.offered_times,
            note=sealed[row.id][0],
            reply=sealed[row.id][1],
            state=row.state,
            created_at=row.created_at,
        )
        for row in rows
    ]
