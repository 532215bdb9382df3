"""The candidate decides about the invitation: confirm, decline, another time, consent."""

from flask import Response

from hiring.access import of_interview
from hiring.commands import AcceptTime, DeclineInterview, GiveConsents, OnInterview, RequestReschedule
from hiring.model.ids import InterviewId, RescheduleId
from hiring.model.interview import STATE_NAMES, Interview
from hiring.ports import UnitOfWork
from hiring.usecases.consenting import give_consents
from hiring.usecases.inviting import withdraw_interview
from hiring.usecases.scheduling import (
    accept_time,
    confirm_interview,
    decline_interview,
    request_reschedule,
)
from miniapp_api import candidate_view as view
from miniapp_api.blueprints import area
from miniapp_api.replies import reply
from miniapp_api.schemas.base import Done, InterviewPath, ReschedulePath
from miniapp_api.schemas.candidate import (
    ChoiceBody,
    ConsentsBody,
    ConsentTextOut,
    ConsentTextsReply,
    DeclineBody,
    InvitationReply,
    MyInterviewsReply,
    RescheduleBody,
    RescheduleOut,
    RescheduleReply,
)
from miniapp_api.services import actor, ports, services

api = area("invitation", "The candidate's invitation")


@api.get("/my/interviews", responses={200: MyInterviewsReply})
def read_my_interviews() -> Response:
    """The signed-in candidate's own interviews, newest first; a link session sees its one."""
    s, me = services(), actor()
    with s.uow() as uow:
        own = uow.interviews.of_candidate(me.candidate_id) if me.candidate_id else []
        rows = [
            view.my_interview(interview, uow.answers.consents(interview.id), now=s.clock.now())
            for interview in own
            if me.interview_id in (None, interview.id)
        ]
    return reply(MyInterviewsReply(interviews=rows))


@api.get("/interviews/<interview_id>/invitation", responses={200: InvitationReply})
def read_invitation(path: InterviewPath) -> Response:
    """What the invitation says, and what the candidate can do next."""
    s = services()
    with s.uow() as uow:
        interview = uow.interviews.get(InterviewId(path.interview_id))
        s.access.authorize(actor(), "interview.follow", of_interview(interview))
        return reply(_invitation(interview, uow))


@api.post("/interviews/<interview_id>/confirm", responses={200: Done})
def confirm(path: InterviewPath) -> Response:
    """The candidate will come."""
    command = OnInterview(actor(), InterviewId(path.interview_id))
    return reply(Done(changed=confirm_interview(command, **ports())))


@api.post("/interviews/<interview_id>/decline", responses={200: Done})
def decline(path: InterviewPath, body: DeclineBody) -> Response:
    """The candidate will not come."""
    command = DeclineInterview(actor(), InterviewId(path.interview_id), body.reason)
    return reply(Done(changed=decline_interview(command, **ports())))


@api.post("/interviews/<interview_id>/reschedule", responses={201: RescheduleReply})
def ask_for_another_time(path: InterviewPath, body: RescheduleBody) -> Response:
    """Ask HR for one of up to three other times."""
    times = tuple(body.proposed_times)
    command = RequestReschedule(actor(), InterviewId(path.interview_id), times, body.note)
    return reply(RescheduleReply(reschedule_id=request_reschedule(command, **ports())), 201)


@api.post("/reschedules/<reschedule_id>/accept", responses={200: Done})
def accept_one_time(path: ReschedulePath, body: ChoiceBody) -> Response:
    """HR takes one of the candidate's times, or the candidate one of HR's."""
    command = AcceptTime(actor(), RescheduleId(path.reschedule_id), body.choice)
    return reply(Done(changed=accept_time(command, **ports())))


@api.post("/interviews/<interview_id>/withdraw", responses={200: Done})
def withdraw(path: InterviewPath) -> Response:
    """Call the interview off, by the candidate or by HR."""
    command = OnInterview(actor(), InterviewId(path.interview_id))
    return reply(Done(changed=withdraw_interview(command, **ports())))


@api.get("/consent-texts", responses={200: ConsentTextsReply})
def read_consent_texts() -> Response:
    """The texts in force, in the order in which they are shown."""
    book = services().consents
    texts = [
        ConsentTextOut(
            kind=text.kind,
            title=text.title,
            body_markdown=text.body_markdown,
            required=text.required,
            sha256=text.sha256,
        )
        for text in book.texts
    ]
    return reply(ConsentTextsReply(version=book.version, texts=texts))


@api.put("/interviews/<interview_id>/consents", responses={200: Done})
def put_consents(path: InterviewPath, body: ConsentsBody) -> Response:
    """Make the live consents exactly those ticked; leaving a live one out withdraws it."""
    command = GiveConsents(actor(), InterviewId(path.interview_id), frozenset(body.kinds), body.text_version)
    give_consents(command, **ports(), texts=services().consents.in_force)
    return reply(Done())


def _invitation(interview: Interview, uow: UnitOfWork) -> InvitationReply:
    consents = uow.answers.consents(interview.id)
    wishes = uow.interviews.open_reschedules(interview.id)
    return InvitationReply(
        id=interview.id,
        company=interview.plan.company,
        job_title=interview.plan.job_title,
        state=interview.state,
        state_name=STATE_NAMES[interview.state],
        starts_at=interview.starts_at,
        closes_at=interview.closes_at,
        duration_min=interview.plan.duration_min,
        question_count=len(interview.plan.questions),
        most_probes=interview.plan.most_probes,
        modalities=view.modalities(interview),
        requirements=list(interview.plan.requirements),
        consents=view.consents_out(consents),
        reschedule=RescheduleOut.model_validate(wishes[0]) if wishes else None,
        next_step=view.next_step(interview, consents, now=services().clock.now()),
        progress=view.progress(interview, uow.answers.of_interview(interview.id)),
    )
