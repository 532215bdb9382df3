"""L28, L33, L38: changing the terms alone, scores as terms, promised shares."""

import re
from collections.abc import Iterator

from contracts.clause import Clause, hit
from contracts.findings import Hit, Severity
from contracts.lexicon import AI_SCORE, EMPLOYER, WAGE, WORKER, gap, near, pattern

_TERMS = r"(?:车间|工序|产线|单价|工价|课时费|提成|点位|佣金|底薪|工钱|岗位|职务|职位|工种|工作(?:地点|内容|岗位|城市|场所|地)|薪酬|工资|薪资|薪金|薪水|月薪|薪级|薪|待遇|劳动报酬|报酬|职级|级别|班次|班组|工作组|项目组|地点|部门|合同内容|本合同(?:内容|条款)|合同条款|任[何一]条款|哪个岗|多少钱|各项条款|劳动条件|工时制度|工时|城市|派驻地|科室|校区|网点|分行|支行|用工单位|门店|分公司|任一城市|外地|异地|关联公司|子公司)"
_CHANGE = r"(?:转[给至到]|升降|合理安排|派去|支援|厘定|改写|重定|重新匹配|更换|改为|改派|调整|变更|变动|调动|调换|调往|调至|调到|调任|调配|调派|调遣|改派|派往|派驻|派遣|指派|安排到|另行安排|降低|下调|下修|降职|降级|降薪|降至|修改|更改|改变|重新(?:核定|确定)|变换|轮换|委派|核定|转派|下浮|转移|划转|增减|调岗|调薪|安排乙方到|安排到)"
_ANY = r"(?:随时|任意|无须|无需|毋须|毋庸|不需|不必|不经|未经|单方|单独|自行|无条件|不受限制|任何|一律|直接|绝对|完全|必须服从|须服从|应服从|应当服从|不得(?:异议|拒绝|有异议|提出|以任何)|视为同意|甲方认为(?:合适|适当|必要)|认为|全国任一|任一|全权|不另行?(?:通知|征)|最终决定|即时生效|以通知为准|不同意的)"
_UNILATERAL = pattern(
    rf"(?:{EMPLOYER}){gap(24)}(?:有权|可以?|得|能|享有|保留|将|自行|单方|随时|随意|全权){gap(40)}?(?P<v>{_CHANGE}){gap(30)}|(?:{_TERMS})(?:均|都|一律)?以(?:{EMPLOYER}){near(10)}(?P<x>通知|安排|指定|决定)为准|(?:{_TERMS}){gap(20)}(?:由|得由|均由|全由|悉由|听凭|任由)(?:{EMPLOYER}){gap(20)}(?P<w>{_CHANGE}|说了算|决定|确定|安排|核定|指定)"
)
_OBEY = pattern(
    rf"(?:同意|接受|服从|愿意|承诺)[^。;,]{{0,8}}(?:被|由甲方)?(?:派往|调往|调至|派至|派驻|借调|派遣|外派|调任|调配)[^。;,]{{0,20}}|(?:乙方|员工|劳动者|本人|职工|其|受聘人|劳方)?(?:须|应|必须|应当|需|同意|承诺|保证|自愿|愿意)?(?:无条件|绝对|完全|一律|随时)?(?:服从|接受|听从|遵从|配合){near(24)}(?:{_CHANGE}|调岗|调薪|安排){near(10)}|(?P<w>变动|调岗|调薪|降薪|岗位调整|工作调动|调动|调整|派遣|调配|薪资调整){gap(20)}(?:无条件|绝对|一律|必须|均须|应当?)?(?:服从|接受|不得(?:异议|拒绝|有异议))"
)
# Somebody other than the worker decides, and the worker isn't asked.
_NOT_ASKED = pattern(
    rf"(?:无[须需庸]|毋[须需庸]|不[用必需须]|用不着|不经|未经|不另|不以)(?:再|另行?|事先|跟|与|经|征得?|取得)?(?P<who>{WORKER}|教师|工人|其|双方)?(?:的)?{near(4)}(?:同意|协商|商量|签[认字]|确认|表态|点头|认可|答应)|{EMPLOYER}[^。;]{{0,24}}(?:绝对|单方|最终)(?:变更|调整|决定)权|谁也不用签字"
)
_ALTERS = re.compile(
    _CHANGE + "|派往|[随任]时?改|调往|改|换|说了算|说一声|按[0-9.]{1,5}%|决定|核定|下落|生效"
)
_AGREED = re.compile(
    r"(?:经|与|取得|征得|双方|须|应)[^。;]{0,16}(?:协商一致|协商同意|书面同意|同意|书面协商|协商后|签字确认|书面协议|书面变更)|协商一致|不得(?:单方|随意|任意|擅自|因|以|降低|变更|强制|因此|随时|借)|有权(?:拒绝|不同意|选择)|无权|根据医疗机构|医疗机构证明|不能胜任|医疗期满|依法(?:调整|变更)|未达成一致[^。;]{0,10}(?:按|继续)原|工资(?:待遇)?(?:不变|保持不变|不降低)|薪酬不变|待遇不变"
)
_AGREE_FALSE = re.compile(
    r"(?:无须|无需|毋须|不需|不必|不经|未经|不另|毋庸|不用)[^。;]{0,16}(?:同意|协商|征求|征得|通知|一致)|单方|视为同意|无条件|随时|任意"
)
_REASONABLE = re.compile(
    r"(?:根据|视|因|按照?|依据|基于)[^。;]{0,14}(?:生产|经营|工作|业务|能力|需要|组织)|适当|合理|必要|相应"
)


