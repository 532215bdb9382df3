"""Staff and candidates in PostgreSQL."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, exists, func, select, update
from sqlalchemy.orm import Session

from hiring.errors import NotFound
from hiring.model.contract import EMPLOYED_STATES
from hiring.model.delivery import NOBODY
from hiring.model.ids import CandidateId, DingTalkUserId, StaffId
from hiring.model.people import Candidate, Role, Staff
from hiring.ports import People
from storage import tables
from storage.data_keys import OF_CANDIDATE, PHONE_INDEX
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

    def lock_candidate(self, candidate_id: CandidateId) -> Candidate:
        # FOR NO KEY UPDATE: others may go on adding rows that refer to the candidate while they wait for nobody.
        lock = {"key_share": True}
        found = self._session.get(Candidate, candidate_id, with_for_update=lock, populate_existing=True)
        if found is None:
            raise NotFound("CA404")
        return found

    def past_keeping(self, closed_before: datetime, *, limit: int) -> Sequence[CandidateId]:
        person, interview, key = tables.candidate.c, tables.interview.c, tables.data_key.c
        contract = tables.contract.c
        theirs = interview.candidate_id == person.id
        last_closed = select(func.max(interview.closed_at)).where(theirs).scalar_subquery()
        over = func.coalesce(last_closed, person.created_at)
        query = select(person.id).where(
            exists().where(key.subject == OF_CANDIDATE + person.id, key.destroyed_at.is_(None)),
            ~exists().where(theirs, interview.closed_at.is_(None)),
            # An employee's contract is kept as the law says (劳动合同法 50), not as an applicant's file.
            ~exists().where(contract.candidate_id == person.id, contract.state.in_(EMPLOYED_STATES)),
            over <= closed_before,
        )
        return self._session.scalars(query.order_by(over, person.id).limit(limit)).all()

    def remove(self, candidate_id: CandidateId, *, now: datetime) -> None:
        self._session.flush()
        self._session.expunge(self.get_candidate(candidate_id))
        self._session.execute(delete(tables.candidate).where(tables.candidate.c.id == candidate_id))
        self._session.info[DATA_KEYS].destroy(candidate_id, now=now)

    def erase(self, candidate_id: CandidateId, *, now: datetime) -> None:
        """The sealed name stays as it is: nobody can open it. What is readable without the key goes."""
        person, card, interview = tables.candidate.c, tables.card.c, tables.interview.c
        me = person.id == candidate_id
        account = select(person.dingtalk_user_id).where(me).scalar_subquery()
        mine = select(interview.id).where(interview.candidate_id == candidate_id)
        cards = update(tables.card).where(card.interview_id.in_(mine), card.recipient == account)
        self._session.execute(cards.values(recipient=NOBODY))
        plain = {"dingtalk_user_id": None, "phone_index": None, "phone_sealed": None, "email_sealed": None}
        self._session.execute(update(tables.candidate).where(me).values(plain))
        self._session.info[DATA_KEYS].destroy(candidate_id, now=now)
