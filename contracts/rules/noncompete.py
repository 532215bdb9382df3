"""L10: how long a non-compete lasts, and whether a clause lays one on the worker at all. 劳动合同法 23-24, 法释〔2020〕26号 36, 法释〔2025〕12号 13-15."""

import re
from collections.abc import Iterator

from contracts.clause import Clause, hit, whole
from contracts.findings import Hit, Severity
from contracts.lexicon import NONCOMPETE, gap, near, pattern
from contracts.numerals import value
from contracts.quantities import DURATION, Duration, durations

MAX_MONTHS = 24

BARRED = pattern(
    rf"离[职任店厂开岗司][^。;]{{0,20}}不(?:去|入职|加入|赴|为)[^。;,]{{0,16}}(?:名单|附[件表]|企业|公司|同[行业])|(?:跳槽|加入|入职|加盟|投奔)[^。;]{{0,12}}(?:{NONCOMPETE}|竞品|友商)[^。;]{{0,30}}(?:违约|赔|罚)|(?:离职|离店|离厂|离开|离任|辞职|离校|离馆|离岗|卸任)[^。;]{{0,24}}(?:不许|不得|不准|不能|禁止|别|不可)[^。;]{{0,12}}(?:去|到|在|入职|加入|受雇|从事|开办?|办|进入|跳到|投奔)[^。;]{{0,16}}(?:别的|别家|其他|另一|周边|同城|同区|对面|附近|同行|同领域|竞品)|(?:不得|不可|不能|禁止|不准|不许|不|承担|负有?|履行|遵守|约定|约束|受){gap(36)}(?:{NONCOMPETE})|竞业(?:限制)?(?:期|义务|约定|条款|补偿|协议)|竞业(?:限制)?|限制(?:期|义务)|(?:不得|禁止){gap(20)}(?:任职于?|入职|加入|受聘|就业|从业|服务|开办|设立|投资|自营){gap(24)}(?:竞争|同类|同业|同行|名单|附件)"
)
_AFTER = re.compile(
    r"离职|离任|离开|离岗|解除|终止|离司|退出|竞业|限制期|限制义务|卸任|离店|离厂|禁业|终身|终生|永远|辞职|跳槽|一辈子|期满后|不再任职|合同期满|走(?:了?[之以]?)后|出[了去]?(?:这|公司|单位)[^。;,]{0,2}门"
)
_FREE = re.compile(
    r"不影响[^。;]{0,4}(?:到|去|在)[^。;,]{0,8}(?:上班|就业|任职|工作)|违约金[^。;]{0,6}[只仅][^。;]{0,24}竞业|竞业[^。;]{0,16}(?:用不[上着]|轮不[到着])|随便去|没有(?:约定|签订?|设)竞业|不[作加]限制|(?:条款|约定|[1一]条)[^。;]{0,8}(?:不生效|不适用|废止)|没有竞业|不与[^。;,]{0,8}[签订]|爱去哪|(?:无|没有|不)(?:1项)?属于?[^。;]{0,20}竞业|不适用于乙方|不受(?:任何)?(?:约束|限制)|不(?:负|承担|受|约定|适用|设|签|负有|构成|限制|需|必|得约定|得与|再负|对)[^。;]{0,30}(?:竞业|禁业|从业限制|同业|择业|义务)|无(?:须|需)?[^。;]{0,10}竞业|不限制[^。;]{0,12}(?:择业|从业|就业)|除[^。;]{0,30}竞业(?:[^。;]{0,14}外|[^。;,]{0,10},[^。;]{0,16}不)|随[^。;,]{0,10}(?:终止|解除|离职|结束)而(?:终止|失效|解除|消灭)|自由[^。;]{0,10}(?:就业|择业|从业|任职)|不接触[^。;]{0,8}秘密|限于[^。;]{0,24}(?:高级管理|高级技术|保密)[^。;]{0,30}人员|(?:免除|解除)[^。;]{0,8}竞业|不限制[你其]|[不未]启用|(?:只有|仅限?)[^。;]{0,20}竞业限制"
)
# Enough to tell the subject where the facts say that there is a non-compete.
_TOUCHES = re.compile(
    r"辞|续展|续期|限制|竞|补偿|违约金|同[类行业]|友商|对手|离|走(?:了?[之以]?)后|卸任|解约|终止"
)
_DURING_JOB = re.compile(r"在职(?:期间|义务)|任职期间|合同期内|工作期间")


