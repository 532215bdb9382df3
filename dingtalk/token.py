"""The app's access token: fetched by one thread at a time, renewed early, dropped when DingTalk refuses it."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

EARLY_S = 300.0  # renew five minutes before the end (obtain-the-access-token-of-an-internal-app)


@dataclass(frozen=True, slots=True)
class FetchedToken:
    value: str = field(repr=False)
    lasts_s: float


class TokenStore:
    """One app's token. fetch raises BoundaryError, which reaches whoever asked; nothing is cached then."""

    def __init__(
        self, fetch: Callable[[], FetchedToken], *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._fetch = fetch
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._value = ""
        self._good_until = 0.0

    def get(self) -> str:
        """A token good for at least EARLY_S, or for half its life where that is shorter."""
        with self._lock:
            if not self._value or self._monotonic() >= self._good_until:
                fetched = self._fetch()
                early_s = min(EARLY_S, fetched.lasts_s / 2)
                self._value = fetched.value
                self._good_until = self._monotonic() + fetched.lasts_s - early_s
            return self._value

    def reset(self, refused: str) -> None:
        """Forget the token that was refused; a newer one, fetched meanwhile by another thread, stays."""
        with self._lock:
            if self._value == refused:
                self._value = ""
