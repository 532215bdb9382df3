"""L40: the first and last day of a term or a probation against its length, each other and the facts."""

import itertools
import re
from collections.abc import Iterator

from contracts.clause import Clause
from contracts.findings import Hit, Severity
from contracts.lexicon import EMPLOYER, PROBATION, WORKER, pattern
from contracts.quantities import (
    DURATION,
    DateRange,
    Duration,
    date_ranges,
    dates,
    dates_in_turn,
    durations,
    lengths_agree,
)
from contracts.rules.terms import probation_in_words, stated_term

_ANY_YEAR = 2001  # for days told without a year; not a leap year


def dates_contradict(clause: Clause) -> Iterator[Hit]:
    """Every way in which a clause's dates and lengths can't all be true."""
    for check in (
        _range_against_length,
        _months_against_length,
        _length_between_dates,
        _term_against_facts,
        _probation_against_its_end,
        _probation_before_contract,
        _weekday_of_date,
    ):
        yield from check(clause)


def _disagree(start: int, end: int, span: DateRange, stated: Duration) -> Iterator[Hit]:
    """A hit over [start, end) where the span doesn't have the stated length."""
    if not lengths_agree(span.months, (span.last - span.first).days + 1, stated):
        note = f"起止日期为{span.months:.1f}个月，文字为{stated.months:g}个月"
        yield Hit(start, end, Severity.BLOCK, note)


# What a clause measures; a range and a length are compared when both measure the same.
_SUBJECTS = {
    "试用": re.compile(rf"{PROBATION}|见习"),
    "竞业": re.compile(r"竞业|限制|禁业"),
    "服务期": re.compile(r"服务期"),
    "培训": re.compile(r"培训|进修|借调|外派|脱产"),
    "合同": re.compile(r"合同|合约|协议|聘|约定|劳动关系|固定期限|用工|签|期限"),
}
# All that a part of the sentence may say beside a range or a length, if it says no more than when or how long.
_ABOUT_TIME = (
    rf"{EMPLOYER}|{WORKER}|本|该|其|双方|内?含|与|的|之|约定?|劳动|关系|聘[用任]?|固定|合[同约]|协议|有效|履行|存续|签[订定]?|订立|用工?|任|受|服务|竞业|限制|禁业|"
    rf"{PROBATION}|见习|期[限间]?|时[间长]|长度?|[为是系计共即]|合计|总[计共]?|历时|也就是|一共|前后|整|足|定|分别|折合|满|做|干|从|自|由|于|起|始|止|终|迄|讫|到|至|在|开始|"
    r"生效|起算|起止|起讫|头尾|首尾|日期?|首日|末日|届满|终止|结束|到期|当[日天]|(?:入职|到岗|报到|进[厂店])之日|含|算|制|年|履约|收|约|[0-9]{1,2}条|\"|-"
)
_ONLY_TIME = re.compile(rf"(?:{_ABOUT_TIME})*")
_SEPARATORS = re.compile(r"[,:()、]")
_NOT_THIS_LENGTH = re.compile(r"(?:[少差缺短多]|提前|每|前|第|不满|未满|通知)[^,]{0,3}$")


def _range_against_length(clause: Clause) -> Iterator[Hit]:
    """合同三年,自…至…; 自…至…,计两个月; 头尾是…和…: a range and the length beside it."""
    for r in _ranges(clause):
        if r.last < r.first:
            yield Hit(r.start, r.end, Severity.BLOCK, "终止日早于起始日")
        elif not re.search(PROBATION, clause.text[r.start : r.end]):
            # 三年期合同自某日起算,试用期至某日: there the last day is the probation's
            for d in _lengths_of(clause, r.start, r.end):
                yield from _disagree(min(d.start, r.start), max(d.end, r.end), r, d)


_MONTHS = re.compile(
    r"(?P<y>20[0-9]{2})年(?P<m>[0-9]{1,2})月(?:初|起)?[至到~-](?P<y2>20[0-9]{2})年(?P<m2>[0-9]{1,2})月(?![0-9])"
)


def _months_against_length(clause: Clause) -> Iterator[Hit]:
    """自2026年3月至2028年2月,合同期三年: the last month may be counted or not."""
    for m in _MONTHS.finditer(clause.text):
        months = (int(m.group("y2")) - int(m.group("y"))) * 12 + int(m.group("m2")) - int(m.group("m"))
        for d in _lengths_of(clause, m.start(), m.end()):
            if not months - 0.1 <= d.months <= months + 1.1:
                note = f"起止月份为{months + 1}个月，文字为{d.months:g}个月"
                yield Hit(min(d.start, m.start()), max(d.end, m.end()), Severity.BLOCK, note)


