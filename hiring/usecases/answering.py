"""The candidate's interview: start, answer one question after the other, submit."""

from collections.abc import Sequence
from datetime import datetime

from hiring import messages
from hiring.access import Access, of_interview
from hiring.commands import BeginAnswer, OnInterview, TypeAnswer
from hiring.errors import Conflict, Expired, Forbidden, Invalid, NotFound
from hiring.model.answer import Answer, AnswerState, ConsentKind
from hiring.model.ids import AnswerId, TaskId
from hiring.model.interview import STATE_NAMES, Interview, InterviewAction, InterviewState
from hiring.model.plan import InterviewPlan, Modality, PlannedQuestion
from hiring.model.probe import as_question, is_probe_key
from hiring.model.processing import ProcessingTask, TaskKind
from hiring.ports import Clock, Ids, UnitOfWork
from hiring.usecases.evaluating import queue_evaluation_when_ready
from hiring.usecases.telling import note, show_progress

MAX_TYPED_CHARS = 5_000


def start_interview(command: OnInterview, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids) -> bool:
    """Begin answering. False when begun already. Raises Invalid(CN412) before the notice was read, Expired(IV410)."""
    now = clock.now()
    with uow:
        interview = uow.interviews.lock(command.interview_id)
        access.authorize(command.actor, "interview.attend", of_interview(interview))
        _must_be_open(interview, now=now)
        if not uow.answers.has_live_consent(interview.id, ConsentKind.NOTICE):
            raise Invalid("CN412")
        if not interview.take(InterviewAction.START):
            return False
        interview.started_at = now
        show_progress(uow, interview, ids=ids, now=now)
        note(uow, command.actor, "interview.start", interview, now=now)
        uow.commit()
    return True


def begin_answer(
    command: BeginAnswer, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids
) -> AnswerId:
    """Open a take of a question; an unfinished take of it is set aside without being counted.

    Raises Conflict(IV412) out of order, Conflict(IV413) without retakes left, Invalid(IV414) for a modality the
    question does not allow, Conflict(PB302) once probes were asked or for one that was skipped, NotFound(PB404), Forbidden(CN403) for a recording without consent.
    """
    now = clock.now()
    with uow:
        interview = uow.interviews.lock(command.interview_id)
        access.authorize(command.actor, "interview.attend", of_interview(interview))
        must_be_answering(interview, now=now)
        question = _question(uow, interview, command.question_key)
        if command.modality not in question.modalities:
            raise Invalid("IV414")
        recorded = command.modality != Modality.TEXT
        if recorded and not uow.answers.has_live_consent(interview.id, ConsentKind.RECORDING):
            raise Forbidden("CN403")
        answers = uow.answers.of_interview(interview.id)
        _must_be_next(interview, answers, question.key)
        takes = [a for a in answers if a.question_key == question.key]
        if sum(a.received_at is not None for a in takes) > question.retakes:
            raise Conflict("IV413")
        for unfinished in (a for a in takes if a.state == AnswerState.RECORDING):
            unfinished.state = AnswerState.REPLACED
        answer = Answer(
            id=AnswerId(ids.new("an")),
            interview_id=interview.id,
            candidate_id=interview.candidate_id,
            question_key=question.key,
            take=len(takes) + 1,
            modality=command.modality,
            created_at=now,
            mime_type=command.mime_type,
        )
        uow.answers.add(answer)
        uow.commit()
    return answer.id


def type_answer(command: TypeAnswer, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids) -> None:
    """Give a written answer. Raises Invalid(AN421) when empty, Invalid(AN413) when too long, Conflict(AN302)."""
    now = clock.now()
    text = command.text.strip()
    if not text:
        raise Invalid("AN421")
    if len(text) > MAX_TYPED_CHARS:
        raise Invalid("AN413", limit=MAX_TYPED_CHARS)
    with uow:
        answer = uow.answers.get(command.answer_id)
        interview = uow.interviews.lock(answer.interview_id)
        access.authorize(command.actor, "interview.attend", of_interview(interview))
        must_be_answering(interview, now=now)
        if answer.modality != Modality.TEXT or answer.state != AnswerState.RECORDING:
            raise Conflict("AN302")
        answer.text = text
        receive_answer(uow, interview, answer, ids=ids, now=now)
        uow.commit()


