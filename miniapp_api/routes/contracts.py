"""HR: contracts after an approved interview; a second person approves them."""

from flask import Response, request

from contracts.drafting import Draft
from documents.contract_papers import DOCX_TYPE, PDF_TYPE
from hiring.access import of_interview
from hiring.commands import BringSignedCopy, ContractStep, OnInterview, ReturnContract, SaveContract
from hiring.contractjson import Choice, read_contract
from hiring.errors import NotFound
from hiring.model.contract import EmploymentContract
from hiring.model.delivery import AuditEntry
from hiring.model.ids import ContractId, InterviewId
from hiring.model.people import Role
from hiring.usecases.contract_errands import header_of
from hiring.usecases.contract_steps import (
    approve_contract,
    return_contract,
    submit_contract,
    withdraw_contract,
)
from hiring.usecases.contracting import prepare_contract, save_contract
from hiring.usecases.signing import SIGNED_MAX_BYTES, bring_signed_copy, signed_copy_key
from miniapp_api import contract_view
from miniapp_api.blueprints import area
from miniapp_api.idempotency import once
from miniapp_api.replies import reply
from miniapp_api.schemas.base import Done, InterviewPath
from miniapp_api.schemas.contracts import (
    ContractCreated,
    ContractPath,
    ContractReply,
    ContractsReply,
    DifferenceReply,
    ReadyRow,
    ReasonBody,
    SaveContractBody,
    SavedReply,
    SignedQuery,
    StepBody,
    VersionQuery,
)
from miniapp_api.services import actor, ports, services
from storage.reads.contracts import contract_list, ready_for_contract
from storage.uow import SqlUnitOfWork

api = area("contracts", "Employment contracts")

_FILE = {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}


@api.get("/contracts", responses={200: ContractsReply})
def read_contracts() -> Response:
    """HR sees all, and whom a contract could be prepared for; a manager those of their own interviews."""
    is_hr = Role.HR in actor().roles
    with services().uow() as uow:
        lines = contract_list(uow.session, manager_id=None if is_hr else actor().staff_id)
        ready = ready_for_contract(uow.session) if is_hr else []
    rows = [ReadyRow.model_validate(r) for r in ready]
    return reply(ContractsReply(contracts=[contract_view.row(line) for line in lines], ready=rows))


@api.post("/interviews/<interview_id>/contract", responses={201: ContractCreated})
def prepare(path: InterviewPath) -> Response:
    """Begin a contract after an approved decision."""
    command = OnInterview(actor(), InterviewId(path.interview_id))
    book = services().book
    return once(
        lambda: reply(ContractCreated(contract_id=prepare_contract(command, **ports(), book=book)), 201)
    )


@api.get("/contracts/<contract_id>", responses={200: ContractReply})
def read_one(path: ContractPath) -> Response:
    """The latest version: facts, proposals with their basis, clauses with findings. Reading is audited."""
    s = services()
    with s.uow() as uow:
        contract = _readable(uow, path.contract_id)
        answer = contract_view.page(uow, contract, actor(), s.book)
        _audit(uow, contract, "contract.read")
        uow.commit()
    return reply(answer)


@api.put("/contracts/<contract_id>", responses={200: SavedReply})
def save(path: ContractPath, body: SaveContractBody) -> Response:
    """Keep a new version of the draft."""
    choices = tuple(Choice(c.rule, c.dimension, c.settled, c.reason) for c in body.choices)
    command = SaveContract(
        actor(),
        ContractId(path.contract_id),
        body.base,
        dict(body.facts),
        tuple(body.options),
        dict(body.edits),
        choices,
    )
    return once(lambda: reply(SavedReply(number=save_contract(command, **ports(), book=services().book))))


@api.post("/contracts/<contract_id>/submit", responses={200: Done})
def submit(path: ContractPath, body: StepBody) -> Response:
    """Put it before a second person."""
    command = ContractStep(actor(), ContractId(path.contract_id), body.number)
    return once(lambda: reply(Done(changed=submit_contract(command, **ports(), book=services().book))))


@api.post("/contracts/<contract_id>/approve", responses={200: Done})
def approve(path: ContractPath, body: StepBody) -> Response:
    """Approve what somebody else drafted; it goes to signing and to pre-entry."""
    command = ContractStep(actor(), ContractId(path.contract_id), body.number)
    return once(lambda: reply(Done(changed=approve_contract(command, **ports(), book=services().book))))


