"""L35: paid annual leave. 职工带薪年休假条例 2-5, 企业职工带薪年休假实施办法 3-12."""

import re
from collections.abc import Iterator

from contracts.clause import Clause, hit, whole
from contracts.findings import Hit, Severity
from contracts.lexicon import gap, near, pattern

_LEAVE = r"(?:年休(?!息)假?|年度(?:休)?假|年休假|年假|带薪(?:年)?(?:休)?假|带薪休假|有薪假|公休假|特休)"
_LEAVE_LOST = pattern(
    rf"{_LEAVE}{gap(50)}(?P<v>(?:自动)?(?:清零|作废|归零|抹[掉去]|勾销|失效|取消|过期(?:不候|作废)|视为[^。;,]{{0,6}}(?:放弃|捐赠|赠与|已休)|放弃)|(?:均|一并|全部|一概)?以[^。;]{{0,20}}(?:了结|包干|抵清|两清)|(?:也|就)?[莫别甭不](?:提(?![前出])|想|指望)|不折(?:算|现|钱)|[^。;]{{0,10}}[才方](?:批|准|能休|许休)|不(?:再|予|得|可|作|另|享有?|享受|安排|设|折|补|结转|累计|支付|计|发|给)[^。;,]{{0,12}}(?:折|补|给|结转|补偿|报酬|工资|休假|享受|年假|支付|发放|兑现)|不享受|不享有|无年(?:休)?假|不安排|概不|仅(?:给予|享|有)|抵充|统一放假|抵(?:事假|病假|旷工|迟到|扣)|由(?:甲方|公司)[^。;,]{{0,10}}(?:决定|取消)|以(?:旅游|团建|春节)[^。;,]{{0,8}}(?:代替|抵)|无薪|不带薪|不计薪)"
)
_LEAVE_GATE = pattern(
    rf"(?:{_LEAVE}{gap(24)}(?:须|需|必须|应)?{near(6)}(?:在)?(?:本?公司|本?单位|甲方|本司|入职|连续(?:服务|工作)|转正|工作|干|做|待)[^。;,]{{0,10}}?(?:满|后)[^。;,]{{0,4}}?(?P<d>[0-9.]{{1,12}}(?:年|个月))?{near(10)}(?P<v>方|后|才|始|起算|起计)|(?:入[职厂店]{near(4)}|在本?(?:公司|单位|司)[^。;,]{{0,8}}|转正|服务)(?:满|后)[^。;,]{{0,4}}?(?P<d2>[0-9.]{{1,12}}(?:年|个月))?{near(12)}(?P<w>方|后|才|始|开始|起|之日){near(12)}{_LEAVE})"
)
_LEAVE_OK = re.compile(
    r"寒暑?假|不满(?:12个月|1年)|照法定|不得以|不算[进入在]|300%|(?<!不[算给付是发])(?<!没有)3倍|不(?:得)?(?:清零|作废)|跨1?个?年度|法定(?:部分|年休假)[^。;]{0,20}(?:300|(?<!不)折算|报酬|照)|福利(?:年假|部分)[^。;]{0,12}(?:清零|作废|失效)|(?:征得|经)[^。;,]{0,8}同意|本人同意|依法|按照?国家|条例|乙方(?:书面|因本人原因)[^。;]{0,10}(?:提出|申请)不休|不影响"
)
_YEARS = re.compile(r"(?:累计|工龄|工作|连续)[^。;,0-9]{0,8}(?:满|已满|已)?(?P<n>[0-9]{1,12})(?P<u>年|个月)")
_DAYS = pattern(
    rf"(?:{_LEAVE}[^。;0-9]{{0,16}}(?P<n>[0-9]{{1,12}})[天日]|(?P<n2>[0-9]{{1,12}})[天日](?:的)?{near(6)}{_LEAVE}|给假(?P<n3>[0-9]{{1,12}})[天日])"
)


