"""The audit log, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import tables


@dataclass(frozen=True, slots=True)
class AuditLine:
    seq: int
    at: datetime
    actor: str
    action: str
    resource: str
    facts: dict[str, str]


def audit_page(
    session: Session, *, before_seq: int | None = None, resource: str | None = None, limit: int = 100
) -> Sequence[AuditLine]:
    """The latest lines, or those before `before_seq`, latest first. resource: "interview:iv_…" and the like."""
    log = tables.audit.c
    query = select(log.seq, log.at, log.actor, log.action, log.resource, log.facts)
    if before_seq is not None:
        query = query.where(log.seq < before_seq)
    if resource is not None:
        query = query.where(log.resource == resource)
    return [AuditLine(*row) for row in session.execute(query.order_by(log.seq.desc()).limit(limit))]