_BOTH_ENDS = re.compile(r"(?:头尾|首尾|起止|起讫|始末)[^。;0-9]{0,8}$")
_BEGUN = re.compile(r"[^。;0-9,]{0,3}(?:开|起|始|进|入|到岗|上岗|报到|生效|签)[^。;0-9]{0,4}")
_OVER = re.compile(r"[^。;0-9,]{0,3}(?:止|终|迄|讫|收|满|结束|到期)")


def _ranges(clause: Clause) -> list[DateRange]:
    """The clause's ranges; those without a year; and two days of which one is called a beginning and the other an end."""
    year = clause.facts.term_start.year if clause.facts.term_start else _ANY_YEAR
    found = clause.ranges or date_ranges(clause.text, year=year)
    for (start, a, first), (b, end, last) in itertools.pairwise(dates_in_turn(clause.text)):
        gap = clause.text[a:b]
        if any(r.start < end and start < r.end for r in found):
            continue
        both = re.fullmatch("[和与、,及]", gap) and _BOTH_ENDS.search(clause.text[max(0, start - 14) : start])
        if both or (_BEGUN.fullmatch(gap) and _OVER.match(clause.text, end)):
            found = [*found, DateRange(start, end, first, last)]
    return found


def _lengths_of(clause: Clause, start: int, end: int) -> Iterator[Duration]:
    """The lengths told beside the range text[start:end]: in its own part of the sentence, or in the one before it, or else in the one after it."""
    text = clause.text
    left = max(text.rfind(c, 0, start) for c in "。;") + 1
    right = min((i for c in "。;" if (i := text.find(c, end)) >= 0), default=len(text))
    before = _parts(text, left, start)
    after = _parts(text, end, right)
    own = text[before[-1][0] : start] + text[end : after[0][1]]
    subject = _subject(own) or next((s for a, b in reversed(before) if (s := _subject(text[a:b]))), None)
    beside = [*_told(clause, before[-1]), *_told(clause, after[0])]
    if beside or not _is_only_time(text, before[-1], after[0]):
        yield from beside
        return
    yield from _nearest(clause, before[-2::-1][:2], subject)
    yield from _nearest(clause, after[1:3], subject or "合同")


def _nearest(clause: Clause, parts: list[tuple[int, int]], subject: str | None) -> Iterator[Duration]:
    """The length that the nearest of the parts tells, if it is one of that subject; parts that say nothing are passed over."""
    for part in parts:
        told = list(_told(clause, part))
        if told or not _is_only_time(clause.text, part):
            yield from (d for d in told if _same(clause.text, part, d, subject))
            return


def _parts(text: str, left: int, right: int) -> list[tuple[int, int]]:
    """Where the parts of text[left:right] begin and end; at least one, which may be empty."""
    cuts = [m.span() for m in _SEPARATORS.finditer(text, left, right)]
    return list(zip([left, *(b for _, b in cuts)], [*(a for a, _ in cuts), right], strict=True))


def _subject(text: str) -> str | None:
    return next((name for name, p in _SUBJECTS.items() if p.search(text)), None)


def _same(text: str, part: tuple[int, int], told: Duration, subject: str | None) -> bool:
    own = _subject(text[told.end : part[1]]) or _subject(text[part[0] : told.start][-8:])
    return own is None or subject is None or own == subject


def _told(clause: Clause, part: tuple[int, int]) -> Iterator[Duration]:
    """The part's last length, where the part says nothing beyond it."""
    inside = [d for d in clause.durations if part[0] <= d.start and d.end <= part[1]]
    if inside:
        d, begin = inside[-1], inside[-2].end if len(inside) > 1 else part[0]
        lead, rest = clause.text[begin : d.start], clause.text[d.end : part[1]]
        if _ONLY_TIME.fullmatch(lead) and _ONLY_TIME.fullmatch(rest) and not _NOT_THIS_LENGTH.search(lead):
            yield d


def _is_only_time(text: str, *parts: tuple[int, int]) -> bool:
    return all(_ONLY_TIME.fullmatch(text[a:b]) for a, b in parts)


# 2026年10月8日起试用1个月, 到2026年12月7日止
_LENGTH_BETWEEN = pattern(
    rf"[^。;0-9]{{0,14}}(?P<d>{DURATION})[^。;0-9]{{0,4}}(?:[至到迄讫止]|,于)[^。;0-9]{{0,3}}"
)


