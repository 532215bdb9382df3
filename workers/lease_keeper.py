"""Keeps a task's lease alive while the attempt computes, and notices when another attempt took over."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

import structlog
from sqlalchemy.exc import OperationalError

from hiring.errors import Conflict, NotFound
from hiring.model.processing import LEASE

EXTEND_EVERY_S = LEASE.total_seconds() / 3  # two may be lost to a busy database

log = structlog.get_logger()


@dataclass
class LeaseKeeper:
    """`with LeaseKeeper(…)`: the lease is extended in a thread, until the block ends or the time limit is over.

    extend: raises Conflict when another attempt took over, NotFound when the task is gone.
    limit_s: an attempt that hangs longer loses its lease, so that another can begin.
    """

    task_id: str
    extend: Callable[[], None]
    limit_s: float
    _over: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._keep, name="lease", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        if self._thread:
            self._thread.join()

    def _keep(self) -> None:
        until_s = time.monotonic() + self.limit_s
        while not self._over.wait(EXTEND_EVERY_S) and time.monotonic() < until_s:
            try:
                self.extend()
            except (Conflict, NotFound):
                log.warning("lease_lost", task_id=self.task_id)
                return  # what this attempt computes will be refused
            except OperationalError:
                log.warning("lease_not_extended", task_id=self.task_id)