# 适当增减职责, 合理调整教研室: a reservation so wide that only the case shows whether it is used fairly.
_SOFTLY = pattern(
    rf"(?:{EMPLOYER}|[校院馆店厂园社]方){gap(30)}(?:适度|适当|合理|酌情)(?:地)?(?P<v>优化|调整|增减|变动|微调|增加或减少){near(12)}(?:职责|教研室|岗位|科室|工作内容|组别|班组|分工)?|(?:{EMPLOYER}|[校院馆店厂园社]方){gap(30)}(?:职责|教研室|科室|工作内容|分工|岗位){near(6)}(?:适度|适当|合理|酌情)(?:地)?(?P<w>优化|调整|增减|变动|微调)"
)


def unilateral_change(clause: Clause) -> Iterator[Hit]:
    """L28. Terms change by agreement in writing. W when the clause speaks of a reasonable, need-based adjustment only."""
    for p in (_UNILATERAL, _OBEY):
        for m in clause.affirms(p):
            sentence = clause.sentence_at(m.start(), m.end())
            if re.search(r"人工|复核|评审委员会", m.group()):
                continue
            if not re.search(_TERMS + "|降职|降级|调岗|调薪|降薪", m.group()) or (
                _AGREED.search(sentence) and not _AGREE_FALSE.search(sentence)
            ):
                continue
            if re.search(r"(?:绩效|浮动|效益|考核)$", clause.text[max(0, m.start() - 2) : m.start()]) or (
                re.search(
                    r"系数|绩效奖金|绩效工资|浮动|提成|年假|休假|培训|加班|延长工|延时|超时|排班表|工位|座位",
                    m.group(),
                )
                and not re.search(r"岗位|薪|工资|地点", m.group())
            ):
                continue
            yield hit(m, _change_severity(m.group(), sentence))

    for m in clause.affirms(_SOFTLY, unless=_AGREED):
        yield hit(m, Severity.WARN)
    for m in clause.states(_NOT_ASKED):
        sentence = clause.sentence_at(m.start(), m.end())
        if (
            re.search(_TERMS, sentence)
            and _ALTERS.search(sentence)
            and not re.search(r"乙方(?:可以?|有权)|不得|加班|辞职|离职|解除|班车|提前转正", sentence)
        ):
            yield hit(m)


def _change_severity(words: str, sentence: str) -> Severity:
    strong = re.search(_ANY, sentence) or re.search(rf"(?:{WAGE}|薪|待遇|降职|降级|合同)", words)
    if _REASONABLE.search(sentence) and not re.search(
        r"随时|任意|无条件|无须|无需|毋须|单方|视为|(?:应当?|须|必须|需)服从|不得(?:异议|拒绝)|任何异议|降|下调|下修|薪|工资|待遇|报酬",
        sentence,
    ):
        return Severity.WARN
    return (
        Severity.BLOCK
        if strong or re.search(r"(?:应当?|须|必须|需)服从", sentence) or "服从" in words
        else Severity.WARN
    )


