"""The approved contract on its way out: the signing folder, DingTalk's pre-entry, reminders; nothing twice without need."""

from datetime import timedelta

import pytest

from config.clauses.files import contract_book
from contracts.drafting import draft
from hiring import messages
from hiring.contractjson import ContractBody, contract_json
from hiring.model.contract import ContractState
from hiring.model.delivery import OutboxKind
from storage.reads.deliveries import DeliveryState, delivery_list
from tests.contracts.test_drafting import SENSIBLE, an_offer
from tests.factories import (
    NOON,
    a_candidate,
    a_contract,
    a_contract_version,
    a_job,
    a_staff,
    an_interview,
    store,
)
from tests.workers.conftest import FONTS
from workers.relay import ERRAND_KINDS, Lane

BOOK = contract_book()
needs_font = pytest.mark.skipif(not FONTS.exists(), reason="the font was not fetched: mingmian models pull")


@pytest.fixture
def contract(runtime):
    """co_1, written by zhou, approved by chen."""
    runtime.clock.set(NOON)
    body = ContractBody(
        dict(SENSIBLE), (), {}, (), draft(an_offer(), {}, BOOK).clauses, "rp_1", 0, BOOK.version
    )
    row = a_contract(id="co_1", latest=1)
    with runtime.storage.new_uow() as uow:
        people = [
            a_staff(id="st_hr", dingtalk_user_id="zhou"),
            a_staff(id="st_manager", dingtalk_user_id="chen"),
        ]
        store(
            uow,
            [
                *people,
                a_candidate(id="ca_1", dingtalk_user_id=None),
                a_job(id="jb_1"),
                an_interview(id="iv_1"),
            ],
        )
        store(uow, [row, a_contract_version(payload=contract_json(body))])
        uow.session.flush()
        row.state, row.approved_by, row.approved_at = ContractState.APPROVED, "st_manager", NOON
        uow.commit()
    return row


def post(runtime, *rows):
    with runtime.storage.new_uow() as uow:
        store(uow, rows)
        uow.commit()


def deliver_all(runtime, desk):
    lane = Lane(runtime.storage, desk, ERRAND_KINDS)
    while lane.deliver_next():
        pass


def errand(kind, contract, runtime):
    return messages.contract_errand(kind, contract, ids=runtime.ids, now=runtime.clock.now())


def kept(runtime):
    with runtime.storage.new_uow() as uow:
        return uow.contracts.get("co_1")


@pytest.mark.model
@needs_font
def test_the_contract_is_laid_down_to_be_signed(runtime, desk, contract):
    post(runtime, errand(OutboxKind.CONTRACT_SIGN, contract, runtime))
    deliver_all(runtime, desk)
    folder = runtime.settings.home / "signing" / "co_1"
    assert (folder / "contract.pdf").read_bytes().startswith(b"%PDF")
    assert (folder / "contract.docx").read_bytes().startswith(b"PK")
    assert folder.stat().st_mode & 0o077 == 0
    assert kept(runtime).sign_reference == "folder:signing/co_1"


def test_papers_that_lie_here_are_removed_and_missing_ones_are_no_fault(runtime, desk, contract):
    folder = runtime.settings.home / "signing" / "co_1"
    folder.mkdir(parents=True)
    (folder / "contract.pdf").write_bytes(b"%PDF")
    for _ in range(2):
        post(runtime, messages.contract_clear(contract, ids=runtime.ids, now=NOON))
        deliver_all(runtime, desk)
        assert not folder.exists()


def test_the_person_is_entered_in_dingtalk_once(runtime, desk, contract, sandbox):
    post(runtime, errand(OutboxKind.CONTRACT_PRE_ENTRY, contract, runtime))
    deliver_all(runtime, desk)
    post(runtime, errand(OutboxKind.CONTRACT_PRE_ENTRY, contract, runtime))
    deliver_all(runtime, desk)
    (entry,) = sandbox.admin("GET", "/pre-entries")["preEntries"]
    assert (entry["name"], entry["mobile"]) == ("王小明", "13800001234")
    assert entry["pre_entry_time_ms"] == 1796086800000  # 2026-12-01 09:00 in Shanghai
    assert entry["sends_message"] is False
    assert kept(runtime).pre_entry_reference == entry["tmp_user_id"]


def test_without_a_mobile_hr_is_told(runtime, desk, contract, sandbox):
    with runtime.storage.new_uow() as uow:
        uow.people.get_candidate("ca_1").phone = ""
        uow.commit()
    post(runtime, errand(OutboxKind.CONTRACT_PRE_ENTRY, contract, runtime))
    deliver_all(runtime, desk)
    (item,) = sandbox.inbox("zhou")
    assert "交接" in str(item)
    with runtime.storage.new_uow() as uow:
        (dead,) = delivery_list(uow.session, state=DeliveryState.DEAD)
    assert dead.last_error == "no_mobile"


def test_a_lost_answer_is_not_sent_again_blindly(runtime, desk, contract, sandbox):
    desk.dingtalk.check_credentials()
    sandbox.switch(next_lost_response=1)
    post(runtime, errand(OutboxKind.CONTRACT_PRE_ENTRY, contract, runtime))
    deliver_all(runtime, desk)
    runtime.clock.set(NOON + timedelta(minutes=10))
    deliver_all(runtime, desk)
    assert len(sandbox.admin("GET", "/pre-entries")["preEntries"]) == 1
    assert kept(runtime).pre_entry_reference == ""


def test_what_was_called_off_is_not_handed_off(runtime, desk, contract, sandbox):
    with runtime.storage.new_uow() as uow:
        uow.contracts.lock("co_1").state = ContractState.WITHDRAWN
        uow.commit()
    kinds = (OutboxKind.CONTRACT_PRE_ENTRY, OutboxKind.CONTRACT_SIGN)
    post(runtime, *(errand(kind, contract, runtime) for kind in kinds))
    deliver_all(runtime, desk)
    assert sandbox.admin("GET", "/pre-entries")["preEntries"] == []
    assert not (runtime.settings.home / "signing").exists()


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("contract.written", "2026年12月31日"),  # begins 2026-12-01
        ("contract.probation", "2027年5月31日"),
        ("contract.renewal", "2029年11月30日"),
    ],
)
def test_a_reminder_names_the_last_day_that_counts(runtime, desk, contract, sandbox, code, says):
    post(runtime, messages.contract_reminder(code, contract, at=NOON, ids=runtime.ids, now=NOON))
    deliver_all(runtime, desk)
    (item,) = sandbox.inbox("zhou")
    assert says in str(item)
    assert "王小明" in str(item)


def test_a_signed_contract_needs_no_reminder_to_be_written(runtime, desk, contract, sandbox):
    with runtime.storage.new_uow() as uow:
        row = uow.contracts.lock("co_1")
        row.state, row.signed_at = ContractState.SIGNED, NOON
        uow.commit()
    post(
        runtime, messages.contract_reminder("contract.written", contract, at=NOON, ids=runtime.ids, now=NOON)
    )
    deliver_all(runtime, desk)
    assert sandbox.inbox("zhou") == []
