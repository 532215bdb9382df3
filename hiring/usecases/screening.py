"""What a job asks for, who is held against it, and what a named person decides. A score decides nothing."""

from dataclasses import dataclass

from hiring.access import Access
from hiring.commands import InviteCandidate
from hiring.errors import Conflict, Invalid
from hiring.model.delivery import AuditEntry
from hiring.model.ids import CandidateId, InterviewId, JobId, ResumeId
from hiring.model.people import Actor
from hiring.model.resume import JobRequirements, Screening, ScreeningOutcome
from hiring.ports import Clock, Ids, UnitOfWork
from hiring.resumejson import read_requirements, requirements_json
from hiring.usecases.importing import queue_match
from hiring.usecases.inviting import place_invitation
from scoring.matching.requirements import Requirements

REASON_MIN_CHARS = 2  # as of decisions: "符合" is the shortest honest one


@dataclass(frozen=True, slots=True)
class ConfirmRequirements:
    """after: the number that was shown, 0 for none confirmed yet."""

    actor: Actor
    job_id: JobId
    requirements: Requirements
    after: int


@dataclass(frozen=True, slots=True)
class HoldAgainst:
    actor: Actor
    job_id: JobId
    resume_ids: tuple[ResumeId, ...]


@dataclass(frozen=True, slots=True)
class DecideScreening:
    """invitation: needed for INTERVIEW, of this candidate to this job; None for HOLD."""

    actor: Actor
    job_id: JobId
    candidate_id: CandidateId
    outcome: ScreeningOutcome
    reason: str
    invitation: InviteCandidate | None = None


def confirm_requirements(
    command: ConfirmRequirements, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids
) -> int:
    """Keep what the job asks for as its next version, and match everybody held against it again. Returns the version.

    Raises Conflict(JR409) when somebody confirmed another version meanwhile.
    """
    access.authorize(command.actor, "job.require")
    if command.actor.staff_id is None:
        raise Invalid("JR422")
    now = clock.now()
    with uow:
        uow.interviews.get_job(command.job_id)
        latest = uow.resumes.latest_requirements(command.job_id)
        number = latest.number if latest else 0
        if number != command.after:
            raise Conflict("JR409")
        if latest and read_requirements(latest.payload) == command.requirements:
            return number
        row = JobRequirements(
            id=ids.new("jr"),
            job_id=command.job_id,
            number=number + 1,
            payload=requirements_json(command.requirements),
            confirmed_by=command.actor.staff_id,
            confirmed_at=now,
        )
        uow.resumes.add_requirements(row)
        for file in uow.resumes.matched_to(command.job_id):
            queue_match(file, command.job_id, uow, ids=ids, now=now)
        facts = {"number": str(row.number)}
        uow.audit.record(
            AuditEntry(command.actor.audit_name, "job.require", f"job:{command.job_id}", now, facts)
        )
        uow.commit()
    return row.number


def hold_against_job(command: HoldAgainst, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids) -> int:
    """Have files of the talent pool matched to a job; how many were queued."""
    access.authorize(command.actor, "resume.import")
    now = clock.now()
    with uow:
        uow.interviews.get_job(command.job_id)
        files = [uow.resumes.get_file(resume_id) for resume_id in command.resume_ids]
        queued = sum(queue_match(file, command.job_id, uow, ids=ids, now=now) for file in files)
        facts = {"files": str(queued)}
        uow.audit.record(
            AuditEntry(command.actor.audit_name, "resume.match", f"job:{command.job_id}", now, facts)
        )
        uow.commit()
    return queued


def decide_screening(
    command: DecideScreening, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids
) -> InterviewId | None:
    """A named person invites, or holds back for now, with a reason. The interview's id when invited.

    Raises Invalid(SR422) without a reason, Invalid(SR423) for an interview without its times, Conflict(SR409) for
    somebody who was never held against this job, and as invite_candidate.
    """
    access.authorize(command.actor, "screening.decide")
    by = command.actor.staff_id
    if by is None or len(command.reason.strip()) < REASON_MIN_CHARS:
        raise Invalid("SR422")
    if (command.outcome == ScreeningOutcome.INTERVIEW) != (command.invitation is not None):
        raise Invalid("SR423")
    now = clock.now()
    with uow:
        uow.people.lock_candidate(command.candidate_id)
        files = uow.resumes.files_of(command.candidate_id)
        if not any(uow.resumes.find_match(file.id, command.job_id) for file in files):
            raise Conflict("SR409")
        interview = None
        if command.invitation is not None:
            access.authorize(command.actor, "interview.invite")
            interview = place_invitation(command.invitation, uow, ids=ids, now=now)
        uow.resumes.add_screening(
            Screening(
                id=ids.new("sn"),
                job_id=command.job_id,
                candidate_id=command.candidate_id,
                outcome=command.outcome,
                reason=command.reason.strip(),
                decided_by=by,
                decided_at=now,
                interview_id=interview.id if interview else None,
            )
        )
        facts = {"job": command.job_id, "outcome": command.outcome.value}
        resource = f"candidate:{command.candidate_id}"
        uow.audit.record(AuditEntry(command.actor.audit_name, "screening.decide", resource, now, facts))
        uow.commit()
    return interview.id if interview else None
