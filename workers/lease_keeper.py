"""Keeps a task's lease alive while the attempt computes, and notices when another attempt took over."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

import structlog
from sqlalchemy.exc import OperationalError

from hiring.errors import Conflict
from hiring.model.processing import LEASE
from hiring.ports import Clock, UnitOfWork
from hiring.usecases.processing import extend_lease
from hiring.usecases.reading import ResumeLease, extend_resume_lease
from hiring.views import Lease

EXTEND_EVERY_S = LEASE.total_seconds() / 3  # two may be lost to a busy database

log = structlog.get_logger()


@dataclass
class LeaseKeeper:
    """`with LeaseKeeper(…)`: the lease is extended in a thread, until the block ends or the time limit is over.

    limit_s: an attempt that hangs longer loses its lease, so that another can begin.
    """

    lease: Lease | ResumeLease
    new_uow: Callable[[], UnitOfWork]
    clock: Clock
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
                self._extend()
            except Conflict:
                log.warning("lease_lost", task_id=self.lease.task_id)
                return  # what this attempt computes will be refused
            except OperationalError:
                log.warning("lease_not_extended", task_id=self.lease.task_id)

    def _extend(self) -> None:
        if isinstance(self.lease, ResumeLease):
            extend_resume_lease(self.lease, uow=self.new_uow(), clock=self.clock)
        else:
            extend_lease(self.lease, uow=self.new_uow(), clock=self.clock)
