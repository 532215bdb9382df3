"""The stream, through the unmodified dingtalk-stream 0.24.3 client in a process of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.sandbox.conftest import Bot, Sandbox


def test_what_a_person_writes_reaches_the_app(sandbox: Sandbox, start_bot: Callable[..., Bot]) -> None:
    bot = start_bot()
    sandbox.admin("POST", "/people/lin/say", {"text": "进度"})
    (message,) = sandbox.until(lambda: bot.got("chat"))
    assert message["data"]["text"] == {"content": "进度"}
    assert message["data"]["senderStaffId"] == "lin"


def test_a_pressed_button_reaches_the_app_and_its_answer_changes_the_card(
    sandbox: Sandbox, start_bot: Callable[..., Bot]
) -> None:
    bot = start_bot(answer="update")
    sandbox.deliver("card-1", status_text="", time_text="周三 10:00")
    result = sandbox.press("card-1", "lin", "reschedule", params={"reason": "当天出差"})
    assert result["ok"]
    (pressed,) = bot.got("card")
    private = pressed["data"]["content"]["cardPrivateData"]
    assert private == {
        "actionIds": ["reschedule"],
        "params": {"action": "reschedule", "reason": "当天出差"},
    }
    (item,) = sandbox.inbox("lin")
    assert item["params"]["status_text"] == "已确认参加"
    assert item["params"]["time_text"] == "周三 10:00"
    assert [b["text"] for b in item["buttons"]] == ["进入面试"]


def test_a_stranger_presses_a_forwarded_card_under_their_own_name(
    sandbox: Sandbox, start_bot: Callable[..., Bot]
) -> None:
    bot = start_bot()
    sandbox.deliver("card-1")
    sandbox.admin("POST", "/cards/card-1/forward", {"fromUserId": "lin", "toUserId": "chen"})
    sandbox.press("card-1", "chen", "confirm")
    (pressed,) = bot.got("card")
    assert pressed["data"]["raw"]["userId"] == "chen"
    (item,) = sandbox.inbox("chen")
    assert item["forwardedBy"] == "lin"


def test_private_data_of_one_person_is_not_seen_by_another(
    sandbox: Sandbox, start_bot: Callable[..., Bot]
) -> None:
    start_bot(answer="update")
    sandbox.deliver("card-1")
    sandbox.admin("POST", "/cards/card-1/forward", {"fromUserId": "lin", "toUserId": "chen"})
    sandbox.press("card-1", "lin", "confirm")
    assert sandbox.inbox("lin")[0]["params"]["show_actions"] == "false"
    assert sandbox.inbox("chen")[0]["params"]["show_actions"] == "true"


def test_an_app_that_is_silent_for_two_seconds_gives_a_toast(
    sandbox: Sandbox, start_bot: Callable[..., Bot]
) -> None:
    start_bot(answer="never")
    sandbox.deliver("card-1")
    result = sandbox.press("card-1", "lin", "confirm")
    assert (result["ok"], result["outcome"]) == (False, "timeout")
    assert "2 秒" in result["toast"]


def test_a_card_answer_with_a_number_in_it_is_refused(
    sandbox: Sandbox, start_bot: Callable[..., Bot]
) -> None:
    start_bot(answer="number")
    sandbox.deliver("card-1", status_text="")
    result = sandbox.press("card-1", "lin", "confirm")
    assert result["outcome"] == "bad_response"
    assert sandbox.inbox("lin")[0]["params"]["status_text"] == ""


def test_without_the_app_the_press_fails_and_says_so(sandbox: Sandbox) -> None:
    sandbox.deliver("card-1")
    assert sandbox.press("card-1", "lin", "confirm")["outcome"] == "no_connection"


def test_each_push_goes_to_one_connection_and_both_get_some(
    sandbox: Sandbox, start_bot: Callable[..., Bot]
) -> None:
    bot = start_bot(connections=2)
    for n in range(24):
        sandbox.admin("POST", "/people/lin/say", {"text": f"line {n}"})
    received = sandbox.until(lambda: len(bot.got("chat")) >= 24 and bot.got("chat"))
    assert len({m["data"]["msgId"] for m in received}) == len(received) == 24
    # The chance that 24 fair choices all fall on one side is 1 in 8 million.
    assert {m["client"] for m in received} == {0, 1}


def test_a_duplicated_push_carries_the_same_message_id(
    sandbox: Sandbox, start_bot: Callable[..., Bot]
) -> None:
    bot = start_bot()
    sandbox.admin("PATCH", "/faults", {"next_duplicate_push": 1})
    sandbox.admin("POST", "/people/lin/say", {"text": "once"})
    first, second = sandbox.until(lambda: len(bot.got("chat")) == 2 and bot.got("chat"))
    assert first["messageId"] == second["messageId"]


def test_an_event_whose_ack_is_lost_comes_again_with_the_same_event_id(
    sandbox: Sandbox, start_bot: Callable[..., Bot]
) -> None:
    bot = start_bot()
    sandbox.admin("PATCH", "/faults", {"next_drop_ack": 1})
    sandbox.admin("POST", "/events", {"eventType": "user_leave_org", "data": {"userId": ["lin"]}})
    sandbox.until(lambda: bot.got("event"))
    sandbox.until(lambda: _after(sandbox, 5.0) and len(bot.got("event")) == 2)
    first, second = bot.got("event")
    assert first["eventId"] == second["eventId"]
    assert first["messageId"] != second["messageId"]


def test_an_acked_event_is_not_sent_again(sandbox: Sandbox, start_bot: Callable[..., Bot]) -> None:
    bot = start_bot()
    sandbox.admin("POST", "/events", {"eventType": "user_leave_org", "data": {}})
    sandbox.until(lambda: sandbox.admin("GET", "/log")["pushes"][-1:] and _last_push(sandbox) == "acked")
    sandbox.admin("POST", "/clock/advance", {"seconds": 3600})
    assert len(bot.got("event")) == 1


def test_a_bot_message_is_sent_again_only_with_the_switch_on(
    sandbox: Sandbox, start_bot: Callable[..., Bot]
) -> None:
    bot = start_bot()
    sandbox.admin("PATCH", "/faults", {"next_drop_ack": 1, "redeliver_bot_messages": True})
    sandbox.admin("POST", "/people/lin/say", {"text": "帮助"})
    sandbox.until(lambda: bot.got("chat"))
    first, second = sandbox.until(
        lambda: _after(sandbox, 61.0) and len(bot.got("chat")) == 2 and bot.got("chat")
    )
    assert first["data"]["msgId"] == second["data"]["msgId"]


def test_the_app_replies_through_the_session_webhook(sandbox: Sandbox, start_bot: Callable[..., Bot]) -> None:
    start_bot()
    sandbox.admin("POST", "/people/lin/say", {"text": "reply please"})
    _, answer = sandbox.until(lambda: len(sandbox.inbox("lin")) == 2 and sandbox.inbox("lin"))
    assert (answer["from"], answer["text"]) == ("robot", "here you are")


def test_over_the_push_quota_the_message_comes_without_its_text(
    sandbox: Sandbox, start_bot: Callable[..., Bot]
) -> None:
    bot = start_bot()
    sandbox.admin("PATCH", "/quota", {"pushLimit": 0})
    sandbox.admin("POST", "/people/lin/say", {"text": "secret"})
    sandbox.until(lambda: sandbox.admin("GET", "/log")["pushes"])
    pushed = sandbox.admin("GET", "/log")["pushes"][-1]["data"]
    assert "text" not in pushed
    assert pushed["errorCode"] == 20001
    assert bot.process.poll() is None


def test_the_client_reconnects_after_a_clean_close(sandbox: Sandbox, start_bot: Callable[..., Bot]) -> None:
    bot = start_bot()
    (before,) = sandbox.connections()
    sandbox.admin("POST", "/connections/close", {"how": "1000"})
    sandbox.until(lambda: [c for c in sandbox.connections() if c["connectionId"] != before["connectionId"]])
    sandbox.admin("POST", "/people/lin/say", {"text": "还在吗"})
    sandbox.until(lambda: bot.got("chat"))


def _last_push(sandbox: Sandbox) -> str:
    return str(sandbox.admin("GET", "/log")["pushes"][-1]["outcome"])


def _after(sandbox: Sandbox, seconds: float) -> bool:
    """Moves the sandbox's clock: its deadlines pass, the test doesn't wait for them."""
    sandbox.admin("POST", "/clock/advance", {"seconds": seconds})
    return True


def test_a_reset_forgets_an_event_that_nobody_acked(sandbox: Sandbox, start_bot: Callable[..., Bot]) -> None:
    sandbox.admin("POST", "/events", {"eventType": "user_leave_org", "data": {"userId": ["before"]}})
    sandbox.admin("POST", "/reset")
    bot = start_bot()
    sandbox.admin("POST", "/events", {"eventType": "user_leave_org", "data": {"userId": ["after"]}})
    sandbox.until(lambda: _after(sandbox, 5.0) and bot.got("event"))
    assert [event["data"]["userId"] for event in bot.got("event")] == [["after"]]
