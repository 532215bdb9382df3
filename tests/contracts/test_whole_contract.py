"""A whole contract: clauses found, facts carried across them, and what only the whole can show."""

import pytest

from contracts.facts import Facts
from contracts.findings import ContractsError
from contracts.whole import MAX_DOCUMENT_CHARS, lint_contract, split_clauses

CONTRACT = """劳动合同书
甲方：温州明川电器有限公司，住所温州市鹿城区车站大道8号，法定代表人周立。
乙方：方敏，女，住温州市瓯海区，身份证号码见登记表。
第一条 合同期限自2026年3月1日起至2028年2月29日止，试用期{probation}。
第二条 乙方从事会计工作，工作地点为温州市。
第三条 实行标准工时制，每日8小时、每周40小时，周六、周日休息。
第四条 月工资8000元，试用期工资{probation_wage}元，每月10日支付。
第五条 双方依法参加社会保险。
第六条 甲方按照国家规定提供劳动保护、劳动条件和职业危害防护。
第七条 {seventh}
第八条 本合同一式两份，双方各执一份。
"""
WOMEN = "甲方依法对女职工在孕期、产期、哺乳期给予特殊保护。"


def a_contract(*, probation="二个月", probation_wage="6400", seventh=WOMEN) -> str:
    return CONTRACT.format(probation=probation, probation_wage=probation_wage, seventh=seventh)


def check(text, law, library, **facts):
    return lint_contract(text, facts=Facts(worker_gender="女", **facts), law=law, library=library)


def rules_of(report) -> set[str]:
    return {f.rule for f in report.document} | {f.rule for c in report.clauses for f in c.findings}


def test_a_lawful_contract_passes(law, library):
    report = check(a_contract(), law, library)
    assert rules_of(report) == set()
    assert not report.blocks


def test_the_probation_of_one_clause_is_measured_by_the_term_of_the_same_contract(law, library):
    assert "L01" in rules_of(check(a_contract(probation="三个月"), law, library))


def test_the_probation_wage_is_measured_across_clauses(law, library):
    assert "L05" in rules_of(check(a_contract(probation_wage="6000"), law, library))


def test_protection_of_women_is_missed_on_the_whole(law, library):
    report = check(a_contract(seventh="未尽事宜按照法律规定执行。"), law, library)
    assert [f.rule for f in report.document] == ["L24"]


def test_a_missing_item_of_article_17_is_named(law, library):
    without_insurance = a_contract().replace("第五条 双方依法参加社会保险。\n", "")
    report = check(without_insurance, law, library)
    assert [(f.rule, f.note) for f in report.document] == [("L29", "缺少：社会保险")]


def test_every_character_belongs_to_one_clause():
    text = a_contract()
    pieces = split_clauses(text)
    assert "".join(text[a:b] for a, b in pieces).strip() == text.strip()
    assert len(pieces) == 9


def test_a_document_beyond_measure_is_refused(law, library):
    with pytest.raises(ContractsError, match="CT101"):
        check("甲" * (MAX_DOCUMENT_CHARS + 1), law, library)


def test_paragraphs_without_numbers_are_judged_one_by_one():
    text = (
        "打烊后留下来盘货算自愿，不另给钱。\n哺乳期每天早走一个钟头，照全勤算。\n每周工作五天，\n每天八小时。"
    )
    pieces = [text[a:b].strip() for a, b in split_clauses(text)]
    assert pieces == [
        "打烊后留下来盘货算自愿，不另给钱。",
        "哺乳期每天早走一个钟头，照全勤算。",
        "每周工作五天，\n每天八小时。",
    ]
