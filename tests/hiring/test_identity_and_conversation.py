"""Who is let in, whose press counts, what the bot answers."""

from datetime import timedelta

import pytest

from hiring.commands import ChatMessage, OnInterview, PressCard, SignInWithCode, SignInWithLink
from hiring.errors import Forbidden, HiringError, Unauthenticated
from hiring.links import Links
from hiring.model.delivery import CardKind, OutboxKind
from hiring.model.interview import InterviewState
from hiring.model.people import Role
from hiring.model.processing import Outcome
from hiring.ports import DingTalkIdentity
from hiring.usecases.chatting import answer_chat
from hiring.usecases.identity import read_session, sign_in_with_code, sign_in_with_link, sign_out
from hiring.usecases.inviting import issue_link
from hiring.usecases.pressing import press_card
from tests.factories import a_card, a_report, a_reschedule, a_staff, a_story, an_actor

LINKS = Links("http://127.0.0.1:8700")


class Identities:
    """The part of DingTalk that knows login codes; the real client is tested against the sandbox."""

    def identify(self, login_code):
        return DingTalkIdentity(login_code.removeprefix("code-of-"), "union", "名字")


def sign_in(office, user_id):
    command = SignInWithCode(f"code-of-{user_id}")
    return sign_in_with_code(
        command, uow=office.new_uow(), clock=office.clock, ids=office.ids, dingtalk=Identities()
    )


def who(office, token):
    return read_session(token, uow=office.new_uow(), clock=office.clock)


def test_staff_and_candidates_are_who_dingtalk_says(office):
    a_story(office.new_uow())
    assert sign_in(office, "user-st_hr").actor.roles == {Role.HR}
    assert sign_in(office, "user-ca_1").actor.candidate_id == "ca_1"
    with pytest.raises(Forbidden):
        sign_in(office, "user-unknown")


def test_a_session_ends_when_idle_signed_out_or_over(office):
    a_story(office.new_uow())
    idle, left = sign_in(office, "user-st_hr").token, sign_in(office, "user-st_hr").token
    sign_out(left, uow=office.new_uow(), clock=office.clock)
    with pytest.raises(Unauthenticated):
        who(office, left)
    office.clock.advance(timedelta(minutes=29))
    assert who(office, idle).staff_id == "st_hr"
    office.clock.advance(timedelta(minutes=29))  # counted from the last use
    assert who(office, idle).staff_id == "st_hr"
    office.clock.advance(timedelta(minutes=30))
    with pytest.raises(Unauthenticated):
        who(office, idle)


def test_somebody_who_left_the_company_is_out_at_once(office):
    a_story(office.new_uow())
    token = sign_in(office, "user-st_hr").token
    with office.new_uow() as uow:
        uow.people.get_staff("st_hr").active = False
        uow.commit()
    with pytest.raises(Unauthenticated):
        who(office, token)


def test_a_link_opens_one_interview_once(office):
    story = a_story(office.new_uow())
    secret = office.run(issue_link, OnInterview(an_actor(story.hr), "iv_1"))

    def enter():
        return sign_in_with_link(
            SignInWithLink(secret), uow=office.new_uow(), clock=office.clock, ids=office.ids
        )

    assert who(office, enter().token).interview_id == "iv_1"
    with pytest.raises(HiringError) as refused:
        enter()
    assert refused.value.code == "LK404"


def test_a_new_link_ends_the_old_one_and_every_bad_link_looks_alike(office):
    story = a_story(office.new_uow())
    old = office.run(issue_link, OnInterview(an_actor(story.hr), "iv_1"))
    late = office.run(issue_link, OnInterview(an_actor(story.hr), "iv_1"))
    office.clock.advance(timedelta(days=7))
    for secret in (old, late, "guess"):
        with pytest.raises(HiringError) as refused:
            sign_in_with_link(
                SignInWithLink(secret), uow=office.new_uow(), clock=office.clock, ids=office.ids
            )
        assert refused.value.code == "LK404"


