"""Contracts with the names of the people in them, and approved interviews that still lack one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import Session

from hiring.model.contract import ENDED_STATES, ContractState
from hiring.model.ids import ContractId, InterviewId, StaffId
from hiring.model.interview import InterviewState
from storage import tables
from storage.reads.names import candidate_names


@dataclass(frozen=True, slots=True)
class ContractLine:
    id: ContractId
    interview_id: InterviewId
    candidate_name: str
    job_title: str
    state: ContractState
    author_name: str
    approver_name: str | None
    latest: int
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class ReadyLine:
    interview_id: InterviewId
    candidate_name: str
    job_title: str


@dataclass(frozen=True, slots=True)
class VersionLine:
    number: int
    author_name: str
    created_at: datetime


def contract_list(session: Session, *, manager_id: StaffId | None) -> Sequence[ContractLine]:
    """The latest change first; manager_id: only those of this manager's interviews."""
    interview = tables.interview.c
    mine = [] if manager_id is None else [interview.manager_id == manager_id]
    return _lines(session, *mine)


def contract_line(session: Session, contract_id: ContractId) -> ContractLine:
    """Of a contract that is known to exist."""
    return _lines(session, tables.contract.c.id == contract_id)[0]


def _lines(session: Session, *where: Any) -> Sequence[ContractLine]:
    contract, interview, job = tables.contract, tables.interview, tables.job
    author, approver = tables.staff.alias(), tables.staff.alias()
    saved = func.max(tables.contract_version.c.created_at)
    saved_at = select(saved).where(tables.contract_version.c.contract_id == contract.c.id).scalar_subquery()
    moved = func.greatest(saved_at, contract.c.submitted_at, contract.c.approved_at, contract.c.signed_at)
    query = (
        select(contract, job.c.title, author.c.name.label("author"), approver.c.name.label("approver"))
        .add_columns(moved.label("moved"))
        .join(interview, interview.c.id == contract.c.interview_id)
        .join(job, job.c.id == contract.c.job_id)
        .join(author, author.c.id == contract.c.author_id)
        .outerjoin(approver, approver.c.id == contract.c.approved_by)
        .where(*where)
        .order_by(moved.desc(), contract.c.id)
    )
    rows = session.execute(query).all()
    names = candidate_names(session, (row.candidate_id for row in rows))
    return [
        ContractLine(
            row.id,
            row.interview_id,
            names[row.candidate_id],
            row.title,
            row.state,
            row.author,
            row.approver,
            row.latest,
            row.moved,
        )
        for row in rows
    ]


def ready_for_contract(session: Session) -> Sequence[ReadyLine]:
    """Approved interviews without a live contract, the latest first."""
    interview, contract, job = tables.interview.c, tables.contract.c, tables.job
    has_one = exists().where(and_(contract.interview_id == interview.id, contract.state.not_in(ENDED_STATES)))
    query = (
        select(interview.id, interview.candidate_id, job.c.title)
        .join(job, job.c.id == interview.job_id)
        .where(interview.state == InterviewState.APPROVED, ~has_one)
        .order_by(interview.closed_at.desc(), interview.id)
    )
    rows = session.execute(query).all()
    names = candidate_names(session, (row.candidate_id for row in rows))
    return [ReadyLine(row.id, names[row.candidate_id], row.title) for row in rows]


def version_lines(session: Session, contract_id: ContractId) -> Sequence[VersionLine]:
    """Newest first."""
    version, staff = tables.contract_version.c, tables.staff
    query = (
        select(version.number, staff.c.name, version.created_at)
        .join(staff, staff.c.id == version.created_by)
        .where(version.contract_id == contract_id)
        .order_by(version.number.desc())
    )
    return [VersionLine(*row) for row in session.execute(query)]
