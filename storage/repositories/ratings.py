"""Ratings in PostgreSQL."""

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from hiring.errors import Conflict
from hiring.model.ids import AnswerId, InterviewId, StaffId
from hiring.model.people import Staff
from hiring.model.rating import Rating
from hiring.ports import Ratings
from storage import tables
from storage.repositories import finding

# What puts the system's judgement of an interview before a person; docs/agreement.md#blind. i: the interview.
SEEN = """(
    EXISTS (SELECT 1 FROM audit WHERE audit.resource = 'interview:' || i.id
        AND audit.action IN ('report.read', 'document.download') AND audit.actor = 'staff:' || :rater_id)
    OR EXISTS (SELECT 1 FROM card WHERE card.interview_id = i.id AND card.kind = 'report'
        AND card.recipient = :dingtalk_user_id
        AND (NOT coalesce((i.plan ->> 'rate_first')::boolean, false)
            OR EXISTS (SELECT 1 FROM decision WHERE decision.interview_id = i.id)))
    OR EXISTS (SELECT 1 FROM decision WHERE decision.interview_id = i.id AND decision.decided_by = :rater_id)
)"""


class SqlRatings(Ratings):
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, rating: Rating) -> None:
        if not finding.add_unless(self._session, rating, unique="rating_revision_uq"):
            raise Conflict("RT302")

    def current(self, answer_id: AnswerId, rater_id: StaffId) -> Rating | None:
        rating = tables.rating.c
        query = select(Rating).where(rating.answer_id == answer_id, rating.rater_id == rater_id)
        return self._session.scalars(query.order_by(rating.revision.desc()).limit(1)).one_or_none()

    def has_seen_judgement(self, interview_id: InterviewId, staff: Staff) -> bool:
        query = text(f"SELECT {SEEN} FROM interview i WHERE i.id = :interview_id")
        facts = {
            "interview_id": interview_id,
            "rater_id": staff.id,
            "dingtalk_user_id": staff.dingtalk_user_id,
        }
        return bool(self._session.execute(query, facts).scalar_one())
