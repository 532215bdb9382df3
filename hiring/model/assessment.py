"""What was found outside the AI interview: a written test's score, a background check's result."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from hiring.model.ids import CandidateId, JobId, StaffId


class AssessmentKind(StrEnum):
    WRITTEN_TEST = "written_test"
    BACKGROUND_CHECK = "background_check"


class BackgroundVerdict(StrEnum):
    """A gate, not a score: no strength elsewhere makes up for it, and a person decides what follows."""

    PASSED = "passed"
    DOUBTFUL = "doubtful"
    FAILED = "failed"


VERDICT_NAMES: dict[BackgroundVerdict, str] = {
    BackgroundVerdict.PASSED: "通过",
    BackgroundVerdict.DOUBTFUL: "存疑",
    BackgroundVerdict.FAILED: "未通过",
}


@dataclass(eq=False)
class Assessment:
    """One result, never changed: a later one supersedes it. result, note and source are encrypted at rest.

    result: the score 0–100 as a decimal, or a BackgroundVerdict. source: who or what found it.
    """

    id: str
    candidate_id: CandidateId
    job_id: JobId
    kind: AssessmentKind
    result: str
    note: str
    source: str
    taken_on: date
    entered_by: StaffId
    entered_at: datetime
    supersedes: str | None = None

    @property
    def score(self) -> float:
        return float(self.result)

    @property
    def verdict(self) -> BackgroundVerdict:
        return BackgroundVerdict(self.result)
