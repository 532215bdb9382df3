"""HR's list of candidates, contacts masked."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, exists, select
from sqlalchemy.orm import Session

from hiring.model.ids import CandidateId, InterviewId
from hiring.model.interview import InterviewState
from storage import tables
from storage.data_keys import DataKeys, of_candidate
from storage.reads.names import ERASED, data_keys_of, open_candidate
from storage.resume_tables import resume_file


@dataclass(frozen=True, slots=True)
class CandidatesInterview:
    id: InterviewId
    job_title: str
    state: InterviewState


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """Masked: "138****1234", "w***@example.com"; "" when unknown."""

    id: CandidateId
    name: str
    phone_masked: str
    email_masked: str
    in_dingtalk: bool
    created_at: datetime
    interviews: tuple[CandidatesInterview, ...]


def candidate_list(session: Session, *, limit: int = 500) -> Sequence[CandidateLine]:
    """The newest first, each with all interviews."""
    person = tables.candidate.c
    query = (
        select(tables.candidate).where(~_unread()).order_by(person.created_at.desc(), person.id).limit(limit)
    )
    people, keys = session.execute(query).all(), data_keys_of(session)
    keys.preload(of_candidate(row.id) for row in people)
    interviews = _interviews(session, [row.id for row in people])
    return [_line(keys, row, interviews[row.id]) for row in people]


def _unread() -> ColumnElement[bool]:
    """Nobody knows yet who it is: a file of theirs came in, and none was read."""
    person, file = tables.candidate.c, resume_file.c
    theirs = file.candidate_id == person.id
    unread = exists().where(theirs) & ~exists().where(theirs, file.read_at.is_not(None))
    return unread & ~exists().where(tables.interview.c.candidate_id == person.id)


def mask_phone(phone: str) -> str:
    """The first three and the last four digits, as Chinese sites show a mobile number."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 11 else "*" * len(phone)


def mask_email(email: str) -> str:
    name, at, domain = email.partition("@")
    return f"{name[:1]}***{at}{domain}" if at else "*" * len(email)


def _line(
    keys: DataKeys, row: Row[tuple[object, ...]], interviews: list[CandidatesInterview]
) -> CandidateLine:
    name = open_candidate(keys, row.id, "name", row.name_sealed)
    erased = name == ERASED
    return CandidateLine(
        id=row.id,
        name=name,
        phone_masked="" if erased else mask_phone(open_candidate(keys, row.id, "phone", row.phone_sealed)),
        email_masked="" if erased else mask_email(open_candidate(keys, row.id, "email", row.email_sealed)),
        in_dingtalk=row.dingtalk_user_id is not None,
        created_at=row.created_at,
        interviews=tuple(interviews),
    )


def _interviews(session: Session, people: list[CandidateId]) -> dict[CandidateId, list[CandidatesInterview]]:
    interview = tables.interview.c
    columns = (interview.candidate_id, interview.id, interview.plan["job_title"].astext, interview.state)
    query = select(*columns).where(interview.candidate_id.in_(people)).order_by(interview.created_at.desc())
    found: dict[CandidateId, list[CandidatesInterview]] = defaultdict(list)
    for candidate_id, *facts in session.execute(query):
        found[candidate_id].append(CandidatesInterview(*facts))
    return found
