"""Candidates and staff."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from hiring.model.ids import CandidateId, DingTalkUserId, InterviewId, StaffId


class Role(StrEnum):
    CANDIDATE = "candidate"
    INTERVIEWER = "interviewer"
    HR = "hr"
    MANAGER = "manager"
    ADMIN = "admin"
    AUDITOR = "auditor"


@dataclass(eq=False)
class Staff:
    """A member of the company who works with interviews."""

    id: StaffId
    name: str
    dingtalk_user_id: DingTalkUserId
    union_id: str
    roles: frozenset[Role]
    active: bool = True


@dataclass(eq=False)
class Candidate:
    """Someone who applies. name, phone and email are encrypted at rest with the candidate's own key.

    dingtalk_user_id is None for people outside the organisation; they get a signed link instead.
    """

    id: CandidateId
    name: str
    phone: str
    email: str
    dingtalk_user_id: DingTalkUserId | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: one person in one session. interview_id narrows a link session to one interview."""

    candidate_id: CandidateId | None = None
    staff_id: StaffId | None = None
    roles: frozenset[Role] = field(default_factory=frozenset)
    interview_id: InterviewId | None = None

    @property
    def audit_name(self) -> str:
        """Kind and id for the audit row, e.g. "staff:st_1"; "system" for our own sweeps."""
        if self.staff_id:
            return f"staff:{self.staff_id}"
        return f"candidate:{self.candidate_id}" if self.candidate_id else "system"


SYSTEM = Actor()
