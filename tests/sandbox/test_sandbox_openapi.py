"""The OpenAPI, through the unmodified alibabacloud-dingtalk 2.2.65 clients."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from alibabacloud_dingtalk.card_1_0 import models as card_models
from alibabacloud_dingtalk.card_1_0.client import Client as CardClient
from alibabacloud_dingtalk.contact_1_0 import models as contact_models
from alibabacloud_dingtalk.contact_1_0.client import Client as ContactClient
from alibabacloud_dingtalk.oauth2_1_0 import models as oauth_models
from alibabacloud_dingtalk.oauth2_1_0.client import Client as OauthClient
from alibabacloud_dingtalk.robot_1_0 import models as robot_models
from alibabacloud_dingtalk.robot_1_0.client import Client as RobotClient
from alibabacloud_dingtalk.todo_1_0 import models as todo_models
from alibabacloud_dingtalk.todo_1_0.client import Client as TodoClient
from alibabacloud_tea_openapi.models import Config
from alibabacloud_tea_util.models import RuntimeOptions
from Tea.exceptions import TeaException

if TYPE_CHECKING:
    from tests.sandbox.conftest import Sandbox

CLIENT_ID, CLIENT_SECRET = "dingsandboxapp", "made-up-secret"
TEMPLATE = "test.invitation.v1.schema"


def config(sandbox: Sandbox) -> Config:
    host = sandbox.base_url.removeprefix("http://")
    return Config(protocol="http", endpoint=host, region_id="central")


def send_text(sandbox: Sandbox, *user_ids: str, **changes: Any) -> robot_models.BatchSendOTOResponseBody:
    request = {
        "robot_code": CLIENT_ID,
        "user_ids": list(user_ids),
        "msg_key": "sampleText",
        "msg_param": json.dumps({"content": "您好"}),
    }
    response = RobotClient(config(sandbox)).batch_send_otowith_options(
        robot_models.BatchSendOTORequest(**(request | changes)),
        robot_models.BatchSendOTOHeaders(x_acs_dingtalk_access_token=sandbox.token()),
        RuntimeOptions(),
    )
    return response.body


def create_card(sandbox: Sandbox, out_track_id: str, params: dict[str, Any]) -> Any:
    request = card_models.CreateAndDeliverRequest(
        card_template_id=TEMPLATE,
        out_track_id=out_track_id,
        callback_type="STREAM",
        card_data=card_models.CreateAndDeliverRequestCardData(card_param_map=params),
        open_space_id="dtv1.card//IM_ROBOT.lin",
        im_robot_open_space_model=card_models.CreateAndDeliverRequestImRobotOpenSpaceModel(
            support_forward=False
        ),
        im_robot_open_deliver_model=card_models.CreateAndDeliverRequestImRobotOpenDeliverModel(
            space_type="IM_ROBOT", robot_code=CLIENT_ID
        ),
        user_id_type=1,
    )
    headers = card_models.CreateAndDeliverHeaders(x_acs_dingtalk_access_token=sandbox.token())
    client = CardClient(config(sandbox))
    return client.create_and_deliver_with_options(request, headers, RuntimeOptions()).body


def create_todo(sandbox: Sandbox, union_id: str, *, source_id: str = "iv-1") -> Any:
    request = todo_models.CreateTodoTaskRequest(
        subject="评审面试报告",
        source_id=source_id,
        creator_id=union_id,
        executor_ids=[union_id],
        detail_url=todo_models.CreateTodoTaskRequestDetailUrl(
            app_url="http://127.0.0.1:9", pc_url="http://127.0.0.1:9"
        ),
    )
    headers = todo_models.CreateTodoTaskHeaders(x_acs_dingtalk_access_token=sandbox.token())
    return (
        TodoClient(config(sandbox))
        .create_todo_task_with_options(union_id, request, headers, RuntimeOptions())
        .body
    )


def test_a_second_token_inside_its_validity_is_the_same_one(sandbox: Sandbox) -> None:
    client = OauthClient(config(sandbox))
    request = oauth_models.GetAccessTokenRequest(app_key=CLIENT_ID, app_secret=CLIENT_SECRET)
    first, second = client.get_access_token(request).body, client.get_access_token(request).body
    assert first.access_token == second.access_token
    assert first.expire_in == 7200


def test_a_wrong_secret_gets_no_token(sandbox: Sandbox) -> None:
    request = oauth_models.GetAccessTokenRequest(app_key=CLIENT_ID, app_secret="wrong")
    with pytest.raises(TeaException) as refused:
        OauthClient(config(sandbox)).get_access_token(request)
    assert refused.value.code == "invalidClientIdOrSecret"


def test_a_message_lands_in_the_chat_and_an_unknown_id_is_reported(sandbox: Sandbox) -> None:
    body = send_text(sandbox, "lin", "nobody")
    assert body.invalid_staff_id_list == ["nobody"]
    assert [m["text"] for m in sandbox.inbox("lin")] == ["您好"]


def test_a_flow_controlled_person_does_not_get_the_message(sandbox: Sandbox) -> None:
    sandbox.admin("PATCH", "/faults", {"flow_controlled_user_ids": ["chen"]})
    body = send_text(sandbox, "lin", "chen")
    assert body.flow_controlled_staff_id_list == ["chen"]
    assert sandbox.inbox("chen") == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"user_ids": [f"u{n}" for n in range(21)]}, "invalidParameter.userIds.overMax"),
        ({"msg_key": "sampleTxt"}, "invalidParameter.msgKey.invalid"),
        ({"msg_key": "sampleMarkdown"}, "invalidParameter.msgParam.invalid"),
        ({"msg_param": "您好"}, "invalidParameter.msgParam.invalid"),
        ({"robot_code": "other"}, "invalidParameter.robotCode.notExsit"),
    ],
)
def test_a_wrong_message_is_refused(sandbox: Sandbox, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(TeaException) as refused:
        send_text(sandbox, "lin", **changes)
    assert refused.value.code == code


def test_a_message_is_unread_until_the_person_looks_and_can_be_recalled(sandbox: Sandbox) -> None:
    key = send_text(sandbox, "lin").process_query_key
    path = f"/v1.0/robot/oToMessages/readStatus?robotCode={CLIENT_ID}&processQueryKey={key}"
    assert sandbox.call("GET", path).json()["messageReadInfoList"][0]["readStatus"] == "UNREAD"
    sandbox.admin("POST", "/people/lin/read")
    assert sandbox.call("GET", path).json()["messageReadInfoList"][0]["readStatus"] == "READ"
    request = robot_models.BatchRecallOTORequest(process_query_keys=[key, "unknown"], robot_code=CLIENT_ID)
    headers = robot_models.BatchRecallOTOHeaders(x_acs_dingtalk_access_token=sandbox.token())
    client = RobotClient(config(sandbox))
    body = client.batch_recall_otowith_options(request, headers, RuntimeOptions()).body
    assert (body.success_result, list(body.failed_result)) == ([key], ["unknown"])
    assert sandbox.inbox("lin")[0]["recalled"]


def test_a_card_is_delivered_and_drawn(sandbox: Sandbox) -> None:
    body = create_card(sandbox, "c-1", {"title": "面试邀请", "job_title": "银行柜员", "show_actions": "true"})
    assert [r.success for r in body.result.deliver_results] == [True]
    (item,) = sandbox.inbox("lin")
    assert item["title"] == "面试邀请"
    assert [b["id"] for b in item["buttons"][:3]] == ["confirm", "reschedule", "decline"]


def test_a_reused_track_id_is_refused(sandbox: Sandbox) -> None:
    create_card(sandbox, "c-1", {"title": "first"})
    with pytest.raises(TeaException) as refused:
        create_card(sandbox, "c-1", {"title": "second"})
    assert refused.value.code == "param.cardAlreadyExist"


def test_with_the_silent_switch_a_reused_track_id_changes_nothing(sandbox: Sandbox) -> None:
    create_card(sandbox, "c-1", {"title": "first"})
    sandbox.admin("PATCH", "/faults", {"reused_out_track_id": "silent"})
    create_card(sandbox, "c-1", {"title": "second"})
    assert [c["title"] for c in sandbox.inbox("lin")] == ["first"]


@pytest.mark.parametrize(
    "params",
    [{"title": 87}, {"title": True}, {"title": ["a"]}, {"titel": "typo"}, {"title": "长" * 342}],
)
def test_a_wrong_card_variable_is_refused(sandbox: Sandbox, params: dict[str, Any]) -> None:
    answer = sandbox.deliver("c-1", **params)
    assert (answer.status_code, answer.json()["code"]) == (400, "param.invalid")
    assert sandbox.inbox("lin") == []


def test_a_union_id_where_a_user_id_belongs_is_refused_by_name(sandbox: Sandbox) -> None:
    answer = sandbox.deliver("c-1", to="UNIONlin").json()
    assert answer["code"] == "param.userIdNotExist"
    assert "unionId" in answer["message"]


def test_an_unreachable_person_fails_inside_a_successful_answer(sandbox: Sandbox) -> None:
    sandbox.admin("PATCH", "/faults", {"undeliverable_user_ids": ["lin"]})
    body = create_card(sandbox, "c-1", {"title": "x"})
    assert [r.success for r in body.result.deliver_results] == [False]


@pytest.mark.parametrize(("by_key", "left"), [(True, "银行柜员"), (False, "")])
def test_an_update_replaces_the_whole_map_unless_asked_by_key(
    sandbox: Sandbox, by_key: bool, left: str
) -> None:
    create_card(sandbox, "c-1", {"title": "old", "job_title": "银行柜员"})
    request = card_models.UpdateCardRequest(
        out_track_id="c-1",
        card_data=card_models.UpdateCardRequestCardData(card_param_map={"title": "new"}),
        card_update_options=card_models.UpdateCardRequestCardUpdateOptions(update_card_data_by_key=by_key),
    )
    headers = card_models.UpdateCardHeaders(x_acs_dingtalk_access_token=sandbox.token())
    CardClient(config(sandbox)).update_card_with_options(request, headers, RuntimeOptions())
    params = sandbox.inbox("lin")[0]["params"]
    assert (params["title"], params.get("job_title", "")) == ("new", left)


def test_a_todo_takes_union_ids_only(sandbox: Sandbox) -> None:
    assert create_todo(sandbox, "UNIONchen").id
    with pytest.raises(TeaException) as refused:
        create_todo(sandbox, "chen", source_id="iv-2")
    assert "userId" in refused.value.message


def test_a_todo_with_a_known_source_is_refused_and_can_be_fetched(sandbox: Sandbox) -> None:
    first = create_todo(sandbox, "UNIONchen")
    with pytest.raises(TeaException) as refused:
        create_todo(sandbox, "UNIONchen")
    assert refused.value.code == "todo.taskCreate.paramError"
    found = sandbox.call("GET", "/v1.0/todo/users/UNIONchen/tasks/sources/iv-1").json()
    assert found["id"] == first.id


def test_a_todo_is_done_when_updated_and_gone_when_deleted(sandbox: Sandbox) -> None:
    task_id = create_todo(sandbox, "UNIONchen").id
    client, token = TodoClient(config(sandbox)), sandbox.token()
    client.update_todo_task_with_options(
        "UNIONchen",
        task_id,
        todo_models.UpdateTodoTaskRequest(done=True),
        todo_models.UpdateTodoTaskHeaders(x_acs_dingtalk_access_token=token),
        RuntimeOptions(),
    )
    assert sandbox.admin("GET", "/todos?userId=chen")["todos"][0]["done"]
    client.delete_todo_task_with_options(
        "UNIONchen",
        task_id,
        todo_models.DeleteTodoTaskRequest(),
        todo_models.DeleteTodoTaskHeaders(x_acs_dingtalk_access_token=token),
        RuntimeOptions(),
    )
    assert sandbox.admin("GET", "/todos")["todos"] == []


def test_a_user_token_says_who_the_person_is(sandbox: Sandbox) -> None:
    code = sandbox.admin("POST", "/people/lin/login-code")["code"]
    request = oauth_models.GetUserTokenRequest(
        client_id=CLIENT_ID, client_secret=CLIENT_SECRET, code=code, grant_type="authorization_code"
    )
    token = OauthClient(config(sandbox)).get_user_token(request).body.access_token
    headers = contact_models.GetUserHeaders(x_acs_dingtalk_access_token=token)
    me = ContactClient(config(sandbox)).get_user_with_options("me", headers, RuntimeOptions()).body
    assert (me.union_id, me.nick) == ("UNIONlin", "林晓")