_SCORE_DECIDES = pattern(
    rf"(?P<v>{AI_SCORE}){gap(50)}(?:作为|为|据此|据以|作|视为|决定|确定|定为|定级|定薪|定|核定|解除|转正|录用|晋升|续签|调整|挂钩|依据|标准|上浮|下浮|高|扣|降|辞退|淘汰|附件|不符合|不胜任|终止|增设|特|双方同意|参照|执行|匹配|对应|解约|聘为|签约|续约|续订|不续|较同岗|让[^。;,]{{0,4}}走|走人|底薪|系数|下调|自动|直接|期权|加班|培训|延长|奖金|薪|工资|岗位|职级)"
)
_TERMS_FROM_SCORE = pattern(
    rf"(?:薪|工资|职级|岗位|转正|录用|续签|续订|解除|奖金|晋升|调岗|试用期|级别|考核|报酬|期权|去留){gap(26)}(?:依据|根据|按照?|以|由|取决于|参照|挂钩|依|与){near(20)}(?P<v>{AI_SCORE})"
)
HUMAN_DECIDES = re.compile(
    r"不(?:涉及|改变|关联|牵涉)|(?:仅|只)(?:作|供|给|是)[^。;]{0,12}(?:参考|提示)|不(?:拿来|写进|据以)|不因[^。;,]{0,4}(?:测评|评分|评估)|不影响[^。;,]{0,4}(?:薪|工资|待遇|转正|录用)|不(?:得|作为|构成|作|以|纳入|影响|写入|进入|直接|会|将|据|单独|参与|用于|决定|与)[^。;]{0,40}(?:依据|附件|内容|条件|理由|决定|转正|调薪|解除|评分|评估|测评|结果|定级|挂钩|合同|条款|标准)|仅(?:供|作)[^。;]{0,10}参考|人工复核|经[^。;]{0,12}(?:面试官|人工|评审)[^。;]{0,10}复核|无关|不(?:作|设)考核|由[^。;]{0,10}(?:人工|专人)[^。;]{0,8}(?:决定|复核)"
)
_NO_DIFFERENCE = pattern(HUMAN_DECIDES.pattern, r"|不论|无论|不管|仅用于|高低|一律|一样|相同|一致|人人|不因")
_PEER_REVIEW = re.compile(
    r"(?:绩效|客户|服务|团队|小组|月度|季度|年度|业务|销售|质量|考勤|考核)[^。;]{0,6}(?:评分|得分|打分|评价)"
)
_MACHINE = re.compile(
    r"摄像|小程序|视频|监控|智慧|ai|人工智能|智能|算法|系统|机器|模型|自动|大数据|面试|测评|人格|性格|情绪|抗压|语音|表情|心理|匹配|数字人|能力[^。;]{0,4}(?:评估|评分|得分|分)|画像|软件|程序"
)
_NOT_MACHINE = re.compile(
    r"(?:评分|测评|打分|面试|画像|推荐)系统(?:的)?(?:研发|开发|运维|设计|测试|产品|架构|维护)|(?:考勤|打卡|门禁|财务|办公|erp|oa|crm|钉钉|工资|薪酬|信息|档案)系统|智能(?:门禁|手表|手机|制造|硬件|家居|设备)|人工智能(?:岗|研发|算法岗|工程|事业|部|领域)|系统(?:集成|开发|运维|工程|架构)|算法(?:专家|工程师|负责人|岗|模型研发)|模型(?:训练|研发)"
)


# Where the facts know scores and the post's template: a low score said beside a term of this person's own.
_LOW_SCORE = pattern(
    r"(?:测评|测的|评测|评分|得分|打分|画像|机评|面评)[^。;,]{0,12}(?P<v>偏[低弱]|[较过]低|分?低|不[高足达到]|低于|未[达到]|欠佳|弱|[1-9][0-9]分(?=,))"
)


def score_as_term(clause: Clause) -> Iterator[Hit]:
    """L33. A machine's or interview's score is neither a term nor a ground: a named person decides and gives reasons (PIPL 24)."""
    for p in (_SCORE_DECIDES, _TERMS_FROM_SCORE):
        for m in clause.affirms(p, unless=HUMAN_DECIDES):
            score = m.group("v")
            if not _MACHINE.search(score) and not (
                clause.facts.ai_scores
                and re.search(r"测评|得分|评估", score)
                and re.search(r"鉴于|因乙方|特", clause.text)
            ):
                continue
            if (
                re.search(
                    r"(?:负责|从事|担任|参与)[^。;,]{0,4}$",
                    clause.text[max(0, m.start("v") - 8) : m.start("v")],
                )
                or (_NOT_MACHINE.search(score) and not re.search(r"面试|测评|打分|评分|得分", score))
                or (_PEER_REVIEW.search(score) and not re.search(r"ai|算法|智能|系统|面试|测评", score))
            ):
                continue
            yield hit(m)
    if clause.facts.ai_scores and clause.facts.same_post_template:
        yield from (hit(m) for m in clause.affirms(_LOW_SCORE, unless=_NO_DIFFERENCE))


