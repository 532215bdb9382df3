"""Contracts, their versions and the jobs' thresholds in PostgreSQL."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.errors import Conflict, NotFound
from hiring.model.contract import ClausePolicy, ContractVersion, EmploymentContract
from hiring.model.ids import CandidateId, ContractId, JobId
from hiring.ports import Contracts
from storage import tables
from storage.repositories import finding


class SqlContracts(Contracts):
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, contract: EmploymentContract) -> None:
        if not finding.add_unless(self._session, contract, unique="contract_live_uq"):
            raise Conflict("CO303")

    def get(self, contract_id: ContractId) -> EmploymentContract:
        return finding.get(self._session, EmploymentContract, contract_id, code="CO404")

    def lock(self, contract_id: ContractId) -> EmploymentContract:
        return finding.lock(self._session, EmploymentContract, contract_id, code="CO404")

    def of_candidate(self, candidate_id: CandidateId) -> Sequence[EmploymentContract]:
        row = tables.contract.c
        query = select(EmploymentContract).where(row.candidate_id == candidate_id).order_by(row.id)
        return self._session.scalars(query.with_for_update()).all()

    def add_version(self, version: ContractVersion) -> None:
        finding.add(self._session, version)

    def version(self, contract_id: ContractId, number: int) -> ContractVersion:
        row = tables.contract_version.c
        query = select(ContractVersion).where(row.contract_id == contract_id, row.number == number)
        found = self._session.scalars(query).one_or_none()
        if found is None:
            raise NotFound("CO404")
        return found

    def versions(self, contract_id: ContractId) -> Sequence[ContractVersion]:
        row = tables.contract_version.c
        query = select(ContractVersion).where(row.contract_id == contract_id)
        return self._session.scalars(query.order_by(row.number)).all()

    def policy(self, job_id: JobId) -> ClausePolicy | None:
        row = tables.clause_policy.c
        query = select(ClausePolicy).where(row.job_id == job_id).order_by(row.number.desc()).limit(1)
        return self._session.scalars(query).one_or_none()

    def add_policy(self, policy: ClausePolicy) -> None:
        if not finding.add_unless(self._session, policy, unique="clause_policy_number_uq"):
            raise Conflict("CO409")