def press(office, card_id, user_id, action, **values):
    office.run(press_card, PressCard(card_id, user_id, action, values))


def test_only_the_addressed_person_may_press(office):
    a_story(office.new_uow(), a_card(id="cd_1"), state=InterviewState.INVITED)
    with pytest.raises(Forbidden) as refused:
        press(office, "cd_1", "user-st_hr", "confirm")
    assert refused.value.code == "CD403"
    press(office, "cd_1", "user-ca_1", "confirm")
    with office.new_uow() as uow:
        assert uow.interviews.get("iv_1").state == InterviewState.CONFIRMED


@pytest.mark.parametrize(
    ("card_id", "action", "values", "code"),
    [
        ("cd_9", "confirm", {}, "CD404"),
        ("cd_1", "approve", {}, "CD422"),
        ("cd_1", "reschedule", {"time1": "明天下午"}, "RS424"),
        ("cd_1", "reschedule", {}, "RS421"),
    ],
)
def test_a_press_that_makes_no_sense_says_so(office, card_id, action, values, code):
    a_story(office.new_uow(), a_card(id="cd_1"), state=InterviewState.INVITED)
    with pytest.raises(HiringError) as refused:
        press(office, card_id, "user-ca_1", action, **values)
    assert refused.value.code == code


def test_times_typed_on_the_card_become_a_wish(office):
    a_story(office.new_uow(), a_card(id="cd_1"), state=InterviewState.INVITED)
    press(office, "cd_1", "user-ca_1", "reschedule", time1="2026-03-05 10:00", time2="", note="考试")
    with office.new_uow() as uow:
        [wish] = uow.interviews.open_reschedules("iv_1")
    assert [t.isoformat() for t in wish.proposed_times] == ["2026-03-05T02:00:00+00:00"]
    assert wish.note == "考试"


def test_hr_answers_a_wish_on_its_card(office):
    card = a_card(CardKind.RESCHEDULE, id="cd_1", subject_id="rs_1", recipient="user-st_hr")
    a_story(office.new_uow(), a_reschedule(id="rs_1"), card, state=InterviewState.INVITED)
    press(office, "cd_1", "user-st_hr", "accept", choice="0")
    assert ("candidate", "reschedule.accepted") in office.texts()


@pytest.mark.parametrize(("action", "outcome"), [("approve", Outcome.APPROVE), ("reject", Outcome.REJECT)])
def test_the_manager_decides_on_the_card(office, action, outcome):
    card = a_card(CardKind.REPORT, id="cd_1", subject_id="rp_1", recipient="user-st_manager")
    a_story(office.new_uow(), a_report(id="rp_1"), card, state=InterviewState.REPORTED)
    press(office, "cd_1", "user-st_manager", action, reason="案例具体")
    with office.new_uow() as uow:
        assert uow.processing.find_decision("iv_1").outcome == outcome


def ask(office, user_id, text):
    return answer_chat(ChatMessage(user_id, text), uow=office.new_uow(), links=LINKS)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("进度", "已完成 0/2 题"),
        (" 我的面试到哪一步了？", "已确认"),
        ("改期", "邀请卡片"),
        ("人工", "陈人事"),
        ("面试", "/i/iv_1"),
        ("你好", "您可以发送"),
    ],
)
def test_the_bot_answers_plain_words(office, text, part):
    a_story(office.new_uow())
    assert part in ask(office, "user-ca_1", text)


def test_staff_are_led_to_their_pages_and_strangers_nowhere(office):
    a_story(office.new_uow(), a_staff(id="st_2"))
    assert "/hr" in ask(office, "user-st_hr", "进度")
    assert "/m" in ask(office, "user-st_manager", "报告")
    with pytest.raises(Forbidden):
        ask(office, "user-unknown", "进度")
    assert office.posted(*OutboxKind) == []
