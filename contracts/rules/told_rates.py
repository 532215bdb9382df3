"""L40: rates and shares against totals: so much a day and so many days, a year's pay and a month's, a percentage and its amount."""

import re
from collections.abc import Iterator
from itertools import islice

from contracts import numerals
from contracts.clause import Clause
from contracts.findings import Hit, Severity
from contracts.quantities import NUMBER
from contracts.weeks import week

_YUAN_SLACK = 1.0
_MOST_RATES = 6  # of one sentence
_LOOSE = re.compile(
    r"不(?:超过|低于|少于|高于|足|满)|平均|至多|至少|最[多高低少]|以上|以内|另|或|左右|约(?=[0-9])|封顶|上浮|超出|超过"
)


def rates_contradict(clause: Clause) -> Iterator[Hit]:
    """Every rate or share that doesn't give its total."""
    for check in (
        _products_against_total,
        _rate_against_total,
        _equation,
        _instalments_against_whole,
        _day_against_month,
        _months_against_year,
        _share_against_amount,
    ):
        yield from check(clause)


# How often × how much = the total, whatever is counted: 每周5天, 每天8小时, 合计48小时; 日薪200元, 22天, 月薪4400元.
_UNITS = "天日场次节班课堂月周期单件"
_LONG_UNITS = "课时|学时|小时|周末|季度"
_OFTEN = re.compile(rf"(?P<n>{NUMBER})(?:个)?(?:工作)?(?P<unit>{_LONG_UNITS}|[{_UNITS}])")
_EACH = re.compile(
    rf"(?:(?:每个?(?:工作)?|日均|月均|月(?=薪|工资))(?P<unit>{_LONG_UNITS}|[{_UNITS}])?|(?P<named>[日时周件])(?:薪|工资|单价)|(?:计件)?(?P<piece>单价))[^。;,0-9]{{0,10}}(?P<n>{NUMBER})个?(?P<of>小时(?![0-9.]+分)|元)"
)
_NAMED = {"单价": "件", "件": "件", "日": "天", "时": "小时", "周": "周"}
_PRODUCT = re.compile(
    rf"(?:合计|共计|总计|总额|总共|累计|[合计](?=[0-9]))[^。;,0-9]{{0,8}}(?P<t>{NUMBER})个?(?P<of>小时|元)|(?:每周|1周|一周|周)(?:工作|工时|为|累计|共)[^。;,0-9]{{0,6}}(?P<h>{NUMBER})个?小时"
)
_MEASURES = {"元": re.compile(rf"(?P<n>{NUMBER})元"), "小时": re.compile(rf"(?P<n>{NUMBER})个?小时")}
# 每月满100学时, 按22天计, 4个周末: how many there are in all
_COUNTED = re.compile(r"(?:每周|1周|一周|每月|共|计|满|按|发|出勤|[×x*乘])[^。;,0-9]{0,8}$")
_ALWAYS_COUNTED = ("月", "期", "周末", "季度")


def _products_against_total(clause: Clause) -> Iterator[Hit]:
    for sentence in clause.sentences():
        text = sentence.group()
        if _LOOSE.search(text) or "%" in text:
            continue
        for each in islice(_EACH.finditer(text), _MOST_RATES):
            for start, end, note in _product(text, each):
                yield Hit(sentence.start() + start, sentence.start() + end, Severity.BLOCK, note)


