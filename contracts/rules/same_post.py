"""L34: a term worse than the same post's template for the one who scored low. 劳动法 46, 个人信息保护法 24; product policy."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from contracts.clause import Clause, hit, whole
from contracts.findings import Hit
from contracts.lexicon import AI_SCORE, OVERTIME, gap, near, pattern
from contracts.normalise import normalise
from contracts.quantities import durations, money
from contracts.rules.change import HUMAN_DECIDES
from contracts.rules.terms import contract_term, probation_in_words

_BECAUSE_LOW = pattern(
    rf"(?:鉴于|因|由于|基于|考虑到|针对|根据|按){near(20)}(?:{AI_SCORE}|(?:抗压|沟通|协作|情绪|技术|团队|文化|逻辑|学习|稳定|性格|能力)[^。;,]{{0,10}}(?:偏低|较低|不足|欠缺|较弱|偏弱|一般|低|不高|较差|弱)){gap(60)}(?P<v>较(?:同岗|其他)|多[0-9]|按同岗|同岗(?:位)?(?:员工)?的?[0-9]|特(?:别)?(?:约定|增设|设|定|附加)?|另(?:行)?(?:约定|增设|加)?|仅(?:适用|对|就)|单独|额外|附加|增设|降低|下调|延长|加班|减|不低于|不少于|执行|从低|低于|较低|约定)"
)
_ONLY_THIS_PERSON = re.compile(
    r"仅此[1一]人|唯独[^。;,]{0,6}(?:乙方|本人|其)|不享(?:受|有)?[^。;,]{0,6}同岗|同岗[^。;,]{0,10}(?:之上|以上|之外|外)[^。;,]{0,4}(?:加|增|多)|(?:源自|缘于|因为|由于)[^。;,]{0,16}(?:分|测评|画像|评分)[^。;,]{0,4}(?:低|不高|差|弱)|仅(?:适用于|对|针对|就|约束)(?:于)?(?:乙方|本人|其)|(?:其他|同岗)(?:员工|人员|同事|岗位)[^。;]{0,12}(?:不适用|不受|除外|无此)|低于同岗|较同岗[^。;]{0,8}(?:低|少|长|严|多(?![0-9]{1,5}(?:元|天)))|同岗位?[^。;]{0,10}(?:低|少)[0-9]"
)
_ALLOWANCE = re.compile("allowance|subsidy|bonus|stipend")
_NUMERIC_TERMS = {
    "monthly_wage": False,
    "probation_wage": False,
    "noncompete_monthly_comp": False,
    "term_months": False,
    "annual_leave_days": False,
    "probation_months": True,
    "noncompete_months": True,
    "overtime_hours_month": True,
    "service_period_months": True,
    "monthly_deduction": True,
    "daily_hours": True,
    "weekly_hours": True,
    "training_days": True,
    "notice_days": True,
    "performance_ratio": True,
}


_COUNT = re.compile(
    r"(?<![0-9.])(?P<n>[0-9]{1,3}(?:\.[0-9]{1,2})?)(?:个|次)?(?:工作)?(?:[天日次]|夜班|晚班)?"
)
_DAYS = re.compile(r"(?<![0-9.])(?P<n>[0-9]{1,3}(?:\.[0-9]{1,2})?)个?(?:工作)?[天日]")
_PRICE = re.compile(r"(?P<n>(?<![0-9.])[0-9]{1,12}(?:\.[0-9]{1,6})?)元")


@dataclass(frozen=True)
class _Measure:
    """A template's term by its key, the words that speak of it, what it is counted in, and whether more of it is worse."""

    key: re.Pattern[str]
    words: re.Pattern[str]
    unit: re.Pattern[str]
    burden: bool = False


_MEASURES = tuple(
    _Measure(re.compile(key), re.compile(words), unit, burden)
    for key, words, unit, burden in (
        ("travel|trip|assign", "出差|外地|驻|外派|异地|下乡", _DAYS, True),
        ("night", "夜班|晚班|通宵", _COUNT, True),
        ("remote|home_office|wfh", "居家|远程|在家", _DAYS, False),
        ("leave", "假|调休", _DAYS, False),
        ("rest", "歇|休", _DAYS, False),
        ("insurance", "险", _DAYS, False),
        (
            "commission|piece|per_order|per_unit|hourly",
            "提成|计件|单价|课时|时薪|每[单件节课]",
            _PRICE,
            False,
        ),
    )
)
_OTHER_PEOPLE = re.compile(r"同(?:岗|组|级|批|班)|其[他余它]|别人|旁人|大家|模板|通行|惯例|统一")
_FORMER = re.compile(r"[^。;,0-9]{0,4}(?:降|减|改|调|缩|变|压)[^。;,0-9]{0,2}[为至到成]")
_WITHOUT = re.compile(
    r"不(?:再|予|另)?(?:享|适用|给|设|参加|安排|列入|提供)|没有|(?<!有)无(?!论|须)|取消|停[掉发办]?|除外|免去|轮不到"
)
_ABOUT_TERM = re.compile(r"合同期|期限|聘期|合同|合约|签")


def worse_for_low_score(clause: Clause) -> Iterator[Hit]:
    """L34. A term worse than the same post's template for this one person, shown by the template or said in the text."""
    for m in clause.affirms(_BECAUSE_LOW, unless=HUMAN_DECIDES):
        if clause.has(_ONLY_THIS_PERSON) or re.search(
            OVERTIME
            + r"|较同岗|按同岗|同岗[^。;,]{0,4}[0-9.]{1,12}%|降低|下调|延长|减|从低|低于|不少于|不低于|特|增设|附加|额外",
            clause.sentence_at(m.start(), m.end()),
        ):
            yield hit(m)
            return
    if clause.facts.ai_scores and (m2 := _ONLY_THIS_PERSON.search(clause.text)):
        yield hit(m2)
        return
    worse = [key for key in clause.facts.same_post_template if _is_worse(clause, key)]
    if worse:
        yield whole(clause, note="劣于同岗位模板：" + "、".join(worse))


