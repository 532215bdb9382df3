"""A contract as HR's pages show it: facts, proposals, clauses with what the linter says, versions."""

from typing import Any

from contracts.book import ContractBook
from contracts.difference import difference
from contracts.drafting import DRAFT_NOTICE, DraftClause, Review
from contracts.findings import Finding
from contracts.offer import Offer
from contracts.proposals import Proposal
from contracts.variables import required
from hiring.access import of_interview
from hiring.contractjson import ContractBody, read_contract
from hiring.model.contract import STATE_NAMES, ContractState, EmploymentContract
from hiring.model.people import Actor
from hiring.usecases.contracting import examine, proposals_for
from miniapp_api.schemas.contracts import (
    ChoiceOut,
    ClauseChangeOut,
    ClauseOut,
    ContractReply,
    ContractRow,
    DatesOut,
    DifferenceReply,
    FaultOut,
    FindingOut,
    OptionOut,
    ProposalOut,
    TextPieceOut,
    VariableOut,
    VersionOut,
)
from miniapp_api.services import services
from storage.reads.contracts import ContractLine, contract_line, version_lines
from storage.uow import SqlUnitOfWork


def row(line: ContractLine) -> ContractRow:
    return ContractRow(**_row(line))


def page(uow: SqlUnitOfWork, contract: EmploymentContract, actor: Actor, book: ContractBook) -> ContractReply:
    """Its latest version with everything a person needs to go on."""
    body = read_contract(uow.contracts.version(contract.id, contract.latest).payload)
    interview = uow.interviews.get(contract.interview_id)
    proposals = proposals_for(uow, contract, body, book)
    offer, checked = examine(body, proposals, interview, book)
    writers = {v.created_by for v in uow.contracts.versions(contract.id)}
    allowed = services().access.allows(actor, "contract.approve", of_interview(interview))
    waits = contract.state == ContractState.SUBMITTED
    return ContractReply(
        **_row(contract_line(uow.session, contract.id)),
        may_approve=waits and allowed and actor.staff_id not in writers,
        note=contract.note,
        sign_reference=contract.sign_reference,
        has_signed_copy=bool(contract.signed_sha256),
        pre_entry_reference=contract.pre_entry_reference,
        facts=body.facts,
        chosen=list(body.options),
        edits=body.edits,
        choices=[ChoiceOut.model_validate(c) for c in body.choices],
        variables=_variables(offer, book),
        options=_options(offer, book),
        proposals=[_proposal(p) for p in proposals],
        clauses=[_clause(c, checked) for c in body.clauses],
        document=[finding(f) for f in checked.document],
        faults=[FaultOut(field=f.field, message=f.message) for f in checked.faults],
        blocked=checked.blocks,
        dates=DatesOut(term_end=offer.ends_on, probation_end=offer.probation_ends_on),
        versions=[VersionOut.model_validate(v) for v in version_lines(uow.session, contract.id)],
        disclaimer=DRAFT_NOTICE,
    )


def changes(before: ContractBody | None, after: ContractBody, *, numbers: tuple[int, int]) -> DifferenceReply:
    """before None: the first version, all of it new."""
    old = {c.title: c.text for c in before.clauses} if before else {}
    found = difference(old, {c.title: c.text for c in after.clauses})
    return DifferenceReply(
        before=numbers[0],
        after=numbers[1],
        changes=[
            ClauseChangeOut(
                title=c.title,
                change=c.change,
                pieces=[TextPieceOut(kind=p.kind, text=p.text) for p in c.pieces],
            )
            for c in found
        ],
    )


def finding(found: Finding) -> FindingOut:
    return FindingOut(
        rule=found.rule,
        severity=found.severity.value,
        title=found.title,
        article=found.article,
        quote=found.quote,
        span=found.span_text,
        note=found.note,
        rewrite=found.rewrite,
    )


def _row(line: ContractLine) -> dict[str, Any]:
    return {name: getattr(line, name) for name in line.__slots__} | {"state_name": STATE_NAMES[line.state]}


def _variables(offer: Offer, book: ContractBook) -> list[VariableOut]:
    return [
        VariableOut(
            name=v.name,
            label=v.label,
            group=v.group,
            kind=v.kind,
            max_chars=v.max_chars,
            least=v.least,
            most=v.most,
            options=list(v.options),
            needed=required(v, offer.facts),
        )
        for v in book.variables.values()
    ]


def _options(offer: Offer, book: ContractBook) -> list[OptionOut]:
    return [
        OptionOut(key=t.key, title=t.clause.title, law=t.law, allowed=t.fits(offer.facts))
        for t in book.templates.values()
        if t.optional
    ]


def _clause(clause: DraftClause, checked: Review) -> ClauseOut:
    return ClauseOut(
        key=clause.key,
        heading=clause.heading,
        title=clause.title,
        text=clause.text,
        law=clause.law,
        edited=clause.edited,
        findings=[finding(f) for f in checked.clauses.get(clause.key, ())],
    )


def _proposal(p: Proposal) -> ProposalOut:
    facts = {name: getattr(p, name) for name in p.__dataclass_fields__}
    return ProposalOut(
        **facts | {"interval": list(p.interval), "quotes": list(p.quotes), "values": dict(p.values)}
    )
