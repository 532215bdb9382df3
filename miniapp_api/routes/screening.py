"""HR: what a job asks for, who stands where for it, and a named person's decision."""

from flask import Response

from hiring.commands import InviteCandidate
from hiring.error_texts import text_of
from hiring.errors import HiringError, Invalid
from hiring.model.ids import CandidateId, JobId, ResumeId, StaffId
from hiring.model.resume import ScreeningOutcome
from hiring.usecases.screening import (
    ConfirmRequirements,
    DecideScreening,
    HoldAgainst,
    confirm_requirements,
    decide_screening,
    hold_against_job,
)
from miniapp_api import requirements_view, resume_view
from miniapp_api.blueprints import area
from miniapp_api.idempotency import once
from miniapp_api.replies import reply
from miniapp_api.schemas.base import JobPath
from miniapp_api.schemas.hr import BatchError
from miniapp_api.schemas.resumes import (
    ConfirmedReply,
    HoldBody,
    RequirementsBody,
    RequirementsReply,
    RetriedReply,
    ScreeningBody,
    ScreeningReply,
    ScreeningResult,
    ScreeningResults,
)
from miniapp_api.services import actor, ports, services
from storage.reads.resumes import screening_lines, waiting_matches

api = area("screening", "Requirements and screening of a post")


@api.get("/jobs/<job_id>/requirements", responses={200: RequirementsReply})
def read_job_requirements(path: JobPath) -> Response:
    """Confirmed requirements, or what the text says; and what the text may not ask for."""
    with services().uow() as uow:
        return reply(requirements_view.requirements_reply(uow.interviews.get_job(JobId(path.job_id)), uow))


@api.put("/jobs/<job_id>/requirements", responses={200: ConfirmedReply})
def confirm_job_requirements(path: JobPath, body: RequirementsBody) -> Response:
    """Confirm what the post asks for; everybody held against it is matched again."""
    job_id = JobId(path.job_id)
    with services().uow() as uow:
        job = uow.interviews.get_job(job_id)
        row = uow.resumes.latest_requirements(job_id)
    asked = requirements_view.requirements_of(body, job, requirements_view.asked_of(job, row))
    command = ConfirmRequirements(actor(), job_id, asked, body.after)
    return reply(ConfirmedReply(number=confirm_requirements(command, **ports())))


@api.get("/jobs/<job_id>/screening", responses={200: ScreeningReply})
def read_screening(path: JobPath) -> Response:
    """Everybody held against the post, the best match first, with reasons and near misses."""
    job_id = JobId(path.job_id)
    with services().uow() as uow:
        job = uow.interviews.get_job(job_id)
        row = uow.resumes.latest_requirements(job_id)
        lines = screening_lines(uow.session, job_id)
        waiting = waiting_matches(uow.session, job_id)
    musts = requirements_view.asked_of(job, row).has_musts
    return reply(
        ScreeningReply(
            job_title=job.title,
            requirements=row.number if row else 0,
            waiting=waiting,
            rows=[resume_view.screening_row(line, musts=musts) for line in lines],
        )
    )


@api.post("/jobs/<job_id>/screening", responses={200: ScreeningResults})
def decide(path: JobPath, body: ScreeningBody) -> Response:
    """A named person's decision on up to 200; each stands for itself, so one refusal stops nobody else."""
    services().access.authorize(actor(), "screening.decide")
    job_id = JobId(path.job_id)
    return once(
        lambda: reply(
            ScreeningResults(results=[_try(job_id, CandidateId(one), body) for one in body.candidate_ids])
        )
    )


@api.post("/jobs/<job_id>/matches", responses={200: RetriedReply})
def hold_against(path: JobPath, body: HoldBody) -> Response:
    """Hold résumés of the talent pool against the post."""
    resume_ids = tuple(ResumeId(one) for one in body.resume_ids)
    command = HoldAgainst(actor(), JobId(path.job_id), resume_ids)
    return reply(RetriedReply(queued=hold_against_job(command, **ports())))


def _try(job_id: JobId, candidate_id: CandidateId, body: ScreeningBody) -> ScreeningResult:
    try:
        command = DecideScreening(
            actor(), job_id, candidate_id, body.outcome, body.reason, _invitation(job_id, candidate_id, body)
        )
        decide_screening(command, **ports())
    except HiringError as error:
        fault = BatchError(code=error.code, message=text_of(error))
        return ScreeningResult(candidate_id=candidate_id, error=fault)
    return ScreeningResult(candidate_id=candidate_id)


def _invitation(job_id: JobId, candidate_id: CandidateId, body: ScreeningBody) -> InviteCandidate | None:
    if body.outcome != ScreeningOutcome.INTERVIEW:
        return None
    if body.manager_id is None or body.starts_at is None or body.closes_at is None:
        raise Invalid("SR423")
    return InviteCandidate(
        actor=actor(),
        candidate_id=candidate_id,
        job_id=job_id,
        manager_id=StaffId(body.manager_id),
        starts_at=body.starts_at,
        closes_at=body.closes_at,
    )
