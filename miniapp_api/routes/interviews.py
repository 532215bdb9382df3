"""HR: inviting, following, links, wishes for other times."""

from flask import Response

from hiring.access import COMPANY
from hiring.commands import InviteCandidate, OfferTimes, OnInterview, RefuseReschedule
from hiring.error_texts import text_of
from hiring.errors import HiringError
from hiring.links import Links
from hiring.model.ids import CandidateId, InterviewId, JobId, RescheduleId, StaffId
from hiring.usecases.inviting import invite_candidate, issue_link
from hiring.usecases.scheduling import offer_times, refuse_reschedule
from miniapp_api import workbench
from miniapp_api.blueprints import area
from miniapp_api.idempotency import once
from miniapp_api.replies import reply
from miniapp_api.schemas.base import Done, InterviewPath, ReschedulePath
from miniapp_api.schemas.hr import (
    BatchBody,
    BatchError,
    BatchReply,
    BatchResult,
    InterviewCreated,
    InterviewReply,
    InterviewsQuery,
    InterviewsReply,
    InviteBody,
    LinkReply,
    OfferBody,
    RefuseBody,
    ReschedulesQuery,
    ReschedulesReply,
)
from miniapp_api.services import actor, ports, services

api = area("interviews", "HR's view of interviews")


@api.post("/interviews", responses={201: InterviewCreated})
def invite(body: InviteBody) -> Response:
    """Invite one candidate. With an Idempotency-Key, asking twice invites once and answers the same."""
    return once(lambda: reply(InterviewCreated(interview_id=_invite(body)), 201))


@api.post("/interviews/batch", responses={200: BatchReply})
def invite_many(body: BatchBody) -> Response:
    """Invite up to 200 candidates; each stands for itself, so one refusal stops nobody else."""
    services().access.authorize(actor(), "interview.invite", COMPANY)
    return once(lambda: reply(BatchReply(results=[_try_invite(one) for one in body.invitations])))


@api.get("/interviews", responses={200: InterviewsReply})
def read_interviews(query: InterviewsQuery) -> Response:
    """Interviews with their live progress, the latest change first."""
    job_id = JobId(query.job_id) if query.job_id else None
    with services().uow() as uow:
        rows = workbench.interviews(uow.session, state=query.state, job_id=job_id)
    return reply(InterviewsReply(interviews=rows))


@api.get("/interviews/<interview_id>", responses={200: InterviewReply})
def read_interview(path: InterviewPath) -> Response:
    """One interview with its timeline, processing tasks and deliveries."""
    with services().uow() as uow:
        return reply(workbench.interview(uow.session, InterviewId(path.interview_id)))


@api.post("/interviews/<interview_id>/link", responses={201: LinkReply})
def make_link(path: InterviewPath) -> Response:
    """A fresh one-time link for somebody outside the organisation; earlier ones stop working."""
    interview_id = InterviewId(path.interview_id)
    token = issue_link(OnInterview(actor(), interview_id), **ports())
    url = Links(services().settings.public_url).one_time(interview_id, token)
    return reply(LinkReply(url=url), 201)


@api.get("/reschedules", responses={200: ReschedulesReply})
def read_reschedules(query: ReschedulesQuery) -> Response:
    """Candidates' wishes for other times, the oldest first."""
    with services().uow() as uow:
        return reply(ReschedulesReply(reschedules=workbench.reschedules(uow.session, state=query.state)))


@api.post("/reschedules/<reschedule_id>/offer", responses={200: Done})
def offer(path: ReschedulePath, body: OfferBody) -> Response:
    """Propose other times to the candidate."""
    command = OfferTimes(actor(), RescheduleId(path.reschedule_id), tuple(body.times), body.reply)
    return reply(Done(changed=offer_times(command, **ports())))


@api.post("/reschedules/<reschedule_id>/refuse", responses={200: Done})
def refuse(path: ReschedulePath, body: RefuseBody) -> Response:
    """Keep the time, with a word to the candidate."""
    command = RefuseReschedule(actor(), RescheduleId(path.reschedule_id), body.reply)
    return reply(Done(changed=refuse_reschedule(command, **ports())))


def _invite(body: InviteBody) -> InterviewId:
    command = InviteCandidate(
        actor=actor(),
        candidate_id=CandidateId(body.candidate_id),
        job_id=JobId(body.job_id),
        manager_id=StaffId(body.manager_id),
        starts_at=body.starts_at,
        closes_at=body.closes_at,
    )
    return invite_candidate(command, **ports())


def _try_invite(body: InviteBody) -> BatchResult:
    try:
        return BatchResult(interview_id=_invite(body))
    except HiringError as error:
        return BatchResult(error=BatchError(code=error.code, message=text_of(error)))
