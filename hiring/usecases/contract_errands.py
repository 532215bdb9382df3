"""What goes out about a contract: to be signed, to DingTalk's personnel files, and reminders of the dates the law sets."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta

from contracts.calendar import last_day, written
from contracts.drafting import Draft
from contracts.offer import Offer
from hiring import messages
from hiring.contractjson import read_contract
from hiring.links import Links
from hiring.model.contract import ENDED_STATES, ContractState, EmploymentContract
from hiring.model.delivery import OutboxKind, OutboxRow
from hiring.model.ids import ContractId, DingTalkUserId, StaffId
from hiring.notices import CONTRACT_NOTICES
from hiring.ports import Ids, PreEntry, UnitOfWork
from hiring.signing_ports import Papers, SigningOrder
from hiring.wording import SHANGHAI

_AT = time(9, 0)
# 劳动合同法 10: in writing within a month of the first day; 82: from then on the wage is doubled.
WRITTEN_AFTER = (timedelta(days=15), timedelta(days=25), timedelta(days=29))
PROBATION_AHEAD = (
    timedelta(days=30),
    timedelta(days=7),
)  # 劳动合同法 21, 39(1): the decision needs grounds and time
RENEWAL_AHEAD = (timedelta(days=60), timedelta(days=30))  # local rules ask for notice up to 30 days ahead

SIGN_WITHIN = timedelta(days=15)  # ours: half of the month that 劳动合同法 10 leaves

_ERRANDS = (OutboxKind.CONTRACT_SIGN, OutboxKind.CONTRACT_PRE_ENTRY)


def hand_off(uow: UnitOfWork, contract: EmploymentContract, *, ids: Ids, now: datetime) -> None:
    """Post the approved contract to signing and the person to pre-entry, once each."""
    for kind in _ERRANDS:
        uow.deliveries.post(messages.contract_errand(kind, contract, ids=ids, now=now))


def call_off_errands(uow: UnitOfWork, contract: EmploymentContract, *, ids: Ids, now: datetime) -> None:
    """What has not gone out stays here, and what was laid down to be signed is removed."""
    kinds = [*_ERRANDS, OutboxKind.CONTRACT_STANDING, OutboxKind.CONTRACT_REMINDER]
    uow.deliveries.withdraw(interview_id=contract.interview_id, kinds=kinds, now=now)
    uow.deliveries.post(messages.contract_clear(contract, ids=ids, now=now))


def plan_reminders(
    uow: UnitOfWork, contract: EmploymentContract, offer: Offer, *, ids: Ids, now: datetime
) -> None:
    """Withdraw what is planned and plan for the present dates; moments that have passed are left out."""
    uow.deliveries.withdraw(interview_id=contract.interview_id, kinds=[OutboxKind.CONTRACT_REMINDER], now=now)
    approved = contract.state in (ContractState.APPROVED, ContractState.SIGNED)
    for code, day in _reminders(offer, approved=approved):
        at = datetime.combine(day, _AT, tzinfo=SHANGHAI)
        if at > now:
            uow.deliveries.post(messages.contract_reminder(code, contract, at=at, ids=ids, now=now))


def _reminders(offer: Offer, *, approved: bool) -> Iterator[tuple[str, date]]:
    if offer.starts_on is not None:
        yield from (("contract.written", offer.starts_on + after) for after in WRITTEN_AFTER)
    if approved and offer.probation_ends_on is not None:
        yield from (("contract.probation", offer.probation_ends_on - ahead) for ahead in PROBATION_AHEAD)
    if approved and offer.ends_on is not None:
        yield from (("contract.renewal", offer.ends_on - ahead) for ahead in RENEWAL_AHEAD)


@dataclass(frozen=True, slots=True)
class SignErrand:
    """What is to be signed, as text still, and by whom. title: without personal data."""

    draft: Draft
    header: str
    contract_id: ContractId
    number: int
    title: str
    employer: str
    employer_user_id: DingTalkUserId
    worker: str
    worker_mobile: str
    worker_user_id: DingTalkUserId | None
    ends_at: datetime

    def order(self, papers: Papers) -> SigningOrder:
        facts = {f.name: getattr(self, f.name) for f in fields(SigningOrder) if f.name != "papers"}
        return SigningOrder(papers=papers, **facts)


def read_sign_errand(row: OutboxRow, *, uow: UnitOfWork) -> SignErrand | None:
    """None when it is not to be signed any more, or went out already."""
    with uow:
        contract = uow.contracts.get(ContractId(row.payload["contract_id"]))
        if contract.state != ContractState.APPROVED or contract.sign_reference:
            return None
        body = read_contract(uow.contracts.version(contract.id, contract.latest).payload)
        worker = uow.people.get_candidate(contract.candidate_id)
        assert contract.approved_at is not None, "an approved contract has its moment"
        return SignErrand(
            draft=body.draft,
            header=header_of(contract),
            contract_id=contract.id,
            number=contract.latest,
            title=f"劳动合同 {contract.id}",
            employer=body.facts["employer"],
            employer_user_id=uow.people.get_staff(contract.author_id).dingtalk_user_id,
            worker=body.facts["worker"],
            worker_mobile=worker.phone,
            worker_user_id=worker.dingtalk_user_id,
            ends_at=contract.approved_at + SIGN_WITHIN,
        )


def header_of(contract: EmploymentContract, number: int | None = None) -> str:
    """What every page of the paper says about its standing."""
    number = number or contract.latest
    if contract.state in (ContractState.APPROVED, ContractState.SIGNED) and number == contract.latest:
        return f"合同编号 {contract.id} · 第 {number} 版"
    return f"草稿第 {number} 版 · 未经审批，不得签署"


def read_pre_entry(
    row: OutboxRow, *, uow: UnitOfWork, read_offer: Callable[[dict[str, str], tuple[str, ...]], Offer]
) -> PreEntry | None:
    """None when the contract was called off or the person is entered already."""
    with uow:
        contract = uow.contracts.get(ContractId(row.payload["contract_id"]))
        if contract.state in ENDED_STATES or contract.pre_entry_reference:
            return None
        candidate = uow.people.get_candidate(contract.candidate_id)
        body = read_contract(uow.contracts.version(contract.id, contract.latest).payload)
        starts = read_offer(body.facts, body.options).starts_on
        assert starts is not None, "an approved contract has a first day"
        begins = datetime.combine(starts, _AT, tzinfo=SHANGHAI)
        return PreEntry(candidate.name, candidate.phone, begins)


def note_pre_entry(row: OutboxRow, reference: str, *, uow: UnitOfWork) -> None:
    """Keep what DingTalk answered. A row delivered twice keeps the latest."""
    with uow:
        uow.contracts.lock(ContractId(row.payload["contract_id"])).pre_entry_reference = reference
        uow.commit()


def read_reminder(
    row: OutboxRow,
    *,
    uow: UnitOfWork,
    links: Links,
    read_offer: Callable[[dict[str, str], tuple[str, ...]], Offer],
) -> tuple[DingTalkUserId, str] | None:
    """Recipient and text; None when it no longer matters."""
    with uow:
        contract = uow.contracts.get(ContractId(row.payload["contract_id"]))
        code = row.payload["text_code"]
        settled = contract.state == ContractState.SIGNED and code == "contract.written"
        if contract.state in ENDED_STATES or settled:
            return None
        body = read_contract(uow.contracts.version(contract.id, contract.latest).payload)
        offer = read_offer(body.facts, body.options)
        due = _due(code, offer)
        if due is None:
            return None
        name = uow.people.get_candidate(contract.candidate_id).name
        text = CONTRACT_NOTICES[code].format(
            candidate=name, day=written(due), page=links.contract(contract.id)
        )
        return uow.people.get_staff(StaffId(row.payload["recipient"])).dingtalk_user_id, text


def _due(code: str, offer: Offer) -> date | None:
    if code == "contract.probation":
        return offer.probation_ends_on
    if code == "contract.renewal":
        return offer.ends_on
    return None if offer.starts_on is None else last_day(offer.starts_on, months=1)
