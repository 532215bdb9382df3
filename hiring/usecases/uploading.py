"""Resumable uploads: what was acknowledged is on disk, what was cut off goes on where it stopped."""

from datetime import datetime, timedelta

from hiring.access import Access, of_interview
from hiring.commands import AppendChunk, OpenUpload
from hiring.errors import Conflict, Expired, Invalid
from hiring.model.answer import AnswerState, Upload
from hiring.model.ids import UploadId
from hiring.model.interview import STATE_NAMES, Interview, InterviewState
from hiring.model.people import Actor
from hiring.model.plan import Modality
from hiring.ports import Clock, Ids, MediaStore, UnitOfWork
from hiring.usecases.answering import receive_answer
from hiring.views import UploadProgress

UPLOAD_LIFETIME = timedelta(hours=24)


def open_upload(
    command: OpenUpload, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids, max_bytes: int
) -> UploadId:
    """Begin uploading a recording. Raises Conflict(AN302) when the answer takes none, Invalid(UP413) when too large."""
    now = clock.now()
    _check_size(command.length or 0, max_bytes)
    with uow:
        answer = uow.answers.get(command.answer_id)
        interview = uow.interviews.lock(answer.interview_id)
        access.authorize(command.actor, "interview.attend", of_interview(interview))
        _must_take_media(interview)
        if answer.modality == Modality.TEXT or answer.state != AnswerState.RECORDING:
            raise Conflict("AN302")
        upload_id = UploadId(ids.new("up"))
        upload = Upload(
            id=upload_id,
            answer_id=answer.id,
            candidate_id=answer.candidate_id,
            media_key=f"{interview.id}/{upload_id}",
            created_at=now,
            expires_at=now + UPLOAD_LIFETIME,
            length=command.length,
        )
        uow.answers.add_upload(upload)
        uow.commit()
    return upload_id


def upload_progress(
    actor: Actor, upload_id: UploadId, *, uow: UnitOfWork, access: Access, clock: Clock
) -> UploadProgress:
    """Where the upload stands. Raises NotFound, Expired(UP410)."""
    with uow:
        upload = uow.answers.get_upload(upload_id)
        interview = uow.interviews.get(uow.answers.get(upload.answer_id).interview_id)
        access.authorize(actor, "interview.attend", of_interview(interview))
        _must_be_current(upload, now=clock.now())
        return _progress(upload)


def append_chunk(
    command: AppendChunk,
    *,
    uow: UnitOfWork,
    access: Access,
    clock: Clock,
    ids: Ids,
    media: MediaStore,
    max_bytes: int,
) -> UploadProgress:
    """Add bytes at the offset; the answer is received when the declared length is reached.

    Raises Conflict(UP409) for another offset or length, or after completion; Invalid(UP413) beyond the limit;
    Expired(UP410). Nothing changes then.
    """
    now = clock.now()
    with uow:
        # The row lock keeps two senders from writing one file; a chunk on local disk takes milliseconds.
        upload = uow.answers.lock_upload(command.upload_id)
        answer = uow.answers.get(upload.answer_id)
        interview = uow.interviews.get(answer.interview_id)
        access.authorize(command.actor, "interview.attend", of_interview(interview))
        _must_be_current(upload, now=now)
        _must_take_media(interview)
        if answer.state != AnswerState.RECORDING:
            raise Conflict("AN302")
        _check_fit(upload, command, max_bytes)
        with media.writer(upload.media_key, upload.candidate_id, offset=upload.offset) as writer:
            upload.offset = writer.append(command.chunk)
            sha256 = writer.seal() if upload.length == upload.offset else None
        if sha256 is not None:
            interview = uow.interviews.lock(interview.id)
            upload.completed_at = now
            answer.media_key, answer.media_bytes = upload.media_key, upload.offset
            answer.media_sha256 = sha256
            receive_answer(uow, interview, answer, ids=ids, now=now)
        uow.commit()
        return _progress(upload)


def _must_take_media(interview: Interview) -> None:
    # A recording begun in time may finish arriving after closing time, so only the state counts here.
    if interview.state != InterviewState.IN_PROGRESS:
        raise Conflict("IV302", state=STATE_NAMES[interview.state])


def _must_be_current(upload: Upload, *, now: datetime) -> None:
    if upload.completed_at is None and upload.expires_at <= now:
        raise Expired("UP410")


def _check_size(length: int, max_bytes: int) -> None:
    if length > max_bytes:
        raise Invalid("UP413", limit_mib=max_bytes // 2**20)


def _check_fit(upload: Upload, command: AppendChunk, max_bytes: int) -> None:
    """Take over a declared length and refuse what does not fit."""
    if upload.completed_at or command.offset != upload.offset:
        raise Conflict("UP409", offset=upload.offset)
    end = upload.offset + len(command.chunk)
    length = upload.length if command.length is None else command.length
    if upload.length is not None and length != upload.length:
        raise Conflict("UP409", offset=upload.offset)
    if length is not None and end > length:
        raise Conflict("UP409", offset=upload.offset)
    _check_size(max(end, length or 0), max_bytes)
    upload.length = length


def _progress(upload: Upload) -> UploadProgress:
    return UploadProgress(upload.offset, upload.length, upload.completed_at is not None, upload.expires_at)
