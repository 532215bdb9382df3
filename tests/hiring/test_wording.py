"""Times, scores and cut texts as people read them."""

from datetime import UTC, datetime

import pytest

from hiring.wording import FLAG_TEXTS, clip, parse_time, score_with_interval, time_text
from scoring.measures import Flag, NotMeasured


def test_a_time_is_said_in_chinas_time() -> None:
    assert time_text(datetime(2026, 6, 12, 20, 5, tzinfo=UTC)) == "6月13日（周六）04:05"


@pytest.mark.parametrize(
    "written", ["2026-06-12 14:00", "2026/6/12 14:00", "2026年6月12日 14：00", " 2026-06-12T14:00 "]
)
def test_a_time_is_read_however_it_is_written(written: str) -> None:
    moment = parse_time(written)
    assert moment is not None
    assert moment.astimezone(UTC) == datetime(2026, 6, 12, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    "written", ["", "明天下午", "2026-02-30 10:00", "2026-13-01 10:00", "2026-06-12 25:00"]
)
def test_what_is_no_time_is_refused(written: str) -> None:
    assert parse_time(written) is None


def test_a_text_is_cut_at_a_character() -> None:
    assert clip("面试邀请", max_bytes=9) == "面试…"
    assert clip("面试", max_bytes=6) == "面试"


def test_no_score_says_so() -> None:
    assert score_with_interval(NotMeasured("未作答"), NotMeasured("未作答")) == "数据不足"


def test_every_flag_has_a_chinese_text() -> None:
    assert set(FLAG_TEXTS) == set(Flag)


def test_halves_are_rounded_up_as_on_the_page() -> None:
    assert score_with_interval(82.5, (72.5, 92.5), unit=" 分") == "83 分（73–93）"
