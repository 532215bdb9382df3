"""Works off the inbox: each stored frame has its effect once, also after a crash between storing and working."""

import threading
import traceback
from collections.abc import Callable, Mapping
from typing import Protocol

import structlog

from bot.health import BotHealth
from bot.replies import Replies
from bot.work import Reply
from hiring.model.delivery import InboxRow
from hiring.ports import Clock, UnitOfWork

log = structlog.get_logger()

POLL_S = 2.0  # the net under the wake-up call: finds what a crash left behind and what failed before
MAX_ATTEMPTS = 5
PARKED = "parked: "
FIRST_LOOK = 1  # rows fetched, and so locked, at first; doubled while all of them are parked or tried


class Work(Protocol):
    """What one source of rows leads to."""

    def run(self, body: str) -> Reply | None: ...
    def apologise(self, body: str) -> Reply | None:
        """What to tell the person whose row we gave up on."""
        ...


class InboxLoop:
    """works: inbox source -> what its rows lead to. Runs in a thread of its own.

    The row stays locked while its work runs in another transaction, so two bots never do the same row at once. If we
    die in between, the work is done again: use cases answer "already so" to that.
    """

    def __init__(
        self,
        works: Mapping[str, Work],
        *,
        open_uow: Callable[[], UnitOfWork],
        replies: Replies,
        clock: Clock,
        wake: threading.Event,
        health: BotHealth,
    ) -> None:
        self._works = works
        self._open_uow = open_uow
        self._replies = replies
        self._clock = clock
        self._wake = wake
        self._health = health
        self._stopping = threading.Event()
        self._parked: dict[str, int] = dict.fromkeys(works, 0)

    def run(self) -> None:
        """Until stop() is called. A database that is away is waited for."""
        while not self._stopping.is_set():
            try:
                self.work_off()
            except Exception as exc:  # noqa: BLE001  # the loop must outlive a lost database; rows are still there
                log.error("inbox_pass_failed", error=type(exc).__name__, where=_where(exc))
            self._wake.wait(POLL_S)
            self._wake.clear()

    def stop(self) -> None:
        self._stopping.set()
        self._wake.set()

    def work_off(self) -> int:
        """One pass: every waiting row is tried once, each in its own transaction. Returns how many were tried."""
        tried = sum(self._pass(source, work) for source, work in self._works.items())
        self._health.parked = sum(self._parked.values())
        return tried

    def _pass(self, source: str, work: Work) -> int:
        tried: set[str] = set()
        while not self._stopping.is_set():
            key = self._work_next(source, work, tried)
            if key is None:
                break
            tried.add(key)
        return len(tried)

    def _work_next(self, source: str, work: Work, tried: set[str]) -> str | None:
        """The key of the row that was tried, None when none is left."""
        with self._open_uow() as uow:
            row = self._next_row(uow, source, tried)
            if row is None:
                return None
            key = row.key
            reply = self._work(row, work)
            uow.commit()
        if reply is not None:
            self._replies.send(reply, key=key)
        return key

    def _next_row(self, uow: UnitOfWork, source: str, tried: set[str]) -> InboxRow | None:
        """The oldest row that is neither parked nor tried in this pass; both kinds may lie in front of it."""
        limit = FIRST_LOOK
        while True:
            waiting = uow.deliveries.unhandled(source, limit=limit)
            parked = [r for r in waiting if r.attempts >= MAX_ATTEMPTS]
            self._parked[source] = len(parked)
            row = next((r for r in waiting if r.attempts < MAX_ATTEMPTS and r.key not in tried), None)
            if row is not None or len(waiting) < limit:
                return row
            limit *= 2

    def _work(self, row: InboxRow, work: Work) -> Reply | None:
        row.attempts += 1
        try:
            reply = work.run(row.body)
        except Exception as exc:  # noqa: BLE001  # a poison row must not stop the rows behind it
            return self._failed(row, work, exc)
        row.handled_at, row.body, row.last_error = self._clock.now(), "", ""
        self._health.handled += 1
        log.info("inbox_handled", source=row.source, key=row.key, attempts=row.attempts)
        return reply

    def _failed(self, row: InboxRow, work: Work, exc: Exception) -> Reply | None:
        """Leave the row for the next pass, or park it: unhandled, with its body, for a person to look at."""
        row.last_error = type(exc).__name__
        log.error(
            "inbox_work_failed",
            source=row.source,
            key=row.key,
            attempts=row.attempts,
            error=row.last_error,
            where=_where(exc),
        )
        if row.attempts < MAX_ATTEMPTS:
            return None
        row.last_error = f"{PARKED}{row.last_error}"
        self._parked[row.source] += 1
        log.error("inbox_parked", source=row.source, key=row.key)
        return work.apologise(row.body)


def _where(exc: Exception) -> str:
    """The last places of the trace. The message is left out: it may quote what somebody wrote."""
    return "".join(traceback.format_tb(exc.__traceback__, limit=-3))