# 不接触秘密,仍应遵守竞业限制; or free of it, but only of the pay.
_ALL_THE_SAME = re.compile(r"无(?:偿|须支付)|不另|不支付|仍[^。;,]{0,20}(?:竞业|同[业行]|限制)")


def imposed(clause: Clause) -> bool:
    """Does the clause lay a non-compete on the worker after the job?"""
    if clause.has(_FREE) and not clause.has(_ALL_THE_SAME):
        return False
    if not clause.has(_AFTER) and clause.has(_DURING_JOB):
        return False
    facts = clause.facts
    known = (facts.noncompete_months, facts.noncompete_monthly_comp, facts.noncompete_penalty)
    stated = clause.has(BARRED) and clause.has(_AFTER)
    return stated or clause.has(_NEVER_AGAIN) or (any(n is not None for n in known) and clause.has(_TOUCHES))


def leaves_free(clause: Clause) -> bool:
    """Is the worker free to go anywhere, or does the clause not speak of afterwards at all?"""
    freed = clause.has(_FREE) and not clause.has(_ALL_THE_SAME)
    return not imposed(clause) and (freed or not clause.has(_AFTER))


_FOREVER = pattern(
    r"(?:竞业|限制|竞争|同业|同类|同行|禁业)",
    gap(40),
    r"(?P<v>终身|永久|永远|无限期|长期(?=有效|负|承|不)|不设期限|没有期限|一直|直至退休|终生|有生之年|永不)",
)
# 离职后永不任职于短视频行业: no rival is named, and no end.
_NEVER_AGAIN = pattern(
    r"(?:离[职任开岗店厂司]|辞职|走人|卸任|解约|终止|解除)[^。;]{0,16}(?P<v>永[远久]?不得?|终[身生]不得?|一辈子[都也]?不|此生不|再不得?|永远不[准许能可])[^。;,]{0,6}(?:任职|从事|加入|进入|入职|受聘|就业|从业|涉足|[做干开碰]|去)"
)
_FOREVER_FIRST = pattern(
    r"(?P<v>终身|永久|永远|无限期|终生|永不|一辈子|此生)",
    r"[^。;]{0,24}",
    r"(?:竞业|竞争|同业|同类|同行|禁业)",
)
_STRETCH = pattern(
    rf"(?:(?:仲裁|诉讼|调解|争议|纠纷|审理|违约|调查){gap(24)}(?P<v>停止计[算入]|[另补追]?加[在到于入]|不计入|不计算|不算|中止|中断|顺延|扣除|延长|重新(?:起)?计算|暂停计算|相应延|予以补足|停止计算|另行计算|不包括)|(?:竞业|限制|禁业)[^。;]{{0,50}}(?P<w>续展|续延|延长|顺延|延展|展期|重新计|重计|续期|再续|自动续|重新起算|重新计算|追加|延续|从头|归零|往后[续延推加]|再延|延[1-9两二三]?[次回])|(?:期|届)满[前后]?{gap(20)}(?P<x>续展|延长|展期|续期|自动续|续延|顺延|再(?:限制|履行))|(?:期限|限制期|竞业期){near(24)}(?P<y>重新计|重新起算|重计)|(?:续展|续期|续延|延长)(?:的)?次数?(?P<z>不限|不设上限))"
)
# Two years, and then: 每缺一次顺延三个月; 仲裁几个月便往后补几个月; 自重报日另起二十四个月.
_PUT_OFF = re.compile(r"顺延|后延|(?:相应|往)后[移补推延]|(?<!另)另起|再起算|剔除|从头(?:计|算|起)")
_NO_LONGER = re.compile(
    r"不(?:得|会|能)[^。;,]{0,6}超|节假日|工作日|发放日|支付日|保密义务[^。;,]{0,6}[顺后]延"
)
_NOT_STRETCHED = re.compile(
    r"无权|照[样常旧]计入|不(?:得|因|往后|使[之其]?|引起|中断|中止|顺延|予|再|能|可|会|延长|自动)[^。;]{0,10}(?:延长|顺延|续|中断|中止|展期|重新)?|总(?:时长|期限|计)?[^。;]{0,8}不(?:超过|逾)"
)
_LENGTH = pattern(
    rf"(?:(?:竞业|限制|禁业|离职|离任|离开|离岗|解除|终止|卸任|翌日|次日)[^。;0-9]{{0,22}}(?P<a>{DURATION})|(?P<b>{DURATION})(?:[之以]?内|里头?|的|期?的?竞业|期间|期限内|竞业|为期|,)?[^。;,0-9]{{0,8}}(?:不得|不|别|竞业|禁业|限制|从事|加入))"
)
_NOT_LENGTH = re.compile(
    r"(?:保密[^,。;]{0,8}|前|近|最近|每|提前|逾期|连续|满|上|审|付|支付|拖欠|未付|服务|工龄|过去|补偿总额|均)[^,。;]{0,5}$"
)


