"""L15, L17: overtime forced or too long, and working hours. 劳动法 36-44, 劳动合同法 31."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from contracts.clause import Clause, declares_void, hit, is_negated, whole
from contracts.findings import Hit, Severity
from contracts.lexicon import OVERTIME, gap, near, pattern
from contracts.numerals import NUMBER, value
from contracts.shifts import Shift, break_within, shifts
from contracts.weeks import Week, week

_ABOUT_OVERTIME = pattern(OVERTIME, r"|待命|随叫随到|不[休歇]|无休")
MAX_MONTHLY_OVERTIME = 36.0
MAX_DAILY_OVERTIME = 3.0
MAX_DAILY_HOURS = 8.0
# 40-44 h a week (大小周) is unsettled between 劳动法36 and 国务院规定3: no finding.
UNSETTLED_WEEKLY_HOURS = 44.0
WEEKS_A_YEAR = 52.0
_MOST_DAYS = 60  # mentions of a day's hours that are read: what a long text costs stays linear

_MUST = r"(?:必须|应当?(?!与|经|依|按|向|支|给)|须|需(?!与|经)|务必|无条件|绝对|一律|不得(?:拒绝|推[诿辞托]|以[^,。;]{0,12}(?:理由|为由|借口|原因)|异议|无故|借故)|不(?:可|能|准|许|应)(?:拒绝|推[诿辞托])|服从|自愿(?:接受|服从|参加|承诺|同意|选择)|承诺(?:接受|服从|参加|自愿)|同意(?:接受|服从|参加)|视为同意|默认(?:接受|同意)|愿意)"
_FORCED = pattern(
    rf"(?:{_MUST}{gap(24)}(?P<v>{OVERTIME})|(?P<w>{OVERTIME}){gap(30)}(?:必须|务必|无条件|一律(?:服从|参加)|须(?:服从|无条件|参加|到岗|配合|接受|执行)|[应须](?:当)?予?以?(?:执行|服从|配合)|应(?:当)?(?:服从|无条件|参加|到岗|配合|接受|执行|予以?配合)|不得(?:拒绝|推|以[^,。;]{{0,12}}(?:理由|为由|借口)|异议|有异议|缺席|借故)|不可(?:拒绝|推)|不能(?:拒绝|推)|不接受[^。;,]{{0,6}}拒绝|(?:没有|无|不享有)(?:说不|拒绝)的?(?:权利?|余地|资格)))"
)
_REFUSE_PUNISHED = pattern(
    rf"不得(?:拒绝|推脱|推辞){near(8)}{OVERTIME}|(?:拒绝|拒不|不(?:服从|参加|接受|配合|愿|同意|到岗|来)|不加|推[诿脱辞]|未(?:参加|按|服从)|缺席|逃避){near(16)}{OVERTIME}{gap(26)}(?:旷工|记入|列入|丧失|靠后|处分|处罚|罚|扣|警告|违纪|解除|辞退|记过|不予|视为|考核|降|取消|开除|淘汰|不合格|不胜任|辞职|离职)|{OVERTIME}{gap(20)}(?:拒绝|不服从|不从|拒不|不参加|缺席|未到|不到|不来|推诿){gap(16)}(?:旷工|处分|处罚|罚|扣|警告|违纪|解除|辞退|记过|不予|视为|考核|降|取消|开除|论处|离职|辞职)"
)
_NO_REFUSAL = re.compile(
    r"经[^。;,]{0,6}同意|协商|征得|征询|自愿申报|(?:有权|可以?|(?<!不)得以?|可予?)拒绝|可以?谢绝|不得(?:强迫|强令|强制|变相|以拒绝|因)|不强[制迫]|不因[^。;]{0,10}拒绝|法律列明|法定情形|(?:自然灾害|火灾|地震|洪水|紧急处[置理]|危及|抢修|抢险|事故)[^。;]{0,30}|支付(?:加班)|(?:甲方|公司|单位)(?:必须|应当|须|应)[^。;]{0,20}(?:支付|发放)|审批|申请|依法(?:支付|享受|享有)|孕|哺乳|年假|年休假|确认|报备"
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
_CAP_WORDS = re.compile(r"不(?:得)?(?:超过|逾|多于|高于|突破)|至多|最多|上限|封顶|以内|控制在|之内|限于|不到")
_SHOULD_STAY = pattern(
    r"(?:(?:晚上?(?:[89]|1[01])|1[89]|2[0-4])[点时](?:以|之)?后(?:才|方|再)?(?:可以?|能|准|得)?(?:下班|离|走)|不得(?:于|在)?晚?(?:1[89]|2[0-4])[点时]前(?:下班|离|走)|(?:留店|留下|留岗|留厂|留公司)[^。;]{0,12}[到至][^。;,]{0,3}(?:9|1[01]|2[0-4])点|晚(?:[89]|1[01])点前(?:下班|收工|离|走)[^。;]{0,12}(?:说明|处分|扣|列入|罚)|(?:每周|每月|每天|每日|每晚|工作日)[^。;]{0,30}(?:必到|打卡至|留(?:守|岗|到|至)|不得(?:早于|于|在)?晚?[0-9.]{1,12}[点时](?:之?前)?(?:下班|离|走)|[0-9.]{1,12}点(?:以)?前不得(?:下班|离开)|义务加班|固定加班|强制加班)|(?:固定|强制|硬性|统一)(?:安排)?(?:的)?(?:加班|延时|延长工作)|随叫随到|(?:可|得|允许|能)[^。;,]{0,6}(?:超过|突破|超出)[^。;,]{0,4}36小时|(?:周[六日末6]|星期[六日天])[^。;]{0,10}(?:全员|固定|统一|照旧|例行|常态|正常)[^。;]{0,6}(?:到岗|上班|出勤|到班|安排)|(?:周[六日末]|星期[六日天]|双休日|休息日|节假日|轮休|公休|周末)[^。;]{0,16}(?:必须|一律|须|应当|均应|照常|不得请假|无条件|随时)[^。;]{0,8}(?:到岗|上班|出勤|工作|返岗|到店|到公司|在岗|值守|参加)|(?:24小时|随时)[^。;,]{0,10}(?:待命|听候|响应)[^。;]{0,20}(?:无条件|不得|加班))"
)
_PLEDGE = pattern(rf"(?:放弃|让渡){near(8)}(?:休息|休假|周末|[双周公轮]休|节假日)")


def overtime_forced(clause: Clause) -> Iterator[Hit]:
    """L15. Overtime is agreed day by day; it can't be ordered in advance, punished, or exceed 3 h a day or 36 h a month."""
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
    yield from _too_many_hours(clause)
    yield from _long_day(clause)


