"""What people do in DingTalk and what comes of it, through stream, inbox, use case and reply."""

import json
import re
from datetime import timedelta

import pytest
from sqlalchemy import create_engine, text

from bot.frames import PRESS
from bot.work import GAVE_UP, GROUP_HINT, MEMBERS_ONLY, TEXT_ONLY
from hiring.commands import PressCard
from hiring.model.delivery import InboxRow
from hiring.model.interview import InterviewState
from storage.database import psycopg_url
from tests.dingtalk.sandbox_process import until
from tests.factories import NOON


def rows(company, query):
    engine = create_engine(psycopg_url(company.database_url))
    with engine.connect() as connection:
        found = [tuple(r) for r in connection.execute(text(query))]
    engine.dispose()
    return found


def inbox(company):
    return rows(
        company, "SELECT source, handled_at IS NOT NULL, body_sealed IS NULL, attempts, last_error FROM inbox"
    )


def outbox_kinds(company):
    return sorted(kind for (kind,) in rows(company, "SELECT kind FROM outbox"))


def settled(company):
    return until(lambda: (found := inbox(company)) and all(r[1] for r in found) and found)


def a_press(action="confirm", user_id="lin", **values):
    press = PressCard(card_id="cd_1", user_id=user_id, action=action, values=values)
    return PRESS.dump_json(press).decode()


def receive(company, body, *, source="card", key="m1"):
    with company.uow as uow:
        uow.deliveries.receive(InboxRow(source=source, key=key, body=body, received_at=NOON))
        uow.commit()


def test_a_press_confirms_and_leaves_no_body_behind(company, bot):
    assert company.sandbox.press("cd_1", "lin", "confirm")["ok"]
    assert settled(company) == [("card", True, True, 1, "")]
    assert company.state() is InterviewState.CONFIRMED


def test_a_frame_delivered_twice_has_one_effect(company, bot):
    company.sandbox.switch(next_duplicate_push=1)
    company.sandbox.press("cd_1", "lin", "confirm")
    settled(company)
    assert len(inbox(company)) == 1
    assert outbox_kinds(company).count("card.reminder") == 1


def test_pressing_twice_has_one_effect(company, bot):
    for _ in range(2):
        assert company.sandbox.press("cd_1", "lin", "confirm", stale=True)["ok"]
    until(lambda: len(inbox(company)) == 2)
    settled(company)
    assert outbox_kinds(company).count("card.reminder") == 1
    assert company.sandbox.texts("lin") == []


def test_a_chat_message_delivered_twice_is_answered_once(company, bot):
    company.sandbox.switch(next_duplicate_push=1)
    company.sandbox.say("lin", "进度")
    [answer] = until(lambda: company.sandbox.texts("lin"))
    assert "待确认" in answer
    assert inbox(company) == [("bot", True, True, 1, "")]


def test_inputs_of_the_card_reach_the_use_case(company, bot):
    wished = {"time1": "2026-03-05 10:00", "note": "下午有课"}
    company.sandbox.press("cd_1", "lin", "reschedule", params=wished)
    settled(company)
    [request] = open_wishes(company)
    assert (request.note, request.proposed_times) == ("下午有课", (NOON + timedelta(days=2, hours=22),))


def open_wishes(company):
    with company.uow as uow:
        return uow.interviews.open_reschedules("iv_1")


def test_a_strangers_press_changes_nothing_and_is_answered_politely(company, bot):
    assert company.sandbox.press("cd_1", "gast", "confirm")["ok"]
    [answer] = until(lambda: company.sandbox.texts("gast"))
    assert answer.endswith("（CD403）")
    assert company.state() is InterviewState.INVITED
    assert outbox_kinds(company) == []
    assert company.sandbox.texts("lin") == []


def test_a_refusal_says_what_is_wrong_with_its_code(company, bot):
    company.sandbox.press("cd_1", "lin", "reschedule", params={"time1": "下周三"})
    [answer] = until(lambda: company.sandbox.texts("lin"))
    assert "下周三" in answer
    assert answer.endswith("（RS424）")
    assert open_wishes(company) == []


def test_somebody_unknown_who_writes_learns_nothing(company, bot):
    company.sandbox.say("gast", "林晓的进度")
    [answer] = until(lambda: company.sandbox.texts("gast"))
    assert answer.endswith("（AC404）")


def test_the_press_is_acknowledged_while_its_work_still_waits(company, bot):
    engine = create_engine(psycopg_url(company.database_url))
    with engine.begin() as connection:
        connection.execute(text("SELECT 1 FROM interview WHERE id = 'iv_1' FOR UPDATE"))
        assert company.sandbox.press("cd_1", "lin", "confirm")["ok"]  # the sandbox waits two seconds at most
        assert company.state() is InterviewState.INVITED
    until(lambda: company.state() is InterviewState.CONFIRMED)
    engine.dispose()


def test_what_was_stored_before_a_crash_is_done_after_the_restart(company):
    receive(company, a_press())
    company.start_bot()
    until(lambda: company.state() is InterviewState.CONFIRMED)


def test_work_done_but_not_marked_is_done_again_without_a_second_effect(company):
    receive(company, a_press(), key="m1")
    bot = company.start_bot()
    until(lambda: company.state() is InterviewState.CONFIRMED)
    bot.stop()
    receive(company, a_press(), key="m2")  # as if the row had been lost with the process
    bot = company.start_bot()
    until(lambda: len(settled(company)) == 2)
    bot.stop()
    assert outbox_kinds(company).count("card.reminder") == 1


def test_a_database_that_goes_away_is_waited_for(company, bot):
    rows(
        company,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()",
    )
    company.sandbox.press("cd_1", "lin", "confirm")
    until(lambda: company.sandbox.press("cd_1", "lin", "confirm", stale=True)["ok"])
    until(lambda: company.state() is InterviewState.CONFIRMED)


def test_a_throttled_reply_comes_a_little_later(company, bot):
    company.sandbox.switch(next_throttled=1)
    company.sandbox.say("lin", "帮助")
    [answer] = until(lambda: company.sandbox.texts("lin"))
    assert "进度" in answer


def test_a_reply_whose_outcome_is_unknown_is_not_repeated(company, bot):
    company.sandbox.say("lin", "帮助")
    until(lambda: len(company.sandbox.texts("lin")) == 1)
    company.sandbox.switch(next_lost_response=1)
    company.sandbox.say("lin", "帮助")
    until(lambda: len(company.sandbox.texts("lin")) == 2)  # it arrived, but the bot can't know
    company.sandbox.say("zhou", "帮助")
    until(lambda: company.sandbox.texts("zhou"))
    assert len(company.sandbox.texts("lin")) == 2


def test_the_health_file_tells_of_connection_and_readiness(company, bot):
    folder = company.around.run_folder
    until(lambda: (folder / "bot.ready").exists())
    company.sandbox.press("cd_1", "lin", "confirm")
    settled(company)
    bot.stop()
    health = json.loads((folder / "bot.json").read_text(encoding="utf-8"))
    assert (health["frames"], health["handled"], health["parked"]) == (1, 1, 0)
    assert (health["connected"], health["last_error"]) == (False, "stopped")
    assert health["last_frame_at"] > health["started_at"]


@pytest.mark.parametrize("words", [GAVE_UP, MEMBERS_ONLY, GROUP_HINT, TEXT_ONLY])
def test_the_bots_own_texts_end_with_a_code(words):
    assert re.fullmatch(r"[^A-Z].*（BT\d{3}）", words)
