"""The candidate answers, question by question, and hands in."""

from flask import Response

from hiring.access import of_interview
from hiring.commands import BeginAnswer, OnInterview, TypeAnswer
from hiring.errors import Conflict
from hiring.model.ids import AnswerId, InterviewId
from hiring.model.interview import STATE_NAMES, InterviewState
from hiring.usecases.answering import begin_answer, start_interview, submit_interview, type_answer
from hiring.usecases.probing import asked_probes
from miniapp_api import candidate_view as view
from miniapp_api.blueprints import area
from miniapp_api.feedback import feedback_of
from miniapp_api.idempotency import once
from miniapp_api.replies import reply
from miniapp_api.schemas.base import AnswerPath, Done, InterviewPath
from miniapp_api.schemas.candidate import (
    AnswerReply,
    BeginAnswerBody,
    FeedbackReply,
    QuestionsReply,
    StatusReply,
    TypedAnswerBody,
)
from miniapp_api.services import actor, ports, services

api = area("answering", "The interview itself")


@api.post("/interviews/<interview_id>/start", responses={200: Done})
def start(path: InterviewPath) -> Response:
    """Begin answering; the notice must have been read."""
    command = OnInterview(actor(), InterviewId(path.interview_id))
    return reply(Done(changed=start_interview(command, **ports())))


@api.get("/interviews/<interview_id>/questions", responses={200: QuestionsReply})
def read_questions(path: InterviewPath) -> Response:
    """The questions of a started interview, shown one by one. IV302 before the start and after submission."""
    s = services()
    with s.uow() as uow:
        interview = uow.interviews.get(InterviewId(path.interview_id))
        s.access.authorize(actor(), "interview.attend", of_interview(interview))
        if interview.state != InterviewState.IN_PROGRESS:
            raise Conflict("IV302", state=STATE_NAMES[interview.state])
        answers = uow.answers.of_interview(interview.id)
        rows = view.questions(interview, answers)
        probes = view.probes(interview, asked_probes(uow, interview.id), answers)
        exercises = view.exercises(interview, uow.answers.exercises(interview.id))
    return reply(
        QuestionsReply(
            questions=rows,
            exercises=exercises,
            probing=view.probing(interview),
            probes=probes,
            practice=view.PRACTICE,
        )
    )


@api.post("/interviews/<interview_id>/answers", responses={201: AnswerReply})
def open_take(path: InterviewPath, body: BeginAnswerBody) -> Response:
    """Open a take of a question. With an Idempotency-Key, asking twice opens one."""
    command = BeginAnswer(
        actor(), InterviewId(path.interview_id), body.question_key, body.modality, body.mime_type
    )
    return once(lambda: reply(AnswerReply(answer_id=begin_answer(command, **ports())), 201))


@api.put("/answers/<answer_id>/text", responses={200: Done})
def put_text(path: AnswerPath, body: TypedAnswerBody) -> Response:
    """Give a written answer."""
    type_answer(TypeAnswer(actor(), AnswerId(path.answer_id), body.text), **ports())
    return reply(Done())


@api.post("/interviews/<interview_id>/submit", responses={200: Done})
def submit(path: InterviewPath) -> Response:
    """Hand in. IV411 while a question lacks an answer, IV302 the second time."""
    command = OnInterview(actor(), InterviewId(path.interview_id))
    return reply(Done(changed=submit_interview(command, **ports())))


@api.get("/interviews/<interview_id>/status", responses={200: StatusReply})
def read_status(path: InterviewPath) -> Response:
    """Where the interview stands; never silent."""
    s = services()
    with s.uow() as uow:
        interview = uow.interviews.get(InterviewId(path.interview_id))
        s.access.authorize(actor(), "interview.follow", of_interview(interview))
        tasks = uow.processing.tasks_of(interview.id)
        return reply(
            StatusReply(
                state=interview.state,
                state_name=STATE_NAMES[interview.state],
                steps=view.steps(interview),
                processing=view.work_done(tasks),
            )
        )


@api.get("/interviews/<interview_id>/feedback", responses={200: FeedbackReply})
def read_feedback(path: InterviewPath) -> Response:
    """What the candidate may take away once a person has decided."""
    s = services()
    with s.uow() as uow:
        interview = uow.interviews.get(InterviewId(path.interview_id))
        s.access.authorize(actor(), "feedback.read", of_interview(interview))
        return reply(feedback_of(interview, uow))
