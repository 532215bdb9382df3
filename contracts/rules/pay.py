"""L18-L20: what may be taken from a wage. 劳动法 50, 工资支付暂行规定 15-16, 劳动合同法 4."""

import re
from collections.abc import Iterator
from itertools import chain

from contracts.clause import Clause, hit, is_negated, whole
from contracts.findings import Hit, Severity
from contracts.lexicon import FINE, PERFORMANCE_PAY, TAKE, WAGE, gap, near, pattern
from contracts.quantities import MONEY

MAX_LOSS_SHARE = 20.0  # percent of the month's wage, 工资支付暂行规定第16条
_YUAN_SLACK = 0.5

_TAKE_FROM_WAGE = pattern(
    rf"(?:(?P<v>{TAKE}){near(22)}(?:{WAGE})|(?:{WAGE}){gap(30)}?(?P<w>{TAKE})|(?P<x>{TAKE}){near(10)}{MONEY})"
)
_FINES = pattern(
    rf"(?:对|向|违者|[^或]者|的,?)[^。;]{{0,16}}(?P<y>收取?)[^。;,押保]{{0,12}}(?:费|金)\"?[^。;,0-9]{{0,4}}(?<![0-9.])[0-9]{{1,12}}元|(?P<v>{FINE}){near(24)}(?:[0-9]{{1,12}}|元|工资|薪|金|款|数额|金额|不等|处理|制度|从|在|于)|(?P<w>罚款|罚金|罚钱|减钱|扣钱|经济处[罚分]|乐捐|负激励|违纪金|违规金|爱心基金|成长基金|赞助金)|(?P<x>(?:每[^,。;]{{1,8}}|按[条次单件张])(?:折合|折算|扣|罚)[^。;]{{0,8}}[0-9.]{{1,12}}元)"
)
_CONDITIONAL_PAY = pattern(
    rf"(?:(?:全勤奖|餐补|补贴|津贴|奖金|提成|年终奖|绩效奖?|福利)[^。;,]{{0,12}}(?P<y>取消|清零|归零|作废|没收|全免|泡汤|不再享有|不复发放)|(?:工资|薪|奖金|提成|绩效|佣金|(?<!班)报酬){gap(20)}(?P<v>(?:不予|不再|不|停止|暂缓|延迟|推迟|延期|取消)(?:再)?(?:返还|退还|发放|支付|兑现|计发|结算|结付|给付|补发|享有|发|付)|作废|归(?:公司|甲方|单位|店)|视为(?:自动)?放弃|自动放弃|充公|打[0-9]{{1,12}}折|(?:全部)?没收|缓发|暂扣)|(?P<w>取消|丧失|放弃|没收|停发|剥夺){near(12)}(?:当?月|全部|本?季度?|年终|当年)?{near(6)}(?:工资|薪|奖金|提成|绩效|佣金|报酬|年终奖|全勤奖|津贴|补贴|红利))"
)
_WITHHELD = pattern(
    rf"{WAGE}(?:的|中|里|内)?{near(4)}(?:[0-9.]{{1,12}}(?:%|元))?{near(6)}(?P<v>留[0-9.]{{1,6}}(?:%|元)|留存|留出|留下|暂存|压[在下到后着]|押[在下后着]|存[入在]|扣着){gap(30)}(?:返还|退还|发还|归还|补发|再[发退给]|结清|池)"
)
# 对供应商的罚款, 医保局对医院的处罚: somebody else pays.
_FINED_OTHER = re.compile(
    r"(?:对|向)[^。;,乙员本]{0,6}(?:商|医院|公司|企业|单位|客户|学校|店|方|车辆|机构)的?$"
)
# Work done and not paid for: 返工工时不计工资.
_UNPAID_WORK = pattern(r"(?P<v>不[计算发给])(?:其|当日|当天|该时段)?(?:工资|薪水|提成)")
_NOT_WORKED = re.compile(r"缺勤|事假|请假|旷工|未出勤|病假|停工|加班|延时|超时|试用|培训|实习|绩效")
_LEAVERS = pattern(
    rf"(?:离职|辞职|自离|未(?:办|完成|做)[^,。;]{{0,8}}(?:交接|手续)|不辞而别|中途){gap(24)}(?:(?:工资|薪|提成|奖金|报酬){gap(14)}(?P<v>不予|不再|不发|不付|不结|放弃|作废|扣|没收|押|暂缓|延期|归)|(?P<w>扣|不予|不发|不结|没收|押|放弃){near(10)}(?:工资|薪|提成|奖金|报酬))"
)

