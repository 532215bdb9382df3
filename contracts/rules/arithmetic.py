"""L40: a clause whose own numbers or dates contradict each other. 劳动合同法 17, 18."""

import re
from collections.abc import Iterator

from contracts.clause import Clause, hit
from contracts.findings import Hit, Severity
from contracts.quantities import DURATION, NUMBER, durations, impossible_dates
from contracts.rules.told_dates import dates_contradict
from contracts.rules.told_hours import hours_contradict
from contracts.rules.told_lengths import lengths_contradict
from contracts.rules.told_rates import rates_contradict
from contracts.rules.told_sums import sums_contradict, words_contradict_digits


def numbers_contradict(clause: Clause) -> Iterator[Hit]:
    """L40. Dates against lengths, hours against totals, parts against sums, percentages against amounts."""
    for start, end in impossible_dates(clause.text):
        yield Hit(start, end, Severity.BLOCK, "日期不存在")
    for check in (
        dates_contradict,
        lengths_contradict,
        hours_contradict,
        sums_contradict,
        words_contradict_digits,
        rates_contradict,
        _steps_against_cost,
    ):
        yield from check(clause)


# 培训费二万四千元，服务期二十四个月，每满一月递减一千二百元
_STEP = re.compile(
    rf"(?:每(?:服务|工作|履行|干|做)?满?|(?:服务|工作|履行|干|做)满)1?个?(?P<per>月|年)[^。;0-9]{{0,10}}(?:[递扣核冲抵]?[减抵销扣]|摊销?|均?分摊)[^。;0-9%]{{0,4}}(?P<step>{NUMBER})元"
)
_COST = re.compile(rf"(?:培训|学费|进修|研修|课程|费用|出资)[^。;,0-9]{{0,8}}(?P<cost>{NUMBER})元")
_SERVED_FOR = re.compile(rf"(?:服务期|服务|干满|做满|约定|分|按)[^。;,0-9]{{0,6}}(?P<d>{DURATION})")


def instalments_cover_cost(clause: Clause) -> bool:
    """Is the training's cost written off in equal steps over the service period?"""
    told = all(p.search(clause.text) for p in (_STEP, _COST, _SERVED_FOR))
    return told and not any(True for _ in _steps_against_cost(clause))


def _steps_against_cost(clause: Clause) -> Iterator[Hit]:
    step, cost, served = (p.search(clause.text) for p in (_STEP, _COST, _SERVED_FOR))
    if step is None or cost is None or served is None:
        return
    months = durations(served.group("d"))[0].months
    price = clause.facts.training_cost or float(cost.group("cost"))
    added = float(step.group("step")) * months / (12 if step.group("per") == "年" else 1)
    if abs(added - price) > 0.01 * price:
        yield hit(step, note=f"{months:g}个月共递减{added:g}元，培训费用为{price:g}元")
