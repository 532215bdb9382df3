"""Appeals in PostgreSQL."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.appeal_ports import Appeals
from hiring.model.appeal import Appeal
from hiring.model.ids import InterviewId
from storage import tables
from storage.repositories import finding


class SqlAppeals(Appeals):
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, appeal: Appeal) -> None:
        finding.add(self._session, appeal)

    def find(self, interview_id: InterviewId) -> Appeal | None:
        query = select(Appeal).where(tables.appeal.c.interview_id == interview_id)
        return self._session.scalars(query).one_or_none()
