"""A named person decides on the report they have read. One winner, a reason, and everybody is told."""

from hiring.access import Access, of_interview
from hiring.commands import DecideInterview
from hiring.errors import Conflict, Invalid
from hiring.model.delivery import CardKind
from hiring.model.interview import InterviewAction
from hiring.model.processing import Decision, Outcome
from hiring.ports import Clock, Ids, UnitOfWork
from hiring.usecases.telling import note, redraw_cards, send_candidate_card, show_progress, tell_hr
from hiring.wording import time_text

MIN_REASON_CHARS = 2

_ACTION_OF = {Outcome.APPROVE: InterviewAction.APPROVE, Outcome.REJECT: InterviewAction.REJECT}


def decide_interview(
    command: DecideInterview, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids
) -> bool:
    """Approve or reject. False when this person already decided just so.

    Raises Invalid(DC422) without a reason, Conflict(DC302) when it is decided otherwise,
    Conflict(DC409) when a newer report exists than the one that was read, Conflict(DC410) while the candidate
    corrects a transcript.
    """
    now = clock.now()
    if len(command.reason.strip()) < MIN_REASON_CHARS:
        raise Invalid("DC422")
    with uow:
        interview = uow.interviews.lock(command.interview_id)
        access.authorize(command.actor, "interview.decide", of_interview(interview))
        decided = uow.processing.find_decision(interview.id)
        if decided is not None:
            if (decided.decided_by, decided.outcome) == (command.actor.staff_id, command.outcome):
                return False
            raise Conflict("DC302", by=uow.people.get_staff(decided.decided_by).name)
        review = uow.corrections.find_review(interview.id)
        if review is not None and review.open:
            raise Conflict("DC410", until=time_text(review.closes_at))
        report = uow.processing.latest_report(interview.id)
        if report is None or report.id != command.report_id or command.actor.staff_id is None:
            raise Conflict("DC409")
        uow.processing.add_decision(
            Decision(
                id=ids.new("dc"),
                interview_id=interview.id,
                candidate_id=interview.candidate_id,
                report_id=report.id,
                outcome=command.outcome,
                reason=command.reason.strip(),
                decided_by=command.actor.staff_id,
                decided_at=now,
            )
        )
        interview.take(_ACTION_OF[command.outcome])
        interview.closed_at = now
        redraw_cards(uow, interview, [CardKind.REPORT], ids=ids, now=now)
        send_candidate_card(uow, interview, CardKind.RESULT, ids=ids, now=now)
        show_progress(uow, interview, ids=ids, now=now)
        tell_hr(uow, interview, "interview.decided", ids=ids, now=now)
        note(uow, command.actor, "interview.decide", interview, now=now, outcome=command.outcome)
        uow.commit()
    return True
