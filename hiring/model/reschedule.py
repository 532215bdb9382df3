"""A candidate's wish for another time, and HR's answer."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hiring.errors import Conflict
from hiring.model.ids import CandidateId, InterviewId, RescheduleId, StaffId


class RescheduleState(StrEnum):
    OPEN = "open"  # waits for HR
    OFFERED = "offered"  # HR proposed other times; waits for the candidate
    ACCEPTED = "accepted"
    REFUSED = "refused"
    SUPERSEDED = "superseded"  # a later wish, or the interview moved on


@dataclass(eq=False)
class RescheduleRequest:
    """proposed_times: the candidate's, first choice first. offered_times: HR's. Aware UTC.

    note and reply are encrypted at rest with the candidate's key.
    """

    id: RescheduleId
    interview_id: InterviewId
    candidate_id: CandidateId
    proposed_times: tuple[datetime, ...]
    note: str
    created_at: datetime
    state: RescheduleState = RescheduleState.OPEN
    offered_times: tuple[datetime, ...] = ()
    reply: str = ""
    decided_by: StaffId | None = None
    decided_at: datetime | None = None

    def settle(self, state: RescheduleState, *, by: StaffId | None, at: datetime, reply: str = "") -> bool:
        """Answer the wish; False when it already has this answer.

        Raises Conflict(RS302) when it was answered otherwise.
        """
        if self.state == state:
            return False
        if self.state not in (RescheduleState.OPEN, RescheduleState.OFFERED):
            raise Conflict("RS302")
        self.state, self.decided_at, self.reply = state, at, reply or self.reply
        self.decided_by = by or self.decided_by
        return True