_LAWFUL_TAKE = re.compile(
    r"(?:缺勤|旷工|请假|事假|没来)1?个?(?:[天日]|小时)扣1?个?(?:[天日]|小时)|[缺少没未]1?个?(?:小时|分钟|[天日])少算|没来(?:上班)?的|事假按(?:月薪|工资|日|小时|实际)|(?:事假|病假|缺勤)(?:的)?[^。;]{0,6}(?:当日|当天|期间)[^。;]{0,6}工资|扣(?:除(?:额|比例|部分|金额)|款)[^。;,]{0,10}不(?:得)?(?:高于|超过|逾|大于|吃|低于|影响)|扣除[^。;,]{0,14}后,?(?:的)?(?:剩余|余额|实发|工资)|个人所得税|个税|税款|代扣代缴|依法代扣|社会保险[^。;]{0,20}个人|个人(?:缴费|缴纳|应缴|承担)(?:部分|份额)?|抚养费|赡养费|扶养费|法院(?:判决|裁定|裁判)|(?:不|无须)(?:计发|计薪|发)(?:工资|薪)?[^。;]{0,30}(?:折算|实际(?:缺勤|未出勤|未到岗))|实际缺勤|旷工[^。;,]{0,6},当[日天](?:工资|薪)[^。;,]{0,6}不|退货[^。;]{0,12}冲减|不以罚款|(?:罚款|负激励|乐捐|扣罚)[^。;]{0,20}(?:废止|停用|不再(?:使用|适用)|作废|取消)|自愿捐款|(?:外派|出差|驻外|高温|夜班|驻场|轮岗|住房|交通|通讯)[^。;]{0,4}(?:人员)?[^。;]{0,4}(?:津贴|补贴)[^。;]{0,16}(?:后|时)(?:停发|不再发放|停止)|当月无(?:事假|缺勤|迟到)者?(?:发放|享|发)|(?:缺勤|未出勤|事假|未到岗|旷工)[^。;,]{0,16}(?:时段|时数|期间|时间|当日|当天|天数|时长|小时)[^。;]{0,20}(?:不予(?:计发|支付|发放)|不计薪|不计发|不计付|不支付|不发|不计|无工资|按(?:实际|比例|日|小时)|扣除(?:相应|对应|当日|该))|按(?:日|小时|实际)[^。;]{0,10}(?:折算|扣除)(?:相应|对应|事假|缺勤)|对应(?:时段|时间|天数|缺勤)的?(?:工资|薪)|供应商|国库|交(?:通|管|警)[^。;]{0,16}(?:罚款|处罚)|行政(?:机关)?(?:罚款|处罚)|依据?法律[^。;]{0,6}规定(?:可以)?(?:扣除|代扣)|补发差额|社保费?个人部分|多(?:发|付)的?工资|误发|借款|预支|工会会费|垫付"
)
_LOSS = re.compile(
    r"[摔打碰砸弄撞碎烧搞][坏碎烂丢]|照价|[采售]购?价[^。;,]{0,4}赔|造成[^。;]{0,30}赔|[物财]损|(?:经济)?损失|赔偿分摊|货损|损坏|报废|弄坏|料钱|料费|刮|毁损|短款|短少|丢失|赔偿额|赔偿款|赔款|货差|报损|破损|折损|丢货|[餐货料]损|假钞|假币|拒付|对不上账|差多少|盘亏|亏空|残次|事故|毁坏|损毁|遗失|财物|差错款"
)
_RECOVERY = re.compile(
    r"来赔|扣多少|加[扣抵]|分[0-9]{1,2}[期次]|[扣赔]到[清完]|(?:接着|继续|再)扣|扣[至到得]|扣其|月扣|分月|(?:最多|只)扣|[填抵]平|拿出|慢慢还|还(?=[,。;])|抵料|留下|收回|扣工资|划扣|赔偿|抵还|抵扣|扣还|扣付|清偿|偿还|归还|抵偿|赔付|扣除|扣抵|扣减|抵减|分期|赔清|补足|扣[回缴收取足清完平]|抵赔|抵损|补[齐平]|逐月|工资中?(?:扣|抵)"
)
_CAPPED = re.compile(
    r"不(?:得)?(?:超过|逾|高于|多于|超)[^。;]{0,18}20%|20%(?:为上限|以内|为限|封顶|之内|为最高|为顶)|上限为?[^。;]{0,10}20%|(?:至多|最多|最高)[^。;]{0,8}20%"
)
_FORMULA = re.compile(
    r"系数|公式|×|基数|《[^》]{2,20}》|民主程序|职工代表|(?<![不未])公示|签收|考核办法|绩效办法|管理办法|规则载|(?:经|已)[^。;]{0,10}(?:公示|签收|民主|告知)"
)
_SUBJECTIVE_CUT = re.compile(
    r"低于|不足|以下|漏|忘|[没不]到|[被让][^,。;]{0,8}(?:拍|抓|发现|查)|的,|未(?:达|及|满|完成|到)|不达标|不合格|差评|丙|末|倒数|垫底|[cd]等|不称职|待改进|评分|得分|打分|评定|评议|互评|月评|考核|投诉|差|等级"
)


