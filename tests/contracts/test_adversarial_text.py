"""No text makes the linter slow or breaks it."""

import importlib
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.clause import MAX_CLAUSE_CHARS
from contracts.findings import ContractsError

HUNDRED_KB = 100_000
# A pattern that backtracks takes sixteen times as long for four times the text; a ratio of processor time within one run.
MOST_GROWTH = 10.0
LEAST_COST_S = 0.02  # below it the clock's noise decides
PIECES = [
    "甲方",
    "试用期",
    "一二三四五",
    "1",
    "扣工资",
    "不",
    " 甲",
    "，",
    "乙方违反竞业限制加班社保工资合同解除",
    "\u200b",
    "2026年1月1日至",
    "3个月",
    "100元,",
    "不得",
    "的",
    "（",
    "1.1.",
    "万",
]


@pytest.mark.parametrize("piece", PIECES)
def test_four_times_the_text_costs_about_four_times_as_much(piece, lint):
    def cost(length):
        started = time.process_time()
        lint((piece * (length // len(piece) + 1))[: length - 1] + "甲")
        return time.process_time() - started

    quarter = max(cost(MAX_CLAUSE_CHARS // 4), LEAST_COST_S)
    assert cost(MAX_CLAUSE_CHARS) / quarter < MOST_GROWTH


@pytest.mark.parametrize("piece", PIECES)
def test_a_hundred_kilobytes_are_a_document_and_no_clause(piece, lint):
    with pytest.raises(ContractsError, match="CT101"):  # contracts.whole splits it
        lint(piece * (HUNDRED_KB // len(piece)))


LEGAL_WORDS = st.sampled_from(
    [
        "甲方",
        "乙方",
        "试用期",
        "转正",
        "工资",
        "扣",
        "罚款",
        "加班",
        "社保",
        "合同",
        "解除",
        "违约金",
        "竞业限制",
        "不得",
        "的",
        "，",
        "。",
        "3",
        "个月",
        "年",
        "元",
        "%",
        "折",
        "成",
        "半",
        "万",
        "两",
        "2026年13月45日",
        "百分之",
        "分之",
        "倍",
        "点",
        "（",
        "）",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(LEGAL_WORDS, st.text(max_size=6)), min_size=1, max_size=40))
def test_no_text_raises_anything_but_our_own_error(words):
    from contracts.clause import read_clause
    from contracts.facts import Facts
    from contracts.rulebook import RULES, hits

    text = "".join(words)
    if not text.strip():
        return
    clause = read_clause(text, Facts())
    for rule in RULES:
        for hit in hits(rule, clause):
            start, end = clause.normalised.span(hit.start, hit.end)
            assert 0 <= start <= end <= len(text)


def test_no_pattern_suffers_from_a_slip_of_braces():
    """{0,6} in an f-string is a tuple, {{0,6}} in a plain one is two characters: neither raises, both silence a rule."""
    for module in (
        "probation",
        "terms",
        "bonds",
        "noncompete",
        "hours",
        "overtime_pay",
        "pay",
        "ending",
        "equality",
        "insurance",
        "change",
        "rights",
        "formalities",
        "leave",
        "noncompete_pay",
        "arithmetic",
        "told_dates",
        "told_hours",
        "told_lengths",
        "told_rates",
        "told_sums",
    ):
        names = vars(importlib.import_module(f"contracts.rules.{module}"))
        for name, value in names.items():
            if isinstance(value, re.Pattern):
                assert not re.search(r"\(\d+, \d+\)|\{\{|\}\}", value.pattern), (module, name)
