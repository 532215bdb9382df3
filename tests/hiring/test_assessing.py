"""Written tests and background checks: kept with source and day, superseded, never changed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from hiring.errors import Forbidden, Invalid
from hiring.model.assessment import AssessmentKind, BackgroundVerdict
from hiring.standing_list import Applicant, ranking
from hiring.usecases.assessing import RecordAssessment, SetPartWeights, record_assessment, set_part_weights
from scoring.composite import Part
from scoring.measures import NotMeasured
from scoring.ranking import PartWeights
from tests.factories import NOON, a_story, an_actor

TODAY = NOON.date()


def record(office, story, result=81.5, person=None, **changes):
    facts = {
        "note": "",
        "source": "机考系统",
        "taken_on": TODAY,
        "candidate_id": "ca_1",
        "job_id": "jb_1",
    } | changes
    return office.run(
        record_assessment, RecordAssessment(actor=an_actor(person or story.hr), result=result, **facts)
    )


def history(office):
    with office.new_uow() as uow:
        return [(a.kind, a.result, a.supersedes) for a in uow.assessments.history("ca_1", "jb_1")]


def test_a_result_keeps_its_source_day_and_who_entered_it(office):
    story = a_story(office.new_uow())
    assert record(office, story, 81.5, taken_on=date(2026, 2, 27))
    with office.new_uow() as uow:
        found = uow.assessments.latest("ca_1", "jb_1")[AssessmentKind.WRITTEN_TEST]
    assert (found.score, found.source, found.taken_on, found.entered_by) == (
        81.5,
        "机考系统",
        date(2026, 2, 27),
        "st_hr",
    )


def test_a_later_result_supersedes_and_the_earlier_stays(office):
    story = a_story(office.new_uow())
    record(office, story, 60.0)
    record(office, story, 70.0)
    record(office, story, BackgroundVerdict.PASSED)
    first, second, check = history(office)
    assert (first[1], first[2], second[1], check[2]) == ("60", None, "70", None)
    assert second[2] is not None
    with office.new_uow() as uow:
        assert uow.assessments.latest("ca_1", "jb_1")[AssessmentKind.WRITTEN_TEST].score == 70.0


def test_the_same_result_again_is_no_second_row(office):
    story = a_story(office.new_uow())
    assert record(office, story) is True
    assert record(office, story) is False
    assert len(history(office)) == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"result": 100.5}, "AS422"),
        ({"result": float("nan")}, "AS422"),
        ({"taken_on": TODAY + timedelta(days=1)}, "AS423"),
        ({"job_id": "jb_other"}, "AS424"),
        ({"result": BackgroundVerdict.DOUBTFUL}, "AS425"),
        ({"result": BackgroundVerdict.FAILED, "note": "  "}, "AS425"),
    ],
)
def test_what_is_refused(office, changes, code):
    with pytest.raises(Invalid, match=code):
        record(office, a_story(office.new_uow()), **changes)


def test_today_is_chinas_day_after_midnight_there(office):
    office.clock.set(datetime(2026, 3, 1, 17, 0, tzinfo=UTC))  # 01:00 on the 2nd in Shanghai
    assert record(office, a_story(office.new_uow()), taken_on=date(2026, 3, 2))


def test_only_hr_enters_results(office):
    story = a_story(office.new_uow())
    for person in (story.manager, story.candidate):
        with pytest.raises(Forbidden):
            record(office, story, person=person)


def test_the_database_changes_no_result(office):
    record(office, a_story(office.new_uow()))
    with office.new_uow() as uow, pytest.raises(DBAPIError, match="append-only"):
        uow.session.execute(text("UPDATE assessment SET taken_on = '2026-01-01'"))


def test_weights_belong_to_the_job(office):
    story = a_story(office.new_uow())
    command = SetPartWeights(an_actor(story.hr), "jb_1", PartWeights(0.6, 0.4))
    assert office.run(set_part_weights, command) is True
    assert office.run(set_part_weights, command) is False
    with pytest.raises(Invalid, match="AS426"):
        office.run(set_part_weights, SetPartWeights(an_actor(story.hr), "jb_1", PartWeights(0, 1)))


def test_the_list_says_why_and_a_failed_check_is_left_to_a_person():
    people = [
        Applicant("first", Part(80, (74, 86)), 90.0, BackgroundVerdict.PASSED),
        Applicant("close", Part(78, (72, 84)), None, None),
        Applicant("failed", Part(95, (90, 99)), 95.0, BackgroundVerdict.FAILED),
        Applicant("unread", NotMeasured("还没有面试报告"), 90.0, BackgroundVerdict.PASSED),
    ]
    rows = ranking(people, PartWeights(0.6, 0.4))
    assert [(row.key, row.place) for row in rows] == [
        ("first", 1),
        ("close", 1),
        ("unread", None),
        ("failed", None),
    ]
    first, close, unread, failed = (row.reason for row in rows)
    assert "AI 面试 80（74–86）× 60 % + 笔试 90（81–99）× 40 %" in first
    assert "缺 笔试：按已有部分折算，覆盖 60 %" in close
    assert "不显著差异" in close
    assert "背景调查待完成" in close
    assert unread == "不排名：还没有面试报告"
    assert failed == "不排名：背景调查未通过，由人决定是否继续"
