"""What one version of a contract holds, as JSON for storage."""

from dataclasses import dataclass
from enum import StrEnum

from pydantic import TypeAdapter

from contracts.drafting import Draft, DraftClause


class Settled(StrEnum):
    """What a person did with a proposal."""

    ACCEPTED = "accepted"
    EDITED = "edited"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Choice:
    """reason: required, in the person's own words."""

    rule: str
    dimension: str
    settled: Settled
    reason: str


@dataclass(frozen=True, slots=True)
class ContractBody:
    """facts, options, edits: what was entered. clauses: the text as it stood, which a later library does not change.

    report_id, policy, book_version: the report, the job's threshold version (0: none of its own) and the clause data it rests on.
    """

    facts: dict[str, str]
    options: tuple[str, ...]
    edits: dict[str, str]
    choices: tuple[Choice, ...]
    clauses: tuple[DraftClause, ...]
    report_id: str
    policy: int
    book_version: str

    @property
    def draft(self) -> Draft:
        return Draft(self.clauses)


_BODY = TypeAdapter(ContractBody)


def contract_json(body: ContractBody) -> str:
    return _BODY.dump_json(body).decode()


def read_contract(text: str) -> ContractBody:
    return _BODY.validate_json(text)