_SAME_AS_POST = re.compile(r"与同岗[^。;]{0,30}(?:一致|相同)|同岗(?:位)?(?:员工)?适用的标准")


def _is_worse(clause: Clause, key: str) -> bool:
    if clause.has(_SAME_AS_POST):
        return False
    template = clause.facts.same_post_template[key]
    measure = next((m for m in _MEASURES if m.key.search(key)), None)
    if isinstance(template, bool):
        if template:
            return measure is not None and _denied(clause, measure)
        return key.endswith("kpi") and re.search(r"指标|考核", clause.text) is not None
    if isinstance(template, str) and _TAKES_TURNS.search(template):
        return clause.has(_NO_TURNS)
    if isinstance(template, str):
        template = next((m.yuan for m in money(normalise(template).text)), None)
    if not isinstance(template, int | float):
        return False
    if key.endswith("_ratio") and key not in _NUMERIC_TERMS:
        return _share_below(clause, key, float(template))
    if key.endswith("_months") and key not in _NUMERIC_TERMS:
        return bool(clause.durations) and max(d.months for d in clause.durations) < template - 1e-6
    if _ALLOWANCE.search(key):
        return _allowance(clause) < template
    if key not in _NUMERIC_TERMS:
        return measure is not None and _measures_worse(clause, measure, float(template))
    stated = _stated_value(clause, key)
    if stated is None:
        return False
    return stated > template + 1e-6 if _NUMERIC_TERMS[key] else stated < template - 1e-6


# The same post takes turns, this one person stays on the late shift.
_TAKES_TURNS = re.compile(r"轮")
_NO_TURNS = re.compile(
    r"固定[^。;,]{0,4}(?:[末晚夜早中]班)|(?:不(?:参加|参与|再?安排|实行)|无)[^。;,]{0,4}轮[换班岗流]"
)


def _share_below(clause: Clause, key: str, template: float) -> bool:
    """A share of a wage, given as 1.0 or as 80 %, against the clause's own or what the facts make of it."""
    facts = clause.facts
    said = [p.percent / 100 for p in clause.percents]
    if key.startswith("probation_wage") and facts.probation_wage and facts.monthly_wage:
        said = [facts.probation_wage / facts.monthly_wage]
    return bool(said) and min(said) < (template if template <= 1 else template / 100) - 1e-6


def _allowance(clause: Clause) -> float:
    """The largest sum the clause grants beside the wage; none where it grants nothing."""
    if re.search(
        r"(?:[补贴奖餐]|津贴)[^。;,]{0,4}不(?:予|再)?(?:发|享|给|计)|(?:不(?:予|再)?(?:发|享有?|给)|没有|无)[^。;,]{0,4}(?:[补贴]|津贴)",
        clause.text,
    ):
        return 0.0
    granted = [
        m.yuan
        for m in clause.money
        if m.yuan != clause.facts.monthly_wage and not _FORMER.match(clause.text, m.end)
    ]
    return max(granted, default=0.0)


def _measures_worse(clause: Clause, measure: _Measure, template: float) -> bool:
    """Does the part of a sentence that speaks of this give less, or burden more, than the template?"""
    if not measure.burden and _denied(clause, measure):
        return True
    stated = [
        float(m.group("n"))
        for part in re.split(r"[。;,]", clause.text)
        if measure.words.search(part) and not _OTHER_PEOPLE.search(part)
        for m in measure.unit.finditer(part)
        if not _FORMER.match(part, m.end())
    ]
    if not stated:
        return False
    return max(stated) > template if measure.burden else max(stated) < template


def _denied(clause: Clause, measure: _Measure) -> bool:
    """Is it taken away from this one person?"""
    return any(
        measure.words.search(part) and _WITHOUT.search(part) for part in re.split(r"[。;,]", clause.text)
    )


def _stated_value(clause: Clause, key: str) -> float | None:
    """This clause's value of the template's term: its own words first, then the facts."""
    if key == "probation_months":
        words = probation_in_words(clause)
        return clause.facts.probation_months or (words.months if words else None)
    if key == "annual_leave_days":
        leave = re.search(r"(?:年休假|年假|休假)[^。;0-9]{0,10}([0-9]{1,12})[天日]", clause.text)
        return float(leave.group(1)) if leave else clause.facts.annual_leave_days
    if key == "term_months":
        term = contract_term(clause)
        return term.months if clause.has(_ABOUT_TERM) and not term.open_ended else None
    if key == "monthly_wage":
        wage = re.search(
            r"(?:(?<!试用期)(?:月?工资|月薪|薪酬|薪资)|月薪|报酬)[^。;0-9,]{0,10}([0-9]{1,12}(?:\.[0-9]{1,6})?)元",
            clause.text,
        )
        return (
            float(wage.group(1))
            if wage and "试用" not in clause.text[max(0, wage.start() - 8) : wage.end()]
            else clause.facts.monthly_wage
        )
    if key == "noncompete_months":
        found = durations(clause.text)
        return max((d.months for d in found), default=clause.facts.noncompete_months or 0.0)
    value = getattr(clause.facts, key) if key in clause.facts.__dataclass_fields__ else None
    return float(value) if isinstance(value, int | float) else None
