"""From facts to a contract: lawful at sensible and at extreme values, dates right, no score inside."""

import itertools
from datetime import date

import pytest

from config.clauses.files import contract_book
from contracts.calendar import last_day
from contracts.drafting import draft, review
from contracts.findings import ContractsError
from contracts.proposals import parse_proposals
from contracts.score_gate import score_faults
from contracts.whole import lint_contract

BOOK = contract_book()
OPTIONAL = tuple(key for key, t in BOOK.templates.items() if t.optional)
SPECIAL = "高级技术人员"

SENSIBLE = {
    "employer": "明湖银行股份有限公司",
    "employer_address": "杭州市西湖区文三路1号",
    "legal_representative": "周立",
    "worker": "王小明",
    "worker_address": "杭州市拱墅区莫干山路2号",
    "worker_id": "330106199501011234",
    "term_kind": "固定期限",
    "term_start": "2026-12-01",
    "term_months": "36",
    "probation_months": "6",
    "standard_1": "独立完成柜面现金收付业务",
    "standard_2": "按操作规程完成日终核对",
    "position": "柜员",
    "grade": "P3",
    "duties": "办理柜面存取款、转账与客户咨询",
    "place": "杭州市西湖区文三路1号",
    "city": "杭州",
    "role_kind": SPECIAL,
    "monthly_wage": "8000",
    "probation_wage": "6400",
    "pay_day": "10",
    "hours_system": "标准工时制",
    "approval_no": "杭人社许〔2026〕12号",
    "cycle": "季",
    "task": "新核心系统上线并通过验收",
    "performance_base": "1000",
    "performance_rule": "绩效管理办法",
    "democratic_date": "2026-01-15",
    "appeal_days": "10",
    "training_subject": "客户沟通",
    "sessions": "3",
    "mentor_months": "3",
    "training_cost": "20000",
    "service_months": "24",
    "secrets": "客户信息与风控模型参数",
    "noncompete_months": "24",
    "noncompete_comp": "5000",
    "noncompete_scope": "浙江省内的商业银行零售业务",
    "equity_plan": "2026年股权激励计划",
    "task_kind": "现金收付",
    "count": "3",
}
LOWEST = {
    "term_months": "3",
    "probation_months": "1",
    "monthly_wage": "2490",
    "probation_wage": "2490",
    "pay_day": "1",
    "performance_base": "0",
    "appeal_days": "3",
    "sessions": "1",
    "mentor_months": "1",
    "training_cost": "1",
    "service_months": "1",
    "noncompete_months": "1",
    "noncompete_comp": "2490",
    "count": "1",
}
HIGHEST = {
    "term_months": "240",
    "monthly_wage": "10000000",
    "probation_wage": "8000000.01",
    "pay_day": "28",
    "performance_base": "10000000",
    "appeal_days": "60",
    "sessions": "24",
    "mentor_months": "12",
    "training_cost": "10000000",
    "service_months": "120",
    "noncompete_comp": "10000000",
    "count": "50",
}
TERMS = {
    "fixed": {},
    "open": {"term_kind": "无固定期限"},
    "task": {"term_kind": "以完成一定工作任务为期限", "probation_months": "0"},
    "no probation": {"probation_months": "0"},
    "under a year": {"term_months": "11", "probation_months": "1"},
    "two years": {"term_months": "24", "probation_months": "2"},
}
HOURS = ("标准工时制", "综合计算工时制", "不定时工作制")


def an_offer(options=(), **changes):
    return BOOK.read_offer(SENSIBLE | changes, options)


def complaints(offer):
    checked = review(draft(offer, {}, BOOK), offer, BOOK)
    found = [f for many in checked.clauses.values() for f in many] + list(checked.document)
    return [f.message for f in checked.faults] + [f"{f.rule} {f.span_text} {f.note}" for f in found]


@pytest.mark.parametrize("extremes", [{}, LOWEST, HIGHEST], ids=["sensible", "lowest", "highest"])
@pytest.mark.parametrize("hours", HOURS)
def test_the_whole_contract_with_every_option_is_lawful_at_the_limits(extremes, hours):
    assert complaints(an_offer(OPTIONAL, hours_system=hours, **extremes)) == []


@pytest.mark.parametrize(("term", "hours"), list(itertools.product(TERMS, HOURS)))
def test_every_kind_of_term_and_hours_gives_a_lawful_contract(term, hours):
    assert complaints(an_offer(hours_system=hours, **TERMS[term])) == []


@pytest.mark.parametrize("key", OPTIONAL)
def test_each_optional_clause_is_lawful_alone(key):
    assert complaints(an_offer([key])) == []


def test_every_printed_clause_names_its_law_and_when_it_was_reviewed():
    for template in BOOK.templates.values():
        assert "法" in template.law or "规定" in template.law
        assert template.clause.reviewed_on >= date(2026, 11, 22)


def test_every_variable_of_a_template_is_in_the_form_or_follows_from_it():
    derived = {"term_end", "probation_end"}
    used = {name for t in BOOK.templates.values() for name in t.clause.variables}
    assert used - derived <= set(BOOK.variables)


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        (date(2026, 3, 1), 36, date(2029, 2, 28)),
        (date(2025, 3, 1), 36, date(2028, 2, 29)),  # ends in a leap year
        (date(2024, 2, 29), 12, date(2025, 2, 28)),  # no 29 February: the month's last day
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 3, 31), 6, date(2026, 9, 30)),
        (date(2026, 1, 15), 6, date(2026, 7, 14)),
        (date(2026, 12, 1), 1, date(2026, 12, 31)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
    ],
)
def test_a_term_ends_on_the_day_before_its_corresponding_day(first, months, last):
    assert last_day(first, months=months) == last


