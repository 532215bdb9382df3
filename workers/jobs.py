"""The function that RQ calls. Arguments are a task's id and the attempt that was queued; the rest is in PostgreSQL."""

from hiring.model.ids import OutsideTextId, ResumeTaskId, TaskId
from hiring.model.outside_text import ID_PREFIX as OUTSIDE_TEXT
from workers.outside_work import work_on_outside_text
from workers.resume_work import RESUME_TASK, work_on_resume
from workers.tether import die_with_parent
from workers.work import work_on
from workers.workshop import process_workshop


def run_task(task_id: str, attempt: int) -> str:  # noqa: ARG001  # attempt makes the job's id; the lease decides
    """Work on one task. Returns how it went, for RQ's records."""
    die_with_parent()
    if task_id.startswith(RESUME_TASK):
        return work_on_resume(ResumeTaskId(task_id), process_workshop())
    if task_id.startswith(f"{OUTSIDE_TEXT}_"):
        return work_on_outside_text(OutsideTextId(task_id), process_workshop().runtime)
    return work_on(TaskId(task_id), process_workshop())
