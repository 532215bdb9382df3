"""The manager: what waits for a verdict, the report with its recordings, the verdict."""

from flask import Response

from hiring.access import of_interview
from hiring.commands import DecideInterview
from hiring.errors import NotFound
from hiring.model.delivery import AuditEntry
from hiring.model.ids import InterviewId, ReportId
from hiring.model.interview import STATE_NAMES, Interview
from hiring.model.processing import Decision, Report
from hiring.reportjson import read_report
from hiring.usecases.answering import counting_answers
from hiring.usecases.deciding import decide_interview
from miniapp_api import tickets, workbench
from miniapp_api.blueprints import area
from miniapp_api.documents import whole_of
from miniapp_api.idempotency import once
from miniapp_api.replies import reply, shown
from miniapp_api.schemas.base import Done, InterviewPath
from miniapp_api.schemas.manager import (
    DecisionBody,
    DecisionOut,
    MediaOut,
    PartLineOut,
    ReportReply,
    ReviewsReply,
)
from miniapp_api.services import actor, ports, services
from miniapp_api.standing import standings_of
from storage.uow import SqlUnitOfWork

api = area("reviews", "The manager's reviews")


@api.get("/reviews", responses={200: ReviewsReply})
def read_reviews() -> Response:
    """The signed-in manager's own interviews that have a report, those that wait first."""
    staff_id = actor().staff_id
    with services().uow() as uow:
        rows = workbench.reviews(uow.session, uow.people.get_staff(staff_id), uow.ratings) if staff_id else []
    return reply(ReviewsReply(reviews=rows))


@api.get("/interviews/<interview_id>/report", responses={200: ReportReply})
def read_latest_report(path: InterviewPath) -> Response:
    """The latest report with its evidence and ten-minute addresses of the recordings. Reading is audited."""
    s = services()
    with s.uow() as uow:
        interview = uow.interviews.get(InterviewId(path.interview_id))
        s.access.authorize(actor(), "report.read", of_interview(interview))
        report = uow.processing.latest_report(interview.id)
        if report is None:
            raise NotFound("RP404")
        answer = _report(interview, report, uow)
        seen = AuditEntry(
            actor().audit_name,
            "report.read",
            f"interview:{interview.id}",
            s.clock.now(),
            {"report": report.id},
        )
        uow.audit.record(seen)
        uow.commit()
    return reply(answer)


@api.post("/interviews/<interview_id>/decision", responses={200: Done})
def decide(path: InterviewPath, body: DecisionBody) -> Response:
    """Approve or reject the report that was read, with a reason."""
    command = DecideInterview(
        actor(), InterviewId(path.interview_id), ReportId(body.report_id), body.outcome, body.reason
    )
    return once(lambda: reply(Done(changed=decide_interview(command, **ports()))))


def _report(interview: Interview, report: Report, uow: SqlUnitOfWork) -> ReportReply:
    decision = uow.processing.find_decision(interview.id)
    review = uow.corrections.find_review(interview.id)
    body = read_report(report.payload)
    parts, parts_note = whole_of(interview, body, uow)
    return ReportReply(
        report_id=report.id,
        interview_id=interview.id,
        generation=report.generation,
        created_at=report.created_at,
        candidate_name=uow.people.get_candidate(interview.candidate_id).name,
        job_title=interview.plan.job_title,
        state=interview.state,
        state_name=STATE_NAMES[interview.state],
        decision=_decision(decision, uow) if decision else None,
        body=shown(body),
        media=_media(interview, uow),
        parts=[PartLineOut.model_validate(part) for part in parts],
        parts_note=parts_note,
        standings=shown(standings_of(body, interview, uow)),
        correcting_until=review.closes_at if review and review.open else None,
    )


def _decision(decision: Decision, uow: SqlUnitOfWork) -> DecisionOut:
    return DecisionOut(
        outcome=decision.outcome,
        reason=decision.reason,
        decided_by_name=uow.people.get_staff(decision.decided_by).name,
        decided_at=decision.decided_at,
    )


def _media(interview: Interview, uow: SqlUnitOfWork) -> list[MediaOut]:
    answers = counting_answers(uow.answers.of_interview(interview.id))
    return [
        MediaOut(
            answer_id=answer.id,
            mime_type=answer.mime_type,
            url=f"/api/media/{answer.id}?ticket={tickets.mint(answer.id, actor())}",
        )
        for answer in answers.values()
        if answer.media_sha256 is not None
    ]
