"""Leased work that nobody does: the same question of every table that holds some."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import Table, and_, exists, or_, select
from sqlalchemy.orm import Session

from hiring.model.processing import Leased, TaskState
from storage.tables import outbox

# With a sweep each 15 s a job lost from the queue is back within 60 s (promise F05). Sending a job that is still
# waiting there costs nothing: the queue knows it by its id.
QUEUE_PATIENCE = timedelta(seconds=45)

Task = TypeVar("Task", bound=Leased)


def unattended(
    session: Session, kind: type[Task], table: Table, now: datetime, *, limit: int
) -> Sequence[Task]:
    """Running with a lapsed lease, or queued longer than QUEUE_PATIENCE; locked, without those somebody else holds."""
    task, sent = table.c, outbox.c
    on_its_way = exists().where(
        sent.ordering_key == "task:" + task.id,
        or_(
            and_(sent.delivered_at.is_(None), sent.dead_at.is_(None), sent.withdrawn_at.is_(None)),
            sent.delivered_at > now - QUEUE_PATIENCE,
        ),
    )
    lapsed = and_(task.state == TaskState.RUNNING, task.leased_until <= now)
    forgotten = and_(task.state == TaskState.QUEUED, task.created_at <= now - QUEUE_PATIENCE, ~on_its_way)
    query = select(kind).where(or_(lapsed, forgotten)).order_by(task.created_at, task.id)
    query = query.limit(limit).with_for_update(skip_locked=True)
    return session.scalars(query.execution_options(populate_existing=True)).all()
