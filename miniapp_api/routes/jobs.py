"""HR: posts, the question bank, candidates."""

from flask import Response

from hiring.commands import AddCandidate, OpenJob
from hiring.model.ids import DingTalkUserId, JobId, StaffId
from hiring.usecases.company import add_candidate, open_job
from miniapp_api import question_bank, workbench
from miniapp_api.blueprints import area
from miniapp_api.idempotency import once
from miniapp_api.replies import reply
from miniapp_api.schemas.base import JobPath
from miniapp_api.schemas.hr import (
    AddCandidateBody,
    BankReply,
    CandidateCreated,
    CandidatesReply,
    JobCreated,
    JobReply,
    JobsReply,
    OpenJobBody,
    StaffReply,
)
from miniapp_api.services import actor, ports, services

api = area("company", "Posts, questions and candidates")


@api.get("/jobs", responses={200: JobsReply})
def read_jobs() -> Response:
    """All posts, the newest first."""
    with services().uow() as uow:
        return reply(JobsReply(jobs=workbench.jobs(uow.session)))


@api.get("/jobs/<job_id>", responses={200: JobReply})
def read_job(path: JobPath) -> Response:
    """One post with its questions, weights and groups."""
    with services().uow() as uow:
        return reply(workbench.job(uow.session, JobId(path.job_id)))


@api.post("/jobs", responses={201: JobCreated})
def create_job(body: OpenJobBody) -> Response:
    """Open a post from a template of the question bank."""
    plan = question_bank.plan(body)
    managers = tuple(StaffId(staff_id) for staff_id in body.manager_ids)
    command = OpenJob(actor(), body.title, body.description, managers, plan)
    return once(lambda: reply(JobCreated(job_id=open_job(command, **ports())), 201))


@api.get("/question-bank", responses={200: BankReply})
def read_question_bank() -> Response:
    """The templates a post can be opened from."""
    return reply(BankReply(templates=question_bank.templates()))


@api.get("/managers", responses={200: StaffReply})
def read_managers() -> Response:
    """Who can be named as manager."""
    with services().uow() as uow:
        return reply(StaffReply(managers=workbench.managers(uow)))


@api.get("/candidates", responses={200: CandidatesReply})
def read_candidates() -> Response:
    """All candidates with masked contacts, the newest first."""
    with services().uow() as uow:
        return reply(CandidatesReply(candidates=workbench.candidates(uow.session)))


@api.post("/candidates", responses={201: CandidateCreated})
def create_candidate(body: AddCandidateBody) -> Response:
    """Enter a candidate."""
    user_id = DingTalkUserId(body.dingtalk_user_id) if body.dingtalk_user_id else None
    command = AddCandidate(actor(), body.name, body.phone, body.email, user_id)
    return once(lambda: reply(CandidateCreated(candidate_id=add_candidate(command, **ports())), 201))
