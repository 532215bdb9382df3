"""Follow-up questions aim at what an answer left open, in the candidate's own words."""

import pytest

from scoring.followups import MOST_TARGETED, follow_ups
from scoring.measures import RubricQuestion

pytestmark = pytest.mark.model

ANCHORS = {1: "推诿，不解决", 3: "按流程处理", 5: "查清原因，解决并回访"}
PROBES = ("客户后来怎么说？", "系统为什么会卡单？")


def asked(answer, *, embedder, profile, question="请讲一次您处理客户投诉的经历。", probes=PROBES):
    rubric = RubricQuestion(question, "服务意识", "柜员", ANCHORS, (), probes)
    return follow_ups(rubric, answer, embedder=embedder, profile=profile)


def test_credit_for_we_is_asked_apart(embedder, profile):
    answer = "我们团队接到投诉以后，大家一起加班，我们把流程重新理了一遍，我们最后拿到了表扬。"
    assert "由您本人负责的是哪一部分" in asked(answer, embedder=embedder, profile=profile)[0]


def test_a_supposed_case_has_no_when_and_no_afterwards(embedder, profile):
    answer = "我会先听客户说完，再去看系统记录，判断是不是卡单，是的话就马上补办。"
    found = asked(answer, embedder=embedder, profile=profile, question="如果客户等了很久，您会怎么处理？")
    assert not any("什么时候" in text or "之后结果" in text or "后来改了" in text for text in found)


def test_a_supposed_case_with_an_experience_asked_for_has_an_afterwards(embedder, profile):
    answer = "我先听客户说完，再去看系统记录，判断是不是卡单，当场补办了。"
    question = "如果客户等了很久，您会怎么处理？请结合一次真实的经历。"
    found = asked(answer, embedder=embedder, profile=profile, question=question)
    assert any("什么时候" in text or "之后结果" in text for text in found)


def test_every_probe_of_the_bank_is_kept_behind_at_most_two_of_our_own(embedder, profile):
    answer = "客户后来很满意，还写了表扬信，客户说下次还来找我办业务。"
    found = asked(answer, embedder=embedder, profile=profile)
    assert sorted(found[-2:]) == sorted(PROBES)
    assert len(found) <= MOST_TARGETED + len(PROBES)
    assert found[-1] == "客户后来怎么说？"  # the answer has told it: asked last


def test_the_same_answer_is_asked_the_same(embedder, profile):
    answer = "客户投诉说等太久，我去道歉了。"
    assert asked(answer, embedder=embedder, profile=profile) == asked(
        answer, embedder=embedder, profile=profile
    )
