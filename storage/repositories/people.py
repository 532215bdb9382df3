"""Staff and candidates in PostgreSQL."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.model.ids import CandidateId, DingTalkUserId, StaffId
from hiring.model.people import Candidate, Role, Staff
from hiring.ports import People
from storage import tables
from storage.data_keys import PHONE_INDEX
from storage.mapping import DATA_KEYS
from storage.repositories import finding
from storage.sealing import phone_index


class SqlPeople(People):
    def __init__(self, session: Session) -> None:
        self._session = session

    def add_staff(self, staff: Staff) -> None:
        finding.add(self._session, staff)

    def get_staff(self, staff_id: StaffId) -> Staff:
        return finding.get(self._session, Staff, staff_id, code="ST404")

    def find_staff_by_dingtalk(self, user_id: DingTalkUserId) -> Staff | None:
        return self._session.scalars(
            select(Staff).where(tables.staff.c.dingtalk_user_id == user_id)
        ).one_or_none()

    def staff_with_role(self, role: Role) -> Sequence[Staff]:
        """Active ones, by id."""
        staff = tables.staff.c
        query = select(Staff).where(staff.roles.contains([role]), staff.active).order_by(staff.id)
        return self._session.scalars(query).all()

    def add_candidate(self, candidate: Candidate) -> None:
        finding.add(self._session, candidate)

    def get_candidate(self, candidate_id: CandidateId) -> Candidate:
        return finding.get(self._session, Candidate, candidate_id, code="CA404")

    def find_candidate_by_dingtalk(self, user_id: DingTalkUserId) -> Candidate | None:
        query = select(Candidate).where(tables.candidate.c.dingtalk_user_id == user_id)
        return self._session.scalars(query).one_or_none()

    def find_candidate_by_phone(self, phone: str) -> Candidate | None:
        """The one added first, if several share the number."""
        key = self._session.info[DATA_KEYS].get_or_create(PHONE_INDEX)
        person = tables.candidate.c
        query = select(Candidate).where(person.phone_index == phone_index(phone, key=key))
        return self._session.scalars(query.order_by(person.created_at, person.id).limit(1)).one_or_none()
