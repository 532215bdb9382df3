"""Contracts on HR's desk: facts, proposals, findings, versions, approval; and lint of any text."""

from datetime import date
from typing import Annotated

from pydantic import Field

from contracts.difference import Change
from contracts.proposals import Band
from contracts.variables import Kind
from hiring.contractjson import Settled
from hiring.model.contract import ContractState
from miniapp_api.schemas.base import Body, Id, Instant, Note, Reply

CLAUSE_MAX = 8_000
DOCUMENT_MAX = 60_000
FIELDS_MAX = 80
Key = Annotated[str, Field(max_length=60)]
Clause = Annotated[str, Field(max_length=CLAUSE_MAX)]


class ContractPath(Body):
    contract_id: Id


class VersionQuery(Body):
    """number 0: the latest. against: the version to compare with; 0: the one before."""

    number: Annotated[int, Field(ge=0, le=100_000)] = 0
    against: Annotated[int, Field(ge=0, le=100_000)] = 0


class ContractRow(Reply):
    id: str
    interview_id: str
    candidate_name: str
    job_title: str
    state: ContractState
    state_name: str
    author_name: str
    approver_name: str | None
    latest: int
    updated_at: Instant


class ReadyRow(Reply):
    """An approved interview for which no contract was prepared yet."""

    interview_id: str
    candidate_name: str
    job_title: str


class ContractsReply(Reply):
    contracts: list[ContractRow]
    ready: list[ReadyRow]


class ContractCreated(Reply):
    contract_id: str


class VariableOut(Reply):
    """One field of the facts form. needed: it must be given under the facts as they stand."""

    name: str
    label: str
    group: str
    kind: Kind
    max_chars: int
    least: int
    most: int
    options: list[str]
    needed: bool


class FindingOut(Reply):
    """severity: E blocks, W warns."""

    rule: str
    severity: str
    title: str
    article: str
    quote: str
    span: str
    note: str
    rewrite: str


class ClauseOut(Reply):
    key: str
    heading: str
    title: str
    text: str
    law: str
    edited: bool
    findings: list[FindingOut]


class OptionOut(Reply):
    """An optional clause. allowed: it fits this person's category."""

    key: str
    title: str
    law: str
    allowed: bool


class FaultOut(Reply):
    field: str
    message: str


class SettlementBody(Body):
    rule: Key
    dimension: Key
    settled: Settled
    reason: Note


class ChoiceOut(Reply):
    rule: str
    dimension: str
    settled: Settled
    reason: str


class ProposalOut(Reply):
    """Shown to HR only; the score is the basis of the suggestion and never part of a text."""

    rule: str
    dimension: str
    band: Band
    threshold: float
    score: float
    interval: list[float]
    quotes: list[str]
    clause: str
    title: str
    values: dict[str, str]
    text: str
    law: str
    why: str
    alternative: str


class VersionOut(Reply):
    number: int
    author_name: str
    created_at: Instant


class DatesOut(Reply):
    """Last days, each still belonging to its term; null where there is none."""

    term_end: date | None
    probation_end: date | None


class ContractReply(ContractRow):
    may_approve: bool
    note: str
    sign_reference: str
    has_signed_copy: bool
    pre_entry_reference: str
    facts: dict[str, str]
    chosen: list[str]
    edits: dict[str, str]
    choices: list[ChoiceOut]
    variables: list[VariableOut]
    options: list[OptionOut]
    proposals: list[ProposalOut]
    clauses: list[ClauseOut]
    document: list[FindingOut]
    faults: list[FaultOut]
    blocked: bool
    dates: DatesOut
    versions: list[VersionOut]
    disclaimer: str


class SaveContractBody(Body):
    """base: the version this was changed from."""

    base: Annotated[int, Field(ge=1)]
    facts: Annotated[dict[Key, Annotated[str, Field(max_length=500)]], Field(max_length=FIELDS_MAX)]
    options: Annotated[list[Key], Field(max_length=FIELDS_MAX)]
    edits: Annotated[dict[Key, Clause], Field(max_length=FIELDS_MAX)]
    choices: Annotated[list[SettlementBody], Field(max_length=FIELDS_MAX)]


class StepBody(Body):
    number: Annotated[int, Field(ge=1)]


class SignedQuery(Body):
    """number: the version that was signed."""

    number: Annotated[int, Field(ge=1)]


class ReasonBody(Body):
    reason: Annotated[Note, Field(min_length=1)]


class SavedReply(Reply):
    number: int


class TextPieceOut(Reply):
    kind: str
    text: str


class ClauseChangeOut(Reply):
    title: str
    change: Change
    pieces: list[TextPieceOut]


class DifferenceReply(Reply):
    before: int
    after: int
    changes: list[ClauseChangeOut]


class TextBody(Body):
    """Any text: one clause, or a whole contract when it is long or has numbered clauses."""

    text: Annotated[str, Field(max_length=DOCUMENT_MAX)]


class QuestionsBody(Body):
    """Interview questions or the lines of a job advertisement, one each."""

    lines: Annotated[list[Annotated[str, Field(max_length=2_000)]], Field(min_length=1, max_length=200)]


class LintedPart(Reply):
    text: str
    findings: list[FindingOut]


class TextLintReply(Reply):
    parts: list[LintedPart]
    document: list[FindingOut]
    blocked: bool
    disclaimer: str


class LineOut(Reply):
    """subject "" : nothing found."""

    text: str
    forbidden: bool
    subject: str
    law: str
    span: str


class QuestionLintReply(Reply):
    lines: list[LineOut]
    disclaimer: str


class ThresholdBody(Body):
    rule: Key
    threshold: Annotated[float, Field(ge=0, le=100)]
    max_width: Annotated[float, Field(ge=0, le=100)]
    enabled: bool


class PolicyBody(Body):
    base: Annotated[int, Field(ge=0)]
    thresholds: Annotated[list[ThresholdBody], Field(max_length=FIELDS_MAX)]


class PolicyRow(Reply):
    rule: str
    title: str
    dimensions: list[str]
    band: Band
    threshold: float
    max_width: float
    enabled: bool
    why: str


class PolicyReply(Reply):
    """number 0: the job has no thresholds of its own."""

    number: int
    rules: list[PolicyRow]


class RiskNoteOut(Reply):
    dimension: str
    statement: str
    quotes: list[str]
    measures: list[str]
    follow_up: list[str]


class RiskNotesReply(Reply):
    notes: list[RiskNoteOut]
    purpose: str
