"""What became of the people who were interviewed, and the weights a company draws from it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from hiring.model.ids import CandidateId, InterviewId, JobId, StaffId


class OutcomeKind(StrEnum):
    REVIEW = "review"
    PROBATION = "probation"
    ENTRY = "entry"
    EXIT = "exit"
    GROUPING = "grouping"


class ExitReason(StrEnum):
    """The last two don't count as leaving in the analysis: the person neither chose nor caused them."""

    RESIGNED = "resigned"
    DISMISSED = "dismissed"
    EXPIRED = "expired"
    OTHER = "other"


class OutcomeSource(StrEnum):
    SHEET = "sheet"
    API = "api"
    HRM = "hrm"


@dataclass(frozen=True, slots=True)
class Review:
    """rating, scale: as written, e.g. "4" on "1-5" or "B" on "D<C<B<A". share: 0–1 from the scale's low to its high end."""

    on: date
    rating: str
    scale: str
    share: float
    rater: str


@dataclass(frozen=True, slots=True)
class Probation:
    on: date
    passed: bool


@dataclass(frozen=True, slots=True)
class Entry:
    on: date


@dataclass(frozen=True, slots=True)
class Exit:
    on: date
    reason: ExitReason


@dataclass(frozen=True, slots=True)
class Grouping:
    """What a subgroup check may look at. "" where the company didn't say."""

    department: str
    channel: str


OutcomeFacts: TypeAlias = Review | Probation | Entry | Exit | Grouping

KIND_OF: dict[type, OutcomeKind] = {
    Review: OutcomeKind.REVIEW,
    Probation: OutcomeKind.PROBATION,
    Entry: OutcomeKind.ENTRY,
    Exit: OutcomeKind.EXIT,
    Grouping: OutcomeKind.GROUPING,
}


@dataclass(eq=False)
class OutcomeRecord:
    """One fact about one person; never changed. A correction is a further revision of the same (person, kind, period).

    period: "2026H1" of a review, else "". payload: OutcomeFacts as JSON, encrypted at rest. interview_id None: nobody
    by that name was assessed yet; else the interview and what it had pinned, "" where there is none.
    """

    id: str
    candidate_id: CandidateId
    interview_id: InterviewId | None
    kind: OutcomeKind
    period: str
    revision: int
    payload: str
    source: OutcomeSource
    recorded_by: str  # the audit name
    recorded_at: datetime
    plan_sha256: str = ""
    rubric_sha256: str = ""
    scoring_profile: str = ""


@dataclass(eq=False)
class WeightSet:
    """Weights that a named person put in force for a job's later interviews; never changed.

    number counts from 1 within the job. basis: figures of the back-test it rests on, empty when set by hand.
    reason is encrypted at rest.
    """

    id: str
    job_id: JobId
    number: int
    weights: dict[str, float]
    basis: dict[str, float]
    reason: str
    activated_by: StaffId
    activated_at: datetime
