"""Interview questions: forbidden subjects in plain words, euphemism and pinyin; questions of work that merely mention them."""

import pytest

from contracts.findings import ContractsError
from contracts.questions import lint_question

MIN_RECALL, MIN_PRECISION = 0.98, 0.95


def test_the_golden_questions(golden_questions, question_law):
    hit = miss = false = 0
    wrong = []
    for row in golden_questions:
        forbidden = lint_question(row["question"], law=question_law) is not None
        hit += forbidden and row["forbidden"]
        miss += row["forbidden"] and not forbidden
        false += forbidden and not row["forbidden"]
        if forbidden != row["forbidden"]:
            wrong.append((row["id"], row["question"]))
    assert hit / (hit + miss) >= MIN_RECALL, wrong
    assert hit / (hit + false) >= MIN_PRECISION, wrong


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("您结婚了吗？", "婚育"),
        ("个人问题解决了吗？", "婚育"),
        ("有没有要孩子的打算？", "婚育"),
        ("您 jie hun 了没有？", "婚育"),
        ("有没有乙肝？", "健康"),
        ("您属什么？", "星座血型"),
        ("您是党员吗？（岗位：平面设计）", "政治面貌"),
        ("籍贯是哪里？", "户籍地域"),
        ("您信什么教？", "民族宗教"),
    ],
)
def test_the_subject_is_named(question, subject, question_law):
    found = lint_question(question, law=question_law)
    assert found is not None
    assert found.subject.value == subject
    assert found.law


@pytest.mark.parametrize(
    "question",
    [
        "您如何为孕妇用户设计产品？",
        "户籍管理系统您负责哪个模块？",
        "面向对象设计里怎么划分职责？",
        "厨师岗位须持健康证，您的健康证有效吗？",
        "本岗为幼儿园教师，依法须查询违法犯罪记录，您同意吗？",
        "面试时需要我们提供手语翻译等便利吗？",
    ],
)
def test_work_that_mentions_a_subject_passes(question, question_law):
    assert lint_question(question, law=question_law) is None


def test_an_empty_question_is_refused(question_law):
    with pytest.raises(ContractsError, match="CT103"):
        lint_question("  ", law=question_law)
