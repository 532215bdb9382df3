"""One attempt at one résumé: lease, read and match with no transaction open, write with the lease's token."""

from collections.abc import Iterable

from hiring.errors import HiringError, NotFound
from hiring.messages import RESUME_QUEUE
from hiring.model.ids import ResumeTaskId
from hiring.model.resume import MatchBody, ResumeTaskKind
from hiring.resumejson import read_corrections, read_requirements, read_resume
from hiring.usecases.importing import IncomingFile, keep_file
from hiring.usecases.reading import (
    Matching,
    Reading,
    ResumeLease,
    extend_resume_lease,
    fail_resume_attempt,
    finish_unpacked,
    lease_resume_task,
    note_member_failure,
    save_work,
)
from scoring.engines.documents.reader import ArchiveMember, IsArchive
from scoring.engines.errors import EngineCode, EnginePermanent
from scoring.matching.evidence import Standing
from scoring.matching.jd import read_job
from scoring.matching.match import match_resume
from scoring.matching.requirements import Need, Requirements
from scoring.resume.corrected import corrected, searchable
from scoring.resume.fields import Month, Resume
from scoring.resume.parse import parse_resume
from workers.attempt import Ended, attempt
from workers.queueing import JOB_TIMEOUT_S
from workers.workshop import Workshop

RESUME_TASK = "rt_"  # how the ids of these tasks begin
# Raised by whoever changes what the parser or the matcher makes of the same file; with it files are read anew.
PARSER, MATCHER = "rules-3", "bands-3"


def work_on_resume(task_id: ResumeTaskId, shop: Workshop) -> Ended:
    """One attempt, unless the task is finished, held by another, or erased."""
    runtime = shop.runtime
    new_uow, clock, ids = runtime.storage.new_uow, runtime.clock, runtime.ids
    try:
        lease = lease_resume_task(task_id, uow=new_uow(), clock=clock, ids=ids)
    except NotFound:
        return Ended.NOT_NEEDED  # erased meanwhile
    if lease is None:
        return Ended.NOT_NEEDED
    return attempt(
        task_id,
        lease.kind,
        work=lambda: _read_and_match(lease, shop),
        extend=lambda: extend_resume_lease(lease, uow=new_uow(), clock=clock),
        fail=lambda code, retry: fail_resume_attempt(
            lease, code, retry=retry, uow=new_uow(), clock=clock, ids=ids
        ),
        limit_s=JOB_TIMEOUT_S[RESUME_QUEUE],
    )


def _read_and_match(lease: ResumeLease, shop: Workshop) -> Ended:
    runtime = shop.runtime
    now = runtime.clock.now()
    today = Month(now.year, now.month)
    must_read = lease.kind == ResumeTaskKind.READ or lease.parse is None
    if must_read:
        content = b"".join(runtime.storage.media.read(lease.file.media_key, lease.file.candidate_id))
        try:
            document = shop.reader.read(content)
        except IsArchive:
            return _unpack(lease, content, shop)
        resume = parse_resume(document, today=today, vocabulary=shop.vocabulary)
    else:
        assert lease.parse is not None
        resume = read_resume(lease.parse.payload)
    counted = corrected(resume, read_corrections(lease.corrections), today=today, vocabulary=shop.vocabulary)
    reading = Reading(PARSER, resume, counted, searchable(counted, shop.vocabulary)) if must_read else None
    save_work(
        lease,
        reading,
        _match(lease, counted, today, shop),
        uow=runtime.storage.new_uow(),
        clock=runtime.clock,
        ids=runtime.ids,
    )
    return Ended.DONE


def _match(lease: ResumeLease, resume: Resume, today: Month, shop: Workshop) -> Matching | None:
    if lease.job is None:
        return None
    match = match_resume(
        resume, _asked(lease, shop), today=today, vocabulary=shop.vocabulary, embedder=shop.embedder
    )
    near = tuple(
        shown.sentence for shown in match.shown if shown.need is Need.HARD and shown.standing is Standing.NEAR
    )
    flags = tuple(flag.value for flag in match.flags)
    return Matching(MATCHER, MatchBody(match.score, match.reasons, match.missing, near, flags))


def _asked(lease: ResumeLease, shop: Workshop) -> Requirements:
    """What HR confirmed, else what the job's text says."""
    assert lease.job is not None
    if lease.requirements is not None:
        return read_requirements(lease.requirements.payload)
    return read_job(lease.job.title, "", lease.job.description, shop.vocabulary)


def _unpack(lease: ResumeLease, content: bytes, shop: Workshop) -> Ended:
    """Each member becomes an item of the batch in its place, so that a second attempt adds only what is missing."""
    if lease.batch_id is None or lease.file.unpacked_at is not None:
        raise EnginePermanent(EngineCode.NESTED_ARCHIVE)
    for ordinal, member in enumerate(_members(shop.reader.unpack(content))):
        _keep_member(lease, ordinal, member, shop)
    runtime = shop.runtime
    finish_unpacked(lease, uow=runtime.storage.new_uow(), clock=runtime.clock, media=runtime.storage.media)
    return Ended.DONE


def _members(members: Iterable[ArchiveMember]) -> list[ArchiveMember]:
    """All at once: the reader is busy while it unpacks. An archive is limited to half a gigabyte unpacked."""
    return list(members)


def _keep_member(lease: ResumeLease, ordinal: int, member: ArchiveMember, shop: Workshop) -> None:
    runtime = shop.runtime
    assert lease.batch_id is not None
    if member.content is None:
        assert member.error is not None
        _note_failure(lease, ordinal, member, member.error.code.value, shop)
        return
    if member.content.startswith(b"PK\x03\x04") and not member.shown_name.lower().endswith(".docx"):
        _note_failure(lease, ordinal, member, EngineCode.NESTED_ARCHIVE.value, shop)
        return
    file = IncomingFile(lease.batch_id, ordinal, member.shown_name, member.content, lease.task_id)
    try:
        keep_file(
            file,
            uow=runtime.storage.new_uow(),
            clock=runtime.clock,
            ids=runtime.ids,
            media=runtime.storage.media,
        )
    except HiringError as error:
        _note_failure(lease, ordinal, member, error.code, shop)


def _note_failure(lease: ResumeLease, ordinal: int, member: ArchiveMember, code: str, shop: Workshop) -> None:
    runtime = shop.runtime
    note_member_failure(
        lease,
        ordinal,
        member.shown_name,
        code,
        uow=runtime.storage.new_uow(),
        clock=runtime.clock,
        ids=runtime.ids,
    )