_SCORED = re.compile(
    r"[0-9低评打均得]分|评[分定议]|考核|等级|[丙丁cd][等级档]|不合格|不称职|排名|末位|垫底|倒数|测评|待改进|达标"
)
# Paid in part for a reason the law knows.
_OTHER_PART_PAY = re.compile(r"试用|病假|停工|停产|待岗|医疗期|加班|见习")
# 公司不发房补 withholds nothing that was earned.
_NOT_PAID = re.compile(r"^不(?:再|予)?发|不发$")
_FAULT = re.compile(r"的,|者|低于|不足|未|违|迟到|投诉|泄|旷工|离职|差评|垫底|不合格|过错|末|倒数")


def wage_taken(clause: Clause) -> Iterator[Hit]:
    """L18. Fines and punitive cuts, whatever they are called; pay held back until a condition is met; fixed cuts of performance pay by score."""
    for p in (_TAKE_FROM_WAGE, _FINES, _CONDITIONAL_PAY, _WITHHELD, _LEAVERS):
        for m in clause.affirms(p, unless=_LAWFUL_TAKE):
            if _FINED_OTHER.search(clause.text[max(0, m.start() - 14) : m.start()]):
                continue
            sentence = clause.sentence_at(m.start(), m.end())
            if (
                (p is _CONDITIONAL_PAY and "取消" in m.group()) or _NOT_PAID.search(m.group())
            ) and not _FAULT.search(sentence):
                continue
            if not _is_loss_recovery(sentence) and not _is_lawful_variation(m, sentence):
                yield hit(m)
    for m in clause.states(_UNPAID_WORK, unless=_NOT_WORKED):
        if _FAULT.search(clause.sentence_at(m.start(), m.end())):
            yield hit(m)
    for m in chain(
        clause.affirms(_CUT_BY_SCORE, unless=_LAWFUL_TAKE),
        clause.affirms(_BASE_PAY_CUT, unless=_OTHER_PART_PAY),
    ):
        sentence = clause.sentence_at(m.start(), m.end())
        if _SUBJECTIVE_CUT.search(sentence) and not (_FORMULA.search(sentence) and "系数" in sentence):
            yield hit(m)


def _is_loss_recovery(sentence: str) -> bool:
    """Recovery of a loss is L19's question."""
    return bool(
        _LOSS.search(sentence)
        and _RECOVERY.search(sentence)
        and not re.search(r"不论(?:损失)?是否|无论(?:是否|有无)|罚|违约", sentence)
    )


