"""Résumé files come in: one item of a batch each, kept encrypted, queued to be read. The same content is read once.

A file's content needs its candidate's key, and whose it is shows only when it was read: until then the candidate
has no name. Order: the row, then the content, then the item that asks for reading. A crash in between leaves a row
without content, which the next arrival of the same file takes over.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from hiring import messages
from hiring.access import Access
from hiring.errors import Conflict, Invalid
from hiring.model.delivery import AuditEntry
from hiring.model.ids import BatchId, CandidateId, JobId, ResumeId, ResumeTaskId
from hiring.model.people import SYSTEM, Actor, Candidate
from hiring.model.processing import TaskState
from hiring.model.resume import (
    UNREAD_NAME,
    BatchSource,
    ResumeBatch,
    ResumeFile,
    ResumeTask,
    ResumeTaskKind,
)
from hiring.ports import Clock, Ids, MediaStore, UnitOfWork

FILE_MAX_BYTES = 64 * 2**20  # what the reader takes, see scoring/engines/documents/limits.py
NAME_MAX = 200

# What a browser may show in the page; everything else is only handed out as a download.
_MAGIC = ((b"%PDF-", "application/pdf"), (b"\x89PNG\r\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"))
OTHER_TYPE = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class OpenBatch:
    """job_id None: for the talent pool."""

    actor: Actor
    source: BatchSource
    job_id: JobId | None


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """ordinal: its place in the batch, chosen by the sender; the same place again is the same item."""

    batch_id: BatchId
    ordinal: int
    name: str
    content: bytes
    parent_id: ResumeTaskId | None = None


def open_batch(command: OpenBatch, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids) -> BatchId:
    """Begin an import. Raises NotFound(JB404)."""
    access.authorize(command.actor, "resume.import")
    return _open(command, uow=uow, clock=clock, ids=ids)


def open_batch_on_console(job_id: JobId | None, *, uow: UnitOfWork, clock: Clock, ids: Ids) -> BatchId:
    """The same from the command line, where no actor is known."""
    return _open(OpenBatch(SYSTEM, BatchSource.CONSOLE, job_id), uow=uow, clock=clock, ids=ids)


def _open(command: OpenBatch, *, uow: UnitOfWork, clock: Clock, ids: Ids) -> BatchId:
    now = clock.now()
    batch = ResumeBatch(BatchId(ids.new("rb")), command.source, now, command.job_id, command.actor.staff_id)
    with uow:
        if command.job_id:
            uow.interviews.get_job(command.job_id)
        uow.resumes.add_batch(batch)
        facts = {"source": command.source.value, "job": command.job_id or ""}
        uow.audit.record(
            AuditEntry(command.actor.audit_name, "resume.import", f"batch:{batch.id}", now, facts)
        )
        uow.commit()
    return batch.id


def receive_file(
    file: IncomingFile,
    *,
    actor: Actor,
    uow: UnitOfWork,
    access: Access,
    clock: Clock,
    ids: Ids,
    media: MediaStore,
) -> ResumeTaskId:
    """Keep one file of a batch and queue it. Raises Invalid(CV413) when too large, Invalid(CV421) when empty."""
    access.authorize(actor, "resume.import")
    return keep_file(file, uow=uow, clock=clock, ids=ids, media=media)


def keep_file(
    file: IncomingFile, *, uow: UnitOfWork, clock: Clock, ids: Ids, media: MediaStore
) -> ResumeTaskId:
    """As receive_file, for the worker that unpacks and the command line. Raises BoundaryError where it can't be kept."""
    if not file.content:
        raise Invalid("CV421")
    if len(file.content) > FILE_MAX_BYTES:
        raise Invalid("CV413")
    now = clock.now()
    with uow:
        batch = uow.resumes.get_batch(file.batch_id)
        there = uow.resumes.find_item(file.batch_id, file.parent_id, file.ordinal)
        if there is not None:
            return there.id
        row = _claim(file, uow, ids=ids, now=now)
        if row.stored_at is not None:
            task_id = _note_duplicate(file, batch, row, uow, ids=ids, now=now)
            uow.commit()
            return task_id
        uow.commit()
    with media.writer(row.media_key, row.candidate_id, offset=0) as writer:
        writer.append(file.content)
        writer.seal()
    with uow:
        task_id = _queue(file, batch, row, uow, media, ids=ids, now=now)
        uow.commit()
    return task_id


