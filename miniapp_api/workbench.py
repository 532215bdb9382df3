"""The reads of storage/reads/ as the contract of HR's and the manager's pages shows them."""

from typing import Any

from sqlalchemy.orm import Session

from hiring.model.ids import InterviewId, JobId
from hiring.model.interview import STATE_NAMES, InterviewState
from hiring.model.people import Role, Staff
from hiring.model.plan import InterviewPlan
from hiring.model.reschedule import RescheduleState
from hiring.ports import Ratings
from miniapp_api.replies import shown
from miniapp_api.schemas.candidate import Progress, WorkDone
from miniapp_api.schemas.hr import (
    CandidateInterview,
    CandidateRow,
    DeliveryRow,
    InterviewEvent,
    InterviewReply,
    InterviewRow,
    InvitationDelivery,
    JobQuestion,
    JobReply,
    JobRow,
    NamedStaff,
    RescheduleRow,
    TaskRow,
    TimelineEntry,
)
from miniapp_api.schemas.manager import ReviewRow
from storage.reads.candidates import CandidateLine, candidate_list
from storage.reads.deliveries import DeliveryLine, DeliveryState, delivery_list
from storage.reads.interview_page import interview_page
from storage.reads.interviews import InterviewLine, interview_line, interview_list, review_list
from storage.reads.jobs import JobLine, job_list, job_page
from storage.reads.reschedules import reschedule_list
from storage.uow import SqlUnitOfWork


def jobs(session: Session) -> list[JobRow]:
    return [JobRow(**_job(line)) for line in job_list(session)]


def job(session: Session, job_id: JobId) -> JobReply:
    line = job_page(session, job_id)
    plan = line.plan
    return JobReply(
        **_job(line),
        questions=_questions(plan),
        weights=plan.weights,
        groups=plan.groups,
        most_probes=plan.most_probes,
    )


def managers(uow: SqlUnitOfWork) -> list[NamedStaff]:
    return [NamedStaff(id=staff.id, name=staff.name) for staff in uow.people.staff_with_role(Role.MANAGER)]


def candidates(session: Session) -> list[CandidateRow]:
    return [_candidate(line) for line in candidate_list(session)]


def interviews(session: Session, *, state: InterviewState | None, job_id: JobId | None) -> list[InterviewRow]:
    return [InterviewRow(**_interview(line)) for line in interview_list(session, state=state, job_id=job_id)]


def interview(session: Session, interview_id: InterviewId) -> InterviewReply:
    page = interview_page(session, interview_id)
    return InterviewReply(
        **_interview(page.line),
        timeline=[TimelineEntry(at=moment.at, text=moment.text) for moment in page.timeline],
        tasks=[TaskRow.model_validate(task) for task in page.tasks],
        deliveries=[_delivery(line) for line in page.deliveries],
    )


def event(session: Session, interview_id: InterviewId) -> InterviewEvent:
    facts = _interview(interview_line(session, interview_id))
    return InterviewEvent(**{name: facts[name] for name in InterviewEvent.model_fields})


def reviews(session: Session, manager: Staff, ratings: Ratings) -> list[ReviewRow]:
    """Those that wait for a verdict first."""
    return [
        _review(line, unseen=line.rate_first and not ratings.has_seen_judgement(line.id, manager))
        for line in review_list(session, manager.id)
    ]


def reschedules(session: Session, *, state: RescheduleState | None) -> list[RescheduleRow]:
    return [RescheduleRow.model_validate(line) for line in reschedule_list(session, state=state)]


def deliveries(session: Session, *, state: DeliveryState) -> list[DeliveryRow]:
    return [_delivery(line) for line in delivery_list(session, state=state)]


def _job(line: JobLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "title": line.title,
        "description": line.description,
        "question_count": len(line.plan.questions),
        "duration_min": line.plan.duration_min,
        "managers": [NamedStaff(id=manager.id, name=manager.name) for manager in line.managers],
        "open": line.open,
    }


def _questions(plan: InterviewPlan) -> list[JobQuestion]:
    return [
        JobQuestion(
            key=question.key,
            text=question.rubric.question,
            dimension=question.rubric.dimension,
            modalities=list(question.modalities),
            preparation_s=question.preparation_s,
            answer_limit_s=question.answer_limit_s,
            retakes=question.retakes,
            anchors={str(level): text for level, text in question.rubric.anchors.items()},
        )
        for question in plan.questions
    ]


def _candidate(line: CandidateLine) -> CandidateRow:
    return CandidateRow(
        id=line.id,
        name=line.name,
        phone_masked=line.phone_masked,
        email_masked=line.email_masked,
        in_dingtalk=line.in_dingtalk,
        interviews=[
            CandidateInterview(
                id=one.id, job_title=one.job_title, state=one.state, state_name=STATE_NAMES[one.state]
            )
            for one in line.interviews
        ],
    )


def _interview(line: InterviewLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "candidate_name": line.candidate_name,
        "job_title": line.job_title,
        "manager_name": line.manager_name,
        "state": line.state,
        "state_name": STATE_NAMES[line.state],
        "starts_at": line.starts_at,
        "closes_at": line.closes_at,
        "progress": Progress(
            answered=line.answered,
            total=line.total,
            percent=100 * line.answered // line.total if line.total else 0,
        ),
        "composite": shown(line.composite),
        "processing": WorkDone(done=line.tasks_done, total=line.tasks_total, failed=line.tasks_failed),
        "invitation": InvitationDelivery(
            delivered_at=line.invitation_delivered_at, last_error=line.invitation_error
        ),
        "updated_at": line.updated_at,
    }


def _review(line: InterviewLine, *, unseen: bool) -> ReviewRow:
    return ReviewRow(
        interview_id=line.id,
        candidate_name=line.candidate_name,
        job_title=line.job_title,
        state=line.state,
        state_name=STATE_NAMES[line.state],
        reported_at=line.reported_at,
        composite=None if unseen else shown(line.composite),
        to_rate_first=unseen,
    )


def _delivery(line: DeliveryLine) -> DeliveryRow:
    return DeliveryRow(
        id=line.id,
        kind=line.kind,
        interview_id=line.interview_id or None,
        recipient=line.recipient,
        attempts=line.attempts,
        available_at=line.available_at,
        delivered_at=line.delivered_at,
        dead_at=line.dead_at,
        withdrawn_at=line.withdrawn_at,
        outcome_unknown=line.outcome_unknown,
        last_error=line.last_error,
    )