def _product(text: str, each: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """Where the total of this rate is told and what it should be, if it is another."""
    measure, rate = each.group("of"), float(each.group("n"))
    if measure == "小时" and week(text) is not None:
        return
    often = next((m for m in _OFTEN.finditer(text) if _counts(m, each, text)), None)
    total = next(
        (m for m in _PRODUCT.finditer(text) if each.end() <= m.start() or m.end() <= each.start()), None
    )
    if often is None or total is None or (total.group("of") or "小时") != measure:
        return
    stated, times = float(total.group("t") or total.group("h")), float(often.group("n"))
    others = {float(m.group("n")) for m in _MEASURES[measure].finditer(text)} - {rate, stated, times}
    if abs(times * rate - stated) > 0.01 and not others:
        note = f"{often.group()}乘以每{often.group('unit')}{rate:g}{measure}为{times * rate:g}"
        yield total.start(), total.end(), note


def _counts(often: re.Match[str], each: re.Match[str], text: str) -> bool:
    """Is this how many of the days, lessons or months there are for which `each` says how much?"""
    unit = "天" if often.group("unit") == "日" else often.group("unit")
    per = _NAMED.get(each.group("named") or each.group("piece") or "") or each.group("unit")
    per = per or ("月" if each.group().startswith("月") else "天")
    per = "天" if per == "日" else per
    counted = unit in _ALWAYS_COUNTED or _COUNTED.search(text[: often.start()]) is not None
    return unit == per and counted and not each.start() <= often.start() < each.end()


# 时薪26元,每日4小时,日薪合计96元
_HOURLY = re.compile(rf"(?:时薪|每小时|1小时)[^。;,0-9]{{0,6}}(?P<n>{NUMBER})元")
_HOURS_A_DAY = re.compile(rf"(?:每[日天班]|1[日天])[^。;,0-9]{{0,6}}(?P<n>{NUMBER})个?小时")
_DAY_WAGE = re.compile(
    rf"(?:日薪|每[日天](?:工资|合计|所得|共)|1天(?:合计|共|就是)|日工资)[^。;,0-9]{{0,6}}(?P<n>{NUMBER})元"
)


def _rate_against_total(clause: Clause) -> Iterator[Hit]:
    for sentence in clause.sentences():
        hourly, hours, daily = (p.search(sentence.group()) for p in (_HOURLY, _HOURS_A_DAY, _DAY_WAGE))
        if hourly is None or hours is None or daily is None or _LOOSE.search(sentence.group()):
            continue
        product = float(hourly.group("n")) * float(hours.group("n"))
        if abs(product - float(daily.group("n"))) > _YUAN_SLACK:
            start = sentence.start() + daily.start()
            yield Hit(start, sentence.start() + daily.end(), Severity.BLOCK, f"按时薪计每日为{product:g}元")


_EQUATION = re.compile(
    rf"(?P<a>{NUMBER})(?P<pa>%)?[^0-9,。;=]{{0,4}}[×x*][^0-9,。;=]{{0,2}}(?P<b>{NUMBER})(?P<pb>%)?[^0-9,。;=×x*+-]{{0,4}}=[^0-9,。;]{{0,4}}(?P<c>{NUMBER})(?![0-9.%])"
)


def _equation(clause: Clause) -> Iterator[Hit]:
    """每天7.5小时×5天=40小时."""
    for m in _EQUATION.finditer(clause.text):
        product = float(m.group("a")) * float(m.group("b")) / (100 if m.group("pa") or m.group("pb") else 1)
        if clause.text[: m.start()].endswith(("×", "x", "*", "+", "-")):
            continue  # the end of a longer product
        if abs(product - float(m.group("c"))) > max(0.01, 0.005 * product):
            yield Hit(m.start(), m.end(), Severity.BLOCK, f"乘积为{product:g}")


_INSTALMENTS = re.compile(
    rf"(?P<t>{NUMBER})元[^。;0-9元薪]{{0,14}}分(?:作|为|成)?(?P<k>{NUMBER})(?:个月|期|次)[^。;0-9]{{0,16}}每(?:个?月|期|次)[^。;,0-9]{{0,8}}(?P<n>{NUMBER})元"
)
_UNEVEN = re.compile(
    r"最后|末[期月次]|[余尾]|不[超高低少]|约|首[期月次]|利息|试用|月薪|年薪|以上|以内|封顶|至多|最多"
)


def _instalments_against_whole(clause: Clause) -> Iterator[Hit]:
    """损失六千元分六期偿还,每期一千二百元."""
    for m in _INSTALMENTS.finditer(clause.text):
        whole, added = float(m.group("t")), float(m.group("k")) * float(m.group("n"))
        if abs(whole - added) > max(_YUAN_SLACK, 0.01 * whole) and not _UNEVEN.search(
            clause.sentence_at(m.start(), m.end())
        ):
            yield Hit(m.start(), m.end(), Severity.BLOCK, f"各期合计{added:g}元，总额为{whole:g}元")


_MONTH_WAGE = re.compile(rf"(?:月薪|月工资|每月工资)[^。;,0-9]{{0,6}}(?P<n>{NUMBER})元")
_DAYS_OF_PAY = 21.75  # a month, for a day's wage (人社部发〔2025〕2号)


def _day_against_month(clause: Clause) -> Iterator[Hit]:
    """月工资4350元,按21.75天折算日工资为220元."""
    if "21.75" not in clause.text:
        return
    monthly, daily = _MONTH_WAGE.search(clause.text), _DAY_WAGE.search(clause.text)
    if monthly is None or daily is None or re.search(r"基数|%|倍", clause.text):
        return
    due = float(monthly.group("n")) / _DAYS_OF_PAY
    if abs(due - float(daily.group("n"))) > _YUAN_SLACK:
        yield Hit(daily.start(), daily.end(), Severity.BLOCK, f"按21.75天折算为{due:.2f}元")


_YEARLY = re.compile(
    rf"(?:年薪|年度?(?:固定|基本|税前|现金|标准|总)*(?:工资|薪酬|收入|总薪|薪资|报酬|总包|薪金)|全年[^。;,0-9]{{0,6}})[^。;,0-9]{{0,8}}(?P<y>{NUMBER})元"
)
_MONTHLY = re.compile(rf"(?:每月|月均|按月|逐月|每期|月薪|月工资)[^。;,0-9]{{0,8}}(?P<m>{NUMBER})元")
_ONE_WAGE = re.compile(
    r"合计|共计|总计|即年薪|平均|折[合算]|相当于|等于|(?:无|没有|不)[^。;,]{0,4}(?:其他|其它|另)"
)
_NOTHING_ELSE = re.compile(
    r"(?:无|没有|不(?:另|再)?[设含发付享])(?:其他|任何|另外|年[终底]|其它|的)*(?:奖金|绩效|年终奖|收入|部分|补发|项目|余[额款]|结余)+(?:项目|金额)?|年[终底]?[^。;,]{0,3}(?:无|没有|不再有)[^。;,]{0,3}(?:余[额款]|补发|结余|奖)[^。;,]{0,3}"
)
_NOT_TWELFTHS = re.compile(r"1[3-9]薪|1[3-9]个月|年[终底末]|奖金|绩效|其余|余|其中|剩余|部分|%|另|试用")
# 月薪2.4万元发十二个月,年终奖两个月计4.8万元: the year made of months and a bonus
_PAID_MONTHS = re.compile(
    r"(?:发|×|\*|乘以?|付|按)[^。;,0-9]{0,4}(?P<k>1[2-9])(?![0-9.])(?:个月|薪|期|个)?|(?<![0-9])(?P<k2>1[2-9])(?:薪|个月)"
)
_BONUS = re.compile(
    rf"年[终底末]?(?:度)?(?:绩效)?(?:奖金?|双薪|红包)(?:为|计|按|[0-9.]+个月|的|月薪|工资|[,:即共])*(?P<b>{NUMBER})元"
)
_MAY_VARY = re.compile(r"浮动|最高|视|预计|目标|另|不固定|酌|约|或|等|试用|补贴|津贴|提成|%|绩效(?!奖)")


def _months_against_year(clause: Clause) -> Iterator[Hit]:
    for sentence in clause.sentences():
        text = sentence.group()
        yearly, monthly = _YEARLY.search(text), _MONTHLY.search(text)
        if yearly is None or monthly is None:
            continue
        note = _twelfth(text, yearly, monthly) or _months_and_bonus(text, yearly, monthly)
        if note:
            start = sentence.start()
            yield Hit(start + monthly.start(), start + monthly.end(), Severity.BLOCK, note)


def _twelfth(text: str, yearly: re.Match[str], monthly: re.Match[str]) -> str:
    """What is wrong with a month's pay that should be a twelfth of the year's; empty where nothing is."""
    if _NOT_TWELFTHS.search(_NOTHING_ELSE.sub("", text)):
        return ""
    if "每期" in monthly.group() and not re.search(r"12[期次个]", text):
        return ""
    if monthly.group().startswith("月") and not _ONE_WAGE.search(text):
        return ""  # a wage and a year's pay may differ by what comes at the year's end
    twelfth = float(yearly.group("y")) / 12
    wrong = abs(twelfth - float(monthly.group("m"))) > _YUAN_SLACK
    return f"年薪的十二分之一为{twelfth:g}元" if wrong else ""


def _months_and_bonus(text: str, yearly: re.Match[str], monthly: re.Match[str]) -> str:
    """What is wrong with a year's pay said to be so many months and a bonus; empty where nothing is."""
    months, bonus = _PAID_MONTHS.search(text), _BONUS.search(text)
    amounts = len(re.findall("元", text))
    if months is None or _MAY_VARY.search(text) or amounts != (2 if bonus is None else 3):
        return ""
    if bonus is None and re.search(r"奖", text):
        return ""
    added = float(monthly.group("m")) * float(months.group("k") or months.group("k2")) + float(
        bonus.group("b") if bonus else 0
    )
    return f"各项合计全年为{added:g}元" if abs(added - float(yearly.group("y"))) > _YUAN_SLACK else ""


_SHARE = re.compile(rf"(?P<p>{NUMBER})%(?![余多来])")
_ITS_AMOUNT = re.compile(
    rf"[^。;0-9]{{0,12}}?(?:即|为|计|合(?!同)|就是|等于|也就是|是|折合|,)(?:人民币|每月|月薪|共|约定为|月|发|为)*(?P<n>{NUMBER})(?P<u>元|股|份|小时|天)"
)
_AMOUNT_OF = re.compile(
    rf"(?P<n>{NUMBER})(?P<u>元|股|份|小时|天)[^。;0-9]{{0,10}}(?:即|为|系|相当于|是|等于|合(?!同))[^。;]{{0,34}}$"
)
_ANY_AMOUNT = re.compile(rf"(?P<n>{NUMBER})(?P<u>元|股|份|小时|天)")
_SHARE_LOOSE = re.compile(
    r"以上|不低于|不少于|至少|不超过|最高|最低|左右|约(?=[0-9])|另|加|超|上浮|同岗|封顶|或|取[高大]|较高|孰|以内|之间|至(?=[0-9.]+%)|保底|损失|扣|前者|后者|社保|公积金|缴[存费]"
)
_EXAMPLE = re.compile(
    rf"(?:例|如|比如|举例)[^。;0-9]{{0,10}}?(?P<base>{numerals.NUMBER})元?[^。;0-9]{{0,14}}(?P<n>{NUMBER})元"
)


def _share_against_amount(clause: Clause) -> Iterator[Hit]:
    """转正工资八千的八成,即六千; 九折即三千六,转正四千二; 总数一百万份,授予0.5%即二万份."""
    for sentence in re.finditer(r"[^。]+", clause.text):
        text, at = sentence.group(), sentence.start()
        shares = list(_SHARE.finditer(text))
        if len(shares) != 1 or _SHARE_LOOSE.search(text):
            continue
        share = shares[0]
        example = _EXAMPLE.search(text, share.end())
        if example is not None:
            base, part, end = numerals.value(example.group("base")), float(example.group("n")), example.end()
        else:
            told = _part_and_base(text, share)
            if told is None:
                continue
            part, base, end = told
        due = base * float(share.group("p")) / 100
        if abs(part - due) > max(_YUAN_SLACK, 0.006 * base):
            start = min(share.start(), end)
            yield Hit(
                at + start,
                at + max(end, share.end()),
                Severity.BLOCK,
                f"{base:g}的{share.group('p')}%为{due:g}",
            )


def _part_and_base(text: str, share: re.Match[str]) -> tuple[float, float, int] | None:
    """The share's amount, the only other amount of that unit (at least before it), and where the share's amount ends."""
    after = _ITS_AMOUNT.match(text, share.end())
    before = _AMOUNT_OF.search(text[: share.start()])
    part = after or before
    if part is None:
        return None
    others = [
        m
        for m in _ANY_AMOUNT.finditer(text)
        if m.group("u") == part.group("u") and m.start() != part.start("n")
    ]
    before_share = {float(m.group("n")) for m in others if m.end() <= share.start()}
    bases = before_share if len(before_share) == 1 else {float(m.group("n")) for m in others}
    return (float(part.group("n")), bases.pop(), part.end()) if len(bases) == 1 else None
