"""L40: the clock, the hours of a day, the days of a week and the week's total against each other."""

import re
from collections.abc import Iterator

from contracts.clause import Clause
from contracts.findings import Hit, Severity
from contracts.quantities import NUMBER
from contracts.shifts import break_named, break_taken, shifts
from contracts.weeks import stated_total, week, week_days

_SLACK = 0.01


def hours_contradict(clause: Clause) -> Iterator[Hit]:
    """Every way in which a clause's working time can't all be true."""
    for check in (_week_against_total, _shift_against_hours, _shifts_against_week, _days_against_weekdays):
        yield from check(clause)


def _week_against_total(clause: Clause) -> Iterator[Hit]:
    for sentence in clause.sentences():
        added, total = week(sentence.group()), stated_total(sentence.group())
        if added is not None and total is not None and abs(added.hours - total.hours) > _SLACK:
            start, end = sentence.start() + total.start, sentence.start() + total.end
            yield Hit(start, end, Severity.BLOCK, f"{added.days:g}天合计{added.hours:g}小时")


_STATED_DAY = re.compile(
    rf"(?<![休歇餐])(?:每[日天班]|1[日天]|合计每?[日天]?|共计?|日工作时间|实际工作|净)(?:净|工作|[干做]|共|合计?|工时|时长|为|计){{0,3}}(?P<n>{NUMBER})个?小时"
)
_SEVERAL_SHIFTS = re.compile(
    r"[3三两2]班|轮|倒班|周[六日末]|或|加班|在[岗店厂校]|核心|弹性|其余时|自由|自主|至少|不少于"
)
_LONGEST_DAY = 14.0  # more hours than these are a week's


def _shift_against_hours(clause: Clause) -> Iterator[Hit]:
    """每班八小时,即早七点至晚七点: one day by the clock against the hours it is said to have."""
    for sentence in re.finditer(r"[^。]+", clause.text):
        text = sentence.group()
        told, stated = shifts(text), list(_STATED_DAY.finditer(text))
        if len(told) != 1 or len(stated) != 1 or _SEVERAL_SHIFTS.search(text):
            continue
        said, hours = float(stated[0].group("n")), told[0].hours
        if said <= _LONGEST_DAY and min(abs(h - said) for h in _counted(text, hours)) > _SLACK:
            start = sentence.start()
            note = f"按钟点为{hours:g}小时，文字为{said:g}小时"
            yield Hit(start + told[0].start, start + told[0].end, Severity.BLOCK, note)


_BREAK_COUNTED = re.compile(r"(?<!不)(?:含|包括|计入|算[入在作进])|其中(?![^。;,]{0,12}不)|不扣|带薪")


def _counted(text: str, hours: float) -> tuple[float, ...]:
    """The hours of a day by the clock; with the break too, where the clause counts it in or names none."""
    if break_named(text) and not _BREAK_COUNTED.search(text):
        return (hours,)
    return hours, hours + break_taken(text)


def _shifts_against_week(clause: Clause) -> Iterator[Hit]:
    """早八点半至晚七点,每周五日,合每周四十小时."""
    for sentence in re.finditer(r"[^。]+", clause.text):
        text = sentence.group()
        told, total, days = shifts(text), stated_total(text), week_days(text)
        if len(told) != 1 or total is None or days is None or _SEVERAL_SHIFTS.search(text):
            continue
        hours = told[0].hours
        if min(abs(days * h - total.hours) for h in _counted(text, hours)) > _SLACK:
            start, end = sentence.start() + total.start, sentence.start() + total.end
            yield Hit(
                start, end, Severity.BLOCK, f"按钟点每天{hours:g}小时，{days:g}天合计{days * hours:g}小时"
            )


_SO_MANY_DAYS = re.compile(r"每周(?:工作|上班?|出勤|干)?(?P<n>[1-7])个?(?:工作)?[天日](?!休)")
_FROM_DAY_TO_DAY = re.compile(
    r"(?:周|星期|礼拜)(?P<a>[一1二三])(?:至|到|~|-)(?:周|星期|礼拜)?(?P<b>[三四五六日天])"
)
_ORDER = "一二三四五六日"
_WORK_AND_REST = re.compile(
    r"每周(?:工作|上班?|出勤|干|做)(?P<n>[1-7])[天日],?(?:固定|轮流)?休息?(?P<off>[1-6])[天日](?!半)"
)
_NOT_EVERY_WEEK = re.compile(r"轮|其中|任选|排|或|内|营业|开放|值班|隔周|单双?周|大小周")


def _days_against_weekdays(clause: Clause) -> Iterator[Hit]:
    """每周上五天,周一到周六; 每周六天,双休; 双休, and Saturday a working day."""
    for sentence in clause.sentences():
        text = sentence.group()
        days, span = _SO_MANY_DAYS.search(text), list(_FROM_DAY_TO_DAY.finditer(text))
        if len(span) == 1 and days is not None and not _NOT_EVERY_WEEK.search(text):
            first, last = (
                _ORDER.index(span[0].group(g).replace("天", "日").replace("1", "一")) for g in "ab"
            )
            apart = re.search(r"(?:周|星期|礼拜)[六日天](?![休歇])|半天", text[span[0].end() :])
            if last - first + 1 != int(days.group("n")) and not apart:
                start = sentence.start()
                note = f"为{last - first + 1}天"
                yield Hit(start + span[0].start(), start + span[0].end(), Severity.BLOCK, note)
    yield from _days_off_against_work(clause)
    for m in _WORK_AND_REST.finditer(clause.text):
        if int(m.group("n")) + int(m.group("off")) != len(_ORDER):
            yield Hit(m.start(), m.end(), Severity.BLOCK, "一周不足或超过7天")


_TWO_DAYS_OFF = re.compile(
    r"(?<!非)(?<!无)(?<!不)双休(?!日)|(?:周末|每周|1周|周)(?:[固都均]定?)?休息?(?:2[天日]|二日)"
)
_WORKED_SIX = re.compile(
    r"每周(?:工作|上班?|出勤|干)?[67]个?(?:工作)?[天日](?!休)|(?:周|星期|礼拜)[一1](?:至|到|~|-)(?:周|星期|礼拜)?[六日天6](?![^。;,]{0,6}(?:营业|开放))|(?:周|星期|礼拜)[六日天][^。;,0-9休]{0,4}(?:固定|照常|均|都|须|必须|正常)[^。;,0-9休]{0,4}(?:上班|值班|出勤|到岗|上课|开工|工作)"
)


def _days_off_against_work(clause: Clause) -> Iterator[Hit]:
    off, worked = _TWO_DAYS_OFF.search(clause.text), _WORKED_SIX.search(clause.text)
    if (
        off is not None
        and worked is not None
        and not re.search(r"轮|隔周|单双?周|大小周|或|调休|补休|加班", clause.text)
    ):
        yield Hit(worked.start(), worked.end(), Severity.BLOCK, "与双休矛盾")
