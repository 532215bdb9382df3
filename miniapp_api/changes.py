"""Tells open pages within a moment that an interview changed: PostgreSQL NOTIFY to one thread to bounded queues."""

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import structlog
from psycopg import sql
from sqlalchemy import Engine

from storage.uow import BATCH_CHANNEL, INTERVIEW_CHANNEL

log = structlog.get_logger()

# A page that does not read for so many changes has gone; it is cut off and comes back with a full reload.
QUEUE_SIZE = 256
RECONNECT_S = 1.0
_LOOK_AROUND_S = 1.0  # how soon the thread sees that it shall stop


class Changes:
    """One listener for the process. subscribe() starts it with the first page."""

    def __init__(self, engine: Engine) -> None:
        self._dsn = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._queues: set[queue.Queue[str | None]] = set()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()
        self._listening = threading.Event()

    @contextmanager
    def subscribe(self) -> Iterator["queue.Queue[str | None]"]:
        """A queue of ids, of interviews and of batches of résumés; None in it means that some were missed and everything should be read anew."""
        mine: queue.Queue[str | None] = queue.Queue(QUEUE_SIZE)
        with self._lock:
            self._queues.add(mine)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="interview-changes", daemon=True)
                self._thread.start()
        self._listening.wait(timeout=RECONNECT_S)
        try:
            yield mine
        finally:
            with self._lock:
                self._queues.discard(mine)

    @property
    def subscribers(self) -> int:
        return len(self._queues)

    def stop(self) -> None:
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(timeout=2 * _LOOK_AROUND_S)

    def tell(self, changed_id: str) -> None:
        """Pass one change on to every open page."""
        self._put(changed_id)

    def tell_all_to_reload(self) -> None:
        self._put(None)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._listen()
            except psycopg.OperationalError as error:
                log.warning("changes_connection_lost", kind=type(error).__name__)
                self._stopping.wait(RECONNECT_S)

    def _listen(self) -> None:
        with psycopg.connect(self._dsn, autocommit=True) as connection:
            for channel in (INTERVIEW_CHANNEL, BATCH_CHANNEL):
                connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
            if self._listening.is_set():
                self.tell_all_to_reload()  # what was notified while the connection was away is lost
            self._listening.set()
            while not self._stopping.is_set():
                for notice in connection.notifies(timeout=_LOOK_AROUND_S):
                    self.tell(notice.payload)

    def _put(self, interview_id: str | None) -> None:
        with self._lock:
            queues = list(self._queues)
        for one in queues:
            try:
                one.put_nowait(interview_id)
            except queue.Full:
                self._cut_off(one)

    def _cut_off(self, slow: "queue.Queue[str | None]") -> None:
        with slow.mutex:
            slow.queue.clear()
            slow.queue.append(None)
