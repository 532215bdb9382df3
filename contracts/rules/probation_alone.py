"""L03: a probation inside its contract, never before or beside it. 劳动合同法 19(4)."""

import re
from collections.abc import Iterator

from contracts.clause import Clause, hit, whole
from contracts.findings import Hit, Severity
from contracts.lexicon import CONTRACT, PROBATION, TRIAL, gap, near, pattern
from contracts.rules.probation import nothing_but_probation, sets_probation
from contracts.rules.terms import (
    contract_term,
    probation_in_words,
    probation_length,
    probation_range,
    stated_term,
)

_OUTSIDE_TERM = pattern(
    rf"{PROBATION}{gap(36)}(?P<v>不计(?:算(?!工?[钱资薪])|入)|不在[^,。;]{{0,12}}(?:之内|以内|内)|不包含在|不包括在|不含在|不算(?!工?[钱资薪]|出勤)|独立于|分别计算|互不包含|之外|(?<!名额)以外|(?<!不)另(?:行)?计(?!提成|薪|发|酬|工资)|不占|先于|不纳入|不属于|不列入|不并入|不折算|外加(?={near(8)}(?:月|年|合同)))(?!{near(2)}{PROBATION})(?:{gap(12)}(?:期限?|合同|内|工龄))?"
)
_TERM_STARTS_LATER = pattern(
    rf"(?:{CONTRACT}|合同期限?|聘期|期限){near(12)},?(?:自|从|于|由){near(4)}(?:转正|{PROBATION}(?:期|合格)?{near(4)}(?:满|后|结束|届满|合格|通过)){gap(8)}(?:起|开始|计|算)|{PROBATION}期?{near(10)}(?:期满|届满|结束|合格|通过)[^。;0-9]{{0,4}}[次之][日后],?(?:才|方|始)?(?:为|是|系|起算){near(4)}(?:合同|合约|期限)[^。;]{{0,10}}(?:起算|起始|首日|开始|第[1一][日天])"
)
_ONLY_PROBATION = pattern(
    rf"(?:{PROBATION}{near(8)}(?P<v>另|单独|先)(?:行)?签{near(6)}(?:协议|合同|约)|(?:仅|只(?!能?约定1次)|单独|单(?!位|方)|先){near(8)}(?:约定|签订|签署|签|订立|办理|签发|设|达成|就){near(12)}{PROBATION}(?:期)?(?:合同|协议|约定|合约|确认书)?|(?:签订|签署|签|订立){near(8)}{PROBATION}期?(?:合同|协议|合约))"
)
_CONTRACT_AFTER = pattern(
    rf"{PROBATION}{near(12)},{near(12)}(?:再|才)签{near(6)}合同|(?:{PROBATION}|{TRIAL}){gap(30)}(?:期满|届满|结束|合格|通过|转正|之?后|考核){gap(24)}(?:再|(?<![甲乙双三])方|才|始得?|另行|另|始|方可|正式|予以|补)(?:行|可|予|能|会|与其)?{near(8)}(?:签订|签署|签|订立|办理|建立){near(10)}(?:{CONTRACT}|合同)"
)
# A paper for the trial alone, whatever the trial is called: 试教协议, 见习协议, 体验官协议.
_TRIAL_PAPER = pattern(
    rf"签(?:订|署|一份|个)?{near(12)}{TRIAL}[期官员生岗]?{near(2)}(?:合同|协议|合约|约定书|约)(?!定)[^。]{{0,40}}(?P<v>(?<![甲乙双三])(?:再|才|方|另|待))(?:行|可|予|能|会)?{near(4)}(?:签|订|谈|转为|上){near(6)}(?:{CONTRACT}|合同|长约|正式)"
)
_PAPER_IS_TRIAL = pattern(
    rf"^(?:{PROBATION}|{TRIAL})期?(?:劳动|用工)?(?:合同|协议)书?。|(?:本(?:文件|约|合同|协议|书|合约)|协议|合同|签的)(?:系|是|为|属|即为?|只管|仅管|仅限|专为|就是|只是){near(8)}(?<!不)(?:{PROBATION}|{TRIAL}期)(?:期)?(?:合同|协议|合约|约定|之约|,|。)|(?:协议|合同|约)(?:的)?期限?(?:即|就是|等于|等同|全部为)(?:于)?{PROBATION}|{TRIAL}{gap(20)}即(?:为|是)?(?:本)?(?:协议|合同|合约|约定)(?:的)?(?:全部|整个|唯一)?期限"
)
# 其余期限留待试用通过后另订: so far there is nothing but the trial.
_REST_LEFT_OPEN = pattern(
    rf"(?:其余|其他|其它|正式|期限|后面)[^。;]{{0,10}}(?:留待|等待?|待){near(4)}(?:{PROBATION}|{TRIAL})[^。;,]{{0,8}}(?P<v>再|另)[^。;,]{{0,3}}(?:谈|议|定|订|签|立|说|商量)"
)
_TRIAL_UNCOUNTED = pattern(
    rf"{TRIAL}期?[^。;]{{0,8}}不(?:计|记|算|属于?)(?:入|作|为)?(?:在职|入职|进[店厂]|厂龄|司龄|工龄|合同期|用工|劳动关系)"
)
_RELATION_LATER = pattern(
    rf"{TRIAL}[^。]{{0,40}}劳动(?:关系|合同){near(2)}自(?!用工|入职|报到|到岗|上岗|实际|[0-9])[^。;,]{{1,16}}(?P<v>始得?|才|方|起)(?:行|可|能|予)?(?:建立|成立|生效|订立|起算|计算)"
)
_UNSIGNED = pattern(
    rf"(?:头|前|首|入职)[^。;,]{{0,8}}(?:个月|周|天|月)[^。;,]{{0,4}}不签[^。;,]{{0,4}}合同|(?:暂不|先不|暂缓|不先){near(6)}签[^。;]{{0,24}}{PROBATION}"
)
_NO_RELATION = pattern(
    rf"(?:{PROBATION}|{TRIAL}){gap(30)}(?:不(?:是|叫|建立|存在|构成|形成|成立|属于|视为|产生|算){near(8)}(?:劳动|用工|雇佣)关系|不签(?:订|署)?{near(6)}合同|无(?:劳动|用工)关系)"
)
_LAWFUL_CONTRACT = pattern(
    r"(?:不(?:单独|得|另行?|先|仅|只|再)[^。;,]{0,10}(?:签|约定|订)|(?<![不未])(?<!不计)(?:包含|计入|包括|含|纳入|算[入在进])(?:在|于)?[^。;,不]{0,14}(?:之内|内|里|总期限|期限|合同期)|试用期不成立|在校|学生|三方|自用工之日|双方不(?:单独|另行?|先|得)|(?:即为|即是|视为|算作?)[^。;,]{0,8}合同(?:的)?期限|(?:合同|协议|约)\"?(?:即行?|均|一律|自始|当即)?(?:作废|不作数|撤销))"
)


