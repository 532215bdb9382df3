"""L40: a total against its parts: a wage and what it is made of, days of leave, shares of a hundred, copies and who holds them."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from contracts.clause import Clause, hit
from contracts.findings import Hit, Severity
from contracts.lexicon import pattern
from contracts.quantities import NUMBER

_SLACK = {"元": 1.0}
_WHOLE = 100.0  # percent
# The most names of parts of one total; 含 and the like name every part, once there are so many of them and no 等.
_NAMES_ALL = 3


@dataclass(frozen=True)
class Amount:
    """So many of one unit in text[start:end]."""

    start: int
    end: int
    n: float
    unit: str


def sums_contradict(clause: Clause) -> Iterator[Hit]:
    """Every total that its parts don't add up to."""
    for sentence in clause.sentences():
        # the second writing of an amount, in brackets, is not another part
        text = _SAID_TWICE.sub(lambda m: "元" + " " * (len(m.group()) - 1), sentence.group())
        for unit, amounts in _by_unit(text):
            for start, end, note in _disagreements(text, unit, amounts):
                yield Hit(sentence.start() + start, sentence.start() + end, Severity.BLOCK, note)
    yield from _copies_held(clause)


_SAID_TWICE = re.compile(r"元\((?:小写|大写|人民币|即|:)*[0-9.]{1,12}元?\)")
_AMOUNT = re.compile(
    rf"(?P<n>{NUMBER})余?(?P<u>元|%|个?小时|个?工作日|[天日](?![前后内])|份|次|个月(?![前后内])|课时|学时|节(?!假)|分钟)"
)
# Parts without their unit, after a total that has it: 月薪28000元:基本18000、岗位6000.
_BARE_PART = re.compile(r"(?<=[一-龥])(?P<n>[0-9]{3,6})(?=[、,+)=]|[和加]|等于|$)")
_DAYS = ("日", "工作日", "个工作日")


def _by_unit(text: str) -> Iterator[tuple[str, list[Amount]]]:
    """The sentence's amounts of each unit, in order; money also where 元 is left out after an amount that has it."""
    found = [Amount(m.start(), m.end(), float(m.group("n")), _unit(m)) for m in _AMOUNT.finditer(text)]
    money = next((a for a in found if a.unit == "元"), None)
    if money is not None:
        found += [
            Amount(m.start(), m.end(), float(m.group("n")), "元")
            for m in _BARE_PART.finditer(text)
            if not money.start <= m.start() < money.end
        ]
    found.sort(key=lambda a: a.start)
    for unit in dict.fromkeys(a.unit for a in found):
        yield unit, [a for a in found if a.unit == unit]


def _unit(m: re.Match[str]) -> str:
    if m.group("u") in _DAYS:
        return "天"
    return "月" if m.group("u") == "个月" else m.group("u").removeprefix("个")


_TOTAL = pattern(
    r"(?:合计|总[计共]|共计?|总额为?|加(?:在)?1?起来?[^。;,0-9]{0,4}|等于|=|(?:构成|组成|相加),?[即为计共]{1,2}|[,、](?:即|计|合)(?:为)?)[^。;,0-9%]{0,6}$"
)
_WAGE_TOTAL = pattern(
    r"(?:工资|月薪|薪[酬资]|定薪|底薪|月收入|待遇|合计|总额|总包|总价|税前|补偿|补贴|津贴|费用?)[^。;0-9,]{0,8}$"
)
_OTHER_TOTAL = pattern(
    r"(?:年休?假|休假|假期|带薪假|加班|工时|课时|学时|授课|培训|[共计总]|期限?|出差|值班|夜班)[^。;0-9,]{0,8}$"
)
_MADE_OF = re.compile(
    r"由|构成|组成|其中|包括|包含|分为|分成|拆|即|:|含|\(|=|底薪|基本|基础|固定|上半年|第1[期季批]|首[期批]|平[时日]"
)
_CLOSED = re.compile(r"构成|组成|分为|分成|拆|=|:")
_CLOSED_AFTER = re.compile(r"[^。;0-9]{0,4}(?:构成|组成|,?合计[如同]|,?(?:[三两2-9]|以上)[项者样]合计)")
_NAMES_BASE = re.compile(r"底薪|基本|基础|固定")
_AND_OTHERS = re.compile(r"等|其余|其他|剩余|余下|余额|若干|不定")
_BETWEEN_PARTS = re.compile(r"[^。;0-9]{0,3}[、,+和及加与=][^。;0-9]{1,10}")
_NOT_A_PART = re.compile(
    r"试用|转正|加班|延时|节日|休息日|小时|扣|最低|税后|每[天日次件小]|[/按]|超|不|低于|以上|另|奖励|违约|[一二三四五六七八九两][百千万]"
)
# Beside other units only what can't be read as anything else: 不超过, 每月, 满…的 name limits and conditions.
_NOT_A_PLAIN_PART = re.compile(
    r"不|超|最|每[次天日人个班]|以[上下内]|至[多少]|满|另|前|后|或|提前|至|到|违|按|工龄|扣|起|低于|逾"
)


def _disagreements(text: str, unit: str, amounts: list[Amount]) -> Iterator[tuple[int, int, str]]:
    for i, total in enumerate(amounts):
        for parts, closed in (_parts_before(text, amounts, i), _parts_after(text, amounts, i)):
            if len(parts) < 2:
                continue
            added, slack = sum(p.n for p in parts), _SLACK.get(unit, 0.01)
            if added > total.n + slack or (closed and abs(added - total.n) > slack):
                start, end = min(total.start, parts[0].start), max(total.end, parts[-1].end)
                yield start, end, f"各项之和为{added:g}{unit}，与总额{total.n:g}{unit}不符"
                return
    if unit == "%":
        yield from _shares_of_a_hundred(text, amounts)


