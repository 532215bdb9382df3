"""The candidate asks that a person look at the result again (PIPL 24(3)); a person answers, with a reason."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from hiring.model.ids import CandidateId, InterviewId, StaffId

# From the decision on. The law names no time; a week leaves a weekend to think it over. Our choice.
APPEAL_WINDOW = timedelta(days=7)


class AppealOutcome(StrEnum):
    UPHELD = "upheld"  # the decision stays
    NEW_ROUND = "new_round"  # a person will meet the candidate again


APPEAL_NAMES: dict[AppealOutcome, str] = {
    AppealOutcome.UPHELD: "维持原决定",
    AppealOutcome.NEW_ROUND: "安排人工复试",
}


@dataclass(eq=False)
class Appeal:
    """One an interview. reason and reply are encrypted at rest. The decision's own row is never changed by it."""

    id: str
    interview_id: InterviewId
    candidate_id: CandidateId
    reason: str
    requested_at: datetime
    outcome: AppealOutcome | None = None
    reply: str = ""
    answered_by: StaffId | None = None
    answered_at: datetime | None = None
