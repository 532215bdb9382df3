"""L16 by its numbers: rates under 150/200/300 %, sums under what the wage comes to. 劳动法 44, 人社部 2025: 21.75 days a month."""

import re
from collections.abc import Iterator

from contracts.clause import Clause, hit, is_negated
from contracts.findings import Hit
from contracts.lexicon import OVERTIME, OVERTIME_PAY, pattern
from contracts.quantities import NUMBER

RATES = {"工作日": 150.0, "休息日": 200.0, "法定": 300.0}

STATUTORY_DAY = r"(?:法定(?:节?假日|休假日|节日|假|节)|国定(?:节?假日|假)|节假日|春节|国庆|元旦|清明|端午|中秋|除夕|(?:大年)?初[123一二三]|劳动节|五一|节日|(?:逢年)?过[年节]|年夜)"
REST_DAY = r"(?:休息日|周[六日末6]|(?:星期|礼拜)[六日天6]|双休日|公休)"
_DAY = rf"(?:平日|平时|工作日|延时|延长|日常|晚间|加班|{REST_DAY}|{STATUTORY_DAY})"
_RATE = pattern(
    rf"(?P<day>{_DAY})(?:(?!{REST_DAY}|{STATUTORY_DAY}|工作日)(?:[^。;0-9]|[0-9]{{1,2}}[天日])){{0,24}}(?:1[天日][顶抵当算](?=[0-9][天日]))?(?:乘以?(?P<x>{NUMBER})(?![0-9%倍元])|(?P<r>{NUMBER})(?P<u>%|倍|元|[天日](?<=[顶抵当算][0-9][天日])))"
)
_FLAT = pattern(
    rf"(?:{OVERTIME_PAY}|加班|延时|加点)(?:1个?小时)?[^。;,0-9]{{0,14}}(?:一律|统一|均|固定|每?1?个?小时|每次|每晚|每天|每日|包干)[^。;,0-9]{{0,10}}(?P<n>(?<![0-9.])[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)元"
)
_DOUBLE_PAY = pattern(rf"{STATUTORY_DAY}[^。;,]{{0,12}}(?<!年底)双薪")
_BASE_RATE = re.compile(
    r"(?:按|以|依)(?:正常|平时|平日|普通|原|同等|标准|基本)?(?:小时|日|时|基本)?工资(?:标准)?(?:的)?(?:100%|1倍)|与平时[^。;]{0,6}(?:相同|一致)|同(?:等)?工资"
)


def low_rates(clause: Clause) -> Iterator[Hit]:
    """Rates and sums under the law's."""
    if not clause.has(_BEYOND_EIGHT) and not re.search(
        rf"加班|延时|延长|加点|超时|{REST_DAY}|{STATUTORY_DAY}", clause.text
    ):
        return
    for m in _RATE.finditer(clause.text):
        rate = float(m.group("x") or m.group("r")) * (1 if m.group("u") and m.group("u") in "%元" else 100)
        floor = _floor(m.group("day"))
        extra = re.search(r"另(?:行)?(?:加|支付|发)|额外|加发|外|休假|提成|违约|绩效", m.group())
        in_order = re.search(
            r"依次|分别|(?:150%|1\.5倍)[、,/和及]{1,2}(?:200%|2倍)[、,/和及]{1,2}(?:300%|3倍)",
            clause.sentence_at(m.start(), m.end()),
        )
        if (
            m.group("u") != "元"
            and not in_order
            and rate < floor
            and not (extra and rate + 100 >= floor and "正常工资" in clause.text)
            and re.search(r"加班|工[资钱]|计|付|发|酬|薪", clause.sentence_at(m.start(), m.end()))
            and not is_negated(clause.text, m.start("x" if m.group("x") else "r"))
        ):
            if re.search(r"(?:试用|绩效|提成|系数|年假|事假|病假|比例为?工)", m.group()):
                continue
            yield hit(m, note=f"{rate:g}%，法定不低于{floor:g}%")
    for m in clause.affirms(_DOUBLE_PAY):
        yield hit(m, note="200%，法定不低于300%")
    sums = list(_sums(clause))
    for m, paid, floor in sums:
        if paid < floor - _YUAN_SLACK:
            yield hit(m, note=f"{paid:g}元，按工资折算不低于{floor:.2f}元")
    for m in clause.affirms(_FLAT):
        if not _suffice(clause, sums) and not re.search(
            r"不低于|高于|法定", clause.sentence_at(m.start(), m.end())
        ):
            yield hit(m)
    for m in _BASE_RATE.finditer(clause.text):
        if re.search(r"加班|延时|节假日", clause.sentence_at(m.start(), m.end())):
            yield hit(m)


def _floor(day: str) -> float:
    if re.match(STATUTORY_DAY, day):
        return RATES["法定"]
    return RATES["休息日"] if re.match(REST_DAY, day) else RATES["工作日"]


HOURS_A_MONTH, DAYS_A_MONTH = 174.0, 21.75
LOWEST_MONTHLY_WAGE = 1_500.0  # below every local minimum: what anybody earns at least
_YUAN_SLACK = 0.5
_SUM = pattern(
    rf"(?:每|1|按)个?(?P<per>小时|钟头?|[天日晚夜次])(?:的)?[^。;,0-9]{{0,6}}(?P<n>{NUMBER})元|(?P<n2>{NUMBER})元(?:/|每|1)个?(?P<per2>小时|钟头?|[天日晚夜次])"
)
_NOT_ITS_PAY = re.compile(r"补贴|餐|津贴|补助|车费|打车|另|罚|扣|奖|底薪|时薪|日薪|工资标准|押|赔|住")
_THE_WAGE = re.compile(r"日薪|见习|试用|基本|月薪(?=[0-9])")
_BEYOND_EIGHT = pattern(OVERTIME, r"|夜里[^。;,]{0,8}叫|(?:后|超[出过]|过了|逾)[0-9.]{1,4}个?(?:小时|钟)")


