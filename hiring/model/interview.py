"""The interview and the states it can be in."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from hiring.errors import Conflict
from hiring.model.ids import CandidateId, InterviewId, JobId, StaffId
from hiring.model.plan import InterviewPlan

REMINDER_LEAD = timedelta(hours=1)  # the promise of product.md S7


class InterviewState(StrEnum):
    INVITED = "invited"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    REPORTED = "reported"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"  # called off by HR or the candidate
    EXPIRED = "expired"  # closed without a submission


class InterviewAction(StrEnum):
    CONFIRM = "confirm"
    DECLINE = "decline"
    RESCHEDULE = "reschedule"
    START = "start"
    SUBMIT = "submit"
    REPORT = "report"
    APPROVE = "approve"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"


_S, _A = InterviewState, InterviewAction

TRANSITIONS: dict[tuple[InterviewState, InterviewAction], InterviewState] = {
    (_S.INVITED, _A.CONFIRM): _S.CONFIRMED,
    (_S.INVITED, _A.DECLINE): _S.DECLINED,
    (_S.CONFIRMED, _A.DECLINE): _S.DECLINED,
    (_S.INVITED, _A.RESCHEDULE): _S.CONFIRMED,  # HR accepted the candidate's own time
    (_S.CONFIRMED, _A.RESCHEDULE): _S.CONFIRMED,
    (_S.CONFIRMED, _A.START): _S.IN_PROGRESS,
    (_S.IN_PROGRESS, _A.SUBMIT): _S.SUBMITTED,
    (_S.SUBMITTED, _A.REPORT): _S.REPORTED,
    (_S.REPORTED, _A.REPORT): _S.REPORTED,  # a later generation of the report
    (_S.REPORTED, _A.APPROVE): _S.APPROVED,
    (_S.REPORTED, _A.REJECT): _S.REJECTED,
    (_S.INVITED, _A.WITHDRAW): _S.WITHDRAWN,
    (_S.CONFIRMED, _A.WITHDRAW): _S.WITHDRAWN,
    (_S.IN_PROGRESS, _A.WITHDRAW): _S.WITHDRAWN,
    (_S.SUBMITTED, _A.WITHDRAW): _S.WITHDRAWN,
    (_S.REPORTED, _A.WITHDRAW): _S.WITHDRAWN,
    (_S.INVITED, _A.EXPIRE): _S.EXPIRED,
    (_S.CONFIRMED, _A.EXPIRE): _S.EXPIRED,
    (_S.IN_PROGRESS, _A.EXPIRE): _S.EXPIRED,
}

# Asking again for what already holds changes nothing and is no error.
SETTLED: dict[InterviewAction, InterviewState] = {
    _A.CONFIRM: _S.CONFIRMED,
    _A.DECLINE: _S.DECLINED,
    _A.START: _S.IN_PROGRESS,
    _A.WITHDRAW: _S.WITHDRAWN,
    _A.EXPIRE: _S.EXPIRED,
}

STATE_NAMES: dict[InterviewState, str] = {
    _S.INVITED: "待确认",
    _S.CONFIRMED: "已确认",
    _S.DECLINED: "已谢绝",
    _S.IN_PROGRESS: "进行中",
    _S.SUBMITTED: "已提交，评估中",
    _S.REPORTED: "报告已出，待复核",
    _S.APPROVED: "已通过",
    _S.REJECTED: "未通过",
    _S.WITHDRAWN: "已取消",
    _S.EXPIRED: "已过期",
}


@dataclass(eq=False)
class Interview:
    """One candidate's interview for one job in one round.

    starts_at: the agreed time; the candidate may begin earlier. closes_at: no answer is taken after it.
    """

    id: InterviewId
    candidate_id: CandidateId
    job_id: JobId
    round: int
    manager_id: StaffId
    invited_by: StaffId
    starts_at: datetime
    closes_at: datetime
    plan: InterviewPlan
    plan_sha256: str
    created_at: datetime
    state: InterviewState = InterviewState.INVITED
    confirmed_at: datetime | None = None
    started_at: datetime | None = None
    submitted_at: datetime | None = None
    reported_at: datetime | None = None
    closed_at: datetime | None = None
    probes_settled_at: datetime | None = None  # it was settled which follow-up questions are asked
    version: int = field(default=0, init=False)

    def take(self, action: InterviewAction) -> bool:
        """Move to the state that `action` leads to; False when it already holds.

        Raises Conflict(IV302) when the action is not possible from here.
        """
        if SETTLED.get(action) == self.state:
            return False
        after = TRANSITIONS.get((self.state, action))
        if after is None:
            raise Conflict("IV302", state=STATE_NAMES[self.state])
        self.state = after
        return True

    def move_to(self, starts_at: datetime) -> None:
        """Agree on another time; the span until closing stays as long as it was."""
        self.closes_at += starts_at - self.starts_at
        self.starts_at = starts_at

    @property
    def reminder_at(self) -> datetime:
        return self.starts_at - REMINDER_LEAD
