"""Blind ratings: one word a person and answer, corrections beside it, and who counts as blind."""

import pytest

from hiring.commands import GiveRating
from hiring.errors import Conflict, Forbidden, Invalid, NotFound
from hiring.model.delivery import AuditEntry, CardKind
from hiring.model.interview import InterviewState
from hiring.model.people import Role
from hiring.model.rating import Obstacle
from hiring.usecases.rating import give_rating
from storage.reads.audit_log import audit_page
from tests.factories import (
    NOON,
    a_card,
    a_decision,
    a_plan,
    a_report,
    a_staff,
    a_story,
    an_actor,
    an_answer,
    store,
)


@pytest.fixture
def story(office):
    return a_story(office.new_uow(), an_answer(id="an_1"), state=InterviewState.REPORTED, reported_at=NOON)


def rate(office, person, level=4, **changes):
    facts = {"obstacle": None, "note": "", "corrects": None} | changes
    return office.run(give_rating, GiveRating(an_actor(person), "an_1", level, **facts))


def enter(office, person):
    with office.new_uow() as uow:
        store(uow, [person])
        uow.commit()
    return person


def current(office, person):
    with office.new_uow() as uow:
        return uow.ratings.current("an_1", person.id)


def test_a_rating_names_question_dimension_and_rubric(office, story):
    rating = rate(office, story.hr)
    assert (rating.level, rating.question_key, rating.dimension) == (4, "q1", "服务意识")
    assert rating.rubric_sha256 == story.interview.plan.rubric_sha256
    assert rating.blind


def test_a_second_rating_by_the_same_person_is_refused(office, story):
    rate(office, story.hr)
    with pytest.raises(Conflict, match="RT302"):
        rate(office, story.hr, 5)
    assert current(office, story.hr).level == 4


def test_a_correction_stands_beside_what_it_supersedes(office, story):
    first = rate(office, story.hr, 4)
    second = rate(office, story.hr, 2, corrects=first.id)
    assert (second.revision, second.supersedes) == (2, first.id)
    assert current(office, story.hr).level == 2


def test_a_correction_must_name_the_latest(office, story):
    first = rate(office, story.hr, 4)
    rate(office, story.hr, 2, corrects=first.id)
    with pytest.raises(NotFound, match="RT404"):
        rate(office, story.hr, 3, corrects=first.id)


def test_somebody_who_opened_the_report_is_not_blind(office, story):
    with office.new_uow() as uow:
        uow.audit.record(AuditEntry("staff:st_hr", "report.read", "interview:iv_1", NOON, {}))
        uow.commit()
    assert not rate(office, story.hr).blind


def test_somebody_who_opened_another_interviews_report_is_blind(office, story):
    with office.new_uow() as uow:
        uow.audit.record(AuditEntry("staff:st_hr", "report.read", "interview:iv_2", NOON, {}))
        uow.audit.record(AuditEntry("staff:st_other", "report.read", "interview:iv_1", NOON, {}))
        uow.commit()
    assert rate(office, story.hr).blind


def test_a_card_without_the_score_leaves_the_manager_blind_until_the_verdict(office):
    story = a_story(
        office.new_uow(),
        an_answer(id="an_1"),
        a_card(CardKind.REPORT, recipient="user-st_manager"),
        a_report(id="rp_1", interview_id="iv_1"),
        state=InterviewState.REPORTED,
        plan=a_plan(rate_first=True),
    )
    first = rate(office, story.manager)
    assert first.blind
    with office.new_uow() as uow:  # somebody else decides: the card then shows the score
        store(uow, [a_decision(interview_id="iv_1", report_id="rp_1", decided_by="st_hr")])
        uow.commit()
    assert not rate(office, story.manager, 5, corrects=first.id).blind


def test_the_manager_who_got_the_report_card_is_not_blind_another_manager_of_the_post_is(office):
    job_managers = ("st_manager", "st_second")
    story = a_story(
        office.new_uow(),
        an_answer(id="an_1"),
        a_card(CardKind.REPORT, recipient="user-st_manager"),
        state=InterviewState.REPORTED,
    )
    second = enter(office, a_staff(id="st_second"))
    with office.new_uow() as uow:
        uow.interviews.get_job("jb_1").manager_ids = job_managers
        uow.commit()
    assert not rate(office, story.manager).blind
    assert rate(office, second).blind


def test_a_manager_of_other_posts_may_not_rate(office, story):
    stranger = enter(office, a_staff(id="st_stranger"))
    with pytest.raises(Forbidden):
        rate(office, stranger)
    interviewer = enter(office, a_staff(id="st_auditor", roles=frozenset({Role.AUDITOR})))
    with pytest.raises(Forbidden):
        rate(office, interviewer)


@pytest.mark.parametrize(
    ("level", "changes"),
    [
        (None, {}),
        (3, {"obstacle": Obstacle.UNREADABLE}),
        (0, {}),
        (6, {}),
        (None, {"obstacle": Obstacle.OTHER, "note": " "}),
    ],
)
def test_exactly_one_level_or_reason(office, story, level, changes):
    with pytest.raises(Invalid, match="RT422"):
        rate(office, story.hr, level, **changes)


def test_who_cannot_judge_says_why(office, story):
    rating = rate(office, story.hr, None, obstacle=Obstacle.OTHER, note="口音太重")
    assert current(office, story.hr).note == "口音太重"
    assert rating.level is None


@pytest.mark.parametrize("state", [InterviewState.SUBMITTED, InterviewState.WITHDRAWN])
def test_answers_without_a_report_or_called_off_are_not_rated(office, state):
    story = a_story(office.new_uow(), an_answer(id="an_1"), state=state)
    with pytest.raises(Conflict, match="RT409"):
        rate(office, story.hr)


def test_the_audit_line_does_not_tell_the_level(office, story):
    rate(office, story.hr, 5)
    with office.new_uow() as uow:
        (line,) = [one for one in audit_page(uow.session) if one.action == "rating.give"]
    assert line.actor == "staff:st_hr"
    assert set(line.facts) == {"rating", "revision", "blind"}
