"""Small files under MINGMIAN_HOME/run by which a process tells its supervisor how it is.

<name>.ready: it serves. <name>.deadline: it works on something that must be over by this moment (Unix seconds).
"""

import os
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RunFolder:
    path: Path

    def mark_ready(self, name: str) -> None:
        self._write(name, "ready", str(os.getpid()))

    def is_ready(self, name: str) -> bool:
        return self._file(name, "ready").exists()

    def set_deadline(self, name: str, *, seconds: float) -> None:
        """Wall-clock time, since the reader is another process."""
        self._write(name, "deadline", f"{time.time() + seconds:.0f}")

    def clear_deadline(self, name: str) -> None:
        self._file(name, "deadline").unlink(missing_ok=True)

    def is_overdue(self, name: str, *, grace_s: float) -> bool:
        """Has it worked longer than it promised, plus grace?"""
        try:
            deadline = float(self._file(name, "deadline").read_text(encoding="ascii"))
        except FileNotFoundError:
            return False
        return time.time() > deadline + grace_s

    def forget(self, name: str) -> None:
        """Before a start: what an earlier run left says nothing about this one."""
        self._file(name, "ready").unlink(missing_ok=True)
        self.clear_deadline(name)

    def _file(self, name: str, kind: str) -> Path:
        return self.path / f"{name}.{kind}"

    def _write(self, name: str, kind: str, text: str) -> None:
        self.path.mkdir(parents=True, exist_ok=True)
        draft = self._file(name, f"{kind}.{os.getpid()}")
        draft.write_text(text, encoding="ascii")
        draft.replace(self._file(name, kind))  # a reader never sees half a number


def worker_name(queue: str, number: int = 1) -> str:
    """A worker process's name in logs and under MINGMIAN_HOME/run. number: from 1, where a queue has several."""
    return f"worker-{queue}" if number == 1 else f"worker-{queue}-{number}"
