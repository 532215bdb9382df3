"""Who gets an answer, and of what kind, before any use case is asked."""

import pytest

from bot.frames import MESSAGE, IncomingMessage
from bot.work import GROUP_HINT, MEMBERS_ONLY, TEXT_ONLY, ChatMessages, Reply
from hiring.model.delivery import InboxRow
from tests.dingtalk.sandbox_process import until
from tests.factories import NOON

WEBHOOK = "https://oapi.dingtalk.com/robot/sendBySession?session=x"


def a_message(**changes):
    facts = {
        "message_key": "r:m1",
        "user_id": "lin",
        "text": "进度",
        "webhook": WEBHOOK,
        "private": True,
        "own_corp": True,
    }
    return MESSAGE.dump_json(IncomingMessage(**(facts | changes))).decode()


@pytest.mark.parametrize(
    ("changes", "reply"),
    [
        ({"user_id": ""}, Reply(MEMBERS_ONLY, webhook=WEBHOOK)),
        ({"own_corp": False}, Reply(MEMBERS_ONLY, webhook=WEBHOOK)),
        ({"user_id": "", "webhook": ""}, None),
        ({"private": False}, Reply(GROUP_HINT, "lin")),
        ({"text": ""}, Reply(TEXT_ONLY, "lin")),
    ],
)
def test_is_answered_without_looking_anything_up(changes, reply):
    nothing_to_look_up_in = ChatMessages(None, None)
    assert nothing_to_look_up_in.run(a_message(**changes)) == reply


def test_somebody_dingtalk_does_not_name_is_answered_where_they_wrote(company, bot):
    company.sandbox.say("gast", "你好")
    until(lambda: company.sandbox.texts("gast"))
    [push] = company.sandbox.admin("GET", "/log")["pushes"]
    body = a_message(user_id="", webhook=push["data"]["sessionWebhook"])
    with company.uow as uow:
        uow.deliveries.receive(InboxRow(source="bot", key="r:m2", body=body, received_at=NOON))
        uow.commit()
    until(lambda: MEMBERS_ONLY in company.sandbox.texts("gast"))
