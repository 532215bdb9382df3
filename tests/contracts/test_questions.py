"""Interview questions: the subject is found and named, work that mentions it passes, other spellings are read, hostile text ends soon.

How well the reader does on wording it wasn't fitted on is measured author by author: docs/contracts.md.
"""

import time
from collections import defaultdict
from dataclasses import replace

import pytest

from config.law.files import question_document, question_reader
from contracts.findings import ContractsError
from contracts.questions import MAX_QUESTION_CHARS, Subject, lint_question, parse_question_law

MIN_FITTED_RECALL, MIN_FITTED_PRECISION = 0.98, 0.95
MAX_HOSTILE_SECONDS = 0.2


def test_the_reader_knows_the_rows_it_was_fitted_on(question_examples, question_law):
    """Guards the shipped arrays against other rows or another way to read them; says nothing about new wording."""
    found = {row["id"]: lint_question(row["question"], law=question_law) for row in question_examples}
    forbidden = [row for row in question_examples if row["forbidden"]]
    hits = [row for row in forbidden if found[row["id"]]]
    assert len(hits) / len(forbidden) >= MIN_FITTED_RECALL
    assert len(hits) / sum(f is not None for f in found.values()) >= MIN_FITTED_PRECISION
    right = defaultdict(list)
    for row in hits:
        right[row["category"]].append(found[row["id"]].subject == row["category"])
    assert set(right) == set(Subject)
    assert min(sum(named) / len(named) for named in right.values()) >= 0.9


def test_ids_are_unique_and_every_forbidden_row_names_a_subject(question_examples):
    assert len({row["id"] for row in question_examples}) == len(question_examples)
    assert {row["category"] for row in question_examples if row["forbidden"]} == set(Subject)


def test_the_words_shown_stand_in_the_question(question_examples, question_law):
    for row in question_examples:
        found = lint_question(row["question"], law=question_law)
        if found:
            assert 0 <= found.span_start < found.span_end
            assert row["question"][found.span_start : found.span_end] == found.span_text


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("您结婚了吗？", "婚育"),
        ("个人问题解决了吗？", "婚育"),
        ("有没有要孩子的打算？", "婚育"),
        ("有没有乙肝？", "健康"),
        ("您属什么？", "星座血型"),
        ("您是党员吗？（岗位：平面设计）", "政治面貌"),
        ("籍贯是哪里？", "户籍地域"),
        ("您信什么教？", "民族宗教"),
        ("年龄 35 岁以下。", "年龄"),
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
        "您 jie hun 了没有？",
        "您jiehun了没有？",
        "您·结·婚·了·没·有？",
        "您 结 婚 了 吗 ？",
        "您\u200b结\u200b婚\u200b了\u200b吗？",
        "您結婚了嗎？",
        "昏姻状况怎么样？",
        "您打算什么时候要👶？",
        "你结婚了吗？",
    ],
)
def test_other_spellings_are_read_as_the_word(question, question_law):
    found = lint_question(question, law=question_law)
    assert found is not None
    assert found.subject is Subject.FAMILY_PLANS


@pytest.mark.parametrize(
    "question",
    [
        "您如何为孕妇用户设计产品？",
        "户籍管理系统您负责哪个模块？",
        "面向对象设计里怎么划分职责？",
        "厨师岗位须持健康证，您的健康证有效吗？",
        "本岗为幼儿园教师，依法须查询违法犯罪记录，您同意吗？",
        "面试时需要我们提供手语翻译等便利吗？",
        "暑期实习须年满十六周岁，您满了吗？",
        "熟练使用 Excel，有三年以上客服经验。",
    ],
)
def test_work_and_statutory_conditions_pass(question, question_law):
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


def test_one_forbidden_question_in_a_long_text_is_found(question_law):
    around = "请介绍一个您负责的项目，重点讲讲困难。我们以Java为主，平时和产品、测试一起工作。"
    found = lint_question(f"{around}另外，您结婚了吗？{around}", law=question_law)
    assert found is not None
    assert found.subject is Subject.FAMILY_PLANS
    assert "结婚" in found.span_text
    assert lint_question(around * 3, law=question_law) is None


@pytest.mark.parametrize(
    "hostile", ["结婚", "jie ", "(岗位:", "👶", "一万零", "\u200b您", "您 ", "2胎", "您？", "您贵姓呀？"]
)
def test_hostile_text_ends_soon(hostile, question_law):
    text = (hostile * MAX_QUESTION_CHARS)[:MAX_QUESTION_CHARS]
    started = time.process_time()
    lint_question(text, law=question_law)
    assert time.process_time() - started < MAX_HOSTILE_SECONDS


@pytest.mark.parametrize("text", ["  ", "您" * (MAX_QUESTION_CHARS + 1)])
def test_an_empty_or_overlong_question_is_refused(text, question_law):
    with pytest.raises(ContractsError, match="CT103"):
        lint_question(text, law=question_law)


def test_a_subject_without_a_provision_is_refused():
    law = question_document()
    provisions = {subject: words for subject, words in law["law"].items() if subject != "年龄"}
    with pytest.raises(ContractsError, match="CT201"):
        parse_question_law(law | {"law": provisions}, question_reader())


def test_a_reader_of_other_subjects_is_refused():
    reader = question_reader()
    other = replace(reader, words=replace(reader.words, labels=("x",) * len(reader.words.labels)))
    with pytest.raises(ContractsError, match="CT201"):
        parse_question_law(question_document(), other)