def _is_lawful_variation(m: re.Match[str], sentence: str) -> bool:
    words = m.group()
    if re.search(
        r"社会?保|竞业|补偿|年休?假|培训费|服务期|公积金|经济补偿|押金|服装费|期权|调岗|岗位调整|随岗|薪随岗变|下一?级|加班|试用",
        words,
    ) and not re.search(r"罚|扣发|克扣|没收|扣半|扣发", words):
        return True
    if (
        re.search(r"(?:系数|公式|基数×|浮动(?:比例|区间))", sentence)
        and _FORMULA.search(sentence)
        and not re.search(r"扣|罚", words)
    ):
        return True
    if (
        re.search(r"全勤奖", sentence)
        and re.search(r"当月无|全勤者|发放条件", sentence)
        and not re.search(r"罚", sentence)
    ):
        return True
    return re.search(
        r"(?:甲方|公司|单位)[^。;]{0,16}(?:减少|降低)[^。;]{0,10}(?:工作量|强度|成本)|下调[^。;]{0,8}(?:定额|任务|指标|强度)|(?:公司|甲方)(?:有权|可以?)[^。;]{0,16}(?:重构|调整|变更|下[调浮]|降低)|可随时调整|单方|经协商|协商一致",
        sentence,
    ) is not None and not re.search(r"扣|罚|停发|缓发", words)


_LOSS_SHARE = pattern(
    r"(?:(?:[首次每末当]月|按月)[^。;,0-9]{0,6}(?:扣|抵|归?还|赔)|(?:扣|抵|赔|还){1,2}每月)[^。;,0-9]{0,3}(?P<r>(?<![0-9.])[0-9]{1,3}(?:\.[0-9]{1,4})?)%|(?:工资|薪|薪酬|收入|报酬)[^。;]{0,36}?(?P<p>(?<![0-9.])[0-9]{1,12}(?:\.[0-9]{1,6})?)%|(?P<q>(?<![0-9.])[0-9]{1,12}(?:\.[0-9]{1,6})?)%[^。;]{0,14}(?:工资|薪|薪酬)"
)
# 每月以两成为限,末月不受此限: a cap that is lifted where it matters.
_CAP_LIFTED = re.compile(
    r"不受(?:此|该|前述|上述|本|前款|这)[^。;,]{0,8}(?:限|约束)|比例不限|不限比例|以[^。;,]{0,12}(?:不低于|留足|保住)[^。;,]{0,4}最低工资[^。;,]{0,6}(?:唯一|仅有|惟一)"
)
_ALL_WAGE = pattern(
    rf"(?:工资|薪|薪酬|收入|报酬|薪资){gap(26)}(?P<v>全[额部]|一次性|1次性|全数|悉数|足额|整月|直至(?:扣完|赔清|清偿|还清|抵完)|不受(?:比例|限制|[^。;,]{{0,6}}限制)|扣足|扣清|扣完|1次扣|一次扣|直接抵扣完毕|不设(?:上限|比例)|(?:不够|不足)[^。;]{{0,10}}(?:下|次|隔)个?月[^。;,]{{0,6}}扣|扣到[清完平]|(?:差|缺|少|丢)多少[^。;,]{{0,10}}扣多少)|(?P<x>(?:差|缺|少|丢)多少[^。;]{{0,12}}扣多少)|(?P<w>全[额部]|一次性|1次性|不受[^。;,]{{0,10}}(?:限制|比例)|不设上限){gap(22)}(?:工资|薪|薪酬|薪资)"
)
# 从八千元工资中赔一千六百元, 每月扣15%: the instalment decides, however long it goes on.
_INSTALMENT = pattern(
    rf"(?P<wage>(?<![0-9.])[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)元(?:的)?(?:工资|薪水?|月薪|收入)?(?:中|里)?{near(4)}(?:扣|赔|还|抵)[^。;,0-9]{{0,4}}(?P<taken>[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)元"
)
_UNTIL_PAID = re.compile(r"直至|为止|到[清完]|扣[清完]")
# 扣至实发仅余八百元
_ONLY_LEFT = pattern(
    r"(?:扣[至到得剩]|(?:每|当)?月(?:至少|只|仅)?)[^。;,0-9]{0,14}?(?P<v>[余剩留])(?P<what>[^。;,0-9]{0,12})(?P<n>[0-9]{1,12}(?:\.[0-9]{1,6})?)元(?P<after>生活费)?"
)
_FLOOR_KEPT = re.compile(
    r"不(?:低于|少于|得低于)[^。;]{0,12}最低(?:工资|标准)|最低工资(?:标准)?(?:足额)?(?:发给|支付|发放)"
)


