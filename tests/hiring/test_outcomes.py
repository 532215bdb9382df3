"""Outcomes come in once, corrections stand beside what they correct, every row is answered for."""

from datetime import date

import pytest
from sqlalchemy import select, text

from hiring.commands import ActivateWeights, RecordOutcomes
from hiring.errors import Conflict, Forbidden, Invalid
from hiring.model.interview import InterviewState
from hiring.model.outcome import (
    Entry,
    Exit,
    ExitReason,
    Grouping,
    OutcomeKind,
    OutcomeSource,
    Probation,
    Review,
)
from hiring.model.report_body import DimensionReport, ReportBody
from hiring.outcome_rows import COLUMNS, EXAMPLES, MAX_ROWS, check_columns, parse_rows, rating_share
from hiring.outcomejson import outcome_json, read_outcome
from hiring.reportjson import report_json
from hiring.usecases.keeping import erase_candidate
from hiring.usecases.recording import OTHER_NAME, UNKNOWN, record_outcomes
from hiring.usecases.weighing import activate_weights
from hiring.validity_cases import Assessed, applicant_of, case_of
from scoring.measures import NotMeasured
from scoring.validity.case import COMPOSITE, Tenure
from storage import tables
from storage.reads.outcomes import outcome_counts, validity_versions, weight_sets
from storage.spreadsheets import read_table, template
from tests.factories import (
    a_plan,
    a_report,
    a_story,
    an_actor,
)

REVIEW = {
    "手机号": "13800001234",
    "姓名": "王小明",
    "类型": "绩效",
    "周期": "2026h1",
    "评分": "4",
    "评分标准": "1-5",
    "评价人": "赵主管",
    "日期": "2026-07-10",
}
ENTRY = {"手机号": "13800001234", "类型": "入职", "日期": "2026/3/1"}
MISSING = NotMeasured("没有作答")


def a_body(composite: float | NotMeasured = MISSING, **scores: float | NotMeasured) -> ReportBody:
    dimensions = tuple(DimensionReport(name, "能力", 0.5, score, MISSING) for name, score in scores.items())
    return ReportBody(composite, MISSING, 0.0, (), dimensions, (), (), (), (), {})


def parsed(*rows, **changes):
    good, faults = parse_rows([(line, row | changes) for line, row in enumerate(rows, start=2)])
    return good, faults


def fault_of(row):
    good, faults = parse_rows([(7, row)])
    assert not good
    assert faults[0].line == 7
    return faults[0].message


@pytest.fixture
def story(uow):
    report = a_report(id="rp_1", interview_id="iv_1", payload=report_json(a_body(服务意识=70.0)))
    return a_story(uow, report, state=InterviewState.REPORTED)


def bring(office, story, *rows, source=OutcomeSource.SHEET):
    good, faults = parsed(*rows)
    return office.run(record_outcomes, RecordOutcomes(an_actor(story.hr), tuple(good), tuple(faults), source))


# -- rows ---------------------------------------------------------------------------------------------------------


def test_each_kind_of_row_is_read():
    good, faults = parsed(
        REVIEW,
        ENTRY,
        {"钉钉userId": "u1", "类型": "试用期", "日期": "2026年6月1日", "试用期结果": "未通过"},
        {"钉钉userId": "u1", "类型": "离职", "日期": "2026.12.31", "离职原因": "辞退"},
        {"钉钉userId": "u1", "类型": "分组", "部门": "零售部"},
    )
    assert not faults
    assert [row.facts for row in good] == [
        Review(date(2026, 7, 10), "4", "1-5", 0.75, "赵主管"),
        Entry(date(2026, 3, 1)),
        Probation(date(2026, 6, 1), False),
        Exit(date(2026, 12, 31), ExitReason.DISMISSED),
        Grouping("零售部", ""),
    ]
    assert [row.period for row in good] == ["2026H1", "", "", "", ""]


def test_facts_come_back_from_json_as_they_were():
    for row in parsed(REVIEW, ENTRY)[0]:
        kind = OutcomeKind.REVIEW if isinstance(row.facts, Review) else OutcomeKind.ENTRY
        assert read_outcome(kind, outcome_json(row.facts)) == row.facts


