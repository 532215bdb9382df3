"""Reads what a card or message shows at the moment it goes out, so that nothing stale is delivered."""

from hiring import messages
from hiring.cards import CardSubject, render_card, render_erased
from hiring.links import Links
from hiring.model.delivery import Card, CardKind, OutboxRow
from hiring.model.ids import DingTalkUserId, InterviewId, RescheduleId, StaffId
from hiring.model.interview import Interview
from hiring.model.reschedule import RescheduleRequest
from hiring.notices import render_notice
from hiring.ports import CardContent, Clock, UnitOfWork
from hiring.reportjson import read_report
from hiring.usecases.answering import answered_count


def render_delivery(
    row: OutboxRow, kind: CardKind, *, uow: UnitOfWork, clock: Clock, links: Links
) -> tuple[DingTalkUserId | None, CardContent]:
    """Recipient and content of a card about to go out. Recipient None: the person is not in DingTalk."""
    with uow:
        interview = uow.interviews.get(InterviewId(row.payload["interview_id"]))
        content = _content(
            uow, interview, kind, subject_id=row.payload["subject_id"], clock=clock, links=links
        )
        return _recipient(uow, interview, row.payload["recipient"]), content


def render_redraw(card: Card, *, uow: UnitOfWork, clock: Clock, links: Links) -> CardContent:
    """The present face of a delivered card. Raises Erased(CA410)."""
    with uow:
        interview = uow.interviews.get(card.interview_id)
        return _content(uow, interview, card.kind, subject_id=card.subject_id, clock=clock, links=links)


def render_redraw_erased(card: Card, *, uow: UnitOfWork, links: Links) -> CardContent:
    """The last face of a delivered card whose candidate was erased."""
    with uow:
        return render_erased(card.kind, uow.interviews.get(card.interview_id), links)


def render_message(row: OutboxRow, *, uow: UnitOfWork, links: Links) -> tuple[DingTalkUserId | None, str]:
    """Recipient and text of a plain message about to go out."""
    with uow:
        interview = uow.interviews.get(InterviewId(row.payload["interview_id"]))
        text = render_notice(
            row.payload["text_code"],
            interview=interview,
            candidate_name=uow.people.get_candidate(interview.candidate_id).name,
            links=links,
            reschedule=_wish(uow, interview, row.payload["subject_id"]),
            subject_id=row.payload["subject_id"],
        )
        return _recipient(uow, interview, row.payload["recipient"]), text


def _recipient(uow: UnitOfWork, interview: Interview, recipient: str) -> DingTalkUserId | None:
    if recipient == messages.TO_CANDIDATE:
        return uow.people.get_candidate(interview.candidate_id).dingtalk_user_id
    return uow.people.get_staff(StaffId(recipient)).dingtalk_user_id


def _content(
    uow: UnitOfWork, interview: Interview, kind: CardKind, *, subject_id: str, clock: Clock, links: Links
) -> CardContent:
    decision = uow.processing.find_decision(interview.id)
    report = (
        uow.processing.latest_report(interview.id) if kind in (CardKind.REPORT, CardKind.RESULT) else None
    )
    answers = uow.answers.of_interview(interview.id)
    subject = CardSubject(
        interview=interview,
        candidate_name=uow.people.get_candidate(interview.candidate_id).name,
        answered=answered_count(interview.plan, answers),
        now=clock.now(),
        reschedule=_wish(uow, interview, subject_id),
        report=read_report(report.payload) if report else None,
        outcome=decision.outcome if decision else None,
        decided_by=uow.people.get_staff(decision.decided_by).name if decision else "",
        decided_at=decision.decided_at if decision else None,
    )
    return render_card(kind, subject, links)


def _wish(uow: UnitOfWork, interview: Interview, subject_id: str) -> RescheduleRequest | None:
    """The request a card or message is about; for the others the one that is still open."""
    if subject_id.startswith("rs_"):
        return uow.interviews.get_reschedule(RescheduleId(subject_id))
    return next(iter(uow.interviews.open_reschedules(interview.id)), None)
