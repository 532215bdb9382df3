"""Submit, approve by a second person, return, call off."""

from datetime import datetime

from contracts.book import ContractBook
from hiring import messages
from hiring.access import Access, of_interview
from hiring.commands import ContractStep, ReturnContract
from hiring.errors import Conflict, Invalid
from hiring.model.contract import OPEN_STATES, ContractState, EmploymentContract
from hiring.model.interview import Interview
from hiring.ports import Clock, Ids, UnitOfWork
from hiring.usecases.contract_errands import call_off_errands, hand_off, plan_reminders
from hiring.usecases.contracting import (
    MIN_REASON_CHARS,
    lock_contract,
    must_be_latest,
    must_be_ready,
    note_contract,
    person_of,
)

# ruff: noqa: ARG001 (every use case takes the same ports)


def submit_contract(
    command: ContractStep,
    *,
    uow: UnitOfWork,
    access: Access,
    clock: Clock,
    ids: Ids,
    book: ContractBook,
) -> bool:
    """Put the latest version before a second person. Raises Conflict(CO411) while anything stands in its way."""
    now = clock.now()
    with uow:
        contract, interview = lock_contract(uow, command.contract_id)
        access.authorize(command.actor, "contract.draft", of_interview(interview))
        contract.must_be(ContractState.DRAFT)
        must_be_latest(contract, command.number)
        must_be_ready(uow, contract, interview, book)
        contract.state, contract.submitted_at, contract.note = ContractState.SUBMITTED, now, ""
        note_contract(uow, command.actor, "contract.submit", contract, now, number=str(contract.latest))
        _ask_second_person(uow, contract, interview, ids=ids, now=now)
        uow.commit()
    return True


def _ask_second_person(
    uow: UnitOfWork, contract: EmploymentContract, interview: Interview, *, ids: Ids, now: datetime
) -> None:
    """The interview's manager may approve, unless they wrote a version; other colleagues of HR see it in the workbench."""
    if interview.manager_id in {v.created_by for v in uow.contracts.versions(contract.id)}:
        return
    asked = messages.text(
        "contract.submitted",
        interview.id,
        recipient=interview.manager_id,
        ids=ids,
        now=now,
        subject_id=contract.id,
    )
    uow.deliveries.post(asked)


def approve_contract(
    command: ContractStep, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids, book: ContractBook
) -> bool:
    """A person who wrote none of its versions approves; hand-offs and reminders are posted with it.

    Raises Conflict(CO403) for one who did (the database refuses it too), Conflict(CO409) for a version that is not the latest,
    Conflict(CO411) when the rules have changed since it was submitted.
    """
    now = clock.now()
    with uow:
        contract, interview = lock_contract(uow, command.contract_id)
        access.authorize(command.actor, "contract.approve", of_interview(interview))
        contract.must_be(ContractState.SUBMITTED)
        must_be_latest(contract, command.number)
        if person_of(command.actor) in {v.created_by for v in uow.contracts.versions(contract.id)}:
            raise Conflict("CO403")
        offer = must_be_ready(uow, contract, interview, book)
        contract.state, contract.approved_at = ContractState.APPROVED, now
        contract.approved_by = person_of(command.actor)
        hand_off(uow, contract, ids=ids, now=now)
        plan_reminders(uow, contract, offer, ids=ids, now=now)
        note_contract(uow, command.actor, "contract.approve", contract, now, number=str(contract.latest))
        uow.commit()
    return True


def return_contract(
    command: ReturnContract,
    *,
    uow: UnitOfWork,
    access: Access,
    clock: Clock,
    ids: Ids,
) -> bool:
    """Back to its author, with a reason. Raises Invalid(CO422) without one."""
    if len(command.reason.strip()) < MIN_REASON_CHARS:
        raise Invalid("CO422")
    with uow:
        contract, interview = lock_contract(uow, command.contract_id)
        access.authorize(command.actor, "contract.approve", of_interview(interview))
        contract.must_be(ContractState.SUBMITTED)
        contract.state, contract.submitted_at = ContractState.DRAFT, None
        contract.note = command.reason.strip()
        note_contract(uow, command.actor, "contract.return", contract, clock.now())
        uow.commit()
    return True


def withdraw_contract(
    command: ReturnContract,
    *,
    uow: UnitOfWork,
    access: Access,
    clock: Clock,
    ids: Ids,
) -> bool:
    """Call it off before it is signed; what has not gone out stays here. Raises Invalid(CO422) without a reason."""
    now = clock.now()
    if len(command.reason.strip()) < MIN_REASON_CHARS:
        raise Invalid("CO422")
    with uow:
        contract, interview = lock_contract(uow, command.contract_id)
        access.authorize(command.actor, "contract.draft", of_interview(interview))
        contract.must_be(*OPEN_STATES)
        contract.state, contract.note = ContractState.WITHDRAWN, command.reason.strip()
        call_off_errands(uow, contract, ids=ids, now=now)
        note_contract(uow, command.actor, "contract.withdraw", contract, now)
        uow.commit()
    return True
