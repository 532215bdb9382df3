"""HR's view of résumés: batches with their progress, the talent pool, one person's files, a job's screening list."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from hiring.model.ids import BatchId, CandidateId, JobId, ResumeId
from hiring.model.processing import TaskState
from hiring.model.resume import (
    BatchSource,
    MatchBody,
    ResumeFile,
    ResumeMatch,
    ResumeParse,
    ResumeTask,
    ResumeTaskKind,
    ResumeTwin,
    Screening,
    ScreeningOutcome,
    TwinState,
)
from hiring.resumejson import read_match, read_resume
from scoring.resume.fields import Resume
from storage import resume_tables as tables
from storage.data_keys import of_candidate
from storage.reads.names import candidate_names, data_keys_of
from storage.tables import job, staff

LISTED_BATCHES = 30
LISTED_ITEMS = 500  # failures and duplicates of one batch; 1,000 files rarely have more
OPENED_MOST = 2000  # readings unsealed for one search by words: about two seconds
POOL_PAGE = 100


@dataclass(frozen=True, slots=True)
class BatchLine:
    """Counts of files; an archive that was unpacked is none."""

    id: BatchId
    source: BatchSource
    created_at: datetime
    created_by: str
    job_id: JobId | None
    job_title: str
    counts: Mapping[TaskState, int]


@dataclass(frozen=True, slots=True)
class PoolQuery:
    """ "" and None: no matter. skills: all of them. degrees: any of them. words: all of them, anywhere in the reading."""

    words: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    degrees: tuple[str, ...] = ()
    years_min: float | None = None
    city: str = ""


@dataclass(frozen=True, slots=True)
class PoolLine:
    file: ResumeFile
    name: str
    resume: Resume


@dataclass(frozen=True, slots=True)
class PoolPage:
    """cut: there are more than were looked at."""

    lines: tuple[PoolLine, ...]
    cut: bool


@dataclass(frozen=True, slots=True)
class ScreeningLine:
    file: ResumeFile
    name: str
    match: MatchBody
    requirements: int
    screening: Screening | None
    decided_by: str


def batch_lines(session: Session, batch_id: BatchId | None = None) -> Sequence[BatchLine]:
    """The newest first."""
    batch = tables.resume_batch.c
    query = (
        select(tables.resume_batch, job.c.title, staff.c.name)
        .outerjoin(job, job.c.id == batch.job_id)
        .outerjoin(staff, staff.c.id == batch.created_by)
        .order_by(batch.created_at.desc(), batch.id)
        .limit(LISTED_BATCHES)
    )
    if batch_id is not None:
        query = query.where(batch.id == batch_id)
    rows = session.execute(query).all()
    counts = _counts(session, [row.id for row in rows])
    return [
        BatchLine(
            id=row.id,
            source=row.source,
            created_at=row.created_at,
            created_by=row.name or "命令行",
            job_id=row.job_id,
            job_title=row.title or "",
            counts=counts[row.id],
        )
        for row in rows
    ]


def _counts(session: Session, batch_ids: Sequence[BatchId]) -> Mapping[BatchId, dict[TaskState, int]]:
    task, file = tables.resume_task.c, tables.resume_file.c
    unpacked = and_(file.unpacked_at.is_not(None), task.parent_id.is_(None), task.state == TaskState.DONE)
    query = (
        select(task.batch_id, task.state, func.count())
        .join(tables.resume_file, file.id == task.resume_id)
        .where(task.batch_id.in_(batch_ids), task.kind == ResumeTaskKind.READ, ~unpacked)
        .group_by(task.batch_id, task.state)
    )
    found: dict[BatchId, dict[TaskState, int]] = defaultdict(dict)
    for batch_id, state, count in session.execute(query):
        found[batch_id][state] = count
    return found


def batch_items(session: Session, batch_id: BatchId, states: Sequence[TaskState]) -> Sequence[ResumeTask]:
    """Items in one of these states, in the order of the batch."""
    task = tables.resume_task.c
    mine = select(task.candidate_id).where(task.batch_id == batch_id, task.state.in_(states))
    _preload(session, session.scalars(mine.limit(LISTED_ITEMS)).all())
    query = select(ResumeTask).where(task.batch_id == batch_id, task.state.in_(states))
    return session.scalars(query.order_by(task.parent_id, task.ordinal).limit(LISTED_ITEMS)).all()


def open_twins(session: Session) -> Sequence[tuple[ResumeTwin, str, str]]:
    """Proposals nobody has decided, with both names, the oldest first."""
    twin = tables.resume_twin.c
    query = select(ResumeTwin).where(twin.state == TwinState.OPEN).order_by(twin.created_at, twin.id)
    rows = session.scalars(query.limit(LISTED_ITEMS)).all()
    names = candidate_names(session, [one for row in rows for one in (row.candidate_id, row.other_id)])
    return [(row, names[row.candidate_id], names[row.other_id]) for row in rows]


def pool(session: Session, query: PoolQuery) -> PoolPage:
    """Narrowed by the plain columns in SQL, then by words in the opened readings; the newest first."""
    file = tables.resume_file.c
    wanted: list[ColumnElement[bool]] = [file.read_at.is_not(None)]
    if query.skills:
        wanted.append(file.skills.contains(list(query.skills)))
    if query.degrees:
        wanted.append(file.degree.in_(query.degrees))
    if query.years_min is not None:
        wanted.append(file.years >= query.years_min)
    if query.city:
        wanted.append(file.city == query.city)
    most = OPENED_MOST if query.words else POOL_PAGE
    whom = select(file.candidate_id).where(*wanted).order_by(file.created_at.desc()).limit(most + 1)
    _preload(session, session.scalars(whom).all())
    found = session.scalars(
        select(ResumeFile).where(*wanted).order_by(file.created_at.desc(), file.id).limit(most + 1)
    ).all()
    names = candidate_names(session, [one.candidate_id for one in found])
    readings = newest_readings(session, [one.id for one in found])
    lines = [
        PoolLine(one, names[one.candidate_id], readings[one.id])
        for one in found[:most]
        if one.id in readings and _has_words(readings[one.id], names[one.candidate_id], query.words)
    ]
    return PoolPage(tuple(lines[:POOL_PAGE]), cut=len(found) > most or len(lines) > POOL_PAGE)


def _has_words(resume: Resume, name: str, words: Sequence[str]) -> bool:
    if not words:
        return True
    parts = [name, resume.summary, *resume.projects, *(skill.name for skill in resume.skills)]
    parts += [part for w in resume.work for part in (w.company, w.title, w.text)]
    parts += [part for e in resume.education for part in (e.school, e.printed_school, e.major)]
    parts += [one.value for one in resume.certificates]
    text = "\n".join(parts).lower()
    return all(word.lower() in text for word in words)


def newest_readings(session: Session, resume_ids: Sequence[ResumeId]) -> Mapping[ResumeId, Resume]:
    parse = tables.resume_parse.c
    rows = session.scalars(
        select(ResumeParse).where(parse.resume_id.in_(resume_ids)).order_by(parse.created_at)
    )
    return {row.resume_id: read_resume(row.payload) for row in rows}


def screening_lines(session: Session, job_id: JobId) -> Sequence[ScreeningLine]:
    """One line a person, by their best match; the best first."""
    match, file = tables.resume_match.c, tables.resume_file.c
    _preload(session, session.scalars(select(match.candidate_id).where(match.job_id == job_id)).all())
    pairs = session.execute(
        select(ResumeMatch, ResumeFile)
        .join(ResumeFile, file.id == match.resume_id)
        .where(match.job_id == job_id)
    ).all()
    names = candidate_names(session, [one.candidate_id for _, one in pairs])
    decided = {row.candidate_id: row for row in _screenings(session, job_id)}
    people = staff_names(session, [row.decided_by for row in decided.values()])
    best: dict[CandidateId, ScreeningLine] = {}
    for row, one in pairs:
        body, screening = read_match(row.payload), decided.get(one.candidate_id)
        if one.candidate_id in best and best[one.candidate_id].match.score >= body.score:
            continue
        by = people.get(screening.decided_by, "") if screening else ""
        best[one.candidate_id] = ScreeningLine(
            one, names[one.candidate_id], body, row.requirements, screening, by
        )
    return sorted(best.values(), key=lambda line: (-line.match.score, line.file.id))


def _screenings(session: Session, job_id: JobId) -> Sequence[Screening]:
    row = tables.screening.c
    return session.scalars(select(Screening).where(row.job_id == job_id).order_by(row.seq)).all()


def waiting_matches(session: Session, job_id: JobId) -> int:
    """How many files are still to be read or matched for this job."""
    task = tables.resume_task.c
    query = select(func.count()).where(task.job_id == job_id, task.finished_at.is_(None))
    return session.execute(query).scalar_one()


def matches_of(session: Session, candidate_id: CandidateId) -> Sequence[ResumeMatch]:
    """All matches of a person, the newest first."""
    match = tables.resume_match.c
    query = select(ResumeMatch).where(match.candidate_id == candidate_id)
    return session.scalars(query.order_by(match.computed_at.desc(), match.id)).all()


def staff_names(session: Session, ids: Sequence[str]) -> Mapping[str, str]:
    rows = session.execute(select(staff.c.id, staff.c.name).where(staff.c.id.in_(set(ids))))
    return {row.id: row.name for row in rows}


def _preload(session: Session, candidate_ids: Sequence[CandidateId]) -> None:
    """One query for the keys that loading these rows needs."""
    data_keys_of(session).preload(of_candidate(one) for one in set(candidate_ids))


OUTCOME_NAMES: Mapping[ScreeningOutcome, str] = {
    ScreeningOutcome.INTERVIEW: "进入面试",
    ScreeningOutcome.HOLD: "暂不推进",
}
