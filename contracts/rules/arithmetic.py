"""L40: a clause whose own numbers or dates contradict each other. 劳动合同法 17, 18."""

import re
from collections.abc import Iterator

from contracts.clause import Clause, hit
from contracts.findings import Hit, Severity
from contracts.lexicon import near, pattern
from contracts.quantities import DURATION, Duration, date_ranges, durations, impossible_dates, money
from contracts.rules.terms import probation_in_words, stated_term

_MONTH_SLACK = (
    0.15  # a range that is a day short or long of whole months is read as meant, except at legal limits
)
_YUAN_SLACK = 1.0


def numbers_contradict(clause: Clause) -> Iterator[Hit]:
    """L40. Dates against lengths, hours against totals, parts against sums, percentages against amounts."""
    for start, end in impossible_dates(clause.text):
        yield Hit(start, end, Severity.BLOCK, "日期不存在")
    for check in (
        _range_against_length,
        _probation_against_term,
        _hours_against_total,
        _parts_against_sum,
        _share_against_amount,
        _words_against_digits,
        _twice_stated,
    ):
        yield from check(clause)


_TOTAL = pattern(rf"(?:为期|共计|合计|共|计|总计|历时|期限为?|即|,|\()(?P<d>{DURATION})")


def _range_against_length(clause: Clause) -> Iterator[Hit]:
    for r in date_ranges(clause.text):
        if r.last < r.first:
            yield Hit(r.start, r.end, Severity.BLOCK, "终止日早于起始日")
            continue
        left = max(clause.text.rfind(c, 0, r.start) for c in "。;") + 1
        right = min((i for c in "。;" if (i := clause.text.find(c, r.end)) >= 0), default=len(clause.text))
        for d in _lengths_of(clause, r.start, r.end, left, right):
            if not _agrees(r.months, (r.last - r.first).days + 1, d):
                yield Hit(
                    min(d.start, r.start),
                    max(d.end, r.end),
                    Severity.BLOCK,
                    f"起止日期为{r.months:.1f}个月，文字为{d.months:g}个月",
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
            r"[,(:]?(?:即|为|,)?(?:自|从|由|起于|起|始于|于|起止(?:日期)?:?|固定期限,?|期限为?|的?(?:固定期限)?(?:劳动)?合同,?|\(|:|,|即)*",
            r"(?:止|届满)?[,(]?(?:止)?(?:为期|共计|合计|共|计|总计|历时|,共|即|期限为?|,为期|\(|,合计)",
        )
        if (d.end <= start and re.fullmatch(before, between)) or (
            d.start >= end and re.fullmatch(after, between)
        ):
            yield d


def _agrees(months: float, days: int, stated: Duration) -> bool:
    if stated.days is not None:
        return abs(days - stated.days) <= 1
    return abs(months - stated.months) <= _MONTH_SLACK or abs(days - stated.months * 30.4375) <= 2


def _probation_against_term(clause: Clause) -> Iterator[Hit]:
    probation, term = probation_in_words(clause), stated_term(clause)
    if (
        probation is not None
        and term is not None
        and probation.start != term.start
        and probation.months > term.months + 0.2
    ):
        yield Hit(probation.start, probation.end, Severity.BLOCK, "试用期长于合同期限")


_PER_DAY = re.compile(
    r"(?:每[日天]|日均|每个?工作日)[^。;,0-9]{0,10}(?P<n>(?<![0-9.])[0-9]{1,12}(?:\.[0-9]{1,6})?)个?小时"
)
_PER_WEEK_DAYS = re.compile(r"(?:每周|一周|1周)[^。;,0-9]{0,8}(?P<n>[1-7])(?:个工作)?[天日]")
_PER_WEEK_HOURS = re.compile(
    r"(?:合计|共计|总计|共|即|,)?(?:每周|一周|1周|周)?(?:合计|共计|总计|共|工作|工时|为|累计)[^。;,0-9]{0,6}(?P<n>(?<![0-9.])[0-9]{1,12}(?:\.[0-9]{1,6})?)个?小时"
)


