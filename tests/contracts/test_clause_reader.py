"""Clauses read beside the rules: what the reader adds, what it doubts, and what it may not touch. Texts that no example holds."""

import pytest

from config.law.files import clause_reader
from contracts.clause import read_clause
from contracts.clause_reader import Reading, reading_text, whole_text
from contracts.facts import Facts
from contracts.findings import Hit, Severity
from contracts.judgement import COMPARED, FOUND, LIKE_LAWFUL, SUSPECTED, judged


class Says:
    """A reader that gives one answer, whatever the clause."""

    def __init__(self, unlawful: float) -> None:
        self._unlawful = unlawful

    def read(self, _clause):
        return Reading(self._unlawful, {"L31": 0.9, "L22": 0.1, "L28": 0.01})

    def span(self, _clause, _rule):
        return 0, 2


WORDING = Hit(0, 4, Severity.BLOCK)
RECKONED = Hit(0, 4, Severity.BLOCK, "试用期4个月，上限2个月")


def a_clause(text="员工离职要店长点头。", **facts):
    return read_clause(text, Facts(**facts))


def read_as(severity):
    return Hit(0, 2, severity, COMPARED)


def test_a_clause_the_reader_is_sure_of_becomes_a_finding_that_says_how_it_was_found():
    assert judged({}, a_clause(), Says(FOUND))["L31"] == read_as(Severity.BLOCK)


def test_what_a_stopped_clause_may_break_besides_is_a_warning_and_what_it_hardly_breaks_nothing():
    assert judged({}, a_clause(), Says(FOUND)).keys() == {"L31", "L22"}
    assert judged({}, a_clause(), Says(FOUND))["L22"] == read_as(Severity.WARN)


def test_a_suspected_clause_only_warns():
    assert judged({}, a_clause(), Says(SUSPECTED))["L31"].severity is Severity.WARN


def test_a_clause_read_as_lawful_gets_nothing():
    assert judged({}, a_clause(), Says(0.1)) == {}


def test_wording_like_lawful_examples_turns_a_rules_hit_into_a_warning():
    assert judged({"L31": WORDING}, a_clause(), Says(SUSPECTED - 0.1)) == {
        "L31": Hit(0, 4, Severity.WARN, LIKE_LAWFUL)
    }


def test_a_reckoning_stands_whatever_the_reader_says():
    assert judged({"L02": RECKONED}, a_clause(), Says(0.0))["L02"] == RECKONED


def test_beside_a_reckoning_the_reader_only_warns():
    found = judged({"L02": RECKONED}, a_clause(), Says(0.99))
    assert {rule: hit.severity.value for rule, hit in found.items()} == {"L02": "E", "L31": "W", "L22": "W"}


def test_where_a_rule_blocks_the_reader_names_what_else_is_wrong():
    found = judged({"L07": WORDING}, a_clause(), Says(0.99))
    assert found == {
        "L07": WORDING,
        "L31": read_as(Severity.BLOCK),
        "L22": read_as(Severity.WARN),
    }


def test_a_whole_contract_is_not_read_as_one_clause():
    assert judged({}, a_clause(document_scope="full_contract"), Says(0.99)) == {}


def test_numbers_and_stops_are_read_alike():
    assert reading_text(a_clause("扣12.5元，罚300元。", is_special_role=True)) == "^扣0元^罚0元^特"


@pytest.mark.parametrize("number", ["第五条 ", "第12条：", "一、", "3.2 、", "（二）", "4."])
def test_a_clauses_number_is_not_read(number):
    text = "员工离职要店长点头。"
    assert reading_text(a_clause(number + text)) == reading_text(a_clause(text))
    assert whole_text(a_clause(number + text)) == whole_text(a_clause(text))


@pytest.mark.parametrize("text", ["第三十九条规定的情形除外。", "1.5倍计发加班费。", "一式两份。"])
def test_what_only_looks_like_a_number_is_read(text):
    assert whole_text(a_clause(text)) == a_clause(text).text


@pytest.fixture(scope="module")
def reader():
    return clause_reader()


def test_the_span_is_made_of_whole_parts_of_a_sentence(reader):
    clause = a_clause("工资每月10日发放，想离职的得先过店长那关才放行，工服免费。")
    start, end = reader.span(clause, "L31")
    assert clause.text[:end].endswith("想离职的得先过店长那关才放行")
    assert start in (0, clause.text.index("想离职"))


@pytest.mark.parametrize(
    "text",
    [
        "乙方在甲方安排的岗位上工作，工作地点为南昌市青山湖区。",
        "甲方于每月二十五日以银行转账方式支付上月工资。",
        "双方均应遵守国家法律法规。",
        "本合同一式两份，甲乙双方各执一份，具有同等法律效力。",
    ],
)
def test_ordinary_contract_language_passes(text, lint):
    assert lint(text) == {}


def test_a_turn_of_phrase_no_rule_lists_is_found_in_the_clauses_own_words(lint):
    finding = lint("店里有事你就得来，啥时候叫啥时候到。")["L28"]
    assert (finding.severity, finding.note) == (Severity.BLOCK, COMPARED)
    assert finding.span_text in "店里有事你就得来，啥时候叫啥时候到。"
    assert finding.rewrite
