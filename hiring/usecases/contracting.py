"""HR prepares a contract after an approved interview; a second person approves; the hand-offs go to the outbox."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from contracts.book import ContractBook
from contracts.drafting import Review, draft, review
from contracts.offer import FIXED, ORDINARY_ROLE, Offer
from contracts.proposals import Proposal, for_job, propose
from contracts.variables import Fault
from hiring.access import Access, of_interview
from hiring.commands import OnInterview, SaveContract
from hiring.contractjson import Choice, ContractBody, Settled, contract_json, read_contract
from hiring.errors import Conflict, Invalid
from hiring.model.contract import ContractState, ContractVersion, EmploymentContract
from hiring.model.delivery import AuditEntry
from hiring.model.ids import ContractId, ReportId, StaffId
from hiring.model.interview import Interview, InterviewState
from hiring.model.people import Actor
from hiring.ports import Clock, Ids, UnitOfWork
from hiring.reportjson import read_report
from hiring.usecases.contract_errands import plan_reminders
from hiring.usecases.evidence import measures_of

MIN_REASON_CHARS = 2
STANDARD_HOURS = "标准工时制"


def prepare_contract(
    command: OnInterview, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids, book: ContractBook
) -> ContractId:
    """Begin a contract with what is known already. Raises Conflict(CO412) before approval, Conflict(CO303) when there is one."""
    now = clock.now()
    with uow:
        interview = uow.interviews.lock(command.interview_id)
        access.authorize(command.actor, "contract.draft", of_interview(interview))
        report = uow.processing.latest_report(interview.id)
        if interview.state != InterviewState.APPROVED or report is None:
            raise Conflict("CO412")
        contract = EmploymentContract(
            id=ContractId(ids.new("co")),
            interview_id=interview.id,
            candidate_id=interview.candidate_id,
            job_id=interview.job_id,
            author_id=person_of(command.actor),
            created_at=now,
        )
        uow.contracts.add(contract)
        known = {
            "employer": interview.plan.company,
            "worker": uow.people.get_candidate(interview.candidate_id).name,
            "position": interview.plan.job_title,
            "term_kind": FIXED,
            "role_kind": ORDINARY_ROLE,
            "hours_system": STANDARD_HOURS,
        }
        body = ContractBody(known, (), {}, (), (), report.id, 0, "")
        _write(uow, contract, _drafted(body, book), command.actor, ids=ids, now=now)
        note_contract(uow, command.actor, "contract.prepare", contract, now)
        uow.commit()
    return contract.id


def save_contract(
    command: SaveContract, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids, book: ContractBook
) -> int:
    """Keep a new version; its number. Incomplete and even unlawful drafts may be kept, they only can't be submitted.

    Raises Conflict(CO409) when somebody saved meanwhile, Conflict(CO302) once it is no draft, Invalid(CO422) for a choice without a reason.
    """
    now = clock.now()
    if any(len(c.reason.strip()) < MIN_REASON_CHARS for c in command.choices):
        raise Invalid("CO422")
    with uow:
        contract, interview = lock_contract(uow, command.contract_id)
        access.authorize(command.actor, "contract.draft", of_interview(interview))
        contract.must_be(ContractState.DRAFT)
        must_be_latest(contract, command.base)
        before = current_body(uow, contract)
        body = ContractBody(
            command.facts, command.options, command.edits, command.choices, (), before.report_id, 0, ""
        )
        number = _write(uow, contract, _drafted(body, book), command.actor, ids=ids, now=now)
        offer = book.read_offer(command.facts, command.options)
        plan_reminders(uow, contract, offer, ids=ids, now=now)
        note_contract(uow, command.actor, "contract.save", contract, now, number=str(number))
        uow.commit()
    return number


def current_body(uow: UnitOfWork, contract: EmploymentContract) -> ContractBody:
    """What the latest version holds."""
    return read_contract(uow.contracts.version(contract.id, contract.latest).payload)


def proposals_for(
    uow: UnitOfWork, contract: EmploymentContract, body: ContractBody, book: ContractBook
) -> tuple[Proposal, ...]:
    """What the pinned report proposes under the job's thresholds of today."""
    report = uow.processing.get_report(ReportId(body.report_id))
    policy = uow.contracts.policy(contract.job_id)
    rules = for_job(book.proposals, policy.thresholds if policy else ())
    return propose(measures_of(read_report(report.payload)), rules, book.templates)