@pytest.mark.parametrize(
    ("rating", "scale", "share"),
    [
        ("1", "1-5", 0.0),
        ("5", "1-5", 1.0),
        ("85", "0～100", 0.85),
        ("B", "D<C<B<A", 2 / 3),
        ("S", "C＜B＜A＜S", 1.0),
    ],
)
def test_a_rating_is_placed_on_its_own_scale(rating, scale, share):
    assert rating_share(rating, scale) == pytest.approx(share)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"手机号": ""}, "手机号"),
        ({"类型": "考核"}, "考核"),
        ({"周期": "上半年"}, "周期"),
        ({"评分": "6"}, "不在评分标准"),
        ({"评分标准": ""}, "评分标准"),
        ({"评分": "E", "评分标准": "D<C<B<A"}, "不在评分标准"),
        ({"评分": "A", "评分标准": "A<A"}, "重复"),
        ({"日期": "2026-02-30"}, "不存在"),
        ({"日期": "2026-13-01"}, "不存在"),
        ({"日期": ""}, "请填写日期"),
        ({"类型": "试用期", "试用期结果": "延长"}, "通过、未通过"),
        ({"类型": "离职", "离职原因": "不详"}, "主动离职"),
        ({"类型": "分组"}, "部门或招聘渠道"),
    ],
)
def test_what_is_wrong_with_a_row_is_said(changes, says):
    assert says in fault_of(REVIEW | changes)


def test_the_same_fact_twice_in_one_file_is_a_fault_of_the_later_line():
    good, faults = parsed(REVIEW, REVIEW | {"评分": "5"})
    assert len(good) == 1
    assert (faults[0].line, "第 2 行" in faults[0].message) == (3, True)


def test_attributes_that_must_not_count_refuse_the_whole_file():
    for column in ("性别", "出生日期", "婚姻状况", "是否已育", "户籍", "民族"):
        with pytest.raises(Invalid) as refused:
            check_columns([*COLUMNS, column])
        assert refused.value.code == "OC423"
    with pytest.raises(Invalid) as refused:
        check_columns(["姓名", "类型"])
    assert refused.value.code == "OC422"


def test_the_template_reads_back_and_its_examples_are_passed_over():
    columns, rows = read_table(template(COLUMNS, EXAMPLES, sheet="结果回流"), rows_max=MAX_ROWS)
    check_columns(columns)
    assert tuple(columns) == COLUMNS
    assert len(rows) == len(EXAMPLES)
    assert parse_rows(rows) == ([], [])


def test_csv_from_excel_in_china_is_read():
    content = "手机号,类型,日期\r\n13800001234,入职,2026-3-1\r\n\r\n13800001235,入职,2026-3-2\r\n".encode(
        "gb18030"
    )
    columns, rows = read_table(content, rows_max=MAX_ROWS)
    assert columns == ["手机号", "类型", "日期"]
    assert [line for line, _ in rows] == [2, 4]


@pytest.mark.parametrize("content", [b"PK\x03\x04nonsense", b"\xff\xff\x00", b"a,b\x00"])
def test_what_is_no_table_is_refused(content):
    with pytest.raises(Invalid) as refused:
        read_table(content, rows_max=MAX_ROWS)
    assert refused.value.code == "OC415"


# -- recording ----------------------------------------------------------------------------------------------------


def test_outcomes_are_linked_to_what_the_interview_pinned(office, story):
    recorded = bring(office, story, REVIEW, ENTRY)
    assert (recorded.added, recorded.corrected, recorded.unchanged, recorded.unlinked) == (2, 0, 0, 0)
    with office.new_uow() as uow:
        row = uow.outcomes.latest("ca_1", OutcomeKind.REVIEW, "2026H1")
        assert (row.interview_id, row.plan_sha256) == ("iv_1", story.interview.plan_sha256)
        assert (row.rubric_sha256, row.scoring_profile) == ("a" * 64, "default")


