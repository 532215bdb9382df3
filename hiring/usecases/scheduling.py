"""The candidate confirms, declines or asks for another time; HR decides; both are told."""

from datetime import datetime

from hiring import messages
from hiring.access import Access, of_interview
from hiring.commands import (
    AcceptTime,
    DeclineInterview,
    OfferTimes,
    OnInterview,
    RefuseReschedule,
    RequestReschedule,
)
from hiring.errors import Conflict, Expired, Invalid
from hiring.model.delivery import CardKind, OutboxKind
from hiring.model.ids import RescheduleId
from hiring.model.interview import STATE_NAMES, TRANSITIONS, Interview, InterviewAction
from hiring.model.reschedule import RescheduleRequest, RescheduleState
from hiring.ports import Clock, Ids, UnitOfWork
from hiring.usecases.telling import (
    note,
    redraw_cards,
    schedule_reminder,
    send_candidate_card,
    show_progress,
    tell_candidate,
    tell_hr,
)

MAX_PROPOSED_TIMES = 3

_TIME_CARDS = (CardKind.INVITATION, CardKind.RESCHEDULE, CardKind.OFFER)


def confirm_interview(
    command: OnInterview, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids
) -> bool:
    """The candidate will come. False when already confirmed. Raises Expired(IV410) after closing time."""
    now = clock.now()
    with uow:
        interview = uow.interviews.lock(command.interview_id)
        access.authorize(command.actor, "interview.attend", of_interview(interview))
        if interview.closes_at <= now:
            raise Expired("IV410")
        if not interview.take(InterviewAction.CONFIRM):
            return False
        interview.confirmed_at = now
        _supersede_wishes(uow, interview, now=now)
        schedule_reminder(uow, interview, ids=ids, now=now)
        redraw_cards(uow, interview, _TIME_CARDS, ids=ids, now=now)
        show_progress(uow, interview, ids=ids, now=now)
        note(uow, command.actor, "interview.confirm", interview, now=now)
        uow.commit()
    return True


def decline_interview(
    command: DeclineInterview, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids
) -> bool:
    """The candidate will not come. False when already declined."""
    now = clock.now()
    with uow:
        interview = uow.interviews.lock(command.interview_id)
        access.authorize(command.actor, "interview.attend", of_interview(interview))
        if not interview.take(InterviewAction.DECLINE):
            return False
        interview.closed_at = now
        _supersede_wishes(uow, interview, now=now)
        uow.deliveries.withdraw(interview_id=interview.id, kinds=[OutboxKind.CARD_REMINDER], now=now)
        redraw_cards(uow, interview, _TIME_CARDS, ids=ids, now=now)
        show_progress(uow, interview, ids=ids, now=now)
        tell_hr(uow, interview, "interview.declined", ids=ids, now=now)
        note(uow, command.actor, "interview.decline", interview, now=now)
        uow.commit()
    return True


def request_reschedule(
    command: RequestReschedule, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids
) -> RescheduleId:
    """Ask HR for another time; a later wish replaces an open one.

    Raises Invalid(RS421) for no, more than three, repeated or past times, Conflict(IV302) once it has begun.
    """
    now = clock.now()
    _check_times(command.proposed_times, now=now)
    with uow:
        interview = uow.interviews.lock(command.interview_id)
        access.authorize(command.actor, "interview.attend", of_interview(interview))
        _must_be_movable(interview)
        _supersede_wishes(uow, interview, now=now)
        request = RescheduleRequest(
            id=RescheduleId(ids.new("rs")),
            interview_id=interview.id,
            candidate_id=interview.candidate_id,
            proposed_times=command.proposed_times,
            note=command.note.strip(),
            created_at=now,
        )
        uow.interviews.add_reschedule(request)
        _send_hr_card(uow, interview, request, ids=ids, now=now)
        redraw_cards(uow, interview, _TIME_CARDS, ids=ids, now=now)
        note(uow, command.actor, "reschedule.request", interview, now=now, reschedule=request.id)
        uow.commit()
    return request.id


