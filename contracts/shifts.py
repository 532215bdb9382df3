"""Working hours told by the clock: 早八点打卡，十八点半收工，午间歇半小时."""

import re
from dataclasses import dataclass

from contracts import numerals

_FIRST_EVENING_HOUR = 5.0  # 夜里两点 is not two in the afternoon
LUNCH_HOURS = 1.0  # taken for a whole shift where the clause names no break

_DAYTIME = r"(?:夜班|晚班|凌晨|清晨|早晨|早上?|晨|上午|朝|中午|午后|下午|傍晚|晚上?|夜里|夜间|夜|当晚|次日|翌日|第2[天日])"
_TIME = r"(?P<{0}w>{1}{{0,2}})(?P<{0}h>(?<![0-9.])(?<![0-9]:)[0-9]{{1,2}}(?:\.5)?)(?:(?::(?P<{0}c>[0-5][0-9]))|[点时](?:钟|整|(?P<{0}half>半)|(?P<{0}m>[0-9]{{1,2}})分|(?P<{0}q>[123三])刻)?)"
_SHIFT = re.compile(
    _TIME.format("a", _DAYTIME)
    + r"(?P<gap>[^。;0-9]{0,10}?)"
    + _TIME.format("b", _DAYTIME)
    + r"(?P<after>[^。;,0-9]{0,6})"
)
_FROM_TO = re.compile(r"[早朝](?P<a>[5-9五六七八九])点?晚(?P<b>1[01]|[5-9五六七八九十])(?!点半|\.[0-9])")
_JOINS = re.compile(r"[至到~\-]|,|、|上班|开工|到岗|打卡")
_LEAVES = re.compile(r"下班|收工|收摊|离|走|打烊|放工|下工|结束|止|下岗|回家|散|出[仓厂园场岗]|交班|送完")
_NOT_WORK = re.compile(r"营业|经营|开放|门店时间|服务时间|食堂|班车|哺乳|电话|接听|递交|提交|休息|用餐|午休")
_SHIFT_WORK = re.compile(r"[早中晚夜白两3三]班|轮班|倒班|或")
_REST = re.compile(
    r"(?:休息|用餐|午休|就餐|吃饭|午餐|中休|[歇休])[^。;0-9]{0,8}(?:(?P<times>[1-4])次(?P<every>各|每次)?[^。;0-9]{0,3})?(?P<n>(?<![0-9.])[0-9]{1,3}(?:\.[0-9]{1,2})?)个?(?P<u>小时|分钟)|(?P<n2>(?<![0-9.])[0-9]{1,3}(?:\.[0-9]{1,2})?)个?(?P<u2>小时|分钟)(?:的|为)?(?:午休|休息|用餐|吃饭|就餐)"
)


# 在店九小时，其中午休一小时 is eight hours of work; 工作九小时，另休息一小时 is nine.
_PRESENT = re.compile(r"在(?:岗|店|厂|校|司|班|馆|园|院|公司|单位|场)")
_BREAK_REACH = 60  # characters from a stretch to the break that belongs to it
_BREAK_INSIDE = re.compile(r"(?<![不未])(?:含|其中|包括|内含|[扣刨减]除?|除去|去掉|中间|中途|午间)")


@dataclass(frozen=True)
class Shift:
    """A day's work in text[start:end]; breaks are taken off hours."""

    start: int
    end: int
    hours: float


def shifts(text: str) -> list[Shift]:
    """Every day told by a beginning and an end. Two stretches named one after the other make one day."""
    found: list[Shift] = []
    stretches = [m for m in _SHIFT.finditer(text) if _is_work(text, m)]
    for m in stretches:
        start, end = _hour(m, "a"), _hour(m, "b")
        if re.search("次日|翌日|凌晨|第2", m.group("bw")) or (end <= start and end + 12 <= start):
            end += 24
        elif end <= start:
            end += 12
        if not 0 < end - start < 20:
            continue
        last = found[-1] if found else None
        stretch = Shift(m.start(), m.start("after"), end - start)
        if last and m.start() - last.end <= 3 and not _SHIFT_WORK.search(text):
            found[-1] = Shift(last.start, stretch.end, last.hours + stretch.hours)
        else:
            found.append(stretch)
    if len(found) < len(stretches):
        return found  # the break is the time between the stretches
    found += _from_to(text)
    return [Shift(s.start, s.end, s.hours - _rest(text)) for s in found]


def break_within(text: str, start: int, end: int) -> float:
    """Hours of a break that are part of the stretch told in text[start:end]; none where the clause counts them beside it."""
    near_by = end + _BREAK_REACH
    sentence_end = min((i for c in "。;" if (i := text.find(c, end, near_by)) >= 0), default=near_by)
    rest = _REST.search(text, end, sentence_end)
    if rest is None:
        return 0.0
    lead = text[end : rest.start()][-14:]
    inside = (
        _BREAK_INSIDE.search(lead)
        if _PRESENT.search(text, start, end)
        else re.search(r"(?<![不未])(?:含|其中|包括)", lead)
    )
    return _rest_hours(rest) if inside else 0.0


def break_taken(text: str) -> float:
    """Hours of the break that shifts() takes off a single stretch; none between two stretches."""
    return 0.0 if len([m for m in _SHIFT.finditer(text) if _is_work(text, m)]) > 1 else _rest(text)


def break_named(text: str) -> bool:
    """Does the text say how long a break is?"""
    return _REST.search(text) is not None


def _from_to(text: str) -> list[Shift]:
    """早七晚七."""
    return [
        Shift(m.start(), m.end(), numerals.value(m.group("b")) + 12 - numerals.value(m.group("a")))
        for m in _FROM_TO.finditer(text)
    ]


def _is_work(text: str, m: re.Match[str]) -> bool:
    lead = text[max(0, m.start() - 8) : m.start()]
    if _NOT_WORK.search(lead.rsplit(",", 1)[-1] + m.group("gap")):
        return False
    joined = re.search(r"[至到~\-]", m.group("gap"))
    if not m.group("gap"):
        return bool(re.search("早|晨|上午", m.group("aw")) and re.search("晚|夜|下午|傍晚", m.group("bw")))
    return joined is not None or (
        _JOINS.search(m.group("gap")) is not None and _LEAVES.search(m.group("after")) is not None
    )


def _hour(m: re.Match[str], which: str) -> float:
    hour = float(m.group(f"{which}h")) + float(m.group(f"{which}c") or m.group(f"{which}m") or 0) / 60
    hour += {"1": 0.25, "2": 0.5, "3": 0.75, "三": 0.75}.get(m.group(f"{which}q") or "", 0.0)
    hour += 0.5 if m.group(f"{which}half") else 0.0
    told = m.group(f"{which}w")
    late = re.search("下午|午后|傍晚", told) or (hour >= _FIRST_EVENING_HOUR and re.search("晚|夜", told))
    return hour + 12 if late and hour < 12 else hour


def _rest(text: str) -> float:
    m = _REST.search(text)
    return LUNCH_HOURS if m is None else _rest_hours(m)


def _rest_hours(m: re.Match[str]) -> float:
    n, unit = (m.group("n"), m.group("u")) if m.group("n") else (m.group("n2"), m.group("u2"))
    times = float(m.group("times")) if m.group("every") else 1.0
    return times * float(n) / (60 if unit == "分钟" else 1)
