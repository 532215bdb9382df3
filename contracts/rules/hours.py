"""L17: more than eight hours a day and forty a week. 劳动法 36, 38, 39."""

import re
from collections.abc import Iterator

from contracts.clause import Clause, hit, is_negated, whole
from contracts.findings import Hit, Severity
from contracts.lexicon import OVERTIME, gap, near, pattern
from contracts.numerals import NUMBER, value
from contracts.shifts import shifts
from contracts.timetable import (
    EVERY_DAY,
    MAX_DAILY_HOURS,
    NOT_IN_FORCE,
    SIX_DAYS,
    UNCOUNTED_WORK,
    WEEKS_A_YEAR,
    daily_hours,
    days_a_week,
    special_hours,
    weeks_told,
)

# 40-44 h a week (大小周) is unsettled between 劳动法36 and 国务院规定3: no finding.
UNSETTLED_WEEKLY_HOURS = 44.0
_WEEKLY = pattern(
    r"(?:每周|一周|1周|周工作时间|周均|每星期|周)[^。;0-9,加延]{0,16}(?P<n>(?<![0-9.])[0-9]{1,12}(?:\.[0-9]{1,6})?)(?:余|多)?个?(?:小时|钟头)|合计(?:每周)?(?P<n2>(?<![0-9.])[0-9]{1,12}(?:\.[0-9]{1,6})?)个?小时"
)
_UNAPPROVED = pattern(
    r"(?:未(?:取得|经|获|办理|获得)|尚未|没(?:有|经|报|办)?|无(?:需|须)|不(?:需|必)|正在(?:申请|办理|报批)|审批(?:期间|前|中)|先行)",
    near(24),
    r"(?:综合计算|不定时)|(?:综合计算|不定时)",
    gap(30),
    r"(?:未(?:取得|经|获|办理|获得)?|尚未|没(?:有|经|报|办)?|无(?:需|须)|不(?:需|必)|待)[^。;,]{0,10}(?:批准|审批|许可|报批|核准|批(?=[,。;也复下的]|$))",
)
_BACK_TO_STANDARD = re.compile(r"(?:恢复|改回|转回|回到|执行)[^。;,]{0,4}标准工时")
_UNLIMITED = re.compile(
    r"(?:工作时间|上下班|工时|作息)[^。;]{0,16}(?:不受[^。;]{0,8}限制|不设上限|不封顶|以(?:工作|任务)完成为(?:准|止)|由(?:甲方|公司|主管)[^。;]{0,10}(?:随时|任意|自行)|弹性无上限|不固定,以)"
    r"|(?:不论|无论|不管)[^。;,]{0,6}(?:用时|时长|多久|几[点个]|多晚|长短|早晚|多少)[^。;]{0,12}(?P<v>视为|视同|[算按计])[^。;,0-9]{0,6}8小时"
)
# 每月标准工时210小时, 全年2600小时: no overtime is meant; more than the unsettled week, the year round.
_LONGER_SPAN = pattern(
    r"(?:(?:每|全|当|整|[1一])?(?P<month>月)|(?:每|全|整|[1一])(?:个)?(?P<year>年))[^。;0-9]{0,14}(?P<n>(?<![0-9.])[0-9]{2,4}(?:\.[0-9]{1,2})?)个?小时"
)
_ALL_WORK = re.compile(r"工时|工作时间|排班|出勤|正常|标准|上班|工作[0-9]")
_NOT_ALL_WORK = pattern(OVERTIME, r"|额外|培训|兼职|社区|志愿|学时|课时|待命")


def hours_over_standard(clause: Clause) -> Iterator[Hit]:
    """L17. Eight hours a day and forty a week, unless the authority approved another system."""
    for m in clause.affirms(_UNAPPROVED, unless=_BACK_TO_STANDARD):
        yield hit(m)
    system = clause.facts.hours_system or ""
    if NOT_IN_FORCE.search(system) and not clause.has(_BACK_TO_STANDARD):
        yield whole(clause, note="特殊工时制未经批准")
    if special_hours(clause) or re.search(r"非全日制", clause.facts.contract_type or ""):
        return
    for m in clause.affirms(_UNLIMITED):
        yield hit(m)
    yield from _on_and_off(clause)
    yield from _days_a_month(clause)
    yield from _uncounted(clause)
    yield from _over_month_or_year(clause)
    yield from _over_daily_or_weekly(clause)


def _over_month_or_year(clause: Clause) -> Iterator[Hit]:
    for m in clause.affirms(_LONGER_SPAN):
        part = clause.text[m.start() : m.end() + 4]
        weekly = float(m.group("n")) / WEEKS_A_YEAR * (12 if m.group("month") else 1)
        if (
            weekly > UNSETTLED_WEEKLY_HOURS
            and _ALL_WORK.search(clause.sentence_at(m.start(), m.end()))
            and not _NOT_ALL_WORK.search(part)
        ):
            yield hit(m, note=f"折合每周{weekly:.1f}小时")


