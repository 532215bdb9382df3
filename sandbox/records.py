"""What the make-believe DingTalk remembers: messages, cards, todos, files. Plain records, no behaviour but reading."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Sender(StrEnum):
    ROBOT = "robot"
    PERSON = "me"
    WORK_NOTICE = "work_notice"


@dataclass
class Message:
    """A line in the 1:1 chat between one person and the robot (or a work notice to that person)."""

    message_id: str
    seq: int
    user_id: str
    sender: Sender
    at_ms: int
    msg_key: str
    param: dict[str, Any]
    process_query_key: str = ""
    recalled: bool = False
    read_at_ms: int = 0
    push_note: str = ""


@dataclass
class Delivery:
    """A card shown in one person's chat; `forwarded_by` is set where a colleague passed it on."""

    user_id: str
    seq: int
    at_ms: int
    carrier_id: str
    forwarded_by: str = ""


@dataclass
class Card:
    out_track_id: str
    template_id: str
    params: dict[str, str]
    private_params: dict[str, dict[str, str]]
    callback_type: str
    created_at_ms: int
    updated_at_ms: int
    last_message: str = ""
    supports_forward: bool = False
    recalled: bool = False
    deliveries: list[Delivery] = field(default_factory=list)

    def seen_by(self, user_id: str) -> dict[str, str]:
        """The variables as this person's copy shows them: public ones, overlaid by private ones."""
        return {**self.params, **self.private_params.get(user_id, {})}

    def delivery_to(self, user_id: str) -> Delivery | None:
        return next((d for d in self.deliveries if d.user_id == user_id), None)


@dataclass
class Todo:
    task_id: str
    source_id: str
    creator_id: str
    subject: str
    description: str
    due_time_ms: int
    executor_ids: list[str]
    participant_ids: list[str]
    detail_url: dict[str, str]
    priority: int
    created_at_ms: int
    updated_at_ms: int
    done: bool = False
    done_by: list[str] = field(default_factory=list)


@dataclass
class PreEntry:
    """Somebody about to join, in 智能人事."""

    tmp_user_id: str
    name: str
    mobile: str
    pre_entry_time_ms: int
    sends_message: bool


@dataclass
class Media:
    media_id: str
    kind: str
    file_name: str
    content_type: str
    content: bytes
    created_at_ms: int
