"""The candidate puts right what the recogniser misheard. The recogniser's own text is never changed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hiring.model.ids import AnswerId, CandidateId, InterviewId

# Long enough for somebody who submits at night to read in the morning; a decision can wait that long. Our choice.
REVIEW_WINDOW = timedelta(hours=24)


@dataclass(eq=False)
class TranscriptReview:
    """The candidate asked to correct; one an interview. Open until they confirm, at the latest until closes_at."""

    id: str
    interview_id: InterviewId
    candidate_id: CandidateId
    opened_at: datetime
    closes_at: datetime
    closed_at: datetime | None = None

    @property
    def open(self) -> bool:
        return self.closed_at is None


@dataclass(eq=False)
class TranscriptCorrection:
    """One corrected text of one answer; the newest counts. artifact_id: the transcript it corrects."""

    id: str
    interview_id: InterviewId
    answer_id: AnswerId
    candidate_id: CandidateId
    artifact_id: str
    text: str  # encrypted at rest
    created_at: datetime
