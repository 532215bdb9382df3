"""The pages a card or a message points to."""

from dataclasses import dataclass

from hiring.model.ids import ContractId, InterviewId


@dataclass(frozen=True, slots=True)
class Links:
    """public_url: where the mini-app is served, without a trailing slash."""

    public_url: str

    def interview(self, interview_id: InterviewId) -> str:
        return f"{self.public_url}/i/{interview_id}"

    def one_time(self, interview_id: InterviewId, token: str) -> str:
        """The secret sits in the fragment: it reaches no server log and no Referer."""
        return f"{self.interview(interview_id)}#t={token}"

    def workbench(self, interview_id: InterviewId) -> str:
        return f"{self.public_url}/hr/interviews/{interview_id}"

    def contract(self, contract_id: ContractId) -> str:
        return f"{self.public_url}/hr/contracts/{contract_id}"

    def approval(self, contract_id: ContractId) -> str:
        """For whoever approves without the workbench."""
        return f"{self.public_url}/m/contracts/{contract_id}"

    def reschedules(self) -> str:
        return f"{self.public_url}/hr/reschedules"

    def review(self, interview_id: InterviewId) -> str:
        return f"{self.public_url}/m/{interview_id}"

    def reviews(self) -> str:
        return f"{self.public_url}/m"

    def home(self, *, staff: bool) -> str:
        return f"{self.public_url}/{'hr' if staff else 'my'}"