def loss_recovered_too_fast(clause: Clause) -> Iterator[Hit]:
    """L19. Recovery of a loss: at most 20 % of the month's wage, and the minimum wage must remain."""
    facts = clause.facts
    about_loss = (clause.has(_LOSS) or facts.loss_amount is not None) and clause.has(_RECOVERY)
    if not about_loss and facts.monthly_deduction is None:
        return
    found = False
    if about_loss and not (re.search(r"不(?:得|可|能)[^。;]{0,8}(?:由|转由|从|以)乙方", clause.text)):
        found = any(True for _ in _loss_share(clause))
        yield from _loss_share(clause)
    if not found:
        yield from _loss_amount(clause, capped=clause.has(_CAPPED))


def _loss_share(clause: Clause) -> Iterator[Hit]:
    yield from (hit(m) for m in _CAP_LIFTED.finditer(clause.text) if not is_negated(clause.text, m.start()))
    before = 0.0
    for m in _LOSS_SHARE.finditer(clause.text):
        share = float(m.group("p") or m.group("q") or m.group("r"))
        if re.search(r"[加再另][扣抵]|另[^。;,]{0,6}[加扣抵]", m.group()) and share <= MAX_LOSS_SHARE:
            share += before  # 每月一成八,发奖金的月份再加扣一成
        before = share
        sentence = clause.sentence_at(m.start(), m.end())
        if (
            share > MAX_LOSS_SHARE
            and _RECOVERY.search(sentence)
            and not re.search(
                r"(?:承担|责任|损失(?:额|金额)?)的?[^。;,]{0,4}$",
                clause.text[: max(m.start(g) for g in ("p", "q", "r"))][-8:],
            )
            and not re.search(r"(?:余额|剩余|实发)[^。;]{0,8}不低于", m.group())
        ):
            yield hit(m, note=f"{share:g}%，上限为当月工资的20%")
    for m in clause.affirms(_ONLY_LEFT):
        if _too_little_left(clause, float(m.group("n")), living="生活费" in m.group()):
            yield hit(m, note=f"扣后仅余{m.group('n')}元")
    for m in clause.affirms(_ALL_WAGE):
        sentence = clause.sentence_at(m.start(), m.end())
        if _UNTIL_PAID.search(clause.text[m.start() : m.end() + 2]) and _instalment_within_limit(
            clause, sentence
        ):
            continue
        if (
            _LOSS.search(sentence)
            and _RECOVERY.search(sentence)
            and not _CAPPED.search(clause.text)
            and not re.search(r"足额发给|足额支付|按最低工资足额", sentence)
        ):
            yield hit(m)


def instalments_reckoned_lawful(clause: Clause) -> bool:
    """Is every instalment counted, by clause or facts, and a fifth of the wage at most?"""
    return _instalment_within_limit(clause, clause.text) and not any(
        True for _ in loss_recovered_too_fast(clause)
    )


def _instalment_within_limit(clause: Clause, sentence: str) -> bool:
    """Does the sentence, or do the facts, say how much is taken each month, and is it a fifth of the wage at most?"""
    shares = [float(m.group("p") or m.group("q") or m.group("r")) for m in _LOSS_SHARE.finditer(sentence)]
    taken, wage = clause.facts.monthly_deduction, clause.facts.monthly_wage
    if (said := _INSTALMENT.search(sentence)) is not None:
        taken, wage = float(said.group("taken")), float(said.group("wage"))
    if taken is not None and wage:
        shares.append(100 * taken / wage)
    return bool(shares) and max(shares) <= MAX_LOSS_SHARE


