"""Which clauses stand in the contracts of people who were hired, for the comparison with what became of them."""

from dataclasses import dataclass, field

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from hiring.contractjson import read_contract
from hiring.model.contract import EMPLOYED_STATES, ContractVersion
from hiring.model.ids import JobId
from storage import tables
from storage.data_keys import of_candidate
from storage.reads.names import ERASED, data_keys_of, open_of


@dataclass(frozen=True, slots=True)
class ClauseUse:
    """clauses: person -> keys in their approved or signed contract. titles: key -> title as it last stood in one."""

    clauses: dict[str, frozenset[str]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)


def clause_use(session: Session, job_id: JobId) -> ClauseUse:
    """Of one job. Somebody with two such contracts counts with the later one."""
    contract, version = tables.contract.c, tables.contract_version.c
    latest = and_(version.contract_id == contract.id, version.number == contract.latest)
    query = (
        select(version.id, version.candidate_id, version.payload_sealed)
        .join(tables.contract, latest)
        .where(contract.job_id == job_id, contract.state.in_(EMPLOYED_STATES))
        .order_by(contract.approved_at, contract.id)
    )
    rows = session.execute(query).all()
    keys, use = data_keys_of(session), ClauseUse()
    keys.preload(of_candidate(row.candidate_id) for row in rows)
    for row in rows:
        payload = open_of(
            keys,
            ContractVersion,
            "payload",
            row.payload_sealed,
            candidate_id=row.candidate_id,
            row_id=row.id,
        )
        if payload != ERASED:
            drafted = read_contract(payload).clauses
            use.clauses[row.candidate_id] = frozenset(clause.key for clause in drafted)
            use.titles.update((clause.key, clause.title) for clause in drafted)
    return use
