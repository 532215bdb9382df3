"""L13, L14: what a non-compete pays, and what breaking it costs. The 2025 guideline: guidance only, hence warnings."""

import re
from collections.abc import Iterator

from contracts.clause import Clause, hit, whole
from contracts.findings import Hit, Severity
from contracts.lexicon import gap, near, pattern
from contracts.quantities import DAYS_PER_MONTH
from contracts.rules.noncompete import imposed, lengths

MIN_SHARE, MIN_SHARE_OVER_A_YEAR = 30.0, 50.0  # percent of the last twelve months' average; guideline
MAX_PENALTY_MULTIPLE = 5.0  # of the whole compensation; guideline
_SHARE_SLACK = 0.05

_SHARE = pattern(
    rf"(?:补偿|均薪|平均(?:工资|月薪)|月均|工资|收入|薪){gap(30)}?(?P<p>(?<![0-9.])[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)%|(?:次|后|其后|第2)[^。;,0-9%]{{0,4}}(?:[0-9]{{1,2}}个)?[年月][^。;,0-9%]{{0,18}}(?P<q>(?<![0-9.])[0-9]{{1,3}})%|(?P<r>(?<![0-9.])[0-9]{{1,3}})%的?(?:平均)?(?:月薪|月?工资|均薪|月?收入|薪水?){near(6)}补偿"
)
_NOT_SHARE = re.compile(r"不按|违约金|利息|滞纳|股|额外|加付|罚")


def _share_said(m: re.Match[str]) -> float:
    return float(m.group("p") or m.group("q") or m.group("r"))


def noncompete_pay_low(clause: Clause) -> Iterator[Hit]:
    """L13 (W). Under 30 % of the average wage, under 50 % when it lasts over a year, or under the minimum wage."""
    if not imposed(clause):
        return
    facts = clause.facts
    told = [m for m in _SHARE.finditer(clause.text) if not _NOT_SHARE.search(m.group())]
    stated = min(told, key=_share_said, default=None)
    months = facts.noncompete_months or max((d.months for _, _, d in lengths(clause)), default=0.0)
    floor = MIN_SHARE_OVER_A_YEAR if months > 12.2 else MIN_SHARE
    comp, average = facts.noncompete_monthly_comp, facts.avg_wage_12m
    if comp is not None and average:
        share: float | None = 100 * comp / average  # whatever the clause takes its share of
    else:
        share = _share_said(stated) if stated else _share_in_text(clause)
    if share is not None and share < floor - _SHARE_SLACK:
        note = f"月补偿为月均工资的{share:.0f}%，指引建议不低于{floor:.0f}%"
        yield hit(stated, Severity.WARN, note) if stated else whole(clause, Severity.WARN, note)
    elif comp is not None and facts.city_min_wage is not None and comp < facts.city_min_wage:
        yield whole(clause, Severity.WARN, "月补偿低于当地最低工资")


_COMP_MONEY = pattern(
    r"(?:每月|月|逐月|按月)[^。;,0-9]{0,12}(?:补偿|给付|支付|发放)?[^。;,0-9]{0,8}(?P<n>(?<![0-9.])[0-9]{1,12}(?:\.[0-9]{1,6})?)元|补偿[^。;0-9]{0,8}(?P<n2>(?<![0-9.])[0-9]{1,12}(?:\.[0-9]{1,6})?)元"
)
_AVERAGE_MONEY = pattern(
    rf"(?:平均|月均|均薪|均工资|前12个月|前1年){near(14)}?(?P<n>(?<![0-9.])[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)元"
)


def _share_in_text(clause: Clause) -> float | None:
    average, comp = _AVERAGE_MONEY.search(clause.text), _COMP_MONEY.search(clause.text)
    if average is None or comp is None or average.span("n") == comp.span("n"):
        return None
    return 100 * float(comp.group("n") or comp.group("n2")) / (float(average.group("n")) or 1.0)


_MULTIPLE = pattern(
    rf"(?:补偿(?:金|费|款)?{near(12)}(?:总额|总和|总数|合计|之和|全部)?{near(6)}(?P<x>(?<![0-9.])[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)倍|补偿(?:金|费)?(?:总额|总和|总数|合计)?{near(6)}(?:乘以?|[×*x])(?P<z>(?<![0-9.])[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)|(?P<y>(?<![0-9.])[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)倍(?:的|于)?{near(12)}补偿(?:金|费)?(?:总额|总和|总数|合计))"
)
_OF_A_MONTH = re.compile(r"月补偿|每月(?:的)?补偿|单月")
_BESIDE = re.compile(r"另|并行|外加|同时|此外|再付")
_PENALTY_MONEY = pattern(
    r"(?:违约金|赔付|给付|支付|赔偿)[^。;0-9]{0,14}(?P<n>(?<![0-9.])[0-9]{1,12}(?:\.[0-9]{1,6})?)元"
)


