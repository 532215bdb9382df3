"""Correcting the transcripts of one's own answers."""

from enum import StrEnum

from miniapp_api.schemas.base import Body, Instant, Reply, Text


class ReviewState(StrEnum):
    """not_opened: it can be asked for. closed: confirmed, or its time has passed. too_late: never asked for."""

    NOT_OPENED = "not_opened"
    OPEN = "open"
    CLOSED = "closed"
    TOO_LATE = "too_late"


class OwnTranscript(Reply):
    """original null: still being transcribed, or it failed. corrected null: left as it is."""

    answer_id: str
    index: int
    question: str
    original: str | None
    corrected: str | None


class TranscriptsReply(Reply):
    """closes_at: until when an open review can be corrected, null otherwise. Typed answers are not listed."""

    state: ReviewState
    closes_at: Instant | None
    answers: list[OwnTranscript]


class CorrectionBody(Body):
    text: Text
