"""A file from outside that the linter is to judge."""

from enum import StrEnum

from miniapp_api.schemas.base import Body, Id, Instant, Reply
from miniapp_api.schemas.contracts import TextLintReply
from miniapp_api.schemas.hr import BatchError


class ReadingState(StrEnum):
    """How far a file from outside has come."""

    WAITING = "waiting"
    READ = "read"
    FAILED = "failed"


class OutsideTextPath(Body):
    text_id: Id


class OutsideTextCreated(Reply):
    text_id: str


class OutsideTextReply(Reply):
    """error: with FAILED. report and notes (what could not be read): with READ. Gone after erased_at."""

    file_name: str
    state: ReadingState
    error: BatchError | None
    notes: list[str]
    report: TextLintReply | None
    erased_at: Instant
