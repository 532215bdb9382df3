"""What was sent, is being sent, or could not be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from hiring.model.delivery import OutboxKind
from hiring.model.ids import InterviewId
from storage import tables
from storage.outbox import OUTCOME_UNKNOWN


class DeliveryState(StrEnum):
    PENDING = "pending"
    DELIVERED = "delivered"
    DEAD = "dead"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """interview_id and recipient are "" where the row has none. recipient: "candidate" or a staff id."""

    id: str
    kind: OutboxKind
    interview_id: str
    recipient: str
    attempts: int
    available_at: datetime
    delivered_at: datetime | None
    dead_at: datetime | None
    withdrawn_at: datetime | None
    last_error: str

    @property
    def state(self) -> DeliveryState:
        if self.delivered_at:
            return DeliveryState.DELIVERED
        if self.dead_at:
            return DeliveryState.DEAD
        return DeliveryState.WITHDRAWN if self.withdrawn_at else DeliveryState.PENDING

    @property
    def outcome_unknown(self) -> bool:
        """Given up without knowing whether it arrived."""
        return self.last_error.startswith(OUTCOME_UNKNOWN)


def delivery_list(session: Session, *, state: DeliveryState, limit: int = 200) -> Sequence[DeliveryLine]:
    """Rows in one state, the latest first."""
    row = tables.outbox.c
    query = _lines().where(*_in_state(state)).order_by(row.seq.desc()).limit(limit)
    return [DeliveryLine(*found) for found in session.execute(query)]


def deliveries_of(session: Session, interview_id: InterviewId) -> Sequence[DeliveryLine]:
    """One interview's cards and messages, in the order in which they were caused."""
    row = tables.outbox.c
    query = _lines().where(row.payload["interview_id"].astext == interview_id).order_by(row.seq)
    return [DeliveryLine(*found) for found in session.execute(query)]


def _lines() -> Select[Any]:
    row = tables.outbox.c
    return select(
        row.id,
        row.kind,
        _from_payload("interview_id"),
        _from_payload("recipient"),
        row.attempts,
        row.available_at,
        row.delivered_at,
        row.dead_at,
        row.withdrawn_at,
        row.last_error,
    )


def _from_payload(name: str) -> Any:
    return func.coalesce(tables.outbox.c.payload[name].astext, "")


def _in_state(state: DeliveryState) -> Sequence[Any]:
    row = tables.outbox.c
    if state == DeliveryState.DELIVERED:
        return [row.delivered_at.is_not(None)]
    if state == DeliveryState.DEAD:
        return [row.dead_at.is_not(None)]
    over = row.withdrawn_at.is_not(None) if state == DeliveryState.WITHDRAWN else row.withdrawn_at.is_(None)
    return [row.delivered_at.is_(None), row.dead_at.is_(None), over]
