"""One supervised process: start it in a group of its own, see whether it lives, stop it without leaving orphans."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

GROUP_STOP_POLL_S = 0.05


@dataclass(frozen=True, slots=True)
class ChildSpec:
    """What to run. is_ready: does it serve yet? Asked only after the start; None: running is enough."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str]
    is_ready: Callable[[], bool] | None = None
    stop_grace_s: float = 5.0


@dataclass
class Child:
    """A running ChildSpec. The log of all its runs is `log_path`."""

    spec: ChildSpec
    log_path: Path
    process: subprocess.Popen[bytes] | None = None
    starts: int = 0
    started_at_s: float = field(default=0.0)  # monotonic

    def start(self) -> None:
        """Must be called from the main thread: the kernel's death signal follows the thread that forked."""
        self.log_path.parent.mkdir(parents=True, exist_ok=True)
        tether = (sys.executable, "-m", "workers.tether", str(os.getpid()), "--")
        with self.log_path.open("ab") as log:
            self.process = subprocess.Popen(
                [*tether, *self.spec.command],
                env=self.spec.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # a Ctrl-C in the terminal reaches the supervisor only, which stops in order
            )
        self.starts += 1
        self.started_at_s = time.monotonic()

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def pid(self) -> int:
        return self.process.pid if self.process else 0

    def ask_to_stop(self) -> None:
        self._signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the whole group at once."""
        self._signal(signal.SIGKILL)
        if self.process:
            self.process.wait()

    def finish(self, *, deadline_s: float) -> None:
        """Wait for the group until `deadline_s` (monotonic), then kill what is left of it."""
        while time.monotonic() < deadline_s and self._group_lives():
            time.sleep(GROUP_STOP_POLL_S)
        self.kill()

    def _group_lives(self) -> bool:
        if self.process is None:
            return False
        self.process.poll()  # reap, else the group's leader stays visible as a zombie
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def _signal(self, number: signal.Signals) -> None:
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)
