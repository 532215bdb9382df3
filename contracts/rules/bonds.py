"""L07, L08, L09, L37: money or papers that tie a worker down. 劳动合同法 9, 22, 25, 37."""

import re
from collections.abc import Iterator

from contracts.clause import Clause, declares_void, hit, whole
from contracts.findings import Hit
from contracts.lexicon import EMPLOYER, NONCOMPETE, PENALTY, RESIGNING, WORKER, gap, near, pattern
from contracts.numerals import NUMBER, value
from contracts.quantities import DURATION, MONEY
from contracts.rules.arithmetic import instalments_cover_cost

_YUAN_SLACK = 1.0

_WORKER_PAYS = pattern(
    rf"(?P<v>{PENALTY})|(?:赔偿|偿付|偿还|赔付|给付|支付|缴付|缴纳|交纳|承担|补偿|退还|返还|退回|付给|付){near(16)}(?:{MONEY}|[0-9]{{1,12}}个?月(?:的)?(?:工资|薪|底薪)|[0-9.]{{1,12}}倍|[0-9.]{{1,12}}%)"
)
_EMPLOYER_PAYS = pattern(
    rf"(?:[向对给](?:乙方|员工|劳动者|职工)(?:另行?|加倍|足额)?(?:支付|给付|[付赔补])|{EMPLOYER}[^。;]{{0,60}}(?:向|给|对)(?:乙方|员工|劳动者|其|职工)[^。;,]{{0,16}}(?:支付|给付|赔偿|补偿|承担)|(?<![向给对]){EMPLOYER}(?:应当?|须|需|要|依法|按|另)?[^。;,乙员劳]{{0,20}}(?:支付|给付|加付|赔付|承担){near(14)}(?:经济补偿|赔偿金|违约金|补偿金)|{EMPLOYER}[^。;,]{{0,20}}(?:违法解除|拖欠|逾期|未足额|违约的)|经济补偿金?|供应商|客户(?:的|之)?违约|[付补赔][^。;,]{{0,8}}给(?:乙方|员工|劳动者)|由(?:业主|客户|供应商|对方)[^。;]{{0,12}}(?:付|承担|负担)|(?:与|和|跟)(?:乙方|员工|[^。;,]{{0,4}}员工)[^。;,]{{0,4}}(?:无关|没关系)|(?:支付|给予|发给)(?:乙方|员工|劳动者|职工))"
)
_SERVICE = re.compile(
    r"服务期|专项培训|培训费|培训款|培训协议|出资[^。;]{0,12}培训|专训|研修|进修|课程费|学费|深造|外训|委培|送培"
)
# In the job nothing but a service period carries a penalty, rivals or not.
_NONCOMPETE = pattern(
    rf"竞业|竞止|禁业|限制期|同业(?:限制|禁止)|(?:离[职任店厂开岗]|辞职|跳槽|卸任|解除|终止)[^。;]{{0,30}}{NONCOMPETE}"
)
# A sum per breach under a gentler name (责任金, 共担金), or so many times something, paid to the employer.
_NAMED_OTHERWISE = pattern(
    rf"(?:支付|承担|分担|缴纳|交纳|缴|交|付|赔){near(14)}(?P<v>(?:责任|共担|履约|信用|诚信|合规|名誉|违诺|违规|损失|守约|约束|承诺)(?:赔偿|补偿|违约|赔)?[金款费]|约定赔偿|[预约]定金)",
    rf"|(?:自掏|掏|承担|支付|付){near(3)}{MONEY}作为{near(2)}(?P<x>\"?[^。;,]{{2,8}}[款金费](?=\"|[,。;]|$))|(?P<z>{MONEY})(?:的标准)?(?:赔付|赔偿|赔给|赔|付给|交给)(?:给)?{EMPLOYER}|(?:赔付|赔偿|赔|付|交)给?{EMPLOYER}{near(4)}{MONEY}|向{EMPLOYER}{near(2)}(?:支付|给付|付|赔付|赔偿|赔|承担|缴){near(10)}(?P<y>{MONEY})",
    rf"|[0-9.]{{1,6}}倍(?:的)?向{EMPLOYER}{near(4)}(?P<w>偿付|支付|赔付|赔偿|给付|补偿)",
)
_SECRETS = re.compile(r"保密|商业秘密|泄露(?!工资|薪)|泄密|秘密")
_NO_PENALTY = re.compile(
    r"未(?:约定|设|预设)[^。;,]{0,10}(?:违约金|赔偿)|不(?:得(?:约定|要求|收取|向乙方)|约定|设|承担|负|需|必|向|支付|再|预先|另|要求|收取|适用)[^。;,]{0,24}(?:违约金|赔偿|补偿|责任|数额|费用)|无(?:须|需)[^。;]{0,14}(?:违约|赔偿|支付|承担)|除[^。;]{0,20}(?:服务期|竞业)[^。;]{0,20}外|不得与[^。;]{0,20}违约金|(?:实际|直接)(?:经济)?损失[^。;]{0,20}(?:举证|证明|为限)|(?:举证|证明)[^。;]{0,20}损失|比例不(?:高于|超过)|违约金[^。;]{0,20}(?:失效|作废)|依法(?:承担)?赔偿(?:甲方)?(?:实际|直接)"
)


