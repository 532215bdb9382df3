"""L40: a clause whose own numbers or dates contradict each other. 劳动合同法 17, 18."""

import itertools
import re
from collections.abc import Iterator

from contracts.clause import Clause, hit
from contracts.findings import Hit, Severity
from contracts.lexicon import PROBATION, near, pattern
from contracts.quantities import (
    DURATION,
    NUMBER,
    DateRange,
    Duration,
    Money,
    date_ranges,
    dates_in_turn,
    durations,
    impossible_dates,
    lengths_agree,
    money,
)
from contracts.rules.said_twice import LOOSE, SAID_TWICE
from contracts.rules.terms import probation_in_words, stated_term
from contracts.weeks import stated_total, week

_YUAN_SLACK = 1.0
_ANY_YEAR = 2001  # for days told without a year; not a leap year


def numbers_contradict(clause: Clause) -> Iterator[Hit]:
    """L40. Dates against lengths, hours against totals, parts against sums, percentages against amounts."""
    for start, end in impossible_dates(clause.text):
        yield Hit(start, end, Severity.BLOCK, "日期不存在")
    for check in (
        _range_against_length,
        _length_between_dates,
        _probation_against_term,
        _products_against_total,
        _week_against_total,
        _clock_against_total,
        _twelfths_against_year,
        _steps_against_cost,
        _parts_against_sum,
        _share_against_amount,
        _words_against_digits,
        _twice_stated,
        *SAID_TWICE,
    ):
        yield from check(clause)


def _range_against_length(clause: Clause) -> Iterator[Hit]:
    for r in date_ranges(clause.text):
        if r.last < r.first:
            yield Hit(r.start, r.end, Severity.BLOCK, "终止日早于起始日")
            continue
        if re.search(PROBATION, clause.text[r.start : r.end]):
            continue  # 三年期合同自某日起算,试用期至某日: the probation's end, not the term's
        left = max(clause.text.rfind(c, 0, r.start) for c in "。;") + 1
        right = min((i for c in "。;" if (i := clause.text.find(c, r.end)) >= 0), default=len(clause.text))
        for d in _lengths_of(clause, r.start, r.end, left, right):
            if not lengths_agree(r.months, (r.last - r.first).days + 1, d):
                yield Hit(
                    min(d.start, r.start),
                    max(d.end, r.end),
                    Severity.BLOCK,
                    f"起止日期为{r.months:.1f}个月，文字为{d.months:g}个月",
                )


# 2026年10月8日起试用1个月, 到2026年12月7日止
_LENGTH_BETWEEN = pattern(rf"[^。;0-9]{{0,14}}(?P<d>{DURATION})[^。;0-9]{{0,4}}[至到迄讫止][^。;0-9]{{0,3}}")


def _length_between_dates(clause: Clause) -> Iterator[Hit]:
    starts = clause.facts.term_start
    year = starts.year if starts else _ANY_YEAR
    for (start, a, first), (b, end, last) in itertools.pairwise(dates_in_turn(clause.text, year=year)):
        m = _LENGTH_BETWEEN.fullmatch(clause.text[a:b])
        length = durations(m.group("d")) if m else []
        span = DateRange(start, end, first, last)
        if length and last > first and not lengths_agree(span.months, (last - first).days + 1, length[0]):
            yield Hit(
                start, end, Severity.BLOCK, f"起止日期为{span.months:.1f}个月，文字为{length[0].months:g}个月"
            )


def _lengths_of(clause: Clause, start: int, end: int, left: int, right: int) -> Iterator[Duration]:
    """Durations that claim to be this range's length: just before it (为期三年，自…) or just after (…，共计两个月)."""
    other = [r for r in clause.ranges if r.start != start]
    for d in clause.durations:
        if (
            not left <= d.start < right
            or start <= d.start < end
            or any(r.start <= d.start < r.end for r in other)
        ):
            continue
        between = clause.text[d.end : start] if d.end <= start else clause.text[end : d.start]
        if any(d.end <= r.start < start or end <= r.start < d.start for r in other) or len(between) > 14:
            continue
        before, after = (
            r"(?:试用期?)?期?\)?(?:合同|聘期|期限)?[,(:]?(?:即|为|,)?(?:自|从|由|起于|起|始于|于|起止(?:日期)?:?|固定期限,?|期限为?|的?(?:固定期限)?(?:劳动)?合同,?|(?:到期|终止|届满|满期|期满|末)日期?[为是:]?|\(|:|,|即)*",
            r"(?:止|届满)?[,(]?(?:止)?(?:为期|共计|合计|共|计|总计|历时|,共|即|期限为?|,为期|\(|,合计)",
        )
        if (d.end <= start and re.fullmatch(before, between)) or (
            d.start >= end and re.fullmatch(after, between)
        ):
            yield d