@api.post("/contracts/<contract_id>/return", responses={200: Done})
def send_back(path: ContractPath, body: ReasonBody) -> Response:
    """Back to its author, with a reason."""
    command = ReturnContract(actor(), ContractId(path.contract_id), body.reason)
    return once(lambda: reply(Done(changed=return_contract(command, **ports()))))


@api.post("/contracts/<contract_id>/withdraw", responses={200: Done})
def withdraw(path: ContractPath, body: ReasonBody) -> Response:
    """Call it off before it is signed."""
    command = ReturnContract(actor(), ContractId(path.contract_id), body.reason)
    return once(lambda: reply(Done(changed=withdraw_contract(command, **ports()))))


@api.post("/contracts/<contract_id>/signed", responses={200: Done})
def signed(path: ContractPath, query: SignedQuery) -> Response:
    """Bring the signed copy: the request's body is the PDF. Only with it an approved contract is signed."""
    request.max_content_length = (
        SIGNED_MAX_BYTES + 1
    )  # one more, so that the use case refuses in its own words
    command = BringSignedCopy(actor(), ContractId(path.contract_id), query.number, request.get_data())
    return reply(Done(changed=bring_signed_copy(command, **ports(), media=services().media)))


@api.get("/contracts/<contract_id>/signed", responses={200: _FILE})
def read_signed(path: ContractPath) -> Response:
    """The signed copy. Reading is audited."""
    with services().uow() as uow:
        contract = _readable(uow, path.contract_id)
        if not contract.signed_sha256:
            raise NotFound("CO416")
        _audit(uow, contract, "contract.download", number="signed")
        uow.commit()
        content = b"".join(services().media.read(signed_copy_key(contract.id), contract.candidate_id))
    return _file(content, PDF_TYPE, f"{contract.id}-signed.pdf")


@api.get("/contracts/<contract_id>/difference", responses={200: DifferenceReply})
def read_difference(path: ContractPath, query: VersionQuery) -> Response:
    """What a version changed, clause by clause."""
    with services().uow() as uow:
        contract = _readable(uow, path.contract_id)
        number = query.number or contract.latest
        against = query.against or number - 1
        after = read_contract(uow.contracts.version(contract.id, number).payload)
        before = read_contract(uow.contracts.version(contract.id, against).payload) if against else None
    return reply(contract_view.changes(before, after, numbers=(against, number)))


@api.get("/contracts/<contract_id>/docx", responses={200: _FILE})
def read_docx(path: ContractPath, query: VersionQuery) -> Response:
    """One version as DOCX."""
    drafted, header, name = _paper(path, query)
    return _file(services().papers.docx(drafted, header=header), DOCX_TYPE, f"{name}.docx")


@api.get("/contracts/<contract_id>/pdf", responses={200: _FILE})
def read_pdf(path: ContractPath, query: VersionQuery) -> Response:
    """One version as PDF; 503 where the font was not fetched."""
    drafted, header, name = _paper(path, query)
    return _file(
        services().papers.pdf(drafted, header=header, dated=services().clock.now()), PDF_TYPE, f"{name}.pdf"
    )


def _paper(path: ContractPath, query: VersionQuery) -> tuple[Draft, str, str]:
    with services().uow() as uow:
        contract = _readable(uow, path.contract_id)
        number = query.number or contract.latest
        body = read_contract(uow.contracts.version(contract.id, number).payload)
        _audit(uow, contract, "contract.download", number=str(number))
        uow.commit()
        return body.draft, header_of(contract, number), f"{contract.id}-v{number}"


def _readable(uow: SqlUnitOfWork, contract_id: str) -> EmploymentContract:
    contract = uow.contracts.get(ContractId(contract_id))
    interview = uow.interviews.get(contract.interview_id)
    services().access.authorize(actor(), "contract.read", of_interview(interview))
    return contract


def _audit(uow: SqlUnitOfWork, contract: EmploymentContract, action: str, **facts: str) -> None:
    entry = AuditEntry(actor().audit_name, action, f"contract:{contract.id}", services().clock.now(), facts)
    uow.audit.record(entry)


def _file(content: bytes, mimetype: str, name: str) -> Response:
    answer = Response(content, mimetype=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
