"""What correcting a transcript needs from storage."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from hiring.model.correction import TranscriptCorrection, TranscriptReview
from hiring.model.ids import AnswerId, InterviewId


class Corrections(Protocol):
    def add_review(self, review: TranscriptReview) -> None: ...
    def find_review(self, interview_id: InterviewId) -> TranscriptReview | None: ...
    def lapsed(self, now: datetime, *, limit: int) -> Sequence[InterviewId]:
        """Interviews whose review is open although its time has passed, the longest first."""
        ...

    def add_correction(self, correction: TranscriptCorrection) -> None: ...
    def newest(self, interview_id: InterviewId) -> Mapping[AnswerId, TranscriptCorrection]:
        """The correction that counts, for each corrected answer."""
        ...
