"""An approved contract at DingTalk's e签宝: begun once, looked at until it ends, never begun again by itself."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from dingtalk.esign import DingTalkSigning
from hiring.model.contract import ContractState
from hiring.model.delivery import OutboxKind
from hiring.usecases.signing import LOOK_EVERY
from storage import tables
from storage.outbox import retry_dead
from storage.reads.deliveries import DeliveryState, delivery_list
from tests.dingtalk.sandbox_process import settings_for
from tests.factories import NOON
from tests.workers.test_contract_errands import (
    contract,
    deliver_all,
    errand,
    kept,
    needs_font,
    post,
)

__all__ = ["contract"]
_AS_SECOND_ATTEMPT = update(tables.outbox).values(attempts=1)  # the claim counts one more
pytestmark = [pytest.mark.model, needs_font]


@pytest.fixture
def esign_desk(desk, sandbox):
    signing = DingTalkSigning(settings_for(sandbox.base_url), desk.dingtalk)
    return replace(desk, contracts=replace(desk.contracts, signing=signing))


@pytest.fixture
def handed_off(runtime, esign_desk, contract):
    post(runtime, errand(OutboxKind.CONTRACT_SIGN, contract, runtime))
    deliver_all(runtime, esign_desk)
    return esign_desk


def processes(sandbox):
    return sandbox.admin("GET", "/esign")["tasks"]


def decide(sandbox, outcome, task=0):
    sandbox.admin("POST", f"/esign/{processes(sandbox)[task]['taskId']}", {"outcome": outcome})


def look_later(runtime, desk, times=1):
    for _ in range(times):
        runtime.clock.set(runtime.clock.now() + LOOK_EVERY)
        deliver_all(runtime, desk)


def dead_rows(runtime):
    with runtime.storage.new_uow() as uow:
        return list(delivery_list(uow.session, state=DeliveryState.DEAD))


def test_the_contract_waits_until_the_service_says_signed(runtime, handed_off, sandbox):
    assert kept(runtime).sign_reference == f"esign:{processes(sandbox)[0]['taskId']}"
    look_later(runtime, handed_off, times=2)
    assert kept(runtime).state == ContractState.APPROVED
    decide(sandbox, "signed")
    look_later(runtime, handed_off)
    assert kept(runtime).state == ContractState.SIGNED
    assert kept(runtime).signed_at == NOON + 3 * LOOK_EVERY
    assert "已在钉钉电子签上签署" in str(sandbox.inbox("zhou"))


@pytest.mark.parametrize(
    ("said", "state", "told"),
    [
        ("declined", ContractState.DECLINED, "拒绝签署"),
        ("expired", ContractState.EXPIRED, "到期仍未签署"),
        ("called_off", ContractState.STOPPED, "撤销或终止"),
    ],
)
def test_every_other_end_is_the_contracts_end_and_hr_hears_of_it(
    runtime, handed_off, sandbox, said, state, told
):
    decide(sandbox, said)
    look_later(runtime, handed_off)
    assert kept(runtime).state == state
    assert kept(runtime).signed_at is None
    assert told in str(sandbox.inbox("zhou"))


def test_nobody_looks_once_it_has_ended(runtime, handed_off, sandbox):
    decide(sandbox, "declined")
    look_later(runtime, handed_off)
    before = len(sandbox.paths_called())
    look_later(runtime, handed_off, times=3)
    assert not [p for p in sandbox.paths_called()[before:] if "flowTasks" in p]


def test_what_is_said_after_a_withdrawal_changes_nothing(runtime, handed_off, sandbox):
    with runtime.storage.new_uow() as uow:
        uow.contracts.lock("co_1").state = ContractState.WITHDRAWN
        uow.commit()
    decide(sandbox, "signed")
    look_later(runtime, handed_off)
    assert kept(runtime).state == ContractState.WITHDRAWN


def test_what_is_said_of_another_process_changes_nothing(runtime, handed_off, sandbox):
    with runtime.storage.new_uow() as uow:
        uow.contracts.lock("co_1").sign_reference = "esign:PRO-NEWER"
        uow.commit()
    decide(sandbox, "signed")
    look_later(runtime, handed_off)
    assert kept(runtime).state == ContractState.APPROVED


def test_a_second_delivery_of_the_same_row_begins_no_second_process(runtime, handed_off, sandbox, contract):
    post(runtime, errand(OutboxKind.CONTRACT_SIGN, contract, runtime))
    deliver_all(runtime, handed_off)
    assert len(processes(sandbox)) == 1


def test_a_lost_start_waits_for_a_person_who_may_begin_anew(runtime, esign_desk, contract, sandbox):
    sandbox.switch(next_lost_esign_start=1)
    post(runtime, errand(OutboxKind.CONTRACT_SIGN, contract, runtime))
    deliver_all(runtime, esign_desk)
    runtime.clock.set(NOON + timedelta(hours=2))
    deliver_all(runtime, esign_desk)
    assert len(processes(sandbox)) == 1
    assert kept(runtime).sign_reference == ""
    (dead,) = dead_rows(runtime)
    assert dead.outcome_unknown
    with runtime.storage.new_uow() as uow:
        assert retry_dead(uow.session, dead.id, now=runtime.clock.now())
        uow.commit()
    deliver_all(runtime, esign_desk)
    assert len(processes(sandbox)) == 2
    assert kept(runtime).sign_reference == f"esign:{processes(sandbox)[1]['taskId']}"


def test_an_attempt_that_died_half_way_is_not_repeated(runtime, esign_desk, contract, sandbox):
    """A worker that ended between asking and noting leaves the mark of its attempt; the row comes back as the next one."""
    post(runtime, errand(OutboxKind.CONTRACT_SIGN, contract, runtime))
    with runtime.storage.new_uow() as uow:
        uow.contracts.lock("co_1").sign_attempt = 1
        row = uow.session.execute(_AS_SECOND_ATTEMPT)
        assert row.rowcount == 1
        uow.commit()
    deliver_all(runtime, esign_desk)
    assert processes(sandbox) == []
    assert [row.last_error for row in dead_rows(runtime)] == ["outcome_unknown: process_may_exist"]


def test_a_refusal_that_passes_is_tried_again(runtime, esign_desk, contract, sandbox):
    sandbox.switch(next_throttled=1)
    post(runtime, errand(OutboxKind.CONTRACT_SIGN, contract, runtime))
    deliver_all(runtime, esign_desk)
    runtime.clock.set(NOON + timedelta(hours=1))
    deliver_all(runtime, esign_desk)
    assert len(processes(sandbox)) == 1
    assert kept(runtime).sign_attempt == 0