def test_the_same_file_again_changes_nothing(office, story):
    bring(office, story, REVIEW, ENTRY)
    again = bring(office, story, REVIEW, ENTRY)
    assert (again.added, again.corrected, again.unchanged) == (0, 0, 2)


def test_a_correction_supersedes_and_both_are_kept(office, story):
    bring(office, story, REVIEW)
    assert bring(office, story, REVIEW | {"评分": "2"}).corrected == 1
    with office.new_uow() as uow:
        rows = uow.session.execute(select(tables.outcome_record.c.revision)).scalars().all()
        assert sorted(rows) == [1, 2]
        held = read_outcome(
            OutcomeKind.REVIEW, uow.outcomes.latest("ca_1", OutcomeKind.REVIEW, "2026H1").payload
        )
        assert held.share == 0.25
        (count,) = outcome_counts(uow.session)
        assert (count.facts, count.linked, count.corrections) == (1, 1, 1)
        (version,) = validity_versions(uow.session, "jb_1")
        assert version.assessed[0].facts == (held,)


def test_every_row_is_answered_for(office, story):
    rows = [REVIEW, REVIEW | {"手机号": "13911112222"}, ENTRY | {"姓名": "别人"}, ENTRY | {"日期": "昨天"}]
    recorded = bring(office, story, *rows)
    assert recorded.added + recorded.corrected + recorded.unchanged + len(recorded.faults) == len(rows)
    assert [(fault.line, fault.message) for fault in recorded.faults][:2] == [(3, UNKNOWN), (4, OTHER_NAME)]


def test_an_outcome_before_any_report_is_kept_and_linked_when_it_comes_again(office, uow, clock):
    story = a_story(uow)
    assert bring(office, story, REVIEW).unlinked == 1
    with office.new_uow() as later:
        later.processing.add_report(a_report(interview_id="iv_1"))
        later.commit()
    again = bring(office, story, REVIEW)
    assert (again.corrected, again.unlinked) == (1, 0)


def test_the_rating_is_not_readable_in_the_database_and_goes_with_the_person(office, story):
    bring(office, story, REVIEW)
    with office.new_uow() as uow:
        stored = uow.session.execute(select(tables.outcome_record)).mappings().one()
        assert "赵主管".encode() not in stored["payload_sealed"]
        uow.interviews.lock("iv_1").state = InterviewState.WITHDRAWN
        uow.commit()
    from hiring.commands import EraseCandidate

    office.run(erase_candidate, EraseCandidate(an_actor(story.hr), "ca_1"), media=office.media)
    with office.new_uow() as uow:
        assert validity_versions(uow.session, "jb_1") == []
        assert outcome_counts(uow.session)[0].facts == 1  # that there was one stays; what it said is gone


def test_a_record_can_be_neither_changed_nor_deleted(office, story):
    bring(office, story, REVIEW)
    for statement in ("UPDATE outcome_record SET period = ''", "DELETE FROM outcome_record"):
        with office.new_uow() as uow, pytest.raises(Exception, match="append-only"):
            uow.session.execute(text(statement))


def test_a_manager_may_not_import(office, story):
    with pytest.raises(Forbidden):
        office.run(record_outcomes, RecordOutcomes(an_actor(story.manager), (), (), OutcomeSource.API))


# -- cases --------------------------------------------------------------------------------------------------------


def assessed(*facts, body=None, state=InterviewState.APPROVED):
    return Assessed("ca_1", date(2026, 1, 5), state, body or a_body(70.0, 甲=80.0, 乙=40.0), facts)


def test_a_case_holds_the_mean_of_the_reviews_and_the_composite_that_was_reported():
    reviews = [Review(date(2026, 7, 1), "4", "1-5", 0.75, ""), Review(date(2027, 1, 1), "2", "1-5", 0.25, "")]
    case = case_of(assessed(*reviews), known_until=date(2027, 1, 1))
    assert case.performance == 0.5
    assert case.scores == {"甲": 80.0, "乙": 40.0, COMPOSITE: 70.0}
    assert isinstance(case.tenure, NotMeasured)
    assert (case.voice, case.face) == ({}, {})


