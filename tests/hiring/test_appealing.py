"""A human review of a result: asked in time, answered by somebody else with a reason, both told."""

from datetime import timedelta

import pytest

from hiring.errors import Conflict, Expired, Forbidden, Invalid, NotFound
from hiring.model.appeal import AppealOutcome
from hiring.model.interview import InterviewState
from hiring.model.people import Role
from hiring.usecases.appealing import AnswerAppeal, RequestAppeal, answer_appeal, request_appeal
from tests.factories import NOON, a_decision, a_report, a_staff, a_story, an_actor, store

REASON = "第二题的转写有误"


def decided(office, **interview):
    facts = {"state": InterviewState.REJECTED, "closed_at": NOON} | interview
    return a_story(office.new_uow(), a_report(id="rp_1"), a_decision(outcome="reject"), **facts)


def ask(office, story, reason=REASON, person=None):
    return office.run(request_appeal, RequestAppeal(an_actor(person or story.candidate), "iv_1", reason))


def answer(office, person, outcome=AppealOutcome.UPHELD, reply="已请另一位经理看过录像，结论一致。"):
    return office.run(answer_appeal, AnswerAppeal(an_actor(person), "iv_1", outcome, reply))


def test_asking_tells_hr_once(office):
    story = decided(office)
    assert ask(office, story) is True
    assert ask(office, story) is False
    assert office.texts() == [("st_hr", "appeal.requested")]


def test_the_answer_reaches_the_candidate_and_the_manager_and_leaves_the_decision(office):
    story = decided(office)
    ask(office, story)
    assert answer(office, story.hr, AppealOutcome.NEW_ROUND) is True
    assert answer(office, story.hr, AppealOutcome.NEW_ROUND) is False
    assert office.texts()[1:] == [("candidate", "appeal.answered"), ("st_manager", "appeal.closed")]
    with office.new_uow() as uow:
        appeal = uow.appeals.find("iv_1")
        assert (appeal.answered_by, appeal.outcome) == ("st_hr", AppealOutcome.NEW_ROUND)
        assert uow.processing.find_decision("iv_1").outcome == "reject"
        assert uow.interviews.get("iv_1").state == InterviewState.REJECTED


def test_after_a_week_it_is_too_late(office):
    story = decided(office)
    office.clock.advance(timedelta(days=7))
    with pytest.raises(Expired, match="AP410"):
        ask(office, story)


def test_without_a_result_there_is_nothing_to_review(office):
    story = a_story(office.new_uow(), state=InterviewState.REPORTED)
    with pytest.raises(Conflict, match="AP409"):
        ask(office, story)


def test_a_reason_is_needed_on_both_sides(office):
    story = decided(office)
    with pytest.raises(Invalid, match="AP422"):
        ask(office, story, " ？ ")
    ask(office, story)
    with pytest.raises(Invalid, match="AP422"):
        answer(office, story.hr, reply=" ")


def test_who_decided_does_not_answer(office):
    story = decided(office)
    both = a_staff(id="st_both", roles=frozenset({Role.HR, Role.MANAGER}))
    with office.new_uow() as uow:
        store(uow, [both])
        uow.commit()
    ask(office, story)
    with pytest.raises(Forbidden, match="AC403"):
        answer(office, story.manager)
    deciding_hr = a_staff(id="st_manager", roles=frozenset({Role.HR}))
    with pytest.raises(Forbidden, match="AP403"):
        answer(office, deciding_hr)
    assert answer(office, both) is True
    with pytest.raises(Conflict, match="AP302"):
        answer(office, story.hr)


def test_nobody_asks_or_answers_for_others(office):
    story = decided(office)
    with pytest.raises(Forbidden):
        ask(office, story, person=story.hr)
    with pytest.raises(NotFound, match="AP404"):
        answer(office, story.hr)
