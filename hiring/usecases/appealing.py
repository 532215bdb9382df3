"""After the result: the candidate asks for a human review, somebody else than who decided answers, both are told."""

from dataclasses import dataclass
from datetime import datetime

from hiring import messages
from hiring.access import Access, of_interview
from hiring.errors import Conflict, Expired, Forbidden, Invalid, NotFound
from hiring.model.appeal import APPEAL_WINDOW, Appeal, AppealOutcome
from hiring.model.ids import InterviewId
from hiring.model.interview import Interview, InterviewState
from hiring.model.people import Actor
from hiring.ports import Clock, Ids, UnitOfWork
from hiring.usecases.telling import note, tell_candidate, tell_hr

MIN_REASON_CHARS = 2
_DECIDED = frozenset({InterviewState.APPROVED, InterviewState.REJECTED})


@dataclass(frozen=True, slots=True)
class RequestAppeal:
    actor: Actor
    interview_id: InterviewId
    reason: str


@dataclass(frozen=True, slots=True)
class AnswerAppeal:
    actor: Actor
    interview_id: InterviewId
    outcome: AppealOutcome
    reply: str


def appeal_until(interview: Interview) -> datetime | None:
    """Until when the candidate may ask; None while nobody has decided."""
    if interview.state not in _DECIDED or interview.closed_at is None:
        return None
    return interview.closed_at + APPEAL_WINDOW


def request_appeal(
    command: RequestAppeal, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids
) -> bool:
    """Ask for a human review. False when it was asked already.

    Raises Conflict(AP409) before there is a result, Expired(AP410) after the deadline, Invalid(AP422) without a reason.
    """
    now, reason = clock.now(), command.reason.strip()
    if len(reason) < MIN_REASON_CHARS:
        raise Invalid("AP422")
    with uow:
        interview = uow.interviews.lock(command.interview_id)
        access.authorize(command.actor, "interview.attend", of_interview(interview))
        until = appeal_until(interview)
        if until is None:
            raise Conflict("AP409")
        if uow.appeals.find(interview.id) is not None:
            return False
        if now >= until:
            raise Expired("AP410", days=APPEAL_WINDOW.days)
        uow.appeals.add(
            Appeal(
                id=ids.new("ap"),
                interview_id=interview.id,
                candidate_id=interview.candidate_id,
                reason=reason,
                requested_at=now,
            )
        )
        tell_hr(uow, interview, "appeal.requested", ids=ids, now=now)
        note(uow, command.actor, "appeal.request", interview, now=now)
        uow.commit()
    return True


def answer_appeal(command: AnswerAppeal, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids) -> bool:
    """A person answers with a reason. False when this person already answered just so.

    Raises NotFound(AP404), Conflict(AP302) when it is answered otherwise, Forbidden(AP403) for who decided,
    Invalid(AP422) without a reason.
    """
    now, reply = clock.now(), command.reply.strip()
    if len(reply) < MIN_REASON_CHARS:
        raise Invalid("AP422")
    with uow:
        interview = uow.interviews.lock(command.interview_id)
        access.authorize(command.actor, "appeal.answer", of_interview(interview))
        appeal = uow.appeals.find(interview.id)
        if appeal is None:
            raise NotFound("AP404")
        if appeal.answered_at is not None:
            if (appeal.answered_by, appeal.outcome) == (command.actor.staff_id, command.outcome):
                return False
            raise Conflict("AP302")
        decision = uow.processing.find_decision(interview.id)
        if decision is None or decision.decided_by == command.actor.staff_id:
            raise Forbidden("AP403")
        appeal.outcome, appeal.reply = command.outcome, reply
        appeal.answered_by, appeal.answered_at = command.actor.staff_id, now
        tell_candidate(uow, interview, "appeal.answered", ids=ids, now=now)
        told = messages.text("appeal.closed", interview.id, recipient=interview.manager_id, ids=ids, now=now)
        uow.deliveries.post(told)
        note(uow, command.actor, "appeal.answer", interview, now=now, outcome=command.outcome)
        uow.commit()
    return True