@pytest.mark.parametrize("start", ["2026-01-31", "2024-02-29", "2026-08-31", "2026-03-01", "2026-12-31"])
def test_the_linter_agrees_with_our_dates_at_month_ends(start):
    for months, probation in ((3, 1), (12, 2), (36, 6)):
        offer = an_offer(
            term_start=start,
            term_months=str(months),
            probation_months=str(probation),
            democratic_date="2020-01-01",
        )
        assert complaints(offer) == []


def test_the_text_states_both_last_days():
    text = draft(an_offer(), {}, BOOK).text
    assert "自2026年12月1日起至2029年11月30日止" in text
    assert "至2027年5月31日止（含当日）" in text


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"term_months": "12", "probation_months": "3"}, "probation_months"),
        ({"term_months": "2", "probation_months": "1"}, "probation_months"),
        ({"probation_wage": "6399.99"}, "probation_wage"),
        ({"monthly_wage": "2000", "probation_wage": "2000"}, "monthly_wage"),
        ({"term_kind": "以完成一定工作任务为期限"}, "probation_months"),
        ({"noncompete_months": "25"}, "noncompete_months"),
        ({"term_start": "2026-02-29"}, "term_start"),
        ({"position": "柜员。\n乙方放弃社会保险"}, "position"),
        ({"position": "柜员\u200b"}, "position"),
        ({"hours_system": "996"}, "hours_system"),
        ({"monthly_wage": "-1"}, "monthly_wage"),
        ({"monthly_wage": "８０００"}, "monthly_wage"),
        ({"grade": ""}, "grade"),
        ({"bonus": "1"}, "bonus"),
    ],
)
def test_a_fact_that_can_not_stand_is_named(change, field):
    assert field in [f.field for f in an_offer(**change).faults]


def test_an_ordinary_worker_gets_no_noncompete():
    offer = an_offer(["noncompete"], role_kind="一般人员")
    assert [f.field for f in offer.faults] == ["options"]
    assert "竞业" not in draft(offer, {}, BOOK).text


def test_an_unlawful_edit_blocks_with_article_and_rewrite():
    offer = an_offer()
    drafted = draft(offer, {"pay_term": "", "pay": "迟到一次从工资中罚款200元。"}, BOOK)
    checked = review(drafted, offer, BOOK)
    assert checked.blocks
    assert [f.rule for f in checked.clauses["pay"]] == ["L18"]
    assert checked.clauses["pay"][0].rewrite


def test_an_edit_that_breaks_an_unlawful_probation_across_clauses_blocks():
    offer = an_offer(term_months="12", probation_months="2")
    drafted = draft(offer, {"probation": "试用期为六个月，包含在合同期限内。"}, BOOK)
    assert "L01" in [f.rule for f in review(drafted, offer, BOOK).clauses["probation"]]


def test_a_blank_is_not_signed():
    offer = an_offer(["mentoring"], mentor_months="")
    fields = [f.field for f in review(draft(offer, {}, BOOK), offer, BOOK).faults]
    assert fields == ["mentor_months", "mentoring"]


@pytest.mark.parametrize(
    "text",
    [
        "乙方面试得分82分，职级定为P5。",
        "根据AI评估，乙方职级为P5。",
        "根据Ａ Ｉ评估，乙方职级为P5。",
        "乙方服务意识为41，安排培训。",
        "综合评分较高，月工资上浮。",
        "依据面试报告的结论确定工资。",
        "乙方得八十二分。",
        "乙方取得82.5分。",
    ],
)
def test_no_score_and_no_word_of_it_enters_a_contract(text):
    assert list(score_faults(text, field="pay", dimensions=["服务意识"]))


@pytest.mark.parametrize(
    "text",
    [
        "每日上班前留出30分钟准备。",
        "工作地点为杭州第2分公司。",
        "指标、权重和评分人见制度。",
        "违约金不超过应分摊的费用。",
        "EMAIL发送的通知视为书面。",
    ],
)
def test_plain_words_pass_the_score_gate(text):
    assert list(score_faults(text, field="pay", dimensions=["服务意识"])) == []


def test_a_proposal_for_a_clause_that_is_not_optional_is_refused():
    broken = {
        "proposal": [
            {
                "key": "x",
                "dimensions": ["服务意识"],
                "band": "low",
                "threshold": 50,
                "max_width": 30,
                "clause": "pay",
                "why": "",
                "alternative": "",
            }
        ]
    }
    with pytest.raises(ContractsError, match="CT202"):
        parse_proposals(broken, BOOK.templates)


def test_a_drafted_contract_pasted_back_as_outside_text_lints_clean():
    offer = an_offer(OPTIONAL)
    report = lint_contract(
        draft(offer, {}, BOOK).text,
        facts=offer.lint_facts(city_min_wage=2490),
        law=BOOK.law,
        library=BOOK.library,
    )
    assert not report.document
    assert not [f for c in report.clauses for f in c.findings]
