"""A file from outside, read once for the linter: a leased task that is gone within the hour."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hiring.model.ids import OutsideTextId, StaffId
from hiring.model.processing import Leased, TaskState

ID_PREFIX = "ot"  # by which the workers know these tasks
KEPT = timedelta(hours=1)  # the page promises it


@dataclass(eq=False)
class OutsideText(Leased):
    """file_name, text and notes are sealed, and so is the content, which storage hands out apart and only until it is read.

    text: "" until then. notes: what could not be read, a line each, in Chinese.
    """

    id: OutsideTextId
    created_by: StaffId
    created_at: datetime
    file_name: str
    text: str = ""
    notes: str = ""
    state: TaskState = TaskState.QUEUED
    attempt: int = 0
    lease_token: str | None = None
    leased_until: datetime | None = None
    finished_at: datetime | None = None
    error_code: str = ""
