"""Candidates' requests for a human review."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.model.appeal import Appeal, AppealOutcome
from hiring.model.ids import InterviewId
from hiring.model.interview import InterviewState
from storage import tables
from storage.reads.names import ERASED, candidate_names, data_keys_of, open_of

LIST_LIMIT = 200


@dataclass(frozen=True, slots=True)
class AppealLine:
    """outcome None: waits for an answer."""

    interview_id: InterviewId
    candidate_name: str
    job_title: str
    state: InterviewState
    decided_by_name: str
    reason: str
    requested_at: datetime
    outcome: AppealOutcome | None
    reply: str
    answered_at: datetime | None


def appeal_list(session: Session) -> Sequence[AppealLine]:
    """Those that wait first, the oldest first. Erased people are left out."""
    appeal, interview, decision, staff = tables.appeal, tables.interview, tables.decision, tables.staff
    query = (
        select(
            appeal,
            interview.c.state,
            interview.c.plan["job_title"].astext.label("job_title"),
            staff.c.name.label("decided_by_name"),
        )
        .join(interview, interview.c.id == appeal.c.interview_id)
        .join(decision, decision.c.interview_id == interview.c.id)
        .join(staff, staff.c.id == decision.c.decided_by)
        .order_by(appeal.c.answered_at.is_not(None), appeal.c.requested_at, appeal.c.id)
        .limit(LIST_LIMIT)
    )
    rows = session.execute(query).all()
    names, keys = candidate_names(session, (row.candidate_id for row in rows)), data_keys_of(session)
    found = []
    for row in rows:
        if names[row.candidate_id] == ERASED:
            continue
        reason, reply = (
            open_of(keys, Appeal, name, sealed, candidate_id=row.candidate_id, row_id=row.id)
            for name, sealed in (("reason", row.reason_sealed), ("reply", row.reply_sealed))
        )
        found.append(
            AppealLine(
                interview_id=row.interview_id,
                candidate_name=names[row.candidate_id],
                job_title=row.job_title,
                state=row.state,
                decided_by_name=row.decided_by_name,
                reason=reason,
                requested_at=row.requested_at,
                outcome=row.outcome,
                reply=reply,
                answered_at=row.answered_at,
            )
        )
    return found