def _too_many_hours(clause: Clause) -> Iterator[Hit]:
    stated = False
    for p, cap in (
        (_MONTHLY, MAX_MONTHLY_OVERTIME),
        (_DAILY_EXTRA, MAX_DAILY_OVERTIME),
        (_WEEKLY_EXTRA, MAX_MONTHLY_OVERTIME * 12 / 52),
    ):
        for m in p.finditer(clause.text):
            sentence = clause.sentence_at(m.start(), m.end())
            if p is _MONTHLY and not re.search(OVERTIME + "|额外|奋斗|贡献|义务|投入|弹性", sentence):
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


_DAILY = pattern(
    r"(?:每日|每天|每个?工作日|日均|一天|1天|1日|单日|[每当1单]班|在[岗店厂](?=[0-9])|日工作时间|平均每日|当日|天天)[^。;0-9,加延]{0,14}(?P<n>(?<![0-9.])[0-9]{1,12}(?:\.[0-9]{1,6})?)(?:余|多)?个?(?:小时|钟头)(?:(?P<min>[0-9]{1,2})分)?|(?P<n3>(?<![0-9.])[0-9]{1,12}(?:\.[0-9]{1,6})?)个?小时(?:工作制|制|/[日天]|(?:连续)?(?:在岗|当班|值守|顶岗|坐班)(?!\")|(?:1|一)班)"
)
_DAYS = re.compile(
    r"(?:每周|一周|1周|每星期|周)(?:固定|须|需|应)?(?:工作|上班|出勤|上|到岗|安排|出勤)?(?P<n>[1-7])(?:个工作)?[天日](?![^。;,]{0,2}[休歇双放法公关])|[做上](?P<n2>[1-7])休[1-3]|[做上](?P<n4>六)休"
)
_FIVE_DAYS = re.compile(
    r"双休|(?:周末|周六日|周六[、和]?周日|星期六日|礼拜六礼拜[天日])[^。;,]{0,4}[休歇关]|(?:周|星期|礼拜)[一1](?:至|到|~|-)(?:周|星期|礼拜)?五|五天制|5天制"
)
_SATURDAY = re.compile(
    r"6天(?:工作)?制|(?:周|每周|每?个?(?:星期|礼拜))(?:固定|只|仅)?[休歇](?:息)?1[日天]|(?:只|仅)[休歇](?:星期|周|礼拜)[日天]|1?个?(?:星期|礼拜)(?:工作|上班|上|做|干)6[天日]|周1(?:至|到|~|-)周?6|周一(?:至|到|~|-)周?六|星期一(?:至|到|~|-)星期?六|单休|周休(?:一|1)[日天]|每周休息(?:一|1)[日天]|每周(?:只|仅)?休(?:一|1)[日天]|[做上][6六]休[1一]|每周(?:工作|上班)?6[天日](?!休)"
)
_EVERY_DAY = re.compile(
    r"全年无休|每月(?:休息?|仅休|只休)(?:一|两|1|2|3)[日天]|月休[1-3][日天]|周一(?:至|到)周日|无休(?:息日|假)?|没有休息日|不休息|全月无休|连续工作[0-9]{1,12}天|做[0-9]{1,12}休0|不安排休息日|不设休息日"
)
_WEEKLY = pattern(
    r"(?:每周|一周|1周|周工作时间|周均|每星期|周)[^。;0-9,加延]{0,16}(?P<n>(?<![0-9.])[0-9]{1,12}(?:\.[0-9]{1,6})?)(?:余|多)?个?(?:小时|钟头)|合计(?:每周)?(?P<n2>(?<![0-9.])[0-9]{1,12}(?:\.[0-9]{1,6})?)个?小时"
)


