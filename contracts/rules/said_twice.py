"""L40, continued: what a clause says twice in different measures: dates and lengths, the clock and hours, rates and totals."""

import re
from collections.abc import Callable, Iterator

from contracts.clause import Clause
from contracts.findings import Hit, Severity
from contracts.lexicon import PROBATION, pattern
from contracts.quantities import NUMBER, DateRange, dates, lengths_agree
from contracts.rules.terms import probation_in_words, stated_term
from contracts.shifts import break_taken, shifts

_YUAN_SLACK = 1.0
LOOSE = re.compile(r"不(?:超过|低于|少于|高于)|平均|至多|以上|以内|加班|延长|另|或|左右|约(?=[0-9])")


def _term_against_facts(clause: Clause) -> Iterator[Hit]:
    """The length in words against the first and last day that the facts know."""
    stated, facts = stated_term(clause), clause.facts
    if (
        stated is None
        or facts.term_start is None
        or facts.term_end is None
        or facts.term_end < facts.term_start
    ):
        return
    span = DateRange(0, 0, facts.term_start, facts.term_end)
    if (
        stated.months >= 1
        and not _A_CLASS.match(clause.text, stated.end)
        and _WHOLE_TERM.search(clause.text[max(0, stated.start - 10) : stated.end + 6])
        and not lengths_agree(span.months, (span.last - span.first).days + 1, stated)
    ):
        note = f"起止日期为{span.months:.1f}个月，文字为{stated.months:g}个月"
        yield Hit(stated.start, stated.end, Severity.BLOCK, note)


# 合同期限三个月以上不满一年的: contracts of such a length, not this one's.
_A_CLASS = re.compile(r"以[上下内]|及|不满|的[,;]")
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
            span = DateRange(start, end, first, day)
            if not lengths_agree(span.months, (day - first).days + 1, length):
                note = f"按起止日期为{span.months:.1f}个月，文字为{length.months:g}个月"
                yield Hit(start, end, Severity.BLOCK, note)


# 时薪26元,每日4小时,日薪合计96元
_HOURLY = re.compile(rf"(?:时薪|每小时|1小时)[^。;,0-9]{{0,6}}(?P<n>{NUMBER})元")
_HOURS_A_DAY = re.compile(rf"(?:每[日天班]|1[日天])[^。;,0-9]{{0,6}}(?P<n>{NUMBER})个?小时")
_DAY_WAGE = re.compile(
    rf"(?:日薪|每[日天](?:工资|合计|所得|共)|1天(?:合计|共|就是)|日工资)[^。;,0-9]{{0,6}}(?P<n>{NUMBER})元"
)


def _rate_against_total(clause: Clause) -> Iterator[Hit]:
    for sentence in re.finditer(r"[^。;]+", clause.text):
        hourly, hours, daily = (p.search(sentence.group()) for p in (_HOURLY, _HOURS_A_DAY, _DAY_WAGE))
        if hourly is None or hours is None or daily is None or LOOSE.search(sentence.group()):
            continue
        product = float(hourly.group("n")) * float(hours.group("n"))
        if abs(product - float(daily.group("n"))) > _YUAN_SLACK:
            start = sentence.start() + daily.start()
            yield Hit(start, sentence.start() + daily.end(), Severity.BLOCK, f"按时薪计每日为{product:g}元")


_STATED_DAY = re.compile(
    rf"(?:每[日天班]|合计每?[日天]?|共计?|日工作时间|实际工作)(?:工作|共|合计|工时|为|计){{0,3}}(?P<n>{NUMBER})个?小时"
)


_LONGEST_DAY = 14.0  # more hours than these are a week's


def _shift_against_hours(clause: Clause) -> Iterator[Hit]:
    """每班八小时,即早七点至晚七点: one day by the clock against the hours it is said to have."""
    for sentence in re.finditer(r"[^。]+", clause.text):
        text = sentence.group()
        told, stated = shifts(text), list(_STATED_DAY.finditer(text))
        if (
            len(told) != 1
            or len(stated) != 1
            or re.search(r"[3三两2]班|轮|倒班|周[六日末]|或|加班|在[岗店厂校]", text)
        ):
            continue
        hours, said = told[0].hours, float(stated[0].group("n"))
        if said <= _LONGEST_DAY and min(abs(hours - said), abs(hours + break_taken(text) - said)) > 0.01:
            start = sentence.start()
            yield Hit(
                start + told[0].start,
                start + told[0].end,
                Severity.BLOCK,
                f"按钟点为{hours:g}小时，文字为{said:g}小时",
            )


_SO_MANY_DAYS = re.compile(r"每周(?:工作|上班?|出勤|干)?(?P<n>[1-7])[天日](?!休)")
_FROM_DAY_TO_DAY = re.compile(
    r"(?:周|星期|礼拜)(?P<a>[一1二三])(?:至|到|~|-)(?:周|星期|礼拜)?(?P<b>[三四五六日天])"
)
_ORDER = "一二三四五六日"


def _days_against_weekdays(clause: Clause) -> Iterator[Hit]:
    """每周上五天,周一到周六."""
    for sentence in re.finditer(r"[^。;]+", clause.text):
        days, span = _SO_MANY_DAYS.search(sentence.group()), list(_FROM_DAY_TO_DAY.finditer(sentence.group()))
        if (
            days is None
            or len(span) != 1
            or re.search(r"轮|其中|任选|排|或|内|营业|开放|值班", sentence.group())
        ):
            continue
        first, last = (_ORDER.index(span[0].group(g).replace("天", "日").replace("1", "一")) for g in "ab")
        if last - first + 1 != int(days.group("n")) and not re.search(
            r"(?:周|星期|礼拜)[六日天](?![休歇])|半天", sentence.group()[span[0].end() :]
        ):
            yield Hit(
                sentence.start() + span[0].start(),
                sentence.start() + span[0].end(),
                Severity.BLOCK,
                f"为{last - first + 1}天",
            )


SAID_TWICE: tuple[Callable[[Clause], Iterator[Hit]], ...] = (
    _term_against_facts,
    _probation_against_its_end,
    _rate_against_total,
    _shift_against_hours,
    _days_against_weekdays,
)
