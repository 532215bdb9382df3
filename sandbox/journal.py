"""What came in and what went out, for tests and for the page: the last requests and the last pushes."""

from collections import deque
from dataclasses import asdict, dataclass, field
from typing import Any

KEPT_ENTRIES = 2000
KEPT_BODY_CHARS = 4000


@dataclass
class RequestEntry:
    number: int
    at_ms: int
    method: str
    path: str
    query: str
    body: str
    user_agent: str
    status: int = 0
    code: str = ""


@dataclass
class PushEntry:
    """One frame sent (or not: `connection_id` empty when no connection was there to take it)."""

    number: int
    at_ms: int
    kind: str
    topic: str
    message_id: str
    connection_id: str
    attempt: int
    outcome: str
    data: dict[str, Any]


@dataclass
class Journal:
    requests: deque[RequestEntry] = field(default_factory=lambda: deque(maxlen=KEPT_ENTRIES))
    pushes: deque[PushEntry] = field(default_factory=lambda: deque(maxlen=KEPT_ENTRIES))
    _count: int = 0

    def next_number(self) -> int:
        self._count += 1
        return self._count

    def as_json(self) -> dict[str, Any]:
        return {"requests": [asdict(r) for r in self.requests], "pushes": [asdict(p) for p in self.pushes]}

    def clear(self) -> None:
        self.requests.clear()
        self.pushes.clear()
