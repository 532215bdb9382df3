"""L26, L27: social insurance and injuries at work. 社会保险法 58-60, 法释〔2025〕12号 19, 安全生产法 52, 工伤保险条例 14."""

import re
from collections.abc import Iterator

from contracts.clause import Clause, hit
from contracts.findings import Hit, Severity
from contracts.lexicon import INJURY, gap, near, pattern
from contracts.quantities import dates

_SI = r"(?:(?:失业|生育|工伤|养老|医疗)(?:[、和与](?:失业|生育|工伤|养老|医疗)){1,4}|社会保险(?:费|登记)?|社保(?:费)?|五险(?:一金)?|5险(?:1金)?|参保(?:登记)?|养老(?:保险)?|医保(?![局办飞])|[工养失医生][伤老业疗育]险|医疗保险|工伤保险|失业保险|保险费|社会统筹|入保|各项保险|缴费手续)"

_WAIVE = pattern(
    rf"(?:(?:放弃|不(?:用|愿|要求|参加|缴纳|缴|办理|办|交|上|买|为|再|予|需|必|纳|主张|享受|购买|要|给|反对|承担|负责|统一|另)|自愿放弃|自愿不|无(?:需|须)|免(?:除|缴|交|于)|拒绝|暂不|暂缓|先不|缓(?:缴|办|交)|未|取消|谢绝|推迟|延后|放弃要求){near(24)}(?P<v>{_SI})|不[买上交缴办]保险|{_SI}{near(4)}(?:按|依|看|凭)(?:乙方|员工|本人|个人|其)(?:的|个人)?(?P<u>意愿|自愿|选择|需要)|{_SI}{near(6)}不(?:重复|另外)(?:买|缴|办|参|上)|(?:只|仅)(?:给|为)?(?:其|乙方|员工)?(?:买|上|交|缴纳?|办理?|参加)[^。;,]{{0,6}}(?:工伤|养老|医疗)(?:保险|险|[和与、及]|$|,|[两2])|(?P<w>{_SI}){near(20)}(?:(?:不再|不予|不)(?:为?其|替?其)?(?:登记|增员|申报)|(?:自行|自主|自愿)(?:决定|选择)|由(?:乙方|本人|员工|工人|其)[^。;,]{{0,4}}打理|不(?:予|再|办|缴|交|买|上|参加|由甲方|要求|负责|承担|含|另)|暂不|暂缓|缓缴|缓办|先不|放弃|免缴|免除|自行(?:缴|办|解决|承担|负责|购买|参加|处理)|由(?:乙方|本人|员工|其|个人|劳动者|职工)(?:自行|自己|全部|全额|本人|个人)?{near(8)}(?:缴|垫|办|承担|负担|解决|负责|购买|处理|参加)|自理|自己(?:交|缴|解决|办|买|承担)|自负|不缴|从略|停缴|停办))"
)
_CASH = pattern(
    rf"(?:(?:现金|折现|货币|补贴|红包)(?:形式|方式)?[^。;,]{{0,12}}(?:领取|发放|支付|兑付|给付|领)[^。;,]{{0,16}}(?P<x>{_SI})|(?:{_SI}|保险){gap(34)}(?P<v>折(?:现|算|成|合|为)|折[入到进]|现金|补贴|补助|补偿|津贴|发放给|直接发(?:给|放)|随工资|打入工资|并入(?:工资|薪)|计入工资|包含在(?:工资|薪)|代替|替代|抵|兑现|货币化|领取)|(?:现金|补贴|补助|津贴|每月[^。;,]{{0,8}}元|工资|商业保险|商业险|意外险|团险|雇主责任险|新农合|居民医保|农村合作|城乡居民){gap(24)}(?P<w>代替|替代|代(?![扣缴办收表])|抵作|抵|取代|折抵|代缴|作为|即视为|视同|充作){near(14)}(?:{_SI}|保险|五险))"
)
_LATE = pattern(
    rf"(?:(?:试用(?:期|阶段|期间)?|转正|考核合格|入职满|工作满|满[0-9]{{1,12}}(?:个月|年|天)|通过转正|第[2-9二三四五六七八九]个?月|[0-9]{{1,12}}个月后|自第|次年|1年后|半年后|实习期|培训期|见习期|稳定后|3个月|合格后){gap(36)}(?P<v>{_SI}))"
)
_FROM_LATER = pattern(
    rf"{_SI}{near(24)}(?P<v>自|从|于|待|俟|到|等)?(?:第[2-9二三四五六七八九十]+个?月|(?:入职|工作|服务|试用)?满[0-9.]{{1,12}}个?(?:月|年)|转正[^。;,]{{0,6}}?的?当?月?|试用期?(?:满|结束|合格)|考核(?:合格|通过)|[0-9.]{{1,12}}个?月|次年|来年|[下次]1?个?年度)(?:之?后|起|再|(?<![甲乙双三])方|才|始|时)|{_SI}{near(12)}(?P<w>转正[^。;,]{{0,6}}次月)"
)
_LATE_VERB = re.compile(r"(?:后|起|再|(?<![甲乙双三])方|才|始|暂|不|补|次月|始予|开始|待)")
_SHIFT = pattern(
    rf"各(?:自)?(?P<x>承担|负担|出)[^。;,]{{0,4}}50%[^。;]{{0,8}}(?:单位|公司|甲方)|(?:退还|返还|补还|归还|偿还)[^。;]{{0,16}}(?P<y>单位|公司|甲方|企业)[^。;,]{{0,4}}(?:所缴|份额|部分|应缴)[^。;,]{{0,8}}{_SI}|{_SI}(?:的)?(?:单位|公司|厂里|企业)(?P<z>那|部分|份额|的)[^。;,]{{0,4}},?(?:由)?(?:乙方|员工|工人|本人|职工)[^。;,]{{0,4}}(?:认|担|出|承担|掏|付)|(?:单价|工资|薪|报酬|工钱)[^。;,]{{0,6}}含(?:有)?{_SI}|(?:单位|公司|甲方|用人单位|企业|用工方)(?:的)?{near(8)}(?:应缴|承担|负担|缴纳|应缴纳|缴费|应承担|统筹|份额|应负担)?{near(10)}(?:部分|份额|费用|比例|保费|费){gap(24)}(?P<v>由(?:乙方|员工|本人|其|劳动者|个人|职工)|从(?:乙方|其|员工|工资|薪)|自(?:其|乙方|工资|薪)|在(?:其|乙方)?工资|向(?:乙方|员工)|乙方(?:承担|负担|自)|扣|转由|转嫁)|(?:单位|公司|甲方)应缴[^。;]{{0,12}}由?双方(?P<t>50%|对半|平分|分担|均摊)|(?:全部|全额|两部分|两头|单位和?个人|单位及个人|全数){near(16)}(?P<w>[由都归](?:乙方|员工|本人|其|个人))[^。;]{{0,10}}(?:承担|缴|负担|自理|掏|出)"
)
_OK_SI = re.compile(
    r"依法(?:参加|缴纳|办理|为|参|足额)[^。;]*$|补充(?:医疗|养老|保险)|商业(?:团|保)险[^。;]{0,10}(?:可|放弃|自愿|额外|福利)|不(?:得|抵减|替代|代替|免除|影响|因|能|可)[^。;]{0,40}(?:社保|社会保险|参保|缴|保险|约定)|无效|一概照缴|照缴|照常(?:缴|办)|不予接受|乙方(?:个人)?(?:应缴|应承担|承担)(?:的)?部分|个人(?:缴费|应缴|缴纳|承担)?部分|各自承担|各自依法|法定份额|30日内|自用工之日|灵活就业|法定(?:比例|标准)|补缴|转移"
)
_BROKEN = re.compile(
    r"放弃|折现|现金|补贴|代替|替代|自愿(?:不|申请)|暂不|先不|暂缓|转正后|试用期(?:内|间)?(?:不|暂)|第[2-9四三]个?月|由(?:乙方|员工|本人|其)[^。;]{0,8}(?:承担|负担|自|缴|返还)|不(?:为|予|办|上|缴纳?|交|买)"
)
_PART_TIME = re.compile(r"非全日制|小时工|钟点|灵活就业")
_PENSIONER = re.compile(
    r"(?:已|办[了理好]?|领[着取]?|享受)[^。;,]{0,6}(?:退休|养老金|养老保险待遇)|返聘|退休人员"
)
_FOREIGNER = re.compile(
    r"(?:双边|社保|社会保障)协定|(?:港澳台|香港|澳门|台湾)[^。;]{0,20}(?:已|在当地)[^。;]{0,12}(?:参保|参加|证明)"
)
_SECOND_POST = re.compile(
    r"(?:原|主|另1?家|本职|前)[^。;,]{0,2}单位[^。;,]{0,10}(?:已|继续|仍|照)[^。;,]{0,6}(?:缴|参保|办)"
)
_PRIVATE = re.compile(r"(?:补充|商业)[^。;,]{0,6}(?:保险|险|年金)")
_SOCIAL = pattern(_SI, r"|公积金")
_ANY_INSURANCE = pattern(_SI, r"|公积金|保险|参保")
# 车损、货损由保险理赔: insurance of a thing.
_OF_A_THING = re.compile(
    r"(?:修车|车辆|车损|货物|货损|设备|追尾)[^。;]{0,14}保险(?!费由|自己)[^。;]{0,6}(?:赔|兜底|理赔)|车险"
)
_INJURY_INSURANCE = re.compile(r"工伤(?:保险|险)")


