"""Errors the product expects. The Chinese text of each code is in hiring/error_texts.py."""

from datetime import timedelta


class HiringError(Exception):
    """An expected refusal: nothing changed. `facts` fill the placeholders of the code's text."""

    http_status = 400

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(f"{code} {facts}" if facts else code)
        self.code = code
        self.facts = facts


class NotFound(HiringError):
    http_status = 404


class Forbidden(HiringError):
    http_status = 403


class Unauthenticated(HiringError):
    http_status = 401


class Invalid(HiringError):
    http_status = 422


class Conflict(HiringError):
    http_status = 409


class Expired(HiringError):
    http_status = 410


class Erased(HiringError):
    """CA410: the person's data were deleted; what was sealed for them can't be read again."""

    http_status = 410


class BoundaryError(Exception):
    """Something outside failed. Raised only by dingtalk, storage.media and scoring.engines.

    reason: a short English word for the log, without personal data.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Transient(BoundaryError):
    """Worth trying again, after `retry_after` where the other side named a time."""

    def __init__(self, reason: str, *, retry_after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class Permanent(BoundaryError):
    """Trying again cannot help; a person has to look."""


class Duplicate(BoundaryError):
    """The other side already has it: success."""


class OutcomeUnknown(BoundaryError):
    """The call may or may not have taken effect, and the receiver can't dedupe it."""
