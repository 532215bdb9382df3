"""Answers are cut into verbatim units, punctuated or not."""

from hypothesis import given
from hypothesis import strategies as st

from scoring.ranks import spearman
from scoring.text import UNIT_MAX_CHARS, spoken, units

SPOKEN_STORY = (
    "有个老护士系统老录错我先问她她说老花眼字看不清又不好意思讲我帮她把字号调大常用医嘱做成快捷键"
    "头一周我跟她互相核对后来错单从一天三四张到一个月一张交班也不拖了"
)


@given(st.text(alphabet="我先问了他，。再 核对一遍abc12！然后", max_size=200))
def test_units_are_verbatim_in_order_and_lose_no_spoken_character(text: str) -> None:
    found = units(text)
    assert all(text[unit.start : unit.end] == unit.text for unit in found)
    assert "".join(spoken(unit.text) for unit in found) == spoken(text)


def test_recognised_speech_without_punctuation_is_cut_into_several_thoughts() -> None:
    found = units(SPOKEN_STORY)
    assert len(found) >= 4
    assert all(len(unit.text) <= UNIT_MAX_CHARS for unit in found)


def test_a_decimal_point_does_not_end_a_unit() -> None:
    assert [unit.text for unit in units("净利覆盖月供1.5倍以上我才批")] == ["净利覆盖月供1.5倍以上我才批"]


def test_spearman_shares_ranks_between_ties() -> None:
    # ranks 0.5, 0.5, 2 against 0, 1, 2: Σxy = 1.5, Σx² = 1.5, Σy² = 2 → 1.5 / √3
    assert abs(spearman([1, 1, 3], [1, 2, 3]) - 0.8660254) < 1e-6