def accept_time(command: AcceptTime, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids) -> bool:
    """HR takes a proposed time, or the candidate an offered one. False when one was taken already.

    Raises Invalid(RS422) for a choice that isn't there or has passed.
    """
    now = clock.now()
    with uow:
        request = uow.interviews.get_reschedule(command.reschedule_id)
        interview = uow.interviews.lock(request.interview_id)
        by_candidate = request.state == RescheduleState.OFFERED
        right = "interview.attend" if by_candidate else "reschedule.decide"
        access.authorize(command.actor, right, of_interview(interview))
        times = request.offered_times if by_candidate else request.proposed_times
        if request.state == RescheduleState.ACCEPTED:
            return False
        if not 0 <= command.choice < len(times) or times[command.choice] <= now:
            raise Invalid("RS422")
        request.settle(RescheduleState.ACCEPTED, by=command.actor.staff_id, at=now)
        interview.take(InterviewAction.RESCHEDULE)
        interview.move_to(times[command.choice])
        interview.confirmed_at = now
        schedule_reminder(uow, interview, ids=ids, now=now)
        redraw_cards(uow, interview, _TIME_CARDS, ids=ids, now=now)
        show_progress(uow, interview, ids=ids, now=now)
        tell_candidate(uow, interview, "reschedule.accepted", ids=ids, now=now)
        tell_hr(uow, interview, "reschedule.settled", ids=ids, now=now)
        note(uow, command.actor, "reschedule.accept", interview, now=now, reschedule=request.id)
        uow.commit()
    return True


def offer_times(command: OfferTimes, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids) -> bool:
    """HR proposes other times to the candidate. False when exactly these are on offer. Raises as request_reschedule."""
    now = clock.now()
    _check_times(command.times, now=now)
    with uow:
        request = uow.interviews.get_reschedule(command.reschedule_id)
        interview = uow.interviews.lock(request.interview_id)
        access.authorize(command.actor, "reschedule.decide", of_interview(interview))
        _must_be_movable(interview)
        if request.state == RescheduleState.OFFERED and request.offered_times == command.times:
            return False
        request.settle(
            RescheduleState.OFFERED, by=command.actor.staff_id, at=now, reply=command.reply.strip()
        )
        request.offered_times = command.times
        send_candidate_card(uow, interview, CardKind.OFFER, ids=ids, now=now, subject_id=request.id)
        redraw_cards(uow, interview, _TIME_CARDS, ids=ids, now=now)
        note(uow, command.actor, "reschedule.offer", interview, now=now, reschedule=request.id)
        uow.commit()
    return True


def refuse_reschedule(
    command: RefuseReschedule, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids
) -> bool:
    """HR keeps the time, with a word to the candidate. False when already refused. Raises Invalid(RS423) without it."""
    now = clock.now()
    if not command.reply.strip():
        raise Invalid("RS423")
    with uow:
        request = uow.interviews.get_reschedule(command.reschedule_id)
        interview = uow.interviews.lock(request.interview_id)
        access.authorize(command.actor, "reschedule.decide", of_interview(interview))
        if not request.settle(
            RescheduleState.REFUSED, by=command.actor.staff_id, at=now, reply=command.reply.strip()
        ):
            return False
        redraw_cards(uow, interview, _TIME_CARDS, ids=ids, now=now)
        tell_candidate(uow, interview, "reschedule.refused", ids=ids, now=now, subject_id=request.id)
        note(uow, command.actor, "reschedule.refuse", interview, now=now, reschedule=request.id)
        uow.commit()
    return True


def _check_times(times: tuple[datetime, ...], *, now: datetime) -> None:
    if not 1 <= len(times) <= MAX_PROPOSED_TIMES or len(set(times)) < len(times) or min(times) <= now:
        raise Invalid("RS421")


def _must_be_movable(interview: Interview) -> None:
    if (interview.state, InterviewAction.RESCHEDULE) not in TRANSITIONS:
        raise Conflict("IV302", state=STATE_NAMES[interview.state])


def _supersede_wishes(uow: UnitOfWork, interview: Interview, *, now: datetime) -> None:
    for request in uow.interviews.open_reschedules(interview.id):
        request.settle(RescheduleState.SUPERSEDED, by=None, at=now)


def _send_hr_card(
    uow: UnitOfWork, interview: Interview, request: RescheduleRequest, *, ids: Ids, now: datetime
) -> None:
    row = messages.card(
        CardKind.RESCHEDULE,
        interview.id,
        recipient=interview.invited_by,
        ids=ids,
        now=now,
        subject_id=request.id,
        dedupe_key=f"{CardKind.RESCHEDULE}:{request.id}",
    )
    uow.deliveries.post(row)
