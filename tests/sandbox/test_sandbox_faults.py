"""Limits, outages and the other ways in which DingTalk refuses or vanishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

if TYPE_CHECKING:
    from tests.sandbox.conftest import Sandbox

READ_STATUS = "/v1.0/robot/oToMessages/readStatus?robotCode=dingsandboxapp&processQueryKey=x"
SEND = "/v1.0/robot/oToMessages/batchSend"
TEXT = {
    "robotCode": "dingsandboxapp",
    "userIds": ["lin"],
    "msgKey": "sampleText",
    "msgParam": '{"content":"hi"}',
}


def test_the_twenty_first_call_of_one_second_is_throttled(sandbox: Sandbox) -> None:
    headers = {"x-acs-dingtalk-access-token": sandbox.token()}
    answers = [sandbox.http.post(SEND, json=TEXT, headers=headers) for _ in range(25)]
    codes = [a.json().get("code") for a in answers if a.status_code == 403]
    assert set(codes) == {"Forbidden.AccessDenied.QpsLimitForAppkeyAndApi"}
    assert len(sandbox.inbox("lin")) >= 20


def test_one_throttled_call_is_followed_by_a_good_one_and_not_counted(sandbox: Sandbox) -> None:
    sandbox.admin("PATCH", "/faults", {"next_throttled": 1})
    assert [sandbox.call("POST", SEND, TEXT).status_code for _ in range(2)] == [403, 200]
    assert sandbox.admin("GET", "/quota")["apiUsed"] == 1


def test_the_monthly_quota_ends_counted_calls_but_not_the_free_ones(sandbox: Sandbox) -> None:
    sandbox.admin("PATCH", "/quota", {"apiLimit": 1})
    assert sandbox.call("POST", SEND, TEXT).status_code == 200
    refused = sandbox.call("POST", SEND, TEXT)
    assert refused.json()["code"] == "Forbidden.AccessDenied.ApiCountLimitForOrg"
    assert sandbox.call("POST", "/v1.0/oauth2/jsapiTickets").status_code == 200


def test_the_quota_starts_anew_with_the_month(sandbox: Sandbox) -> None:
    sandbox.admin("PATCH", "/quota", {"apiLimit": 1, "apiUsed": 1})
    sandbox.admin("POST", "/clock/advance", {"seconds": 32 * 24 * 3600})
    assert sandbox.call("POST", SEND, TEXT).status_code == 200


def test_a_revoked_scope_is_named_in_the_refusal(sandbox: Sandbox) -> None:
    sandbox.admin("PATCH", "/faults", {"revoked_scopes": ["Card.Instance.Write"]})
    refused = sandbox.deliver("c-1")
    assert refused.status_code == 403
    assert refused.json()["accessdenieddetail"] == {"requiredScopes": ["Card.Instance.Write"]}


@pytest.mark.parametrize("token", ["", "wrong"])
def test_a_bad_token_is_a_400_with_a_code(sandbox: Sandbox, token: str) -> None:
    refused = sandbox.http.post(SEND, json=TEXT, headers={"x-acs-dingtalk-access-token": token})
    assert (refused.status_code, refused.json()["code"]) == (400, "InvalidAuthentication")


def test_a_token_dies_two_hours_after_it_was_last_asked_for(sandbox: Sandbox) -> None:
    headers = {"x-acs-dingtalk-access-token": sandbox.token()}
    sandbox.admin("POST", "/clock/advance", {"seconds": 7201})
    assert sandbox.http.post(SEND, json=TEXT, headers=headers).status_code == 400


def test_an_outage_lasts_until_switched_off(sandbox: Sandbox) -> None:
    token = {"x-acs-dingtalk-access-token": sandbox.token()}
    sandbox.admin("PATCH", "/faults", {"outage": "503"})
    assert sandbox.http.get(READ_STATUS, headers=token).status_code == 503
    sandbox.admin("PATCH", "/faults", {"outage": "abort"})
    with pytest.raises(httpx.TransportError):
        sandbox.http.get(READ_STATUS, headers=token)
    sandbox.admin("PATCH", "/faults", {"outage": "off"})
    assert sandbox.call("POST", SEND, TEXT).status_code == 200


def test_a_lost_response_leaves_its_effect(sandbox: Sandbox) -> None:
    token = {"x-acs-dingtalk-access-token": sandbox.token()}
    sandbox.admin("PATCH", "/faults", {"next_lost_response": 1})
    with pytest.raises(httpx.TransportError):
        sandbox.http.post(SEND, json=TEXT, headers=token)
    assert len(sandbox.inbox("lin")) == 1


def test_the_ban_page_is_not_json(sandbox: Sandbox) -> None:
    sandbox.admin("PATCH", "/faults", {"ban_page": True})
    refused = sandbox.http.get(READ_STATUS)
    assert refused.headers["Content-Type"].startswith("text/html")


def test_an_unknown_switch_is_refused_with_the_known_ones(sandbox: Sandbox) -> None:
    refused = sandbox.http.patch("/sandbox/api/faults", json={"drop_akc": 1})
    assert refused.status_code == 400
    assert "next_drop_ack" in refused.json()["error"]


def test_the_log_shows_the_call_and_hides_the_secret(sandbox: Sandbox) -> None:
    sandbox.token()
    last = sandbox.admin("GET", "/log")["requests"][-1]
    assert (last["path"], last["status"]) == ("/v1.0/oauth2/accessToken", 200)
    assert "made-up-secret" not in last["body"]


def test_an_unknown_api_is_a_404_with_a_code(sandbox: Sandbox) -> None:
    refused = sandbox.call("POST", "/v1.0/robot/oToMessages/batchRecall", {})
    assert (refused.status_code, refused.json()["code"]) == (404, "InvalidAction.NotFound")


def test_another_host_name_is_turned_away(sandbox: Sandbox) -> None:
    assert sandbox.http.get("/sandbox/api/people", headers={"Host": "evil.example"}).status_code == 403
