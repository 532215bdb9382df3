"""The written form: simplified, Chinese punctuation, numbers as spoken; and what is no transcript at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engines.numerals import cardinal
from scoring.engines.transcript_guards import (
    DecodedPart,
    is_loop,
    is_stock_phrase,
    is_unintelligible,
)
from scoring.engines.transcript_text import normalise, normalise_words
from scoring.measures import Word


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("等了40分鐘,情緒很激動", "等了四十分钟，情绪很激动"),
        ("發現8成集中在晚上6點到7點的2個台", "发现八成集中在晚上六点到七点的两个台"),
        ("0.33", "零点三三"),
        ("3.5%的人", "百分之三点五的人"),
        ("2019年第2季度", "2019年第二季度"),
        ("从98年5月3号起,我干了26年", "从98年5月3号起，我干了26年"),
        ("3个月里卖了120份", "三个月里卖了一百二十份"),
        ("我沒有急著怪誰,這是著名的對帳辦法", "我没有急着怪谁，这是著名的对账办法"),
        ("电话13812345678", "电话13812345678"),
        ("用5G网络和B2B平台", "用5G网络和B2B平台"),
        ("I have 3 years, really.", "I have 3 years, really."),
    ],
)
def test_text_is_written_as_it_was_spoken(written: str, expected: str) -> None:
    assert normalise(written) == expected


@pytest.mark.parametrize(
    ("number", "spoken"),
    [(0, "零"), (10, "十"), (15, "十五"), (20, "二十"), (101, "一百零一"), (110, "一百一十"), (205, "两百零五"),
     (1008, "一千零八"), (2000, "两千"), (20000, "两万"), (30500, "三万零五百")],
)  # fmt: skip
def test_cardinals(number: int, spoken: str) -> None:
    assert cardinal(number) == spoken


@given(st.text(alphabet="我有钱万0123456789.,%?年个 a", max_size=20))
def test_timed_words_and_text_stay_the_same(text: str) -> None:
    words = [Word(i, i + 1, character, 0.5) for i, character in enumerate(text)]
    assert "".join(word.text for word in normalise_words(words)) == normalise(text)


def test_merged_words_keep_their_time() -> None:
    merged = normalise_words(
        [Word(0, 1, "等", 0.9), Word(1, 2, "4", 0.8), Word(2, 3, "0", 0.7), Word(3, 4, "分", 0.9)]
    )
    assert merged[1] == Word(1, 3, "四十", 0.7)


def test_subtitle_phrases_are_not_speech_but_talk_of_subtitles_is() -> None:
    assert is_stock_phrase("请不吝点赞订阅转发打赏支持明镜与点点栏目")
    assert not is_stock_phrase("我上一份工作是给公司的培训视频做字幕，每周要交二十条，" * 2)


def test_four_equal_phrases_are_a_loop_and_a_repeated_word_is_not() -> None:
    assert is_loop("在那边，在那边，在那边，在那边，在那边")
    assert not is_loop("然后，然后就解决了，也没有什么特别的")


def test_doubt_needs_both_a_low_probability_and_no_speech() -> None:
    assert is_unintelligible(DecodedPart("x", -0.9, 0.7))
    assert not is_unintelligible(DecodedPart("x", -0.9, 0.1))
    assert not is_unintelligible(DecodedPart("x", -0.3, 0.7))
