"""Runs the product's processes on one machine: starts them, restarts the dead, ends the stuck, stops in order."""

import fcntl
import os
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Self

import structlog

from workers.children import Child, ChildSpec
from workers.run_folder import RunFolder

READY_POLL_S = 0.1
RESTART_DELAY_S = 0.5  # doubled for each start in a row that did not last
RESTART_DELAY_MAX_S = 30.0
STEADY_AFTER_S = 20.0  # a child that lived this long starts over with the shortest delay
HOPELESS_AFTER_STARTS = 3  # it can't even start: say so instead of waiting the whole time
OVERDUE_GRACE_S = 15.0  # after its own time limit a job gets this long to give up (Redash's hard limit)

log = structlog.get_logger()


class HomeInUse(Exception):
    """Another supervisor holds this MINGMIAN_HOME."""


class NotReady(Exception):
    """A child did not come up in time. name and log_path say which, and where it wrote why."""

    def __init__(self, name: str, log_path: Path) -> None:
        super().__init__(f"{name} is not ready; see {log_path}")
        self.name = name
        self.log_path = log_path


@dataclass
class HomeLock:
    """Held while a supervisor runs. The kernel drops it when its holder dies, so it is never stale."""

    home: Path
    _file: IO[str] | None = None

    def __enter__(self) -> Self:
        self.home.mkdir(parents=True, exist_ok=True)
        self._file = (self.home / "supervisor.lock").open("a+", encoding="ascii")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self._file.seek(0)
            holder = self._file.read().strip()
            self._file.close()
            raise HomeInUse(f"{self.home} (pid {holder or '?'})") from error
        self._file.truncate(0)
        self._file.write(str(os.getpid()))
        self._file.flush()
        return self

    def __exit__(self, *_error: object) -> None:
        if self._file:
            self._file.close()
            self._file = None


@dataclass
class _Watched:
    child: Child
    restart_at_s: float | None = None
    short_lives: int = 0


@dataclass
class Supervisor:
    """Tend it from the main thread: `tend()` again and again, then `stop()`."""

    home: Path
    _watched: dict[str, _Watched] = field(default_factory=dict)

    @property
    def run_folder(self) -> RunFolder:
        return RunFolder(self.home / "run")

    def start(self, specs: Sequence[ChildSpec]) -> None:
        for spec in specs:
            self.run_folder.forget(spec.name)
            child = Child(spec, self.log_path(spec.name))
            self._watched[spec.name] = _Watched(child)
            child.start()

    def log_path(self, name: str) -> Path:
        return self.home / "logs" / f"{name}.log"

    def pid(self, name: str) -> int:
        return self._watched[name].child.pid

    def wait_ready(self, names: Iterable[str], *, timeout_s: float) -> None:
        """Raises NotReady for the first that is dead or silent when the time is over."""
        deadline_s = time.monotonic() + timeout_s
        for name in names:
            watched = self._watched[name]
            while not self._is_ready(watched.child):
                if time.monotonic() > deadline_s or watched.short_lives >= HOPELESS_AFTER_STARTS:
                    raise NotReady(name, watched.child.log_path)
                self.tend()
                time.sleep(READY_POLL_S)

    def tend(self) -> None:
        """One look at everybody."""
        now_s = time.monotonic()
        for name, watched in self._watched.items():
            if watched.child.alive:
                if self.run_folder.is_overdue(name, grace_s=OVERDUE_GRACE_S):
                    log.warning("child_overdue", child=name, pid=watched.child.pid)
                    watched.child.kill()
            elif watched.restart_at_s is None:
                self._plan_restart(name, watched, now_s=now_s)
            elif now_s >= watched.restart_at_s:
                watched.restart_at_s = None
                self.run_folder.forget(name)
                watched.child.start()

    def stop(self) -> None:
        """Ask everybody, last started first; whoever is still there after its grace is killed."""
        children = [watched.child for watched in reversed(self._watched.values())]
        for child in children:
            child.ask_to_stop()
        asked_at_s = time.monotonic()
        for child in children:
            child.finish(deadline_s=asked_at_s + child.spec.stop_grace_s)
        self._watched.clear()

    def _plan_restart(self, name: str, watched: _Watched, *, now_s: float) -> None:
        watched.child.kill()  # the group's leader is dead, but what it started may not be
        lasted_s = now_s - watched.child.started_at_s
        watched.short_lives = 0 if lasted_s > STEADY_AFTER_S else watched.short_lives + 1
        delay_s = min(RESTART_DELAY_S * 2**watched.short_lives, RESTART_DELAY_MAX_S)
        watched.restart_at_s = now_s + delay_s
        log.warning("child_died", child=name, lasted_s=round(lasted_s, 1), restart_in_s=delay_s)

    def _is_ready(self, child: Child) -> bool:
        if not child.alive:
            return False
        return child.spec.is_ready() if child.spec.is_ready else True