def penalty_outside_law(clause: Clause) -> Iterator[Hit]:
    """L07. A worker's 违约金 exists only for a service period and for non-compete or secrets."""
    for m in clause.affirms(_WORKER_PAYS, unless=_NO_PENALTY):
        sentence = clause.sentence_at(m.start(), m.end())
        if (
            not _is_fixed_penalty(m, sentence)
            or _about_training_or_secrets(clause, sentence)
            or _EMPLOYER_PAYS.search(sentence)
        ):
            continue
        yield hit(m)
    yield from _paid_under_another_name(clause)


def _paid_under_another_name(clause: Clause) -> Iterator[Hit]:
    for m in clause.affirms(_NAMED_OTHERWISE, unless=_NO_PENALTY):
        sentence = clause.sentence_at(m.start(), m.end())
        if (
            re.search(MONEY + "|倍", sentence)
            and not re.search(
                RESIGNING
                + r"|入职|报到|领用|退还|返还|原路|退回|工资中|从工资|借款|房租|水电|餐|宿舍|购买|内购|比例",
                sentence,
            )
            and not _about_training_or_secrets(clause, sentence)
            and not _EMPLOYER_PAYS.search(sentence)
        ):
            yield hit(m)


def penalty_for_leaving(clause: Clause) -> Iterator[Hit]:
    """L37. A price on resigning, which the law leaves free on thirty days' notice."""
    for p in (_LEAVE_THEN_PAY, _LEAVE_AT_OWN_COST, _PAY_THEN_LEAVE, _LEAVE_THEN_LOSE, _LEAVE_REFUND):
        for m in clause.affirms(p, unless=_NO_PENALTY):
            sentence = clause.sentence_at(m.start(), m.end())
            if not _about_training_or_secrets(clause, sentence) and not _pays_worker(sentence):
                yield hit(m)


