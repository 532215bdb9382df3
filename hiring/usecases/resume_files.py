"""What people do with read résumés: correct a field, say whether two are one person."""

from dataclasses import dataclass

from hiring.access import Access
from hiring.errors import Conflict, Invalid
from hiring.model.delivery import AuditEntry
from hiring.model.ids import CandidateId, ResumeId
from hiring.model.people import Actor
from hiring.model.resume import (
    CorrectedField,
    ResumeCorrection,
    ResumeFile,
    TwinState,
)
from hiring.ports import Clock, Ids, MediaStore, UnitOfWork
from hiring.resumejson import check_value, read_corrections, read_resume, value_json
from hiring.usecases.importing import queue_match
from hiring.usecases.reading import name_candidate, propose_twins, show_in_index
from scoring.resume.corrected import EMPTY, corrected, searchable
from scoring.resume.fields import Month
from scoring.resume.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class CorrectField:
    """value: JSON, see hiring.model.resume.CorrectedField."""

    actor: Actor
    resume_id: ResumeId
    field: CorrectedField
    value: str


@dataclass(frozen=True, slots=True)
class OnTwin:
    actor: Actor
    twin_id: str


def correct_field(
    command: CorrectField,
    *,
    uow: UnitOfWork,
    access: Access,
    clock: Clock,
    ids: Ids,
    vocabulary: Vocabulary,
) -> bool:
    """Keep a correction beside what was read, and match the person again. False when it says the same.

    Also of a file that could not be read: so it gets a name. Raises Invalid(CV422) for a value that doesn't fit.
    """
    access.authorize(command.actor, "resume.correct")
    now, value = clock.now(), check_value(command.field, command.value)
    if command.actor.staff_id is None:
        raise Invalid("CV422")
    today = Month(now.year, now.month)
    with uow:
        file = uow.resumes.lock_file(command.resume_id)
        parse = uow.resumes.parse_of(file.id)
        read = read_resume(parse.payload) if parse else EMPTY
        earlier = read_corrections(uow.resumes.corrections(file.id).values())
        before = corrected(read, earlier, today=today, vocabulary=vocabulary)
        if value_json(command.field, before) == value:
            return False
        uow.resumes.add_correction(
            ResumeCorrection(
                id=ids.new("rc"),
                resume_id=file.id,
                candidate_id=file.candidate_id,
                field=command.field,
                value=value,
                original=value_json(command.field, read),
                corrected_by=command.actor.staff_id,
                corrected_at=now,
            )
        )
        by = read_corrections(uow.resumes.corrections(file.id).values())
        after = corrected(read, by, today=today, vocabulary=vocabulary)
        file.read_at = file.read_at or now
        show_in_index(file, after, searchable(after, vocabulary))
        candidate = uow.people.lock_candidate(file.candidate_id)
        name_candidate(candidate, after, fallback=candidate.name)
        propose_twins(file, after, uow, ids=ids, now=now)
        for job_id in uow.resumes.jobs_of(file.id):
            queue_match(file, job_id, uow, ids=ids, now=now)
        facts = {"field": command.field.value}
        uow.audit.record(
            AuditEntry(command.actor.audit_name, "resume.correct", f"resume:{file.id}", now, facts)
        )
        uow.commit()
    return True


def keep_apart(command: OnTwin, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids) -> bool:  # noqa: ARG001  # every use case takes the same ports
    """Two people after all. False when that was said before."""
    access.authorize(command.actor, "resume.merge")
    now = clock.now()
    with uow:
        twin = uow.resumes.lock_twin(command.twin_id)
        if twin.state == TwinState.DISTINCT:
            return False
        twin.state, twin.decided_by, twin.decided_at = TwinState.DISTINCT, command.actor.staff_id, now
        resource = f"candidate:{twin.candidate_id}"
        facts = {"other": str(twin.other_id)}
        uow.audit.record(AuditEntry(command.actor.audit_name, "resume.keep_apart", resource, now, facts))
        uow.commit()
    return True


def merge_twins(
    command: OnTwin, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids, media: MediaStore
) -> CandidateId:
    """One person: everything of the one without interviews goes to the other, sealed anew; returns the one that stays.

    Raises Conflict(CV410) when both have been invited. A crash before the end leaves both as they were.
    """
    access.authorize(command.actor, "resume.merge")
    now = clock.now()
    with uow:
        twin = uow.resumes.lock_twin(command.twin_id)
        gone, stays = twin.candidate_id, twin.other_id
        if uow.interviews.of_candidate(gone):
            gone, stays = stays, gone
        for candidate_id in sorted((gone, stays)):
            uow.people.lock_candidate(candidate_id)
        if uow.interviews.of_candidate(gone):
            raise Conflict("CV410")
        former = [file.media_key for file in uow.resumes.files_of(gone)]
        for file in uow.resumes.files_of(gone):
            _copy_content(file, stays, media, ids)
        _fill_gaps(gone, stays, uow)
        uow.resumes.move(gone, stays)
        uow.resumes.forget(gone)
        uow.people.remove(gone, now=now)
        facts = {"merged": gone, "reason": twin.reason.value}
        uow.audit.record(
            AuditEntry(command.actor.audit_name, "resume.merge", f"candidate:{stays}", now, facts)
        )
        uow.commit()
    for media_key in former:
        media.delete(media_key)
    return stays


def _copy_content(file: ResumeFile, to: CandidateId, media: MediaStore, ids: Ids) -> None:
    """Sealed with the other's key under a new name; the former stays until the transaction is through."""
    if file.stored_at is None or file.unpacked_at is not None:
        return
    fresh = f"resumes/{ids.new('md')}"
    with media.writer(fresh, to, offset=0) as writer:
        for piece in media.read(file.media_key, file.candidate_id):
            writer.append(piece)
        writer.seal()
    file.media_key = fresh


def _fill_gaps(gone: CandidateId, stays: CandidateId, uow: UnitOfWork) -> None:
    kept, other = uow.people.get_candidate(stays), uow.people.get_candidate(gone)
    kept.phone = kept.phone or other.phone
    kept.email = kept.email or other.email
