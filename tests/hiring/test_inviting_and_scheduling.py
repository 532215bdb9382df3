"""Invitation, confirmation, other times: who is told what, once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hiring.commands import (
    AcceptTime,
    DeclineInterview,
    InviteCandidate,
    OfferTimes,
    OnInterview,
    RefuseReschedule,
    RequestReschedule,
)
from hiring.errors import Conflict, Expired, Forbidden, Invalid, NotFound
from hiring.model.delivery import CardKind, OutboxKind
from hiring.model.interview import InterviewState
from hiring.usecases.inviting import invite_candidate, issue_link, withdraw_interview
from hiring.usecases.scheduling import (
    accept_time,
    confirm_interview,
    decline_interview,
    offer_times,
    refuse_reschedule,
    request_reschedule,
)
from tests.factories import NOON, a_candidate, a_card, a_staff, a_story, an_actor

DAY = timedelta(days=1)
REMINDER = OutboxKind.CARD_REMINDER


def an_invitation(story, **changes):
    facts = {
        "actor": an_actor(story.hr),
        "candidate_id": "ca_1",
        "job_id": "jb_1",
        "manager_id": "st_manager",
        "starts_at": NOON + DAY,
        "closes_at": NOON + 2 * DAY,
        "round": 2,
    }
    return InviteCandidate(**(facts | changes))


def test_an_invitation_posts_one_card_and_pins_the_plan(office):
    story = a_story(office.new_uow())
    interview_id = office.run(invite_candidate, an_invitation(story))
    assert [row["payload"]["interview_id"] for row in office.posted(OutboxKind.CARD_INVITATION)] == [
        interview_id
    ]
    with office.new_uow() as uow:
        uow.interviews.get_job("jb_1").plan = replace(story.job.plan, job_title="改名了")
        uow.commit()
    with office.new_uow() as uow:
        assert uow.interviews.get(interview_id).plan == story.job.plan


def test_somebody_outside_dingtalk_gets_no_card(office):
    story = a_story(office.new_uow(), a_candidate(id="ca_2", phone="139", dingtalk_user_id=None))
    office.run(invite_candidate, an_invitation(story, candidate_id="ca_2"))
    assert office.posted(OutboxKind.CARD_INVITATION) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"round": 1}, "IV303"),
        ({"closes_at": NOON}, "IV421"),
        ({"starts_at": NOON + 3 * DAY}, "IV421"),
        ({"manager_id": "st_hr"}, "IV423"),
        ({"candidate_id": "ca_9"}, "CA404"),
        ({"job_id": "jb_9"}, "JB404"),
    ],
)
def test_an_impossible_invitation_is_refused(office, changes, code):
    story = a_story(office.new_uow())
    with pytest.raises((Conflict, Invalid, NotFound)) as refused:
        office.run(invite_candidate, an_invitation(story, **changes))
    assert refused.value.code == code
    assert office.posted(OutboxKind.CARD_INVITATION) == []


def test_only_hr_invites(office):
    story = a_story(office.new_uow())
    for person in (story.manager, story.candidate):
        with pytest.raises(Forbidden):
            office.run(invite_candidate, an_invitation(story, actor=an_actor(person)))


def test_confirming_plans_the_reminder_one_hour_before(office):
    story = a_story(office.new_uow(), state=InterviewState.INVITED)
    assert office.run(confirm_interview, OnInterview(an_actor(story.candidate), "iv_1")) is True
    [reminder] = office.posted(REMINDER)
    assert reminder["available_at"] == story.interview.starts_at - timedelta(hours=1)


def test_a_second_confirmation_changes_and_sends_nothing(office):
    story = a_story(office.new_uow(), state=InterviewState.INVITED)
    confirm = OnInterview(an_actor(story.candidate), "iv_1")
    office.run(confirm_interview, confirm)
    before = office.posted(*OutboxKind)
    assert office.run(confirm_interview, confirm) is False
    assert office.posted(*OutboxKind) == before


def test_a_late_confirmation_is_told_that_time_is_over(office):
    story = a_story(office.new_uow(), state=InterviewState.INVITED)
    office.clock.set(story.interview.closes_at)
    with pytest.raises(Expired):
        office.run(confirm_interview, OnInterview(an_actor(story.candidate), "iv_1"))


def test_a_stranger_confirms_nothing(office):
    a_story(office.new_uow(), state=InterviewState.INVITED)
    with pytest.raises(Forbidden):
        office.run(confirm_interview, OnInterview(an_actor(a_candidate(id="ca_2")), "iv_1"))


def test_declining_withdraws_the_reminder_and_tells_hr(office):
    story = a_story(office.new_uow(), state=InterviewState.INVITED)
    office.run(confirm_interview, OnInterview(an_actor(story.candidate), "iv_1"))
    office.run(decline_interview, DeclineInterview(an_actor(story.candidate), "iv_1"))
    assert office.posted(REMINDER) == []
    assert office.texts() == [("st_hr", "interview.declined")]


def a_wish(office, story, *times):
    command = RequestReschedule(an_actor(story.candidate), "iv_1", times or (NOON + 3 * DAY, NOON + 4 * DAY))
    return office.run(request_reschedule, command)


def test_a_wish_reaches_hr_and_redraws_the_invitation(office):
    story = a_story(office.new_uow(), a_card(id="cd_1"), state=InterviewState.INVITED)
    wish = a_wish(office, story)
    [card] = office.posted(OutboxKind.CARD_RESCHEDULE)
    assert (card["payload"]["recipient"], card["payload"]["subject_id"]) == ("st_hr", wish)
    assert [row["payload"]["card_id"] for row in office.posted(OutboxKind.CARD_UPDATE)] == ["cd_1"]


def test_an_accepted_wish_moves_everything_and_tells_both(office):
    story = a_story(office.new_uow(), state=InterviewState.INVITED)
    wish = a_wish(office, story)
    assert office.run(accept_time, AcceptTime(an_actor(story.hr), wish, 1)) is True
    with office.new_uow() as uow:
        interview = uow.interviews.get("iv_1")
        assert (interview.state, interview.starts_at) == (InterviewState.CONFIRMED, NOON + 4 * DAY)
        assert interview.closes_at == NOON + 5 * DAY  # still a day to answer
    [reminder] = office.posted(REMINDER)
    assert reminder["available_at"] == NOON + 4 * DAY - timedelta(hours=1)
    assert office.texts() == [("candidate", "reschedule.accepted"), ("st_hr", "reschedule.settled")]
    assert office.run(accept_time, AcceptTime(an_actor(story.hr), wish, 0)) is False


def test_hr_offers_and_the_candidate_chooses(office):
    story = a_story(office.new_uow(), state=InterviewState.INVITED)
    wish = a_wish(office, story)
    office.run(offer_times, OfferTimes(an_actor(story.hr), wish, (NOON + 6 * DAY,), "请选"))
    [offer] = office.posted(OutboxKind.CARD_OFFER)
    assert offer["payload"]["recipient"] == "candidate"
    with pytest.raises(Forbidden):  # now it is the candidate's turn
        office.run(accept_time, AcceptTime(an_actor(story.hr), wish))
    office.run(accept_time, AcceptTime(an_actor(story.candidate), wish))
    with office.new_uow() as uow:
        assert uow.interviews.get("iv_1").starts_at == NOON + 6 * DAY


def test_a_refusal_needs_a_word(office):
    story = a_story(office.new_uow(), state=InterviewState.INVITED)
    wish = a_wish(office, story)
    with pytest.raises(Invalid) as refused:
        office.run(refuse_reschedule, RefuseReschedule(an_actor(story.hr), wish, "  "))
    assert refused.value.code == "RS423"
    office.run(refuse_reschedule, RefuseReschedule(an_actor(story.hr), wish, "考官行程已满"))
    assert office.texts() == [("candidate", "reschedule.refused")]


def test_a_later_wish_replaces_the_open_one(office):
    story = a_story(office.new_uow(), state=InterviewState.INVITED)
    first = a_wish(office, story)
    a_wish(office, story, NOON + 7 * DAY)
    with pytest.raises((Conflict, Invalid)):
        office.run(accept_time, AcceptTime(an_actor(story.hr), first))


@pytest.mark.parametrize(
    "times", [(), (NOON,), (NOON + DAY,) * 2, tuple(NOON + i * DAY for i in range(1, 5))]
)
def test_unusable_times_are_refused(office, times):
    story = a_story(office.new_uow(), state=InterviewState.INVITED)
    with pytest.raises(Invalid) as refused:
        office.run(request_reschedule, RequestReschedule(an_actor(story.candidate), "iv_1", times))
    assert refused.value.code == "RS421"


def test_a_begun_interview_keeps_its_time(office):
    story = a_story(office.new_uow(), state=InterviewState.IN_PROGRESS)
    with pytest.raises(Conflict) as refused:
        a_wish(office, story)
    assert refused.value.code == "IV302"


def test_calling_off_stops_what_waits_and_tells_the_candidate(office):
    story = a_story(office.new_uow(), state=InterviewState.INVITED)
    office.run(confirm_interview, OnInterview(an_actor(story.candidate), "iv_1"))
    office.run(issue_link, OnInterview(an_actor(story.hr), "iv_1"))
    assert office.run(withdraw_interview, OnInterview(an_actor(story.hr), "iv_1")) is True
    assert office.posted(REMINDER, OutboxKind.CARD_INVITATION) == []
    assert ("candidate", "interview.withdrawn") in office.texts()


def test_progress_is_one_card_that_is_redrawn(office):
    story = a_story(
        office.new_uow(),
        a_card(CardKind.PROGRESS, id="cd_p"),
        a_staff(id="st_2"),
        state=InterviewState.INVITED,
    )
    office.run(confirm_interview, OnInterview(an_actor(story.candidate), "iv_1"))
    assert office.posted(OutboxKind.CARD_PROGRESS) == []
    assert [row["payload"]["card_id"] for row in office.posted(OutboxKind.CARD_UPDATE)] == ["cd_p"]
