"""Fan-in: when every answer's work is finished, one evaluation is queued. The caller holds the interview's lock."""

from datetime import datetime

from hiring import messages
from hiring.model.answer import AnswerState
from hiring.model.ids import TaskId
from hiring.model.interview import Interview, InterviewState
from hiring.model.processing import ProcessingTask, TaskKind
from hiring.ports import Ids, UnitOfWork


def queue_evaluation_when_ready(uow: UnitOfWork, interview: Interview, *, ids: Ids, now: datetime) -> bool:
    """Queue the evaluation of a submitted interview once; False when it is not time or it is queued already.

    It waits for nobody but a candidate who asked to correct a transcript.
    """
    if interview.state != InterviewState.SUBMITTED:
        return False
    review = uow.corrections.find_review(interview.id)
    if review is not None and review.open:
        return False
    counting = {a.id for a in uow.answers.of_interview(interview.id) if a.state == AnswerState.RECEIVED}
    tasks = uow.processing.tasks_of(interview.id)
    # A follow-up question that was not chosen in time is not asked any more.
    if any(not t.finished for t in tasks if t.answer_id in counting and t.kind != TaskKind.PROBE):
        return False
    if any(t.kind == TaskKind.EVALUATE for t in tasks):
        return False
    _queue(uow, interview, generation=1, ids=ids, now=now)
    return True


def queue_evaluation_anew(uow: UnitOfWork, interview: Interview, *, ids: Ids, now: datetime) -> bool:
    """Another generation of a report that is there or on its way; False where there is none or it was decided."""
    if interview.state not in (InterviewState.SUBMITTED, InterviewState.REPORTED):
        return False
    before = uow.processing.find_task(interview.id, TaskKind.EVALUATE, None)
    if before is None:
        return False
    _queue(uow, interview, generation=before.generation + 1, ids=ids, now=now)
    return True


def _queue(uow: UnitOfWork, interview: Interview, *, generation: int, ids: Ids, now: datetime) -> None:
    task = ProcessingTask(
        id=TaskId(ids.new("tk")),
        interview_id=interview.id,
        candidate_id=interview.candidate_id,
        kind=TaskKind.EVALUATE,
        created_at=now,
        generation=generation,
    )
    uow.processing.add_task(task)
    uow.deliveries.post(messages.job(task, ids=ids, now=now))