def _too_little_left(clause: Clause, left: float, *, living: bool) -> bool:
    facts = clause.facts
    if (
        facts.monthly_wage is not None
        and left < facts.monthly_wage * (1 - MAX_LOSS_SHARE / 100) - _YUAN_SLACK
    ):
        return True
    return left < facts.city_min_wage if facts.city_min_wage is not None else living


# 分五期还,每期三千元
_EACH_TIME = re.compile(
    r"(?:(?:每期|每次|每月|按月|逐月)[^。;,0-9]{0,6}(?:扣|还|抵|赔)?[^。;,0-9]{0,3})(?P<n>(?<![0-9.])[0-9]{1,12}(?:\.[0-9]{1,6})?)元"
)


_TAKES_BACK = re.compile(r"扣|抵|赔|归还|返还|清偿|偿还|收回|拿出|填|还|补[齐平]")


def _loss_amount(clause: Clause, *, capped: bool) -> Iterator[Hit]:
    facts = clause.facts
    taken, wage = facts.monthly_deduction, facts.monthly_wage
    if taken is None and (said := _EACH_TIME.search(clause.text)) is not None:
        taken = float(said.group("n"))
    # The contract's own figure counts whatever the clause calls the taking.
    about = clause.has(_TAKES_BACK) or (
        facts.monthly_deduction is not None and clause.has(_LOSS) and "依法" not in clause.text
    )
    if taken is None or wage is None or not about:
        return
    if taken > wage * MAX_LOSS_SHARE / 100 + _YUAN_SLACK and not capped:
        yield whole(clause, note=f"每月扣{taken:g}元，超过当月工资{wage:g}元的20%")
    elif (
        facts.city_min_wage is not None
        and wage - taken < facts.city_min_wage - _YUAN_SLACK
        and not clause.has(_FLOOR_KEPT)
    ):
        yield whole(clause, note=f"扣后剩余{wage - taken:g}元，低于当地最低工资{facts.city_min_wage:g}元")


_AT_WILL = pattern(
    rf"(?:{PERFORMANCE_PAY}|浮动(?:薪[酬资]|工资|部分)|奖励|系数){gap(36)}(?P<v>酌情|酌定|酌量|自行(?:决定|确定|裁量|掌握)|另行(?:决定|确定|通知)|单方(?:决定|确定)|视[^。;,]{{0,24}}(?:而定|决定|确定|情况|效益|表现|贡献)|由[^。;,]{{0,24}}(?:决定|确定|评定|裁量|掌握|说了算|核定|视|酌|打分|判断|把握)|以[^。;,]{{0,8}}(?:通知|公布|发放)为准|届时|临时(?:决定|确定)|无(?:固定|明确|统一)(?:计算)?(?:方法|公式|标准|比例)|不(?:固定|设公式|设标准|公开|予公开|公布|承诺)|口头|随时(?:调整|变更)|凭(?:印象|感觉|日常)|保密计算|最终解释权|根据[^。;,]{{0,16}}(?:效益|表现|情况|心情|印象)[^。;,]{{0,12}}(?:发放|确定|调整|决定|浮动))|(?:主管|经理|领导|老板|组长|部门|公司|甲方)[^。;,]{{0,16}}(?:酌情|自行|单方|视情)[^。;,]{{0,14}}{PERFORMANCE_PAY}|{PERFORMANCE_PAY}{gap(40)}?(?P<w>另定|再定|(?:以|凭)[^。;,]{{0,10}}(?:评价|印象|评估|意见)为(?:唯一)?(?:标准|依据)|心里有数|以[^。;,]{{0,4}}(?:实发|到账|发到)[^。;,]{{0,6}}为准|凭[^。;,]{{0,10}}(?:观感|感觉|印象)|裁量|自定|看着给|定性判断|主观判断|不作量化|(?:不|未)[^。;,]{{0,4}}怎么算|溯及既往|看[^。;,]{{0,8}}(?:光景|心情|脸色|情况)|随[^。;,]{{0,8}}(?:满意|心情|手[松紧]|喜好)[^。;,]{{0,4}}|(?:算[法式]|口径|尺度|细则|标准|公式|规则|区间|依据)[^。;,]{{0,8}}(?:不|没有?|未)[^。;,]{{0,6}}(?:公[布开]|讲|说明|拟定|设|告知|解释|确定)|(?:没有?|未|无|毋)[^。;,]{{0,6}}(?:算[法式]|公式|口径|依据)|以[^。;,]{{0,16}}(?:消息|群公告)为准|(?:细则|办法|口径|方案|档位|规则)[^。;,]{{0,6}}(?:待|俟|另行)[^。;,]{{0,10}}(?:明确|制定|公布|下发)|(?:属于?|系)[^。;,]{{0,4}}(?:内部|机密|保密)[^。;,]{{0,4}}|心[里中]有(?:数|杆秤)|(?:老板|领导|店长|主管|站长)[^。;,]{{0,2}}(?:看着|掂量着)[发给]|随行就市)"
)
# Pay that varies with somebody's judgement, whatever it is called: 贡献薪, 项目奖, 站内奖励.
_VARIABLE_PAY = pattern(
    PERFORMANCE_PAY,
    r"|(?:[一-龥]奖|奖励|激励)(?![惩状章])|贡献薪|(?:津贴|补贴)[^。;,]{0,4}(?:下浮|上浮|浮动)|打[折对][^。;,]{0,4}",
)
_BY_WHIM = pattern(
    rf"(?:{PERFORMANCE_PAY}|表现分|红包|津贴|场补|补贴|奖励){gap(28)}(?:看着办|拍脑袋|心里有(?:数|杆秤)|看[^。;,]{{0,8}}(?:气氛|心情|脸色|高兴)|不说明理由|金额不定)|酌情?给[^。;,]{{0,4}}(?:津贴|补贴|奖)"
)
_PROCEDURE_DONE = re.compile(
    r"民主程序(?:完成|讨论通过|通过|日期)|(?<![未不])经[^。;,]{0,4}(?:职工代表|民主程序)"
)


