"""Fan-in: when every answer's work is finished, one evaluation is queued. The caller holds the interview's lock."""

from datetime import datetime

from hiring import messages
from hiring.model.answer import AnswerState
from hiring.model.ids import TaskId
from hiring.model.interview import Interview, InterviewState
from hiring.model.processing import ProcessingTask, TaskKind
from hiring.ports import Ids, UnitOfWork


def queue_evaluation_when_ready(uow: UnitOfWork, interview: Interview, *, ids: Ids, now: datetime) -> bool:
    """Queue the evaluation of a submitted interview once; False when it is not time or it is queued already."""
    if interview.state != InterviewState.SUBMITTED:
        return False
    counting = {a.id for a in uow.answers.of_interview(interview.id) if a.state == AnswerState.RECEIVED}
    tasks = uow.processing.tasks_of(interview.id)
    if any(not t.finished for t in tasks if t.answer_id in counting):
        return False
    if any(t.kind == TaskKind.EVALUATE for t in tasks):
        return False
    task = ProcessingTask(
        id=TaskId(ids.new("tk")),
        interview_id=interview.id,
        candidate_id=interview.candidate_id,
        kind=TaskKind.EVALUATE,
        created_at=now,
    )
    uow.processing.add_task(task)
    uow.deliveries.post(messages.job(task, ids=ids, now=now))
    return True
