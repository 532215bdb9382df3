"""How the bot is doing, for `mingmian doctor`: one small JSON file under MINGMIAN_HOME/run."""

import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

FILE_NAME = "bot.json"
READY_NAME = "bot.ready"
WRITE_EVERY_S = 5.0  # a file older than three times this means a bot that hangs or is gone


@dataclass
class BotHealth:
    """Times are ISO 8601 in UTC, "" for never. month_calls: counted OpenAPI calls of this process this month."""

    started_at: str = ""
    written_at: str = ""
    pid: int = 0
    connected: bool = False
    connected_at: str = ""
    last_frame_at: str = ""
    frames: int = 0
    bad_frames: int = 0
    reconnects: int = 0
    last_error: str = ""
    handled: int = 0
    parked: int = 0
    month_calls: int = 0

    def saw_connection(self) -> None:
        self.reconnects += bool(self.connected_at)
        self.connected, self.connected_at, self.last_error = True, utc_now(), ""

    def saw_loss(self, error: str) -> None:
        self.connected, self.last_error = False, error

    def saw_frame(self) -> None:
        self.frames += 1
        self.last_frame_at = utc_now()


def mark_ready(folder: Path) -> None:
    """Tell the supervisor that we serve."""
    _replace_file(folder / READY_NAME, str(os.getpid()))


def write_health(health: BotHealth, folder: Path) -> None:
    health.written_at, health.pid = utc_now(), os.getpid()
    _replace_file(folder / FILE_NAME, json.dumps(asdict(health), indent=1))


def utc_now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _replace_file(path: Path, text: str) -> None:
    """In one step, so that a reader never meets half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.new")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(path)
