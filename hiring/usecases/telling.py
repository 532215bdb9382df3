"""Who is told when an interview moves on: rows for the outbox, shared by the use cases."""

from collections.abc import Iterable
from datetime import datetime

from hiring import messages
from hiring.model.delivery import AuditEntry, CardKind, OutboxKind
from hiring.model.interview import Interview
from hiring.model.people import Actor
from hiring.ports import Ids, UnitOfWork


def send_candidate_card(
    uow: UnitOfWork,
    interview: Interview,
    kind: CardKind,
    *,
    ids: Ids,
    now: datetime,
    subject_id: str | None = None,
    at: datetime | None = None,
) -> None:
    """Post a card to the candidate. Somebody outside DingTalk sees the same on the H5 page instead."""
    if uow.people.get_candidate(interview.candidate_id).dingtalk_user_id is None:
        return
    row = messages.card(
        kind,
        interview.id,
        recipient=messages.TO_CANDIDATE,
        ids=ids,
        now=now,
        subject_id=subject_id,
        at=at,
        dedupe_key=f"{kind}:{subject_id or interview.id}",
    )
    uow.deliveries.post(row)


def tell_candidate(
    uow: UnitOfWork, interview: Interview, text_code: str, *, ids: Ids, now: datetime, subject_id: str = ""
) -> None:
    """Post a plain message to the candidate, if they are in DingTalk."""
    if uow.people.get_candidate(interview.candidate_id).dingtalk_user_id is None:
        return
    row = messages.text(
        text_code, interview.id, recipient=messages.TO_CANDIDATE, ids=ids, now=now, subject_id=subject_id
    )
    uow.deliveries.post(row)


def tell_hr(
    uow: UnitOfWork, interview: Interview, text_code: str, *, ids: Ids, now: datetime, subject_id: str = ""
) -> None:
    """Post a plain message to the HR person who invited."""
    row = messages.text(
        text_code, interview.id, recipient=interview.invited_by, ids=ids, now=now, subject_id=subject_id
    )
    uow.deliveries.post(row)


def schedule_reminder(uow: UnitOfWork, interview: Interview, *, ids: Ids, now: datetime) -> None:
    """Withdraw the pending reminder and plan the one for the present time, unless it is already due."""
    uow.deliveries.withdraw(interview_id=interview.id, kinds=[OutboxKind.CARD_REMINDER], now=now)
    if interview.reminder_at > now:
        send_candidate_card(uow, interview, CardKind.REMINDER, ids=ids, now=now, at=interview.reminder_at)


def redraw_cards(
    uow: UnitOfWork, interview: Interview, kinds: Iterable[CardKind], *, ids: Ids, now: datetime
) -> None:
    """Bring the delivered cards of these kinds up to date."""
    wanted = frozenset(kinds)
    for card in uow.deliveries.cards_of(interview.id):
        if card.kind in wanted:
            uow.deliveries.post(messages.card_update(card.id, interview.id, ids=ids, now=now))


def show_progress(uow: UnitOfWork, interview: Interview, *, ids: Ids, now: datetime) -> None:
    """Keep HR's one progress card current: deliver it the first time, redraw it afterwards."""
    if any(card.kind == CardKind.PROGRESS for card in uow.deliveries.cards_of(interview.id)):
        redraw_cards(uow, interview, [CardKind.PROGRESS], ids=ids, now=now)
        return
    row = messages.card(
        CardKind.PROGRESS,
        interview.id,
        recipient=interview.invited_by,
        ids=ids,
        now=now,
        dedupe_key=f"{CardKind.PROGRESS}:{interview.id}",
    )
    uow.deliveries.post(row)


def note(
    uow: UnitOfWork, actor: Actor, action: str, interview: Interview, *, now: datetime, **facts: str
) -> None:
    """Write the audit row of what was just done to an interview."""
    uow.audit.record(AuditEntry(actor.audit_name, action, f"interview:{interview.id}", now, facts))