def _probation_against_term(clause: Clause) -> Iterator[Hit]:
    probation, term = probation_in_words(clause), stated_term(clause)
    if (
        probation is not None
        and term is not None
        and probation.start != term.start
        and probation.months > term.months + 0.2
    ):
        yield Hit(probation.start, probation.end, Severity.BLOCK, "试用期长于合同期限")


# How often × how much = the total, whatever is counted: 每周5天, 每天8小时, 合计48小时; 限制期10个月, 每月4500元, 合计50000元.
_OFTEN = re.compile(rf"(?P<n>{NUMBER})(?:个)?(?:工作)?(?P<unit>[天日场次节班课堂]|月)")
_EACH = re.compile(
    rf"(?:每个?(?:工作)?|日均|月均|月(?=薪|工资))(?P<unit>[天日场次节班课堂月])?[^。;,0-9]{{0,10}}(?P<n>{NUMBER})个?(?P<of>小时(?![0-9.]+分)|元)"
)
_PRODUCT = re.compile(
    rf"(?:合计|共计|总计|总额|总共|累计)[^。;,0-9]{{0,8}}(?P<t>{NUMBER})个?(?P<of>小时|元)|(?:每周|1周|一周|周)(?:工作|工时|为|累计|共)[^。;,0-9]{{0,6}}(?P<h>{NUMBER})个?小时"
)


def _products_against_total(clause: Clause) -> Iterator[Hit]:
    for sentence in re.finditer(r"[^。;]+", clause.text):
        text = sentence.group()
        each = _EACH.search(text)
        if each is None or LOOSE.search(text) or (each.group("of") == "小时" and week(text) is not None):
            continue
        often = next((m for m in _OFTEN.finditer(text) if _counts(m, each, text)), None)
        total = next(
            (m for m in _PRODUCT.finditer(text) if each.end() <= m.start() or m.end() <= each.start()), None
        )
        if often is None or total is None or (total.group("of") or "小时") != each.group("of"):
            continue
        product = float(often.group("n")) * float(each.group("n"))
        if abs(product - float(total.group("t") or total.group("h"))) > 0.01:
            start = sentence.start() + total.start()
            note = (
                f"{often.group()}乘以每{often.group('unit')}{each.group('n')}{each.group('of')}为{product:g}"
            )
            yield Hit(start, sentence.start() + total.end(), Severity.BLOCK, note)


def _week_against_total(clause: Clause) -> Iterator[Hit]:
    for sentence in re.finditer(r"[^。;]+", clause.text):
        added, total = week(sentence.group()), stated_total(sentence.group())
        if added is not None and total is not None and abs(added.hours - total.hours) > 0.01:
            start, end = sentence.start() + total.start, sentence.start() + total.end
            yield Hit(start, end, Severity.BLOCK, f"{added.days:g}天合计{added.hours:g}小时")


def _counts(often: re.Match[str], each: re.Match[str], text: str) -> bool:
    """Is this how many of the days, lessons or months there are for which `each` says how much?"""
    unit = "天" if often.group("unit") == "日" else often.group("unit")
    per = each.group("unit") or ("月" if each.group().startswith("月") else "天")
    per = "天" if per == "日" else per
    weekly = (
        unit == "月"
        or re.search(r"(?:每周|1周|一周|每月|共|计)[^。;,0-9]{0,8}$", text[: often.start()]) is not None
    )
    return unit == per and weekly and not each.start() <= often.start() < each.end()


_CLOCK = re.compile(
    rf"(?P<a>{NUMBER})[点时](?:半|整|钟)?[^。;0-9]{{0,4}}[至到~-][^。;0-9]{{0,4}}(?P<b>{NUMBER})[点时](?:半|整|钟)?[^。;0-9]{{0,10}}(?:休|歇|用餐|午餐)[^。;0-9]{{0,6}}(?P<rest>{NUMBER})个?小时[^。;0-9]{{0,10}}(?:合|共|计|为)[^。;0-9]{{0,4}}(?P<h>{NUMBER})个?小时"
)


def _clock_against_total(clause: Clause) -> Iterator[Hit]:
    for m in _CLOCK.finditer(clause.text):
        begins, ends, rest, stated = (float(m.group(g)) for g in ("a", "b", "rest", "h"))
        worked = (ends - begins) % 12 - rest if ends <= 12 else ends - begins - rest
        if abs(worked - stated) > 0.01:
            yield hit(m, note=f"扣除休息后为{worked:g}小时")