def noncompete_too_long(clause: Clause) -> Iterator[Hit]:
    """L10. More than two years, or two years made longer by the back door."""
    yield from (hit(m, note=_NO_END) for m in clause.affirms(_FOR_LIFE, unless=_BY_LAW))
    known = 0.0 if clause.has(_KEEPS_MAXIMUM) else clause.facts.noncompete_months or 0.0
    if known > MAX_MONTHS and not imposed(clause) and any(d.exceeds(MAX_MONTHS) for d in clause.durations):
        yield whole(clause, note=f"竞业限制{known:g}个月，上限24个月")
    if not imposed(clause):
        return
    for p in (_FOREVER, _FOREVER_FIRST, _NEVER_AGAIN):
        yield from (hit(m, note=_NO_END) for m in clause.states(p))
    longest = _longest(clause)
    yield from _no_end_in_sight(clause, longest)
    yield from _renewed(clause, longest)
    if longest is not None and longest > MAX_MONTHS - 0.2:
        yield from (
            hit(m, note="满二十四个月后仍可延长") for m in clause.affirms(_PUT_OFF, unless=_NO_LONGER)
        )
    note = "满二十四个月后仍可延长" if longest is not None and longest > MAX_MONTHS - 0.2 else ""
    for m in clause.states(_STRETCH):
        if _RENEWALS.search(clause.text) is None and (
            not _NOT_STRETCHED.search(clause.text[max(0, m.start() - 12) : m.end() + 20])
            or re.search(r"不计入|不计算|不算|不包括", m.group())
        ):
            yield hit(m, note=note)
    stated = lengths(clause)
    told = [length for _, _, length in stated]
    if not clause.has(_SAYS_LENGTH):
        told.append(Duration(0, 0, clause.facts.noncompete_months or 0.0))
    elif clause.has(_GROWS) and (clause.facts.noncompete_months or 0.0) > MAX_MONTHS:
        told.append(
            Duration(0, 0, clause.facts.noncompete_months or 0.0)
        )  # a base of two years, and more on top
    over = next((place for place in stated if place[2].exceeds(MAX_MONTHS)), None)
    months, added = max((d.months for d in told), default=0.0), _added(clause)
    whole_time = sum(d.months for d in told[:1]) + added
    if clause.has(_ONE_AFTER_ANOTHER):
        added = whole_time = sum(d.months for d in clause.durations)
    if over is not None:
        yield Hit(over[0], over[1], Severity.BLOCK, f"竞业限制{over[2].months:.4g}个月，上限24个月")
    elif any(d.exceeds(MAX_MONTHS) for d in (*told, Duration(0, 0, known))) or (
        added and whole_time > MAX_MONTHS + 0.2
    ):
        yield whole(clause, note=f"竞业限制{max(months, whole_time, known):.4g}个月，上限24个月")


