"""One term of the same post's template against what this clause gives: how the term is counted, and whether more of it is worse."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from contracts.clause import Clause
from contracts.normalise import normalise
from contracts.quantities import NUMBER, durations, money, percents
from contracts.rules.terms import contract_term, probation_in_words

_SLACK = 1e-6

# What a term is counted in, by its key; money where the key says nothing else.
_UNITS: tuple[tuple[str, str], ...] = (
    (r"(?:from|start|after|wait)[a-z]*_month|month_(?:from|start)", "months"),
    (r"(?:hour|day|piece|unit|class|night|shift)(?:ly)?_?rate|per_(?:order|unit|piece|hour|class)|hourly|piece", "yuan"),
    (r"(?:^|_)(?:ratio|rate|share|percent|coefficient|factor|multiple)(?:_|$)|比例|系数", "share"),
    (r"allowance|subsidy|stipend|budget|fee|fund|bonus(?!_months)|base$|wage$|pay$|comp$|amount|补|津贴|费", "yuan"),
    (r"months$", "months"),
    (r"hour|小时", "hours"),
    (r"report|review|check(?!up)|exam|times|count|frequency|visit|meeting|报告|考核|汇报|述职", "times"),
    (r"day|leave|rest|travel|trip|assign|remote|home_office|wfh|night|shift|假|休|insurance|medical|夜班|出差", "days"),
)  # fmt: skip
_BENEFIT = re.compile(
    r"allowance|subsidy|stipend|budget|fee$|fund|bonus|leave|rest|remote|home_office|wfh|pay$|rate$|checkup|补|津贴|假|休|费"
)
_BURDEN = re.compile(
    r"travel|trip|assign|night|duty|on_?call|overtime|report|review|check|exam|assess|kpi|quota|target|deduct|penalty|fine|deposit|notice|service_period|probation_months"
    r"|noncompete_months|training_(?:days|hours)|(?:daily|weekly)_hours|visit|meeting|shift|(?:from|start|after|wait)[a-z]*_month|performance_ratio|报告|考核|汇报|述职|夜班|出差|加班|押金"
)
# The words that speak of a term, by its key.
_WORDS: tuple[tuple[str, str], ...] = (
    (r"travel|trip|assign|出差", "出差|外地|驻|外派|异地|下乡"),
    (r"night|夜班", "夜班|晚班|通宵|夜"),
    (r"remote|home_office|wfh", "居家|远程|在家"),
    (r"leave|假", "假|调休"),
    (r"rest|休", "歇|休"),
    (r"insurance|medical|险", "险|医疗"),
    (r"commission|piece|per_order|per_unit|hour|提成", "提成|提点|佣|计件|单价|课时|时薪|每[单件节课]"),
    (r"meal|餐", "餐|饭|伙食"),
    (r"hous|房", "房|住|租"),
    (r"phone|通讯", "通讯|通信|话费|电话|手机"),
    (r"transport|commut|交通", "交通|车|通勤"),
    (r"heat|高温", "高温|防暑|降温"),
    (r"checkup|体检", "体检|检查"),
    (r"bonus|奖", "奖|激励|双薪"),
    (r"report|review|check|exam|报告|述职|汇报|考核|kpi", "报告|报表|自查|自评|述职|汇报|考核|考评|评|检查|测试|指标"),
    (r"train|培训", "培训|学习|进修|课"),
)  # fmt: skip

_OTHER_PEOPLE = re.compile(r"同(?:岗|组|级|批|班)|其[他余它]|别人|旁人|大家|模板|通行|惯例|统一|本批|这批")
_FORMER = re.compile(r"[^。;,0-9]{0,4}(?:降|减|改|调|缩|变|压|核)[^。;,0-9]{0,2}[为至到成]")
_WITHOUT = re.compile(
    r"不(?:再|予|另)?(?:享|适用|给|设|参加|安排|列入|提供)|没有|(?<!有)无(?!论|须)|取消|停[掉发办]?|除外|免去|轮不到"
)
_NOT_GRANTED = re.compile(
    r"(?:[补贴奖餐]|津贴)[^。;,]{0,4}不(?:予|再)?(?:发|享|给|计)|(?:不(?:予|再)?(?:发|享有?|给)|没有|无)[^。;,]{0,4}(?:[补贴]|津贴)"
)
_SHARE_OF_OTHERS = re.compile(
    rf"(?:同(?:岗|组|级|批)|别人|他人|模板)[^。;,0-9]{{0,10}}(?<!至少)(?:(?P<n>{NUMBER})%|之半|的?[1一]半)"
)
_PERIODS = {
    "日": 1 / 30,
    "天": 1 / 30,
    "周": 7 / 30,
    "星期": 7 / 30,
    "月": 1.0,
    "季": 3.0,
    "季度": 3.0,
    "半年": 6.0,
    "年": 12.0,
}
_OFTEN = re.compile(
    rf"(?:每|1)个?(?:工作)?(?P<period>日|天|周|星期|月|季度?|半年|年)[^。;,0-9]{{0,8}}(?P<n>{NUMBER})[份次篇回轮场]"
)
_POINTS = re.compile(rf"(?P<n>{NUMBER})个?点(?![0-9钟半])")
_COEFFICIENT = re.compile(rf"(?:系数|倍数)[^。;,0-9]{{0,8}}(?P<n>{NUMBER})")
_HOURS = re.compile(rf"(?P<n>{NUMBER})个?(?:小时|课时|钟头)")
_COUNTED_DAYS = re.compile(rf"(?P<n>{NUMBER})个?(?:工作)?(?:[天日次]|夜班|晚班|(?=$|[,。;]))")
_ABOUT_TERM = re.compile(r"合同期|期限|聘期|合同|合约|签")
_TAKES_TURNS = re.compile(r"轮")
_NO_TURNS = re.compile(
    r"固定[^。;,]{0,4}(?:[末晚夜早中]班)|(?:不(?:参加|参与|再?安排|实行)|无)[^。;,]{0,4}轮[换班岗流]"
)


@dataclass(frozen=True)
class _Amount:
    """A number and where it ends."""

    value: float
    end: int


def is_worse(clause: Clause, key: str) -> bool:
    """Is this clause's value of the template's term worse for the worker?"""
    template = clause.facts.same_post_template[key]
    if isinstance(template, bool):
        return _denied(clause, key) if template else _imposed(clause, key)
    if isinstance(template, str):
        if _TAKES_TURNS.search(template):
            return clause.has(_NO_TURNS)
        text = normalise(template).text
        unit = next((u for u in ("times", "share", "yuan", "months") if any(_READ[u](text))), "")
        if not unit:
            return False
        return _stated_worse(clause, key, unit, next(_READ[unit](text)).value)
    if not isinstance(template, int | float):
        return False
    value = _known(clause, key)
    if value is not None:
        return _compared(key, value, float(template))
    unit = next((u for p, u in _UNITS if re.search(p, key)), "yuan")
    return _stated_worse(
        clause, key, unit, float(template) / (100 if unit == "share" and template > 5 else 1)
    )


def _compared(key: str, value: float, template: float) -> bool:
    return value > template + _SLACK if _is_burden(key) else value < template - _SLACK


def _is_burden(key: str) -> bool:
    late = re.search(r"(?:from|start|after|wait)[a-z]*_month", key) is not None
    return late or (_BURDEN.search(key) is not None and _BENEFIT.search(key) is None)


def _known(clause: Clause, key: str) -> float | None:
    """What the facts say of this contract, else what the clause says of a term that has rules of its own."""
    facts = clause.facts
    if key == "term_months":
        term = contract_term(clause)
        return term.months if clause.has(_ABOUT_TERM) and not term.open_ended else None
    if key.startswith("probation_wage_ratio") and facts.probation_wage and facts.monthly_wage:
        return facts.probation_wage / facts.monthly_wage
    known = getattr(facts, key) if key in facts.__dataclass_fields__ else None
    if isinstance(known, int | float):
        return float(known)
    if key == "probation_months":
        words = probation_in_words(clause)
        return words.months if words else None
    return None


def _stated_worse(clause: Clause, key: str, unit: str, template: float) -> bool:
    """What the clause gives this one person, in the parts that don't speak of others."""
    burden = _is_burden(key)
    if not burden and (_denied(clause, key) or _below_others(clause)):
        return True
    if unit == "yuan" and _BENEFIT.search(key) and clause.has(_NOT_GRANTED):
        return True
    own = list(_own_amounts(clause, key, unit))
    if not own:
        return False
    return _compared(key, max(own), template)


