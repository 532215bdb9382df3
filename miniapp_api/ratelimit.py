"""Sign-in is limited for each address, and pauses after five wrong links. Fixed windows in Valkey.

Without Valkey nobody is let in unlimited and nobody is locked out: this process then counts alone, which with
several processes is looser by their number, and never longer than the outage.
"""

import threading
from dataclasses import dataclass, field

import redis
import structlog
from flask import request
from redis.backoff import NoBackoff
from redis.retry import Retry

from hiring.ports import Clock
from miniapp_api.errors import Refused
from miniapp_api.services import services

log = structlog.get_logger()

# reliability-security-law.md B2: links 10/min/IP, five failures then a cool-down. A DingTalk code can't be guessed
# (DingTalk checks it), and a whole office signs in from one address: there the limit only stops a flood.
LINK_SIGN_INS = 10
CODE_SIGN_INS = 120
SIGN_IN_WINDOW_S = 60
FAILED_LINKS = 5
COOL_DOWN_S = 300

TIMEOUT_S = 0.5  # a hung Valkey may delay a sign-in by this, and by no more
_PREFIX = "mingmian:rate:"


@dataclass(slots=True)
class LocalWindows:
    """Counts of this process, for the time that Valkey is away."""

    counts: dict[tuple[str, int], int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, key: str, *, window: int, amount: int) -> int:
        with self.lock:
            if len(self.counts) > 10_000:  # nobody signs in from so many addresses at once
                self.counts.clear()
            count = self.counts.get((key, window), 0) + amount
            self.counts[key, window] = count
            return count


class RateLimiter:
    def __init__(self, client: redis.Redis | None, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._local = LocalWindows()

    def count(self, key: str, *, window_s: int, amount: int = 1) -> int:
        """Add to the present window of `key` and return its count. amount 0 only looks."""
        window = int(self._clock.now().timestamp()) // window_s
        if self._client is not None:
            try:
                return self._shared(self._client, f"{_PREFIX}{key}:{window}", window_s, amount)
            except redis.RedisError as error:
                log.warning("rate_limit_local", kind=type(error).__name__)
        return self._local.add(key, window=window, amount=amount)

    def close(self) -> None:
        if self._client is not None:
            self._client.close()

    @staticmethod
    def _shared(client: redis.Redis, key: str, window_s: int, amount: int) -> int:
        with client.pipeline(transaction=True) as pipeline:
            pipeline.incrby(key, amount)
            pipeline.expire(key, window_s)
            count, _ = pipeline.execute()
        return int(count)


def make_limiter(redis_url: str, clock: Clock) -> RateLimiter:
    """redis_url "": count in this process only."""
    if not redis_url:
        return RateLimiter(None, clock)
    client = redis.Redis.from_url(
        redis_url,
        socket_timeout=TIMEOUT_S,
        socket_connect_timeout=TIMEOUT_S,
        retry=Retry(NoBackoff(), 0),  # the default tries for seconds, while somebody waits to sign in
    )
    return RateLimiter(client, clock)


def limit_code_sign_in() -> None:
    """Raises Refused(429, AC429)."""
    tries = services().limiter.count(f"code:{_address()}", window_s=SIGN_IN_WINDOW_S)
    if tries > CODE_SIGN_INS:
        raise Refused(429, "AC429")


def limit_link_sign_in() -> None:
    """Raises Refused(429, AC429)."""
    limiter = services().limiter
    failures = limiter.count(f"failed:{_address()}", window_s=COOL_DOWN_S, amount=0)
    tries = limiter.count(f"link:{_address()}", window_s=SIGN_IN_WINDOW_S)
    if tries > LINK_SIGN_INS or failures >= FAILED_LINKS:
        raise Refused(429, "AC429")


def count_failed_link() -> None:
    services().limiter.count(f"failed:{_address()}", window_s=COOL_DOWN_S)


def _address() -> str:
    return request.remote_addr or "unknown"