_SUM = rf"(?:{MONEY}|[0-9.]{{1,12}}个?月(?:的|之)?(?:全额)?(?:工资|薪|底薪|薪资|薪金|收入|报酬)|[0-9.]{{1,12}}倍|[0-9.]{{1,12}}%|违约金|赔偿金|补偿金|补偿费|赔偿费|招聘(?:成本|费)|猎头费?|代通知金|[0-9]个(?:学期|季度|学年)[^。;,]{{0,4}}工资|薪[资水金酬]|[^。;,0-9须需缴免]{{1,4}}费|管理费|培养费|顶岗费|罚金|罚款|费用)"
_LEAVE_THEN_PAY = pattern(
    rf"(?P<r>{RESIGNING}){gap(40)}?(?P<v>罚|(?:倒|退)?赔给?|归还|回馈|补还|捐出|赔偿|偿付|偿还|赔付|给付|支付|缴付|缴纳|交纳|承担|补偿|退还|返还|退回|付给|付|交|赔|倒贴|吐回|退){gap(22)}{_SUM}"
)
_LEAVE_AT_OWN_COST = pattern(
    rf"{RESIGNING}{gap(30)}(?:{_SUM}|费用?){near(6)},?(?:全|概|均|都)?(?:由|归|让)?(?:离职)?(?:{WORKER})(?P<v>(?:自己|自行|全额)?(?:赔|付|承担|出|补|负担|偿))|{RESIGNING}{gap(50)}(?:{MONEY}|工资|奖金){near(4)}(?P<w>回馈|赔给?|还给?|退给?|交给)(?:公司|甲方|单位)"
)
_PAY_THEN_LEAVE = pattern(
    rf"(?P<v>违约金|赔偿金|补偿金|赔偿){near(14)}(?:{MONEY}|[0-9.]{{1,12}}个月工资)[^。;]{{0,24}}(?:{RESIGNING})"
)
_LEAVE_THEN_LOSE = pattern(
    rf"(?P<r>{RESIGNING}){gap(30)}?(?:以|将|扣|没收|不(?:予|再)?(?:发放?|结算|退还|支付)|放弃){near(14)}(?:[0-9.]{{1,12}}个?月(?:的)?(?:工资|薪)|最后|末月|当月|未(?:发|结|付|领)|剩余|全部|工资|薪金|奖金|提成){near(14)}(?P<v>扣|充抵|抵充|抵作|抵偿|抵扣|冲抵|没收|赔偿|作为|弥补|补偿|放弃|归|不予|不再|损失)?"
)
_LEAVE_REFUND = pattern(
    rf"(?:{RESIGNING}){gap(20)}(?P<v>退还|返还|退回|偿还|归还|吐出|倒扣|扣回|追回){gap(16)}(?:签约(?:奖|费)?|入职(?:奖|补贴)|安家费|住房补贴|招聘|猎头|岗前培训|伙食|住宿|服装|工装|已发|已领|奖金|补贴|福利|餐补|房补|饭补|车补|话补|补助)"
)
_COMPENSATES_WORKER = re.compile(
    r"年休?假[^。;]{0,40}(?:支付|结清|折算|折现)|经济补偿(?!金?由乙)|(?<![向给对])(?:甲方|公司|用人单位|单位)(?:应当?|须|需|要|依法|仍|照常)?[^。;,乙]{0,24}(?:支付|结清|结算|给付|发放|赔偿)(?!甲方|的)|视为[^。;]{0,12}(?:离职|辞职)[^。;]{0,10}(?:无须|不)支付"
)


def _pays_worker(sentence: str) -> bool:
    return _COMPENSATES_WORKER.search(sentence) is not None or _EMPLOYER_PAYS.search(sentence) is not None


def _is_fixed_penalty(m: re.Match[str], sentence: str) -> bool:
    """Named 违约金, or a round sum the worker pays for falling short."""
    if "违约" in m.group():
        return (
            re.search(r"支付|承担|赔|付|缴|为|收|计|扣|责任|须|应|:|退|约定|人民币|[0-9]元|适用", sentence)
            is not None
        )
    if "经济补偿" in sentence or (
        re.search(r"补偿(?:金|费|款)", m.group())
        and not re.search(WORKER + near(30) + r"(?:支付|承担|赔|付|缴)", sentence)
    ):
        return False
    return (
        re.search(WORKER, sentence) is not None
        and re.search(
            r"赔偿金|惩罚性|定额|违约|赔付|罚则金|另(?:行)?赔|一次性(?:赔|支付|偿)|每次(?:赔|支付)|偿付",
            sentence,
        )
        is not None
    )


def _about_training_or_secrets(clause: Clause, sentence: str) -> bool:
    if _SERVICE.search(sentence) and not re.search(
        r"岗前|入职培训|新员工|安全培训|内部培训|上岗培训|企业文化|入职引导|宣讲|规章制度培训", sentence
    ):
        return True
    special = (
        clause.facts.noncompete_months is not None
        or clause.facts.noncompete_penalty is not None
        or clause.facts.service_penalty is not None
    )
    return bool(_NONCOMPETE.search(clause.text) or _SECRETS.search(sentence)) or special


