"""What an inbox row leads to: a pressed button is one use case, a message gets an answer."""

from collections.abc import Callable
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from bot.frames import MESSAGE, PRESS, IncomingMessage
from hiring.access import Access
from hiring.commands import ChatMessage, PressCard
from hiring.error_texts import coded_text, text_of
from hiring.errors import HiringError
from hiring.links import Links
from hiring.model.ids import DingTalkUserId
from hiring.ports import Clock, Ids, UnitOfWork
from hiring.usecases.chatting import answer_chat
from hiring.usecases.pressing import press_card

TEXT_ONLY = coded_text("BT415")
MEMBERS_ONLY = coded_text("BT403")
GROUP_HINT = coded_text("BT405")
GAVE_UP = coded_text("BT500")


@dataclass(frozen=True, slots=True)
class Reply:
    """A text to one person, or, where nobody knows who they are, into the conversation they wrote in."""

    text: str
    user_id: DingTalkUserId | None = None
    webhook: str = ""


@dataclass(frozen=True, slots=True)
class CardPresses:
    """Rows of source "card"."""

    open_uow: Callable[[], UnitOfWork]
    access: Access
    clock: Clock
    ids: Ids

    def run(self, body: str) -> Reply | None:
        """A refusal is told to whoever pressed, and to nobody else."""
        command = PRESS.validate_json(body)
        try:
            press_card(command, uow=self.open_uow(), access=self.access, clock=self.clock, ids=self.ids)
        except HiringError as refusal:
            return Reply(text_of(refusal), command.user_id)
        return None

    def apologise(self, body: str) -> Reply | None:
        return _apology(PRESS, body)


@dataclass(frozen=True, slots=True)
class ChatMessages:
    """Rows of source "bot"."""

    open_uow: Callable[[], UnitOfWork]
    links: Links

    def run(self, body: str) -> Reply | None:
        message = MESSAGE.validate_json(body)
        if not message.user_id or not message.own_corp:
            # Nothing is said to a stranger about anybody's interview.
            return Reply(MEMBERS_ONLY, webhook=message.webhook) if message.webhook else None
        user_id = DingTalkUserId(message.user_id)
        if not message.private:
            return Reply(GROUP_HINT, user_id)
        if not message.text:
            return Reply(TEXT_ONLY, user_id)
        try:
            text = answer_chat(ChatMessage(user_id, message.text), uow=self.open_uow(), links=self.links)
        except HiringError as refusal:
            text = text_of(refusal)
        return Reply(text, user_id)

    def apologise(self, body: str) -> Reply | None:
        return _apology(MESSAGE, body)


def _apology(shape: TypeAdapter[PressCard] | TypeAdapter[IncomingMessage], body: str) -> Reply | None:
    """None where the body itself is what can't be read, or names nobody."""
    try:
        sent = shape.validate_json(body)
    except ValidationError:
        return None
    return Reply(GAVE_UP, DingTalkUserId(sent.user_id)) if sent.user_id else None