def test_staying_is_counted_to_the_last_known_day_and_an_expired_contract_is_no_leaving():
    entered, known = Entry(date(2026, 1, 1)), date(2026, 12, 31)
    stays = case_of(assessed(entered), known_until=known).tenure
    left = case_of(assessed(entered, Exit(date(2026, 4, 1), ExitReason.RESIGNED)), known_until=known)
    over = case_of(assessed(entered, Exit(date(2026, 4, 1), ExitReason.EXPIRED)), known_until=known)
    assert stays == Tenure(364.0, False, 364.0)
    assert left.tenure == Tenure(90.0, True, 364.0)
    assert over.tenure == Tenure(90.0, False, 364.0)


def test_a_person_whose_report_has_no_composite_has_none_here():
    case = case_of(assessed(body=a_body(甲=80.0, 乙=MISSING)), known_until=date(2026, 1, 1))
    assert case.scores == {"甲": 80.0}


def test_an_undecided_applicant_is_neither_chosen_nor_refused():
    assert isinstance(applicant_of(assessed(state=InterviewState.REPORTED)).chosen, NotMeasured)
    assert applicant_of(assessed()).chosen is True


# -- weights ------------------------------------------------------------------------------------------------------


def weigh(office, staff, weights, *, reason="按回测结果调整", replaces=0, basis=None):
    command = ActivateWeights(an_actor(staff), "jb_1", weights, basis or {}, reason, replaces)
    return office.run(activate_weights, command)


@pytest.fixture
def two_dimensions(uow):
    story = a_story(uow)
    with uow:
        job = uow.outcomes.lock_job("jb_1")
        job.plan = a_plan(weights={"甲": 0.5, "乙": 0.5}, groups={"甲": "能力", "乙": "能力"})
        uow.commit()
    return story


def test_new_weights_reach_the_job_and_leave_the_interview_as_it_was(office, two_dimensions):
    assert weigh(office, two_dimensions.hr, {"甲": 0.7, "乙": 0.3}, basis={"gain": 0.08}) == 1
    with office.new_uow() as uow:
        assert uow.interviews.get_job("jb_1").plan.weights == {"甲": 0.7, "乙": 0.3}
        interview = uow.interviews.get("iv_1")
        assert interview.plan == two_dimensions.interview.plan
        (line,) = weight_sets(uow.session, "jb_1")
        assert (line.number, line.reason, line.by_name) == (1, "按回测结果调整", "陈人事")
        assert line.basis == {"gain": 0.08}


def test_the_second_of_two_people_who_saw_the_same_weights_is_told(office, two_dimensions):
    weigh(office, two_dimensions.hr, {"甲": 0.7, "乙": 0.3})
    with pytest.raises(Conflict) as refused:
        weigh(office, two_dimensions.hr, {"甲": 0.6, "乙": 0.4})
    assert refused.value.code == "WT409"
    assert weigh(office, two_dimensions.hr, {"甲": 0.6, "乙": 0.4}, replaces=1) == 2


@pytest.mark.parametrize(
    "weights", [{"甲": 1.0}, {"甲": 0.7, "乙": 0.7}, {"甲": 1.5, "乙": -0.5}, {"甲": 0.5, "丙": 0.5}]
)
def test_weights_that_do_not_fit_the_job_are_refused(office, two_dimensions, weights):
    with pytest.raises(Invalid) as refused:
        weigh(office, two_dimensions.hr, weights)
    assert refused.value.code == "WT422"


def test_weights_need_a_reason_and_the_right(office, two_dimensions):
    with pytest.raises(Invalid):
        weigh(office, two_dimensions.hr, {"甲": 0.7, "乙": 0.3}, reason=" ")
    with pytest.raises(Forbidden):
        weigh(office, two_dimensions.manager, {"甲": 0.7, "乙": 0.3})


def test_a_weight_set_is_never_rewritten(office, two_dimensions):
    weigh(office, two_dimensions.hr, {"甲": 0.7, "乙": 0.3})
    with office.new_uow() as uow, pytest.raises(Exception, match="append-only"):
        uow.session.execute(text("UPDATE weight_set SET number = 9"))
