"""Clauses are read from the contracts of people who were hired, and from nobody's draft."""

import pytest

from contracts.drafting import DraftClause
from hiring.contractjson import ContractBody, contract_json
from hiring.model.contract import ContractState
from storage.reads.clause_use import clause_use
from tests.factories import NOON, a_contract, a_contract_version, a_story, store


def body(*keys):
    clauses = tuple(DraftClause(key, "", f"题：{key}", "文。", "法", edited=False) for key in keys)
    return contract_json(ContractBody({}, (), {}, (), clauses, "rp_1", 0, ""))


@pytest.fixture
def contract(uow):
    a_story(uow)
    row = a_contract(id="co_1", latest=2)
    with uow:
        store(uow, [row, a_contract_version(payload=body("pay", "bonus"))])
        store(uow, [a_contract_version(number=2, payload=body("pay", "training"))])
        uow.commit()
    return row


def settle(uow, state):
    with uow:
        row = uow.contracts.lock("co_1")
        row.state, row.approved_by, row.approved_at = state, "st_manager", NOON
        uow.commit()


def test_the_latest_version_of_an_approved_contract_counts(uow, contract):
    settle(uow, ContractState.APPROVED)
    with uow:
        use = clause_use(uow.session, "jb_1")
    assert use.clauses == {"ca_1": frozenset({"pay", "training"})}
    assert use.titles["training"] == "题：training"


@pytest.mark.parametrize("state", [ContractState.DECLINED, ContractState.EXPIRED])
def test_what_was_not_agreed_on_does_not_count(uow, contract, state):
    settle(uow, state)
    with uow:
        assert clause_use(uow.session, "jb_1").clauses == {}


def test_another_jobs_contracts_and_drafts_do_not_count(uow, contract):
    with uow:
        assert clause_use(uow.session, "jb_1").clauses == {}
    settle(uow, ContractState.APPROVED)
    with uow:
        assert clause_use(uow.session, "jb_2").clauses == {}
