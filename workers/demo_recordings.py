"""The recordings that the demo's candidates answer with."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from workers.wiring import CONFIG_FOLDER

FOLDER = CONFIG_FOLDER / "recordings"


@dataclass(frozen=True, slots=True)
class Take:
    """One recorded answer. duration_s paces its upload."""

    path: Path
    mime_type: str
    duration_s: float

    def chunks(self) -> list[bytes]:
        """One piece for each second, as MediaRecorder hands them out."""
        content = self.path.read_bytes()
        pieces = max(1, round(self.duration_s))
        size = -(-len(content) // pieces)
        return [content[start : start + size] for start in range(0, len(content), size)]


@dataclass(frozen=True, slots=True)
class Part:
    """What one candidate says, and what the manager makes of it."""

    takes: tuple[Take, ...]
    outcome: str  # "approve" or "reject"
    reason: str


def load_part(candidate: str) -> Part:
    """candidate: "strong" or "weak"."""
    table = tomllib.loads((FOLDER / "recordings.toml").read_text(encoding="utf-8"))[candidate]
    takes = tuple(
        Take(FOLDER / row["file"], row["mime_type"], float(row["duration_s"])) for row in table["answers"]
    )
    return Part(takes, table["outcome"], table["reason"])
