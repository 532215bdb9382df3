"""L40: lengths against each other: the probation and its contract, one length in two measures, served and left, said twice."""

import itertools
import re
from collections.abc import Iterator

from contracts.clause import Clause, hit
from contracts.findings import Hit, Severity
from contracts.lexicon import pattern
from contracts.quantities import DURATION, durations
from contracts.rules.terms import probation_in_words, stated_term


def lengths_contradict(clause: Clause) -> Iterator[Hit]:
    """Every way in which a clause's lengths can't all be true."""
    for check in (_probation_against_term, _one_length_two_measures, _served_and_left, _twice_stated):
        yield from check(clause)


# 试用参照一年期定为两个月: the length of another term
_LIKE_ANOTHER = re.compile(r"参照|比照|按照?|套用|依照?")


def _probation_against_term(clause: Clause) -> Iterator[Hit]:
    probation, term = probation_in_words(clause), stated_term(clause)
    if (
        probation is not None
        and term is not None
        and probation.start != term.start
        and probation.months > term.months + 0.2
        and not _LIKE_ANOTHER.search(clause.text[: probation.start][-6:])
    ):
        yield Hit(probation.start, probation.end, Severity.BLOCK, "试用期长于合同期限")


_SAME_SAID_AGAIN = re.compile(r"期?(?:限)?(?:\(|,?即|,?也就是|,?折合|,?等于)(?:为|共|计|合计|折合|即)?")
_MONTH_DAYS = (27.5, 31.5)


def _one_length_two_measures(clause: Clause) -> Iterator[Hit]:
    """试用期三个月(60天); 一年即十个月."""
    for one, other in itertools.pairwise(clause.durations):
        if (
            not _SAME_SAID_AGAIN.fullmatch(clause.text[one.end : other.start])
            or re.match(r"[前后内的]", clause.text[other.end : other.end + 1])
            or re.search(r"[延再加增减缩短少差][^,]{0,4}$", clause.text[: one.start])
        ):
            continue
        if one.days is None and other.days is not None:
            agree = one.months * _MONTH_DAYS[0] <= other.days <= one.months * _MONTH_DAYS[1]
        else:
            agree = one.days is not None or abs(one.months - other.months) < 0.01
        if not agree and "工作日" not in clause.text[one.start : other.end]:
            yield Hit(one.start, other.end, Severity.BLOCK, "同一期限的两种写法不一致")


_WHOLE_SERVICE = pattern(rf"(?:服务期|服务年限|合同期限?|聘期|期限|限制期)[^。;,0-9]{{0,6}}(?P<d>{DURATION})")
_SERVED = pattern(rf"(?:已|业已)[^。;,0-9]{{0,8}}(?P<d>{DURATION})")
_LEFT = pattern(
    rf"(?:剩余?|尚[余欠剩有]|还[剩差有]|未(?:服务|履行)(?:的)?(?:期限?|部分)?)[^。;,0-9]{{0,6}}(?P<d>{DURATION})"
)


def _served_and_left(clause: Clause) -> Iterator[Hit]:
    """服务期三年,已履行一年,尚余三十个月."""
    told = [p.search(clause.text) for p in (_WHOLE_SERVICE, _SERVED, _LEFT)]
    if any(m is None or not durations(m.group("d")) for m in told):
        return
    total, served, left = (durations(m.group("d"))[0].months for m in told if m is not None)
    last = told[-1]
    if last is not None and abs(served + left - total) > 0.2:
        yield Hit(
            last.start(),
            last.end(),
            Severity.BLOCK,
            f"总期限{total:g}个月，已履行{served:g}个月，应余{total - served:g}个月",
        )


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
