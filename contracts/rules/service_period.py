"""L08: what leaving a service period may cost. 劳动合同法 22, 实施条例 16."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from contracts.clause import Clause, hit, whole
from contracts.findings import Hit
from contracts.lexicon import gap, near, pattern
from contracts.numerals import NUMBER, value
from contracts.quantities import DURATION
from contracts.rules.arithmetic import instalments_cover_cost
from contracts.rules.penalties import SERVICE

_YUAN_SLACK = 1.0

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
    r"(?:1分[^。;,]{0,3}不[^。;,]{0,2}少|分文不少|如数|悉数|全数退|(?:不论|无论|不管|不问|不因|不随|不扣减|不按|不再?递减|不减|不作递减|不予(?:递减|扣减|抵减|折算)|已(?:服务|履行|干|做|工作)[^。;,]{0,8}不(?:抵|折|予|减|扣|算)|仍(?:须|应|需|要|旧)?(?:返还|退还|赔偿|支付|偿还)?全[部额]|一律(?:按)?全额|均(?:须|应|需)?(?:按)?(?:全额|全部)|全额(?:还|退|返还|退还|赔偿|支付|偿还|退赔|追偿|追回)|足额返还|(?:退|返|还|赔)[还付给]?全款|返还全部|退还全部|偿还全部|赔偿全部|支付全部|上不封顶|不设上限|全部培训费))"
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
    if not clause.has(SERVICE) and clause.facts.training_cost is None:
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
                r"违约金|返还|退[还回给]|[退还][付给]?全款|全额[还退]|赔偿|偿还|支付|承担|退赔|还清|清偿|追|[都均皆][^。;,]{0,2}[付退赔]",
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
    reckoned = _penalty_and_due(clause, capped=False)
    return all(n is not None for n in known) or (reckoned is not None and reckoned.by_the_months)


@dataclass(frozen=True)
class _Reckoned:
    """due: what the penalty may come to. by_the_months: by those not served, which are known; else the whole cost."""

    stated: re.Match[str] | None
    penalty: float
    due: float
    by_the_months: bool


def _service_arithmetic(clause: Clause, *, capped: bool) -> Iterator[Hit]:
    found = _penalty_and_due(clause, capped=capped)
    if found is not None and found.penalty > found.due + _YUAN_SLACK:
        note = f"未履行部分应分摊的培训费用为{found.due:.0f}元，约定为{found.penalty:.0f}元"
        yield hit(found.stated, note=note) if found.stated else whole(clause, note=note)


def _penalty_and_due(clause: Clause, *, capped: bool) -> _Reckoned | None:
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
    known = any(m.yuan == facts.service_penalty for m in clause.money)  # the clause itself names the sum
    if cost is None or penalty is None or (capped and stated is None and not known):
        return None
    period = facts.service_period_months or _months_said(clause, _PERIOD)
    served = _months_served(clause)
    if not period or served is None:
        return _Reckoned(stated, penalty, cost, by_the_months=False)
    return _Reckoned(stated, penalty, cost * max(0.0, period - served) / period, by_the_months=True)