def _claim(file: IncomingFile, uow: UnitOfWork, *, ids: Ids, now: datetime) -> ResumeFile:
    """The row of this content: stored already, left without content by somebody, or new."""
    sha256 = hashlib.sha256(file.content).hexdigest()
    known = uow.resumes.find_file(sha256)
    if known is not None:
        known = uow.resumes.lock_file(known.id)
        if known.stored_at is None:
            known.media_key = _media_key(ids)  # whoever left it may still be writing to the other
        return known
    candidate = Candidate(CandidateId(ids.new("ca")), UNREAD_NAME, "", "", None, now)
    uow.people.add_candidate(candidate)
    row = ResumeFile(
        id=ResumeId(ids.new("rf")),
        candidate_id=candidate.id,
        sha256=sha256,
        media_key=_media_key(ids),
        media_bytes=len(file.content),
        mime_type=next((kind for magic, kind in _MAGIC if file.content.startswith(magic)), OTHER_TYPE),
        created_at=now,
        file_name=file.name[:NAME_MAX],
    )
    if not uow.resumes.add_file(row):
        raise Conflict("CV409")  # the same file arrives twice at this very moment: the sender asks again
    return row


def _media_key(ids: Ids) -> str:
    return f"resumes/{ids.new('md')}"


def _note_duplicate(
    file: IncomingFile, batch: ResumeBatch, known: ResumeFile, uow: UnitOfWork, *, ids: Ids, now: datetime
) -> ResumeTaskId:
    """A known file is not read again, unless reading it had failed; for another job it is matched."""
    task = _item(file, known, batch, ids=ids, now=now)
    if known.read_at is None and not uow.resumes.is_being_read(known.id):
        uow.resumes.add_task(task)
        uow.deliveries.post(messages.resume_job(task, ids=ids, now=now))
        return task.id
    task.state, task.finished_at = TaskState.SKIPPED, now
    uow.resumes.add_task(task)
    if batch.job_id:
        queue_match(known, batch.job_id, uow, ids=ids, now=now)
    return task.id


def _queue(
    file: IncomingFile,
    batch: ResumeBatch,
    written: ResumeFile,
    uow: UnitOfWork,
    media: MediaStore,
    *,
    ids: Ids,
    now: datetime,
) -> ResumeTaskId:
    row = uow.resumes.lock_file(written.id)
    there = uow.resumes.find_item(file.batch_id, file.parent_id, file.ordinal)
    if there is not None:
        return there.id
    if row.stored_at is not None or row.media_key != written.media_key:
        if row.media_key != written.media_key:
            media.delete(written.media_key)
        return _note_duplicate(file, batch, row, uow, ids=ids, now=now)
    row.stored_at = now
    task = _item(file, row, batch, ids=ids, now=now)
    uow.resumes.add_task(task)
    uow.deliveries.post(messages.resume_job(task, ids=ids, now=now))
    return task.id


def _item(file: IncomingFile, row: ResumeFile, batch: ResumeBatch, *, ids: Ids, now: datetime) -> ResumeTask:
    return ResumeTask(
        id=ResumeTaskId(ids.new("rt")),
        kind=ResumeTaskKind.READ,
        resume_id=row.id,
        candidate_id=row.candidate_id,
        created_at=now,
        job_id=batch.job_id,
        batch_id=batch.id,
        parent_id=file.parent_id,
        ordinal=file.ordinal,
        file_name=file.name[:NAME_MAX],
    )


def queue_match(file: ResumeFile, job_id: JobId, uow: UnitOfWork, *, ids: Ids, now: datetime) -> bool:
    """Have a file matched to a job, once; False when that waits already. Within the caller's transaction."""
    if uow.resumes.is_queued(file.id, job_id):
        return False
    task = ResumeTask(
        id=ResumeTaskId(ids.new("rt")),
        kind=ResumeTaskKind.MATCH,
        resume_id=file.id,
        candidate_id=file.candidate_id,
        created_at=now,
        job_id=job_id,
    )
    uow.resumes.add_task(task)
    uow.deliveries.post(messages.resume_job(task, ids=ids, now=now))
    return True
