"""L15: overtime forced or too long. 劳动法 41, 劳动合同法 31."""

import re
from collections.abc import Iterator

from contracts.clause import Clause, hit, is_negated, whole
from contracts.findings import Hit, Severity
from contracts.lexicon import OVERTIME, gap, near, pattern
from contracts.timetable import EVERY_DAY, MAX_DAILY_HOURS, SIX_DAYS, daily_hours, special_hours

MAX_MONTHLY_OVERTIME = 36.0
MAX_DAILY_OVERTIME = 3.0
_MUST = r"(?:必须(?![歇休])|应当?(?!与|经|依|按|向|支|给)|须(?![歇休])|需(?!与|经)|务必|无条件|绝对|一律|不得(?:拒绝|推[诿辞托]|以[^,。;]{0,12}(?:理由|为由|借口|原因)|异议|无故|借故)|不(?:可|能|准|许|应)(?:拒绝|推[诿辞托])|服从|自愿(?:接受|服从|参加|承诺|同意|选择)|承诺(?:接受|服从|参加|自愿)|同意(?:接受|服从|参加)|视为同意|默认(?:接受|同意)|愿意)"
_FORCED = pattern(
    rf"(?:{_MUST}{gap(24)}(?P<v>{OVERTIME})|(?P<w>{OVERTIME}){gap(30)}(?:必须|务必|无条件|一律(?:服从|参加)|须(?:服从|无条件|参加|到岗|配合|接受|执行)|[应须](?:当)?予?以?(?:执行|服从|配合)|应(?:当)?(?:服从|无条件|参加|到岗|配合|接受|执行|予以?配合)|不得(?:拒绝|推|以[^,。;]{{0,12}}(?:理由|为由|借口)|异议|有异议|缺席|借故)|不可(?:拒绝|推)|不能(?:拒绝|推)|不接受[^。;,]{{0,6}}拒绝|(?:没有|无|不享有)(?:说不|拒绝)的?(?:权利?|余地|资格)))"
)
_REFUSE_PUNISHED = pattern(
    rf"不得(?:拒绝|推脱|推辞){near(8)}{OVERTIME}|(?:拒绝|拒不|不(?:服从|参加|接受|配合|愿|同意|到岗|来)|不加|推[诿脱辞]|未(?:参加|按|服从)|缺席|逃避){near(16)}{OVERTIME}{gap(26)}(?:旷工|记入|列入|丧失|靠后|处分|处罚|罚|扣|警告|违纪|解除|辞退|记过|不予|视为|考核|降|取消|开除|淘汰|不合格|不胜任|辞职|离职)|{OVERTIME}{gap(20)}(?:拒绝|不服从|不从|拒不|不参加|缺席|未到|不到|不来|推诿){gap(16)}(?:旷工|处分|处罚|罚|扣|警告|违纪|解除|辞退|记过|不予|视为|考核|降|取消|开除|论处|离职|辞职)"
)
_NO_REFUSAL = re.compile(
    r"经[^。;,]{0,6}同意|协商|征得|征询|自愿申报|(?:有权|(?<!不)可以?|(?<!不)得以?|(?<!不)可予?)拒绝|可以?谢绝|不得(?:强迫|强令|强制|变相|以拒绝|因)|不强[制迫]|不因[^。;]{0,10}拒绝|法律列明|法定情形|(?:自然灾害|火灾|地震|洪水|紧急处[置理]|危及|抢修|抢险|事故)[^。;]{0,30}|支付(?:加班)|(?:甲方|公司|单位)(?:必须|应当|须|应)[^。;]{0,20}(?:支付|发放)|审批|申请|依法(?:支付|享受|享有)|孕|哺乳|年假|年休假|确认|报备"
)
_NINE_NINE_SIX = re.compile(
    r"(?:996|9-9-6|九九六|9106|9116|997|007|零零七|○○七|白加黑|5加2|五加二|5\+2|九10六|朝9晚9|[朝早][789七八九]晚(?:[89八九十]|10|11)(?!点?半?(?:制)?不)|单休制?加班|大干[0-9]{1,12}天|连轴转|7天24小时|7\*24小时待命|两班倒12小时)"
)
_MONTHLY = pattern(
    r"(?:(?:每?月|全月|当月|月度|单月|月均|每个月)(?:的)?[^。;0-9]{0,24}(?P<n>(?<![0-9.])[0-9]{1,12}(?:\.[0-9]{1,6})?)(?:余|多)?个?(?:小时|钟头|工时)|(?P<n2>(?<![0-9.])[0-9]{1,12}(?:\.[0-9]{1,6})?)(?:余|多)?个?(?:小时|钟头)[^。;,0-9]{0,4}/月)"
)
_DAILY_EXTRA = pattern(
    r"(?:(?:每日|每天|每个?工作日|日均|当日|每晚|每班|天天|单日|平日|工作日)[^。;0-9周月]{0,14}(?:加班|延长|延时|加点|额外|超时|另加|多工作|再工作|延迟下班|留岗|[续加](?=[0-9])|[续多]留|加做|多[做干])[^。;0-9]{0,12}(?P<n>(?<![0-9.])[0-9]{1,12}(?:\.[0-9]{1,6})?)(?:余|多)?个?(?:小时|钟头)|(?:每日|每天|每晚)[^。;,0-9]{0,8}(?P<n2>(?<![0-9.])[0-9]{1,12}(?:\.[0-9]{1,6})?)个?小时(?:的|以上)?(?:加班|延时|加点))"
)
_WEEKLY_EXTRA = pattern(
    r"每周[^。;0-9]{0,12}(?:加班|延长|延时|加点|额外|超时|另加|多工作)[^。;0-9]{0,10}(?P<n>(?<![0-9.])[0-9]{1,12}(?:\.[0-9]{1,6})?)(?:余|多)?个?(?:小时|钟头)"
)
_CAPS = (
    (_MONTHLY, MAX_MONTHLY_OVERTIME),
    (_DAILY_EXTRA, MAX_DAILY_OVERTIME),
    (_WEEKLY_EXTRA, MAX_MONTHLY_OVERTIME * 12 / 52),
)
_ALL_HOURS = re.compile(r"工时|工作时间|出勤")  # 月均工时166小时 is no overtime
_CAP_WORDS = re.compile(
    r"不(?:得)?(?:超过|逾|多于|高于|突破)|至多|最多|上限|封顶|以内|控制在|之内|限于|不到|为限"
)
_SHOULD_STAY = pattern(
    r"(?:(?:晚上?(?:[89]|1[01])|1[89]|2[0-4])[点时](?:以|之)?后(?:才|方|再)?(?:可以?|能|准|得)?(?:下班|离|走)|不得(?:于|在)?晚?(?:1[89]|2[0-4])[点时]前(?:下班|离|走)|(?:留店|留下|留岗|留厂|留公司)[^。;]{0,12}[到至][^。;,]{0,3}(?:9|1[01]|2[0-4])点|晚(?:[89]|1[01])点前(?:下班|收工|离|走)[^。;]{0,12}(?:说明|处分|扣|列入|罚)|(?:每周|每月|每天|每日|每晚|工作日)[^。;]{0,30}(?:必到|打卡至|留(?:守|岗|到|至)|不得(?:早于|于|在)?晚?[0-9.]{1,12}[点时](?:之?前)?(?:下班|离|走)|[0-9.]{1,12}点(?:以)?前不得(?:下班|离开)|义务加班|固定加班|强制加班)|(?:固定|强制|硬性|统一)(?:安排)?(?:的)?(?:加班|延时|延长工作)|随叫随到|(?<!谁)(?<!的)[不没未][^。;,]{1,5}不(?:许|准|得|能)(?:回家|下班|离开|走人?)(?=[,。;]|$)|(?:没|未)(?:做|干|忙)?完[^。;,]{0,8}留下|(?:轮休|休息日|休假|下班后?|歇班)[^。;]{0,12}(?:[1一]个?电话|随时|叫到|通知)[^。;,]{0,6}(?:得|须|必须|就要)[^。;,]{0,3}(?:回|到|来)(?!电|复|信)|(?:可|得|允许|能)[^。;,]{0,6}(?:超过|突破|超出)[^。;,]{0,4}36小时|(?:周[六日末6]|星期[六日天])[^。;]{0,10}(?:全员|固定|统一|照旧|例行|常态|正常)[^。;]{0,6}(?:到岗|上班|出勤|到班|安排)|(?:周[六日末]|星期[六日天]|双休日|休息日|节假日|轮休|公休|周末)[^。;]{0,16}(?:必须|一律|须|应当|均应|照常|不得请假|无条件|随时)[^。;]{0,8}(?:到岗|上班|出勤|工作|返岗|到店|到公司|在岗|值守|参加)|(?:24小时|随时)[^。;,]{0,10}(?:待命|听候|响应)[^。;]{0,20}(?:无条件|不得|加班))"
)
_PLEDGE = pattern(rf"(?:放弃|让渡|捐出?|献出){near(8)}(?:休息|休假|周末|[双周公轮]休|节假日)")


