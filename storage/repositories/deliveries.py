"""Outbox, inbox, cards, links and sessions in PostgreSQL. The relay's side of the outbox is storage/outbox.py."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from hiring.model.delivery import Card, InboxRow, LinkToken, OutboxRow
from hiring.model.delivery import Session as BrowserSession
from hiring.model.ids import CandidateId, CardId, InterviewId
from hiring.ports import Deliveries
from storage import tables
from storage.repositories import finding


class SqlDeliveries(Deliveries):
    def __init__(self, session: Session) -> None:
        self._session = session
        self.posted = False

    def post(self, row: OutboxRow) -> None:
        """A redraw that is being delivered right now does not absorb: see tables.ABSORBING."""
        values = {name: getattr(row, name) for name in OutboxRow.__dataclass_fields__}
        query = insert(tables.outbox).values(values)
        self._session.execute(
            query.on_conflict_do_nothing(index_elements=["dedupe_key"], index_where=text(tables.ABSORBING))
        )
        self.posted = True

    def withdraw(self, *, interview_id: InterviewId, kinds: Sequence[str], now: datetime) -> int:
        row = tables.outbox.c
        undelivered = update(tables.outbox).where(
            row.payload["interview_id"].astext == interview_id,
            row.kind.in_(kinds),
            row.delivered_at.is_(None),
            row.dead_at.is_(None),
            row.withdrawn_at.is_(None),
        )
        return finding.changed(self._session, undelivered.values(withdrawn_at=now))

    def receive(self, row: InboxRow) -> bool:
        return finding.add_unless(self._session, row, unique="inbox_pk")

    def unhandled(self, source: str, *, limit: int) -> Sequence[InboxRow]:
        row = tables.inbox.c
        query = select(InboxRow).where(row.source == source, row.handled_at.is_(None))
        query = query.order_by(row.received_at, row.key).limit(limit).with_for_update(skip_locked=True)
        return self._session.scalars(query.execution_options(populate_existing=True)).all()

    def add_card(self, card: Card) -> None:
        finding.add(self._session, card)

    def find_card(self, card_id: CardId) -> Card | None:
        return self._session.get(Card, card_id)

    def cards_of(self, interview_id: InterviewId) -> Sequence[Card]:
        card = tables.card.c
        query = select(Card).where(card.interview_id == interview_id)
        return self._session.scalars(query.order_by(card.delivered_at, card.id)).all()

    def add_link(self, link: LinkToken) -> None:
        finding.add(self._session, link)

    def lock_link(self, token_sha256: str) -> LinkToken | None:
        return self._session.get(LinkToken, token_sha256, with_for_update=True, populate_existing=True)

    def revoke_links(self, interview_id: InterviewId, *, now: datetime) -> None:
        link = tables.link_token.c
        live = update(LinkToken).where(link.interview_id == interview_id, link.revoked_at.is_(None))
        self._session.execute(live.values(revoked_at=now))

    def add_session(self, session: BrowserSession) -> None:
        finding.add(self._session, session)

    def find_session(self, token_sha256: str) -> BrowserSession | None:
        return self._session.get(BrowserSession, token_sha256)

    def revoke_sessions(self, candidate_id: CandidateId, *, now: datetime) -> None:
        session = tables.browser_session.c
        live = update(BrowserSession).where(
            session.candidate_id == candidate_id, session.revoked_at.is_(None)
        )
        self._session.execute(live.values(revoked_at=now))

    def prune_inbox(self, source: str, *, received_before: datetime) -> int:
        row = tables.inbox.c
        old = delete(InboxRow).where(row.source == source, row.received_at < received_before)
        return finding.changed(self._session, old)
