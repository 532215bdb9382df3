"""HR's workbench: jobs, candidates, interviews, wishes for other times, deliveries."""

from typing import Annotated

from pydantic import Field

from hiring.model.interview import InterviewState
from hiring.model.plan import MOST_PROBES, Modality
from hiring.model.processing import TaskKind, TaskState
from hiring.model.reschedule import RescheduleState
from miniapp_api.schemas.base import Body, Id, Instant, Line, Note, NotMeasuredOut, Reply
from miniapp_api.schemas.candidate import Progress, Times, WorkDone
from storage.reads.deliveries import DeliveryState

BATCH_MAX = 200  # invitations in one request; a campaign of 1,000 is five requests


class NamedStaff(Reply):
    id: str
    name: str


class JobRow(Reply):
    id: str
    title: str
    description: str
    question_count: int
    duration_min: int
    managers: list[NamedStaff]
    open: bool


class JobsReply(Reply):
    jobs: list[JobRow]


class JobQuestion(Reply):
    """anchors: level "1", "3", "5" -> what such an answer looks like."""

    key: str
    text: str
    dimension: str
    modalities: list[Modality]
    preparation_s: int
    answer_limit_s: int
    retakes: int
    anchors: dict[str, str]


class JobReply(JobRow):
    questions: list[JobQuestion]
    weights: dict[str, float]
    groups: dict[str, str]
    most_probes: int


class OpenJobBody(Body):
    """template: key of the question bank. question_keys: some of its questions, all when left out.

    rate_first: managers rate blind before they are shown the report.
    probing: follow-up questions during the interview at most, from the bank; 0: none.
    """

    title: Annotated[Line, Field(min_length=1)]
    description: Note = ""
    manager_ids: Annotated[list[Id], Field(min_length=1, max_length=20)]
    template: Line
    question_keys: Annotated[list[Line], Field(min_length=1, max_length=30)] | None = None
    rate_first: bool = False
    probing: Annotated[int, Field(ge=0, le=MOST_PROBES)] = 0


class JobCreated(Reply):
    job_id: str


class BankQuestion(Reply):
    """optional: asked only when a post names it."""

    key: str
    text: str
    dimension: str
    optional: bool


class BankTemplate(Reply):
    key: str
    title: str
    questions: list[BankQuestion]


class BankReply(Reply):
    templates: list[BankTemplate]


class StaffReply(Reply):
    """Managers who may be named for a job or an interview."""

    managers: list[NamedStaff]


class CandidateInterview(Reply):
    id: str
    job_title: str
    state: InterviewState
    state_name: str


class CandidateRow(Reply):
    id: str
    name: str
    phone_masked: str
    email_masked: str
    in_dingtalk: bool
    interviews: list[CandidateInterview]


class CandidatesReply(Reply):
    candidates: list[CandidateRow]


class AddCandidateBody(Body):
    """dingtalk_user_id null: somebody outside the organisation, who gets a link."""

    name: Annotated[Line, Field(min_length=1)]
    phone: Annotated[str, Field(pattern=r"^(\+?[0-9][0-9 -]{4,24})?$")] = ""
    email: Annotated[str, Field(pattern=r"^([^@\s\x00]+@[^@\s\x00]+)?$", max_length=254)] = ""
    dingtalk_user_id: Annotated[Line, Field(min_length=1)] | None = None


class CandidateCreated(Reply):
    candidate_id: str


class InviteBody(Body):
    candidate_id: Id
    job_id: Id
    manager_id: Id
    starts_at: Instant
    closes_at: Instant


class InterviewCreated(Reply):
    interview_id: str


class BatchBody(Body):
    invitations: Annotated[list[InviteBody], Field(min_length=1, max_length=BATCH_MAX)]


class BatchError(Reply):
    code: str
    message: str


class BatchResult(Reply):
    """One of the two is there, in the order of the request."""

    interview_id: str | None = None
    error: BatchError | None = None


class BatchReply(Reply):
    results: list[BatchResult]


class InterviewsQuery(Body):
    state: InterviewState | None = None
    job_id: Id | None = None


class InvitationDelivery(Reply):
    """delivered_at null and last_error "": on its way."""

    delivered_at: Instant | None
    last_error: str


class InterviewRow(Reply):
    """composite null: no report yet."""

    id: str
    candidate_name: str
    job_title: str
    manager_name: str
    state: InterviewState
    state_name: str
    starts_at: Instant
    closes_at: Instant
    progress: Progress
    composite: float | NotMeasuredOut | None
    processing: WorkDone
    invitation: InvitationDelivery
    updated_at: Instant


class InterviewEvent(Reply):
    """One live change, as /api/events sends it."""

    id: str
    state: InterviewState
    state_name: str
    progress: Progress
    processing: WorkDone
    updated_at: Instant


class InterviewsReply(Reply):
    interviews: list[InterviewRow]


class TimelineEntry(Reply):
    at: Instant
    text: str


class TaskRow(Reply):
    id: str
    kind: TaskKind
    state: TaskState
    attempt: int
    error_code: str


class DeliveryRow(Reply):
    """One outgoing card or message. outcome_unknown: given up without knowing whether it arrived."""

    id: str
    kind: str
    interview_id: str | None
    recipient: str
    attempts: int
    available_at: Instant
    delivered_at: Instant | None
    dead_at: Instant | None
    withdrawn_at: Instant | None
    outcome_unknown: bool
    last_error: str


class InterviewReply(InterviewRow):
    timeline: list[TimelineEntry]
    tasks: list[TaskRow]
    deliveries: list[DeliveryRow]


class LinkReply(Reply):
    """A link that signs one person in once; making another one kills this one."""

    url: str


class ReschedulesQuery(Body):
    state: RescheduleState | None = None


class RescheduleRow(Reply):
    id: str
    interview_id: str
    candidate_name: str
    job_title: str
    starts_at: Instant
    proposed_times: list[Instant]
    offered_times: list[Instant]
    note: str
    reply: str
    state: RescheduleState


class ReschedulesReply(Reply):
    reschedules: list[RescheduleRow]


class OfferBody(Body):
    times: Times
    reply: Note = ""


class RefuseBody(Body):
    reply: Annotated[Note, Field(min_length=1)]


class DeliveriesQuery(Body):
    state: DeliveryState = DeliveryState.DEAD


class DeliveriesReply(Reply):
    deliveries: list[DeliveryRow]