def performance_pay_open(clause: Clause) -> Iterator[Hit]:
    """L20 (W). Performance pay without a formula, or cut by score without published rules."""
    unproven = clause.facts.democratic_procedure_done is False and not clause.has(_PROCEDURE_DONE)
    if unproven and (m := _VARIABLE_PAY.search(clause.text)):
        yield hit(m, Severity.WARN, "考核制度未经民主程序")
    if (
        clause.has(_FORMULA)
        and not clause.has(
            re.compile(r"系数由|系数[^。;]{0,12}(?:自[定行]|另行|届时|酌)|无公式|无(?:固定|明确)")
        )
        and clause.facts.democratic_procedure_done is not False
    ):
        return
    for m in (*clause.affirms(_AT_WILL), *clause.affirms(_BY_WHIM)):
        yield hit(m, Severity.WARN)
    if clause.facts.democratic_procedure_done:
        return
    for m in clause.affirms(_CUT_BY_SCORE, unless=_LAWFUL_TAKE):
        if _SCORED.search(clause.sentence_at(m.start(), m.end())):
            yield hit(m, Severity.WARN)


_BASE_PAY_CUT = pattern(
    r"(?P<w>按半薪)[计发付结算]|(?:基本工资|底薪|固定工资|岗位工资|月薪|月工资|薪资|工资)[^。;,]{0,4}(?P<v>按|打|[只仅][发给算付]|减为|降为)[^。;,0-9]{0,2}(?<![0-9.])[0-9]{1,2}(?:\.[0-9]{1,2})?%(?:发|计|支|核|执|给|$|[,。;])"
)
_CUT_BY_SCORE = pattern(
    rf"{PERFORMANCE_PAY}{gap(24)}(?P<v>{TAKE}|(?:按|打|仅按|只按|[只仅][给发算]|以)[0-9.]{{1,12}}%(?:给|核发|发放|计发|支付|计|发|执行|$|[,。;])|(?:减为|降为|降至|只发|仅发)[0-9.]{{1,12}}%|不发|取消|全免|归零|折半|缩水)"
)
