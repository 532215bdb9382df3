"""Counts our calls, since DingTalk tells nobody how much of the month's allowance is left."""

import threading
from collections import Counter
from datetime import datetime, timedelta, timezone

SHANGHAI = timezone(timedelta(hours=8))

# Calls of the standard edition since 2025-11-19 (equity notice S1438). Free calls (S1432) are not counted.
STANDARD_MONTHLY_CALLS = 5000


class CallMeter:
    """Counted calls of the present month (Asia/Shanghai), by API, as this process made them since it started."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._month = ""
        self._calls: Counter[str] = Counter()

    def count(self, api: str, *, now: datetime) -> None:
        month = now.astimezone(SHANGHAI).strftime("%Y-%m")
        with self._lock:
            if month != self._month:
                self._month, self._calls = month, Counter()
            self._calls[api] += 1

    def snapshot(self) -> dict[str, int]:
        with self._lock:
            return dict(self._calls)

    @property
    def total(self) -> int:
        return sum(self.snapshot().values())


def next_midnight(now: datetime) -> datetime:
    """The next 00:00 in Shanghai, where DingTalk's days and months begin."""
    tomorrow = now.astimezone(SHANGHAI).date() + timedelta(days=1)
    return datetime.combine(tomorrow, datetime.min.time(), tzinfo=SHANGHAI)
