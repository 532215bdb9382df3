"""The candidate's pages: invitation, consent, questions, status, feedback."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from hiring.model.answer import ConsentKind
from hiring.model.interview import InterviewState
from hiring.model.plan import ExerciseKind, Modality
from hiring.model.reschedule import RescheduleState
from hiring.usecases.exercising import MAX_REACTION_MS, MAX_VALUE_CHARS
from miniapp_api.schemas.base import Body, Instant, Line, Note, NotMeasuredOut, Reply, Text


class NextStep(StrEnum):
    """The one thing the candidate can do now."""

    CONFIRM = "confirm"
    CONSENT = "consent"
    START = "start"
    ANSWER = "answer"
    WAIT = "wait"
    FEEDBACK = "feedback"
    CLOSED = "closed"


class Progress(Reply):
    """answered and total questions; percent is whole, 0 to 100."""

    answered: int
    total: int
    percent: int


class WorkDone(Reply):
    """Processing tasks of the recordings."""

    done: int
    total: int
    failed: int = 0


class MyInterview(Reply):
    id: str
    job_title: str
    company: str
    state: InterviewState
    state_name: str
    starts_at: Instant
    closes_at: Instant
    duration_min: int
    next_step: NextStep


class MyInterviewsReply(Reply):
    interviews: list[MyInterview]


class ConsentsOut(Reply):
    """Which consents are live. Nothing is ticked before the person does it."""

    notice: bool
    recording: bool
    face: bool
    voice: bool


class RescheduleOut(Reply):
    id: str
    state: RescheduleState
    proposed_times: list[Instant]
    offered_times: list[Instant]
    note: str
    reply: str


class InvitationReply(Reply):
    """most_probes: follow-up questions there may be at most; the duration includes them."""

    id: str
    company: str
    job_title: str
    state: InterviewState
    state_name: str
    starts_at: Instant
    closes_at: Instant
    duration_min: int
    question_count: int
    most_probes: int
    modalities: list[Modality]
    requirements: list[str]
    consents: ConsentsOut
    reschedule: RescheduleOut | None
    next_step: NextStep
    progress: Progress


class DeclineBody(Body):
    reason: Note = ""


Times = Annotated[list[Instant], Field(min_length=1, max_length=3)]


class RescheduleBody(Body):
    """One to three times, first choice first."""

    proposed_times: Times
    note: Note = ""


class RescheduleReply(Reply):
    reschedule_id: str


class ConsentTextOut(Reply):
    kind: ConsentKind
    title: str
    body_markdown: str
    required: bool
    sha256: str


class ConsentTextsReply(Reply):
    version: str
    texts: list[ConsentTextOut]


class ConsentsBody(Body):
    """kinds: exactly those that were ticked; a live one left out is withdrawn."""

    kinds: Annotated[list[ConsentKind], Field(max_length=len(ConsentKind))]
    text_version: Line


class QuestionState(StrEnum):
    LOCKED = "locked"
    CURRENT = "current"
    ANSWERED = "answered"


class QuestionOut(Reply):
    """text is "" while the question is locked: they are shown one by one. retakes_left: takes after the next."""

    key: str
    index: int
    text: str
    modalities: list[Modality]
    preparation_s: int
    answer_limit_s: int
    retakes_left: int
    state: QuestionState
    answer_id: str | None
    practice: bool = False


class ProbeOut(QuestionOut):
    """A follow-up question, answered like a question under its key. index: of the question it belongs to.

    Skipped ones are shown as answered: they are over.
    """

    probe_id: str


class Probing(StrEnum):
    """Whether there may be follow-up questions, and whether it is settled which."""

    OFF = "off"
    OPEN = "open"
    SETTLED = "settled"


class ProbesReply(Reply):
    """settled: the questions show which are asked; else some are still being chosen."""

    settled: bool


class PracticeOut(Reply):
    """A question that is neither stored nor scored."""

    text: str
    preparation_s: int
    answer_limit_s: int


class ExerciseOut(Reply):
    """length: how many items; limit_s: for one of them. done: handed in or skipped."""

    key: str
    kind: ExerciseKind
    title: str
    length: int
    limit_s: int
    done: bool


class QuestionsReply(Reply):
    questions: list[QuestionOut]
    exercises: list[ExerciseOut]
    probing: Probing
    probes: list[ProbeOut]
    practice: PracticeOut


class ExerciseItemsReply(Reply):
    """The items in order, as they are shown; nothing says which answer is right or wanted."""

    items: list[str]


class ResponseIn(Body):
    index: Annotated[int, Field(ge=0, le=200)]
    value: Annotated[str, Field(max_length=MAX_VALUE_CHARS)]
    reaction_ms: Annotated[int, Field(ge=0, le=MAX_REACTION_MS)] | None


class SittingBody(Body):
    """What was done, by the page's own clock. skipped: the candidate would rather not."""

    responses: Annotated[list[ResponseIn], Field(default_factory=list, max_length=200)]
    left_page: Annotated[int, Field(ge=0, le=10_000)] = 0
    skipped: bool = False


class BeginAnswerBody(Body):
    question_key: Line
    modality: Modality
    mime_type: Line = ""


class AnswerReply(Reply):
    answer_id: str


class TypedAnswerBody(Body):
    text: Text


class StepState(StrEnum):
    DONE = "done"
    NOW = "now"
    LATER = "later"


class StatusStep(Reply):
    name: str
    state: StepState
    at: Instant | None


class StatusReply(Reply):
    state: InterviewState
    state_name: str
    steps: list[StatusStep]
    processing: WorkDone


class Advice(Reply):
    """What would raise the score, and the candidate's own words it is about ("" where there are none)."""

    text: str
    quote: str


class PercentileOut(Reply):
    """value: 0–100, share of the n others below (ties half), only over the same job and rubric with n ≥ 30."""

    value: float
    n: int


class FeedbackDimension(Reply):
    dimension: str
    score: float | NotMeasuredOut
    percentile: PercentileOut | NotMeasuredOut
    advice: list[Advice]


class OwnAppeal(Reply):
    """outcome_text "": waits for an answer."""

    reason: str
    requested_at: Instant
    outcome_text: str
    reply: str


class FeedbackReply(Reply):
    """appeal_until: until when a human review can be asked for; null once it was, or before the result."""

    decided: bool
    outcome_text: str
    dimensions: list[FeedbackDimension]
    note: str
    appeal_until: Instant | None = None
    appeal: OwnAppeal | None = None


class ChoiceBody(Body):
    """choice: index into the proposed (HR) or offered (candidate) times, from 0."""

    choice: Annotated[int, Field(ge=0, le=2)] = 0
