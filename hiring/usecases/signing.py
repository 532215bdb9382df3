"""An approved contract at the signing service, and the signed copy that comes back.

A process is begun once: the attempt is noted before the service is asked, and while its answer is not known no other
attempt is made by itself. What the service says about a process that is not the contract's own, or about a contract
that moved on meanwhile, changes nothing.
"""

import hashlib
from datetime import datetime, timedelta

from hiring import messages
from hiring.access import Access, of_interview
from hiring.commands import BringSignedCopy
from hiring.errors import Conflict, Invalid, OutcomeUnknown
from hiring.model.contract import ContractState, EmploymentContract
from hiring.model.delivery import AuditEntry, OutboxKind, OutboxRow
from hiring.model.ids import ContractId
from hiring.model.people import SYSTEM, Actor
from hiring.ports import Clock, Ids, MediaStore, UnitOfWork
from hiring.signing_ports import SigningState
from hiring.usecases.contracting import lock_contract, must_be_latest, note_contract

LOOK_EVERY = timedelta(minutes=15)  # ours: soon enough for HR, four free calls an hour and contract
SIGNED_MAX_BYTES = 20 * 2**20  # a scan of twenty pages
_PDF_HEAD, _PDF_END, _END_WITHIN = b"%PDF-", b"%%EOF", 2048

_ENDS: dict[SigningState, ContractState] = {
    SigningState.SIGNED: ContractState.SIGNED,
    SigningState.DECLINED: ContractState.DECLINED,
    SigningState.EXPIRED: ContractState.EXPIRED,
    SigningState.STOPPED: ContractState.STOPPED,
}


def begin_process(row: OutboxRow, *, uow: UnitOfWork) -> None:
    """Note that this attempt asks the service. Raises OutcomeUnknown where an earlier attempt may have begun one.

    A person who lets the row go out once more begins its count of attempts anew, and thereby answers for it.
    """
    with uow:
        contract = uow.contracts.lock(ContractId(row.payload["contract_id"]))
        if 0 < contract.sign_attempt < row.attempts:
            raise OutcomeUnknown("process_may_exist")
        contract.sign_attempt = row.attempts
        uow.commit()


def forget_process(row: OutboxRow, *, uow: UnitOfWork) -> None:
    """The service surely began none: the next attempt may ask again."""
    with uow:
        uow.contracts.lock(ContractId(row.payload["contract_id"])).sign_attempt = 0
        uow.commit()


def note_handed_off(
    row: OutboxRow, reference: str, pdf: bytes, *, watched: bool, uow: UnitOfWork, ids: Ids, now: datetime
) -> None:
    """Keep the reference and the paper's hash; of a service, look at the process from now on."""
    with uow:
        contract = uow.contracts.lock(ContractId(row.payload["contract_id"]))
        contract.sign_reference, contract.sign_attempt = reference, 0
        contract.paper_sha256 = hashlib.sha256(pdf).hexdigest()
        if watched:
            uow.deliveries.post(messages.contract_look(contract, 1, at=now + LOOK_EVERY, ids=ids, now=now))
        uow.commit()


def process_to_look_at(row: OutboxRow, *, uow: UnitOfWork) -> str | None:
    """The reference; None when the contract moved on."""
    with uow:
        contract = uow.contracts.get(ContractId(row.payload["contract_id"]))
        return contract.sign_reference if _concerns(row, contract) else None


