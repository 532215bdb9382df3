"""The candidate corrects what the recogniser misheard, before scoring if they ask in time, else for a new report.

A review is opened, texts are saved as often as wanted, and confirming closes it; what was saved counts from then on.
Nobody's report waits for a review that was not asked for.
"""

from datetime import datetime

from hiring.access import Access, of_interview
from hiring.commands import CorrectTranscript, OnInterview
from hiring.errors import Conflict, Invalid, NotFound
from hiring.model.answer import AnswerState
from hiring.model.correction import REVIEW_WINDOW, TranscriptCorrection, TranscriptReview
from hiring.model.interview import Interview, InterviewState
from hiring.model.people import SYSTEM, Actor
from hiring.model.plan import Modality
from hiring.model.processing import ArtifactKind
from hiring.ports import Clock, Ids, UnitOfWork
from hiring.reportjson import read_transcript
from hiring.usecases.answering import MAX_TYPED_CHARS
from hiring.usecases.evaluating import queue_evaluation_anew, queue_evaluation_when_ready
from hiring.usecases.telling import note

SWEEP_BATCH = 100
_UNDECIDED = frozenset({InterviewState.IN_PROGRESS, InterviewState.SUBMITTED, InterviewState.REPORTED})


def open_review(command: OnInterview, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids) -> bool:
    """Ask to correct the transcripts: scoring that has not begun waits. False when it is open already.

    Asked before submitting, nothing is scored until they are confirmed.
    Raises Conflict(CR409) when it is too late, Conflict(CR302) once they were confirmed.
    """
    now = clock.now()
    with uow:
        interview = uow.interviews.lock(command.interview_id)
        access.authorize(command.actor, "interview.attend", of_interview(interview))
        review = uow.corrections.find_review(interview.id)
        if review is not None:
            if review.open:
                return False
            raise Conflict("CR302")
        if not may_open(interview, now=now):
            raise Conflict("CR409", hours=_hours())
        uow.corrections.add_review(
            TranscriptReview(
                id=ids.new("tr"),
                interview_id=interview.id,
                candidate_id=interview.candidate_id,
                opened_at=now,
                closes_at=now + REVIEW_WINDOW,
            )
        )
        note(uow, command.actor, "transcript.open", interview, now=now)
        uow.commit()
    return True


def may_open(interview: Interview, *, now: datetime) -> bool:
    """While answering, and for REVIEW_WINDOW after submitting, until somebody has decided."""
    submitted = interview.submitted_at
    in_time = submitted is None or now < submitted + REVIEW_WINDOW
    return interview.state in _UNDECIDED and in_time


def correct_transcript(
    command: CorrectTranscript, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids
) -> bool:
    """Keep a corrected text beside the recogniser's own. False when it reads so already.

    Raises Conflict(CR412) without an open review, NotFound(CR404) for an answer that was not transcribed,
    Invalid(AN421), Invalid(AN413).
    """
    now, text = clock.now(), command.text.strip()
    if not text:
        raise Invalid("AN421")
    if len(text) > MAX_TYPED_CHARS:
        raise Invalid("AN413", limit=MAX_TYPED_CHARS)
    with uow:
        answer = uow.answers.get(command.answer_id)
        interview = uow.interviews.lock(answer.interview_id)
        access.authorize(command.actor, "interview.attend", of_interview(interview))
        review = uow.corrections.find_review(interview.id)
        if review is None or not review.open or interview.state not in _UNDECIDED:
            raise Conflict("CR412")
        transcripts = uow.processing.artifacts(answer.id, ArtifactKind.TRANSCRIPT)
        if answer.modality == Modality.TEXT or answer.state != AnswerState.RECEIVED or not transcripts:
            raise NotFound("CR404")
        original = transcripts[0]
        latest = uow.corrections.newest(interview.id).get(answer.id)
        if text == (latest.text if latest else read_transcript(original.payload).text):
            return False
        uow.corrections.add_correction(
            TranscriptCorrection(
                id=ids.new("tc"),
                interview_id=interview.id,
                answer_id=answer.id,
                candidate_id=interview.candidate_id,
                artifact_id=original.id,
                text=text,
                created_at=now,
            )
        )
        note(uow, command.actor, "transcript.correct", interview, now=now, answer=answer.id)
        uow.commit()
    return True


def confirm_transcripts(
    command: OnInterview, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids
) -> bool:
    """The candidate is done: scoring goes on, or begins anew where a report was made. False when done already.

    Raises Conflict(CR412) when it was never opened.
    """
    now = clock.now()
    with uow:
        interview = uow.interviews.lock(command.interview_id)
        access.authorize(command.actor, "interview.attend", of_interview(interview))
        review = uow.corrections.find_review(interview.id)
        if review is None:
            raise Conflict("CR412")
        if not review.open:
            return False
        _close(uow, interview, review, command.actor, ids=ids, now=now)
        uow.commit()
    return True


def sweep_reviews(*, uow: UnitOfWork, clock: Clock, ids: Ids) -> int:
    """Close reviews whose time has passed; what was saved until then counts. Returns how many."""
    now = clock.now()
    with uow:
        lapsed = uow.corrections.lapsed(now, limit=SWEEP_BATCH)
        for interview_id in sorted(lapsed):
            interview = uow.interviews.lock(interview_id)
            review = uow.corrections.find_review(interview_id)
            if review is not None and review.open:
                _close(uow, interview, review, SYSTEM, ids=ids, now=now)
        uow.commit()
    return len(lapsed)


def _close(
    uow: UnitOfWork, interview: Interview, review: TranscriptReview, actor: Actor, *, ids: Ids, now: datetime
) -> None:
    review.closed_at = now
    corrected = len(uow.corrections.newest(interview.id))
    note(uow, actor, "transcript.confirm", interview, now=now, corrected=str(corrected))
    queued = queue_evaluation_when_ready(uow, interview, ids=ids, now=now)
    if corrected and not queued:
        # Scored before the candidate asked: a later generation, so that nothing is re-scored in silence.
        queue_evaluation_anew(uow, interview, ids=ids, now=now)


def _hours() -> int:
    return int(REVIEW_WINDOW.total_seconds() // 3600)