_YEARLY = re.compile(
    rf"(?:年薪|年度?(?:工资|薪酬|收入|总薪)|全年[^。;,0-9]{{0,6}})[^。;,0-9]{{0,8}}(?P<y>{NUMBER})元"
)
_MONTHLY = re.compile(rf"(?:每月|月均|按月|逐月|每期|月薪|月工资)[^。;,0-9]{{0,8}}(?P<m>{NUMBER})元")
_ONE_WAGE = re.compile(r"合计|共计|总计|即年薪|平均|(?:无|没有|不)[^。;,]{0,4}(?:其他|其它|另)")
_NOTHING_ELSE = re.compile(
    r"(?:无|没有|不(?:另|再)?[设含发付享])(?:其他|任何|另外|年[终底]|其它|的)*(?:奖金|绩效|年终奖|收入|部分|补发|项目|余[额款]|结余)+(?:项目|金额)?|年[终底]?[^。;,]{0,3}(?:无|没有|不再有)[^。;,]{0,3}(?:余[额款]|补发|结余|奖)[^。;,]{0,3}"
)
_NOT_TWELFTHS = re.compile(r"1[3-9]薪|1[3-9]个月|年[终底末]|奖金|绩效|其余|余|其中|剩余|部分|%|另")


def _twelfths_against_year(clause: Clause) -> Iterator[Hit]:
    for sentence in re.finditer(r"[^。;]+", clause.text):
        yearly, monthly = _YEARLY.search(sentence.group()), _MONTHLY.search(sentence.group())
        if yearly is None or monthly is None or _NOT_TWELFTHS.search(_NOTHING_ELSE.sub("", sentence.group())):
            continue
        if re.search("每期", monthly.group()) and not re.search(r"12[期次个]", sentence.group()):
            continue
        if monthly.group().startswith("月") and not _ONE_WAGE.search(sentence.group()):
            continue  # a wage and a year's pay may differ by what comes at the year's end
        twelfth = float(yearly.group("y")) / 12
        if abs(twelfth - float(monthly.group("m"))) > _YUAN_SLACK:
            yield Hit(
                sentence.start() + monthly.start(),
                sentence.start() + monthly.end(),
                Severity.BLOCK,
                f"年薪的十二分之一为{twelfth:g}元",
            )


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


_SUM = re.compile(
    rf"(?:工资|月薪|薪[酬资]|定薪|底薪|月收入|待遇|合计|总额|总包|总价|税前|补偿|补贴|津贴|费用?)[^。;0-9,]{{0,8}}(?P<n>{NUMBER})元"
)
_TRAILING_SUM = re.compile(rf"(?:合计|总计|共计|总额为?|总共|共)[^。;,0-9]{{0,6}}(?P<n>{NUMBER})元")
_MADE_OF = re.compile(r"由|构成|组成|其中|包括|包含|分为|分成|拆|即|:|含|\(|=|底薪|基本|基础|固定")
_CLOSED = re.compile(r"构成|组成|分为|分成|拆|=|:")
# 含 and the like name every part, once there are so many of them and no 等.
_NAMES_ALL = 3
_SAID_TWICE = re.compile(r"元\((?:小写|大写|人民币|即|:)*[0-9.]{1,12}元?\)")
# Parts without their unit, after a total that has it: 月薪28000元:基本18000、岗位6000.
_BARE_PART = re.compile(r"(?<=[一-龥])(?P<n>[0-9]{3,6})(?=[、,+)]|和|$)")
_BETWEEN_PARTS = re.compile(r"[^。;0-9]{0,3}[、,+和及加与][^。;0-9]{1,10}")
_NOT_A_PART = re.compile(
    r"试用|转正|加班|延时|节日|休息日|小时|扣|最低|税后|每[天日次件小]|[/按]|超|不|低于|以上|另|奖励|违约|[一二三四五六七八九两][百千万]"
)