_KEEPS_MAXIMUM = re.compile(r"(?:最长)?不(?:得)?(?:超过|逾|长于)[^。;,]{0,8}(?:24个月|2年)")
_NO_END = "未设终期，上限24个月"
_FOR_LIFE = pattern(
    r"(?:终[身生]|一辈子|此生|今生|永[远久])(?:都|也|均)?(?:不得?|别|莫|不准|不许|不可|不再)(?:再)?[^。;,]{0,12}(?:为|在|到|去|碰|从事|加入|任职|受雇|开办?|做)[^。;,]{0,14}(?:这[1一]?行|同行|同类|同业|公司|门诊|店|厂|机构|行业|领域|品牌|调香|管理|餐饮|业务)"
)
_BY_LAW = re.compile(r"法律|依法|法定|犯罪|吊销|许可|执业|行业禁入|泄露|秘密")
# 至公司股票上市满一年止, 直至秘密公开为止: an event ends it, whenever that comes.
_UNTIL_EVENT = pattern(
    r"(?<![付发给])(?<!支付)(?:持续|存续|延续|直)?(?:至|到)(?![^。;,]{0,4}[0-9]{4}年)(?P<event>[^。;]{2,34}?)(?:为止|之日止|时止|止(?=[,。;]|$))|只要[^。;]{2,24}(?:就|便|则|即)[^。;,]{0,6}(?:不得|不能|不许|不准)|凡[^。;]{2,24}之日,?(?:均|都|皆)?(?:不得|不能)"
)
_EVENT_WITH_LIMIT = re.compile(r"最长|至多|最多|不(?:得)?(?:超过|逾)|为限|封顶|先到|较早|早者")
# 自全部应收账款回笼之日起算: the two years begin when something else has come to pass.
_STARTS_WITH = pattern(
    r"(?:自|从|由|以)(?P<event>[^。;,]{2,26}?)(?:之日|之时|当日|后|为始|[次之]日)?(?:起|开始|始行?起?)(?:连续)?(?:起?算|计算|计|数|执行|生效)"
)
_OTHER_EVENT = re.compile(
    r"保密(?:义务|期)|审计|回笼|回款|收回|启动|发出|发函|退出|停止|验收|结案|上市|结清|公开|裁决|判决|竣工|投产|发布"
)
_RENEWALS = pattern(
    rf"(?:续[期展延]|延长|顺延)[^。;,0-9]{{0,4}}(?P<times>[1-9一两二三四])次[^。;0-9]{{0,10}}(?P<d>{DURATION})"
)


def _longest(clause: Clause) -> float | None:
    """The months that the clause or the facts give the restriction; None where neither does."""
    told = [d.months for _, _, d in lengths(clause) if d.months >= 1]
    known = clause.facts.noncompete_months
    return max([*told, *([known] if known is not None else [])], default=None)


def _no_end_in_sight(clause: Clause, longest: float | None) -> Iterator[Hit]:
    """Until something happens; or two years that begin only when something has happened."""
    if longest is None and not clause.has(_EVENT_WITH_LIMIT):
        yield from (hit(m, note=_NO_END) for m in clause.affirms(_UNTIL_EVENT))
    if longest is not None and longest > MAX_MONTHS - 0.2:
        for m in clause.affirms(_STARTS_WITH):
            if _OTHER_EVENT.search(m.group("event")):
                yield hit(m, note="起算日晚于离职日，合计超过24个月")


def _renewed(clause: Clause, longest: float | None) -> Iterator[Hit]:
    """限制期十八个月,可续期两次,每次半年."""
    m = _RENEWALS.search(clause.text)
    if m is None:
        return
    base = next((d.months for _, _, d in lengths(clause)), longest) or 0.0
    months = base + value(m.group("times")) * durations(m.group("d"))[0].months
    if months > MAX_MONTHS + 0.2:
        yield hit(m, note=f"连同续期为{months:g}个月，上限24个月")


