"""The sandbox's clock: real time plus an offset that a test may move forward.

Every deadline of the sandbox (tickets, codes, tokens, redelivery, quotas) reads this clock, so a test
that says "three seconds later" moves the clock and never sleeps.
"""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any


@dataclass(eq=False)
class Clock:
    offset_s: float = 0.0
    _sleepers: list[tuple[float, asyncio.Future[None]]] = field(default_factory=list)

    def now(self) -> float:
        """Seconds since the epoch, moved by what was advanced."""
        return time.time() + self.offset_s

    def now_ms(self) -> int:
        return int(self.now() * 1000)

    def advance(self, seconds: float) -> None:
        """Moves the clock forward and wakes whoever slept for no longer than that."""
        if seconds < 0:
            raise ValueError("the clock only moves forward")
        self.offset_s += seconds
        now = self.now()
        for wake_at, sleeper in self._sleepers:
            if wake_at <= now and not sleeper.done():
                sleeper.set_result(None)

    async def sleep(self, seconds: float) -> None:
        """Returns once `seconds` have passed on this clock, by waiting or by `advance`."""
        sleeper: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        entry = (self.now() + seconds, sleeper)
        self._sleepers.append(entry)
        try:
            await asyncio.wait([sleeper], timeout=max(0.0, seconds))
        finally:
            self._sleepers.remove(entry)

    async def wait(self, future: asyncio.Future[Any], *, seconds: float) -> bool:
        """True if `future` is done before `seconds` have passed on this clock."""
        timer = asyncio.ensure_future(self.sleep(seconds))
        try:
            await asyncio.wait({future, timer}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            timer.cancel()
        return future.done()