_TRAINING = r"(?:培训|专训|学费|课程费|进修|研修|深造|送培|委培)"
_OVER_COST = pattern(
    rf"(?:(?:违约金|返还|赔偿|退还|偿还|支付){gap(40)}(?:培训(?:费|费用|款|成本)|学费|课程费){near(10)}(?:的|之|加倍)?{near(4)}(?:[1-9][0-9.]*倍|1[0-9]{{2,}}%|[2-9][0-9]{{2}}%)|(?:培训|学费|课程费|专项){near(14)}(?:的|之)?(?:[2-9](?:\.[0-9])?|1\.[1-9]|10)倍|[2-9](?:\.[0-9])?倍(?:的|于)?{near(6)}培训费|加倍(?:返还|偿还|赔偿|支付))"
)
_PLUS_OTHER = pattern(
    rf"除{near(8)}{_TRAINING}[^。;]{{0,12}}外[^。;]{{0,6}}(?P<w>还|另|并|须再|再)[^。;]{{0,10}}(?:赔偿|支付|承担|付|赔|补)|(?:违约金|返还|赔偿|退还|偿还|支付){gap(50)}{_TRAINING}{gap(24)}(?P<v>加上?|外加|并加收|以及|并(?:赔偿|支付|承担|加付|另付)|另(?:行)?(?:支付|赔偿|加|付|计)|还(?:须|应|需|要)|连同|附加|再加|再按|加计|加收){gap(24)}(?:利润|损失|利息|工资|年息|月息|罚息|占用|管理费|违约金|元|%|招聘|机会成本|误工|成本)"
)
_INTEREST = pattern(
    r"连本带[息利]|(?:返还|退还|退|偿还|还|赔偿|赔|付|清偿)",
    gap(24),
    r"(?P<v>利息|[年月]息|计息|罚息|滞纳金|资金占用)|(?P<w>利息|[年月]息|计息|加收)[^。;,]{0,8}(?:返还|退还|偿还|赔)",
)
_NO_INTEREST = re.compile(
    r"(?:利息|年息|月息|息)(?:也|都|一律|概|均)?[不免无](?!变)|[不免无]须?(?:另|再)?[加计收算付][^。;,]{0,4}息|(?:不|免|无)(?:计|加|付|收|支付)?(?:任何)?利?息"
)
_NOT_PRO_RATA = pattern(
    r"(?:1分[^。;,]{0,3}不[^。;,]{0,2}少|分文不少|如数|悉数|全数退|(?:不论|无论|不管|不问|不因|不随|不扣减|不按|不再?递减|不减|不作递减|不予(?:递减|扣减|抵减|折算)|已(?:服务|履行|干|做|工作)[^。;,]{0,8}不(?:抵|折|予|减|扣|算)|仍(?:须|应|需|要|旧)?(?:返还|退还|赔偿|支付|偿还)?全[部额]|一律(?:按)?全额|均(?:须|应|需)?(?:按)?(?:全额|全部)|全额(?:返还|退还|赔偿|支付|偿还|退赔|追偿|追回)|足额返还|返还全部|退还全部|偿还全部|赔偿全部|支付全部|上不封顶|不设上限|全部培训费))"
)
_SERVICE_CAPPED = re.compile(
    r"(?:尚未|未)履行[^。;]{0,20}(?:分摊|为限|部分)|分摊|逐月递减|逐年递减|按(?:比例|剩余|未)|不超过[^。;]{0,16}(?:培训费|分摊)|递减"
)
_TRAINING_COST = pattern(
    rf"(?:{_TRAINING}|出资|费用){gap(14)}?(?P<cost>(?<![0-9.])[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)元"
)
_SERVICE_PENALTY = pattern(
    rf"(?:违约金|返还|退还|赔|偿还|支付){gap(20)}?(?P<pen>(?<![0-9.])[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)元"
)


def service_penalty_over_cost(clause: Clause) -> Iterator[Hit]:
    """L08. At most the training cost, and at most the share that falls on the months not yet served."""
    if not clause.has(_SERVICE) and clause.facts.training_cost is None:
        return
    for m in clause.affirms(_OVER_COST):
        yield hit(m)
    for p in (_PLUS_OTHER, _INTEREST):
        yield from (hit(m, note="在分摊的培训费用之外另计") for m in clause.affirms(p, unless=_NO_INTEREST))
    capped = clause.has(_SERVICE_CAPPED)
    denied = re.compile(
        r"不(?:得|因[^。;,]{0,14}|随[^。;,]{0,10}|再|作|按[^。;,]{0,8})?(?:递减|分摊|折算|扣减|按比例)|仍"
    )
    if not capped or clause.has(denied):
        for m in clause.states(_NOT_PRO_RATA):
            if re.search(
                r"违约金|返还|退[还回给]|赔偿|偿还|支付|承担|退赔|还清|清偿|追|[都均皆][^。;,]{0,2}[付退赔]",
                clause.sentence_at(m.start(), m.end()),
            ) and not re.search(
                r"(?:甲方|公司|单位)(?:全部|全额|承担|负担)|无须|不得要求",
                clause.sentence_at(m.start(), m.end()),
            ):
                yield hit(m)
    yield from _service_arithmetic(
        clause, capped=capped and not clause.has(denied) and not clause.has(_RAISED)
    )
    yield from _by_the_year_not_served(clause)


