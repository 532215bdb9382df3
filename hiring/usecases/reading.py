"""Leased work on résumés: read a file, match it to a job. As hiring.usecases.processing does for recordings."""

from dataclasses import dataclass
from datetime import datetime

from hiring import messages
from hiring.access import Access
from hiring.model.delivery import AuditEntry
from hiring.model.ids import BatchId, CandidateId, ResumeTaskId
from hiring.model.job import Job
from hiring.model.people import Actor, Candidate
from hiring.model.processing import TaskState
from hiring.model.resume import (
    UNREAD_NAME,
    Fingerprint,
    JobRequirements,
    MatchBody,
    ResumeCorrection,
    ResumeFile,
    ResumeMatch,
    ResumeParse,
    ResumeTask,
    ResumeTaskKind,
    ResumeTwin,
    TwinReason,
)
from hiring.ports import Clock, Ids, MediaStore, UnitOfWork
from hiring.resumejson import match_json, resume_json
from scoring.resume.corrected import Searchable
from scoring.resume.education import highest
from scoring.resume.fields import Resume

SWEEP_BATCH = 100


@dataclass(frozen=True, slots=True)
class ResumeLease:
    """One attempt's right to work on a résumé, with what the work needs. The token fences every write."""

    task_id: ResumeTaskId
    token: str
    kind: ResumeTaskKind
    batch_id: BatchId | None
    file: ResumeFile
    job: Job | None
    requirements: JobRequirements | None
    parse: ResumeParse | None
    corrections: tuple[ResumeCorrection, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from a file. as_corrected: with the corrections a person made before; searched and shown by it."""

    parser: str
    resume: Resume
    as_corrected: Resume
    searchable: Searchable


@dataclass(frozen=True, slots=True)
class Matching:
    matcher: str
    body: MatchBody


def lease_resume_task(
    task_id: ResumeTaskId, *, uow: UnitOfWork, clock: Clock, ids: Ids
) -> ResumeLease | None:
    """Take one attempt; None when it is finished or another holds it. Raises NotFound(TK404) once it is erased."""
    with uow:
        task = uow.resumes.lock_task(task_id)
        token = ids.new("ls")
        if not task.lease(token, now=clock.now()):
            return None
        job = uow.interviews.get_job(task.job_id) if task.job_id else None
        lease = ResumeLease(
            task_id=task.id,
            token=token,
            kind=task.kind,
            batch_id=task.batch_id,
            file=uow.resumes.get_file(task.resume_id),
            job=job,
            requirements=uow.resumes.latest_requirements(job.id) if job else None,
            parse=uow.resumes.parse_of(task.resume_id),
            corrections=tuple(uow.resumes.corrections(task.resume_id).values()),
        )
        uow.commit()
    return lease


def extend_resume_lease(lease: ResumeLease, *, uow: UnitOfWork, clock: Clock) -> None:
    """Raises Conflict(TK409) when another attempt took over."""
    with uow:
        uow.resumes.lock_task(lease.task_id).extend(lease.token, now=clock.now())
        uow.commit()


def save_work(
    lease: ResumeLease,
    reading: Reading | None,
    matching: Matching | None,
    *,
    uow: UnitOfWork,
    clock: Clock,
    ids: Ids,
) -> None:
    """Store what was read and matched, and finish the task. Raises Conflict(TK409) when another attempt took over."""
    now = clock.now()
    with uow:
        task = uow.resumes.lock_task(lease.task_id)
        task.finish(lease.token, TaskState.DONE, now=now)
        file = uow.resumes.lock_file(task.resume_id)
        if reading is not None:
            _keep_reading(file, reading, uow, ids=ids, now=now)
        if matching is not None and lease.job is not None:
            uow.resumes.put_match(
                ResumeMatch(
                    id=ids.new("rm"),
                    resume_id=file.id,
                    job_id=lease.job.id,
                    candidate_id=file.candidate_id,
                    matcher=matching.matcher,
                    requirements=lease.requirements.number if lease.requirements else 0,
                    payload=match_json(matching.body),
                    computed_at=now,
                )
            )
        uow.commit()


def finish_unpacked(lease: ResumeLease, *, uow: UnitOfWork, clock: Clock, media: MediaStore) -> None:
    """An archive whose members are kept: its own content goes. Raises Conflict(TK409)."""
    now = clock.now()
    with uow:
        uow.resumes.lock_task(lease.task_id).finish(lease.token, TaskState.DONE, now=now)
        uow.resumes.lock_file(lease.file.id).unpacked_at = now
        uow.commit()
    media.delete(lease.file.media_key)


def fail_resume_attempt(
    lease: ResumeLease, error_code: str, *, retry: bool, uow: UnitOfWork, clock: Clock, ids: Ids
) -> None:
    """Back to the queue while tries are left, else failed, in the batch's list. Raises Conflict(TK409)."""
    now = clock.now()
    with uow:
        task = uow.resumes.lock_task(lease.task_id)
        if task.fail(lease.token, error_code, retry=retry, now=now):
            uow.deliveries.post(messages.resume_job(task, ids=ids, now=now))
        uow.commit()


def note_member_failure(
    lease: ResumeLease, ordinal: int, name: str, error_code: str, *, uow: UnitOfWork, clock: Clock, ids: Ids
) -> None:
    """A member of an archive that could not be unpacked stands in the list beside the others."""
    now = clock.now()
    with uow:
        archive = uow.resumes.lock_task(lease.task_id)
        task = ResumeTask(
            id=ResumeTaskId(ids.new("rt")),
            kind=ResumeTaskKind.READ,
            resume_id=archive.resume_id,
            candidate_id=archive.candidate_id,
            created_at=now,
            job_id=archive.job_id,
            batch_id=archive.batch_id,
            parent_id=archive.id,
            ordinal=ordinal,
            file_name=name,
            state=TaskState.FAILED,
            finished_at=now,
            error_code=error_code,
        )
        uow.resumes.add_task(task)
        uow.commit()


def retry_failed_items(
    batch_id: BatchId, *, actor: Actor, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids
) -> int:
    """Queue a batch's failed items again, by hand; how many. One whose content is gone with its archive stays failed."""
    access.authorize(actor, "resume.import")
    now, queued = clock.now(), 0
    with uow:
        for task_id in uow.resumes.failed_items(batch_id):
            task = uow.resumes.lock_task(task_id)
            if task.state != TaskState.FAILED or uow.resumes.get_file(task.resume_id).unpacked_at:
                continue
            task.state, task.finished_at, task.attempt = TaskState.QUEUED, None, 0
            uow.deliveries.post(messages.resume_job(task, ids=ids, now=now))
            queued += 1
        facts = {"items": str(queued)}
        uow.audit.record(AuditEntry(actor.audit_name, "resume.retry", f"batch:{batch_id}", now, facts))
        uow.commit()
    return queued


def sweep_resume_tasks(*, uow: UnitOfWork, clock: Clock, ids: Ids) -> int:
    """Give lapsed and forgotten tasks back to the queue, or fail them when their tries are used up. Returns how many."""
    now = clock.now()
    with uow:
        tasks = uow.resumes.expired(now, limit=SWEEP_BATCH)
        for task in tasks:
            if task.lapse(now=now):
                uow.deliveries.post(messages.resume_job(task, ids=ids, now=now))
        uow.commit()
    return len(tasks)


def _keep_reading(file: ResumeFile, reading: Reading, uow: UnitOfWork, *, ids: Ids, now: datetime) -> None:
    uow.resumes.add_parse(
        ResumeParse(
            id=ids.new("rp"),
            resume_id=file.id,
            candidate_id=file.candidate_id,
            parser=reading.parser,
            payload=resume_json(reading.resume),
            created_at=now,
        )
    )
    file.read_at = now
    show_in_index(file, reading.as_corrected, reading.searchable)
    candidate = uow.people.lock_candidate(file.candidate_id)
    if candidate.name == UNREAD_NAME:
        name_candidate(candidate, reading.as_corrected, fallback=file.file_name)
    propose_twins(file, reading.as_corrected, uow, ids=ids, now=now)


def name_candidate(candidate: Candidate, resume: Resume, *, fallback: str) -> None:
    """Fill in who it is; where no name was found the file's name stands in, for a person to correct."""
    candidate.name = resume.name.value if resume.name else fallback or UNREAD_NAME
    candidate.phone = resume.phone.value if resume.phone else candidate.phone
    candidate.email = resume.email.value if resume.email else candidate.email


def show_in_index(file: ResumeFile, resume: Resume, found: Searchable) -> None:
    file.degree, file.years, file.city = found.degree, found.years, found.city
    file.skills, file.certificates = found.skills, found.certificates
    file.flags = tuple(flag.value for flag in resume.flags)


def propose_twins(file: ResumeFile, resume: Resume, uow: UnitOfWork, *, ids: Ids, now: datetime) -> None:
    """Whoever shares the phone, the e-mail, or name with school and year is proposed as the same person."""
    marks = fingerprints(resume)
    before = set(file.fingerprints)
    others: dict[CandidateId, TwinReason] = {}
    for other in uow.resumes.fingerprint(file, marks):
        shared = set(file.fingerprints) & set(other.fingerprints)
        others.setdefault(other.candidate_id, TwinReason(min(shared).partition(":")[0]))
    if resume.phone and (before != set(file.fingerprints) or not before):
        known = uow.people.find_candidate_by_phone(resume.phone.value)
        if known is not None and known.id != file.candidate_id:
            others[known.id] = TwinReason.PHONE
    for other_id, reason in others.items():
        uow.resumes.add_twin(ResumeTwin(ids.new("tw"), file.candidate_id, other_id, reason, now))


def fingerprints(resume: Resume) -> tuple[Fingerprint, ...]:
    """What tells one person from another, as far as it is written."""
    marks = []
    if resume.phone:
        digits = "".join(c for c in resume.phone.value if c.isdigit())
        marks.append(Fingerprint(TwinReason.PHONE, digits[-11:]))
    if resume.email:
        marks.append(Fingerprint(TwinReason.EMAIL, resume.email.value.strip().lower()))
    top = highest(resume.education)
    if resume.name and top and top.school and top.end:
        marks.append(Fingerprint(TwinReason.SCHOOL, f"{resume.name.value}|{top.school}|{top.end.year}"))
    return tuple(marks)
