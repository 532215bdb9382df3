"""Rate limits and the monthly quota of the standard edition (call-frequency-limit S0012, S1431-S1439)."""

import datetime
from collections import deque
from dataclasses import dataclass, field
from typing import Any

QPS_PER_APP_AND_API = 20
BANNED_AFTER_CALLS = 10_000
BAN_WINDOW_S = 20.0
BAN_LASTS_S = 300.0
MONTHLY_API_CALLS = 5000
MONTHLY_PUSHES = 3000
_CHINA = datetime.timezone(datetime.timedelta(hours=8))


@dataclass
class Quota:
    """Counters of one month. Throttled calls are not counted; the free list is never counted."""

    api_limit: int = MONTHLY_API_CALLS
    push_limit: int = MONTHLY_PUSHES
    qps_limit: int = QPS_PER_APP_AND_API
    api_used: int = 0
    pushes_used: int = 0
    month: str = ""
    by_api: dict[str, int] = field(default_factory=dict)
    _recent: dict[str, deque[float]] = field(default_factory=dict)
    _all_recent: deque[float] = field(default_factory=deque)
    _banned_until: float = 0.0

    def roll(self, now: float) -> None:
        """Starts a new month's count when the calendar month (China time) has changed."""
        month = datetime.datetime.fromtimestamp(now, _CHINA).strftime("%Y-%m")
        if month != self.month:
            self.month, self.api_used, self.pushes_used, self.by_api = month, 0, 0, {}

    def within_qps(self, api: str, now: float) -> bool:
        """Takes one call of the bucket of this API; False when the last second already holds the limit."""
        recent = self._recent.setdefault(api, deque())
        _forget_before(recent, now - 1.0)
        if len(recent) >= self.qps_limit:
            return False
        recent.append(now)
        return True

    def is_banned(self, now: float) -> bool:
        """Counts a call from this address; True during the five minutes after a flood."""
        _forget_before(self._all_recent, now - BAN_WINDOW_S)
        self._all_recent.append(now)
        if len(self._all_recent) > BANNED_AFTER_CALLS:
            self._banned_until = now + BAN_LASTS_S
        return now < self._banned_until

    def take_api_call(self, api: str, now: float) -> bool:
        self.roll(now)
        if self.api_used >= self.api_limit:
            return False
        self.api_used += 1
        self.by_api[api] = self.by_api.get(api, 0) + 1
        return True

    def take_push(self, now: float) -> bool:
        self.roll(now)
        if self.pushes_used >= self.push_limit:
            return False
        self.pushes_used += 1
        return True

    def reset(self) -> None:
        fresh = Quota()
        for name in vars(fresh):
            setattr(self, name, getattr(fresh, name))

    def as_json(self) -> dict[str, Any]:
        return {
            "month": self.month,
            "apiUsed": self.api_used,
            "apiLimit": self.api_limit,
            "pushesUsed": self.pushes_used,
            "pushLimit": self.push_limit,
            "qpsLimit": self.qps_limit,
            "byApi": dict(sorted(self.by_api.items())),
        }


def _forget_before(moments: deque[float], start: float) -> None:
    while moments and moments[0] <= start:
        moments.popleft()
