"""Who a candidate is leaves the measured text, and every measured character leads back to the answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.neutral import neutral


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("我叫王丽，我是女生，湖南人。", "我叫张强，我是男生，东北人。"),
        ("我毕业于北京大学，", "我毕业于湖南工业职业技术学院，"),
        ("我老公劝我先冷静", "我老婆劝我先冷静"),
        ("我问小陈她怎么了", "我问小王他怎么了"),
    ],
)
def test_answers_that_differ_in_name_gender_region_or_school_read_the_same(one: str, other: str) -> None:
    assert neutral(one).text == neutral(other).text


def test_other_words_stay() -> None:
    text = "我先核对了三遍，大学里学的方法没用上，客户最后签了。"
    assert neutral(text).text == text


@given(st.text(alphabet="我叫王丽女生湖南人她先核对，。在北京大学abc", max_size=60))
def test_each_neutral_character_stands_for_a_span_of_the_answer(text: str) -> None:
    found = neutral(text)
    assert len(found.spans) == len(found.text)
    assert all(0 <= start < end <= len(text) for start, end in found.spans)
    starts = [start for start, _ in found.spans]
    assert starts == sorted(starts)
