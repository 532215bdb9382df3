"""The client against the sandbox, through the unmodified SDK."""

import json
from datetime import timedelta

import pytest

from hiring.errors import Duplicate, OutcomeUnknown, Permanent, Transient
from hiring.model.ids import CardId, DingTalkUserId
from hiring.ports import CardContent

LIN, NOBODY = DingTalkUserId("lin"), DingTalkUserId("nobody")
CARD = CardId("cd_1")
PARAMS = {"title": "面试邀请", "candidate_name": "林晓", "job_title": "银行柜员", "show_confirm": "true"}
INVITATION = CardContent("mingmian.invitation.v1.schema", PARAMS, "您有一场面试邀请")


def test_delivers_a_card_that_shows_what_was_rendered(client, sandbox):
    client.deliver_card(CARD, LIN, INVITATION)

    [item] = sandbox.inbox("lin")
    card = sandbox.card(CARD)
    assert item["blocks"][0]["text"] == "面试邀请"
    assert (card["params"], card["callback_type"], card["supports_forward"]) == (PARAMS, "STREAM", False)
    assert card["last_message"] == "您有一场面试邀请"


def test_the_same_card_twice_is_a_duplicate_and_arrives_once(client, sandbox):
    client.deliver_card(CARD, LIN, INVITATION)
    with pytest.raises(Duplicate):
        client.deliver_card(CARD, LIN, INVITATION)
    assert len(sandbox.inbox("lin")) == 1


def test_a_known_card_is_a_duplicate_also_where_dingtalk_says_nothing(client, sandbox):
    sandbox.switch(reused_out_track_id="silent")
    client.deliver_card(CARD, LIN, INVITATION)
    with pytest.raises(Duplicate):
        client.deliver_card(CARD, LIN, INVITATION)


def test_a_card_whose_answer_was_lost_may_be_sent_again(client, sandbox):
    client.check_credentials()
    sandbox.switch(next_lost_response=1)
    with pytest.raises(Transient):
        client.deliver_card(CARD, LIN, INVITATION)
    with pytest.raises(Duplicate):
        client.deliver_card(CARD, LIN, INVITATION)
    assert len(sandbox.inbox("lin")) == 1


def test_success_outside_and_failure_inside_is_a_failure(client, sandbox):
    sandbox.switch(undeliverable_user_ids=["lin"])
    with pytest.raises(Permanent, match="card_not_delivered"):
        client.deliver_card(CARD, LIN, INVITATION)


def test_a_template_nobody_imported_waits_for_an_operator(client):
    unknown = CardContent("mingmian.other.v1.schema", {}, "")
    with pytest.raises(Transient, match=r"param\.templateNotExist") as caught:
        client.deliver_card(CARD, LIN, unknown)
    assert caught.value.retry_after == timedelta(minutes=10)


def test_a_template_goes_out_under_the_id_the_card_builder_gave_it(a_client, sandbox):
    client = a_client(card_templates={"mingmian.ours.v1.schema": INVITATION.template_id})
    client.deliver_card(CARD, LIN, CardContent("mingmian.ours.v1.schema", PARAMS, ""))
    assert sandbox.card(CARD)["template_id"] == INVITATION.template_id


def test_a_value_longer_than_a_kilobyte_is_cut_instead_of_refused(client, sandbox):
    long = CardContent(INVITATION.template_id, PARAMS | {"requirements": "要" * 400}, "")
    client.deliver_card(CARD, LIN, long)
    shown = sandbox.card(CARD)["params"]["requirements"]
    assert shown == "要" * 340 + "…"  # 340 × 3 + 3 bytes = 1023


def test_an_update_changes_the_named_variables_only(client, sandbox):
    client.deliver_card(CARD, LIN, INVITATION)
    client.update_card(CARD, CardContent(INVITATION.template_id, {"status_text": "您已确认参加"}, ""))
    assert sandbox.card(CARD)["params"] == PARAMS | {"status_text": "您已确认参加"}


def test_a_text_arrives(client, sandbox):
    client.send_text(LIN, "您好，“林晓”\n第二行")
    [item] = sandbox.inbox("lin")
    assert "您好，“林晓”\n第二行" in json.dumps(item, ensure_ascii=False).replace("\\n", "\n")


@pytest.mark.parametrize(
    ("faults", "recipient", "error", "reason"),
    [
        ({"flow_controlled_user_ids": ["lin"]}, LIN, Transient, "recipient_flow_controlled"),
        ({"undeliverable_user_ids": ["lin"]}, LIN, Permanent, "recipient_filtered"),
        ({}, NOBODY, Permanent, "recipient_invalid"),
    ],
)
def test_a_200_that_reached_nobody_is_an_error(client, sandbox, faults, recipient, error, reason):
    sandbox.switch(**faults)
    with pytest.raises(error, match=reason):
        client.send_text(recipient, "您好")


def test_a_text_whose_answer_was_lost_is_not_sent_again(client, sandbox):
    client.check_credentials()
    sandbox.switch(next_lost_response=1)
    with pytest.raises(OutcomeUnknown):
        client.send_text(LIN, "您好")
    assert len(sandbox.inbox("lin")) == 1


