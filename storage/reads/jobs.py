"""Posts with the names of their managers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.errors import NotFound
from hiring.model.ids import JobId, StaffId
from hiring.model.plan import InterviewPlan
from storage import tables


@dataclass(frozen=True, slots=True)
class JobManager:
    id: StaffId
    name: str


@dataclass(frozen=True, slots=True)
class JobLine:
    id: JobId
    title: str
    description: str
    managers: tuple[JobManager, ...]
    plan: InterviewPlan
    open: bool
    created_at: datetime


def job_list(session: Session) -> Sequence[JobLine]:
    """All posts, the newest first."""
    return _read(session)


def job_page(session: Session, job_id: JobId) -> JobLine:
    """Raises NotFound(JB404)."""
    found = _read(session, tables.job.c.id == job_id)
    if not found:
        raise NotFound("JB404")
    return found[0]


def _read(session: Session, *where: object) -> list[JobLine]:
    job = tables.job.c
    rows = session.execute(select(tables.job).where(*where).order_by(job.created_at.desc(), job.id)).all()  # type: ignore[arg-type]
    wanted = sorted({staff_id for row in rows for staff_id in row.manager_ids})
    staff = tables.staff.c
    found = session.execute(select(staff.id, staff.name).where(staff.id.in_(wanted)))
    names = {row.id: row.name for row in found}
    return [
        JobLine(
            id=row.id,
            title=row.title,
            description=row.description,
            managers=tuple(JobManager(one, names[one]) for one in row.manager_ids if one in names),
            plan=row.plan,
            open=row.open,
            created_at=row.created_at,
        )
        for row in rows
    ]