_EQUITY = r"(?:份额|注册资本|利润份子|股票|股份|股权|期权|干股|原始股|认股权|虚拟股|限制性股|分红权|分红股|身股|配股|持股|股东|股息|分红|rsu|esop|股)"
_PROMISE = pattern(
    rf"(?:赠|当(?=小?股东)|获(?=期权|股|原始)|分(?=[0-9])|分得|认购|礼包|含|获得|授予|享有|享受|给予|赠与|赠予|奖励|分配|得到|取得|拥有|成为|持有|送|配|兑现|承诺|可得|有权|转让|预留|给|领取){near(24)}(?P<v>{_EQUITY})|(?P<w>{_EQUITY}){near(14)}(?:授予|给予|奖励|归乙方|赠|兑现|到账|享有|归属|分配|送|发放)"
)
_BY_PLAN = re.compile(
    r"以[^。;]{0,30}(?:计划|协议|决议|方案)[^。;]{0,20}为准|不构成[^。;]{0,14}承诺|另行签署|签署的?《|依(?:该|据)?[^。;]{0,6}协议|(?:股东会|董事会|股东大会)(?!决议前|批准前)[^。;]{0,10}(?:决议|批准|通过|审议)|《[^》]{0,20}(?:股|期权|激励)[^》]{0,14}》|(?:曾|已)(?:获|被)?授|(?:没有|未)(?:答应|承诺|授|许诺)|不(?:授予|享有|得持有|承诺|涉及)|竞争|上市公司股票交易|主要投资人|股权(?:变更|交割|转让)(?!给乙)|内幕"
)


# A share of the firm held out to one person: 占一成干股, 列为合伙人参与分红, 上市时分千分之二.
_HELD_OUT = pattern(
    rf"(?:占|享|入|送|给|得|为|有|谢以|以)?[^。;,]{{0,8}}(?:占股|干股|原始股|身股|股权相|(?<!不)(?:享|即享|即为?|列为|成为|升为)[^。;,]{{0,8}}(?:合伙人|股东))|合伙人[^。;]{{0,14}}(?:分红|利润|[0-9.]{{1,6}}%)|上市[^。;]{{0,24}}(?:股[份权票]|[分得享][^。;,]{{0,4}}[0-9.]{{1,6}}%)|[0-9.]{{1,6}}(?:%|个点)(?:的)?(?:{_EQUITY})|(?:{_EQUITY})[^。;,]{{0,6}}[0-9.]{{1,6}}%|(?:{_EQUITY})(?:若干|一定数量|适量)|(?:转为|成为|做|当上?|升)[^。;,]{{0,6}}股东|(?:留|给|分|送|授|获)[^。;,]{{0,6}}[0-9]{{1,9}}(?:份(?=期权|股|激励|权益)|股(?=[,。;]|$))|[0-9.]{{1,6}}元1股[^。;,]{{0,4}}认购|权益点数|[分给有占][^。;,]{{0,12}}份子|持股份额|期权(?:名册|额度)|上市[^。;]{{0,14}}(?:人人|都|均)有份"
)
_NOT_HELD_OUT = re.compile(
    r"已签[^。;,]{0,8}协议|授予协议受|激励计划(?:受|适用|依)|不因|不(?:取得|享有|获得)|与[^。;,]{0,6}无关|理财|由[^。;,]{0,8}(?:股东会|股东大会|董事会)(?:定|决定)|另签|从业|同业|客户|基金|对外投资"
)


_NO_PROMISE = re.compile(r"不构成[^。;,]{0,10}承诺")


def equity_promise(clause: Clause) -> Iterator[Hit]:
    """L38 (W). Shares promised without a plan, a resolution and a grant agreement."""
    if clause.has(_NO_PROMISE):
        return
    guard = pattern(_BY_PLAN.pattern, "|", _NOT_HELD_OUT.pattern)
    for m in (*clause.affirms(_PROMISE, unless=guard), *clause.affirms(_HELD_OUT, unless=guard)):
        yield hit(m, Severity.WARN)