# 上二十四歇二十四, 当班十二小时休二十四小时
_ON_OFF = pattern(
    rf"(?:上|做|干|值|当班|在岗)(?P<on>{NUMBER})个?(?:小时|钟头)?[,、]?[休歇](?:息)?(?P<off>{NUMBER})(?!天|日)个?(?:小时|钟头)?"
)
_SHORTEST_STRETCH = 8.0  # below, 上六休一 counts days
_HOURS_A_WEEK = 168.0


def _on_and_off(clause: Clause) -> Iterator[Hit]:
    for m in clause.affirms(_ON_OFF):
        on, off = value(m.group("on")), value(m.group("off"))
        weekly = _HOURS_A_WEEK * on / (on + off) if on + off else 0.0
        if min(on, off) >= _SHORTEST_STRETCH and weekly > UNSETTLED_WEEKLY_HOURS:
            yield hit(m, note=f"折合每周{weekly:.0f}小时")


_DAYS_A_MONTH = re.compile(
    r"(?:每|1个?|全|满勤[^。;,0-9]{0,4})月[^。;,0-9]{0,6}(?P<n>2[0-9]|3[01])(?:天|(?<=(?:工作|出勤|上班|满勤)[23][0-9])日)(?![^。;,]{0,3}[前休发付])"
)


def _days_a_month(clause: Clause) -> Iterator[Hit]:
    """每月二十六天,天天八小时."""
    days, hours = _DAYS_A_MONTH.search(clause.text), daily_hours(clause)
    if days is None or not hours or is_negated(clause.text, days.start()):
        return
    weekly = float(days.group("n")) * max(h.hours for h in hours) * 12 / WEEKS_A_YEAR
    if weekly > UNSETTLED_WEEKLY_HOURS:
        yield hit(days, note=f"折合每周{weekly:.1f}小时")


def _uncounted(clause: Clause) -> Iterator[Hit]:
    """每日八小时,班后清线一小时不计在内: work beside a full day, and not counted."""
    full = any(abs(day.hours - MAX_DAILY_HOURS) < 1e-9 for day in daily_hours(clause))
    if full:
        yield from (hit(m, note="每日八小时之外另有不计工时的工作") for m in clause.states(UNCOUNTED_WORK))


def _over_daily_or_weekly(clause: Clause) -> Iterator[Hit]:
    weeks = weeks_told(clause)
    for w in weeks:
        if w.hours > UNSETTLED_WEEKLY_HOURS and not is_negated(clause.text, w.start):
            yield Hit(w.start, w.end, Severity.BLOCK, f"{w.days:g}天合计每周{w.hours:g}小时")
            return
    by_the_clock = any(day.hours > MAX_DAILY_HOURS + 1e-9 for day in shifts(clause.text))
    added_up = bool(weeks) and not by_the_clock and all(w.longest <= MAX_DAILY_HOURS + 1e-9 for w in weeks)
    six = clause.has(SIX_DAYS)
    days = days_a_week(clause) or 5.0
    for day in daily_hours(clause):
        if not added_up and (day.hours > MAX_DAILY_HOURS + 1e-9 or day.hours * days > UNSETTLED_WEEKLY_HOURS):
            yield Hit(day.start, day.end, Severity.BLOCK, f"每日{day.hours:g}小时、每周{days:g}天")
            return
    for m in _WEEKLY.finditer(clause.text):
        hours = float(m.group("n") or m.group("n2"))
        extra = re.search(OVERTIME + "|额外|培训|哺乳", m.group())
        if (
            hours > UNSETTLED_WEEKLY_HOURS
            and not extra
            and not is_negated(clause.text, m.start())
            and (m.group("n") or "每周" in clause.text)
        ):
            yield hit(m, note=f"每周{hours:g}小时")
    for m in clause.affirms(EVERY_DAY):
        alone = not re.search(r"轮休|轮流|营业|门店|调休", clause.sentence_at(m.start(), m.end()))
        yield hit(m, note="没有休息日" if alone else "")
    if (
        six
        and not any(True for _ in daily_hours(clause))
        and not clause.has(
            re.compile(r"轮休|每日[^。;]{0,6}[1-6](?:\.[0-9])?个?小时|半天|半日|不得|不实行|取消|调休|加班")
        )
    ):
        m2 = SIX_DAYS.search(clause.text)
        if m2 and not is_negated(clause.text, m2.start()):
            yield hit(m2)