def examine(
    body: ContractBody, proposals: tuple[Proposal, ...], interview: Interview, book: ContractBook
) -> tuple[Offer, Review]:
    """The draft as it stands, with everything that speaks against submitting it."""
    offer = book.read_offer(body.facts, body.options)
    checked = review(body.draft, offer, book, dimensions=tuple(interview.plan.weights))
    unsettled = _unsettled(body, proposals)
    return offer, Review((*checked.faults, *unsettled), checked.clauses, checked.document)


def _unsettled(body: ContractBody, proposals: tuple[Proposal, ...]) -> list[Fault]:
    settled = {(c.rule, c.dimension): c for c in body.choices}
    faults = []
    for p in proposals:
        choice = settled.get((p.rule, p.dimension))
        if choice is None:
            faults.append(
                Fault("proposals", f"“{p.dimension}”的条款建议尚未处理，请采纳、修改或放弃，并写明理由。")
            )
        elif _taken(choice) and p.clause and p.clause not in body.options:
            faults.append(Fault("proposals", f"已采纳“{p.title}”，但合同中没有该条款。"))
    return faults


def _taken(choice: Choice) -> bool:
    return choice.settled in (Settled.ACCEPTED, Settled.EDITED)


def _drafted(body: ContractBody, book: ContractBook) -> ContractBody:
    offer = book.read_offer(body.facts, body.options)
    clauses = draft(offer, _known_edits(body.edits, book), book).clauses
    return replace(body, clauses=clauses, book_version=book.version)


def _known_edits(edits: Mapping[str, str], book: ContractBook) -> dict[str, str]:
    return {key: text for key, text in edits.items() if key in book.templates}


def _write(
    uow: UnitOfWork,
    contract: EmploymentContract,
    body: ContractBody,
    actor: Actor,
    *,
    ids: Ids,
    now: datetime,
) -> int:
    policy = uow.contracts.policy(contract.job_id)
    pinned = replace(body, policy=policy.number if policy else 0)
    contract.latest += 1
    contract.author_id = person_of(actor)
    uow.contracts.add_version(
        ContractVersion(
            id=ids.new("cv"),
            contract_id=contract.id,
            candidate_id=contract.candidate_id,
            number=contract.latest,
            payload=contract_json(pinned),
            created_by=person_of(actor),
            created_at=now,
        )
    )
    return contract.latest


def must_be_ready(
    uow: UnitOfWork, contract: EmploymentContract, interview: Interview, book: ContractBook
) -> Offer:
    body = current_body(uow, contract)
    offer, checked = examine(body, proposals_for(uow, contract, body, book), interview, book)
    if checked.blocks:
        raise Conflict("CO411")
    return offer


def lock_contract(uow: UnitOfWork, contract_id: ContractId) -> tuple[EmploymentContract, Interview]:
    contract = uow.contracts.lock(contract_id)
    return contract, uow.interviews.get(contract.interview_id)


def must_be_latest(contract: EmploymentContract, number: int) -> None:
    if number != contract.latest:
        raise Conflict("CO409")


def person_of(actor: Actor) -> StaffId:
    if actor.staff_id is None:
        raise Invalid("CO422")
    return actor.staff_id


def note_contract(
    uow: UnitOfWork, actor: Actor, action: str, contract: EmploymentContract, now: datetime, **facts: str
) -> None:
    uow.audit.record(AuditEntry(actor.audit_name, action, f"contract:{contract.id}", now, facts))