def insured_otherwise(clause: Clause) -> bool:
    """Is the worker one whom the law insures otherwise (part-time, pensioner, foreigner, second post), or only private insurance spoken of?"""
    part_time = _PART_TIME.search((clause.facts.contract_type or "") + clause.text)
    if part_time and clause.has(_INJURY_INSURANCE):
        return True
    if clause.has(_OF_A_THING) and not clause.has(_SOCIAL):
        return True
    if any(clause.has(p) for p in (_PENSIONER, _FOREIGNER, _SECOND_POST)):
        return True
    return clause.has(_PRIVATE) and not _ANY_INSURANCE.search(_PRIVATE.sub("", clause.text))


def insurance_kept(clause: Clause) -> bool:
    """L26. Insured otherwise, or from the first day on, or whatever else the worker gets?"""
    if insured_otherwise(clause):
        return True
    said = [s.group() for s in clause.sentences() if _SOCIAL.search(s.group())]
    kept = bool(said) and all(_insured_anyway(s) for s in said)
    return kept and not any(True for _ in social_insurance_waived(clause))


_ANYWAY = re.compile(
    r"与(?:参保|社保|五险)无关|不(?:妨碍|耽误|影响)(?:公司|甲方|单位)?[^。;,]{0,8}(?:办|缴|参|上)"
)
_FOR_ONESELF = re.compile(r"自己|个人|本人|放弃|自理|乙方(?:缴|承担|负担|出)|不(?:缴|交|办|上|买|参)")