def _own_amounts(clause: Clause, key: str, unit: str) -> Iterator[float]:
    parts = [
        p for p in re.split(r"[。;,]", clause.text) if not _OTHER_PEOPLE.search(p) or _FORMER_THEN.search(p)
    ]
    about = [p for p in parts if (words := _words(key)) is not None and words.search(p)]
    for part in about or parts:
        for amount in _READ[unit](part):
            wage = unit == "yuan" and amount.value == clause.facts.monthly_wage
            if not wage and not _FORMER.match(part, amount.end):
                yield amount.value


# 由同岗的3000元改为2000元: the second is this person's.
_FORMER_THEN = re.compile(r"由[^。;,]*[0-9][^。;,]*(?:降|减|改|调|缩|变|压|核)")


def _words(key: str) -> re.Pattern[str] | None:
    return next((re.compile(words) for p, words in _WORDS if re.search(p, key)), None)


def _below_others(clause: Clause) -> bool:
    """按同岗的70%, 按同岗之半."""
    return any(float(m.group("n") or 50) < 100 for m in clause.affirms(_SHARE_OF_OTHERS))


def _denied(clause: Clause, key: str) -> bool:
    """Is it taken away from this one person?"""
    words = _words(key)
    return words is not None and any(
        words.search(part) and _WITHOUT.search(part) for part in re.split(r"[。;,]", clause.text)
    )