def _hours_against_total(clause: Clause) -> Iterator[Hit]:
    per_day, days = _PER_DAY.search(clause.text), _PER_WEEK_DAYS.search(clause.text)
    if not per_day or not days or re.search(r"不超过|平均|至多|加班|延长", clause.text):
        return
    for m in _PER_WEEK_HOURS.finditer(clause.text):
        total = float(m.group("n"))
        if (
            m.start("n") != per_day.start("n")
            and total > 12
            and abs(total - float(per_day.group("n")) * float(days.group("n"))) > 0.01
            and not re.search(r"月", m.group())
        ):
            yield hit(m, note="每日工时与天数之积不等于合计")


_SUM = re.compile(
    r"(?:月工资|月薪|工资总额|薪酬|工资|月工资标准|合计|总额|总包|税前)[^。;0-9,]{0,8}(?P<n>(?<![0-9.])[0-9]{1,12}(?:\.[0-9]{1,6})?)元"
)
_PART = re.compile(
    r"(?:工资|薪|津贴|补贴|奖金|提成|绩效|补助|底薪|全勤奖|岗位|部分|奖|补|贴)[^。;,、0-9]{0,6}(?P<n>(?<![0-9.])[0-9]{1,12}(?:\.[0-9]{1,6})?)元"
)
_MADE_OF = re.compile(r"由|构成|组成|其中|包括|包含|分为|即|:|含|\(|=|合计|总计|共计")


def _parts_against_sum(clause: Clause) -> Iterator[Hit]:
    for sentence in re.finditer(r"[^。;]+", clause.text):
        text = sentence.group()
        parts = list(_PART.finditer(text))
        total = _SUM.search(text)
        trailing = re.search(
            r"(?:合计|总计|共计|总额为?|共)(?:[^。;,0-9]{0,6})(?P<n>(?<![0-9.])[0-9]{1,12}(?:\.[0-9]{1,6})?)元",
            text,
        )
        total = trailing or total
        if (
            total is None
            or not _MADE_OF.search(text)
            or re.search(r"试用|转正|加班|补偿|扣|最低工资|税后", text)
        ):
            continue
        amounts = [float(m.group("n")) for m in parts if m.start("n") != total.start("n")]
        if len(money(text)) != len(amounts) + 1:
            continue  # something else is priced here too
        closed = trailing is not None or re.search(r"构成|组成|分为|=", text) is not None
        whole_sum = float(total.group("n"))
        if len(amounts) >= 2 and (
            sum(amounts) > whole_sum + _YUAN_SLACK or (closed and abs(sum(amounts) - whole_sum) > _YUAN_SLACK)
        ):
            yield Hit(
                sentence.start() + total.start(),
                sentence.start() + len(text),
                Severity.BLOCK,
                f"各项之和为{sum(amounts):g}元，与总额{whole_sum:g}元不符",
            )


_SHARE_OF = pattern(
    rf"(?P<part>(?<![0-9.])[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)元[^。;0-9]{{0,10}}(?:即|为|系|相当于|是|等于|,即|合)[^。;0-9]{{0,22}}?(?P<base>(?<![0-9.])[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)元[^。;0-9]{{0,10}}(?:的|之)(?:{near(3)})(?P<p>(?<![0-9.])[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)%|(?P<base2>(?<![0-9.])[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)元[^。;0-9]{{0,10}}(?:的|之)?(?P<p2>(?<![0-9.])[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)%[^。;0-9]{{0,8}}(?:即|为|计|合)(?P<part2>(?<![0-9.])[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)元"
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
_TERM_LENGTHS = pattern(rf"(?:合同期限?|合同期限为|期限)(?:为|是|:|共)?(?P<d>{DURATION})")


def _twice_stated(clause: Clause) -> Iterator[Hit]:
    for p in (_PROBATION_LENGTHS, _TERM_LENGTHS):
        found = [(m, durations(m.group("d"))) for m in p.finditer(clause.text)]
        lengths = {round(d[0].months, 2) for _, d in found if d}
        if len(lengths) > 1 and not re.search(r"原|此前|如|若|分别|或|不满|以上|的,", clause.text):
            yield hit(found[-1][0], note="同一期限前后不一致")