_RAISED = re.compile(r"上浮|加[收计成]|另加|再加")
_EACH_SHORT = pattern(
    r"每(?:提前|少|差|欠|缺|短)[^。;0-9]{0,6}1?个?(?P<per>年|月)[^。;0-9]{0,14}(?P<n>(?<![0-9.])[0-9]{1,12}(?:\.[0-9]{1,6})?)元"
)


def _by_the_year_not_served(clause: Clause) -> Iterator[Hit]:
    """每少服务一年,赔两万元: so much for each, reckoned over the whole period, against the cost."""
    if (priced := _priced_by_the_year(clause)) is None:
        return
    m, added, cost = priced
    if added > cost + _YUAN_SLACK:
        yield hit(m, note=f"按全部服务期计为{added:g}元，培训费用为{cost:g}元")


def _priced_by_the_year(clause: Clause) -> tuple[re.Match[str], float, float] | None:
    """Where it stands, the sum over the whole period, the cost; None where one of them isn't known."""
    cost_match, m = _TRAINING_COST.search(clause.text), _EACH_SHORT.search(clause.text)
    cost = clause.facts.training_cost or (float(cost_match.group("cost")) if cost_match else None)
    period = clause.facts.service_period_months or _months_said(clause, _PERIOD)
    if m is None or cost is None or period is None:
        return None
    return m, float(m.group("n")) * (period / 12 if m.group("per") == "年" else period), cost


_PERIOD = pattern(rf"(?:服务期|约定(?:服务|干))(?:限)?(?:为|是|:)?{near(3)}(?P<d>{DURATION})")
_SERVED = pattern(
    rf"(?:服务|干|工作|履行|做)(?:满|了|够|到)?(?P<d>{DURATION})(?:后|时|即|就|便)?(?:主动|提出)?(?:离|走|辞|解约|解除)"
)


def _months_said(clause: Clause, p: re.Pattern[str]) -> float | None:
    m = p.search(clause.text)
    found = clause.durations_by_start.get(m.start("d")) if m else None
    return found.months if found else None


# 做到第三年才走: two years at least are served.
_NTH_YEAR = re.compile(
    rf"(?:服务|干|工作|履行|做|待)(?:到|至)(?:了)?第(?P<n>{NUMBER})个?(?:服务)?年(?!末|底|期满|届满|结束)"
)


def _months_served(clause: Clause) -> float | None:
    if clause.facts.served_months is not None:
        return clause.facts.served_months
    if (m := _NTH_YEAR.search(clause.text)) is not None:
        return (value(m.group("n")) - 1) * 12
    return _months_said(clause, _SERVED)


def service_reckoned_lawful(clause: Clause) -> bool:
    """Is the penalty what falls on the months not served, or less, or nothing due at all?"""
    facts = clause.facts
    if any(True for _ in service_penalty_over_cost(clause)):
        return False
    if instalments_cover_cost(clause) or _priced_by_the_year(clause) is not None:
        return True
    known = (facts.training_cost, facts.service_period_months, facts.served_months, facts.service_penalty)
    sentences = [m.group() for m in re.finditer(r"[^。;!?]+", clause.text)]
    return all(n is not None for n in known) or all(declares_void(s) for s in sentences)