def settle_process(
    row: OutboxRow, standing: SigningState, *, uow: UnitOfWork, ids: Ids, now: datetime
) -> bool:
    """What the service says becomes the contract's state, and its author hears of it. False while nothing changed."""
    with uow:
        contract = uow.contracts.lock(ContractId(row.payload["contract_id"]))
        if not _concerns(row, contract):
            return False
        if standing == SigningState.OPEN:
            further = int(row.payload["look"]) + 1
            uow.deliveries.post(
                messages.contract_look(contract, further, at=now + LOOK_EVERY, ids=ids, now=now)
            )
            uow.commit()
            return False
        contract.state = _ENDS[standing]
        if contract.state == ContractState.SIGNED:
            contract.signed_at = now
        else:
            kinds = [OutboxKind.CONTRACT_REMINDER, OutboxKind.CONTRACT_PRE_ENTRY]
            uow.deliveries.withdraw(interview_id=contract.interview_id, kinds=kinds, now=now)
        told = messages.text(
            f"contract.{contract.state}",
            contract.interview_id,
            recipient=contract.author_id,
            ids=ids,
            now=now,
            subject_id=contract.id,
        )
        uow.deliveries.post(told)
        facts = {"by": "service"}
        uow.audit.record(
            AuditEntry(SYSTEM.audit_name, f"contract.{contract.state}", f"contract:{contract.id}", now, facts)
        )
        uow.commit()
    return True


def bring_signed_copy(
    command: BringSignedCopy,
    *,
    uow: UnitOfWork,
    access: Access,
    clock: Clock,
    ids: Ids,
    media: MediaStore,
) -> bool:
    """Keep the signed copy, encrypted with the worker's key; an approved contract is signed from then on.

    False when this very copy is kept already. Raises Invalid(CO413, CO415, CO424), Conflict(CO302) for a contract that is
    not to be signed, Conflict(CO409) for another version, Conflict(CO425) when another copy is kept.
    """
    check_signed_copy(command.content)
    with uow:
        contract, interview = lock_contract(uow, command.contract_id)
        access.authorize(command.actor, "contract.draft", of_interview(interview))
        must_be_latest(contract, command.number)
        return _keep_signed_copy(
            uow, contract, command.content, command.actor, media=media, ids=ids, now=clock.now()
        )


def bring_signed_copy_on_console(
    contract_id: ContractId, content: bytes, *, uow: UnitOfWork, clock: Clock, ids: Ids, media: MediaStore
) -> bool:
    """The same for whoever operates the machine."""
    check_signed_copy(content)
    with uow:
        contract, _ = lock_contract(uow, contract_id)
        return _keep_signed_copy(uow, contract, content, SYSTEM, media=media, ids=ids, now=clock.now())


def _keep_signed_copy(
    uow: UnitOfWork,
    contract: EmploymentContract,
    content: bytes,
    actor: Actor,
    *,
    media: MediaStore,
    ids: Ids,
    now: datetime,
) -> bool:
    digest = hashlib.sha256(content).hexdigest()
    contract.must_be(ContractState.APPROVED, ContractState.SIGNED)
    if contract.signed_sha256 == digest:
        return False
    if contract.signed_sha256:
        raise Conflict("CO425")
    if digest == contract.paper_sha256:
        raise Invalid("CO424")
    with media.writer(signed_copy_key(contract.id), contract.candidate_id, offset=0) as file:
        file.append(content)
        file.seal()
    contract.signed_sha256 = digest
    if contract.state == ContractState.APPROVED:
        contract.state, contract.signed_at = ContractState.SIGNED, now
    uow.deliveries.post(
        messages.contract_clear(contract, ids=ids, now=now)
    )  # plain copies have done their work
    note_contract(uow, actor, "contract.signed", contract, now, sha256=digest)
    uow.commit()
    return True


def check_signed_copy(content: bytes) -> None:
    """Raises Invalid(CO413) over SIGNED_MAX_BYTES, Invalid(CO415) for what is no whole PDF."""
    if len(content) > SIGNED_MAX_BYTES:
        raise Invalid("CO413", limit_mib=SIGNED_MAX_BYTES // 2**20)
    if not content.startswith(_PDF_HEAD) or _PDF_END not in content[-_END_WITHIN:]:
        raise Invalid("CO415")


def signed_copy_key(contract_id: ContractId) -> str:
    return f"contracts/{contract_id}/signed"


def _concerns(row: OutboxRow, contract: EmploymentContract) -> bool:
    return contract.state == ContractState.APPROVED and contract.sign_reference == row.payload["reference"]