def submit_interview(
    command: OnInterview, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids
) -> bool:
    """Hand in. Raises Invalid(IV411) while questions lack an answer, Invalid(EX411) while an exercise is open, Conflict(IV302) for a second submission."""
    now = clock.now()
    with uow:
        interview = uow.interviews.lock(command.interview_id)
        access.authorize(command.actor, "interview.attend", of_interview(interview))
        if interview.state == InterviewState.IN_PROGRESS:
            answers = uow.answers.of_interview(interview.id)
            missing = len(interview.plan.questions) - answered_count(interview.plan, answers)
            if missing:
                raise Invalid("IV411", missing=missing)
            done = {e.exercise_key for e in uow.answers.exercises(interview.id) if e.finished_at is not None}
            open_ones = [e.title for e in interview.plan.exercises if e.key not in done]
            if open_ones:
                raise Invalid("EX411", titles="、".join(open_ones))
        interview.take(InterviewAction.SUBMIT)
        interview.submitted_at = now
        queue_evaluation_when_ready(uow, interview, ids=ids, now=now)
        show_progress(uow, interview, ids=ids, now=now)
        note(uow, command.actor, "interview.submit", interview, now=now)
        uow.commit()
    return True


def counting_answers(answers: Sequence[Answer]) -> dict[str, Answer]:
    """The take that counts for each answered question."""
    return {a.question_key: a for a in answers if a.state == AnswerState.RECEIVED}


def answered_count(plan: InterviewPlan, answers: Sequence[Answer]) -> int:
    """How many of the plan's questions have an answer; answers to probes come beside them."""
    return len(counting_answers(answers).keys() & {question.key for question in plan.questions})


def receive_answer(uow: UnitOfWork, interview: Interview, answer: Answer, *, ids: Ids, now: datetime) -> None:
    """The answer is complete and durable: it replaces earlier takes and its processing starts at once.

    Of the answer to a probe only the words are wanted: no picture of it is looked at.
    """
    for earlier in uow.answers.of_interview(interview.id):
        if earlier.question_key == answer.question_key and earlier.id != answer.id:
            earlier.state = AnswerState.REPLACED
    answer.state, answer.received_at = AnswerState.RECEIVED, now
    kinds = [TaskKind.TRANSCRIBE]
    seen = answer.modality == Modality.VIDEO and not is_probe_key(answer.question_key)
    if seen and uow.answers.has_live_consent(interview.id, ConsentKind.FACE):
        kinds.append(TaskKind.OBSERVE)
    for kind in kinds:
        task = ProcessingTask(
            id=TaskId(ids.new("tk")),
            interview_id=interview.id,
            candidate_id=interview.candidate_id,
            kind=kind,
            created_at=now,
            answer_id=answer.id,
        )
        uow.processing.add_task(task)
        uow.deliveries.post(messages.job(task, ids=ids, now=now))
    show_progress(uow, interview, ids=ids, now=now)


def _must_be_open(interview: Interview, *, now: datetime) -> None:
    if interview.closes_at <= now:
        raise Expired("IV410")


def must_be_answering(interview: Interview, *, now: datetime) -> None:
    """Raises Conflict(IV302) outside the interview, Expired(IV410) past its closing time."""
    if interview.state != InterviewState.IN_PROGRESS:
        raise Conflict("IV302", state=STATE_NAMES[interview.state])
    _must_be_open(interview, now=now)


def _question(uow: UnitOfWork, interview: Interview, key: str) -> PlannedQuestion:
    """Raises NotFound(IV404), Conflict(PB302) for a skipped probe and for a question once probes were asked."""
    if not is_probe_key(key):
        question = interview.plan.question(key)
        if interview.probes_settled_at is not None:
            raise Conflict("PB302")
        return question
    for probe in uow.probes.of_interview(interview.id):
        if probe.key == key and probe.asked_at is not None:
            if probe.skipped_at is not None:
                raise Conflict("PB302")
            return as_question(probe, interview.plan.question(probe.question_key))
    raise NotFound("PB404")


def _must_be_next(interview: Interview, answers: Sequence[Answer], question_key: str) -> None:
    done = counting_answers(answers)
    for question in interview.plan.questions:
        if question.key == question_key:
            return
        if question.key not in done:
            raise Conflict("IV412")
