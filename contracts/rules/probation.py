"""L01, L04: how long a probation may be, and where none may be. 劳动合同法 19, 70."""

import re
from collections.abc import Iterator

from contracts.clause import Clause, hit, is_negated, whole
from contracts.findings import Hit, Severity
from contracts.lexicon import PROBATION, TRIAL, gap, near, pattern
from contracts.rules.terms import (
    Term,
    contract_term,
    probation_by_another_name,
    probation_length,
)

NO_PROBATION_BELOW_MONTHS = 3
_CENT = 0.005

MENTION = re.compile(PROBATION)
NO_PROBATION = pattern(
    r"(?:不(?:再|另|得|应|单独|另行|予)?(?:约定|设(?:置|立|定)?|实行|适用|存在|具有|安排|规定|采用|经)|无(?:需|须|(?!固定期|确定))|没(?:有|设|约定|(?=试))|免除?|取消|未(?:约定|设)|无任何|不含)",
    near(12),
    PROBATION,
    rf"|{PROBATION}[^。;,]{{0,8}}(?:划掉|划去|删[去除掉])|(?:任职|试任|职务|干部){near(2)}试用[^。]{{0,50}}(?:(?:合同|劳动关系){near(4)}不(?:受|变|因)|原薪)|(?:(?:回来|报到|入职|到岗)[^。;,]{{0,4}}(?:首|第1|当)[天日]|首日)[^。;,]{{0,3}}(?:为|是|算|即)[^。;,]{{0,2}}正式",
    r"|(?<!要)(?:不|无|免)试[用工岗](?:期|阶段)?(?=[,。;、]|$)",
)


# 头半天算考察,不合适不给钱; 先适应三场,随时可辞.
_TRIED_FIRST = pattern(
    rf"(?:先|头|前|首|刚来|入[职场岗厂])[^。;,]{{0,8}}(?:{TRIAL}|互看|双看){gap(30)}(?:不(?:合适|合格|行|满意|给|付|计|用)|看不[上中]|随时|换人|走人|散|辞退|减半|打?折|淘汰)"
)
_SET_UP = pattern(
    rf"(?:设|约定|有|为|按|属于?|系|算|先|须|需|经|实行|接受|进行|安排|商定)[^。;,]{{0,8}}{PROBATION}"
)


_KEEPS_CAP = re.compile(r"不(?:得)?(?:超过|长于|高于)[^。;,(]{0,16}(?:条|法定|法律|依法)[^。;,(]{0,6}上限")


def probation_too_long(clause: Clause) -> Iterator[Hit]:
    """L01. Longer than the term allows: 1, 2 or 6 months; longer than six months whatever the term."""
    length = probation_length(clause) if sets_probation(clause) else None
    if length is None or clause.has(_KEEPS_CAP):
        return
    term = contract_term(clause)
    if nothing_but_probation(clause):
        return  # L03
    if (
        term.task_based
        or term.part_time
        or (term.months is not None and term.below(NO_PROBATION_BELOW_MONTHS))
    ):
        return  # L04
    cap = _cap_months(term)
    if length.exceeds(cap):
        yield Hit(length.start, length.end, Severity.BLOCK, f"合同期限对应的试用期上限为{cap}个月")


def probation_where_none_may_be(clause: Clause) -> Iterator[Hit]:
    """L04. Task-based, part-time, or a term under three months: no probation at all."""
    term = contract_term(clause)
    tried_first = (term.task_based or term.part_time) and clause.has(_TRIED_FIRST)
    set_up = sets_probation(clause) and (probation_length(clause) is not None or clause.has(_SET_UP))
    if clause.has(NO_PROBATION) or not (set_up or tried_first):
        return
    if (
        term.task_based
        or term.part_time
        or (
            term.months is not None
            and term.below(NO_PROBATION_BELOW_MONTHS)
            and not nothing_but_probation(clause)
        )
    ):
        mention = MENTION.search(clause.text)
        note = ""
        if not (term.task_based or term.part_time):
            note = f"合同期限{term.months:g}个月，不满三个月"
        elif clause.facts.contract_type and clause.facts.probation_months:
            note = f"{clause.facts.contract_type}用工，试用期{clause.facts.probation_months:g}个月"
        yield hit(mention, note=note) if mention else whole(clause, note=note)


def sets_probation(clause: Clause) -> bool:
    if clause.has(NO_PROBATION):
        return False
    named = any(not is_negated(clause.text, m.start()) for m in MENTION.finditer(clause.text))
    return named or probation_by_another_name(clause) is not None


def nothing_but_probation(clause: Clause) -> bool:
    """Is the probation as long as the contract?"""
    length, term = probation_length(clause), contract_term(clause)
    return (
        length is not None
        and term.months is not None
        and not (term.open_ended or term.task_based or term.part_time)
        and abs(term.months - length.months) < _CENT
    )


def _cap_months(term: Term) -> int:
    if term.open_ended or term.months is None or not term.below(36):
        return 6
    return 2 if not term.below(12) else 1
