"""What follow-up questions during an interview need from storage."""

from collections.abc import Sequence
from typing import Protocol

from hiring.model.ids import InterviewId
from hiring.model.probe import Probe


class Probes(Protocol):
    def add(self, probe: Probe) -> None:
        """Keeps the one that is there when one was chosen for this answer before."""
        ...

    def of_interview(self, interview_id: InterviewId) -> Sequence[Probe]:
        """All that were chosen, also those never asked, oldest first."""
        ...
