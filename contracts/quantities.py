"""Durations, money, percentages, dates and clock times found in normalised text."""

import calendar
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

NUMBER = r"(?<![0-9.])[0-9]{1,12}(?:\.[0-9]{1,6})?"
DURATION = rf"{NUMBER}余?(?:个?多?月|个?整?年度?|个?季度|个?星期|个?礼拜|周|个?(?:工作|自然|日历)?[日天])"
MONEY = rf"{NUMBER}余?元"
_DURATION = re.compile(
    rf"(?P<n>{NUMBER})余?(?:(?P<month>个?多?月)(?![0-9]{{1,2}}日)|(?P<year>个?整?年度?)(?![0-9])|(?P<quarter>个?季度)"
    rf"|(?P<week>(?:个?星期|个?礼拜|周)(?![岁年一二三四五六日末]))|(?P<day>个?(?:工作|自然|日历)?[日天](?!工资)))"
)
_MONEY = re.compile(rf"(?P<n>{NUMBER})余?元|[¥￥](?P<y>{NUMBER})")
_PERCENT = re.compile(rf"(?P<n>{NUMBER})%")
_DATE = re.compile(
    r"(?P<y>20[0-9]{2}|19[0-9]{2})(?:年|[-./])(?P<m>[0-9]{1,2})(?:月|[-./])(?P<d>[0-9]{1,2})日?"
)
_DATE_OR_DAY = re.compile(
    _DATE.pattern + r"|(?:(?<=日-)|(?<![0-9./-]))(?P<m2>[0-9]{1,2})月(?P<d2>[0-9]{1,2})日"
)
_RANGE_GAP = re.compile(r"(?!(?:为)?止|前)(?=.{0,11}?(?:[至到止迄讫~-]|届满|期满|结束))[^。;0-9]{1,12}")
_FROM_GAP = re.compile(r"(?:起|始|开始|生效|起算)[^。;0-9]{0,6}")
_ENDS = re.compile(r"(?:[为终告]?[止终迄讫]|届满|期满|到期)")
# The last day said first: 到2027年4月30日为止(2026年11月1日进厂), 至…,自…起, 到期日为…,起始日为…
_LAST_DAY = re.compile(
    r"(?:[到至]|(?:到期|终止|届满|截止|期满|满期|结束|末)日期?[为是:]?|最后[1一]天[为是:]?)$"
)
_LAST_DAY_FIRST = re.compile(r"(?:为?止|届满|期满|到期|终止|结束)[,(][^。;0-9]{0,6}")
_THEN_FIRST_DAY = re.compile(r"(?:为)?(?:止|届满|期满|到期|结束|终止)?[,(][自从由]?[^。;0-9]{0,4}")
_FIRST_DAY = re.compile(r",(?:起始|开始|生效|入职|首|起)日期?[为是:]?")
_BEGINS = re.compile(r"[^。;0-9,)]{0,6}(?:进|入|到岗|报到|上岗|起|始|开工)")

_AND_MORE = re.compile(r"[又零]|外?加上?|另加|再加")
_LESS = re.compile(r"(?:还|只|仅)?(?:差|缺|少|欠|减去?)")
_AND_HALF = re.compile(r"(?:[又零]|外?加上?|另加)半个?月")

# Longest calendar span that still is that many months: a cap given in months is not broken by a span of days that fits in it.
_LEAP_YEAR = date(2024, 1, 1)  # begins a year that has every day there is
_LONGEST_DAYS = {1: 31, 2: 62, 6: 184, 24: 731}
DAYS_PER_MONTH = 30.0


_MONTH_SLACK = (
    0.15  # a range that is a day short or long of whole months is read as meant, except at legal limits
)


@dataclass(frozen=True)
class Duration:
    """A length of time in text[start:end]. months: days counted as 30 to the month. days: None when given in months or years."""

    start: int
    end: int
    months: float
    days: float | None = None

    def exceeds(self, cap_months: float) -> bool:
        """Is it longer than `cap_months` calendar months?"""
        if self.days is not None:
            return self.days > _LONGEST_DAYS.get(int(cap_months), cap_months * 31)
        return self.months > cap_months + 1e-9


@dataclass(frozen=True)
class Money:
    """An amount of yuan in text[start:end]."""

    start: int
    end: int
    yuan: float


@dataclass(frozen=True)
class Percent:
    """A share in text[start:end]; 20 % is 20.0."""

    start: int
    end: int
    percent: float


@dataclass(frozen=True)
class DateRange:
    """Two dates in text[start:end]; both days belong to the range."""

    start: int
    end: int
    first: date
    last: date

    def reaches(self, months: int) -> bool:
        """Is the range at least `months` calendar months long?"""
        return self.last + timedelta(days=1) >= add_months(self.first, months)

    @property
    def months(self) -> float:
        """Whole months, and the days left over as 1/31."""
        whole = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        after = self.last + timedelta(days=1)
        while whole > 0 and add_months(self.first, whole) > after:
            whole -= 1
        return whole + (after - add_months(self.first, whole)).days / 31


def durations(text: str) -> list[Duration]:
    """Every duration, in order. Dates (3月1日) are not durations."""
    covered = [m.span() for m in _DATE.finditer(text)]
    found = [
        _duration(m)
        for m in _DURATION.finditer(text)
        if not any(a <= m.start() < b for a, b in covered) and not _day_of_month(text, m)
    ]
    return _in_pieces(text, found)