def _sums(clause: Clause) -> Iterator[tuple[re.Match[str], float, float]]:
    """Yuan an hour or a day that overtime is paid, and the least it must be by the wage; a night or a time is an hour at least."""
    wage = clause.facts.monthly_wage or clause.facts.city_min_wage or LOWEST_MONTHLY_WAGE
    for m in clause.affirms(_SUM):
        sentence = clause.sentence_at(m.start(), m.end())
        part = clause.text[: m.end()].replace("。", ",").replace(";", ",").rsplit(",", 1)[-1]
        kind = _kind(sentence)
        if kind is None or _NOT_ITS_PAY.search(part) or _THE_WAGE.search(sentence):
            continue
        hourly = (m.group("per") or m.group("per2")) not in ("天", "日")
        floor = wage / (HOURS_A_MONTH if hourly else DAYS_A_MONTH) * kind / 100
        yield m, float(m.group("n") or m.group("n2")), floor


def _kind(sentence: str) -> float | None:
    """The rate owed for the work a sentence speaks of; the lowest where it speaks of several."""
    owed = [
        rate
        for words, rate in (
            (_BEYOND_EIGHT.pattern, RATES["工作日"]),
            (REST_DAY, RATES["休息日"]),
            (STATUTORY_DAY, RATES["法定"]),
        )
        if re.search(words, sentence)
    ]
    return min(owed, default=None)


def _suffice(clause: Clause, sums: list[tuple[re.Match[str], float, float]]) -> bool:
    """Is every sum as much as the stated wage makes it?"""
    return (
        clause.facts.monthly_wage is not None
        and bool(sums)
        and all(paid >= floor - _YUAN_SLACK for _, paid, floor in sums)
    )


_MULTIPLE = pattern(rf"(?P<r>{NUMBER})(?P<u>%|倍)")
_EXTRA_WORK = pattern(
    OVERTIME, rf"|{REST_DAY}|{STATUTORY_DAY}|周末|夜|晚|延点|拖堂|盘[货点]|超出|多[做干]|留守"
)
_PAYING = re.compile(r"付|计|算|发|给|结|记|薪|工资|酬|补")
_OTHER_MULTIPLE = re.compile(r"赔|罚|违约|押|社平|最低工资|服务期|补偿金")
# Days off for rest days worked, one for one.
_DAY_FOR_DAY = re.compile(r"(?:补休|调休|换休|倒休)[0-9]?[天日]?")
# What is left of it: a most that is paid, hours that are not.
_LESS = re.compile(
    r"(?:计薪|计酬|付费|付酬)[^。;]{0,8}(?:为限|上限|封顶)|(?:为限|上限|封顶)[^。;]{0,12}(?:不再|不予|不计|计入|并入)|(?:逾|超出|超过|多出)[^。;,]{0,10}(?:部分|的|时数|小时)[^。;]{0,16}(?:不|并入|转|冲|抵)|(?:前|首|头)[0-9.]{1,4}个?小时|(?<![不未])(?:抵充|抵扣|冲抵|充抵|代替|替代)|不(?:再|予|给|发|付|补)(?!足)|放弃|[只仅](?:给|付|发|算|补|有)|(?:才|方)算加班|义务|自愿放弃|奉献|试用"
)


def paid_at_the_rates(clause: Clause) -> bool:
    """Is all extra work the clause speaks of paid at the law's rates, by the wage's worth, or given back in days off?"""
    if clause.has(_LESS) and not _suffice(clause, list(_sums(clause))):
        return False
    rates = [m for m in _MULTIPLE.finditer(clause.text) if _is_rate(clause, m)]
    if rates:
        return all(_reaches_floor(clause, m) and not is_negated(clause.text, m.start()) for m in rates)
    return _suffice(clause, list(_sums(clause))) or _given_back(clause)


def _is_rate(clause: Clause, m: re.Match[str]) -> bool:
    sentence = clause.sentence_at(m.start(), m.end())
    return bool(
        _EXTRA_WORK.search(clause.text) and _PAYING.search(sentence) and not _OTHER_MULTIPLE.search(sentence)
    )


def _reaches_floor(clause: Clause, m: re.Match[str]) -> bool:
    rate = float(m.group("r")) * (1 if m.group("u") == "%" else 100)
    days = list(
        re.finditer(rf"{REST_DAY}|周末|{STATUTORY_DAY}|平[日时]|工作日|延时|延长", clause.text[: m.start()])
    )
    return rate >= (_floor(days[-1].group().replace("周末", "休息日")) if days else RATES["工作日"])


def _given_back(clause: Clause) -> bool:
    """A day off for a rest day worked, where the clause speaks of no other overtime."""
    return bool(
        clause.has(_DAY_FOR_DAY)
        and re.search(rf"{REST_DAY}|周末", clause.text)
        and not re.search(
            rf"{STATUTORY_DAY}|平[日时]|延时|延长|晚|夜|通宵|全员|须|必须|不得|[一1]律|只|仅|半天",
            clause.text,
        )
    )
