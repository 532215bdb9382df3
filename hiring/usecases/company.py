"""The company's staff, jobs and candidates."""

from hiring.access import Access
from hiring.commands import AddCandidate, OpenJob
from hiring.errors import Conflict, Invalid
from hiring.model.delivery import AuditEntry
from hiring.model.ids import CandidateId, JobId
from hiring.model.job import Job
from hiring.model.people import SYSTEM, Candidate, Staff
from hiring.ports import Clock, Ids, UnitOfWork


def add_staff(staff: Staff, *, uow: UnitOfWork, clock: Clock) -> None:
    """Enter a member of staff; from the CLI only, so there is no actor to check."""
    with uow:
        if uow.people.find_staff_by_dingtalk(staff.dingtalk_user_id):
            raise Conflict("ST302")
        uow.people.add_staff(staff)
        roles = ",".join(sorted(staff.roles))
        uow.audit.record(
            AuditEntry(SYSTEM.audit_name, "staff.add", f"staff:{staff.id}", clock.now(), {"roles": roles})
        )
        uow.commit()


def open_job(command: OpenJob, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids) -> JobId:
    """Create a post with the plan that its interviews will pin. Raises Invalid(JB422)."""
    access.authorize(command.actor, "job.open")
    if not command.title.strip() or not command.manager_ids or not command.plan.questions:
        raise Invalid("JB422")
    job = Job(
        id=JobId(ids.new("jo")),
        title=command.title.strip(),
        description=command.description.strip(),
        manager_ids=command.manager_ids,
        plan=command.plan,
        created_at=clock.now(),
    )
    with uow:
        for manager_id in command.manager_ids:
            uow.people.get_staff(manager_id)
        uow.interviews.add_job(job)
        uow.audit.record(
            AuditEntry(command.actor.audit_name, "job.open", f"job:{job.id}", job.created_at, {})
        )
        uow.commit()
    return job.id


def add_candidate(
    command: AddCandidate, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids
) -> CandidateId:
    """Enter a candidate. Raises Invalid(CA422) without a name, Conflict(CA302) for a phone or DingTalk id known."""
    access.authorize(command.actor, "candidate.add")
    if not command.name.strip():
        raise Invalid("CA422")
    candidate = Candidate(
        id=CandidateId(ids.new("ca")),
        name=command.name.strip(),
        phone=command.phone.strip(),
        email=command.email.strip(),
        dingtalk_user_id=command.dingtalk_user_id,
        created_at=clock.now(),
    )
    with uow:
        known = candidate.phone and uow.people.find_candidate_by_phone(candidate.phone)
        same_account = command.dingtalk_user_id and uow.people.find_candidate_by_dingtalk(
            command.dingtalk_user_id
        )
        if known or same_account:
            raise Conflict("CA302")
        uow.people.add_candidate(candidate)
        resource = f"candidate:{candidate.id}"
        uow.audit.record(
            AuditEntry(command.actor.audit_name, "candidate.add", resource, candidate.created_at, {})
        )
        uow.commit()
    return candidate.id