# Nobody who says no fares worse: 不来的不记考核, 有事可以说不, 愿意的报名.
_CHOICE = re.compile(
    r"(?<!不)(?:可以?|能|有权)[^。;,]{0,4}(?:说不|不[来加参去报]|拒绝|划个叉|谢绝)"
    r"|(?:不[来加参去报愿]|未参加|没来|拒绝)[^。;,]{0,8},?[^。;,]{0,8}(?:不(?:影响|扣|记|受|降|计|因此|必|用)|照(?:评|发|常|给))[^。;,]{0,10}"
    r"|(?<!不)愿意?(?:加班|来|参加|留)?的[^。;,]{0,8}(?:报名|登记|签到)|自愿(?:报名|申报|轮值|参加|留守|登记|填报)|不强[制迫求]"
)
_FORCE = re.compile(
    r"必须|务必|不[得许准]|[一1]律|须|应当|服从|无条件|扣|罚|旷工|处分|淘汰|视为|否则|强制|考核|待命|全员|都得|说明|承诺|放弃|自愿(?:加班|接受|选择|奋斗)|不能[推走]|态度|及格|优先(?:晋|续)"
)


def left_to_the_worker(clause: Clause) -> bool:
    """May the worker decline the overtime without any loss?"""
    return clause.has(_CHOICE) and not _FORCE.search(_CHOICE.sub("", clause.text))


