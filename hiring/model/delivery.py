"""What goes out and what came in: outbox, inbox, delivered cards, one-time links, sessions, audit."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from hiring.model.ids import CandidateId, CardId, DingTalkUserId, InterviewId, StaffId


class OutboxKind(StrEnum):
    """Every side effect. The payload of each kind is described in hiring/messages.py."""

    CARD_INVITATION = "card.invitation"
    CARD_RESCHEDULE = "card.reschedule"
    CARD_OFFER = "card.offer"
    CARD_REMINDER = "card.reminder"
    CARD_PROGRESS = "card.progress"
    CARD_REPORT = "card.report"
    CARD_RESULT = "card.result"
    CARD_UPDATE = "card.update"
    MESSAGE_TEXT = "message.text"
    JOB_RUN = "job.run"
    CONTRACT_SIGN = "contract.sign"
    CONTRACT_STANDING = "contract.standing"
    CONTRACT_CLEAR = "contract.clear"
    CONTRACT_PRE_ENTRY = "contract.pre_entry"
    CONTRACT_REMINDER = "contract.reminder"


@dataclass(eq=False)
class OutboxRow:
    """One side effect, written in the transaction that caused it.

    ordering_key: rows with the same key go out one after the other. dedupe_key: at most one pending row per key.
    payload: ids and short codes only, never personal data; the relay reads the rest when it delivers.
    """

    id: str
    kind: OutboxKind
    ordering_key: str
    dedupe_key: str | None
    payload: dict[str, str]
    available_at: datetime
    created_at: datetime
    attempts: int = 0
    leased_until: datetime | None = None
    delivered_at: datetime | None = None
    dead_at: datetime | None = None
    withdrawn_at: datetime | None = None
    last_error: str = ""


@dataclass(eq=False)
class InboxRow:
    """One thing that reached us, unique on (source, key). body is encrypted at rest until handled, then emptied."""

    source: str  # "bot", "card", "api"
    key: str
    body: str
    received_at: datetime
    handled_at: datetime | None = None
    attempts: int = 0
    last_error: str = ""


class CardKind(StrEnum):
    INVITATION = "invitation"
    RESCHEDULE = "reschedule"
    OFFER = "offer"
    REMINDER = "reminder"
    PROGRESS = "progress"
    REPORT = "report"
    RESULT = "result"


NOBODY = DingTalkUserId("")


@dataclass(eq=False)
class Card:
    """A card that was delivered, so that a press on it can be traced and its face kept current.

    subject_id: what the buttons act on (an interview id, or a reschedule id for RESCHEDULE and OFFER).
    recipient: NOBODY once its candidate was erased.
    """

    id: CardId
    kind: CardKind
    interview_id: InterviewId
    subject_id: str
    recipient: DingTalkUserId
    delivered_at: datetime


@dataclass(eq=False)
class LinkToken:
    """A signed one-time link to one interview for somebody outside the organisation. Only the hash is kept."""

    token_sha256: str
    interview_id: InterviewId
    candidate_id: CandidateId
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    revoked_at: datetime | None = None


@dataclass(eq=False)
class Session:
    """A signed-in browser. Only the hash of its bearer token is kept."""

    token_sha256: str
    created_at: datetime
    expires_at: datetime
    last_seen_at: datetime
    candidate_id: CandidateId | None = None
    staff_id: StaffId | None = None
    interview_id: InterviewId | None = None  # a link session sees this interview only
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the append-only audit log: ids and codes only."""

    actor: str
    action: str
    resource: str  # "interview:iv_…"
    at: datetime
    facts: dict[str, str] = field(default_factory=dict)
