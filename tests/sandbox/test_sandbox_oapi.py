"""The old host, through httpx, as our own small client uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.sandbox.conftest import Sandbox


def post(sandbox: Sandbox, path: str, **body: Any) -> dict[str, Any]:
    answer: dict[str, Any] = sandbox.http.post(f"{path}?access_token={sandbox.token()}", json=body).json()
    return answer


def test_a_login_code_says_who_it_is_once(sandbox: Sandbox) -> None:
    code = sandbox.admin("POST", "/people/chen/login-code")["code"]
    first = post(sandbox, "/topapi/v2/user/getuserinfo", code=code)
    assert (first["result"]["userid"], first["result"]["unionid"]) == ("chen", "UNIONchen")
    assert post(sandbox, "/topapi/v2/user/getuserinfo", code=code)["errcode"] == 40078


def test_a_login_code_dies_after_five_minutes(sandbox: Sandbox) -> None:
    code = sandbox.admin("POST", "/people/chen/login-code")["code"]
    sandbox.admin("POST", "/clock/advance", {"seconds": 300})
    assert post(sandbox, "/topapi/v2/user/getuserinfo", code=code)["errcode"] == 40078


def test_the_token_may_also_come_as_a_form_field(sandbox: Sandbox) -> None:
    form = {"access_token": sandbox.token(), "userid": "lin"}
    answer = sandbox.http.post("/topapi/v2/user/get", data=form).json()
    assert answer["result"]["name"] == "林晓"


def test_people_are_found_by_mobile_and_union_id(sandbox: Sandbox) -> None:
    by_mobile = post(sandbox, "/topapi/v2/user/getbymobile", mobile="13800000002")
    by_union = post(sandbox, "/topapi/user/getbyunionid", unionid="UNIONzhou")
    assert by_mobile["result"]["userid"] == by_union["result"]["userid"] == "zhou"
    assert post(sandbox, "/topapi/v2/user/getbymobile", mobile="13900000000")["errcode"] == 60121


def test_a_bad_token_is_errcode_40014(sandbox: Sandbox) -> None:
    assert sandbox.http.post("/topapi/v2/user/get?access_token=x", json={}).json()["errcode"] == 40014


def test_throttling_is_errcode_88_with_a_sub_code(sandbox: Sandbox) -> None:
    sandbox.admin("PATCH", "/faults", {"next_throttled": 1})
    answer = post(sandbox, "/topapi/v2/user/get", userid="lin")
    assert (answer["errcode"], answer["sub_code"]) == (88, "90018")


def test_the_old_token_call_gives_the_same_token(sandbox: Sandbox) -> None:
    answer = sandbox.http.get("/gettoken?appkey=dingsandboxapp&appsecret=made-up-secret").json()
    assert answer["access_token"] == sandbox.token()


def test_an_uploaded_picture_is_shown_in_the_chat(sandbox: Sandbox) -> None:
    path = f"/media/upload?access_token={sandbox.token()}&type=image"
    uploaded = sandbox.http.post(path, files={"media": ("a.png", b"\x89PNG", "image/png")}).json()
    send = {"robotCode": "dingsandboxapp", "userIds": ["lin"], "msgKey": "sampleImageMsg"}
    param = f'{{"photoURL":"{uploaded["media_id"]}"}}'
    sandbox.call("POST", "/v1.0/robot/oToMessages/batchSend", send | {"msgParam": param})
    assert sandbox.http.get(sandbox.inbox("lin")[0]["image"]).content == b"\x89PNG"


def test_a_voice_file_over_two_megabytes_is_refused(sandbox: Sandbox) -> None:
    path = f"/media/upload?access_token={sandbox.token()}&type=voice"
    big = {"media": ("a.amr", b"0" * (2 * 2**20 + 1), "audio/amr")}
    assert sandbox.http.post(path, files=big).json()["errcode"] == 40006


def test_the_same_work_notice_twice_a_day_is_dropped_with_success(sandbox: Sandbox) -> None:
    notice = {"msgtype": "text", "text": {"content": "面试提醒"}}
    sent = [
        post(
            sandbox,
            "/topapi/message/corpconversation/asyncsend_v2",
            agent_id="900001",
            userid_list="lin,zhou",
            msg=notice,
        )["errcode"]
        for _ in range(2)
    ]
    assert sent == [0, 0]
    assert [m["kind"] for m in sandbox.inbox("lin")] == ["work_notice"]


def test_a_session_webhook_that_never_was_is_refused(sandbox: Sandbox) -> None:
    message = {"msgtype": "text", "text": {"content": "x"}}
    assert sandbox.http.post("/robot/sendBySession?session=no", json=message).json()["errcode"] == 300001
