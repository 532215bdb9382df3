"""What appeals need from storage."""

from typing import Protocol

from hiring.model.appeal import Appeal
from hiring.model.ids import InterviewId


class Appeals(Protocol):
    def add(self, appeal: Appeal) -> None: ...
    def find(self, interview_id: InterviewId) -> Appeal | None: ...
