"""Résumé files, their tasks and what came of them in PostgreSQL."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, exists, or_, select
from sqlalchemy.orm import Session

from hiring.errors import Conflict
from hiring.model.ids import BatchId, CandidateId, JobId, ResumeId, ResumeTaskId
from hiring.model.processing import TaskState
from hiring.model.resume import (
    CorrectedField,
    Fingerprint,
    JobRequirements,
    ResumeBatch,
    ResumeCorrection,
    ResumeFile,
    ResumeMatch,
    ResumeParse,
    ResumeTask,
    ResumeTaskKind,
    ResumeTwin,
    Screening,
)
from hiring.resume_ports import Resumes
from storage import resume_tables as tables
from storage.data_keys import PHONE_INDEX
from storage.mapping import DATA_KEYS, move_to
from storage.repositories import finding
from storage.repositories.leases import unattended

_ABOUT_A_PERSON = (
    tables.screening,
    tables.resume_match,
    tables.resume_correction,
    tables.resume_parse,
    tables.resume_task,
    tables.resume_file,
)
_MOVED = (ResumeFile, ResumeTask, ResumeParse, ResumeCorrection, ResumeMatch, Screening)


class SqlResumes(Resumes):
    def __init__(self, session: Session) -> None:
        self._session = session

    def add_batch(self, batch: ResumeBatch) -> None:
        finding.add(self._session, batch)

    def get_batch(self, batch_id: BatchId) -> ResumeBatch:
        return finding.get(self._session, ResumeBatch, batch_id, code="CV404")

    def add_file(self, file: ResumeFile) -> bool:
        return finding.add_unless(self._session, file, unique="resume_file_sha256_uq")

    def get_file(self, resume_id: ResumeId) -> ResumeFile:
        return finding.get(self._session, ResumeFile, resume_id, code="CV404")

    def lock_file(self, resume_id: ResumeId) -> ResumeFile:
        return finding.lock(self._session, ResumeFile, resume_id, code="CV404")

    def find_file(self, sha256: str) -> ResumeFile | None:
        file = tables.resume_file.c
        query = select(ResumeFile).where(file.sha256 == sha256, file.unpacked_at.is_(None))
        return self._session.scalars(query).one_or_none()

    def files_of(self, candidate_id: CandidateId) -> Sequence[ResumeFile]:
        file = tables.resume_file.c
        query = select(ResumeFile).where(file.candidate_id == candidate_id)
        return self._session.scalars(query.order_by(file.created_at.desc(), file.id)).all()

    def add_task(self, task: ResumeTask) -> bool:
        return finding.add_unless(self._session, task, unique="resume_task_item_uq")

    def lock_task(self, task_id: ResumeTaskId) -> ResumeTask:
        return finding.lock(self._session, ResumeTask, task_id, code="TK404")

    def find_item(self, batch_id: BatchId, parent_id: ResumeTaskId | None, ordinal: int) -> ResumeTask | None:
        task = tables.resume_task.c
        query = select(ResumeTask).where(
            task.kind == ResumeTaskKind.READ,
            task.batch_id == batch_id,
            task.parent_id.is_not_distinct_from(parent_id),
            task.ordinal == ordinal,
        )
        return self._session.scalars(query).one_or_none()

    def is_being_read(self, resume_id: ResumeId) -> bool:
        task = tables.resume_task.c
        query = select(task.id).where(
            task.kind == ResumeTaskKind.READ, task.resume_id == resume_id, task.finished_at.is_(None)
        )
        return self._session.execute(query.limit(1)).first() is not None

    def is_queued(self, resume_id: ResumeId, job_id: JobId) -> bool:
        task = tables.resume_task.c
        query = select(task.id).where(
            task.kind == ResumeTaskKind.MATCH,
            task.resume_id == resume_id,
            task.job_id == job_id,
            task.state == TaskState.QUEUED,
        )
        return self._session.execute(query.limit(1)).first() is not None

    def failed_items(self, batch_id: BatchId) -> Sequence[ResumeTaskId]:
        task = tables.resume_task.c
        query = select(task.id).where(task.batch_id == batch_id, task.state == TaskState.FAILED)
        return self._session.scalars(query.order_by(task.created_at, task.id)).all()

    def expired(self, now: datetime, *, limit: int) -> Sequence[ResumeTask]:
        return unattended(self._session, ResumeTask, tables.resume_task, now, limit=limit)

    def add_parse(self, parse: ResumeParse) -> None:
        finding.add_unless(self._session, parse, unique="resume_parse_version_uq")

    def parse_of(self, resume_id: ResumeId) -> ResumeParse | None:
        parse = tables.resume_parse.c
        query = select(ResumeParse).where(parse.resume_id == resume_id)
        return self._session.scalars(query.order_by(parse.created_at.desc(), parse.id).limit(1)).one_or_none()

    def add_correction(self, correction: ResumeCorrection) -> None:
        finding.add(self._session, correction)

    def corrections(self, resume_id: ResumeId) -> Mapping[CorrectedField, ResumeCorrection]:
        row = tables.resume_correction.c
        query = select(ResumeCorrection).where(row.resume_id == resume_id)
        return {one.field: one for one in self._session.scalars(query.order_by(row.corrected_at, row.id))}

    def put_match(self, match: ResumeMatch) -> None:
        row = tables.resume_match.c
        earlier = delete(tables.resume_match).where(
            row.resume_id == match.resume_id, row.job_id == match.job_id
        )
        self._session.execute(earlier)
        finding.add(self._session, match)

    def find_match(self, resume_id: ResumeId, job_id: JobId) -> ResumeMatch | None:
        row = tables.resume_match.c
        query = select(ResumeMatch).where(row.resume_id == resume_id, row.job_id == job_id)
        return self._session.scalars(query).one_or_none()

    def jobs_of(self, resume_id: ResumeId) -> Sequence[JobId]:
        row = tables.resume_match.c
        return self._session.scalars(
            select(row.job_id).where(row.resume_id == resume_id).order_by(row.job_id)
        ).all()

    def matched_to(self, job_id: JobId) -> Sequence[ResumeFile]:
        file, match = tables.resume_file.c, tables.resume_match.c
        theirs = exists().where(match.resume_id == file.id, match.job_id == job_id)
        return self._session.scalars(select(ResumeFile).where(theirs).order_by(file.id)).all()

    def latest_requirements(self, job_id: JobId) -> JobRequirements | None:
        row = tables.job_requirements.c
        query = select(JobRequirements).where(row.job_id == job_id).order_by(row.number.desc())
        return self._session.scalars(query.limit(1)).one_or_none()

    def add_requirements(self, requirements: JobRequirements) -> None:
        if not finding.add_unless(self._session, requirements, unique="job_requirements_number_uq"):
            raise Conflict("JR409")

    def fingerprint(self, file: ResumeFile, marks: Iterable[Fingerprint]) -> Sequence[ResumeFile]:
        key = self._session.info[DATA_KEYS].get_or_create(PHONE_INDEX)
        keyed = [f"{mark.reason}:{mark.text}".encode() for mark in marks]
        file.fingerprints = tuple(
            sorted(
                f"{text.decode().partition(':')[0]}:{hmac.new(key.secret, text, hashlib.sha256).hexdigest()}"
                for text in keyed
            )
        )
        self._session.flush()
        if not file.fingerprints:
            return []
        row = tables.resume_file.c
        query = select(ResumeFile).where(
            row.fingerprints.overlap(list(file.fingerprints)), row.candidate_id != file.candidate_id
        )
        return self._session.scalars(query.order_by(row.created_at, row.id)).all()

    def add_twin(self, twin: ResumeTwin) -> None:
        row = tables.resume_twin.c
        pair = (twin.candidate_id, twin.other_id)
        known = select(row.id).where(row.candidate_id.in_(pair), row.other_id.in_(pair))
        if self._session.execute(known).first() is None:
            finding.add_unless(self._session, twin, unique="resume_twin_pair_uq")

    def lock_twin(self, twin_id: str) -> ResumeTwin:
        return finding.lock(self._session, ResumeTwin, twin_id, code="CV404")

    def move(self, from_id: CandidateId, to_id: CandidateId) -> None:
        for kind in _MOVED:
            for row in self._session.scalars(select(kind).filter_by(candidate_id=from_id)).all():
                move_to(row, to_id)
        self._session.flush()

    def add_screening(self, screening: Screening) -> None:
        finding.add(self._session, screening)

    def media_keys(self, candidate_id: CandidateId) -> Sequence[str]:
        file = tables.resume_file.c
        return self._session.scalars(select(file.media_key).where(file.candidate_id == candidate_id)).all()

    def forget(self, candidate_id: CandidateId) -> None:
        twin = tables.resume_twin.c
        mine = or_(twin.candidate_id == candidate_id, twin.other_id == candidate_id)
        self._session.execute(delete(tables.resume_twin).where(mine))
        for table in _ABOUT_A_PERSON:
            self._session.execute(delete(table).where(table.c.candidate_id == candidate_id))
