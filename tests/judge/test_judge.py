"""A judge model's rating counts only where it can be held to the candidate's own words."""

import pytest

from scoring.engines.errors import EnginePermanent, EngineTransient
from scoring.engines.judge import OpenAICompatibleJudge
from scoring.judge.prompt import Message
from scoring.judge.rating import DISAGREED, MISQUOTED, UNREADABLE, JudgeRating, rate
from scoring.judge.share import with_judge
from scoring.measures import AnswerScore, Flag, NotMeasured, RubricQuestion
from tests.judge.model_server import ModelServer
from workers.second_rating import UNREACHABLE, second_rating

QUESTION = RubricQuestion(
    "请讲一次客户投诉。", "服务意识", "柜员", {1: "推诿", 3: "按流程处理", 5: "查清原因并回访"}
)
ANSWER = "我叫李明，那天王女士等了四十分钟，我先请她坐下，查到是系统卡单，当场补办，第二天打她电话13812345678回访。"
QUOTE = "查到是系统卡单，当场补办"


def reply(level=4, quotes=(QUOTE,), reason="查明原因并回访。", follow_ups=()):
    return {"level": level, "reason": reason, "quotes": list(quotes), "follow_ups": list(follow_ups)}


@pytest.fixture
def server():
    with ModelServer() as running:
        yield running


def judge(server, key="k"):
    return OpenAICompatibleJudge(server.url, model=server.model, api_key=key)


def rated(server, *replies, may_ask=lambda _text: True):
    server.will_say(*replies)
    return rate(QUESTION, ANSWER, judge=judge(server), names=("李明",), may_ask=may_ask)


def test_two_passes_that_agree_give_a_rating_with_the_candidates_own_words(server):
    rating = rated(server, reply(), reply(reason="另一种说法"))
    assert rating == JudgeRating(4, "查明原因并回访。", (QUOTE,), (), "qwen-judge")


def test_the_judge_sees_neither_names_nor_contact_data(server):
    rated(server, reply(), reply())
    seen = str(server.asked)
    assert not any(hidden in seen for hidden in ("李明", "王女士", "13812345678"))


def test_a_quote_that_touches_a_hidden_name_comes_back_in_the_candidates_words(server):
    rating = rated(server, reply(quotes=("那天〔某人〕等了四十分钟",)), reply())
    assert rating.quotes == ("那天王女士等了四十分钟",)


def test_both_passes_run_at_temperature_zero_and_the_second_reads_the_anchors_from_the_other_end(server):
    rated(server, reply(), reply())
    assert [asked["temperature"] for asked in server.asked] == [0, 0]
    first, second = (asked["messages"][1]["content"] for asked in server.asked)
    assert first.index("推诿") < first.index("查清原因")
    assert second.index("推诿") > second.index("查清原因")


def test_passes_that_disagree_are_not_used(server):
    assert rated(server, reply(4), reply(3)) == DISAGREED


@pytest.mark.parametrize("quote", ["候选人主动退款", "查到是系统卡单, 当场补办", "当场"])
def test_a_quote_that_was_not_said_to_the_letter_is_not_used(server, quote):
    assert rated(server, reply(quotes=(quote,))) == MISQUOTED


@pytest.mark.parametrize(
    "said",
    [
        "5 分，很好",
        "{}",
        '{"level": 4}',
        reply(level=6),
        reply(level="4"),
        reply(level=4.5),
        reply(level=True),
        reply(quotes=()),
        {**reply(), "hire": True},
        [reply()],
        "null",
        "NaN",
        reply(reason="长" * 201),
    ],
)
def test_what_is_not_the_json_asked_for_is_not_used(server, said):
    assert rated(server, said) == UNREADABLE


def test_a_fence_around_the_json_is_no_reason_to_refuse_it(server):
    fenced = f'```json\n{{"level": 4, "reason": "好", "quotes": ["{QUOTE}"], "follow_ups": []}}\n```'
    assert isinstance(rated(server, fenced, reply()), JudgeRating)


def test_follow_ups_must_be_lawful_questions(server):
    asked = ("您结婚了吗？", "当时排队多久？")
    rating = rated(server, reply(follow_ups=asked), reply(), may_ask=lambda text: "结婚" not in text)
    assert rating.follow_ups == ("当时排队多久？",)


def test_an_unlawful_follow_up_never_reaches_the_reviewer(server):
    server.will_say(reply(follow_ups=("您打算什么时候要孩子？",)), reply())
    assert second_rating(judge(server))(QUESTION, ANSWER, "李明").follow_ups == ()


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_worth_another_try(server, status):
    server.broken_status = status
    with pytest.raises(EngineTransient, match="EN301"):
        judge(server).ask((Message("user", "hi"),))


def test_a_wrong_key_is_for_the_administrator(server):
    with pytest.raises(EnginePermanent, match="EN302"):
        judge(server, key="wrong").ask((Message("user", "hi"),))


def test_a_judge_that_is_down_costs_the_rating_not_the_report(server):
    server.broken_status = 503
    assert second_rating(judge(server))(QUESTION, ANSWER, "李明") == UNREACHABLE


def test_answers_travel_in_clear_text_only_inside_the_company():
    OpenAICompatibleJudge("http://10.1.2.3:8000/v1", model="m", api_key="")
    for url in ("http://8.8.8.8/v1", "http://api.example.com/v1", "ftp://10.1.2.3"):
        with pytest.raises(ValueError, match=r"https only|not an http"):
            OpenAICompatibleJudge(url, model="m", api_key="")


def a_score(value=50.0, interval=(38.0, 62.0)):
    return AnswerScore("服务意识", value, interval, 0.6, (), (), (), "s", "1")


def test_without_a_share_the_judge_changes_no_score():
    rating = JudgeRating(4, "", (), (), "m")
    assert with_judge(a_score(), rating, share=0.0) == a_score()


def test_a_share_moves_the_score_and_widens_the_interval():
    # level 5 is 100: 0.5 × 62 + 0.5 × 100 = 81
    moved = with_judge(a_score(62.6, (50.0, 75.0)), JudgeRating(5, "", (), (), "m"), share=0.5)
    assert (moved.score, moved.interval) == (81.3, (50.0, 81.3))


def test_a_judge_far_from_the_score_is_a_matter_for_a_person():
    assert Flag.JUDGE_DISAGREES in with_judge(a_score(62.5), JudgeRating(2, "", (), (), "m"), share=0).flags
    assert (
        Flag.JUDGE_DISAGREES not in with_judge(a_score(62.4), JudgeRating(2, "", (), (), "m"), share=0).flags
    )


def test_a_withheld_score_stays_withheld():
    reason = NotMeasured("内容太少")
    withheld = a_score(reason, reason)
    assert with_judge(withheld, JudgeRating(5, "", (), (), "m"), share=0.5) == withheld