def _parts_before(text: str, amounts: list[Amount], i: int) -> tuple[list[Amount], bool]:
    """甲三千、乙八百,合计三千八百."""
    total = amounts[i]
    if i < 2 or not _TOTAL.search(text[amounts[i - 1].end : total.start]):
        return [], False
    parts = _run(text, amounts[:i][::-1])[::-1]
    if len(parts) > 2 and abs(parts[0].n - total.n) < 0.01:
        parts = parts[1:]  # the total, said before its parts too
    elif len(parts) > 1 and _is_total_of(text, parts[0], parts[1]):
        return [], False
    clean = _plain(text, parts, total.unit) if parts else False
    return (parts, True) if clean else ([], False)


def _parts_after(text: str, amounts: list[Amount], i: int) -> tuple[list[Amount], bool]:
    """月薪三千八,由甲三千、乙八百组成."""
    if i + 2 >= len(amounts) or not _is_total_of(text, amounts[i], amounts[i + 1]):
        return [], False
    total, parts = amounts[i], _run(text, amounts[i + 1 :])
    if (
        len(parts) > 2
        and abs(parts[-1].n - total.n) < 0.01
        and _TOTAL.search(text[parts[-2].end : parts[-1].start])
    ):
        parts = parts[:-1]  # the total, said again
    if not _plain(text, [total, *parts], total.unit):
        return [], False
    told = text[total.end : parts[0].start]
    closed = (
        _CLOSED.search(text[total.end : parts[-1].end]) is not None
        or _CLOSED_AFTER.match(text, parts[-1].end) is not None
        or len(parts) >= _NAMES_ALL
        or _NAMES_BASE.search(text[total.end : parts[-1].end]) is not None
        or (total.unit != "元" and re.search("其中|分", told) is not None)
    )
    return parts, closed and not _AND_OTHERS.search(text)


def _is_total_of(text: str, total: Amount, first: Amount) -> bool:
    label = _WAGE_TOTAL if total.unit == "元" else _OTHER_TOTAL
    between = text[total.end : first.start]
    return (
        label.search(text[: total.start]) is not None
        and _MADE_OF.search(between) is not None
        and len(between) <= 24
    )


def _run(text: str, amounts: list[Amount]) -> list[Amount]:
    """The first of the amounts and those that stand beside it, one after another."""
    run = amounts[:1]
    for one, other in itertools.pairwise(amounts):
        a, b = sorted((one, other), key=lambda x: x.start)
        if not _BETWEEN_PARTS.fullmatch(text[a.end : b.start]) or _TOTAL.search(text[a.end : b.start]):
            break
        run.append(other)
    return run


def _plain(text: str, parts: list[Amount], unit: str) -> bool:
    """Does nothing in the text of these amounts say that they are something else than a total and its parts?"""
    ordered = sorted(parts, key=lambda a: a.start)
    left = max(text.rfind(c, 0, ordered[0].start) for c in ",:") + 1
    other = _NOT_A_PART if unit == "元" else _NOT_A_PLAIN_PART
    return other.search(text[left : ordered[-1].end + 1]) is None


def _shares_of_a_hundred(text: str, amounts: list[Amount]) -> Iterator[tuple[int, int, str]]:
    """由基本工资六成、绩效五成构成."""
    for i in range(len(amounts) - 1):
        parts = _run(text, amounts[i:])
        if len(parts) < 2 or not (
            _CLOSED_AFTER.match(text, parts[-1].end)
            or re.search(r"(?:构成|组成|分为|分成)[^。;]{0,12}$", text[: parts[0].start])
        ):
            continue
        added = sum(p.n for p in parts)
        if (
            abs(added - _WHOLE) > 0.5
            and not _AND_OTHERS.search(text)
            and not re.search("的$", text[: parts[0].start])
        ):
            yield parts[0].start, parts[-1].end, f"各项比例之和为{added:g}%"
        return


_COPIES = pattern(r"(?:[1一]式|合同|文本|协议|正本|共)[^。;,0-9]{0,6}(?P<n>[1-9])份")
_HOLDS = pattern(
    r"(?:甲方|公司|乙方|员工|单位|劳动者|双方各|[厂店]方?)[^。;,0-9]{0,4}[执持存留得拿][^。;,0-9]{0,3}(?P<n>[1-9])份|(?:甲方|乙方|公司|员工)(?P<n2>[1-9])份"
)


def _copies_held(clause: Clause) -> Iterator[Hit]:
    """合同一式两份,甲方持三份."""
    for sentence in re.finditer(r"[^。]+", clause.text):
        total = _COPIES.search(sentence.group())
        if total is None:
            continue
        held = list(_HOLDS.finditer(sentence.group(), total.end()))
        added = sum(float(m.group("n") or m.group("n2")) * (2 if "双方各" in m.group() else 1) for m in held)
        if added > float(total.group("n")):
            start = sentence.start()
            yield Hit(
                start + total.start(),
                start + held[-1].end(),
                Severity.BLOCK,
                f"所持共{added:g}份，合同仅{total.group('n')}份",
            )


_TWO_WRITINGS = re.compile(
    rf"(?P<a>{NUMBER})元(?:整|正)?(?:\(|[,;、]?(?=\(?(?:小写|大写)))(?:小写|大写|[()]|人民币|¥|￥|rmb|[:为是]|即)*(?P<b>{NUMBER})(?:元|\))"
)


def words_contradict_digits(clause: Clause) -> Iterator[Hit]:
    """人民币玖仟元整(小写9500元)."""
    for m in _TWO_WRITINGS.finditer(clause.text):
        if abs(float(m.group("a")) - float(m.group("b"))) > 0.01:
            yield hit(m, note="大写与小写金额不一致")