def _service_arithmetic(clause: Clause, *, capped: bool) -> Iterator[Hit]:
    facts = clause.facts
    stated = next(_SERVICE_PENALTY.finditer(clause.text), None)
    cost_match = next(_TRAINING_COST.finditer(clause.text), None)
    cost = (
        facts.training_cost
        if facts.training_cost is not None
        else (float(cost_match.group("cost")) if cost_match else None)
    )
    penalty = (
        facts.service_penalty
        if facts.service_penalty is not None
        else (
            float(stated.group("pen")) if stated and cost_match and stated.end() != cost_match.end() else None
        )
    )
    if cost is None or penalty is None or (capped and stated is None):
        return
    due = cost
    period = facts.service_period_months or _months_said(clause, _PERIOD)
    served = _months_served(clause)
    if period and served is not None:
        due = cost * max(0.0, period - served) / period
    if penalty > due + _YUAN_SLACK:
        note = f"未履行部分应分摊的培训费用为{due:.0f}元，约定为{penalty:.0f}元"
        yield hit(stated, note=note) if stated else whole(clause, note=note)


_DEPOSIT = pattern(
    r"(?P<v>押[金款]|保证金|抵押金|抵押款|质押金|履约金|风险金|信用金|诚信金|保证款|担保金|担保费|入职费|报名费|建档费|服装费|工装费|工服费|培训押|风险抵押|抵押物|质押|(?<!预)定金|订金|预授权|集资|入股金|保证书金|上岗费|介绍费|管理押|诚意金|承诺金|意向金|稳岗金|忠诚金|互助金|安全金|责任金|信誉金|廉洁金|廉政金|合作金|名额费|岗位费|工牌费|宿舍押|设备押|[压押][0-9.]{1,12}元|[压押](?:第[一1]个?|[首头][一1]?个?|当|上)月(?:的)?(?:工资|薪)|(?:工资|薪水?|工钱)(?:先|都|给)?[压押][着下住在]|[压押](?:薪|[0-9.]{1,12}个?月|[0-9.]{1,12}[天日](?:的)?(?:工资|薪)|1?半))"
)
_DEPOSIT_PAID = re.compile(
    r"[押压]|备用|缴|交|收|付|存|扣|预留|垫|提供|出具|退|返还|留|押|抵|先行|支付|代扣|出资"
)
_NO_DEPOSIT = re.compile(
    r"(?:保证金|押金|定金|保人|担保)\"?,?[^。;,]{0,8}(?:一律|一概|概|均|都|全|从)?不(?:收|设|要|交|缴|押|用)|(?:不(?:得|会|再)?(?:收取|要求|缴|交|收|设|以|扣|押|向|另|代管|须|需|存在|巧立)|无(?:须|需)|严禁|禁止|绝不|从不|免收|免缴|免交)[^。;]{0,40}(?:押|保证金|抵押|担保|财物|费|风险金)|(?:甲方|公司)(?:承担|负担|免费)[^。;]{0,10}(?:服装|工装|工服)费|住房公积|由(?!乙方|员工|本人)[^。;,]{0,8}自行[缴交]|客户|客人|会员|保管[^。;]{0,16}(?:保证金|押金)|顾客|业主|租客|住客|供应商|投标|拒[付交绝]|举报|租赁保证金由甲方|退还乙方已缴|(?:已|全部)[^。;]{0,10}退还[^。;]{0,10}不再|经济补偿"
)
_PAPERS = r"(?:身份证|居民身份证|毕业证|学位证|学历证|学历(?:学位)?证书|资格证|职业资格|职称证|执业证|驾驶证|驾照|护照|户口[本簿]|上岗证|从业资格证|技能证|证书原件|证件原件|证照|证件|档案(?!室)|通行证|健康证|教师证|会计证|建造师证|银行卡|社保卡|执照|[师员工]证|注册证|资质证|(?:执业|资格|从业|职称)证?书|证书(?=正本|原件)|(?:证书|证件)(?:正本|原件))"
_KEEP = rf"(?:[放留搁存交](?:在|到|于|给|由)?{EMPLOYER}|保留|扣存|扣押|扣留|扣下|保管|代管|托管|收存|代存|留存|暂存|收缴|暂扣|抵押|质押|留置|锁[柜入在存]|存放于|存于|存放|交存|统一收|收取|收走|上交|上缴|收执|收管|执管|掌管|交由|交给|交至|缴存|封存|(?:集中|统一|代为|代)保存|保存(?:于|在)(?:公司|甲方|人事)|押在|押于|滞留|集中管理|统一管理|由(?!本人|乙方|员工|其?自己|个人)[^,。;]{{0,10}}(?:持有|管|收|存))"
_KEEPS_PAPERS = pattern(rf"(?:{_PAPERS}{gap(24)}(?P<v>{_KEEP})|(?P<w>{_KEEP}){near(16)}{_PAPERS})")
_COPIES = re.compile(
    r"妥善保管(?:好)?(?:本人|自己|个人)|乙方[^,。;]{0,8}保管(?:好)?(?:本人|自己|其)|复印件|扫描件|影印件|当场(?:归还|退还|返还)|核验后|验后|即时(?:归还|退还)|电子版|副本|不(?:得)?(?:扣|代管|保管|留存原件|收)|无需上交|十五日内|15日内|档案和社会|转移手续|自行[^,。;]{0,4}保管|乙方[^,。;甲]{0,10}保管|本人保管|离职时?[^。;]{0,8}(?:转移|移交)档案"
)
_GUARANTEE = pattern(
    rf"(?:提供|出具|找|寻|提交|具备|须有|应有|需有|缴|落实|办理|设定|指定|由){gap(24)}(?P<v>担保人?|保证人|保人|连带(?:责任|保证|担保|赔偿)|抵押|质押|房产证|房本|担保书|保函|保书|具保)(?!公司业务|部|岗|物业)|(?:留存|扣存|扣下|预留|留下){near(8)}{MONEY}{gap(20)}(?P<x>担保|保证)(?!人|不)|(?:薪|工资){near(8)}作为?{near(4)}(?P<y>保证|担保|押){near(6)}[留存扣压]|(?P<w>亲属|父母|配偶|家属|保人|担保人|保证人|直系){near(20)}(?:担保|连带|保证责任|作保)"
)
_GUARANTEED_BY = r"担保|保证人|[铺人]保|保人|抵押|质押"
_OTHER_FEE = pattern(
    rf"(?:乙方|员工|入职者|应聘者|本人|其|新人|新员工|职工)?{near(12)}(?:入职|入行|进[店厂]|上岗|报到|录用|签约|岗前|入场|到岗){gap(20)}?(?P<v>缴纳|交纳|缴付|缴存|预交|预缴|先交|上交|支付|交付|缴|交|自费购买|购买|认购){near(14)}(?:[0-9]{{1,12}}元|指定|工具|制服|工装|器材|费用|培训费|服装|体检费|会费|押|金)"
)
_WORK_ONLY = re.compile(
    r"5险|五险|离职后|违约金|社会保险|社保|个税|税|公积金|复印|材料|证明|文件|资料|体检报告|档案|照片|登记表"
)


