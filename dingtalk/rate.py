"""Keeps our own calls below DingTalk's limit, so that the limit is not what slows us down."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta

from hiring.errors import Transient

# 20 calls a second per app and API on the standard edition (call-frequency-limit, S0012); we stay at 80 %,
# shared out between the processes that call: the relay sends most, the bot only answers.
APP_CALLS_PER_S = 20 * 0.8
RELAY_CALLS_PER_S = APP_CALLS_PER_S * 0.75
BOT_CALLS_PER_S = APP_CALLS_PER_S * 0.25


class Pacer:
    """Hands out evenly spaced slots, one queue per API name. Safe between threads.

    patience_s: a caller who would wait longer is sent away instead of blocking its thread.
    """

    def __init__(
        self,
        *,
        calls_per_s: float,
        patience_s: float = 2.0,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._interval_s = 1 / calls_per_s
        self._patience_s = patience_s
        self._monotonic = monotonic
        self._sleep = sleep
        self._lock = threading.Lock()
        self._next_slot: dict[str, float] = {}
        self._quiet_until = 0.0

    def wait(self, api: str) -> None:
        """Block until this API's next slot.

        Raises Transient, with the time to come back: "own_rate" when the slot is too far off, "banned" after fall_silent.
        """
        with self._lock:
            now = self._monotonic()
            if now < self._quiet_until:
                raise Transient("banned", retry_after=timedelta(seconds=self._quiet_until - now))
            slot = max(now, self._next_slot.get(api, now))
            wait_s = slot - now
            if wait_s > self._patience_s:
                raise Transient("own_rate", retry_after=timedelta(seconds=wait_s))
            self._next_slot[api] = slot + self._interval_s
        if wait_s > 0:
            self._sleep(wait_s)

    def fall_silent(self, lasting: timedelta) -> None:
        """Let nothing out for this long: whoever goes on calling while banned stays banned."""
        with self._lock:
            self._quiet_until = self._monotonic() + lasting.total_seconds()