def _length_between_dates(clause: Clause) -> Iterator[Hit]:
    starts = clause.facts.term_start
    ended = {r.end for r in clause.ranges}
    in_turn = dates_in_turn(clause.text, year=starts.year if starts else _ANY_YEAR)
    for (start, a, first), (b, end, last) in itertools.pairwise(in_turn):
        m = _LENGTH_BETWEEN.fullmatch(clause.text[a:b])
        length = durations(m.group("d")) if m and a not in ended else []
        if length and last > first:
            yield from _disagree(start, end, DateRange(start, end, first, last), length[0])


def _term_against_facts(clause: Clause) -> Iterator[Hit]:
    """The length in words against the first and last day that the facts know."""
    stated, first, last = stated_term(clause), clause.facts.term_start, clause.facts.term_end
    if stated is None or first is None or last is None or last < first or stated.months < 1:
        return
    if not _A_CLASS.match(clause.text, stated.end) and _WHOLE_TERM.search(
        clause.text[max(0, stated.start - 10) : stated.end + 6]
    ):
        yield from _disagree(stated.start, stated.end, DateRange(0, 0, first, last), stated)


# 合同期限三个月以上不满一年的: contracts of such a length, not this one's.
_A_CLASS = re.compile(r"以[上下内]|及|不满|的[,;]|[少差缺]")
_WHOLE_TERM = re.compile(r"(?:合同|聘用?|本合同履行|劳动合同)(?:期限?|履行期)|年期|个月期")


_PROBATION_END = pattern(
    rf"{PROBATION}(?:期|期限)?(?:的)?(?:届满|期满|终止|截止|到期|满期|末|最后)[1一]?[日天]期?[为是:]?$"
)


def _probation_against_its_end(clause: Clause) -> Iterator[Hit]:
    """试用期六个月,试用届满日3月31日: counted from the term's first day."""
    length = probation_in_words(clause)
    first = clause.facts.term_start or next((r.first for r in clause.ranges), None)
    if length is None or first is None:
        return
    for start, end, day in dates(clause.text):
        if day > first and _PROBATION_END.search(clause.text[max(0, start - 14) : start]):
            yield from _disagree(start, end, DateRange(start, end, first, day), length)


_DAY = r"(?=20[0-9]{2}[年./-]|[0-9]{1,2}月)(?:(?P<y>20[0-9]{2})[年./-])?(?P<m>[0-9]{1,2})[月./-](?P<d>[0-9]{1,2})日?"
_PROBATION_FROM = pattern(rf"{PROBATION}(?:期限?)?(?:为|:)?(?:自|从|由|于|起于|始于)?", _DAY)
_CONTRACT_FROM = pattern(
    r"(?:合同|合约|聘)(?:期限?|用期)?[^。;,0-9试]{0,4}(?:自|从|由|于|起于|始于|:)?",
    _DAY,
    "(?:起|生效|开始|至|到|始|-|~)",
)


def _probation_before_contract(clause: Clause) -> Iterator[Hit]:
    """合同六月一日生效,试用期五月十五日起算: a probation is part of its contract (劳动合同法 19)."""
    probation, contract = _PROBATION_FROM.search(clause.text), _CONTRACT_FROM.search(clause.text)
    starts = clause.facts.term_start
    if probation is None:
        return
    if contract is not None:
        years = [int(m.group("y")) for m in (probation, contract) if m.group("y")]
        begins = (int(contract.group("y") or years[-1] if years else 0), *_month_and_day(contract))
    elif starts is not None:
        begins = (starts.year, starts.month, starts.day)
    else:
        return
    tried_until = next(
        (r.last for r in _ranges(clause) if r.start == probation.start("y" if probation.group("y") else "m")),
        None,
    )
    if tried_until is not None and (tried_until.month, tried_until.day) < begins[1:]:
        return  # a trial before the contract is another rule's
    tried = (int(probation.group("y") or begins[0]), *_month_and_day(probation))
    if tried < begins and (probation.group("y") or contract is not None):
        yield Hit(probation.start(), probation.end(), Severity.BLOCK, "试用期早于合同起始日")


def _month_and_day(m: re.Match[str]) -> tuple[int, int]:
    return int(m.group("m")), int(m.group("d"))


_NAMED_DAY = re.compile(r"\(?(?:星期|周|礼拜)(?P<w>[1一二2三3四4五5六6日天])\)?(?![至到每])")
_ORDER = "一二三四五六日"


def _weekday_of_date(clause: Clause) -> Iterator[Hit]:
    """2026年6月1日(星期日), which is a Monday."""
    for start, end, day in dates(clause.text):
        m = _NAMED_DAY.match(clause.text, end)
        if m is None:
            continue
        named = m.group("w").replace("天", "日")
        place = int(named) - 1 if named.isdigit() else _ORDER.index(named)
        if place != day.weekday():
            yield Hit(start, m.end(), Severity.BLOCK, f"当日为星期{_ORDER[day.weekday()]}")
