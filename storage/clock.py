"""The real clock and the real source of identifiers."""

import secrets
import string
from datetime import UTC, datetime

from hiring.ports import Clock, Ids

_LETTERS = string.ascii_letters + string.digits
_ID_LETTERS = 20  # 62^20 = 2^119: more than the 80 bits the port asks for
_TOKEN_BYTES = 32


class SystemClock(Clock):
    def now(self) -> datetime:
        return datetime.now(UTC)


class RandomIds(Ids):
    def new(self, prefix: str) -> str:
        return f"{prefix}_{''.join(secrets.choice(_LETTERS) for _ in range(_ID_LETTERS))}"

    def token(self) -> str:
        return secrets.token_urlsafe(_TOKEN_BYTES)