def _parts_against_sum(clause: Clause) -> Iterator[Hit]:
    for sentence in re.finditer(r"[^。;]+", clause.text):
        text = _SAID_TWICE.sub(lambda m: "元" + " " * (len(m.group()) - 1), sentence.group())
        if _NOT_A_PART.search(text):
            continue
        amounts = _amounts(text)
        trailing, leading = _TRAILING_SUM.search(text), _SUM.search(text)
        if trailing is not None and len(amounts) > 2 and trailing.end() == amounts[-1].end:
            *parts, total = amounts[1:] if _states(leading, trailing, amounts[0]) else amounts
        elif leading is not None and amounts and leading.end() == amounts[0].end and len(amounts) > 2:
            total, *parts = amounts
            if not _MADE_OF.search(text[total.end : parts[0].start]):
                continue
        else:
            continue
        if not all(_BETWEEN_PARTS.fullmatch(text[a.end : b.start]) for a, b in itertools.pairwise(parts)):
            continue  # something else is priced here too
        added, closed = sum(p.yuan for p in parts), trailing is not None or _CLOSED.search(text) is not None
        if len(parts) >= _NAMES_ALL and not re.search(r"等|其余|其他|剩余|余下|余额", text):
            closed = True
        if len(parts) > 1 and (
            added > total.yuan + _YUAN_SLACK or (closed and abs(added - total.yuan) > _YUAN_SLACK)
        ):
            start = sentence.start() + min(total.start, parts[0].start)
            note = f"各项之和为{added:g}元，与总额{total.yuan:g}元不符"
            yield Hit(start, sentence.start() + len(text), Severity.BLOCK, note)


def _amounts(text: str) -> list[Money]:
    """Every amount of a sentence, also those that leave out 元 after one that has it."""
    found = money(text)
    bare = [
        Money(m.start(), m.end(), float(m.group("n")))
        for m in _BARE_PART.finditer(text)
        if found and m.start() > found[0].end
    ]
    return sorted([*found, *bare], key=lambda amount: amount.start)


def _states(leading: re.Match[str] | None, trailing: re.Match[str], first: Money) -> bool:
    """Is the first amount the total already, said again at the end?"""
    return leading is not None and leading.end() == first.end and leading.group("n") == trailing.group("n")


_SHARE_OF = pattern(
    rf"(?P<part>(?<![0-9.])[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)元[^。;0-9]{{0,10}}(?:即|为|系|相当于|是|等于|,即|合(?!同))[^。;0-9]{{0,22}}?(?P<base>(?<![0-9.])[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)元[^。;0-9]{{0,10}}(?:的|之)(?:{near(3)})(?<!改按)(?P<p>(?<![0-9.])[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)%(?![余多来])|(?P<base2>(?<![0-9.])[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)元(?:(?!最低|工资|薪|从|自|逐)[^。;,0-9]){{0,10}}(?:,(?:(?!最低|工资|薪|从|自|逐)[^。;,0-9]){{0,8}})?(?:的|之)?(?P<p2>(?<![0-9.])[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)%(?![余多来])(?:(?!最低|同岗)[^。;0-9]){{0,8}}(?:即|为|计|合|就是|等于)(?:人民币|每月|月薪|共|约定为)?(?P<part2>(?<![0-9.])[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)元"
)


def _share_against_amount(clause: Clause) -> Iterator[Hit]:
    for m in _SHARE_OF.finditer(clause.text):
        part, base, share = (float(m.group(g) or m.group(g + "2")) for g in ("part", "base", "p"))
        if abs(part - base * share / 100) > max(_YUAN_SLACK, 0.006 * base):
            yield hit(m, note=f"{base:g}元的{share:g}%为{base * share / 100:g}元")


_TWO_WRITINGS = re.compile(
    r"(?P<a>(?<![0-9.])[0-9]{1,12}(?:\.[0-9]{1,6})?)元\((?:小写|大写|人民币|¥|￥|rmb|:|即)*(?P<b>(?<![0-9.])[0-9]{1,12}(?:\.[0-9]{1,6})?)(?:元|\))"
)


def _words_against_digits(clause: Clause) -> Iterator[Hit]:
    for m in _TWO_WRITINGS.finditer(clause.text):
        if abs(float(m.group("a")) - float(m.group("b"))) > 0.01:
            yield hit(m, note="大写与小写金额不一致")


_PROBATION_LENGTHS = pattern(rf"试用(?:期|期限)(?:为|约定为|是|:|共)?(?P<d>{DURATION})(?!内|后|前|通知)")
_TERM_LENGTHS = pattern(
    rf"(?:合同期限?|合同期限为|期限)(?:为|是|:|共)?(?P<d>{DURATION})|(?:合同|订立|签订|用工)[^。;,0-9]{{0,6}}满(?P<d2>{DURATION})[^。;,0-9]{{0,3}}(?:期满|届满|终止|到期|即止)"
)


def _twice_stated(clause: Clause) -> Iterator[Hit]:
    for p in (_PROBATION_LENGTHS, _TERM_LENGTHS):
        found = [(m, durations(m.group())) for m in p.finditer(clause.text)]
        lengths = {round(d[0].months, 2) for _, d in found if d}
        if len(lengths) > 1 and not re.search(
            r"原|此前|如|若|分别|或|不满|以上|的,|续|提前|协商|解除", clause.text
        ):
            yield hit(found[-1][0], note="同一期限前后不一致")
