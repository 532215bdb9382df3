"""The hours and days a clause tells: its days' lengths, its weeks, and whether another system than the standard was approved."""

import re
from dataclasses import replace
from itertools import islice

from contracts.clause import Clause, declares_void, is_negated
from contracts.lexicon import pattern
from contracts.numerals import value
from contracts.shifts import Shift, break_within, shifts
from contracts.weeks import Week, days_from_to, week

MAX_DAILY_HOURS = 8.0
WEEKS_A_YEAR = 52.0
_LONGEST_SHIFT = 16.0
_MOST_DAYS = 60  # mentions of a day's hours that are read: what a long text costs stays linear
_DAILY = pattern(
    r"(?:每日|每天|每个?工作日|日均|一天|1天|1日|单日|[每当1单]班|在[岗店厂](?=[0-9])|日工作时间|[早中晚夜白]班(?=[0-9])|平均每日|当日|天天)[^。;0-9,加延]{0,14}(?P<n>(?<![0-9.])[0-9]{1,12}(?:\.[0-9]{1,6})?)(?:余|多)?个?(?:小时|钟头)(?:(?P<min>[0-9]{1,2})分)?|(?P<n3>(?<![0-9.])[0-9]{1,12}(?:\.[0-9]{1,6})?)个?小时(?:工作制|制|/[日天]|(?:连续)?(?:在岗|当班|值守|顶岗|坐班|守台|守班)(?!\")|(?:1|一)班)|(?<=合计)(?P<n4>[0-9]{1,2}(?:\.[0-9]{1,2})?)个?小时"
)
_A_DAY = re.compile(r"每[日天晚班]|[1一][日天]")
_DAYS = re.compile(
    r"(?:每周|一周|1周|每星期|周)(?:固定|须|需|应)?(?:工作|上班|出勤|上|到岗|安排|来|干|排|做)?(?:班)?(?P<n>[1-7])(?:(?:个工作)?[天日](?![^。;,]{0,2}[休歇双放法公关])|个?[早中晚夜白]?班)|(?:每周|1周)[^。;,0-9]{0,2}(?P<shifts>[1-7])个[早中晚夜白]班"
)
# 做五休二, 上一休一: so many days on, so many off.
_CYCLE = re.compile(
    r"[做上干值排](?P<on>[1-7一二两三四五六七])[天日]?[休歇](?P<off>[1-7一二两三四五六七])(?![0-9十百小个半])"
)
_FIVE_DAYS = re.compile(
    r"双休|(?:周|星期|礼拜)[休歇](?:息)?[2二两][日天]|(?:周末|周六日|周六[、和]?周日|星期六日|礼拜六礼拜[天日])[^。;,]{0,4}[休歇关]|(?:周|星期|礼拜)[一1](?:至|到|~|-)(?:周|星期|礼拜)?五|五天制|5天制"
)
SIX_DAYS = re.compile(
    r"6天(?:工作)?制|(?:周|每周|每?个?(?:星期|礼拜))(?:固定|只|仅)?[休歇](?:息)?1[日天]|(?:只|仅)[休歇](?:星期|周|礼拜)[日天]|1?个?(?:星期|礼拜)(?:工作|上班|上|做|干)6[天日]|周1(?:至|到|~|-)周?6|周一(?:至|到|~|-)周?六|星期一(?:至|到|~|-)星期?六|单休|周休(?:一|1)[日天]|每周休息(?:一|1)[日天]|每周(?:只|仅)?休(?:一|1)[日天]|每周(?:工作|上班)?6[天日](?!休)"
)
EVERY_DAY = re.compile(
    r"全年无休|每月(?:休息?|仅休|只休)(?:一|两|1|2|3)[日天]|月休[1-3][日天]|周一(?:至|到)周日|无休(?:息日|假)?|没有休息日|不休息|全月无休|连续工作[0-9]{1,12}天|做[0-9]{1,12}休0|不安排休息日|不设休息日"
)
# Work beside the shift that nobody counts: 班前会二十分钟不算上班.
UNCOUNTED_WORK = pattern(
    r"(?:[班场开市]前|[班场课市]后|收市|交接|清场|备机|晨会|例会|早会|准备|收尾|点名|换装|打扫|预备)[^。;]{0,24}(?:[0-9.]{1,4}个?小时|[0-9]{1,3}分钟?)[^。;]{0,24}(?P<v>(?:均|都|也)?不(?:另)?[算计在](?:入|在内|作|为)?)(?:[^。;,]{0,2}工时|[^。;,]{0,2}工作时间|[^。;,]{0,4}上班|[钟钱薪酬]|在?内|加班|[^。;,]{0,5}8小时|[,。;]|$)"
)
NOT_IN_FORCE = re.compile(r"未|过期|失效|到期|届满")


