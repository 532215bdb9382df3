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


@pytest.mark.parametrize(
    ("about_work", "about_the_person"),
    [
        ("员工怀孕后提出调岗，您作为HR会怎么处理？", "您怀孕后打算怎么处理工作？"),
        ("请介绍您服务过的对象，他们的反馈怎么样？", "您的对象怎么样，支持您出差吗？"),
        ("病房夜间巡视发现病人血压骤降，您怎么办？", "您血压高不高？"),
        ("嫌疑人有前科，量刑建议您怎么提？", "您有没有前科？（岗位：文案）"),
        ("禁烟场所有人抽烟，您怎么劝阻？", "您抽烟吗，一天几包？"),
    ],
)
def test_whom_the_question_is_about_decides(about_work, about_the_person, question_law):
    assert lint_question(about_work, law=question_law) is None
    assert lint_question(about_the_person, law=question_law) is not None


def test_an_empty_question_is_refused(question_law):
    with pytest.raises(ContractsError, match="CT103"):
        lint_question("  ", law=question_law)
