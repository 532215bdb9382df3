"""What an engine raises at its boundary: a code, and a Chinese sentence for the person who sees it.

Permanent: the same input will fail again (a broken file). Transient: trying later may help (no memory, no
network). Anything else that comes out of an engine is a bug.
"""

from datetime import timedelta

from hiring.errors import BoundaryError, Permanent, Transient
from scoring.engine_codes import MESSAGES as MESSAGES  # asked for here too
from scoring.engine_codes import EngineCode as EngineCode


class EngineError(BoundaryError):
    """An expected failure of an engine. `detail` is English, for developers and logs."""

    def __init__(self, code: EngineCode, detail: str = "") -> None:
        super().__init__(code.name.lower())
        self.code = code
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.code.value} {self.reason} {self.detail}".strip()

    @property
    def message(self) -> str:
        """The Chinese sentence with its code."""
        return f"{MESSAGES[self.code]}（{self.code.value}）"


class EnginePermanent(EngineError, Permanent):
    """The same input will fail again."""


class EngineTransient(EngineError, Transient):
    """Trying again may help."""

    retry_after: timedelta | None = None  # an engine can't name a time
