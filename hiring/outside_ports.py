"""What texts from outside need from storage."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from hiring.model.ids import OutsideTextId
from hiring.model.outside_text import OutsideText


class OutsideTexts(Protocol):
    """`get` raises NotFound(OT404), `lock` NotFound(TK404)."""

    def add(self, text: OutsideText, content: bytes) -> None: ...
    def get(self, text_id: OutsideTextId) -> OutsideText: ...
    def lock(self, text_id: OutsideTextId) -> OutsideText: ...
    def content(self, text_id: OutsideTextId) -> bytes:
        """The file as it came. Raises NotFound(TK404) once it was dropped."""
        ...

    def drop_content(self, text_id: OutsideTextId) -> None:
        """The database asks for it of every finished one."""
        ...

    def erase(self, text_id: OutsideTextId) -> None: ...
    def erase_before(self, created_before: datetime) -> Sequence[OutsideTextId]:
        """Whatever their state; which ones."""
        ...

    def expired(self, now: datetime, *, limit: int) -> Sequence[OutsideText]:
        """Unfinished ones that nobody works on, as of Processing.expired."""
        ...