def _insured_anyway(sentence: str) -> bool:
    return bool(_ANYWAY.search(sentence) or _FROM_DAY_ONE.search(sentence)) and not _FOR_ONESELF.search(
        sentence
    )


# From which day on: 自到岗当月起, 首月起, 转正与否都一样.
_FROM_DAY_ONE = re.compile(
    r"(?:自|从|于)?(?:到岗|入职|报到|上岗|用工|首[日天月周]|第1[天日])(?![^。;,]{0,4}(?:第[2-9二三]|满|后|[0-9]个月|第?次年))[^。;,]{0,8}(?:起|即|就|当[日月天周]|办|缴|报)|与否|[无不]论[^。;,]{0,6}转正"
)
_LATER = r"(?:转正|试用|观察|第[2二]年|次年|来年|站稳|稳定|熟手|出师|满[0-9])"
_PUT_OFF = pattern(
    rf"(?:{_SI}|(?<![业外充任])保险)(?:[1一]节|的?事|也|都){{0,2}}(?:[等待从自到于]{near(4)}{_LATER}{near(10)}(?:办|缴|开户|起|再|参|上|买|建)|{near(4)}(?:日后|以后|将来|回头|届时)再[说议谈看])|{_LATER}{near(8)}(?:次月|后|起|那[天月])[^。;]{{0,10}}(?:建立|开立|开户|才办|方办|再办){near(4)}{_SI}"
)
_INSTEAD = pattern(
    rf"(?:新农合|农合|居民(?:医保|养老|保险)|城乡居民|随军|家里|老家)[^。;]{{0,16}}(?:不(?:再|另|用)?(?:重复|另行)?|免)(?:给|为|替)?[你其他她乙方]{{0,2}}(?:参|缴|交|办|上)(?![^。;,]{{0,4}}(?:误|影响))|(?:高薪|多发|现金){near(4)}不(?:参)?保"
)
_OWN_AFFAIR = pattern(
    rf"(?:{_SI}|(?<![业外充车任])保险)(?:、[^。;,、]{{1,4}})?(?:免谈|自理|自己[交缴买]|不谈|甭提)|(?:断缴|漏缴|欠缴){gap(14)}(?:单位|公司|甲方)?不(?:予)?补缴|单位(?:与|和|及)个人{near(8)}(?:{_SI}|部分|份){gap(16)}(?:由|从|在){near(4)}(?:薪|工资|乙方|总包)|单位[该应](?:掏|出|交|缴|担)的?{gap(12)}(?:从|由|在)(?:乙方|员工|工资|到手)|工伤(?:保险|险)(?:费)?{near(4)}(?:从|由)(?:乙方|员工|本人|个人|工资|薪)|份额{near(2)}[由归](?:乙方|员工|本人|个人)|滞纳金{near(4)}(?:从|由)(?:本人|乙方|员工|工资|奖金)"
)