def _long_day(clause: Clause) -> Iterator[Hit]:
    """Hours a day so long that they can only be forced overtime: over 8 + 3."""
    if _special_hours(clause):
        return
    for day in _daily_hours(clause):
        if day.hours > MAX_DAILY_HOURS + MAX_DAILY_OVERTIME - 1e-9 and (
            day.hours > 11 or re.search(r"须|不少于|不低于|下限|至少|连续|自愿|接受", clause.text)
        ):
            yield Hit(day.start, day.end, Severity.BLOCK, f"每日{day.hours:g}小时")
        elif (
            day.hours > 9
            and (clause.has(_SATURDAY) or clause.has(_EVERY_DAY))
            and re.search(r"自愿|须|服从|接受|作息", clause.text)
        ):
            yield Hit(day.start, day.end, Severity.BLOCK, f"每日{day.hours:g}小时且周末到岗")


_NOT_IN_FORCE = re.compile(r"未|过期|失效|到期|届满")


def _special_hours(clause: Clause) -> bool:
    system = clause.facts.hours_system or ""
    if _NOT_IN_FORCE.search(system):
        return False
    if "已" in system or "批准" in system or "许可" in system:
        return True
    approved = re.search(r"(?:经|已|取得|获|依法)[^。;]{0,20}(?:批准|许可|审批|核准|备案)", clause.text)
    return bool(
        re.search(r"综合计算|不定时", clause.text + system)
        and approved
        and not re.search(r"未(?:取得|经|获|办)|尚未|无需?(?:审批|批准)|正在(?:申请|办理)", clause.text)
    )


def _daily_hours(clause: Clause) -> list[Shift]:
    found: list[Shift] = []
    for m in islice(_DAILY.finditer(clause.text), _MOST_DAYS):
        hours = float(m.group("n") or m.group("n3")) + float(m.group("min") or 0) / 60
        found.append(Shift(m.start(), m.end(), hours - break_within(clause.text, m.start(), m.end())))
    found += shifts(clause.text)
    return [
        day
        for day in found
        if not is_negated(clause.text, day.start)
        and not declares_void(clause.sentence_at(day.start, day.end))
        and not re.search(
            r"加班|延长|延时|哺乳|授课|驾驶|休息(?!日)",
            clause.text[max(day.start - 6, 0) : day.end + 3],
        )
        and not _NO_MORE.match(clause.text, day.end)
    ]


