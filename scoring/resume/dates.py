"""Months and spans of months in every way people write them."""

import re
from dataclasses import dataclass

from scoring.resume.fields import Month

_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HAN_DIGITS = {**{c: str(i) for i, c in enumerate("〇一二三四五六七八九")}, "零": "0", "○": "0", "Ｏ": "0"}
_HAN_YEAR = re.compile(r"[〇零○一二三四五六七八九]{4}(?=年)")
_HAN_MONTH = re.compile(r"(?<=年)(十[一二]?|[一二三四五六七八九])(?=月)")
_NAME = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
_YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
_POINT = (
    rf"(?:{_NAME}\.?[\s,/\-']*{_YEAR}"
    rf"|{_YEAR}[\s,/\-.]*{_NAME}\b\.?"
    rf"|{_YEAR}\s*[.\-/_．、年]\s*(?:1[0-2]|0?[1-9])(?!\d)\s*月?份?(?:\s*[.\-/]?\s*(?:[12]\d|3[01]|0?[1-9])(?![\d.])\s*(?:日|(?=\s*[-–—~至到])))?"
    rf"|(?<!\d)(?:1[0-2]|0?[1-9])\s*[/.]\s*{_YEAR}(?!\d)"
    rf"|{_YEAR}(?:1[0-2]|0[1-9])(?!\d)"
    rf"|{_YEAR}(?!\d)\s*年?"
    r"|(?<![\d.])['’]?\d{2}[.年/](?:1[0-2]|0[1-9])(?!\d)月?"
    r"|(?<![\d.])['’]?[0-4]\d\s*年\s*(?:1[0-2]|0?[1-9])\s*月)"
)
_NOW = r"(?:至今|迄今|今(?!年)|现在|目前|在职|在读|Present|Now|Current(?:ly)?|Today|till\s*now|until\s*now|to\s*date|ongoing)"
_SEPARATOR = (
    r"(?:\s*(?:-{1,2}|–|—{1,2}|―|─+|－|~|～|〜|∼|→|至|到|一|\.{2,}|to|until|till|through)\s*|\s{1,4})"
)
_RANGE = re.compile(
    rf"(?P<start>{_POINT})(?:{_SEPARATOR}(?P<end>{_POINT}|{_NOW})|\s*(?P<now>{_NOW})|\s*起(?P<since>))",
    re.IGNORECASE,
)
_SINCE = re.compile(
    rf"(?:since|from|自)\s*(?P<start>{_POINT})(?:起|至今)?(?!\s*(?:-|–|—|~|至|到|to))", re.IGNORECASE
)
_ONE = re.compile(_POINT, re.IGNORECASE)
_IS_NOW = re.compile(_NOW, re.IGNORECASE)
# A line that ends in the middle of a span of months, and one that holds nothing but the rest of it.
ENDS_OPEN = re.compile(rf"^\s*{_POINT}\s*(?:-{{1,2}}|[–—―─－~～〜∼→至到])\s*$", re.IGNORECASE)
BEGINS_CLOSED = re.compile(rf"^\s*(?:{_POINT}|{_NOW})\s*$", re.IGNORECASE)
_PARTS_YEAR = re.compile(_YEAR)
_CENTURY_TURN = 60  # '98 is 1998, '21 is 2021
JANUARY, DECEMBER = 1, 12


@dataclass(frozen=True, slots=True)
class DateRange:
    """Months as written; end None: up to now. at: where it stands in the text read by `plain`."""

    start: Month
    end: Month | None
    at: tuple[int, int]


def plain(text: str) -> str:
    """The text with Chinese year and month numerals as digits."""
    text = _HAN_YEAR.sub(lambda m: "".join(_HAN_DIGITS[c] for c in m.group()), text)
    return _HAN_MONTH.sub(lambda m: str(_han_month(m.group())), text)


def date_ranges(text: str) -> tuple[DateRange, ...]:
    """Every span in plain(text), left to right. A span that ends before it starts is none."""
    found = []
    for m in _RANGE.finditer(text):
        start = month_of(m["start"])
        written_end = m["end"]
        end = month_of(written_end) if written_end and not _IS_NOW.fullmatch(written_end.strip()) else None
        if start and (written_end is None or end is None or _ordered(start, end)):
            found.append(DateRange(start, end, m.span()))
    since = None if found else _SINCE.search(text)
    if since and (start := month_of(since["start"])):
        found.append(DateRange(start, None, since.span()))
    return tuple(found)


def single_dates(text: str) -> tuple[tuple[Month, tuple[int, int]], ...]:
    return tuple((month, m.span()) for m in _ONE.finditer(text) if (month := month_of(m.group())))


def month_of(written: str) -> Month | None:
    """The month that is written, month 0 where only the year is."""
    year = _PARTS_YEAR.search(written)
    name = re.search(_NAME, written, re.IGNORECASE)
    if year is None:
        short = re.match(r"['’]?(\d{2})\s*[.年/]\s*(\d{1,2})", written)
        if short is None:
            return None
        two = int(short[1])
        return Month((1900 if two > _CENTURY_TURN else 2000) + two, int(short[2]))
    if name:
        return Month(int(year.group()), _ENGLISH.index(name.group()[:3].lower()) + 1)
    rest = re.search(r"\d{1,2}", written[year.end() :]) or re.search(r"\d{1,2}", written[: year.start()])
    return Month(int(year.group()), int(rest.group()) if rest and 1 <= int(rest.group()) <= DECEMBER else 0)


def months_covered(spans: list[tuple[Month, Month]]) -> int:
    """Months in the union of the spans, the end month not counted. A year without a month starts and ends in January."""
    total, reached = 0, 0
    for start, end in sorted((_ordinal(a), _ordinal(b)) for a, b in spans):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total


def _ordinal(month: Month) -> int:
    return month.year * DECEMBER + max(month.month, JANUARY)


def _ordered(start: Month, end: Month) -> bool:
    return start.year < end.year or (
        start.year == end.year and (not start.month or not end.month or start.month <= end.month)
    )


def _han_month(written: str) -> int:
    if not written.startswith("十"):
        return int(_HAN_DIGITS[written])
    return 10 + (int(_HAN_DIGITS[written[1]]) if len(written) > 1 else 0)