def deposit_denied(clause: Clause) -> bool:
    """Does every sentence about deposits, guarantors or papers rule them out?"""
    about = pattern(rf"{_DEPOSIT.pattern}|{_GUARANTEED_BY}")
    sentences = [m.group() for m in re.finditer(r"[^。;!?]+", clause.text)]
    denied = [_NO_DEPOSIT.search(s) is not None for s in sentences if about.search(s)]
    return bool(denied) and all(denied) and not any(True for _ in deposit_or_papers_held(clause))


def deposit_or_papers_held(clause: Clause) -> Iterator[Hit]:
    """L09. No deposit, no guarantor, no papers kept, whatever the payment is called."""
    for m in clause.affirms(_DEPOSIT, unless=_NO_DEPOSIT):
        if _DEPOSIT_PAID.search(clause.sentence_at(m.start(), m.end())):
            yield hit(m)
    for m in clause.affirms(_KEEPS_PAPERS, unless=_COPIES):
        yield hit(m)
    for m in clause.affirms(_GUARANTEE, unless=_NO_DEPOSIT):
        if not re.search(
            r"(?:甲方|公司)(?:为|向)(?:乙方|员工)[^。;]{0,8}担保|对外担保|担保法|担保业务|信贷|连带责任保险",
            clause.sentence_at(m.start(), m.end()),
        ):
            yield hit(m)
    for m in clause.affirms(_OTHER_FEE, unless=_WORK_ONLY):
        if not re.search(
            EMPLOYER + r"(?:承担|负担|支付|缴|出|购|为|免费|报销)", clause.sentence_at(m.start(), m.end())
        ):
            yield hit(m)