# 每班十二小时的老排法停用,改为…
_NO_MORE = re.compile(r"[^。;,0-9]{0,10}(?:停用|作废|废止|取消|不再)")
_UNAPPROVED = pattern(
    r"(?:未(?:取得|经|获|办理|获得)|尚未|没(?:有|经|报|办)?|无(?:需|须)|不(?:需|必)|正在(?:申请|办理|报批)|审批(?:期间|前|中)|先行)",
    near(24),
    r"(?:综合计算|不定时)|(?:综合计算|不定时)",
    gap(30),
    r"(?:未(?:取得|经|获|办理|获得)?|尚未|没(?:有|经|报|办)?|无(?:需|须)|不(?:需|必)|待)[^。;,]{0,10}(?:批准|审批|许可|报批|核准|批(?=[,。;也复下的]|$))",
)
_BACK_TO_STANDARD = re.compile(r"(?:恢复|改回|转回|回到|执行)[^。;,]{0,4}标准工时")
_UNLIMITED = re.compile(
    r"(?:工作时间|上下班|工时|作息)[^。;]{0,16}(?:不受[^。;]{0,8}限制|不设上限|不封顶|以(?:工作|任务)完成为(?:准|止)|由(?:甲方|公司|主管)[^。;]{0,10}(?:随时|任意|自行)|弹性无上限|不固定,以)"
    r"|(?:不论|无论|不管)[^。;,]{0,6}(?:用时|时长|多久|几[点个]|多晚|长短|早晚|多少)[^。;]{0,12}(?P<v>视为|视同|[算按计])[^。;,0-9]{0,6}8小时"
)
# 每月标准工时210小时, 全年2600小时: no overtime is meant; more than the unsettled week, the year round.
_LONGER_SPAN = pattern(
    r"(?:(?:每|全|当|整|[1一])?(?P<month>月)|(?:每|全|整|[1一])(?:个)?(?P<year>年))[^。;0-9]{0,14}(?P<n>(?<![0-9.])[0-9]{2,4}(?:\.[0-9]{1,2})?)个?小时"
)
_ALL_WORK = re.compile(r"工时|工作时间|排班|出勤|正常|标准|上班|工作[0-9]")
_NOT_ALL_WORK = pattern(OVERTIME, r"|额外|培训|兼职|社区|志愿|学时|课时|待命")


def hours_over_standard(clause: Clause) -> Iterator[Hit]:
    """L17. Eight hours a day and forty a week, unless the authority approved another system."""
    for m in clause.affirms(_UNAPPROVED, unless=_BACK_TO_STANDARD):
        yield hit(m)
    system = clause.facts.hours_system or ""
    if _NOT_IN_FORCE.search(system) and not clause.has(_BACK_TO_STANDARD):
        yield whole(clause, note="特殊工时制未经批准")
    if _special_hours(clause) or re.search(r"非全日制", clause.facts.contract_type or ""):
        return
    for m in clause.affirms(_UNLIMITED):
        yield hit(m)
    yield from _on_and_off(clause)
    yield from _days_a_month(clause)
    yield from _uncounted(clause)
    yield from _over_month_or_year(clause)
    yield from _over_daily_or_weekly(clause)


def _over_month_or_year(clause: Clause) -> Iterator[Hit]:
    for m in clause.affirms(_LONGER_SPAN):
        part = clause.text[m.start() : m.end() + 4]
        weekly = float(m.group("n")) / WEEKS_A_YEAR * (12 if m.group("month") else 1)
        if (
            weekly > UNSETTLED_WEEKLY_HOURS
            and _ALL_WORK.search(clause.sentence_at(m.start(), m.end()))
            and not _NOT_ALL_WORK.search(part)
        ):
            yield hit(m, note=f"折合每周{weekly:.1f}小时")


# 上二十四歇二十四, 当班十二小时休二十四小时
_ON_OFF = pattern(
    rf"(?:上|做|干|值|当班|在岗)(?P<on>{NUMBER})个?(?:小时|钟头)?[,、]?[休歇](?:息)?(?P<off>{NUMBER})(?!天|日)个?(?:小时|钟头)?"
)
_SHORTEST_STRETCH = 8.0  # below, 上六休一 counts days
_HOURS_A_WEEK = 168.0


def _on_and_off(clause: Clause) -> Iterator[Hit]:
    for m in clause.affirms(_ON_OFF):
        on, off = value(m.group("on")), value(m.group("off"))
        weekly = _HOURS_A_WEEK * on / (on + off) if on + off else 0.0
        if min(on, off) >= _SHORTEST_STRETCH and weekly > UNSETTLED_WEEKLY_HOURS:
            yield hit(m, note=f"折合每周{weekly:.0f}小时")


_DAYS_A_MONTH = re.compile(
    r"(?:每|1个?|全|满勤[^。;,0-9]{0,4})月[^。;,0-9]{0,6}(?P<n>2[0-9]|3[01])(?:天|(?<=(?:工作|出勤|上班|满勤)[23][0-9])日)(?![^。;,]{0,3}[前休发付])"
)


def _days_a_month(clause: Clause) -> Iterator[Hit]:
    """每月二十六天,天天八小时."""
    days, hours = _DAYS_A_MONTH.search(clause.text), _daily_hours(clause)
    if days is None or not hours or is_negated(clause.text, days.start()):
        return
    weekly = float(days.group("n")) * max(h.hours for h in hours) * 12 / WEEKS_A_YEAR
    if weekly > UNSETTLED_WEEKLY_HOURS:
        yield hit(days, note=f"折合每周{weekly:.1f}小时")