def _imposed(clause: Clause, key: str) -> bool:
    """Is it asked of this one person, though of nobody else?"""
    words = _words(key)
    return _is_burden(key) and words is not None and any(True for _ in clause.affirms(words))


def _yuan(text: str) -> Iterator[_Amount]:
    yield from (_Amount(m.yuan, m.end) for m in money(text))


def _shares(text: str) -> Iterator[_Amount]:
    yield from (_Amount(p.percent / 100, p.end) for p in percents(text))
    yield from (_Amount(float(m.group("n")) / 100, m.end()) for m in _POINTS.finditer(text))
    yield from (
        _Amount(float(m.group("n")), m.end())
        for m in _COEFFICIENT.finditer(text)
        if text[m.end() : m.end() + 1] != "%"
    )


def _months(text: str) -> Iterator[_Amount]:
    yield from (_Amount(d.months, d.end) for d in durations(text))


def _often(text: str) -> Iterator[_Amount]:
    """So many times a month."""
    yield from (
        _Amount(float(m.group("n")) / _PERIODS[m.group("period")], m.end()) for m in _OFTEN.finditer(text)
    )


def _counted(pattern: re.Pattern[str]) -> Callable[[str], Iterator[_Amount]]:
    def read(text: str) -> Iterator[_Amount]:
        yield from (_Amount(float(m.group("n")), m.end("n")) for m in pattern.finditer(text))

    return read


_READ: dict[str, Callable[[str], Iterator[_Amount]]] = {
    "yuan": _yuan,
    "share": _shares,
    "months": _months,
    "times": _often,
    "days": _counted(_COUNTED_DAYS),
    "hours": _counted(_HOURS),
}
