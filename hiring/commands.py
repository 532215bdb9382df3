"""What people and clocks may ask of the product. One frozen command per use case; `actor` says who asks."""

from dataclasses import dataclass
from datetime import datetime

from contracts.proposals import Threshold
from hiring.contractjson import Choice
from hiring.model.answer import ConsentKind
from hiring.model.ids import (
    AnswerId,
    CandidateId,
    CardId,
    ContractId,
    DingTalkUserId,
    InterviewId,
    JobId,
    ProbeId,
    RatingId,
    ReportId,
    RescheduleId,
    StaffId,
    UploadId,
)
from hiring.model.outcome import OutcomeSource
from hiring.model.people import Actor
from hiring.model.plan import InterviewPlan, Modality
from hiring.model.processing import Outcome
from hiring.model.rating import Obstacle
from hiring.outcome_rows import OutcomeRow, RowFault
from scoring.exercises.responses import Response


@dataclass(frozen=True, slots=True)
class OpenJob:
    actor: Actor
    title: str
    description: str
    manager_ids: tuple[StaffId, ...]
    plan: InterviewPlan


@dataclass(frozen=True, slots=True)
class OnExercise:
    actor: Actor
    interview_id: InterviewId
    exercise_key: str


@dataclass(frozen=True, slots=True)
class FinishExercise:
    """left_page: how often the page was hidden meanwhile."""

    actor: Actor
    interview_id: InterviewId
    exercise_key: str
    responses: tuple[Response, ...]
    left_page: int
    skipped: bool


@dataclass(frozen=True, slots=True)
class AddCandidate:
    """dingtalk_user_id None: somebody outside the organisation. phone "" when unknown."""

    actor: Actor
    name: str
    phone: str
    email: str
    dingtalk_user_id: DingTalkUserId | None


@dataclass(frozen=True, slots=True)
class EraseCandidate:
    actor: Actor
    candidate_id: CandidateId


@dataclass(frozen=True, slots=True)
class InviteCandidate:
    actor: Actor
    candidate_id: CandidateId
    job_id: JobId
    manager_id: StaffId
    starts_at: datetime
    closes_at: datetime
    round: int = 1


@dataclass(frozen=True, slots=True)
class OnInterview:
    """A command that needs nothing but the interview: confirm, start, submit, withdraw, issue a link."""

    actor: Actor
    interview_id: InterviewId


@dataclass(frozen=True, slots=True)
class OnProbe:
    actor: Actor
    interview_id: InterviewId
    probe_id: ProbeId


@dataclass(frozen=True, slots=True)
class DeclineInterview:
    actor: Actor
    interview_id: InterviewId
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RequestReschedule:
    """One to three times, first choice first."""

    actor: Actor
    interview_id: InterviewId
    proposed_times: tuple[datetime, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class AcceptTime:
    """HR takes one of the candidate's times, or the candidate one of HR's. choice: index into them, 0-based."""

    actor: Actor
    reschedule_id: RescheduleId
    choice: int = 0


@dataclass(frozen=True, slots=True)
class OfferTimes:
    actor: Actor
    reschedule_id: RescheduleId
    times: tuple[datetime, ...]
    reply: str = ""


@dataclass(frozen=True, slots=True)
class RefuseReschedule:
    """reply: a word to the candidate, required."""

    actor: Actor
    reschedule_id: RescheduleId
    reply: str


@dataclass(frozen=True, slots=True)
class GiveConsents:
    """kinds: exactly those that were ticked. Kinds not named are left or, where live, withdrawn."""

    actor: Actor
    interview_id: InterviewId
    kinds: frozenset[ConsentKind]
    text_version: str


@dataclass(frozen=True, slots=True)
class BeginAnswer:
    actor: Actor
    interview_id: InterviewId
    question_key: str
    modality: Modality
    mime_type: str = ""  # of the recording, e.g. "video/webm"


@dataclass(frozen=True, slots=True)
class TypeAnswer:
    actor: Actor
    answer_id: AnswerId
    text: str


@dataclass(frozen=True, slots=True)
class CorrectTranscript:
    """text: the whole transcript as the candidate says it should read."""

    actor: Actor
    answer_id: AnswerId
    text: str


@dataclass(frozen=True, slots=True)
class OpenUpload:
    """length None: not known yet, the recorder is still running."""

    actor: Actor
    answer_id: AnswerId
    length: int | None


@dataclass(frozen=True, slots=True)
class AppendChunk:
    """offset: where the sender believes the upload stands. length: total, once the sender knows it."""

    actor: Actor
    upload_id: UploadId
    offset: int
    chunk: bytes
    length: int | None = None


@dataclass(frozen=True, slots=True)
class DecideInterview:
    """report_id: the report that was read; a verdict on a stale one is refused. reason is required."""

    actor: Actor
    interview_id: InterviewId
    report_id: ReportId
    outcome: Outcome
    reason: str


@dataclass(frozen=True, slots=True)
class SaveContract:
    """base: the version it was changed from. edits: a person's own wording by clause key. choices: what was done with each proposal."""

    actor: Actor
    contract_id: ContractId
    base: int
    facts: dict[str, str]
    options: tuple[str, ...]
    edits: dict[str, str]
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class ContractStep:
    """Submit or approve. number: the version that was read."""

    actor: Actor
    contract_id: ContractId
    number: int


@dataclass(frozen=True, slots=True)
class BringSignedCopy:
    """The PDF that both sides signed. number: the version it is of."""

    actor: Actor
    contract_id: ContractId
    number: int
    content: bytes


@dataclass(frozen=True, slots=True)
class ReturnContract:
    """Back to the author, or off altogether; the reason is required."""

    actor: Actor
    contract_id: ContractId
    reason: str


@dataclass(frozen=True, slots=True)
class SetClausePolicy:
    """A job's own thresholds for proposals. base: the version they were changed from, 0 for none."""

    actor: Actor
    job_id: JobId
    base: int
    thresholds: tuple[Threshold, ...]


@dataclass(frozen=True, slots=True)
class GiveRating:
    """Exactly one of level and obstacle. corrects: the rating of one's own that this one takes the place of."""

    actor: Actor
    answer_id: AnswerId
    level: int | None
    obstacle: Obstacle | None
    note: str
    corrects: RatingId | None = None


@dataclass(frozen=True, slots=True)
class AddProfile:
    """body: the JSON of a calibrated profile."""

    actor: Actor
    body: str


@dataclass(frozen=True, slots=True)
class ChangeProfile:
    actor: Actor
    version: str
    reason: str


@dataclass(frozen=True, slots=True)
class PressCard:
    """A button on a delivered card. values: what was typed or chosen on the card."""

    card_id: CardId
    user_id: DingTalkUserId
    action: str
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class ChatMessage:
    user_id: DingTalkUserId
    text: str


@dataclass(frozen=True, slots=True)
class SignInWithCode:
    """A DingTalk login code, good once and for five minutes."""

    code: str


@dataclass(frozen=True, slots=True)
class SignInWithLink:
    """The secret from a one-time link's fragment."""

    token: str


@dataclass(frozen=True, slots=True)
class RecordOutcomes:
    """rows and faults: what the file's rows turned out to be, see hiring/outcome_rows.py."""

    actor: Actor
    rows: tuple[OutcomeRow, ...]
    faults: tuple[RowFault, ...]
    source: OutcomeSource


@dataclass(frozen=True, slots=True)
class ActivateWeights:
    """replaces: number of the set in force as the person saw it, 0 for the job's first weights. basis: see WeightSet."""

    actor: Actor
    job_id: JobId
    weights: dict[str, float]
    basis: dict[str, float]
    reason: str
    replaces: int
