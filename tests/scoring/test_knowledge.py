"""Answers of knowledge are read against reference answers: points, formulas and the verdict."""

import pytest

from config.scoring.files import knowledge_profile_text
from scoring.embedding_port import Embedder
from scoring.knowledge import (
    KNOWLEDGE_FEATURES,
    KnowledgeProfile,
    KnowledgeQuestion,
    compare,
    parse_knowledge_profile,
    score_knowledge,
)
from scoring.measures import Flag, NotMeasured

QUESTION = KnowledgeQuestion(
    question="判断并说明：堆排序是稳定的排序方法。",
    dimension="专业能力",
    references=("错误。堆排序会把堆顶与末尾元素交换，相等的元素可能前后颠倒。时间复杂度为O(n*log n)。",),
)
RIGHT = "错误，堆顶跟最后一个元素交换的时候，相等的两个元素先后可能颠倒，复杂度是O(n*logn)。"
WRONG_VERDICT = "正确，堆排序比较的时候相等的元素不交换，所以先后不变。"
ELSEWHERE = "我们公司去年换了新的办公楼，食堂很好吃。"


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeProfile:
    return parse_knowledge_profile(knowledge_profile_text())


def marks(answer: str, embedder: Embedder, profile: KnowledgeProfile) -> float:
    found = score_knowledge(QUESTION, answer, embedder=embedder, profile=profile).score
    assert isinstance(found, float)
    return found


def feature(name: str, answer: str, embedder: Embedder, profile: KnowledgeProfile) -> float:
    found = compare(
        QUESTION.question, QUESTION.references[0], answer, embedder=embedder, centre=profile.centre
    )
    return float(found.features[KNOWLEDGE_FEATURES.index(name)])


def test_a_right_answer_is_above_a_wrong_verdict_and_a_text_about_something_else(
    embedder: Embedder, knowledge: KnowledgeProfile
) -> None:
    right, wrong, elsewhere = (marks(a, embedder, knowledge) for a in (RIGHT, WRONG_VERDICT, ELSEWHERE))
    assert right > wrong + 10
    assert right > elsewhere + 10


def test_a_verdict_against_the_references_is_seen(embedder: Embedder, knowledge: KnowledgeProfile) -> None:
    assert feature("contradicts", WRONG_VERDICT, embedder, knowledge) == 1.0
    assert feature("verdict", RIGHT, embedder, knowledge) == 1.0
    assert feature("verdict", ELSEWHERE, embedder, knowledge) == 0.0


@pytest.mark.parametrize("formula", ["O(n*logn)", "o（n × log n）", "Ｏ(n*log n)"])
def test_a_formula_is_the_same_in_any_writing(
    formula: str, embedder: Embedder, knowledge: KnowledgeProfile
) -> None:
    assert feature("formulas", f"复杂度是{formula}。", embedder, knowledge) == 1.0


def test_the_best_of_several_references_counts(embedder: Embedder, knowledge: KnowledgeProfile) -> None:
    other = "不对，因为下沉的时候会越过相等的元素。"
    several = KnowledgeQuestion(QUESTION.question, QUESTION.dimension, (*QUESTION.references, other))
    one = marks(other, embedder, knowledge)
    two = score_knowledge(several, other, embedder=embedder, profile=knowledge).score
    assert isinstance(two, float)
    assert two > one


def test_no_answer_is_withheld_and_the_reference_is_never_quoted(
    embedder: Embedder, knowledge: KnowledgeProfile
) -> None:
    nothing = score_knowledge(QUESTION, " 。", embedder=embedder, profile=knowledge)
    assert isinstance(nothing.score, NotMeasured)
    assert nothing.flags == (Flag.TOO_SHORT,)
    told = score_knowledge(QUESTION, RIGHT, embedder=embedder, profile=knowledge)
    assert told.evidence
    assert all(item.quote in RIGHT and "堆" not in item.supports for item in told.evidence)


def test_a_profile_of_other_features_is_refused() -> None:
    other = knowledge_profile_text().replace('"words"', '"letters"', 1)
    with pytest.raises(ValueError, match="fit it again"):
        parse_knowledge_profile(other)
