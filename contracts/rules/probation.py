"""L01-L04: how long, how often and on what terms a probation may be. 劳动合同法 19-21, 70."""

import re
from collections.abc import Iterator

from contracts.clause import Clause, hit, is_negated, whole
from contracts.findings import Hit, Severity
from contracts.lexicon import CONFIRM, CONTRACT, PROBATION, TRIAL, gap, near, pattern
from contracts.rules.terms import (
    Term,
    contract_term,
    probation_by_another_name,
    probation_in_words,
    probation_length,
    probation_range,
    stated_term,
)

NO_PROBATION_BELOW_MONTHS = 3
_CENT = 0.005

_MENTION = re.compile(PROBATION)
_NO_PROBATION = pattern(
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
    length = probation_length(clause) if _sets_probation(clause) else None
    if length is None or clause.has(_KEEPS_CAP):
        return
    term = contract_term(clause)
    if _nothing_but_probation(clause):
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
    set_up = _sets_probation(clause) and (probation_length(clause) is not None or clause.has(_SET_UP))
    if clause.has(_NO_PROBATION) or not (set_up or tried_first):
        return
    if (
        term.task_based
        or term.part_time
        or (
            term.months is not None
            and term.below(NO_PROBATION_BELOW_MONTHS)
            and not _nothing_but_probation(clause)
        )
    ):
        mention = _MENTION.search(clause.text)
        note = ""
        if not (term.task_based or term.part_time):
            note = f"合同期限{term.months:g}个月，不满三个月"
        elif clause.facts.contract_type and clause.facts.probation_months:
            note = f"{clause.facts.contract_type}用工，试用期{clause.facts.probation_months:g}个月"
        yield hit(mention, note=note) if mention else whole(clause, note=note)


_EXTEND = r"(?:延长|顺延|延展|展延|展限|加时|延宕|展期|续延|延期|延续|再延|后延|往后|后移|留任|延后|延至|推迟|拉长|增至|加至|追加|加试|[接继][着续]试|补足试用|补试|补考期|增加|加长|重新(?:起算|计算|开始|约定|设|试|考)|顺移|移至|再次|再行(?![办补签约缴参订])|再过|再经|再走|再试|再来|第二次|第2次|2次|另行(?:约定|设|安排)|另设|另约|再设|再约定|再试|再给|仍(?:需|须|设|应|要|有)|还(?:需|须|要)|又设|继续(?:考察|试用|考核|观察|留)|留在|重走|从头(?:再|来|开始|计|起|数)(?!一天|1天)|(?:就|再|自动|相应|另)[加续延补添](?=几|[0-9]|同)|滚动|循环|加码)"
_REPEAT = r"(?:续订|续签|续约|再次(?:订立|签订|入职|录用|聘用)|重新(?:入职|录用|聘用|签订|上岗)|返聘|复职|转岗|转任(?!正式)|调岗|调任|调入|轮岗|换岗|晋升|升职|升任|提拔|改任|岗位(?:调整|变动|变更)|变更岗位|新岗位|调整岗位|二次入职|2次入职|离职后再|回流|竞聘上岗|内部调动)"
_LIKE_PROBATION = r"(?:观察期|考察期|见习期|适应期|磨合期|考核期|缓冲期|预备期|过渡期|实习期|学徒期|培训期|待定期|胜任期|考评期|评估期|跟岗期|留用期|储备期|待用期|培养期|锻炼期|续用期|考核观察期|孵化期|整改期|改进期)"

# What a clause says that keeps its one probation open to more; 转正不需申请 doesn't.
_MAY_STRETCH = pattern(
    _EXTEND,
    "|",
    _REPEAT,
    "|",
    _LIKE_PROBATION,
    r"|[没未不]通?过(?!试)|[未不]合格|[没未不]达|考核|评[估定审]|答辩|表现(?![突优好良出])|[接继][着续]|缓|仍|再|直[到至]|才|(?<![甲乙双三])方|缺",
)
_EXTENSION = pattern(
    rf"(?:{PROBATION}(?:期|期限|期间|阶段)?{gap(40)}(?P<v>{_EXTEND})(?!{near(8)}转正(?:手续|申请))|(?P<w>{_EXTEND}){near(10)}{PROBATION})"
)
_SECOND = pattern(_REPEAT, gap(30), r"(?P<v>", PROBATION, ")")
_DISGUISED = pattern(
    rf"(?:{_LIKE_PROBATION}{gap(40)}(?:比照|按照?|参照|依照?|适用|等同|执行|同){near(12)}{PROBATION}|{PROBATION}{gap(30)}(?P<v>{_LIKE_PROBATION}))"
)
_STAYS_ON_PROBATION_PAY = pattern(
    rf"(?:届满|期满|结束|到期){gap(40)}(?:待遇|工资|薪|标准|条件)?{near(8)}(?:照|按|仍|继续|维持|执行){near(6)}{PROBATION}期?(?:待遇|标准|工资|执行|薪|条件|管理|对待|处理)?"
)
# Who falls short goes on as before: the trial is stretched, and its end hangs on a test.
FAILS_AND_STAYS = pattern(
    rf"(?:未|没有?|不(?:足|够|满|达|到|合格|过|了)){near(14)}(?:的|者|,|则|就){near(6)}(?P<v>继续|仍|一直|一律|始终|照旧|停在|留在|维持|退回|按回|待遇){near(4)}(?:[按停留照享在于为]){near(6)}(?:{PROBATION}|学徒|见习|实习)"
)
_CONFIRM_LATER = pattern(
    rf"(?:(?:推迟|延迟|暂缓|延后|延期|顺延|后延|延缓|押后|暂不){near(6)}{CONFIRM}|{CONFIRM}{near(10)}日?(?:推迟|延迟|暂缓|延后|延期|顺延|后延|后移|延缓|押后))"
)
_LAWFUL_EXTENSION = pattern(
    r"(?:不(?:得|再|能|可|会|予|作|构成|因此|因)[^。;]{0,30}(?:延长|顺延|第2次|第二次|试用|推迟|展期|延期)|不具有试用|不影响|提前(?:结束|转正|届满)|协商一致|[只仅就]此?[一1]次|免[除去设]?[^。;,]{0,4}试用|直接[按算为是]正式|放弃[^。;,]{0,8}[延展]|试用[^。;,]{0,6}不再?(?:适用|执行)|一次试用|1次试用|(?:只|仅)约定1次|均?不再(?:约定|设)|不重[新复]|不另|不延|逾期未处理|合同期限[^。;,]{0,6}(?:顺延|延长|续延))"
)


def probation_twice_or_extended(clause: Clause) -> Iterator[Hit]:
    """L02. One employer and one worker agree one probation, once; it can't be stretched, repeated or called something else."""
    found = False
    patterns = [_EXTENSION, _STAYS_ON_PROBATION_PAY, FAILS_AND_STAYS, _CONFIRM_LATER]
    if not clause.has(_NO_PROBATION):
        patterns.append(_SECOND)
    if probation_by_another_name(clause) is None:  # there it is the first
        patterns.append(_DISGUISED)
    for p in patterns:
        for m in clause.affirms(p, unless=_LAWFUL_EXTENSION):
            found = True
            yield hit(m)
    if (
        not found
        and clause.facts.prior_probation_served
        and _sets_probation(clause)
        and not clause.has(_LAWFUL_EXTENSION)
    ):
        mention = _MENTION.search(clause.text)
        yield hit(mention, note="此前已约定过试用期") if mention else whole(clause)


def sets_none(clause: Clause) -> bool:
    """Does the clause say that there is no probation, and no rule see one after all?"""
    rules = (probation_too_long, probation_twice_or_extended, probation_only, probation_where_none_may_be)
    return clause.has(_NO_PROBATION) and not any(True for rule in rules for _ in rule(clause))


def fits_its_term(clause: Clause) -> bool:
    """Is the contract long enough for a probation, by numbers that somebody stated, or is there none?"""
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
    if any(True for _ in clause.affirms(_MAY_STRETCH)):
        return sets_none(clause)
    return probation_in_words(clause) is not None or clause.has(_MAY_STRETCH) or sets_none(clause)


_INSIDE = pattern(rf"(?:其中|含|包[含括]|内含|计入)[^。;,]{{0,8}}{PROBATION}")
_OUTSIDE_OR_FIRST = re.compile(r"外|另|先|再|才|后签|不(?:计|算|在|占|含|属|签)|独|仅|只|全|都|再议|再定")


def inside_its_contract(clause: Clause) -> bool:
    """Is there no probation, or one that is said to be part of a longer contract?"""
    if sets_none(clause):
        return True
    length, term = probation_in_words(clause), contract_term(clause)
    return (
        length is not None
        and term.months is not None
        and length.months < term.months
        and clause.has(_INSIDE)
        and not clause.has(_OUTSIDE_OR_FIRST)
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
    if _sets_probation(clause) and _nothing_but_probation(clause):
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


def _sets_probation(clause: Clause) -> bool:
    if clause.has(_NO_PROBATION):
        return False
    named = any(not is_negated(clause.text, m.start()) for m in _MENTION.finditer(clause.text))
    return named or probation_by_another_name(clause) is not None


def _nothing_but_probation(clause: Clause) -> bool:
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
