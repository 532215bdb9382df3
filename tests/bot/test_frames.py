"""Reading pushed frames: the documents' examples, and what nobody promised."""

import json

import pytest

from bot.frames import read_message, read_press

CORP = "dingtestcorp"


def a_press_frame(content=None, **changes):
    content = (
        {"cardPrivateData": {"actionIds": ["confirm"], "params": {"action": "confirm"}}}
        if content is None
        else content
    )
    frame = {
        "type": "actionCallback",
        "outTrackId": "cd_1",
        "corpId": CORP,
        "userId": "lin",
        "userIdType": 1,
        "spaceType": "im",
        "extension": "{}",
        "content": json.dumps(content),
    }
    return frame | changes


def a_bot_frame(**changes):
    """receive-message, S0718."""
    frame = {
        "conversationType": "1",
        "chatbotCorpId": CORP,
        "msgId": "msg1",
        "senderStaffId": "lin",
        "senderCorpId": CORP,
        "sessionWebhook": "https://oapi.dingtalk.com/robot/sendBySession?session=x",
        "robotCode": "dingtestapp",
        "msgtype": "text",
        "text": {"content": " 进度 "},
    }
    return {k: v for k, v in (frame | changes).items() if v is not None}


def pressed(params, action_ids=("b1",)):
    content = {"cardPrivateData": {"actionIds": list(action_ids), "params": params}}
    return read_press(a_press_frame(content), corp_id=CORP).press


def test_a_press_names_card_person_action_and_values():
    press = pressed({"action": "decline", "reason": "已入职"})
    assert (press.card_id, press.user_id, press.action, press.values) == (
        "cd_1",
        "lin",
        "decline",
        {"reason": "已入职"},
    )


def test_without_an_action_parameter_the_buttons_id_stands_for_it():
    assert pressed({"reason": "x"}, ["decline"]).action == "decline"


def test_values_that_are_no_text_become_text():
    assert pressed({"action": "a", "n": 2, "ok": True, "none": None, "list": ["一"]}).values == {
        "n": "2",
        "ok": "true",
        "list": '["一"]',
    }


@pytest.mark.parametrize(
    "frame",
    [
        a_press_frame(content={}),
        a_press_frame(content={"cardPrivateData": {}}),
        a_press_frame(content=[1]),
        a_press_frame() | {"content": "{"},
        a_press_frame() | {"content": {"cardPrivateData": {}}},
        a_press_frame(outTrackId=""),
        a_press_frame(userId=None),
        {},
    ],
)
def test_a_malformed_press_is_refused(frame):
    with pytest.raises(ValueError, match=r"validation error|no action"):
        read_press(frame, corp_id=CORP)


def test_a_press_from_another_organisation_is_told_apart():
    assert not read_press(a_press_frame(corpId="dingother"), corp_id=CORP).own_corp


def test_a_message_is_keyed_by_robot_and_message_and_stripped():
    message = read_message(a_bot_frame(), corp_id=CORP)
    assert (message.message_key, message.user_id, message.text, message.private) == (
        "dingtestapp:msg1",
        "lin",
        "进度",
        True,
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"msgtype": "picture", "text": None, "content": {"downloadCode": "x"}},
        {"msgtype": "audio", "text": None},
        {"msgtype": "text", "text": None},  # the SDK's own parser fails on this one
        {"msgtype": None, "text": None, "errorCode": 20001},  # over the month's quota
    ],
)
def test_a_message_without_text_has_none(changes):
    assert read_message(a_bot_frame(**changes), corp_id=CORP).text == ""


def test_a_sender_dingtalk_does_not_name_stays_unnamed():
    message = read_message(a_bot_frame(senderStaffId=None, senderCorpId="dingother"), corp_id=CORP)
    assert (message.user_id, message.own_corp) == ("", False)


def test_a_message_without_id_is_refused():
    with pytest.raises(ValueError, match="msgId"):
        read_message(a_bot_frame(msgId=None), corp_id=CORP)