_PAYS = re.compile(r"赔|违约|罚")
# 每一违约日五万元: grows as long as the breach lasts
_A_DAY = pattern(
    rf"(?:每(?:1|一)?(?:个)?(?:违约)?[日天]|按[日天]){near(8)}(?P<n>(?<![0-9.])[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)元"
)
_CAPPED = re.compile(r"(?<!不设)(?<!无)(?<!没有)(?:封顶|上限|不超过|不逾|最高|为限|至多)")
# 年薪的十倍, 月工资的一百倍
_TIMES_PAY = pattern(
    rf"(?P<per>年薪|年收入|年度?工资|年总?收入|月薪|月工资|月均工资|均薪){near(4)}(?P<x>(?<![0-9.])[0-9]{{1,3}}(?:\.[0-9]{{1,2}})?)倍"
)
_UNPAID = re.compile(r"无偿|不(?:另)?(?:支付|给予?|付|发)[^。;,]{0,6}补偿|(?:无|没有)[^。;,]{0,4}补偿")


def _whole_pay(clause: Clause) -> float | None:
    """What the non-compete pays in all; 0 where it says that it pays nothing, None where that isn't told."""
    facts, told = clause.facts, _COMP_MONEY.search(clause.text)
    if clause.has(_UNPAID):
        return 0.0
    months = facts.noncompete_months or max((d.months for _, _, d in lengths(clause)), default=0.0)
    comp = facts.noncompete_monthly_comp or (float(told.group("n") or told.group("n2")) if told else 0.0)
    return months * comp or None


def _by_the_day(clause: Clause) -> Iterator[Hit]:
    paid, months = _whole_pay(clause), clause.facts.noncompete_months or 1.0
    for m in clause.affirms(_A_DAY):
        sentence = clause.sentence_at(m.start(), m.end())
        if paid is None or _CAPPED.search(clause.text) or not _PAYS.search(sentence):
            continue
        if float(m.group("n")) * DAYS_PER_MONTH * months > MAX_PENALTY_MULTIPLE * paid:
            yield hit(m, Severity.WARN, "按日累计且不封顶，可超过补偿总额的5倍")


def _of_the_pay(clause: Clause) -> Iterator[Hit]:
    paid, wage = _whole_pay(clause), clause.facts.avg_wage_12m
    for m in clause.affirms(_TIMES_PAY):
        if paid is None or wage is None or not _PAYS.search(clause.sentence_at(m.start(), m.end())):
            continue
        penalty = float(m.group("x")) * wage * (12 if m.group("per").startswith("年") else 1)
        if penalty > MAX_PENALTY_MULTIPLE * paid + 1:
            yield hit(m, Severity.WARN, f"违约金为{penalty:g}元，补偿总额为{paid:g}元，指引建议不超过5倍")


def noncompete_penalty_high(clause: Clause) -> Iterator[Hit]:
    """L14 (W). A penalty over five times the whole compensation."""
    facts = clause.facts
    known = facts.noncompete_penalty is not None and facts.noncompete_monthly_comp is not None
    if not imposed(clause) and not (known and clause.has(_PAYS)):
        return
    added = 0.0
    for m in clause.affirms(_MULTIPLE):
        sentence = clause.sentence_at(m.start(), m.end())
        if not re.search(r"违约|赔|返还|支付|给付|罚|另?付|退", sentence):
            continue
        times = float(m.group("x") or m.group("y") or m.group("z"))
        if _OF_A_MONTH.search(clause.text[max(0, m.start() - 3) : m.end()]):
            times /= facts.noncompete_months or times  # 月补偿额的六十倍 over a year is five times the whole
        added = added + times if _BESIDE.search(sentence) else times
        if added > MAX_PENALTY_MULTIPLE:
            yield hit(m, Severity.WARN)
    yield from _by_the_day(clause)
    yield from _of_the_pay(clause)
    stated = _PENALTY_MONEY.search(clause.text) if "违约" in clause.text else None
    penalty = (
        facts.noncompete_penalty
        if facts.noncompete_penalty is not None
        else (float(stated.group("n")) if stated else None)
    )
    months = facts.noncompete_months or max((d.months for _, _, d in lengths(clause)), default=0.0)
    comp_match = _COMP_MONEY.search(clause.text)
    comp = facts.noncompete_monthly_comp or (
        float(comp_match.group("n") or comp_match.group("n2")) if comp_match else 0.0
    )
    if penalty is None or months * comp <= 0 or re.search(r"不(?:超过|高于|逾)[^。;]{0,16}5倍", clause.text):
        return
    if penalty > MAX_PENALTY_MULTIPLE * months * comp + 1:
        note = f"违约金为补偿总额的{penalty / (months * comp):.1f}倍，指引建议不超过5倍"
        yield hit(stated, Severity.WARN, note) if stated else whole(clause, Severity.WARN, note)