_UNCOUNTED = pattern(
    r"(?:[班场开]前|[班场课]后|交接|清场|备机|晨会|例会|早会|准备|收尾|点名|换装|打扫|预备)[^。;]{0,24}(?:[0-9.]{1,4}个?小时|[0-9]{1,3}分钟?)[^。;]{0,24}(?P<v>(?:均|都|也)?不(?:另)?[算计](?:入|在内|作|为)?)(?:[^。;,]{0,2}工时|[^。;,]{0,2}工作时间|[^。;,]{0,4}上班|在?内|加班|[,。;]|$)"
)


def _uncounted(clause: Clause) -> Iterator[Hit]:
    """每日八小时,班后清线一小时不计在内: work beside a full day, and not counted."""
    full = any(abs(day.hours - MAX_DAILY_HOURS) < 1e-9 for day in _daily_hours(clause))
    if full:
        yield from (hit(m, note="每日八小时之外另有不计工时的工作") for m in clause.states(_UNCOUNTED))


def _weeks(clause: Clause) -> list[Week]:
    """Every sentence's week that can be added up, still counted from the clause's start."""
    told = ((m.start(), week(m.group())) for m in re.finditer(r"[^。;]+", clause.text))
    return [replace(w, start=w.start + at, end=w.end + at) for at, w in told if w is not None]


def approved_or_reckoned(clause: Clause) -> bool:
    """Are the hours under an approved special system, or within the standard by their numbers?"""
    approved = _special_hours(clause) and not any(True for _ in hours_over_standard(clause))
    return approved or hours_reckoned_lawful(clause)


def hours_reckoned_lawful(clause: Clause) -> bool:
    """Are days and week counted, within the standard, and nothing said of overtime?"""
    days = [d.hours for d in _daily_hours(clause)] + [w.longest for w in _weeks(clause)]
    counted = bool(_weeks(clause)) or any(clause.has(p) for p in (_DAYS, _FIVE_DAYS, _SATURDAY))
    return (
        counted
        and bool(days)
        and max(days) <= MAX_DAILY_HOURS + 1e-9
        and not clause.has(_ABOUT_OVERTIME)
        and not any(True for rule in (hours_over_standard, overtime_forced) for _ in rule(clause))
    )


def _over_daily_or_weekly(clause: Clause) -> Iterator[Hit]:
    weeks = _weeks(clause)
    for w in weeks:
        if w.hours > UNSETTLED_WEEKLY_HOURS and not is_negated(clause.text, w.start):
            yield Hit(w.start, w.end, Severity.BLOCK, f"{w.days:g}天合计每周{w.hours:g}小时")
            return
    by_the_clock = any(day.hours > MAX_DAILY_HOURS + 1e-9 for day in shifts(clause.text))
    added_up = bool(weeks) and not by_the_clock and all(w.longest <= MAX_DAILY_HOURS + 1e-9 for w in weeks)
    days_match = _DAYS.search(clause.text)
    six = clause.has(_SATURDAY)
    days = (
        float(next(x for x in days_match.groups() if x).replace("六", "6"))
        if days_match
        else (6.0 if six else 5.0)
    )
    for day in _daily_hours(clause):
        if not added_up and (
            day.hours > MAX_DAILY_HOURS + 1e-9
            or day.hours * (max(days, 6.0) if six else days) > UNSETTLED_WEEKLY_HOURS
        ):
            yield Hit(day.start, day.end, Severity.BLOCK, f"每日{day.hours:g}小时、每周{days:g}天")
            return
    for m in _WEEKLY.finditer(clause.text):
        hours = float(m.group("n") or m.group("n2"))
        extra = re.search(OVERTIME + "|额外|培训|哺乳", m.group())
        if (
            hours > UNSETTLED_WEEKLY_HOURS
            and not extra
            and not is_negated(clause.text, m.start())
            and (m.group("n") or "每周" in clause.text)
        ):
            yield hit(m, note=f"每周{hours:g}小时")
    for m in clause.affirms(_EVERY_DAY):
        alone = not re.search(r"轮休|轮流|营业|门店|调休", clause.sentence_at(m.start(), m.end()))
        yield hit(m, note="没有休息日" if alone else "")
    if (
        six
        and not any(True for _ in _daily_hours(clause))
        and not clause.has(
            re.compile(r"轮休|每日[^。;]{0,6}[1-6](?:\.[0-9])?个?小时|半天|半日|不得|不实行|取消|调休|加班")
        )
    ):
        m2 = _SATURDAY.search(clause.text)
        if m2 and not is_negated(clause.text, m2.start()):
            yield hit(m2)