def probation_only(clause: Clause) -> Iterator[Hit]:
    """L03. The contract is nothing but a probation, or the probation stands outside the term."""
    for m in clause.states(_OUTSIDE_TERM, unless=_LAWFUL_CONTRACT):
        if not re.search(r"不(?:得|能|可|应)(?:不|约定)", m.group()):
            yield hit(m, note=_outside_note(clause) if "合同" in m.group() else "")
    if sets_probation(clause) and nothing_but_probation(clause):
        yield whole(clause, note="试用期与合同期限一样长")
    probation, term = probation_range(clause), contract_term(clause).exact
    if probation and term and (probation.first < term.first or probation.last > term.last):
        yield Hit(probation.start, probation.end, Severity.BLOCK, "试用期不在合同期限之内")
    for m in clause.affirms(_ONLY_PROBATION, unless=_LAWFUL_CONTRACT):
        if re.search("签|协议|合[同约]|订立", m.group()) or not _shorter_than_contract(clause):
            yield hit(m)
    yield from (
        hit(m, note="合同期限自试用期之后起算")
        for m in clause.affirms(_TERM_STARTS_LATER, unless=_LAWFUL_CONTRACT)
    )
    if contract_term(clause).months is None:
        yield from (hit(m) for m in clause.affirms(_REST_LEFT_OPEN, unless=_LAWFUL_CONTRACT))
    for p in (
        _CONTRACT_AFTER,
        _TRIAL_PAPER,
        _PAPER_IS_TRIAL,
        _RELATION_LATER,
    ):
        yield from (hit(m) for m in clause.affirms(p, unless=_LAWFUL_CONTRACT))
    for p in (_NO_RELATION, _UNSIGNED, _TRIAL_UNCOUNTED):
        yield from (hit(m) for m in clause.states(p, unless=_LAWFUL_CONTRACT))


def _outside_note(clause: Clause) -> str:
    """Where the clause itself counts a probation and a contract, one beside the other."""
    length, term = probation_in_words(clause), stated_term(clause)
    counted = length is not None and term is not None and length.start != term.start
    return "试用期在合同期限之外另计" if counted else ""


def _shorter_than_contract(clause: Clause) -> bool:
    """十一个月的合同,只设三十天试用: only so long, not nothing else."""
    length, term = probation_length(clause), contract_term(clause)
    return length is not None and term.months is not None and length.months < term.months
