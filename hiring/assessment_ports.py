"""What assessments need from storage."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from hiring.model.assessment import Assessment, AssessmentKind
from hiring.model.ids import CandidateId, JobId


class Assessments(Protocol):
    def add(self, assessment: Assessment) -> None:
        """Raises Conflict(AS409) when another result came in at this very moment."""
        ...

    def latest(self, candidate_id: CandidateId, job_id: JobId) -> Mapping[AssessmentKind, Assessment]:
        """What counts now, of each kind."""
        ...

    def history(self, candidate_id: CandidateId, job_id: JobId) -> Sequence[Assessment]:
        """All, oldest first."""
        ...