def special_hours(clause: Clause) -> bool:
    """Has the authority approved another system than the standard?"""
    system = clause.facts.hours_system or ""
    if NOT_IN_FORCE.search(system):
        return False
    if "已" in system or "批准" in system or "许可" in system:
        return True
    approved = re.search(r"(?:经|已|取得|获|依法)[^。;]{0,20}(?:批准|许可|审批|核准|备案)", clause.text)
    return bool(
        re.search(r"综合计算|不定时", clause.text + system)
        and approved
        and not re.search(r"未(?:取得|经|获|办)|尚未|无需?(?:审批|批准)|正在(?:申请|办理)", clause.text)
    )


_NOT_THE_DAY = re.compile(r"加班|延长|延时|哺乳|授课|驾驶|休息(?!日)")
# 每班十二小时的老排法停用,改为…
_NO_MORE = re.compile(r"[^。;,0-9]{0,10}(?:停用|作废|废止|取消|不再)")


def daily_hours(clause: Clause) -> list[Shift]:
    """Every day of work the clause tells, by its hours or by the clock."""
    found: list[Shift] = []
    for m in islice(_DAILY.finditer(clause.text), _MOST_DAYS):
        if m.group("n4") and not _A_DAY.search(clause.sentence_at(m.start(), m.end())):
            continue
        hours = float(m.group("n") or m.group("n3") or m.group("n4")) + float(m.group("min") or 0) / 60
        if m.group("n4") and hours > _LONGEST_SHIFT:
            continue  # a week's total
        found.append(Shift(m.start(), m.end(), hours - break_within(clause.text, m.start(), m.end())))
    found += shifts(clause.text)
    return [
        day
        for day in found
        if not is_negated(clause.text, day.start)
        and not declares_void(clause.sentence_at(day.start, day.end))
        and not _NOT_THE_DAY.search(clause.text[max(day.start - 6, 0) : day.end + 4])
        and not _NO_MORE.match(clause.text, day.end)
    ]


def weeks_told(clause: Clause) -> list[Week]:
    """Every sentence's week that can be added up, still counted from the clause's start."""
    told = ((m.start(), week(m.group())) for m in clause.sentences())
    return [replace(w, start=w.start + at, end=w.end + at) for at, w in told if w is not None]


def days_a_week(clause: Clause) -> float | None:
    """How many days are worked; None where the clause doesn't say."""
    told = [
        float(m.group("n") or m.group("shifts")) for m in islice(_DAYS.finditer(clause.text), _MOST_DAYS)
    ][:1]
    if cycle := _CYCLE.search(clause.text):
        on, off = value(cycle.group("on")), value(cycle.group("off"))
        told = [7 * on / (on + off)]
    if not told and (range_told := days_from_to(clause.text)) is not None:
        told = [range_told]
    if clause.has(SIX_DAYS):
        return max(*told, 6.0) if told else 6.0
    return told[0] if told else (5.0 if clause.has(_FIVE_DAYS) else None)


# 周一周二歇: Saturday and Sunday are working days like others.
_OFF_MIDWEEK = re.compile(
    r"(?:周|星期|礼拜)[一二三四五1-5][、和]?(?:周|星期|礼拜)?[一二三四五1-5](?:固定|轮流|两天)?[休歇]"
)


def rests_midweek(clause: Clause) -> bool:
    """Are two other days off than Saturday and Sunday?"""
    return clause.has(_OFF_MIDWEEK) and (days_a_week(clause) or 5.0) <= 5.0
