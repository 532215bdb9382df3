"""The switches with which a test, or a person at the page, makes this DingTalk misbehave."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

from sandbox.errors import SandboxError


class Outage(StrEnum):
    """How every OpenAPI call fails while an outage lasts. ABORT cuts the connection, streams included."""

    OFF = "off"
    UNAVAILABLE = "503"
    ABORT = "abort"


class ReusedTrackId(StrEnum):
    """What a second createAndDeliver with the same outTrackId gets: documents and field reports differ."""

    ERROR = "error"
    SILENT = "silent"


class RedeliveryId(StrEnum):
    """Whether a redelivered event carries a new messageId. No document says; test with both."""

    NEW = "new"
    SAME = "same"


@dataclass
class Faults:
    """Numbers named `next_…` count down by one each time they strike; booleans stay until switched off."""

    next_drop_ack: int = 0
    next_duplicate_push: int = 0
    next_bad_json: int = 0
    next_throttled: int = 0
    next_lost_response: int = 0
    next_expired_ticket: int = 0
    next_lost_esign_start: int = 0
    stop_ponging: bool = False
    open_unauthorized: bool = False
    open_delay_s: float = 0.0
    response_delay_s: float = 0.0
    ban_page: bool = False
    outage: Outage = Outage.OFF
    redeliver_bot_messages: bool = False
    redelivery_message_id: RedeliveryId = RedeliveryId.NEW
    reused_out_track_id: ReusedTrackId = ReusedTrackId.ERROR
    strict: bool = True
    revoked_scopes: list[str] = field(default_factory=list)
    undeliverable_user_ids: list[str] = field(default_factory=list)
    flow_controlled_user_ids: list[str] = field(default_factory=list)

    def strikes(self, name: str) -> bool:
        """Consumes one of a `next_…` count: True while it lasts."""
        left: int = getattr(self, name)
        if left > 0:
            setattr(self, name, left - 1)
        return left > 0

    def patch(self, changes: Mapping[str, Any]) -> None:
        """Sets the named switches. Raises SandboxError for an unknown name or a value of the wrong kind."""
        known = {f.name for f in fields(self)}
        unknown = sorted(set(changes) - known)
        if unknown:
            raise SandboxError(f"no such switch: {', '.join(unknown)}; there are {', '.join(sorted(known))}")
        parsed = {name: _coerced(name, getattr(self, name), value) for name, value in changes.items()}
        for name, value in parsed.items():
            setattr(self, name, value)


def _coerced(name: str, current: object, value: Any) -> object:
    if isinstance(current, StrEnum):
        try:
            return type(current)(str(value))
        except ValueError as exc:
            raise SandboxError(f"{name} is one of {', '.join(type(current))}") from exc
    if isinstance(current, bool):
        kinds: tuple[type, ...] = (bool,)
    elif isinstance(current, list):
        kinds = (list,)
    else:
        kinds = (int, float)
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
        raise SandboxError(f"{name} takes a {type(current).__name__}, not {value!r}")
    if isinstance(value, int | float) and value < 0:
        raise SandboxError(f"{name} can't be negative")
    return value
