"""What the stream client calls: store what came in, acknowledge it, and leave the work to the inbox loop.

A card callback must be answered within two seconds and DingTalk may send it again, or never again, so nothing but
the row in the inbox stands between the frame and its acknowledgement.
"""

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import structlog
from dingtalk_stream import AckMessage, CallbackHandler, CallbackMessage

from bot.frames import MESSAGE, PRESS, read_message, read_press
from hiring.model.delivery import InboxRow
from hiring.ports import Clock, UnitOfWork

log = structlog.get_logger()

CARD, BOT = "card", "bot"


class Inbox:
    """Puts rows into the inbox and wakes the loop that works them off."""

    def __init__(
        self, open_uow: Callable[[], UnitOfWork], *, clock: Clock, wake: threading.Event, corp_id: str
    ) -> None:
        self._open_uow = open_uow
        self._clock = clock
        self._wake = wake
        self.corp_id = corp_id

    def store(self, source: str, key: str, body: str) -> None:
        row = InboxRow(source=source, key=key, body=body, received_at=self._clock.now())
        with self._open_uow() as uow:
            is_new = uow.deliveries.receive(row)
            uow.commit()
        log.info("inbox_stored", source=source, key=key, repeated=not is_new)
        self._wake.set()


class CardHandler(CallbackHandler):  # type: ignore[misc]  # the SDK has no types
    """Topic /v1.0/card/instances/callback."""

    def __init__(self, inbox: Inbox) -> None:
        super().__init__()
        self._inbox = inbox

    async def process(self, message: CallbackMessage) -> tuple[int, Any]:
        key = str(message.headers.message_id or "")
        try:
            incoming = read_press(message.data, corp_id=self._inbox.corp_id)
        except ValueError:
            log.warning("card_frame_unreadable", key=key)
            return AckMessage.STATUS_BAD_REQUEST, {}
        if not incoming.own_corp:
            log.warning("card_press_of_foreign_corp", key=key)
            return AckMessage.STATUS_OK, {}
        body = PRESS.dump_json(incoming.press).decode()
        await asyncio.to_thread(self._inbox.store, CARD, key, body)
        return AckMessage.STATUS_OK, {}


class MessageHandler(CallbackHandler):  # type: ignore[misc]  # the SDK has no types
    """Topic /v1.0/im/bot/messages/get."""

    def __init__(self, inbox: Inbox) -> None:
        super().__init__()
        self._inbox = inbox

    async def process(self, message: CallbackMessage) -> tuple[int, Any]:
        try:
            incoming = read_message(message.data, corp_id=self._inbox.corp_id)
        except ValueError:
            log.warning("bot_frame_unreadable", key=str(message.headers.message_id or ""))
            return AckMessage.STATUS_BAD_REQUEST, "unreadable"
        body = MESSAGE.dump_json(incoming).decode()
        await asyncio.to_thread(self._inbox.store, BOT, incoming.message_key, body)
        return AckMessage.STATUS_OK, "OK"
