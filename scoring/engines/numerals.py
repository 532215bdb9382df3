"""Arabic digits in a Mandarin transcript: quantities as they were spoken (40分钟 → 四十分钟), the rest untouched.

The calendar keeps the digits that everybody writes there (2019年5月3日; GB/T 15835—2011, 4.1.3). So does what may have
been read in two ways: 26年 is a year or a length of time, a telephone or order number goes digit by digit, and what
stands beside Latin letters (5G, B2B) is a name.
"""

import re
from dataclasses import dataclass

DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_NUMBER = re.compile(r"(?<![A-Za-z0-9.:/×*_\-])(\d+)(?:\.(\d+))?(%?)(?![A-Za-z0-9.:/×*_\-]|%)")
# Before these a lone 2 is 两; before 楼, 级 and after 第 it is 二.
_TWO_TAKES_LIANG = frozenset(
    "个次年天分小件台位块种点周倍条张份家名人遍部层岁排页百千万亿项步类间场支套本轮段方"
)
MAX_SPOKEN_DIGITS = 4
_YEAR_DIGITS = (2, 4)
_CALENDAR = ("月", "日", "号")


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters start..end of a text become `text`."""

    start: int
    end: int
    text: str


def spoken_numbers(text: str) -> list[Edit]:
    """The edits that turn digits into what was said."""
    found = []
    for match in _NUMBER.finditer(text):
        whole, decimals, percent = match[1], match[2], match[3]
        if spoken := _spoken(whole, decimals, before=text[: match.start()], after=text[match.end() :]):
            found.append(Edit(match.start(), match.end(), f"百分之{spoken}" if percent else spoken))
    return found


def cardinal(number: int) -> str:
    """0..99999999 as Chinese characters: 205 → 两百零五, 10 → 十."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        head = "两" if high == 2 else cardinal(high)
        gap = "零" if 0 < low < 1_000 else ""
        return head + "万" + gap + (cardinal(low) if low else "")
    text, zero = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit == 0:
            zero = bool(text)
            continue
        text += ("零" if zero else "") + _digit(digit, power) + _UNITS[power]
        zero = False
    text = text or DIGITS[0]
    return text[1:] if text.startswith("一十") else text


def _digit(digit: int, power: int) -> str:
    return "两" if digit == 2 and power >= 2 else DIGITS[digit]


def _spoken(whole: str, decimals: str | None, *, before: str, after: str) -> str:
    """What was said, "" when that is unsure."""
    if decimals is not None:
        return f"{cardinal(int(whole))}点{_by_digit(decimals)}" if len(whole) <= MAX_SPOKEN_DIGITS else ""
    if after.startswith(_CALENDAR) or (after.startswith("年") and len(whole) in _YEAR_DIGITS):
        return ""
    if whole.startswith("0") and len(whole) > 1:
        return ""
    if whole == "2" and after[:1] in _TWO_TAKES_LIANG and after and not before.endswith("第"):
        return "两"
    if len(whole) <= MAX_SPOKEN_DIGITS or (len(whole) <= 8 and whole.endswith("000")):
        return cardinal(int(whole))
    return ""


def _by_digit(digits: str) -> str:
    return "".join(DIGITS[int(d)] for d in digits)
