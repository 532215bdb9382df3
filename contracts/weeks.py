"""The week a clause describes, added up: 每周六天、每天六个半小时; 周一至周五每天七小时半，周六上午两个半小时; 四天八小时、一天六小时."""

import re
from dataclasses import dataclass
from itertools import islice

from contracts import numerals

_N = r"(?<![0-9.])[0-9]{1,2}(?:\.[0-9]{1,2})?"
_MOST_MENTIONS = 20  # of hours or days in one sentence about one week; more is no week
_WEEKDAYS = "一二三四五六日"
_DAY = r"[一二三四五六日天末1-6]"
# Which days: 周一至周五, 周六, 每周6天, 其中4天.
_DAYS = re.compile(
    rf"(?:周|星期|礼拜)(?P<from>{_DAY})(?:至|到|~|-)(?:周|星期|礼拜)?(?P<to>{_DAY})(?!小时|个)|(?:周|星期|礼拜)(?P<one>[一二三四五六日末6])(?!天|[^。;,]{{0,4}}[休歇放])|(?P<n>(?<![0-9.第休歇假月])(?<!休息)(?<![头前首])[1-7])个?(?:工作)?(?:[天日]|(?<=[每1]周[1-7])班)(?P<half>半)?(?![^。;,]{{0,3}}[休歇放关])(?!营业)(?![休歇双放法公])"
)
# How many days make the week, not one of its parts.
_WHOLE_WEEK = re.compile(
    rf"(?:周|星期|礼拜)(?P<from>{_DAY})(?:至|到|~|-)(?:周|星期|礼拜)?(?P<to>{_DAY})(?!小时|个)|(?:每|1)周[^。;,0-9休]{{0,4}}(?P<n>[1-7])个?(?:工作)?[天日](?P<half>半)?(?!休)"
)
_EACH = re.compile(
    rf"(?P<n>{_N})个?(?:小时|钟头)(?P<halfhour>半)?(?:零?(?P<min>[0-9]{{1,2}})分钟?|零?(?P<quarters>[1-3一二三])刻钟?)?"
)
# Hours that are nobody's day: a total, a break, overtime, a limit.
_NOT_A_DAY = re.compile(
    r"(?:合?共|总?计|总共|下来|累计|平均|[不没]?超[过出]?|[不没]足|至多|最多|加班|延长|延时|休息?|歇|饭|餐|吃饭|用餐|午餐|午休|另(?!(?:周|星期|礼拜))|再|[前后]|提前|哺乳|培训|月|年|值班|在岗|轮休|补)[^。;,0-9]{0,6}$"
)
_NOT_A_DAY_AFTER = re.compile(r"[^。;,0-9]{0,4}(?:休息|午休|用餐|吃饭|加班|前|后|内|以上|以内|/月)")
_TOTAL = re.compile(
    rf"(?:合计|共计|总计|总共|累计|周总?工时(?:为|是)?|周工作时间(?:为|是)?|(?:每|一|1)周(?:下来|总?共|合计|累计|工作|工时|为|总工时|就是|正好|刚好|算下来|加起来)?|共)[^。;,0-9]{{0,6}}(?P<n>{_N})个?(?:小时|钟头)(?P<halfhour>半)?(?:零?(?P<min>[0-9]{{1,2}})分钟?|零?(?P<quarters>[1-3一二三])刻钟?)?"
)
_OFF = re.compile(r"[^。;,]{0,4}[休歇放]")
# One sentence tells one week; in these it tells another's, or none.
_NOT_ONE_WEEK = re.compile(
    r"或|不得|大小周|隔周|单双?周|轮流|综合|左右|约(?=[0-9])|淡季|旺季|加班|延长|不超过|以上|以内|至多"
)


@dataclass(frozen=True)
class Week:
    """The hours of text[start:end] added up; days: how many are worked, a half day as 0.5."""

    start: int
    end: int
    hours: float
    days: float
    longest: float


@dataclass(frozen=True)
class Total:
    """Hours a week as the clause itself states them, in text[start:end]."""

    start: int
    end: int
    hours: float


def week(sentence: str) -> Week | None:
    """The week that one sentence tells by its days and their hours; None where it doesn't say how many days or hours."""
    if _NOT_ONE_WEEK.search(sentence):
        return None
    totals = [m.span() for m in islice(_TOTAL.finditer(sentence), _MOST_MENTIONS)]
    hours = list(islice(_EACH.finditer(sentence), _MOST_MENTIONS + 1))
    days = list(islice(_DAYS.finditer(sentence), _MOST_MENTIONS + 1))
    each = [m for m in hours if _is_a_day(sentence, m, totals)]
    if not each or not days or max(len(hours), len(days)) > _MOST_MENTIONS:
        return None
    parts: list[tuple[float, float]] = []
    used: set[int] = set()
    for m in each:
        before = [i for i, d in enumerate(days) if d.end() <= m.start() and i not in used]
        after = [i for i, d in enumerate(days) if d.start() >= m.end() and i not in used]
        if not before and (parts or not after):
            return None  # hours of days that nobody counted
        i = before[-1] if before else after[0]
        used.update(j for j in before if j <= i)
        used.add(i)
        parts.append((_count(days[i]), _hours(m)))
    worked = sum(n for n, _ in parts)
    if not 1 < worked <= 7:
        return None
    return Week(
        each[0].start(), each[-1].end(), sum(n * h for n, h in parts), worked, max(h for _, h in parts)
    )


def days_from_to(text: str) -> float | None:
    """How many days a range of weekdays has: 周二到周六; None where there is none, or where they are off."""
    for m in islice(_DAYS.finditer(text), _MOST_MENTIONS):
        if m.group("from") and not _OFF.match(text, m.end()):
            return _count(m)
    return None


def stated_total(sentence: str) -> Total | None:
    """What the sentence gives as the week's sum."""
    m = next((m for m in _TOTAL.finditer(sentence) if float(m.group("n")) > 14), None)
    return Total(m.start(), m.end(), _hours(m)) if m else None


def week_days(text: str) -> float | None:
    """How many days a week are worked, where the text says so once, or in words that agree: 每周五日, 周一至周五."""
    told = {_count(m) for m in islice(_WHOLE_WEEK.finditer(text), _MOST_MENTIONS)}
    return told.pop() if len(told) == 1 else None


def _hours(m: re.Match[str]) -> float:
    """7小时半, 7小时45分, 7小时3刻."""
    minutes = float(m.group("min") or 0) + 15 * numerals.value(m.group("quarters") or "0")
    return float(m.group("n")) + (minutes + (30 if m.group("halfhour") else 0)) / 60


def _is_a_day(sentence: str, m: re.Match[str], totals: list[tuple[int, int]]) -> bool:
    return (
        0 < float(m.group("n")) <= 16
        and not any(a <= m.start() < b for a, b in totals)
        and not _NOT_A_DAY.search(sentence[max(0, m.start() - 10) : m.start()])
        and not _NOT_A_DAY_AFTER.match(sentence, m.end())
    )


def _count(m: re.Match[str]) -> float:
    if m.group("from"):
        return float((_place(m.group("to")) - _place(m.group("from"))) % 7 + 1)
    if m.groupdict().get("one"):
        return 2.0 if m.group("one") == "末" else 1.0
    return float(m.group("n")) + (0.5 if m.group("half") else 0.0)


def _place(day: str) -> int:
    return int(day) - 1 if day.isdigit() else _WEEKDAYS.index({"天": "日", "末": "日"}.get(day, day))
