"""What it takes to deliver one outbox row of each kind. Each handler may run twice for one row."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

import redis
from rq import Queue

from contracts.book import ContractBook
from documents.contract_papers import ContractPapers
from hiring import messages
from hiring.errors import Duplicate, Erased, Permanent, Transient
from hiring.links import Links
from hiring.model.delivery import NOBODY, Card, CardKind, OutboxKind, OutboxRow
from hiring.model.ids import CardId, ContractId, DingTalkUserId, InterviewId
from hiring.model.interview import InterviewState
from hiring.ports import Clock, DingTalk, Ids, UnitOfWork
from hiring.signing_ports import Papers, Signing
from hiring.usecases.contract_errands import (
    note_pre_entry,
    read_pre_entry,
    read_reminder,
    read_sign_errand,
)
from hiring.usecases.rendering import (
    render_delivery,
    render_message,
    render_redraw,
    render_redraw_erased,
)
from hiring.usecases.signing import (
    begin_process,
    forget_process,
    note_handed_off,
    process_to_look_at,
    settle_process,
)
from workers.queueing import enqueue_task


class Delivered(StrEnum):
    """How a row came to its end."""

    SENT = "sent"
    BY_LINK = "by_link"  # the person is not in DingTalk; HR hands out the link
    STALE = "stale"  # what it would say no longer holds


@dataclass(frozen=True, slots=True)
class ContractDesk:
    """What handing off a contract takes."""

    book: ContractBook
    papers: ContractPapers
    signing: Signing


@dataclass(frozen=True, slots=True)
class Desk:
    """What the handlers work with."""

    new_uow: Callable[[], UnitOfWork]
    dingtalk: DingTalk
    queues: Mapping[str, Queue]
    links: Links
    clock: Clock
    ids: Ids
    contracts: ContractDesk


CARD_OF: dict[OutboxKind, CardKind] = {
    OutboxKind.CARD_INVITATION: CardKind.INVITATION,
    OutboxKind.CARD_RESCHEDULE: CardKind.RESCHEDULE,
    OutboxKind.CARD_OFFER: CardKind.OFFER,
    OutboxKind.CARD_REMINDER: CardKind.REMINDER,
    OutboxKind.CARD_PROGRESS: CardKind.PROGRESS,
    OutboxKind.CARD_REPORT: CardKind.REPORT,
    OutboxKind.CARD_RESULT: CardKind.RESULT,
}


def deliver(row: OutboxRow, desk: Desk) -> Delivered:
    """Do what the row says. Raises Transient, Permanent, OutcomeUnknown; what is there already counts as sent."""
    try:
        if row.kind in CARD_OF:
            return _deliver_card(row, CARD_OF[row.kind], desk)
        return _OTHER[row.kind](row, desk)
    except Erased:  # nobody is told anything new about somebody whose data are gone
        return Delivered.STALE


def _deliver_card(row: OutboxRow, kind: CardKind, desk: Desk) -> Delivered:
    if kind == CardKind.REMINDER and _reminder_is_stale(row, desk):
        return Delivered.STALE
    shown = _progress_card(row, desk) if kind == CardKind.PROGRESS else None
    if shown is not None:
        return _redraw(shown, desk)
    recipient, content = render_delivery(row, kind, uow=desk.new_uow(), clock=desk.clock, links=desk.links)
    if recipient is None:
        return Delivered.BY_LINK
    # Duplicate: an earlier attempt got through, and only its confirmation was lost.
    with suppress(Duplicate):
        desk.dingtalk.deliver_card(CardId(row.id), recipient, content)
    card = _remember_card(row, kind, recipient, desk)
    if render_redraw(card, uow=desk.new_uow(), clock=desk.clock, links=desk.links) != content:
        _post_redraw(card, desk)
    return Delivered.SENT


def _remember_card(row: OutboxRow, kind: CardKind, recipient: DingTalkUserId, desk: Desk) -> Card:
    """Record the card, so that presses on it are known.

    A use case that changed the interview while the card was on its way saw no card to redraw. Every use case
    holds the interview's lock, and so does this: what it commits is seen by whoever comes after, and what was
    committed before is seen by the comparison that follows.
    """
    card = Card(
        id=CardId(row.id),
        kind=kind,
        interview_id=InterviewId(row.payload["interview_id"]),
        subject_id=row.payload["subject_id"],
        recipient=recipient,
        delivered_at=desk.clock.now(),
    )
    with desk.new_uow() as uow:
        uow.interviews.lock(card.interview_id)
        known = uow.deliveries.find_card(card.id)
        if known is not None:
            return known
        uow.deliveries.add_card(card)
        uow.commit()
    return card


def _post_redraw(card: Card, desk: Desk) -> None:
    row = messages.card_update(card.id, card.interview_id, ids=desk.ids, now=desk.clock.now())
    with desk.new_uow() as uow:
        uow.deliveries.post(row)
        uow.commit()


def _progress_card(row: OutboxRow, desk: Desk) -> Card | None:
    """HR has one progress card an interview: a second row, posted while the first was on its way, redraws it."""
    with desk.new_uow() as uow:
        cards = uow.deliveries.cards_of(InterviewId(row.payload["interview_id"]))
        return next((c for c in cards if c.kind == CardKind.PROGRESS and c.id != row.id), None)


def _reminder_is_stale(row: OutboxRow, desk: Desk) -> bool:
    """After an outage: the interview has begun, was called off, or its time has come."""
    with desk.new_uow() as uow:
        interview = uow.interviews.get(InterviewId(row.payload["interview_id"]))
    return interview.state != InterviewState.CONFIRMED or interview.starts_at <= desk.clock.now()


def _update_card(row: OutboxRow, desk: Desk) -> Delivered:
    with desk.new_uow() as uow:
        card = uow.deliveries.find_card(CardId(row.payload["card_id"]))
    return Delivered.STALE if card is None or card.recipient == NOBODY else _redraw(card, desk)


def _redraw(card: Card, desk: Desk) -> Delivered:
    try:
        content = render_redraw(card, uow=desk.new_uow(), clock=desk.clock, links=desk.links)
    except Erased:  # what staff were shown is wiped from their card
        content = render_redraw_erased(card, uow=desk.new_uow(), links=desk.links)
    desk.dingtalk.update_card(card.id, content)
    return Delivered.SENT


def _send_text(row: OutboxRow, desk: Desk) -> Delivered:
    recipient, text = render_message(row, uow=desk.new_uow(), links=desk.links)
    if recipient is None:
        return Delivered.BY_LINK
    desk.dingtalk.send_text(recipient, text)
    return Delivered.SENT


def _run_job(row: OutboxRow, desk: Desk) -> Delivered:
    queue = desk.queues[row.payload["queue"]]
    try:
        enqueue_task(queue, row.payload["task_id"], int(row.payload["attempt"]), outbox_id=row.id)
    except redis.exceptions.RedisError as error:
        raise Transient("queue_away") from error
    return Delivered.SENT


def _hand_off_contract(row: OutboxRow, desk: Desk) -> Delivered:
    errand = read_sign_errand(row, uow=desk.new_uow())
    if errand is None:
        return Delivered.STALE
    papers = Papers(
        desk.contracts.papers.docx(errand.draft, header=errand.header),
        desk.contracts.papers.pdf(errand.draft, header=errand.header, dated=desk.clock.now()),
    )
    signing = desk.contracts.signing
    if signing.is_service:
        begin_process(row, uow=desk.new_uow())
    try:
        reference = signing.hand_off(errand.order(papers))
    except (Permanent, Transient):  # refused or never sent, so nothing began; OutcomeUnknown leaves the mark
        if signing.is_service:
            forget_process(row, uow=desk.new_uow())
        raise
    note_handed_off(
        row,
        reference,
        papers.pdf,
        watched=signing.is_service,
        uow=desk.new_uow(),
        ids=desk.ids,
        now=desk.clock.now(),
    )
    return Delivered.SENT


def _look_at_signing(row: OutboxRow, desk: Desk) -> Delivered:
    reference = process_to_look_at(row, uow=desk.new_uow())
    if reference is None:
        return Delivered.STALE
    standing = desk.contracts.signing.standing(reference)
    settle_process(row, standing, uow=desk.new_uow(), ids=desk.ids, now=desk.clock.now())
    return Delivered.SENT


def _clear_signing(row: OutboxRow, desk: Desk) -> Delivered:
    there = desk.contracts.signing.clear(ContractId(row.payload["contract_id"]))
    return Delivered.SENT if there else Delivered.STALE


def _add_pre_entry(row: OutboxRow, desk: Desk) -> Delivered:
    person = read_pre_entry(row, uow=desk.new_uow(), read_offer=desk.contracts.book.read_offer)
    if person is None:
        return Delivered.STALE
    note_pre_entry(row, desk.dingtalk.add_pre_entry(person), uow=desk.new_uow())
    return Delivered.SENT


def _remind_of_contract(row: OutboxRow, desk: Desk) -> Delivered:
    found = read_reminder(
        row, uow=desk.new_uow(), links=desk.links, read_offer=desk.contracts.book.read_offer
    )
    if found is None:
        return Delivered.STALE
    desk.dingtalk.send_text(*found)
    return Delivered.SENT


_OTHER: dict[OutboxKind, Callable[[OutboxRow, Desk], Delivered]] = {
    OutboxKind.CARD_UPDATE: _update_card,
    OutboxKind.MESSAGE_TEXT: _send_text,
    OutboxKind.JOB_RUN: _run_job,
    OutboxKind.CONTRACT_SIGN: _hand_off_contract,
    OutboxKind.CONTRACT_STANDING: _look_at_signing,
    OutboxKind.CONTRACT_CLEAR: _clear_signing,
    OutboxKind.CONTRACT_PRE_ENTRY: _add_pre_entry,
    OutboxKind.CONTRACT_REMINDER: _remind_of_contract,
}
