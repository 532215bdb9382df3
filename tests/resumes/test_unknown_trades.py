"""Trades that no family of titles knows: the job's own words and the meaning of what was done decide."""

from collections.abc import Sequence

import numpy as np
import pytest

from scoring.embedding_port import Vectors
from scoring.matching.jd import read_job
from scoring.matching.match import HIGH_MATCH, Match, match_resume
from scoring.matching.trades import is_same_name
from scoring.matching.wording import is_written
from tests.resumes.resume_factory import TODAY, a_resume, the_vocabulary

JOB = "岗位职责：病案首页编码。\n要求：病案编码工作经历2年及以上（导诊不计）；熟悉ICD-10、肿瘤形态学编码、死因推断。"


class UnrelatedEmbedder:
    """Nothing is like anything: what is left is decided by words."""

    name = version = "unrelated"

    def embed(self, texts: Sequence[str]) -> Vectors:
        return np.eye(max(8, len(texts)))[: len(texts)]


def matched(title: str, work: str, company: str = "苏州静安医院") -> Match:
    job = read_job("病案编码员", "", JOB, the_vocabulary())
    resume = a_resume(f"王芳\n工作经历\n{company} ¦ {title} ¦ 2019.9-至今\n{work}")
    return match_resume(resume, job, today=TODAY, vocabulary=the_vocabulary(), embedder=UnrelatedEmbedder())


def test_the_same_noun_before_the_rank_is_the_same_trade() -> None:
    assert matched("疾病编码员", "ICD-10，肿瘤形态学编码，死因推断").score >= HIGH_MATCH


def test_work_that_says_the_topic_counts_whatever_the_title() -> None:
    assert matched("科员", "负责病案编码，ICD-10，肿瘤形态学编码，死因推断").score >= HIGH_MATCH


def test_a_post_near_in_neither_words_nor_meaning_does_not_count() -> None:
    assert "相关经验 0.0 / 2 年。" in matched("收费员", "门诊收费").missing


def test_what_the_text_leaves_out_does_not_count_even_by_meaning() -> None:
    assert "相关经验 0.0 / 2 年" in matched("导诊", "病案编码").missing[0]


def test_words_we_do_not_know_count_as_one_miss_however_many_are_missing() -> None:
    one, all_three = matched("编码员", "ICD-10，死因推断").score, matched("编码员", "整理档案").score
    assert HIGH_MATCH > one > all_three >= 60


@pytest.mark.parametrize(
    ("asked", "held", "same"),
    [
        ("病案编码员", "疾病编码员", True),
        ("兽医", "执业兽医师", True),
        ("展陈讲解员", "科普讲解员（兼职）", True),
        ("病案管理员", "仓库管理员", False),
        ("声学工程师", "采购工程师", False),
    ],
)
def test_names_of_one_trade(asked: str, held: str, same: bool) -> None:
    assert is_same_name(asked, held) is same


@pytest.mark.parametrize(
    ("term", "text", "written"),
    [
        ("投诉处理", "处理客户投诉200起", True),
        ("存货盘点", "季度盘点存货", True),
        ("ICD-10编码规则", "出院病案ICD-10", True),
        ("ICD-10编码规则", "出院病案ICD-101", False),
        ("投诉处理", "处理订单。客户投诉由他人负责", False),
        ("手语", "手写汉语拼音", False),
    ],
)
def test_a_term_may_be_written_the_other_way_round(term: str, text: str, written: bool) -> None:
    assert is_written(term, text) is written
