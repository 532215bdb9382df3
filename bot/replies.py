"""Sends answers to people beside the inbox loop, so that a slow DingTalk does not hold up the next press."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

import structlog

from bot.work import Reply
from hiring.errors import BoundaryError, Transient
from hiring.model.ids import DingTalkUserId

log = structlog.get_logger()

THREADS = 2
TRIES = 4
PAUSE_S = 1.0
PAUSE_MAX_S = 10.0


class Mouth(Protocol):
    """The part of the DingTalk client that speaks."""

    def send_text(self, recipient: DingTalkUserId, text: str) -> None: ...
    def reply_to_session(self, webhook: str, text: str) -> None: ...


class Replies:
    """At most once per inbox row: the row is marked handled before its answer goes out.

    A plain message can't be deduplicated on the other side, so one whose outcome is unknown is logged, not repeated.
    """

    def __init__(self, mouth: Mouth, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._mouth = mouth
        self._sleep = sleep
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="reply")

    def send(self, reply: Reply, *, key: str) -> None:
        self._threads.submit(self._send, reply, key)

    def close(self) -> None:
        """Finish what was handed in."""
        self._threads.shutdown(wait=True)

    def _send(self, reply: Reply, key: str) -> None:
        for attempt in range(1, TRIES + 1):
            error = self._try(reply)
            if error is None:
                log.info("reply_sent", key=key, attempt=attempt)
                return
            if not isinstance(error, Transient) or attempt == TRIES:
                log.error(
                    "reply_lost", key=key, attempt=attempt, reason=error.reason, kind=type(error).__name__
                )
                return
            asked_s = error.retry_after.total_seconds() if error.retry_after else PAUSE_S * 2 ** (attempt - 1)
            self._sleep(min(asked_s, PAUSE_MAX_S))

    def _try(self, reply: Reply) -> BoundaryError | None:
        try:
            if reply.user_id is not None:
                self._mouth.send_text(reply.user_id, reply.text)
            else:
                self._mouth.reply_to_session(reply.webhook, reply.text)
        except BoundaryError as exc:
            return exc
        return None
