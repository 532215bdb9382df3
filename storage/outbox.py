"""The relay's side of the outbox: claim, and say how it went. Every call is one short transaction of the caller's.

Order: of the rows with one ordering key, a later one waits while an earlier one is due, being delivered or being
tried again. An earlier one that is not due yet (a reminder) holds nobody up.
Fencing: each claim counts `attempts` up; an answer for an older attempt changes nothing and returns False.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping, Table, and_, exists, func, or_, select, update
from sqlalchemy.orm import Session

from hiring.model.delivery import OutboxKind
from storage import tables
from storage.repositories.finding import changed

OUTCOME_UNKNOWN = "outcome_unknown"


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row that this relay may deliver until `leased_until`. attempt: 1 for the first; fences the answer."""

    id: str
    kind: OutboxKind
    payload: dict[str, str]
    attempt: int
    leased_until: datetime
    created_at: datetime


def claim(
    session: Session,
    *,
    batch: int,
    lease: timedelta,
    now: datetime,
    kinds: Collection[OutboxKind] = tuple(OutboxKind),
) -> Sequence[Claimed]:
    """Lease up to `batch` due rows, oldest first, at most one of each ordering key. Rows others hold are skipped.

    A lapsed lease makes a row due again. lease: longer than the longest delivery. kinds: only these, so that
    one receiver's outage holds up no other's rows.
    """
    row = tables.outbox
    query = select(row.c.id).where(
        _pending(row), _due(row, now), row.c.seq == _first_of_key(now), row.c.kind.in_(kinds)
    )
    ids = query.order_by(row.c.seq).limit(batch).with_for_update(skip_locked=True)
    taken = session.execute(ids).scalars().all()
    change = (
        update(row).where(row.c.id.in_(taken)).values(attempts=row.c.attempts + 1, leased_until=now + lease)
    )
    rows = session.execute(change.returning(row)).mappings().all()
    return [_claimed(found) for found in sorted(rows, key=lambda found: found["seq"])]


def mark_delivered(session: Session, claimed: Claimed, *, now: datetime) -> bool:
    return _settle(session, claimed, delivered_at=now, leased_until=None)


def mark_retry(session: Session, claimed: Claimed, *, available_at: datetime, error: str) -> bool:
    """Try again later. Where a newer row with the same dedupe key waits already, that one stands for both."""
    row, newer = tables.outbox.c, tables.outbox.alias()
    waiting = exists().where(_pending(newer), newer.c.dedupe_key == row.dedupe_key, newer.c.id != row.id)
    absorbed = _held(claimed, waiting).values(withdrawn_at=available_at, leased_until=None, last_error=error)
    if changed(session, absorbed):
        return True
    return _settle(session, claimed, available_at=available_at, leased_until=None, last_error=error)


def mark_dead(session: Session, claimed: Claimed, *, now: datetime, error: str) -> bool:
    """Give up; HR sees the row."""
    return _settle(session, claimed, dead_at=now, leased_until=None, last_error=error)


def mark_unknown(session: Session, claimed: Claimed, *, now: datetime, error: str) -> bool:
    """Whether it arrived can't be told and the receiver can't dedupe: a person decides about another try."""
    return mark_dead(session, claimed, now=now, error=f"{OUTCOME_UNKNOWN}: {error}")


def retry_dead(session: Session, outbox_id: str, *, now: datetime) -> bool:
    """Deliver a dead row after all, with its count of attempts begun anew; False when it is not dead.

    Where a newer row with the same dedupe key waits, that one stands for both.
    """
    row, newer = tables.outbox.c, tables.outbox.alias()
    waiting = exists().where(_pending(newer), newer.c.dedupe_key == row.dedupe_key)
    dead = update(tables.outbox).where(row.id == outbox_id, row.dead_at.is_not(None))
    if changed(session, dead.where(waiting).values(dead_at=None, withdrawn_at=now)):
        return True
    revived = dead.values(dead_at=None, available_at=now, attempts=0, last_error="")
    return changed(session, revived) == 1


def _pending(row: Any) -> Any:
    return and_(row.c.delivered_at.is_(None), row.c.dead_at.is_(None), row.c.withdrawn_at.is_(None))


def _due(row: Table, now: datetime) -> Any:
    return and_(row.c.available_at <= now, or_(row.c.leased_until.is_(None), row.c.leased_until <= now))


def _first_of_key(now: datetime) -> Any:
    """seq of the earliest row of the same ordering key that is due, under way or being tried again.

    A scalar subquery, not NOT EXISTS: that becomes an anti join, which PostgreSQL ran over all pairs of rows before
    its first ANALYZE (3,000 rows: 1.7 s a claim; this way 8 ms).
    """
    row, earlier = tables.outbox, tables.outbox.alias("earlier")
    under_way = or_(earlier.c.available_at <= now, earlier.c.attempts > 0)
    same_key = earlier.c.ordering_key == row.c.ordering_key
    return select(func.min(earlier.c.seq)).where(same_key, _pending(earlier), under_way).scalar_subquery()


def _held(claimed: Claimed, *more: Any) -> Any:
    row = tables.outbox.c
    mine = and_(row.id == claimed.id, row.attempts == claimed.attempt, row.leased_until.is_not(None))
    # A row withdrawn while it was under way takes its answer too: the log must say that it went out.
    unanswered = and_(row.delivered_at.is_(None), row.dead_at.is_(None))
    return update(tables.outbox).where(mine, unanswered, *more)


def _settle(session: Session, claimed: Claimed, **values: Any) -> bool:
    return changed(session, _held(claimed).values(**values)) == 1


def _claimed(row: RowMapping) -> Claimed:
    fields = ("id", "kind", "payload", "leased_until", "created_at")
    return Claimed(attempt=row["attempts"], **{name: row[name] for name in fields})