def in_bounds(clause: Clause) -> bool:
    """Is a most of overtime told that the law allows, and nobody forced?"""
    told = [
        (float(next(x for x in m.groupdict().values() if x)), cap, m)
        for p, cap in _CAPS
        for m in p.finditer(clause.text)
    ]
    return (
        bool(told)
        and all(hours <= cap for hours, cap, _ in told)
        and clause.has(_CAP_WORDS)
        and not _FORCE.search(_CHOICE.sub("", clause.text))
    )


def overtime_forced(clause: Clause) -> Iterator[Hit]:
    """L15. Overtime is agreed day by day; it can't be ordered in advance, punished, or exceed 3 h a day or 36 h a month."""
    yield from _too_many_hours(clause)
    yield from _long_day(clause)
    if left_to_the_worker(clause):
        return
    for m in clause.states(_FORCED, unless=_NO_REFUSAL):
        if not re.search(
            r"(?<![向对由给被与至到在])(?:甲方|公司|用人单位|单位)[^。;,]{0,10}$",
            clause.text[max(0, m.start() - 12) : m.start()],
        ) or re.search("服从|拒绝|说不|无条件|不得", m.group()):
            yield hit(m)
    for p in (_REFUSE_PUNISHED, _SHOULD_STAY, _PLEDGE):
        yield from (
            hit(m)
            for m in clause.affirms(
                p,
                unless=re.compile(
                    r"不得(?:因|以|对)|(?:甲方|公司|单位)不得|有权拒绝|不得安排|不作为|不视为|不强制"
                ),
            )
        )
    for m in clause.affirms(_NINE_NINE_SIX):
        yield hit(m)


def _too_many_hours(clause: Clause) -> Iterator[Hit]:
    stated = False
    for p, cap in _CAPS:
        for m in p.finditer(clause.text):
            sentence = clause.sentence_at(m.start(), m.end())
            if p is _MONTHLY and not re.search(OVERTIME + "|额外|奋斗|贡献|义务|投入|弹性", sentence):
                continue
            if p is _MONTHLY and _ALL_HOURS.search(m.group()) and not re.search(OVERTIME, m.group()):
                continue
            stated = stated or p is _MONTHLY
            hours = float(next(x for x in m.groupdict().values() if x))
            forbidden = (
                is_negated(clause.text, m.start("n") if m.group("n") else m.start())
                and not re.search(_CAP_WORDS.pattern + r"|不(?:少|低|小|短)于", m.group())
            ) or re.search(r"(?:拒绝|超过|超出|突破)法?定?[^。;]{0,6}$", clause.text[: m.start()])
            if hours > cap and not forbidden:
                yield hit(m, note=f"{hours:g}小时，上限{cap:.0f}小时")
    extra = clause.facts.overtime_hours_month
    if extra is not None and extra > MAX_MONTHLY_OVERTIME and not stated and re.search(OVERTIME, clause.text):
        yield whole(clause, note=f"每月{extra:g}小时，上限36小时")


def _long_day(clause: Clause) -> Iterator[Hit]:
    """Hours a day so long that they can only be forced overtime: over 8 + 3."""
    if special_hours(clause):
        return
    for day in daily_hours(clause):
        if day.hours > MAX_DAILY_HOURS + MAX_DAILY_OVERTIME - 1e-9 and (
            day.hours > 11 or re.search(r"须|不少于|不低于|下限|至少|连续|自愿|接受|不[得许准]", clause.text)
        ):
            yield Hit(day.start, day.end, Severity.BLOCK, f"每日{day.hours:g}小时")
        elif (
            day.hours > 9
            and (clause.has(SIX_DAYS) or clause.has(EVERY_DAY))
            and re.search(r"自愿|须|服从|接受|作息", clause.text)
        ):
            yield Hit(day.start, day.end, Severity.BLOCK, f"每日{day.hours:g}小时且周末到岗")
