"""Reads what DingTalk pushed into our own values. Everything from outside passes through here once."""

import json
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, Field, Json, TypeAdapter

from hiring.commands import PressCard
from hiring.model.ids import CardId, DingTalkUserId

PRIVATE_CHAT = "1"


@dataclass(frozen=True, slots=True)
class IncomingMessage:
    """What somebody wrote to the robot.

    user_id "": DingTalk did not say who, as for people outside the organisation. text "": not a text message.
    webhook: where an answer into the same conversation may be posted. own_corp: the sender is of our organisation.
    """

    message_key: str
    user_id: str
    text: str
    webhook: str
    private: bool
    own_corp: bool


@dataclass(frozen=True, slots=True)
class IncomingPress:
    press: PressCard
    own_corp: bool


PRESS = TypeAdapter(PressCard)
MESSAGE = TypeAdapter(IncomingMessage)


class _PrivateData(BaseModel):
    actionIds: list[str] = []
    params: dict[str, Any] = {}


class _CardContent(BaseModel):
    cardPrivateData: _PrivateData


class _CardFrame(BaseModel):
    """event-callback-card (C0007); content is a JSON string."""

    outTrackId: str = Field(min_length=1)
    userId: str = Field(min_length=1)
    corpId: str = ""
    content: Json[_CardContent]


class _Text(BaseModel):
    content: str = ""


class _BotFrame(BaseModel):
    """receive-message (S0718). Over the month's quota a frame comes without text."""

    msgId: str = Field(min_length=1)
    robotCode: str = ""
    conversationType: str = PRIVATE_CHAT
    senderStaffId: str = ""
    senderCorpId: str = ""
    msgtype: str = ""
    text: _Text | None = None
    sessionWebhook: str = ""


def read_press(data: dict[str, Any], *, corp_id: str) -> IncomingPress:
    """A pressed button. Raises ValueError for a frame that names no card, person or action."""
    frame = _CardFrame.model_validate(data)
    private = frame.content.cardPrivateData
    values = {key: _as_text(value) for key, value in private.params.items() if value is not None}
    action = values.pop("action", "") or next(iter(private.actionIds), "")
    if not action:
        raise ValueError("no action")
    press = PressCard(
        card_id=CardId(frame.outTrackId),
        user_id=DingTalkUserId(frame.userId),
        action=action,
        values=values,
    )
    return IncomingPress(press, own_corp=frame.corpId in ("", corp_id))


def read_message(data: dict[str, Any], *, corp_id: str) -> IncomingMessage:
    """Something written to the robot. Raises ValueError for a frame without a message id."""
    frame = _BotFrame.model_validate(data)
    text = frame.text.content.strip() if frame.msgtype == "text" and frame.text else ""
    return IncomingMessage(
        message_key=f"{frame.robotCode}:{frame.msgId}",
        user_id=frame.senderStaffId,
        text=text,
        webhook=frame.sessionWebhook,
        private=frame.conversationType == PRIVATE_CHAT,
        own_corp=frame.senderCorpId in ("", corp_id),
    )


def _as_text(value: Any) -> str:
    """Card components send numbers and lists too; a command holds text."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
