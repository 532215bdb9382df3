"""An employment contract on its way: drafted by one person, approved by another, handed off to be signed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from contracts.proposals import Threshold
from hiring.errors import Conflict
from hiring.model.ids import CandidateId, ContractId, InterviewId, JobId, StaffId


class ContractState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    SIGNED = "signed"
    DECLINED = "declined"
    EXPIRED = "expired"
    STOPPED = "stopped"  # called off or broken off at the signing service
    WITHDRAWN = "withdrawn"


STATE_NAMES: dict[ContractState, str] = {
    ContractState.DRAFT: "起草中",
    ContractState.SUBMITTED: "待审批",
    ContractState.APPROVED: "已批准，待签署",
    ContractState.SIGNED: "已签署",
    ContractState.DECLINED: "对方拒签",
    ContractState.EXPIRED: "签署已过期",
    ContractState.STOPPED: "签署已终止",
    ContractState.WITHDRAWN: "已撤回",
}
# An interview may have a further contract beside these.
ENDED_STATES = (
    ContractState.DECLINED,
    ContractState.EXPIRED,
    ContractState.STOPPED,
    ContractState.WITHDRAWN,
)
# Kept as employment records, not as an applicant's file (劳动合同法 50).
EMPLOYED_STATES = (ContractState.APPROVED, ContractState.SIGNED)
OPEN_STATES = (ContractState.DRAFT, ContractState.SUBMITTED, ContractState.APPROVED)


@dataclass(eq=False)
class EmploymentContract:
    """author_id: who wrote the latest version, latest its number. The database refuses an approver who wrote any version.

    note: why it was last returned or withdrawn, encrypted. *_reference: what the other side answered to a hand-off, "" before.
    sign_attempt: the delivery that began a process at a signing service and whose answer is not known; 0 none.
    paper_sha256: of the PDF that was handed off; signed_sha256: of the signed copy kept here; "" while there is none.
    """

    id: ContractId
    interview_id: InterviewId
    candidate_id: CandidateId
    job_id: JobId
    author_id: StaffId
    created_at: datetime
    latest: int = 0
    state: ContractState = ContractState.DRAFT
    submitted_at: datetime | None = None
    approved_by: StaffId | None = None
    approved_at: datetime | None = None
    signed_at: datetime | None = None
    note: str = ""
    sign_reference: str = ""
    pre_entry_reference: str = ""
    sign_attempt: int = 0
    paper_sha256: str = ""
    signed_sha256: str = ""

    def must_be(self, *states: ContractState) -> None:
        """Raises Conflict(CO302)."""
        if self.state not in states:
            raise Conflict("CO302", state=STATE_NAMES[self.state])


@dataclass(eq=False)
class ContractVersion:
    """One saved state of the draft, never rewritten. payload: hiring.contractjson.ContractBody as JSON, encrypted."""

    id: str
    contract_id: ContractId
    candidate_id: CandidateId
    number: int
    payload: str
    created_by: StaffId
    created_at: datetime


@dataclass(eq=False)
class ClausePolicy:
    """One version of a job's own thresholds for proposals; the latest counts."""

    id: str
    job_id: JobId
    number: int
    thresholds: tuple[Threshold, ...]
    created_by: StaffId
    created_at: datetime