def social_insurance_waived(clause: Clause) -> Iterator[Hit]:
    """L26. Insurance can't be waived, paid out, put off until confirmation or shifted to the worker."""
    if insured_otherwise(clause):
        return
    for p in (_WAIVE, _CASH, _SHIFT, _PUT_OFF, _INSTEAD, _OWN_AFFAIR):
        for m in clause.states(p, unless=_FROM_DAY_ONE if p is _PUT_OFF else None):
            if _is_insurance(m.group()) and not _lawful(clause, m) and not clause.has(_OF_A_THING):
                yield hit(m)
    if (late := _insured_late(clause)) is not None:
        yield late
    for m in clause.affirms(_FROM_LATER, unless=_FROM_DAY_ONE):
        if (
            not _lawful(clause, m)
            and re.search(r"缴|办|参|增员|买|上|交|购|享受|登记", clause.text[m.start() : m.end() + 12])
            and not re.search(r"工资|补缴|转移", m.group())
        ):
            yield hit(m)
    for m in clause.affirms(_LATE, unless=_FROM_DAY_ONE):
        tail = clause.text[m.start() : m.end() + 24]
        if (
            _LATE_VERB.search(tail)
            and not _lawful(clause, m)
            and re.search(r"办|缴|增员|参加|上|交|购买|参保|享受|登记|买", tail)
        ):
            yield hit(m)


_ENROLLED = pattern(rf"^止?[^。;,0-9]{{0,4}}(?:起|始|开始|后)?[^。;,0-9]{{0,6}}(?:{_SI}|缴|参加)")
_JOINED = re.compile(r"^[^。;,0-9]{0,4}(?:到岗|入职|报到|上岗|用工|起薪|上班)")
ENROL_WITHIN_DAYS = 30  # 社会保险法 58


def _insured_late(clause: Clause) -> Hit | None:
    """The day insurance begins, against the first day of work, both as dates."""
    days = dates(clause.text)
    first = next(
        (day for _, end, day in days if _JOINED.search(clause.text[end : end + 12])), clause.facts.term_start
    )
    for start, end, day in days:
        if first and (day - first).days > ENROL_WITHIN_DAYS and _ENROLLED.search(clause.text[end : end + 20]):
            return Hit(start, end, Severity.BLOCK, f"用工后{(day - first).days}日才参保，应在30日内")
    return None


def _is_insurance(words: str) -> bool:
    return not re.search(r"公积金补|车险|财产保险|货运险|责任险由甲方|补充医疗|补充养老", words)


def _lawful(clause: Clause, m: re.Match[str]) -> bool:
    sentence = clause.sentence_at(m.start(), m.end())
    if re.search(
        r"不予接受|不(?:替代|代替|抵作|存在|能答应|予答应)|并非[^。;,]{0,8}(?:替代|代替)|不[拿用以][^。;,]{0,6}[顶抵代]|(?:五险|5险|社会保险|社保)(?:一金)?(?:公司|甲方)?(?:依法|照规定|按规定|按法|照缴|当月办|按时[缴交])|照样(?:给)?[缴办交上]|(?:代扣)?代缴[^。;]{0,16}(?:本人|个人)(?:那|的)?1?份|入职当[月日天]|(?:补贴|补助|津贴)[^。;]{0,8}与(?:参保|社保|五险)无关|不(?:妨碍|耽误)(?:公司|甲方|单位|厂|店)?[^。;,]{0,8}(?:办|缴|参|上)",
        sentence,
    ):
        return True
    if re.search(r"不得[^。;,]{0,12}(?:现金|折现|替代|代替|放弃|补贴)", sentence):
        return True
    if re.search(
        r"(?:任何一方|双方|甲方|公司|用人单位|单位)?(?:均|亦|也)?不得(?!向|不|追|主张|要求甲方|反悔|再)[^。;]{0,20}",
        sentence,
    ) and not re.search(r"乙方不得|自愿|承诺", sentence):
        return True
    return _OK_SI.search(sentence) is not None and not (
        _BROKEN.search(clause.text[m.start() : m.end() + 6])
        and not re.search(r"商业|额外|团险|福利|补充", sentence)
    )