_UNUSED_PAID = pattern(
    rf"(?:(?:未休|没[休歇用]|未[使用]|应休|休不[完成]|欠)[^。;]{{0,12}}{_LEAVE}|{_LEAVE}[^。;]{{0,10}}(?:未[休使用]|没[休歇用]|休不[完成]|欠))[^。;]{{0,24}}?(?:(?P<n>(?<![0-9.])[0-9]{{1,3}}(?:\.[0-9]{{1,2}})?)(?P<u>倍|%)|[按补付发][^。;,]{{0,6}}(?:1[天日])?(?:平常|平日|正常|日常|普通)[^。;,]{{0,6}}(?:工钱|工资|薪|单倍)|[按补付发][^。;,]{{0,4}}单倍)"
)
_HOLIDAY_AS_LEAVE = pattern(
    rf"(?:法定(?:节?假日?|休假日)|春节|国庆|清明|端午|中秋|元旦|五一|劳动节|节假日|停产|停工|春假|放假|旅游|团建|病假|事假){gap(16)}(?P<v>算作?|抵[充作扣]?|充[抵作]|冲[抵减]|计[入作]|视[为作同]|顶){near(10)}{_LEAVE}|{_LEAVE}[^。;]{{0,24}}(?:包[含括]|其中|[含在])[^。;]{{0,6}}(?:周[六日末6]|法定(?:节假日|休假日)|节假日|春节|国庆|双休日)(?![^。;,]{{0,6}}(?:不|除外|另))|{_LEAVE}[^。;]{{0,10}}(?:春节|国庆|节假日)[^。;,]{{0,8}}(?:包含|包括|[算含计](?:入)?)在内|{_LEAVE}[^。;,]{{0,10}}(?:春节|国庆|放假)[^。;,]{{0,6}}(?:冲抵|抵[充扣]|充抵|安排完)|(?:休假|放假|春节|连休)[^。;,]{{0,10}}(?:冲抵|抵[充扣]?)(?:法定)?{_LEAVE}"
)
_NO_LEAVE = pattern(
    rf"只有[^。;,]{{0,10}}(?:才)?有{_LEAVE}|(?:不(?:再|予|另)?(?:安排|享有?受?|给|设)|没有|(?<!有)无){near(2)}{_LEAVE}(?![^。;,]{{0,8}}(?:的,|者|要求))"
)


# 不想休的那两天年假 are some of the days, not all that are due.
_NOT_THE_WHOLE = re.compile(r"未休|没休|剩|不想休|余下")
_SOME_OF = re.compile(r"(?:[那这剩余]|不想休的)[^。;,]{0,3}$")


# 出车满三年的才有年假; 年休假从进厂满三年那年开始算: one year is enough (条例 2)
_YEARS_FIRST = pattern(
    rf"满(?P<n>[0-9]{{1,2}})(?P<u>年|个月)[^。;,0-9]{{0,8}}[才方始][^。;,0-9]{{0,6}}{_LEAVE}|{_LEAVE}[^。;0-9]{{0,12}}满(?P<n2>[0-9]{{1,2}})(?P<u2>年|个月)[^。;,0-9]{{0,6}}(?:[才方始起]|开始)"
)
_UNUSED_LOST = pattern(r"(?:未休|没休|休不完|未用|欠下)[^。;]{0,10}(?:归零|清零|作废|抹[掉去]|勾销|视为放弃)")
# 年休假按在本所服务年限核定,其他单位的工作经历不予累计 (实施办法 4: all employers' years count)
_ONLY_HERE = pattern(
    rf"{_LEAVE}[^。;]{{0,30}}(?:(?:其他|外|前)单位|别处|(?:此前|以前|之前|入职前)[^。;,]{{0,6}}(?:工龄|经历|年限|工作|年资))[^。;]{{0,16}}不(?:予|作|再)?(?:累计|计入|计算|合并|认|算|作数)|{_LEAVE}[^。;]{{0,6}}(?:只|仅)[^。;,]{{0,4}}(?:司龄|本[一-龥]{{1,3}}(?:工龄|服务年限|年资))"
)
# So many yuan for each day not taken, whatever the wage is
_UNUSED_PRICE = pattern(
    rf"(?:未休|没[休歇用]|休不[完成]|欠)[^。;]{{0,12}}{_LEAVE}[^。;0-9]{{0,8}}(?:每|1)[天日][^。;0-9]{{0,6}}(?P<n>[0-9]{{1,5}})元"
)
_DAYS_OF_PAY = 21.75
# Sick leave of so many months costs that year's leave: under 10, under 20, from 20 years of work (条例 4)
_SICK = re.compile(r"病假[^。;,0-9]{0,8}(?P<n>[0-9]{1,2})个月以上")
_REST_OF_YEAR = re.compile(r"剩余?(?:日历)?(?:天数)?(?:为)?(?P<n>[0-9]{2,3})[天日]")


