"""The candidate reads what was understood, and puts it right."""

from collections.abc import Iterator
from datetime import datetime

from flask import Response

from hiring.access import of_interview
from hiring.commands import CorrectTranscript, OnInterview
from hiring.model.correction import TranscriptReview
from hiring.model.ids import AnswerId, InterviewId
from hiring.model.interview import Interview
from hiring.model.plan import Modality
from hiring.model.processing import ArtifactKind
from hiring.reportjson import read_transcript
from hiring.usecases.answering import counting_answers
from hiring.usecases.correcting import confirm_transcripts, correct_transcript, may_open, open_review
from hiring.usecases.probing import asked_probes
from miniapp_api.blueprints import area
from miniapp_api.replies import reply
from miniapp_api.schemas.base import AnswerPath, Done, InterviewPath
from miniapp_api.schemas.transcripts import CorrectionBody, OwnTranscript, ReviewState, TranscriptsReply
from miniapp_api.services import actor, ports, services
from storage.uow import SqlUnitOfWork

api = area("transcripts", "Correcting one's own transcripts")


@api.get("/interviews/<interview_id>/transcripts", responses={200: TranscriptsReply})
def read_transcripts(path: InterviewPath) -> Response:
    """What the recogniser understood of the recorded answers, and what the candidate made of it."""
    s = services()
    with s.uow() as uow:
        interview = uow.interviews.get(InterviewId(path.interview_id))
        s.access.authorize(actor(), "interview.attend", of_interview(interview))
        review = uow.corrections.find_review(interview.id)
        return reply(
            TranscriptsReply(
                state=_state(interview, review, now=s.clock.now()),
                closes_at=review.closes_at if review and review.open else None,
                answers=_answers(interview, uow),
            )
        )


@api.post("/interviews/<interview_id>/transcripts/review", responses={200: Done})
def ask_to_correct(path: InterviewPath) -> Response:
    """Scoring that has not begun waits until the transcripts are confirmed, at most a day."""
    return reply(Done(changed=open_review(OnInterview(actor(), InterviewId(path.interview_id)), **ports())))


@api.put("/answers/<answer_id>/transcript", responses={200: Done})
def put_transcript(path: AnswerPath, body: CorrectionBody) -> Response:
    """Keep a corrected text beside the original."""
    command = CorrectTranscript(actor(), AnswerId(path.answer_id), body.text)
    return reply(Done(changed=correct_transcript(command, **ports())))


@api.post("/interviews/<interview_id>/transcripts/confirm", responses={200: Done})
def confirm(path: InterviewPath) -> Response:
    """The transcripts are right now: scoring goes on, or begins anew."""
    command = OnInterview(actor(), InterviewId(path.interview_id))
    return reply(Done(changed=confirm_transcripts(command, **ports())))


def _state(interview: Interview, review: TranscriptReview | None, *, now: datetime) -> ReviewState:
    if review is not None:
        return ReviewState.OPEN if review.open else ReviewState.CLOSED
    return ReviewState.NOT_OPENED if may_open(interview, now=now) else ReviewState.TOO_LATE


def _answers(interview: Interview, uow: SqlUnitOfWork) -> list[OwnTranscript]:
    counting = counting_answers(uow.answers.of_interview(interview.id))
    corrections = uow.corrections.newest(interview.id)
    rows = []
    for index, key, question in _asked(interview, uow):
        answer = counting.get(key)
        if answer is None or answer.modality == Modality.TEXT:
            continue
        found = uow.processing.artifacts(answer.id, ArtifactKind.TRANSCRIPT)
        correction = corrections.get(answer.id)
        rows.append(
            OwnTranscript(
                answer_id=answer.id,
                index=index,
                question=question,
                original=read_transcript(found[0].payload).text if found else None,
                corrected=correction.text if correction else None,
            )
        )
    return rows


def _asked(interview: Interview, uow: SqlUnitOfWork) -> Iterator[tuple[int, str, str]]:
    """Index, key and text of each question, its follow-up behind it."""
    probes = {p.question_key: p for p in asked_probes(uow, interview.id) if p.skipped_at is None}
    for index, question in enumerate(interview.plan.questions):
        yield index, question.key, question.rubric.question
        if question.key in probes:
            yield index, probes[question.key].key, f"追问：{probes[question.key].text}"
