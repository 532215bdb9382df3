"""What a clause's own numbers show to be kept: working hours, the bounds of overtime, its pay."""

import re
from collections.abc import Callable, Iterator

from contracts.clause import Clause
from contracts.findings import Hit
from contracts.lexicon import OVERTIME, pattern
from contracts.rules.hours import hours_over_standard
from contracts.rules.overtime import in_bounds, left_to_the_worker, overtime_forced
from contracts.rules.overtime_pay import overtime_unpaid
from contracts.rules.overtime_rates import paid_at_the_rates
from contracts.timetable import (
    MAX_DAILY_HOURS,
    daily_hours,
    days_a_week,
    rests_midweek,
    special_hours,
    weeks_told,
)

_ABOUT_OVERTIME = pattern(OVERTIME, r"|待命|随叫随到|不[休歇]|无休")
_ABOUT_PAY = re.compile(r"[薪酬钱费倍%元奖补抵折池]|工资|调休|义务|自愿|贡献|计入")
_PART_TIME = re.compile(r"非全日制|钟点工|小时工")
PART_TIME_DAY, PART_TIME_WEEK = 4.0, 24.0  # 劳动合同法 68
_HOURS_A_WEEK = re.compile(r"(?:每|1)周[^。;,0-9]{0,8}(?P<n>[0-9]{1,2}(?:\.[0-9])?)个?小时")


def hours_kept(clause: Clause) -> bool:
    """L17. Are the hours part-time, under an approved special system, or within the standard by their numbers?"""
    if _found(hours_over_standard, clause):
        return False
    return (
        special_hours(clause) or _part_time(clause) or _within_the_standard(clause) or _works_weekends(clause)
    )


def overtime_kept(clause: Clause) -> bool:
    """L15. Nothing said of overtime, or nobody is made to do it, or it stays in its bounds or is paid by the law's rates?"""
    if _found(overtime_forced, clause):
        return False
    return (
        _no_overtime(clause) or left_to_the_worker(clause) or in_bounds(clause) or paid_at_the_rates(clause)
    )


def overtime_pay_kept(clause: Clause) -> bool:
    """L16. Is there no work beyond the standard hours, or is it paid by the law's rates, or only bounded, with no word of pay?"""
    if _found(overtime_unpaid, clause):
        return False
    only_bounded = in_bounds(clause) and not clause.has(_ABOUT_PAY)
    return only_bounded or _no_overtime(clause) or paid_at_the_rates(clause) or _works_weekends(clause)


def _found(rule: Callable[[Clause], Iterator[Hit]], clause: Clause) -> bool:
    return any(True for _ in rule(clause))


def _part_time(clause: Clause) -> bool:
    if not _PART_TIME.search((clause.facts.contract_type or "") + clause.text):
        return False
    days = [d.hours for d in daily_hours(clause)]
    week = _HOURS_A_WEEK.search(clause.text)
    return bool(days or week) and (
        max(days, default=0.0) <= PART_TIME_DAY and float(week.group("n") if week else 0) <= PART_TIME_WEEK
    )


def _within_the_standard(clause: Clause) -> bool:
    """Are days and week counted, and no longer than they may be?"""
    weeks = weeks_told(clause)
    days = [d.hours for d in daily_hours(clause)] + [w.longest for w in weeks]
    counted = bool(weeks) or days_a_week(clause) is not None
    return counted and bool(days) and max(days) <= MAX_DAILY_HOURS + 1e-9


def _works_weekends(clause: Clause) -> bool:
    return rests_midweek(clause) and not re.search(r"加班|延时|延长|通宵|待命", clause.text)


def _no_overtime(clause: Clause) -> bool:
    return (
        _within_the_standard(clause)
        and not clause.has(_ABOUT_OVERTIME)
        and not _found(hours_over_standard, clause)
    )