def _lost_by_law(clause: Clause) -> bool:
    """累计病假两个月以上的不享受当年年休假: is that what the regulation says for so many years of work?"""
    m, years = _SICK.search(clause.text), _years_worked(clause)
    return (
        m is not None
        and years is not None
        and float(m.group("n")) >= (2 if years < 10 else 3 if years < 20 else 4)
    )


def _years_worked(clause: Clause) -> float | None:
    years, m = clause.facts.worker_total_years, _YEARS.search(clause.text)
    if years is None and m is not None:
        return float(m.group("n")) / (12 if m.group("u") == "个月" else 1)
    return years


def _days_due(clause: Clause) -> float:
    """The statutory days; for whoever came during the year, those of the days that were left of it."""
    years = _years_worked(clause)
    due = 0 if years is None or years < 1 else (5 if years < 10 else (10 if years < 20 else 15))
    left = _REST_OF_YEAR.search(clause.text)
    return int(due * float(left.group("n")) / 365) if left else due


def _gated(clause: Clause) -> Iterator[Hit]:
    for m in clause.states(_YEARS_FIRST, unless=_LEAVE_OK):
        years = float(m.group("n") or m.group("n2")) / (12 if "月" in (m.group("u") or m.group("u2")) else 1)
        if 1 < years < 10:
            yield hit(m, Severity.WARN, "累计工作满一年即享受年休假")
    if clause.has(pattern(_LEAVE)):
        yield from (hit(m, Severity.WARN) for m in clause.states(_UNUSED_LOST, unless=_LEAVE_OK))
    yield from (hit(m, Severity.WARN) for m in clause.states(_ONLY_HERE))
    for m in clause.states(_UNUSED_PRICE):
        wage = clause.facts.monthly_wage or clause.facts.city_min_wage
        if wage is not None and float(m.group("n")) < 2 * wage / _DAYS_OF_PAY:
            yield hit(
                m, Severity.WARN, f"每天{m.group('n')}元，法定为日工资{wage / _DAYS_OF_PAY:.0f}元的300%"
            )


def annual_leave_short(clause: Clause) -> Iterator[Hit]:
    """L35 (W). 5, 10 or 15 days by total years of work; unused statutory days are paid at 300 %."""
    yield from _gated(clause)
    if _lost_by_law(clause):
        return
    for p in (_LEAVE_LOST, _LEAVE_GATE):
        for m in clause.states(p, unless=_LEAVE_OK):
            if p is _LEAVE_LOST or (m.group("d") or m.group("d2") or "1年") != "1年":
                yield hit(m, Severity.WARN)
    for m in clause.states(_UNUSED_PAID, unless=_LEAVE_OK):
        rate = float(m.group("n") or 1) * (1 if m.group("u") == "%" else 100)
        if rate < 200 or (rate < 300 and "含" in clause.sentence_at(m.start(), m.end())):
            yield hit(m, Severity.WARN, f"{rate:g}%，法定为300%（含正常工资）")
    for m in (
        *clause.affirms(_HOLIDAY_AS_LEAVE, unless=_LEAVE_OK),
        *clause.states(_NO_LEAVE, unless=_LEAVE_OK),
    ):
        yield hit(m, Severity.WARN)
    days = next(
        (
            m
            for m in _DAYS.finditer(clause.text)
            if not _NOT_THE_WHOLE.search(m.group()) and not _SOME_OF.search(clause.text[: m.start()][-8:])
        ),
        None,
    )
    stated = float(next(x for x in days.groups() if x)) if days else clause.facts.annual_leave_days
    due, years = _days_due(clause), _years_worked(clause)
    if (
        stated is not None
        and stated < due
        and re.search(_LEAVE + "|给假|工龄[^。;]{0,8}[休歇假]", clause.text)
    ):
        yield (
            hit(days, Severity.WARN, f"累计工作{years:g}年应为{due}天")
            if days
            else whole(clause, Severity.WARN)
        )