def test_a_text_that_never_left_may_be_sent_again(a_client):
    client = a_client(openapi_endpoint="http://127.0.0.1:1")
    with pytest.raises(Transient, match="unreachable"):
        client.send_text(LIN, "您好")


def test_throttling_names_when_to_come_back(client, sandbox):
    sandbox.switch(next_throttled=1)
    with pytest.raises(Transient, match="QpsLimit") as caught:
        client.deliver_card(CARD, LIN, INVITATION)
    assert caught.value.retry_after == timedelta(seconds=1)


def test_a_used_up_month_waits_for_midnight_in_shanghai(client, sandbox):
    limit = sandbox.admin("GET", "/quota")["apiLimit"]
    sandbox.admin("PATCH", "/quota", {"apiUsed": limit})
    with pytest.raises(Transient, match="monthly_quota") as caught:
        client.deliver_card(CARD, LIN, INVITATION)
    assert caught.value.retry_after == timedelta(hours=13)  # from 11:00


@pytest.mark.parametrize(
    "call",
    [
        lambda client: client.deliver_card(CARD, LIN, INVITATION),
        lambda client: client.send_text(LIN, "您好"),
        lambda client: client.identify("any-code"),
    ],
    ids=["card", "text", "login"],
)
def test_the_ban_page_means_five_minutes_of_silence(client, sandbox, call):
    client.check_credentials()
    sandbox.switch(ban_page=True)
    with pytest.raises(Transient, match="banned") as caught:
        call(client)
    assert caught.value.retry_after == timedelta(minutes=5)
    asked = len(sandbox.paths_called())

    with pytest.raises(Transient, match="banned") as caught:
        client.update_card(CARD, INVITATION)
    assert timedelta(minutes=4) < caught.value.retry_after <= timedelta(minutes=5)
    assert len(sandbox.paths_called()) == asked


def test_an_outage_is_transient_for_cards(client, sandbox):
    client.check_credentials()
    for outage in ("503", "abort"):
        sandbox.switch(outage=outage)
        with pytest.raises(Transient):
            client.deliver_card(CARD, LIN, INVITATION)


def test_an_expired_token_is_replaced_without_anybody_noticing(client, sandbox):
    client.send_text(LIN, "一")
    sandbox.admin("POST", "/clock/advance", {"seconds": 7300})
    client.send_text(LIN, "二")
    client.identify(login_code(sandbox, "lin"))
    assert len(sandbox.inbox("lin")) == 2


def test_a_token_that_dies_is_replaced_on_the_old_host_too(client, sandbox):
    client.check_credentials()
    sandbox.admin("POST", "/clock/advance", {"seconds": 7300})
    assert client.identify(login_code(sandbox, "lin")).user_id == "lin"


def test_wrong_credentials_wait_for_an_operator(a_client):
    with pytest.raises(Transient, match="invalidClientIdOrSecret") as caught:
        a_client(client_secret="wrong").send_text(LIN, "您好")
    assert caught.value.retry_after == timedelta(minutes=10)


def test_a_missing_scope_waits_for_an_operator(client, sandbox):
    sandbox.switch(revoked_scopes=["Card.Instance.Write"])
    with pytest.raises(Transient, match="AccessTokenPermissionDenied"):
        client.deliver_card(CARD, LIN, INVITATION)


def login_code(sandbox, user_id):
    return sandbox.admin("POST", f"/people/{user_id}/login-code")["code"]


def test_a_login_code_names_its_person_once(client, sandbox):
    code = login_code(sandbox, "zhou")
    identity = client.identify(code)
    assert (identity.user_id, identity.union_id, identity.name) == ("zhou", "UNIONzhou", "周敏")
    with pytest.raises(Permanent, match="login_code"):
        client.identify(code)


@pytest.mark.parametrize("code", ["", "a b", "x" * 129, "../../v1.0/card"])
def test_a_malformed_login_code_is_not_even_asked_about(client, sandbox, code):
    with pytest.raises(Permanent, match="login_code"):
        client.identify(code)
    assert sandbox.paths_called() == []


@pytest.mark.parametrize("user_id", ["", "a/b", "lin;IM_GROUP.x", "a" * 65, "林晓"])
def test_an_id_that_could_bend_the_address_is_refused_before_the_call(client, sandbox, user_id):
    with pytest.raises(Permanent, match="bad_recipient"):
        client.deliver_card(CARD, DingTalkUserId(user_id), INVITATION)
    with pytest.raises(Permanent, match="bad_recipient"):
        client.send_text(DingTalkUserId(user_id), "您好")
    assert sandbox.paths_called() == []


def test_a_session_reply_goes_to_dingtalk_only(client):
    for elsewhere in ("http://127.0.0.1:1/robot/sendBySession?session=x", "http://169.254.169.254/latest"):
        with pytest.raises(Permanent, match="webhook_not_dingtalk"):
            client.reply_to_session(elsewhere, "您好")


def test_counts_the_calls_that_cost_quota(client, sandbox):
    client.deliver_card(CARD, LIN, INVITATION)
    client.send_text(LIN, "您好")
    client.identify(login_code(sandbox, "lin"))
    assert client.meter.snapshot() == {"createAndDeliver": 1, "batchSend": 1}
    assert sandbox.admin("GET", "/quota")["apiUsed"] == client.meter.total
