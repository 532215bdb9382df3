"""L05: what a probation must pay. 劳动合同法 20, 实施条例 15."""

import re
from collections.abc import Iterator

from contracts.clause import Clause, hit, is_negated, whole
from contracts.findings import Hit
from contracts.lexicon import PROBATION, TRIAL, WAGE, gap, near, pattern
from contracts.rules.terms import probation_by_another_name

MIN_PAY_SHARE = 0.8  # 劳动合同法第20条
_CENT = 0.005
_MENTION = re.compile(PROBATION)

_PROBATION_SHARE = pattern(
    rf"(?:见习|实习|跟岗|学徒|培训)[^。;]{{0,40}}?(?P<share3>(?<![0-9.])[0-9]{{1,3}}(?:\.[0-9]{{1,2}})?)%[^。;]{{0,30}}试用|{PROBATION}{gap(44)}?(?<!平均)(?<!每日)(?P<share>(?<![0-9.])[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)%|(?P<share2>(?<![0-9.])[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)%[^。;,]{{0,14}}(?:发放?|给|支付|计|执行){near(10)}{PROBATION}|(?:月|周|天|期|阶段)[^。;,0-9]{{0,8}}(?:转正|正式)[^。;,0-9]{{0,8}}的(?P<share4>(?<![0-9.])[0-9]{{1,3}}(?:\.[0-9]{{1,2}})?)%"
)
_BY_MONTH = re.compile(r"[首次末头]月|第[0-9一二三四五六]个?月")
_STAGED = re.compile(r"(?:[首次末头]月|第[0-9一二三四五六]个?月)[^。;,0-9]{0,8}[0-9.]{1,5}%")
_OF_WORK = re.compile(r"任务|工作量|指标|业绩|定额|目标|产量|产能|负荷|进度")
_FULL_OR_PAID = pattern(WAGE, "|足额|全额|全薪")
_OF_PEOPLE = re.compile(r"赞成|得票|评委|票数|投票|名额|转正(?:比例|率)|(?:合格|通过|留用|淘汰)率")
_DENIED_SHARE = re.compile(r"不(?:再)?(?:打|按|只?发)[^,。;]{0,2}$")
_OF_MINIMUM = pattern(rf"{PROBATION}[^。;]{{0,16}}最低工资(?:标准)?(?:的)?(?<![0-9.])[0-9]{{1,2}}%")
_TIMES = pattern(rf"{PROBATION}[^。;]{{0,24}}[×x*](?P<t>0?\.[0-9]{{1,12}})")
_NOT_THE_SHARE = re.compile(
    r"(?:社保|公积金|个税|违约|补偿|绩效系数|提成|利率|最低工资的?$|扣|任务|工作量|指标|业绩|定额|目标|产量)"
)
_REDUCED = re.compile(r"(?:少|减|降|下浮|扣|低)[发付给拿了]?$")
_PROBATION_MONEY = pattern(
    rf"{PROBATION}(?:期|期间|期内|阶段|期限)?{gap(36)}?(?P<low>(?<![0-9.])[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)元"
)
_TRIAL_MONEY = pattern(rf"{TRIAL}{gap(20)}?(?P<low>(?<![0-9.])[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)元")
_REGULAR_MONEY = pattern(
    rf"(?:转正|正式|期满|此后|之后|届满|试用期后|合同约定|约定工资|其后|约定月薪|月薪|月工资|标准工资){gap(24)}?(?P<full>(?<![0-9.])[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)元"
)
_UNPAID = pattern(
    rf"(?:{PROBATION}|{TRIAL}期?|培训期?|学习期|入职(?:首|前|第1)[^,。;]{{0,6}}|首个?(?:月|周|星期|礼拜)|第[一1]个?(?:月|周|星期|礼拜)|(?:[前头首]|最初|最早|开头|起初)(?:的)?[0-9.]{{1,12}}个?(?:月|天|日|周|星期|礼拜)){gap(30)}?(?P<v>不(?:[另再](?:计|算|发|给)|计|发|拿|挣|开|结|予发放|支付|付|领|享有?|享受|给|另付|予支付|予计|予核发|算)(?:任何)?(?:薪|工资|报酬|劳动报酬|酬|底薪|工钱|钱)|无(?:薪|工资|报酬|底薪|偿)|没有?(?:工资|薪|底薪|工钱|钱|报酬)|(?:工资|薪水?|工钱|报酬|底薪)(?:也|都|一?概)?(?:没有|全无|皆无|免谈)|免费(?:试|工作(?!餐)|劳动|服务|干|跟岗|实习)|(?:只|仅|就)[包管](?:吃|食|饭|住|食宿|伙食)[^。;,发给付]{{0,4}}(?=[,。;]|$)|义务(?:劳动|工作|试岗)|免费体验|不[管给]钱|不设(?:底薪|保底|固定工资)|零薪|(?<![0-9.])0元|无偿)"
)
_UNPAID_CASES = re.compile(
    r"(?:离[职任岗]|竞业|加班|事假|缺勤|旷工|未出勤|未到岗|病假|工龄|违约金|不低于[^。;]{0,12}最低工资)"
)
_ALLOWANCE_ONLY = pattern(
    rf"{PROBATION}{gap(16)}(?:仅|只|单){near(6)}(?:发放?|给|支付|付|提供|领取|享受?|享有){near(10)}(?:生活补[助贴]|补[助贴]|餐补|饭补|伙食|交通补|生活费|车马费|津贴|包吃住|提成|底薪的)"
)
_ABOUT_PAY = pattern(WAGE, r"|[0-9]元")
# 试做期间每小时9元，低于小时最低工资23.7元
_BELOW_STATED_MINIMUM = pattern(
    r"(?P<low>(?<![0-9.])[0-9]{1,12}(?:\.[0-9]{1,6})?)元[^。;0-9]{0,12}(?<![不得])(?<!不会)(?P<v>低于|不到|不足|少于)[^。;0-9]{0,16}最低(?:小时|月)?(?:工资|时薪|标准)[^。;0-9]{0,8}(?P<floor>[0-9]{1,12}(?:\.[0-9]{1,6})?)元"
)
# 头十班当试用,每小时13元(本市最低22元)
_BESIDE_MINIMUM = pattern(
    rf"{PROBATION}{gap(24)}?(?P<low>(?<![0-9.])[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)(?P<v>元)[^。;0-9]{{0,6}}[(,][^。;0-9]{{0,4}}(?:[省市县]|当地|本地|法定|国家)[^。;0-9]{{0,6}}最低[^。;,0-9]{{0,8}}(?P<floor>[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)元"
)
_RAISED_TO_IT = re.compile(r"(?:故|因此|所以|因而|则|时,|的,)[^。;]{0,14}(?:按|以|补|提)|补足|补齐|就高")
_KEEPS_THE_FLOOR = re.compile(r"不(?:得)?低于[^。;]{0,60}80%[^。;]{0,40}最低工资")
_SAME_PAY = re.compile(r"(?:同薪|相同|一致|无异|不变|不打折|同转正|全薪|全额|与转正[^。;,]{0,6}同|一样)")


