"""What use cases return: small, frozen, free of storage."""

from dataclasses import dataclass
from datetime import datetime

from hiring.model.answer import Answer
from hiring.model.ids import CandidateId, InterviewId, TaskId
from hiring.model.people import Actor
from hiring.model.plan import InterviewPlan
from hiring.model.processing import TaskKind
from scoring.exercises.responses import Sitting
from scoring.measures import ProbeChoice


@dataclass(frozen=True, slots=True)
class SignedIn:
    """token: the bearer token, known to its holder only."""

    token: str
    expires_at: datetime
    actor: Actor
    name: str


@dataclass(frozen=True, slots=True)
class UploadProgress:
    """offset: durable bytes. length: total, None while the recorder runs. upload_expires_at for the tus header."""

    offset: int
    length: int | None
    complete: bool
    upload_expires_at: datetime


@dataclass(frozen=True, slots=True)
class Lease:
    """One attempt's right to work on a task, with what the work needs. The token fences every write."""

    task_id: TaskId
    token: str
    kind: TaskKind
    interview_id: InterviewId
    candidate_id: CandidateId
    answer: Answer | None
    plan: InterviewPlan
    job_description: str
    face_consent: bool
    voice_consent: bool


@dataclass(frozen=True, slots=True)
class AskedProbe:
    """A probe that was put to the candidate. answer None: skipped, or left until the interview was handed in."""

    text: str
    basis: ProbeChoice
    answer: Answer | None
    transcript_json: str | None
    corrected_text: str | None = None


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """A counting answer with its stored artifacts as JSON, None where the step failed or was skipped.

    corrected_text: what the candidate made of the transcript, None where they left it.
    """

    answer: Answer
    transcript_json: str | None
    face_json: str | None
    corrected_text: str | None = None
    probe: AskedProbe | None = None


@dataclass(frozen=True, slots=True)
class EvaluationInput:
    """answers: one for each question of the plan that has one, in the plan's order."""

    interview_id: InterviewId
    plan: InterviewPlan
    answers: tuple[AnsweredQuestion, ...]
    face_consent: bool
    voice_consent: bool
    candidate_name: str  # to be hidden where an answer leaves the company
    sittings: tuple[tuple[str, Sitting], ...] = ()  # of exercises handed in, by key
