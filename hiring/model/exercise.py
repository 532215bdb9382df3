"""Exercises beside the questions: timed sums, and a short inventory of oneself."""

from dataclasses import dataclass
from datetime import datetime

from hiring.model.ids import CandidateId, ExerciseId, InterviewId


@dataclass(eq=False)
class Exercise:
    """One sitting. Beginning it again shows the same items and keeps started_at: nobody gets a second try.

    sitting: the responses as JSON (hiring.reportjson), "" until handed in; encrypted at rest.
    """

    id: ExerciseId
    interview_id: InterviewId
    candidate_id: CandidateId
    exercise_key: str
    started_at: datetime
    sitting: str = ""
    finished_at: datetime | None = None

    def finish(self, sitting: str, *, now: datetime) -> bool:
        """Hand in once; False when it was handed in before."""
        if self.finished_at is not None:
            return False
        self.sitting, self.finished_at = sitting, now
        return True