def probation_pay_too_low(clause: Clause) -> Iterator[Hit]:
    """L05. Below 80 % of the agreed pay (or of the post's lowest, where that is lower), or below the city's minimum wage."""
    if (
        not any(clause.has(p) for p in (_MENTION, _UNPAID, _PROBATION_SHARE, _TRIAL_MONEY))
        and clause.facts.probation_wage is None
    ):
        return
    for m in clause.states(_UNPAID, unless=_UNPAID_CASES):
        yield hit(m)
    for m in clause.affirms(_ALLOWANCE_ONLY):
        yield hit(m)
    yield from _share_too_low(clause)
    yield from _amount_too_low(clause)
    stated = (
        m for p in (_BELOW_STATED_MINIMUM, _BESIDE_MINIMUM) for m in clause.affirms(p, unless=_RAISED_TO_IT)
    )
    for m in stated:
        floor = float(m.group("floor"))
        paid = clause.facts.probation_wage
        if float(m.group("low")) < floor and not (paid is not None and paid >= floor - _CENT):
            yield hit(m, note=f"{m.group('low')}元低于最低工资{m.group('floor')}元")


def _share_too_low(clause: Clause) -> Iterator[Hit]:
    for m in clause.affirms(_OF_MINIMUM):
        yield hit(m, note="低于最低工资标准")
    for m in _TIMES.finditer(clause.text):
        if float(m.group("t")) < MIN_PAY_SHARE:
            yield hit(m, note="试用期工资比例低于80%")
    for m in _PROBATION_SHARE.finditer(clause.text):
        groups = ("share", "share2", "share3", "share4")
        share = float(next(x for x in map(m.group, groups) if x))
        at = max(m.start(g) for g in groups)
        if _REDUCED.search(clause.text[max(0, at - 4) : at]):
            share = 100 - share  # 少两成 leaves eight tenths
        lead = clause.text[max(0, m.end() - 22) : m.end()]
        sentence = clause.sentence_at(m.start(), m.end())
        staged = len(_STAGED.findall(sentence)) > 1 and not _OF_WORK.search(sentence)
        by_month = _BY_MONTH.search(m.group()) is not None and (
            staged or _FULL_OR_PAID.search(sentence) is not None
        )
        if (
            share < MIN_PAY_SHARE * 100
            and not _NOT_THE_SHARE.search(lead)
            and not _OF_PEOPLE.search(sentence)
            and not _DENIED_SHARE.search(clause.text[:at])
            and not is_negated(clause.text, m.end())
            and (
                by_month
                or re.search(WAGE + "|转正|发|付|拿|领|开|给|打", clause.text[m.start() : m.end() + 6])
            )
        ):
            yield hit(m, note=f"试用期工资比例{share:g}%低于80%")


