"""Tells the open client pages that something changed, over server-sent events."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

# A page that stopped reading must not grow the process: it refetches everything when it comes back.
QUEUE_LENGTH = 200
END = ""


@dataclass(eq=False)
class Feed:
    _listeners: set[asyncio.Queue[str]] = field(default_factory=set)

    def listen(self) -> asyncio.Queue[str]:
        queue: asyncio.Queue[str] = asyncio.Queue(QUEUE_LENGTH)
        self._listeners.add(queue)
        return queue

    def leave(self, queue: asyncio.Queue[str]) -> None:
        self._listeners.discard(queue)

    def close(self) -> None:
        """Ends every listener's stream, so that the server can stop at once."""
        for queue in self._listeners:
            while not queue.empty():
                queue.get_nowait()
            queue.put_nowait(END)

    def tell(self, what: str, **details: Any) -> None:
        """`what`: inbox (userId), todos (userId), system, toast (userId, text)."""
        line = json.dumps({"what": what, **details}, ensure_ascii=False)
        for queue in self._listeners:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(line)
