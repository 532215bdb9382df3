"""Delivers the outbox: claim a row, do what it says, write down how it went.

Intent exactly once, delivery at least once, effect once where the receiver knows our key (docs/architecture.md).
Cards need PostgreSQL and DingTalk only: jobs have a lane of their own, so neither waits for the other's outage.
"""

import threading
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

import structlog

from hiring import messages
from hiring.errors import BoundaryError, OutcomeUnknown, Permanent, Transient
from hiring.model.delivery import OutboxKind, OutboxRow
from hiring.model.ids import InterviewId
from storage import outbox
from storage.database import Storage
from storage.outbox import Claimed
from workers.backoff import wait_for
from workers.relay_handlers import Desk, deliver

# Longer than the slowest delivery: token, card and one retry at 10 s each.
LEASE = timedelta(seconds=60)
POLL_S = 1.0  # the net below LISTEN/NOTIFY
# With the longest wait at 5 min and half of it on average, about 20 hours of outage.
GIVE_UP_AFTER_ATTEMPTS = 500
BUG_ATTEMPTS = 10  # an unexpected error seldom passes by itself

JOB_KINDS = frozenset({OutboxKind.JOB_RUN})
ERRAND_KINDS = frozenset(OutboxKind) - JOB_KINDS

CONTRACT_ERRANDS = frozenset(
    {OutboxKind.CONTRACT_SIGN, OutboxKind.CONTRACT_STANDING, OutboxKind.CONTRACT_PRE_ENTRY}
)

log = structlog.get_logger()


@dataclass
class Lane:
    """One thread's share of the outbox: rows of `kinds`, one after the other."""

    storage: Storage
    desk: Desk
    kinds: Collection[OutboxKind]

    def run(self, *, stop: threading.Event, wake: threading.Event) -> None:
        """Until `stop`. `wake`: something was posted."""
        while not stop.is_set():
            try:
                busy = self.deliver_next()
            except Exception:  # the relay's edge: it outlives the database's restart
                log.exception("relay_trouble")
                busy = False
            if not busy:
                wake.wait(POLL_S)
                wake.clear()

    def deliver_next(self) -> bool:
        """Deliver one due row; False when there is none."""
        with self.storage.sessions() as session:
            claimed = outbox.claim(session, batch=1, lease=LEASE, now=self.desk.clock.now(), kinds=self.kinds)
            session.commit()
        for row in claimed:
            self._deliver(row)
        return bool(claimed)

    def _deliver(self, row: Claimed) -> None:
        try:
            how = deliver(_as_outbox_row(row), self.desk)
        except BoundaryError as error:
            self._failed(row, error)
        except Exception:  # one broken row must not stop the others
            log.exception("delivery_broken", outbox_id=row.id, kind=row.kind)
            self._failed(row, Permanent("bug") if row.attempt >= BUG_ATTEMPTS else Transient("bug"))
        else:
            log.info("delivered", outbox_id=row.id, kind=row.kind, attempt=row.attempt, how=how)
            with self.storage.sessions() as session:
                outbox.mark_delivered(session, row, now=self.desk.clock.now())
                session.commit()

    def _failed(self, row: Claimed, error: BoundaryError) -> None:
        log.warning(
            "delivery_failed",
            outbox_id=row.id,
            kind=row.kind,
            attempt=row.attempt,
            outcome=type(error).__name__,
            cause=error.reason,
        )
        if isinstance(error, Transient) and row.attempt < GIVE_UP_AFTER_ATTEMPTS:
            wait = wait_for(row.attempt, retry_after=error.retry_after)
            with self.storage.sessions() as session:
                at = self.desk.clock.now() + wait
                outbox.mark_retry(session, row, available_at=at, error=error.reason)
                session.commit()
        else:
            self._give_up(row, error)

    def _give_up(self, row: Claimed, error: BoundaryError) -> None:
        """In one transaction: the row is over, and HR is told to reach the person another way."""
        now = self.desk.clock.now()
        unknown = isinstance(error, OutcomeUnknown)
        with self.storage.new_uow() as uow:
            mark = outbox.mark_unknown if unknown else outbox.mark_dead
            if not mark(uow.session, row, now=now, error=error.reason):
                return  # another relay took over after our lease had lapsed
            code = "delivery.unknown" if unknown else "delivery.dead"
            recipient = row.payload.get("recipient", "")
            errand = row.kind in CONTRACT_ERRANDS
            if errand:
                code = "contract.failed"
            if recipient or errand:
                interview = uow.interviews.get(InterviewId(row.payload["interview_id"]))
                if recipient != interview.invited_by:  # else HR would be told of what HR can't be told
                    uow.deliveries.post(
                        messages.text(
                            code, interview.id, recipient=interview.invited_by, ids=self.desk.ids, now=now
                        )
                    )
            uow.commit()


def _as_outbox_row(row: Claimed) -> OutboxRow:
    """What the use cases that render expect; they read id, kind and payload only."""
    return OutboxRow(
        id=row.id,
        kind=row.kind,
        ordering_key="",
        dedupe_key=None,
        payload=row.payload,
        available_at=row.created_at,
        created_at=row.created_at,
        attempts=row.attempt,
        leased_until=row.leased_until,
    )
