"""What the candidate's pages show, computed from the interview as it stands."""

from collections.abc import Sequence
from datetime import datetime

from hiring.model.answer import Answer, AnswerState, Consent, ConsentKind
from hiring.model.exercise import Exercise
from hiring.model.interview import STATE_NAMES, Interview, InterviewState
from hiring.model.plan import Modality, PlannedQuestion
from hiring.model.probe import Probe, as_question
from hiring.model.processing import ProcessingTask, TaskState
from hiring.usecases.answering import answered_count, counting_answers
from miniapp_api.schemas.candidate import (
    ConsentsOut,
    ExerciseOut,
    MyInterview,
    NextStep,
    PracticeOut,
    ProbeOut,
    Probing,
    Progress,
    QuestionOut,
    QuestionState,
    StatusStep,
    StepState,
    WorkDone,
)

PRACTICE = PracticeOut(
    text="练习题：请用几句话介绍您今天是怎样来到这里、或怎样为这次面试做准备的。练习内容不保存、不评分。",
    preparation_s=10,
    answer_limit_s=30,
)

_S = InterviewState
_BEFORE_SUBMISSION = frozenset({_S.INVITED, _S.CONFIRMED, _S.IN_PROGRESS})
_DECIDED = frozenset({_S.APPROVED, _S.REJECTED})


def my_interview(interview: Interview, consents: Sequence[Consent], *, now: datetime) -> MyInterview:
    return MyInterview(
        id=interview.id,
        job_title=interview.plan.job_title,
        company=interview.plan.company,
        state=interview.state,
        state_name=STATE_NAMES[interview.state],
        starts_at=interview.starts_at,
        closes_at=interview.closes_at,
        duration_min=interview.plan.duration_min,
        next_step=next_step(interview, consents, now=now),
    )


def next_step(interview: Interview, consents: Sequence[Consent], *, now: datetime) -> NextStep:
    state = interview.state
    if state in _BEFORE_SUBMISSION and interview.closes_at <= now:
        return NextStep.CLOSED
    if state == _S.CONFIRMED:
        return NextStep.START if consents_out(consents).notice else NextStep.CONSENT
    return {
        _S.INVITED: NextStep.CONFIRM,
        _S.IN_PROGRESS: NextStep.ANSWER,
        _S.SUBMITTED: NextStep.WAIT,
        _S.REPORTED: NextStep.WAIT,
        _S.APPROVED: NextStep.FEEDBACK,
        _S.REJECTED: NextStep.FEEDBACK,
    }.get(state, NextStep.CLOSED)


def consents_out(consents: Sequence[Consent]) -> ConsentsOut:
    live = {consent.kind for consent in consents if consent.live}
    return ConsentsOut(
        notice=ConsentKind.NOTICE in live,
        recording=ConsentKind.RECORDING in live,
        face=ConsentKind.FACE in live,
        voice=ConsentKind.VOICE in live,
    )


def modalities(interview: Interview) -> list[Modality]:
    """Those that at least one question takes, in the order video, voice, text."""
    allowed = {modality for question in interview.plan.questions for modality in question.modalities}
    return [modality for modality in Modality if modality in allowed]


def progress(interview: Interview, answers: Sequence[Answer]) -> Progress:
    answered, total = answered_count(interview.plan, answers), len(interview.plan.questions)
    return Progress(answered=answered, total=total, percent=100 * answered // total if total else 0)


def questions(interview: Interview, answers: Sequence[Answer]) -> list[QuestionOut]:
    """One by one: answered ones, then the current one; the text of later ones stays here."""
    counting = counting_answers(answers)
    keys = [question.key for question in interview.plan.questions]
    current = next((key for key in keys if key not in counting), None)
    return [
        _question(
            question, index, takes=[a for a in answers if a.question_key == question.key], current=current
        )
        for index, question in enumerate(interview.plan.questions)
    ]


def probing(interview: Interview) -> Probing:
    if not interview.plan.most_probes:
        return Probing.OFF
    return Probing.OPEN if interview.probes_settled_at is None else Probing.SETTLED


def probes(interview: Interview, asked: Sequence[Probe], answers: Sequence[Answer]) -> list[ProbeOut]:
    """Those that are asked, in the order of their questions, one by one."""
    counting = counting_answers(answers)
    order = [question.key for question in interview.plan.questions]
    asked = sorted(asked, key=lambda probe: order.index(probe.question_key))
    current = next((p.key for p in asked if p.key not in counting and p.skipped_at is None), None)
    return [
        _probe(
            probe,
            as_question(probe, interview.plan.question(probe.question_key)),
            order.index(probe.question_key),
            takes=[a for a in answers if a.question_key == probe.key],
            current=current,
        )
        for probe in asked
    ]


def _probe(
    probe: Probe, question: PlannedQuestion, index: int, *, takes: Sequence[Answer], current: str | None
) -> ProbeOut:
    shown = _question(question, index, takes=takes, current=current).model_dump()
    if probe.skipped_at is not None:
        shown |= {"state": QuestionState.ANSWERED, "text": probe.text}
    return ProbeOut(**shown, probe_id=probe.id)


def exercises(interview: Interview, begun: Sequence[Exercise]) -> list[ExerciseOut]:
    """In the plan's order, after the questions."""
    done = {exercise.exercise_key for exercise in begun if exercise.finished_at is not None}
    return [
        ExerciseOut(
            key=planned.key,
            kind=planned.kind,
            title=planned.title,
            length=planned.length,
            limit_s=planned.limit_s,
            done=planned.key in done,
        )
        for planned in interview.plan.exercises
    ]


def _question(
    question: PlannedQuestion, index: int, *, takes: Sequence[Answer], current: str | None
) -> QuestionOut:
    received = [a for a in takes if a.received_at is not None]
    counting = counting_answers(takes).get(question.key)
    unfinished = next((a for a in takes if a.state == AnswerState.RECORDING), None)
    shown_answer = counting or unfinished
    if counting is not None:
        state = QuestionState.ANSWERED
    else:
        state = QuestionState.CURRENT if question.key == current else QuestionState.LOCKED
    return QuestionOut(
        key=question.key,
        index=index,
        text="" if state == QuestionState.LOCKED else question.rubric.question,
        modalities=list(question.modalities),
        preparation_s=question.preparation_s,
        answer_limit_s=question.answer_limit_s,
        retakes_left=question.retakes - max(len(received) - 1, 0),
        state=state,
        answer_id=shown_answer.id if shown_answer else None,
    )


def steps(interview: Interview) -> list[StatusStep]:
    """The way from invitation to result; a closed interview has no step "now"."""
    decided_at = interview.closed_at if interview.state in _DECIDED else None
    way = [
        ("收到邀请", interview.created_at),
        ("确认参加", interview.confirmed_at),
        ("开始作答", interview.started_at),
        ("提交", interview.submitted_at),
        ("评估报告", interview.reported_at),
        ("人工复核结果", decided_at),
    ]
    ended = interview.closed_at is not None
    pending = [name for name, at in way if at is None]
    now_name = pending[0] if pending and not ended else None
    return [
        StatusStep(
            name=name,
            state=StepState.DONE if at else StepState.NOW if name == now_name else StepState.LATER,
            at=at,
        )
        for name, at in way
    ]


def work_done(tasks: Sequence[ProcessingTask]) -> WorkDone:
    return WorkDone(
        done=sum(task.state in (TaskState.DONE, TaskState.SKIPPED) for task in tasks),
        total=len(tasks),
        failed=sum(task.state == TaskState.FAILED for task in tasks),
    )