# 首段一年，次段十五个月，两段首尾相接.
_ONE_AFTER_ANOTHER = re.compile(
    r"(?:[两二三23几各]个?|首|前后|分)(?:段|阶段|期)[^。;]{0,24}(?:首尾相[接连]|相接|接续|衔接|连续计|依次|顺次|相连|累加|相加|紧接)"
)
_MAY_GROW = re.compile(r"仲裁|诉讼|调解|争议|(?<!开)[延顺展接]|续|再|加[在到于上]|段")


_GROWS = re.compile(r"每满|基础|另加|追加|累加")
_DENIED_GROWTH = re.compile(
    r"(?:无权|没(?:有)?权利?|不(?:得|再|往后|因|能|可|会|使)?)[^。;,]{0,12}[续延顺展推加][^。;,]*|保密义务[^。;,竞]{0,6}[续延][^。;,竞]*|(?:仲裁|诉讼)[^。;]{0,12}照[样常旧](?:计入|走完?|计算|进行|届满)"
)


_BARRED_BY_LAW = re.compile(r"(?:法律|法规|依法)[^。;,]{0,8}(?:终身|永久)(?:不得|禁止)")


def length_reckoned_lawful(clause: Clause) -> bool:
    """Is the length stated, two years at most, and not made longer?"""
    if any(True for _ in noncompete_too_long(clause)):
        return False
    total = clause.facts.noncompete_months
    if total is not None and total == sum(d.months for d in clause.durations):
        return True  # what it may grow by is told too
    known = bool(lengths(clause)) or total is not None
    return clause.has(_BARRED_BY_LAW) or (known and not _MAY_GROW.search(_DENIED_GROWTH.sub("", clause.text)))


_SAYS_LENGTH = pattern(
    rf"(?:竞业|限制)(?:限制)?(?:的)?(?:期限|期)(?:为|是|:|不超过|最长)?{near(3)}{DURATION}"
)
_LATER_START = pattern(
    rf"(?:自|从|由)(?:离职|离任|离开|离司|离岗|离厂|离店|解除|终止)[^。;,0-9]{{0,4}}(?P<d>{DURATION})(?:之日|后|期满|届满|之后)[^。;,]{{0,4}}(?:起|开始|计|数)"
)


# 起算日可能晚于离职日至多二十个月: nobody is free while the clock has yet to start.
_STARTS_BEHIND = pattern(
    rf"(?:晚于|迟于|滞后于?|落后于?|后于)[^。;,0-9]{{0,8}}离[^。;,0-9]{{0,14}}(?P<d>{DURATION})"
)


# 起算日最迟为离职后第三十个月
_STARTS_BY = pattern(
    rf"(?:最迟|最晚|至迟|不晚于)[^。;,0-9]{{0,4}}离[职任开岗司][^。;,0-9]{{0,4}}(?P<d>{DURATION})"
)


_ONE_MORE = pattern(rf"(?<!不)再[^。;,0-9]{{0,8}}(?P<d>{DURATION})")


def _added(clause: Clause) -> float:
    """Months before the period is even counted, in which the worker isn't free either, and those put on top of it."""
    return sum(
        durations(m.group("d"))[0].months
        for p in (_LATER_START, _STARTS_BEHIND, _STARTS_BY, _ONE_MORE)
        if (m := p.search(clause.text)) is not None
    )


def lengths(clause: Clause) -> list[tuple[int, int, Duration]]:
    """Every length in the clause that may be the restriction's, with its place."""
    found = [
        (r.start, r.end, Duration(r.start, r.end, r.months))
        for r in clause.ranges
        if re.search("竞业|限制|禁业", clause.text[max(0, r.start - 16) : r.start])
    ]
    for m in _LENGTH.finditer(clause.text):
        group = "a" if m.group("a") else "b"
        at = m.start(group)
        if _NOT_LENGTH.search(clause.text[max(0, at - 7) : at]):
            continue
        found += [(at, m.end(group), d) for d in durations(m.group(group))]
    return found