def _in_pieces(text: str, found: list[Duration]) -> list[Duration]:
    """六个月又半个月, 两个月十天, 三年差一天: one length told in two pieces."""
    joined: list[Duration] = []
    for d in found:
        last = joined[-1] if joined else None
        between = text[last.end : d.start] if last else ""
        if last and d.months < last.months and (_AND_MORE.fullmatch(between) or _follows(last, d, text)):
            joined[-1] = Duration(last.start, d.end, last.months + d.months)
        elif last and d.days is not None and d.months < last.months and _LESS.fullmatch(between):
            joined[-1] = Duration(last.start, d.end, last.months - d.months)
        elif (half := _AND_HALF.match(text, d.end)) is not None and d.days is None:
            joined.append(Duration(d.start, half.end(), d.months + 0.5))
        else:
            joined.append(d)
    return joined


def _follows(last: Duration, d: Duration, text: str) -> bool:
    return d.start == last.end and last.days is None and d.days is not None and text[d.end - 1] == "天"


def money(text: str) -> list[Money]:
    """Every amount, in order."""
    return [Money(m.start(), m.end(), float(m.group("n") or m.group("y"))) for m in _MONEY.finditer(text)]


def percents(text: str) -> list[Percent]:
    """Every percentage, in order."""
    return [Percent(m.start(), m.end(), float(m.group("n"))) for m in _PERCENT.finditer(text)]


def dates(text: str) -> list[tuple[int, int, date]]:
    """Every date that exists in the calendar, in order."""
    return [(m.start(), m.end(), day) for m in _DATE.finditer(text) if (day := _day(m)) is not None]


def impossible_dates(text: str) -> Iterator[tuple[int, int]]:
    """Dates the calendar doesn't have, such as 2026-02-30 or, in any year, 6月31日."""
    for m in _DATE_OR_DAY.finditer(text):
        if m.group("y"):
            exists = _day(m) is not None
        else:
            exists = _next(_LEAP_YEAR, int(m.group("m2")), int(m.group("d2"))) is not None
        if not exists:
            yield m.span()


def date_ranges(text: str, *, year: int | None = None) -> list[DateRange]:
    """Pairs of dates joined by 至/到/起…止 and the like, also where a later one leaves out its year (3月16日至5月15日).

    year: that of a first date without one, as in dates_in_turn.
    """
    ranges: list[DateRange] = []
    for (a, b, one), (c, d, other) in itertools.pairwise(dates_in_turn(text, year=year)):
        if ranges and ranges[-1].end > a:
            continue
        gap = text[b:c]
        ends_first = _LAST_DAY_FIRST.fullmatch(gap) or (
            _THEN_FIRST_DAY.fullmatch(gap) and _LAST_DAY.search(text[max(0, a - 6) : a])
        )
        if (ends_first and _BEGINS.match(text, d)) or (
            _FIRST_DAY.fullmatch(gap) and _LAST_DAY.search(text[max(0, a - 6) : a])
        ):
            ranges.append(DateRange(a, d, other, one))
        elif _RANGE_GAP.fullmatch(gap) or (_FROM_GAP.fullmatch(gap) and _ENDS.match(text, d)):
            ranges.append(DateRange(a, d, one, other))
    return ranges


def dates_in_turn(text: str, *, year: int | None = None) -> Iterator[tuple[int, int, date]]:
    """Every date; one without a year lies within the year after the one before it.

    year: that of a first date without one; such dates are left out where it isn't known.
    """
    full: list[date] = []
    before: date | None = None
    for m in _DATE_OR_DAY.finditer(text):
        if m.group("y"):
            if (day := _day(m)) is not None:
                full.append(day)
                before = full[-2:][
                    0
                ]  # after a whole range its first day: a probation begins with its contract
                yield m.start(), m.end(), day
        else:
            before = before or (date(year, 1, 1) if year is not None else None)
            if before is None:
                continue
            before = _next(before, int(m.group("m2")), int(m.group("d2"))) or before
            yield m.start(), m.end(), before


def _next(day: date, month: int, of_month: int) -> date | None:
    """The first such day of the calendar from `day` on; None where there is none."""
    for year in (day.year, day.year + 1):
        if 1 <= month <= 12 and 1 <= of_month <= calendar.monthrange(year, month)[1]:
            found = date(year, month, of_month)
            if found >= day:
                return found
    return None


def lengths_agree(months: float, days: int, stated: Duration) -> bool:
    """Does a span of so many months and days have the length that is stated?"""
    if stated.days is not None:
        return abs(days - stated.days) <= 1
    return abs(months - stated.months) <= _MONTH_SLACK or abs(days - stated.months * 30.4375) <= 2


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _duration(m: re.Match[str]) -> Duration:
    n = float(m.group("n"))
    if m.group("month"):
        return Duration(m.start(), m.end(), n)
    if m.group("year"):
        return Duration(m.start(), m.end(), n * 12)
    if m.group("quarter"):
        return Duration(m.start(), m.end(), n * 3)
    days = n * 7 if m.group("week") else n
    return Duration(m.start(), m.end(), days / DAYS_PER_MONTH, days)


def _day_of_month(text: str, m: re.Match[str]) -> bool:
    """3月1日, 次月15日, 每月10日 name a day; they don't last."""
    if m.group("month") and m.group("month") == "月":
        return True
    if m.group("year") and float(m.group("n")) > 1000:
        return True
    return bool(m.group("day") == "日" and text[max(0, m.start() - 1) : m.start()] in ("月", "年"))


def _day(m: re.Match[str]) -> date | None:
    year, month, day = int(m.group("y")), int(m.group("m")), int(m.group("d"))
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)
