"""The audit log: append-only, each line chained to the one before it.

hash = SHA-256(0x01 || hash of the line before || canonical JSON of the line). The first line follows 32 zero bytes.
A chain alone can't show that its tail was cut off: keep `head` of it somewhere else, daily.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select, text
from sqlalchemy.orm import Session

from hiring.model.delivery import AuditEntry
from hiring.ports import Audit
from storage import tables

_LEAF = b"\x01"
_BEFORE_FIRST = bytes(32)
_BATCH = 1000  # lines held in memory while verifying
_CHAIN_LOCK = 0x6D6D_6175_6469_74  # "mmaudit": one writer of the chain at a time


class SqlAudit(Audit):
    """Collects lines and writes them when the transaction commits, so the chain is locked for a moment only."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._pending: list[AuditEntry] = []

    def record(self, entry: AuditEntry) -> None:
        self._pending.append(entry)

    def write(self) -> None:
        """Append what was recorded. The lock on the chain lasts until the transaction ends."""
        if not self._pending:
            return
        self._session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _CHAIN_LOCK})
        last = head(self._session.connection())
        seq, prev = last.seq, last.hash
        for entry in self._pending:
            seq += 1
            row_hash = line_hash(prev, seq=seq, entry=entry)
            values = {"seq": seq, "at": entry.at, "actor": entry.actor, "action": entry.action}
            values |= {"resource": entry.resource, "facts": entry.facts, "prev_hash": prev, "hash": row_hash}
            self._session.execute(insert(tables.audit).values(values))
            prev = row_hash
        self._pending.clear()


@dataclass(frozen=True, slots=True)
class Head:
    """The last line of the log. seq is 0 for an empty one."""

    seq: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Verdict:
    """lines: how many were checked. broken_at: the first line that is wrong, None when all are right."""

    lines: int
    broken_at: int | None
    head: Head


def head(connection: Connection) -> Head:
    log = tables.audit.c
    row = connection.execute(select(log.seq, log.hash).order_by(log.seq.desc()).limit(1)).one_or_none()
    return Head(row.seq, row.hash) if row else Head(0, _BEFORE_FIRST)


def verify(connection: Connection, *, expected: Head | None = None) -> Verdict:
    """Recompute the chain. expected: a head kept elsewhere; a log that doesn't contain it is broken there."""
    last = Head(0, _BEFORE_FIRST)
    met_expected = expected is None or expected == last
    query = select(tables.audit).order_by(tables.audit.c.seq).execution_options(yield_per=_BATCH)
    with connection.execute(query) as rows:
        for row in rows:
            entry = AuditEntry(row.actor, row.action, row.resource, row.at, row.facts)
            right = line_hash(last.hash, seq=last.seq + 1, entry=entry)
            if (row.seq, row.prev_hash, row.hash) != (last.seq + 1, last.hash, right):
                return Verdict(last.seq, last.seq + 1, last)
            last = Head(row.seq, row.hash)
            met_expected = met_expected or last == expected
    if expected is not None and not met_expected:
        return Verdict(last.seq, expected.seq, last)
    return Verdict(last.seq, None, last)


def line_hash(prev: bytes, *, seq: int, entry: AuditEntry) -> bytes:
    return hashlib.sha256(_LEAF + prev + canonical(entry, seq=seq)).digest()


def canonical(entry: AuditEntry, *, seq: int) -> bytes:
    """JSON with sorted keys, no spaces, UTF-8; the time in UTC with microseconds, as the database keeps it."""
    line: Mapping[str, object] = {
        "seq": seq,
        "at": _utc(entry.at),
        "actor": entry.actor,
        "action": entry.action,
        "resource": entry.resource,
        "facts": entry.facts,
    }
    return json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