_EXEMPT = pattern(
    rf"(?:{INJURY}|安全|疾病|生死){gap(44)}(?P<v>概不负责|概不|不负(?:任何)?(?:责|赔|法律|工伤|义务)|不(?:提起|办理?|申请|报)工伤|不担责|自己(?:造化|买药|掏)|别找(?:公司|甲方)|算(?:自己|本人|个人)的|各不相干|互不相欠|视[同为作](?:为)?非(?:工作|因工)[^。;,]{{0,4}}|(?:由|归)(?:本人|乙方|员工|其)[^。;,]{{0,6}}(?:还清|归还|偿还)|以[^。;,]{{0,10}}元为(?:限|顶|上限|封顶)|不承担|不予(?:赔|负责|申报|认定|承担|理赔)|与(?:甲方|公司|单位|企业|本店|厂方)(?:一概|均|概)?无[关涉]|无关|无涉|责任自负|后果自负|自负|自行(?:承担|负责|处理|解决|负担|医治|消化|就医)|自理|由(?:乙方|其|本人|员工|个人|当事人|劳动者|职工|雇员)(?:自行|自己|本人|个人|全部|独立|完全|一力)?{near(8)}(?:承担|负责|负担|处理|解决|负|自理|担责)|一次性(?:了结|买断|处理|包干)|1次性(?:了结|买断|处理|包干)|不(?:得|能|可|再){{1,2}}(?:向|要求|主张|申报|申请|追究|索赔)|免(?:责|除|于)|不申报|不报|生死有命|不属于?工伤|不算工伤|不视为工伤|私了|放弃|不再(?:追究|承担)|最高(?:赔|补)|仅(?:补偿|赔偿|支付|承担)|以[^。;,]{{0,14}}(?:保险|理赔|赔[款付])(?:金额?|款|额)?为限|听天由命|不赔)"
)
_EXEMPT_FIRST = pattern(
    rf"(?:(?P<v>概不负责|不再承担|不再负责|不承担|不负责|免除|放弃|不追究|自行承担|自愿承担|责任自负){near(26)}(?:{INJURY}|安全责任))"
)
_OK_INJURY = re.compile(
    r"(?:客人|客户|会员|学员|顾客|患者|第三人)[^。;,]{0,10}受伤|不(?:减免|免除|影响|抵|得(?:要求|约定|免除|以|拒绝|推|因|减轻|将|不))|非因工|非工作原因|(?:甲方|公司|单位)(?:应当?|须|负责|立即|依法|承担|支付|提出|为)[^。;]{0,30}(?:承担|救治|申请|申报|认定|赔|待遇|负责|工伤)|依法(?:享受|认定|承担|申报)|故意犯罪|醉酒|自残|自杀|无效|商业秘密|供应商"
)


def injury_waived(clause: Clause) -> Iterator[Hit]:
    """L27. The employer's liability for injury can't be waived, capped or bought off."""
    for p in (_EXEMPT, _EXEMPT_FIRST):
        for m in clause.states(p):
            sentence = clause.sentence_at(m.start(), m.end())
            if _bodily(m.group(), sentence) and (
                not _OK_INJURY.search(sentence) or _exempts_despite(m.group(), sentence)
            ):
                yield hit(m)


def _exempts_despite(words: str, sentence: str) -> bool:
    """A plain exemption beside lawful words: 甲方协助申报，但概不负责."""
    plain = re.search(
        r"概不|自负|与(?:甲方|公司|单位)[^。;]{0,4}无[关涉]|不得(?:再)?(?:向|申报|主张|要求甲|追)|自行|自理",
        words,
    )
    kept = re.search(
        r"不(?:减免|免除|影响)|无效|非因工|(?:甲方|公司|用人单位)(?:均|亦|也)?不得|故意犯罪", sentence
    )
    return plain is not None and kept is None


def _bodily(words: str, sentence: str) -> bool:
    """Harm to a person, not to a vehicle, goods or secrets."""
    if re.search(r"事故|意外|安全|伤害", words) and not re.search(
        r"伤|亡|人身|工伤|安全责任|上下班|生病|医|途中|意外", words
    ):
        return re.search(r"伤|亡|人身|医疗|途中|猝", sentence) is not None
    return not re.search(r"(?:货物|车辆|设备|数据|信息)(?:损坏|毁损|泄露|安全)", words) and not re.search(
        r"泄密|信息安全", words
    )