def _amount_too_low(clause: Clause) -> Iterator[Hit]:
    facts = clause.facts
    if clause.has(_KEEPS_THE_FLOOR) or not (clause.has(_ABOUT_PAY) or _says_known_pay(clause)):
        return
    otherwise = not clause.has(_MENTION) and probation_by_another_name(clause) is not None
    stated = (_TRIAL_MONEY if otherwise else _PROBATION_MONEY).search(clause.text)
    low = float(stated.group("low")) if stated else None
    full_match = next(
        (m for m in _REGULAR_MONEY.finditer(clause.text) if stated is None or m.end() != stated.end()), None
    )
    pay = facts.probation_wage if facts.probation_wage is not None else (low if full_match else None)
    full = (
        facts.monthly_wage
        if facts.monthly_wage is not None
        else (float(full_match.group("full")) if full_match else None)
    )
    if (
        pay is None
        or (not (otherwise or clause.has(_MENTION)) and facts.probation_wage is None)
        or (facts.probation_wage is None and clause.has(_SAME_PAY))
    ):
        return
    base = min((x for x in (full, facts.same_post_min_wage) if x is not None), default=None)
    if base is not None and pay < MIN_PAY_SHARE * base - _CENT:
        yield _at(clause, stated, f"试用期工资{pay:g}元低于{base:g}元的80%")
    elif facts.city_min_wage is not None and pay < facts.city_min_wage - _CENT:
        yield _at(clause, stated, f"试用期工资{pay:g}元低于当地最低工资{facts.city_min_wage:g}元")


def _says_known_pay(clause: Clause) -> bool:
    """先给你5200,转正8000: bare figures that the facts know as wages."""
    figures = {float(n) for n in re.findall(r"(?<![0-9.])[0-9]{3,6}(?![0-9.])", clause.text)}
    return clause.facts.probation_wage in figures


def _at(clause: Clause, m: re.Match[str] | None, note: str) -> Hit:
    return hit(m, note=note) if m else whole(clause, note=note)
