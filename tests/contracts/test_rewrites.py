"""Every rewrite the linter offers is itself lawful, and so is the whole library."""

import pytest

from contracts.rulebook import RULES

# Part of the brief's own examples, and paraphrases of them: each must be stopped or warned of, each rewrite must be clean.
BRIEF_EXAMPLES = [
    ("技术得分不低于90分的，岗位等级定为高级工程师，薪资比同岗平均高10%", {"ai_scores": {"技术": 92}}, "L33"),
    (
        "因AI面试技术评分达到九十分，乙方定级高级工程师，月薪较同岗均值上浮一成。",
        {"ai_scores": {"技术": 92}},
        "L33",
    ),
    ("试用期内需完成3次客户沟通培训，考核合格后方可转正", {}, "L06"),
    ("乙方须在试用期修完三次沟通课程并考核通过，否则不予转正。", {}, "L06"),
    ("入职满1年可获得股票期权", {}, "L38"),
    ("乙方任职届满一年，公司授予其期权若干。", {}, "L38"),
    ("鉴于抗压评分偏低，双方特别约定加班政策，乙方须服从加班安排。", {"ai_scores": {"抗压": 46}}, "L15"),
    ("每月团队评分低于80分，绩效奖金扣减20%", {"democratic_procedure_done": False}, "L18"),
    ("团队月评不足八十分的，绩效奖按八折发放。", {"democratic_procedure_done": False}, "L18"),
    ("小组互评未满80分者，当月绩效工资核减两成。", {"democratic_procedure_done": False}, "L18"),
    ("乙方文化认同考核不合格的，甲方有权解除劳动合同。", {}, "L22"),
    ("价值观考核连续两次不达标，公司可以辞退乙方。", {}, "L22"),
    ("试用期内完成5次高强度工作任务，考核合格后方可转正", {}, "L06"),
    ("转正以完成五轮高强度任务并通过考核为前提。", {}, "L06"),
    ("智能面试情绪稳定性分值低于五十的，视为不符合录用条件。", {"ai_scores": {"情绪稳定性": 47}}, "L33"),
    ("根据微表情分析得分，乙方的岗位工资下调一档。", {"ai_scores": {"情绪": 40}}, "L33"),
]


@pytest.mark.parametrize("rule", [r.id for r in RULES])
def test_the_rewrite_for_each_rule_lints_clean(rule, library, lint):
    assert lint(library.rewrite(rule)) == {}, library.rewrite(rule)


@pytest.mark.parametrize(("text", "context", "rule"), BRIEF_EXAMPLES)
def test_the_briefs_examples_are_flagged_and_their_rewrites_are_clean(text, context, rule, lint):
    found = lint(text, **context)
    assert rule in found
    for finding in found.values():
        assert lint(finding.rewrite) == {}, finding.rewrite
        assert lint(finding.rewrite, **context) == {}, finding.rewrite


def test_every_rewrite_of_the_golden_set_is_clean_under_the_rows_own_facts(golden_clauses, lint):
    for row in golden_clauses:
        for finding in lint(row["text"], **row["context"]).values():
            again = lint(finding.rewrite, **row["context"])
            assert not any(f.severity.value == "E" for f in again.values()), (row, finding.rewrite, again)


def test_every_clause_of_the_library_is_lawful(library, lint):
    for clause in library.clauses.values():
        assert lint(clause.filled({})) == {}, clause.key


def test_unfilled_variables_are_shown_as_blanks(library):
    clause = library.clauses["probation_pay"]
    assert clause.variables == ("probation_wage",)
    assert "每月8000元" in clause.filled({"probation_wage": "8000"})
    assert "____" in clause.filled({})
