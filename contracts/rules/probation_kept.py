"""What shows that the rules on how long, how often and where a probation may be are kept."""

import re

from contracts.clause import Clause
from contracts.lexicon import CONFIRM, PROBATION, TRIAL, pattern
from contracts.rules.probation import (
    NO_PROBATION,
    NO_PROBATION_BELOW_MONTHS,
    probation_too_long,
    probation_where_none_may_be,
)
from contracts.rules.probation_again import EXTEND, LIKE_PROBATION, REPEAT, probation_twice_or_extended
from contracts.rules.probation_alone import probation_only
from contracts.rules.terms import (
    contract_term,
    probation_in_words,
    probation_length,
)

# What a clause says that keeps its one probation open to more; 转正不需申请 doesn't.
_MAY_STRETCH = pattern(
    EXTEND,
    "|",
    REPEAT,
    "|",
    LIKE_PROBATION,
    r"|[没未不]通?过(?!试)|[未不]合格|[没未不]达|考核|评[估定审]|答辩|表现(?![突优好良出])|[接继][着续]|缓|仍|再|直[到至]|才|(?<![甲乙双三])方|缺",
)


def sets_none(clause: Clause) -> bool:
    """Does the clause say that there is no probation, and no rule see one after all?"""
    rules = (probation_too_long, probation_twice_or_extended, probation_only, probation_where_none_may_be)
    return clause.has(NO_PROBATION) and not any(True for rule in rules for _ in rule(clause))


_ELSEWISE = pattern(LIKE_PROBATION, "|", REPEAT, "|但|除非|另[外行设]")
_OF_TRIAL = pattern(
    rf"{PROBATION}|{TRIAL}|{CONFIRM}|{LIKE_PROBATION}|试|正式|合格|新人|先|[头首]|(?<!提)前|看|学|培训|等|暂|待|再来|回流"
)
_DENIES_MORE = pattern(
    rf"{PROBATION}[^。;]{{0,24}}不(?:因此|因|得|再|会|予|能|可)?[^。;,]{{0,6}}(?:顺延|延长|延期|展期|中断|重新计)|延长[^。;]{{0,24}}(?:也不行|没有这个做法|不行|不可以|都不)"
)


def speaks_of_trial(clause: Clause) -> bool:
    """Is there any word of somebody being tried, of before and after?"""
    return clause.has(_OF_TRIAL)


def fits_its_term(clause: Clause) -> bool:
    """Is the contract long enough for a probation, by numbers that somebody stated, or is there none?"""
    if not speaks_of_trial(clause):
        return True
    term = contract_term(clause)
    counted = (
        term.months is not None
        and not term.below(NO_PROBATION_BELOW_MONTHS)
        and probation_length(clause) is not None
    )
    lawful = counted and not (term.task_based or term.part_time)
    return sets_none(clause) or (lawful and not any(True for _ in probation_where_none_may_be(clause)))


def once_and_no_longer(clause: Clause) -> bool:
    """Is there no probation, or one whose length is said, lawful, and open to nothing more?"""
    if any(True for rule in (probation_too_long, probation_twice_or_extended) for _ in rule(clause)):
        return False
    if not speaks_of_trial(clause) or (clause.has(_DENIES_MORE) and not clause.has(_ELSEWISE)):
        return True
    if any(True for _ in clause.affirms(_MAY_STRETCH)):
        return sets_none(clause)
    return probation_in_words(clause) is not None or clause.has(_MAY_STRETCH) or sets_none(clause)


_INSIDE = pattern(
    rf"(?:其中|含|包[含括]|内含|计入)[^。;,]{{0,8}}{PROBATION}|[即为是系](?:劳动)?(?:合同|聘期)(?:的)?[头前首][0-9]"
)
_PART_OF_TERM = pattern(
    rf"{PROBATION}[^。;]{{0,40}}[为是系属](?:于)?[^。;,]{{0,4}}(?:合同|聘用)期限?(?:之|的)?(?:组成部分|1?一?部分)"
)
_SIGNED_APART = re.compile(r"另[行外]?[签订]|[再才方]签|后签|不(?:计|算|占)|(?:再|另)[谈议定]")
_OUTSIDE_OR_FIRST = re.compile(r"外|另|先|再|才|后签|不(?:计|算|在|占|含|属|签)|独|仅|只|全|都|再议|再定")


def inside_its_contract(clause: Clause) -> bool:
    """Is there no probation, or one that is said to be part of a longer contract?"""
    if sets_none(clause) or not speaks_of_trial(clause):
        return True
    if any(True for _ in probation_only(clause)):
        return False
    if clause.has(_PART_OF_TERM) and not clause.has(_SIGNED_APART):
        return True
    length, term = probation_length(clause), contract_term(clause)
    return (
        length is not None
        and term.months is not None
        and length.months < term.months
        and clause.has(_INSIDE)
        and not clause.has(_OUTSIDE_OR_FIRST)
    )
