"""Both places where a contract may be signed keep what the port promises; e签宝 as DingTalk's API has it."""

import hashlib
import json

import pytest

from dingtalk.esign import DingTalkSigning
from documents.signing_folder import SigningFolder
from hiring.errors import OutcomeUnknown, Permanent, Transient
from hiring.signing_ports import SigningState
from tests.dingtalk.sandbox_process import settings_for
from tests.signing import PDF, an_order

pytestmark = pytest.mark.filterwarnings("error")


@pytest.fixture
def esign(sandbox, client):
    return DingTalkSigning(settings_for(sandbox.base_url), client)


@pytest.fixture
def folder(tmp_path):
    return SigningFolder(tmp_path / "signing")


@pytest.fixture(params=["folder", "dingtalk"])
def signing(request, folder):
    return folder if request.param == "folder" else request.getfixturevalue("esign")


def processes(sandbox):
    return sandbox.admin("GET", "/esign")["tasks"]


def decide(sandbox, outcome):
    sandbox.admin("POST", f"/esign/{processes(sandbox)[-1]['taskId']}", {"outcome": outcome})


def test_a_handed_off_contract_is_open_under_its_reference(signing):
    reference = signing.hand_off(an_order())
    assert reference
    assert signing.standing(reference) is SigningState.OPEN


def test_a_reference_of_somebody_else_is_refused(signing):
    with pytest.raises(Permanent, match="foreign_reference"):
        signing.standing("elsewhere-1")


def test_what_was_never_handed_off_is_not_known(signing):
    prefix = signing.hand_off(an_order()).removesuffix("co_1").rpartition(":")[0]
    with pytest.raises(Permanent):
        signing.standing(f"{prefix}:signing/co_2" if prefix == "folder" else f"{prefix}:PRO-0")


def test_only_what_lies_here_is_cleared(signing):
    signing.hand_off(an_order())
    assert signing.clear("co_1") is not signing.is_service
    assert signing.clear("co_1") is False


def test_the_folder_names_its_files_by_hash(folder, tmp_path):
    folder.hand_off(an_order())
    manifest = json.loads((tmp_path / "signing" / "co_1" / "manifest.json").read_text())
    assert manifest["version"] == 3
    assert manifest["sha256"]["contract.pdf"] == hashlib.sha256(PDF).hexdigest()


def test_handing_off_to_the_folder_again_replaces_the_files(folder, tmp_path):
    assert folder.hand_off(an_order()) == folder.hand_off(an_order(number=4))
    manifest = json.loads((tmp_path / "signing" / "co_1" / "manifest.json").read_text())
    assert manifest["version"] == 4


def test_the_process_has_the_paper_and_both_signers_in_order(esign, sandbox):
    esign.hand_off(an_order())
    (process,) = processes(sandbox)
    assert process["sha256"] == [hashlib.sha256(PDF).hexdigest()]
    assert (process["taskName"], process["initiatorUserId"]) == ("劳动合同co1", "zhou")
    worker, employer = process["participants"]
    assert (worker["accountType"], worker["account"], worker["accountName"]) == (
        "OUTER_USER",
        "13800001234",
        "王小明",
    )
    assert (worker["signRequirements"], worker["signOrder"]) == ("2", 1)
    assert (employer["userId"], employer["orgName"]) == ("zhou", "明面示范银行")
    assert (employer["signRequirements"], employer["signOrder"]) == ("1", 2)
    assert process["signEndTime"] == 1797728400000  # 2026-12-20 01:00 UTC


def test_a_colleague_signs_under_their_own_account(esign, sandbox):
    esign.hand_off(an_order(worker_user_id="lin", worker_mobile=""))
    (process,) = processes(sandbox)
    assert (process["participants"][0]["accountType"], process["participants"][0]["userId"]) == (
        "DING_USER",
        "lin",
    )


def test_nobody_to_reach_is_told_before_anything_is_sent(esign, sandbox):
    with pytest.raises(Permanent, match="no_mobile"):
        esign.hand_off(an_order(worker_mobile=""))
    assert processes(sandbox) == []


@pytest.mark.parametrize(
    ("said", "standing"),
    [
        ("draft", SigningState.OPEN),
        ("signing", SigningState.OPEN),
        ("signed", SigningState.SIGNED),
        ("declined", SigningState.DECLINED),
        ("expired", SigningState.EXPIRED),
        ("called_off", SigningState.STOPPED),
        ("broken_off", SigningState.STOPPED),
    ],
)
def test_every_documented_status_has_its_meaning(esign, sandbox, said, standing):
    reference = esign.hand_off(an_order())
    decide(sandbox, said)
    assert esign.standing(reference) is standing


def test_a_lost_start_is_unknown_and_not_tried_again(esign, sandbox):
    sandbox.switch(next_lost_esign_start=1)
    with pytest.raises(OutcomeUnknown):
        esign.hand_off(an_order())
    assert len(processes(sandbox)) == 1


def test_a_lost_upload_address_may_be_asked_again(esign, sandbox, client):
    client.check_credentials()
    sandbox.switch(next_lost_response=1)
    with pytest.raises(Transient):
        esign.hand_off(an_order())
    assert processes(sandbox) == []


def test_a_throttled_look_waits(esign, sandbox):
    reference = esign.hand_off(an_order())
    sandbox.switch(next_throttled=1)
    with pytest.raises(Transient):
        esign.standing(reference)
