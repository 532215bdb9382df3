"""L07, L37: a price on breach or on leaving. 劳动合同法 22-25, 37."""

import re
from collections.abc import Iterator

from contracts.clause import Clause, hit
from contracts.findings import Hit
from contracts.lexicon import EMPLOYER, NONCOMPETE, PENALTY, RESIGNING, WORKER, gap, near, pattern
from contracts.quantities import MONEY

_WORKER_PAYS = pattern(
    rf"(?P<v>{PENALTY})|(?:赔偿|偿付|偿还|赔付|给付|支付|缴付|缴纳|交纳|承担|补偿|退还|返还|退回|付给|付){near(16)}(?:{MONEY}|[0-9]{{1,12}}个?月(?:的)?(?:工资|薪|底薪)|[0-9.]{{1,12}}倍|[0-9.]{{1,12}}%)"
)
_EMPLOYER_PAYS = pattern(
    rf"(?:[向对给](?:乙方|员工|劳动者|职工)(?:另行?|加倍|足额)?(?:支付|给付|[付赔补])|{EMPLOYER}[^。;]{{0,60}}(?:向|给|对)(?:乙方|员工|劳动者|其|职工)[^。;,]{{0,16}}(?:支付|给付|赔偿|补偿|承担)|(?<![向给对]){EMPLOYER}(?:应当?|须|需|要|依法|按|另)?[^。;,乙员劳]{{0,20}}(?:支付|给付|加付|赔付|承担){near(14)}(?:经济补偿|赔偿金|违约金|补偿金)|{EMPLOYER}[^。;,]{{0,20}}(?:违法解除|拖欠|逾期|未足额|违约的)|经济补偿金?|供应商|客户(?:的|之)?违约|[付补赔][^。;,]{{0,8}}给(?:乙方|员工|劳动者)|由(?:业主|客户|供应商|对方)[^。;]{{0,12}}(?:付|承担|负担)|(?:与|和|跟)(?:乙方|员工|[^。;,]{{0,4}}员工)[^。;,]{{0,4}}(?:无关|没关系)|(?:支付|给予|发给)(?:乙方|员工|劳动者|职工))"
)
SERVICE = re.compile(
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


# What is paid for isn't leaving: what is done after it, or that somebody else left.
_AFTER_LEAVING = pattern(
    r"(?:离职|离开|辞职|走(?:了|人)?)(?:之|以)?后[^。;]{0,40}?(?:仍|继续|擅自|自办|自己|开|办|招揽|拉走?|带走|挖|跟随|出镜|使用|诋毁|联系|接触|私下|就诊|发布)[^。;]{0,20}(?:的|者|时)?,?[^。;]{0,16}(?P<v>赔偿?|付|交|支付|承担)[^。;]{0,16}?",
    MONEY,
)
_SOMEBODY_ELSE_LEFT = pattern(
    rf"(?:介绍|引荐|推荐|内推|带)(?:来|进来?|入职)?的?[^。;,]{{0,8}}?(?:[未没不][做干待]?[满够到]|中途|提前)[^。;]{{0,14}}(?:走|离|退)[^。;]{{0,20}}(?P<v>赔|补偿|付|交|退|补)[^。;]{{0,14}}(?:{MONEY}|[0-9.]{{1,8}}%|奖|(?<![0-9])[一二三四五六七八九][百千])"
)
# 差额的千分之五由乙方补给公司; 没卖够的,主播补差价: an obligation to make up what the business didn't earn.
_SHORTFALL = pattern(
    rf"(?:[未没不][^。;,]{{0,6}}(?:达|够|到|足|完成|满)|缺口|差额|低于)[^。;]{{0,30}}?(?:{WORKER}|主播|个人|自己)[^。;,工薪]{{0,14}}?(?P<v>补(?:足|差|给|齐|上)?|赔|承担|垫)[^。;,]{{0,8}}?(?:差[额价]|缺口|给(?:公司|门店|甲方|店)|补足责任|不足部分)|(?:业绩|净增|销售|营业额|指标|目标|kpi|gmv)[^。;]{{0,30}}差额[^。;]{{0,14}}(?P<w>承担|补足|补给|赔)"
)
_FROM_PAY = re.compile(
    r"(?:从|自|在)[^。;,]{0,6}(?:工资|薪|奖金|提成|绩效)[^。;,]{0,4}[中里内]?[^。;,]{0,4}扣|(?<![向给对])(?:公司|甲方)补"
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
    for p in (_AFTER_LEAVING, _SOMEBODY_ELSE_LEFT, _SHORTFALL):
        for m in clause.affirms(p, unless=_NO_PENALTY):
            sentence = clause.sentence_at(m.start(), m.end())
            if not _about_training_or_secrets(clause, sentence) and not _FROM_PAY.search(sentence):
                yield hit(m)


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
    for p in (
        _SHORT_OF_PROMISE,
        _TIMES_BACK,
        _LEAVE_THEN_PAY,
        _LEAVE_AT_OWN_COST,
        _PAY_THEN_LEAVE,
        _LEAVE_THEN_LOSE,
        _LEAVE_REFUND,
    ):
        for m in clause.affirms(p, unless=_NO_PENALTY):
            sentence = clause.sentence_at(m.start(), m.end())
            if (
                not _about_training_or_secrets(clause, sentence)
                and not _pays_worker(sentence)
                and not any(p.search(sentence) for p in (_AFTER_LEAVING, _SOMEBODY_ELSE_LEFT))
            ):
                yield hit(m)


_SUM = rf"(?:{MONEY}|[0-9.]{{1,12}}个?月(?:的|之)?(?:全额)?(?:工资|薪|底薪|薪资|薪金|收入|报酬)|[0-9.]{{1,12}}倍|[0-9.]{{1,12}}%|违约金|赔偿金|补偿金|补偿费|赔偿费|招聘(?:成本|费)|猎头费?|代通知金|[0-9]个(?:学期|季度|学年)[^。;,]{{0,4}}工资|薪[资水金酬]|[^。;,0-9须需缴免]{{1,4}}费|管理费|培养费|顶岗费|罚金|罚款|费用)"
_LEAVE_THEN_PAY = pattern(
    rf"(?P<r>{RESIGNING}){gap(40)}?(?P<v>罚|(?:倒|退)?赔给?|倒给|吐出|归还|回馈|补还|捐出|赔偿|偿付|偿还|赔付|给付|支付|缴付|缴纳|交纳|承担|补偿|退还|返还|退回|付给|付|交|赔|倒贴|吐回|退){gap(22)}{_SUM}"
)
_LEAVE_AT_OWN_COST = pattern(
    rf"{RESIGNING}{gap(30)}(?:{_SUM}|费用?){near(6)},?(?:全|概|均|都)?(?:由|归|让)?(?:离职)?(?:{WORKER})(?P<v>(?:自己|自行|全额)?(?:赔|付|承担|出|补|负担|偿))|{RESIGNING}{gap(50)}(?:{MONEY}|工资|奖金){near(4)}(?P<w>回馈|赔给?|还给?|退给?|交给)(?:公司|甲方|单位)"
)
# 须干够三年,少一年补交一万元; 承诺服务满五年,否则退还全部福利
_SHORT_OF_PROMISE = pattern(
    rf"(?:干|做|待|服务|工作|留)(?:够|满|足|到)[^。;,]{{0,12}},[^。;]{{0,4}}(?:每?[少差欠缺](?:干|做)?1?个?[年月天][^。;]{{0,6}}|否则[^。;]{{0,30}}?)(?P<v>补|赔|交|付|退|返|还|扣)[^。;]{{0,20}}?(?:{_SUM}|福利|补贴|奖|保费|津贴)"
)
_TIMES_BACK = pattern(rf"(?:{RESIGNING}){gap(20)}[0-9.]{{1,4}}倍(?:的|地)?{near(3)}(?P<v>赔|还|退|交|返|吐)")
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


_TAKEN = re.compile(
    r"赔|偿|不予|退|返|还|交|缴|付|扣|罚|补|吐|倒|违约|没收|作废|不[发结给算]钱|不[发结给]|清零|归|放弃|抵|不作数|承担|出钱"
)


def nothing_taken(clause: Clause) -> bool:
    """Is there no word of anybody paying, giving back or losing anything?"""
    return not clause.has(_TAKEN)


def paid_for_something_else(clause: Clause) -> bool:
    """Is money due only for what is done after leaving, or for another's leaving?"""
    other = any(clause.has(p) for p in (_AFTER_LEAVING, _SOMEBODY_ELSE_LEFT))
    return other and not any(True for _ in penalty_for_leaving(clause))


def nothing_due_for_leaving(clause: Clause) -> bool:
    """Is nothing taken, or not for leaving?"""
    return nothing_taken(clause) or paid_for_something_else(clause)


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


_NO_TRAINING = re.compile(r"(?:未|没有?|不曾)(?:接受|参加|提供|享受|安排)[^。;,]{0,8}培训")


def _about_training_or_secrets(clause: Clause, sentence: str) -> bool:
    if (
        not _NO_TRAINING.search(sentence)
        and SERVICE.search(sentence)
        and not re.search(
            r"岗前|入职培训|新员工|安全培训|内部培训|上岗培训|企业文化|入职引导|宣讲|规章制度培训", sentence
        )
    ):
        return True
    special = (
        clause.facts.noncompete_months is not None
        or clause.facts.noncompete_penalty is not None
        or clause.facts.service_penalty is not None
        or clause.facts.training_cost is not None
    )
    return bool(_NONCOMPETE.search(clause.text) or _SECRETS.search(sentence)) or special
