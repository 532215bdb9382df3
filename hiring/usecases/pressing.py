"""A button on a card: only the person it was sent to may press it, and each press is one use case."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from hiring.access import Access
from hiring.commands import (
    AcceptTime,
    DecideInterview,
    DeclineInterview,
    OfferTimes,
    OnInterview,
    PressCard,
    RefuseReschedule,
    RequestReschedule,
)
from hiring.errors import Forbidden, Invalid, NotFound
from hiring.model.delivery import Card, CardKind
from hiring.model.ids import ReportId, RescheduleId
from hiring.model.people import Actor
from hiring.model.processing import Outcome
from hiring.ports import Clock, Ids, UnitOfWork
from hiring.usecases.deciding import decide_interview
from hiring.usecases.identity import actor_of
from hiring.usecases.scheduling import (
    accept_time,
    confirm_interview,
    decline_interview,
    offer_times,
    refuse_reschedule,
    request_reschedule,
)
from hiring.wording import parse_time


@dataclass(frozen=True, slots=True)
class _Press:
    card: Card
    actor: Actor
    values: Mapping[str, str]
    uow: UnitOfWork
    access: Access
    clock: Clock
    ids: Ids


def press_card(command: PressCard, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids) -> None:
    """Do what the button says.

    Raises NotFound(CD404) for an unknown card, Forbidden(CD403) for somebody it was not sent to,
    Invalid(CD422) for a button the card does not have, and whatever the use case raises.
    """
    with uow:
        card = uow.deliveries.find_card(command.card_id)
        if card is None:
            raise NotFound("CD404")
        if card.recipient != command.user_id:
            raise Forbidden("CD403")
        actor, _ = actor_of(uow, command.user_id)
    run = _PRESSES.get((card.kind, command.action))
    if run is None:
        raise Invalid("CD422")
    run(_Press(card, actor, command.values, uow, access, clock, ids))


def _confirm(press: _Press) -> None:
    confirm_interview(
        OnInterview(press.actor, press.card.interview_id),
        uow=press.uow,
        access=press.access,
        clock=press.clock,
        ids=press.ids,
    )


def _decline(press: _Press) -> None:
    command = DeclineInterview(press.actor, press.card.interview_id, press.values.get("reason", ""))
    decline_interview(command, uow=press.uow, access=press.access, clock=press.clock, ids=press.ids)


def _request(press: _Press) -> None:
    times = _times(press.values)
    command = RequestReschedule(press.actor, press.card.interview_id, times, press.values.get("note", ""))
    request_reschedule(command, uow=press.uow, access=press.access, clock=press.clock, ids=press.ids)


def _accept(press: _Press) -> None:
    choice = press.values.get("choice", "0")
    if choice not in ("0", "1", "2"):
        raise Invalid("RS422")
    accept_time(
        AcceptTime(press.actor, _wish_id(press), int(choice)),
        uow=press.uow,
        access=press.access,
        clock=press.clock,
        ids=press.ids,
    )


def _offer(press: _Press) -> None:
    times = _times(press.values)
    offer_times(
        OfferTimes(press.actor, _wish_id(press), times, press.values.get("reply", "")),
        uow=press.uow,
        access=press.access,
        clock=press.clock,
        ids=press.ids,
    )


def _refuse(press: _Press) -> None:
    command = RefuseReschedule(press.actor, _wish_id(press), press.values.get("reply", ""))
    refuse_reschedule(command, uow=press.uow, access=press.access, clock=press.clock, ids=press.ids)


def _approve(press: _Press) -> None:
    _decide(press, Outcome.APPROVE)


def _reject(press: _Press) -> None:
    _decide(press, Outcome.REJECT)


def _decide(press: _Press, outcome: Outcome) -> None:
    command = DecideInterview(
        press.actor,
        press.card.interview_id,
        ReportId(press.card.subject_id),
        outcome,
        press.values.get("reason", ""),
    )
    decide_interview(command, uow=press.uow, access=press.access, clock=press.clock, ids=press.ids)


_PRESSES: dict[tuple[CardKind, str], Callable[[_Press], None]] = {
    (CardKind.INVITATION, "confirm"): _confirm,
    (CardKind.INVITATION, "decline"): _decline,
    (CardKind.INVITATION, "reschedule"): _request,
    (CardKind.OFFER, "accept"): _accept,
    (CardKind.OFFER, "decline"): _decline,
    (CardKind.RESCHEDULE, "accept"): _accept,
    (CardKind.RESCHEDULE, "offer"): _offer,
    (CardKind.RESCHEDULE, "refuse"): _refuse,
    (CardKind.REPORT, "approve"): _approve,
    (CardKind.REPORT, "reject"): _reject,
}


def _wish_id(press: _Press) -> RescheduleId:
    return RescheduleId(press.card.subject_id)


def _times(values: Mapping[str, str]) -> tuple[datetime, ...]:
    """The times typed on a card. Raises Invalid(RS424) for one that can't be read."""
    written = [values.get(f"time{i}", "").strip() for i in (1, 2, 3)]
    times = []
    for text in filter(None, written):
        moment = parse_time(text)
        if moment is None:
            raise Invalid("RS424", written=text[:20])
        times.append(moment)
    return tuple(times)
