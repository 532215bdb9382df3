"""Which interview results propose what, what they never do, and how risks are said."""

import re

import pytest

from config.clauses.files import contract_book
from contracts.difference import Change, difference
from contracts.drafting import draft, review
from contracts.lint import lint_clause
from contracts.measures import DimensionMeasure
from contracts.proposals import Threshold, for_job, propose
from contracts.score_gate import score_faults
from contracts.warnings import PURPOSE, risk_notes
from tests.contracts.test_drafting import an_offer

BOOK = contract_book()
LOW_SERVICE = DimensionMeasure(
    "服务意识", 41.7, (30.2, 53.2), ("我就让他去找别的窗口",), ("客户后来怎么说？",)
)


def proposed(*measures, settings=()):
    return propose(measures, for_job(BOOK.proposals, settings), BOOK.templates)


def test_a_low_narrow_dimension_proposes_training_with_basis_and_alternative():
    (found,) = proposed(LOW_SERVICE)
    assert (found.rule, found.clause) == ("communication_training", "training_free")
    assert (found.score, found.interval, found.quotes) == (41.7, (30.2, 53.2), ("我就让他去找别的窗口",))
    assert "不作为转正" in found.alternative
    assert "劳动法" in found.law


@pytest.mark.parametrize("score", [60.0, 59.9, 0.0])
def test_the_threshold_itself_is_within_the_low_band(score):
    assert proposed(DimensionMeasure("服务意识", score, (score - 5, score + 5)))


def test_a_value_above_the_threshold_proposes_nothing():
    assert not proposed(DimensionMeasure("服务意识", 60.1, (55, 65)))


def test_a_wide_interval_proposes_nothing_however_low_the_value():
    assert not proposed(DimensionMeasure("服务意识", 5.0, (0.0, 35.1)))
    assert proposed(DimensionMeasure("服务意识", 5.0, (0.0, 35.0)))


def test_a_job_may_set_its_own_threshold_or_switch_a_rule_off():
    stricter = Threshold("communication_training", 40.0, 35.0, enabled=True)
    assert not proposed(LOW_SERVICE, settings=[stricter])
    off = Threshold("communication_training", 60.0, 35.0, enabled=False)
    assert not proposed(LOW_SERVICE, settings=[off])


def test_low_pressure_proposes_to_write_nothing():
    (found,) = proposed(DimensionMeasure("抗压能力", 20.0, (10.0, 30.0)))
    assert found.text == found.clause == ""
    assert "加班" in found.why


@pytest.mark.parametrize("rule", BOOK.proposals, ids=lambda r: r.key)
def test_every_proposed_text_is_lawful_and_says_nothing_of_scores(rule):
    if not rule.clause:
        return
    score = 37.3 if rule.band == "low" else 93.7
    (found,) = [
        p
        for p in proposed(DimensionMeasure(rule.dimensions[0], score, (score - 4, score + 4)))
        if p.rule == rule.key
    ]
    assert not list(score_faults(found.text, field="x", dimensions=rule.dimensions))
    assert "37" not in found.text
    assert "93" not in found.text
    low_scorer = an_offer().lint_facts(city_min_wage=None)
    assert not lint_clause(found.text, facts=low_scorer, law=BOOK.law, library=BOOK.library)


def test_the_score_never_reaches_the_contract_whatever_is_accepted():
    scores = {"服务意识": 41.7, "团队协作": 43.9, "诚信合规": 47.3, "逻辑思维": 53.1}
    found = proposed(*(DimensionMeasure(d, s, (s - 6, s + 6)) for d, s in scores.items()))
    values = {name: value for p in found for name, value in p.values.items()}
    offer = an_offer([p.clause for p in found if p.clause], **values)
    drafted = draft(offer, {}, BOOK)
    for dimension, score in scores.items():
        assert str(score) not in drafted.text
        assert dimension not in drafted.text
    assert not review(drafted, offer, BOOK, dimensions=list(scores)).blocks


DIAGNOSIS = re.compile(r"抑郁|焦虑|心理|人格|性格|情绪|神经|疾病|不稳定|智力|病")


@pytest.mark.parametrize("rule", BOOK.warnings, ids=lambda r: r.dimensions[0])
def test_a_risk_note_speaks_of_work_and_lawful_measures_only(rule):
    measure = DimensionMeasure(rule.dimensions[0], 30.0, (20.0, 40.0), ("我没想过",), ("后来呢？",))
    (note,) = risk_notes([measure], [rule])
    said = " ".join((note.statement, *note.measures))
    assert not DIAGNOSIS.search(said)
    assert not re.search(r"[0-9]", said)
    assert len(note.measures) >= 2
    assert note.quotes == ("我没想过",)
    for text in note.measures:
        assert not lint_clause(
            text, facts=an_offer().lint_facts(city_min_wage=None), law=BOOK.law, library=BOOK.library
        )


def test_no_note_without_words_to_show_for_it():
    assert not risk_notes([DimensionMeasure("服务意识", 30.0, (20.0, 40.0))], BOOK.warnings)


def test_no_note_from_a_wide_interval():
    assert not risk_notes([DimensionMeasure("服务意识", 30.0, (0.0, 60.0), ("我没想过",))], BOOK.warnings)


def test_the_notes_say_what_they_are_not_for():
    assert "不作为" in PURPOSE
    assert "非法律意见" in PURPOSE


def test_differences_are_read_clause_by_clause():
    changes = difference({"报酬": "月工资8000元。", "保密": "甲"}, {"报酬": "月工资9000元。", "培训": "乙"})
    assert [(c.title, c.change) for c in changes] == [
        ("报酬", Change.CHANGED),
        ("培训", Change.ADDED),
        ("保密", Change.REMOVED),
    ]
    assert [(p.kind, p.text) for p in changes[0].pieces] == [
        ("", "月工资"),
        ("removed", "8"),
        ("added", "9"),
        ("", "000元。"),
    ]
