"""The contract's term and the probation's length, as the clause says or, failing that, as the facts say."""

import re
from dataclasses import dataclass

from contracts.clause import Clause, is_negated
from contracts.lexicon import PROBATION, TRIAL, near, pattern
from contracts.quantities import DURATION, DateRange, Duration, date_ranges, dates

_TASK = re.compile(
    r"以?完成[^。;,]{0,16}(?:任务|工作|项目|工程)[^。;,]{0,10}(?:为(?:合同)?期限|为(?:限|期)|之日|时?终止)|(?:以|至)(?![^。;,]{0,10}(?:考察|考核|试用|观察))[^。;]{0,24}(?:完毕|封顶|通车|闭幕|收割|收尾|交房|结案|完成|验收|竣工|上线|交付|结项|完工|收官|落成|出具[^,。;]{0,6}|结束)[^。;,]{0,8}(?:为(?:合同)?(?:终止|期限|合同期|止|截止|届满)|之日(?:止|终止|届满)|终止|时止|届满)"
)
_PART_TIME = re.compile(
    r"非全日制|(?<![0-9个.])小时工(?![作资时])|钟点工|按小时计酬|计时工|兼职用工|每周(?:累计)?(?:工作)?[^。;,]{0,6}不超过24小时"
)
_OPEN = re.compile(
    r"无固定(?:期限|终期)|不定(?:期|终期)(?:劳动)?(?:合同|合约|用工|聘用)|[无没][有]?(?:确定|约定|固定)?(?:的)?(?:终止|截止|到期)(?:时间|日期?|期限)|(?:不(?:定|写|设|约定|载)|未(?:定|约定))[^。;,]{0,4}(?:终止|截止|到期)(?:时间|日期?|期限)|(?:合同|用工|聘用)(?:期限?)?(?:至|到)[^。;,]{0,6}(?:法定)?退休"
)
_TERM_LABEL = pattern(
    rf"(?<!试用)(?<!服务)(?<!限制)(?<!竞业)(?:(?:劳动|聘用|聘任|用工|固定期限|短期)?(?:合同|合约|协议)(?!总)(?:的)?(?:期限?|为期|有效期|服务期)?|聘期|聘用期|期限|为期|固定期限)[^。;,0-9试竞服]{{0,14}}(?P<d>{DURATION})"
)
_TERM_AFTER = pattern(
    rf"(?P<d>{DURATION})(?:期|期限)?(?:的|之)?(?:固定期限|全日制|短期)?(?:的|之)?(?:劳动|聘用|用工)?(?:合同|合约|聘期)"
)
_IN_TERM = pattern(rf"(?P<d>{DURATION})(?:的)?(?:劳动)?(?:合同|合约|聘用)期?限?(?:之)?内")
_PROBATION_BEFORE = pattern(rf"{PROBATION}(?:期|期限|期间|阶段)?[^。;0-9]{{0,16}}(?P<d>{DURATION})")
_PROBATION_AFTER = pattern(
    rf"(?P<d>{DURATION})(?:期)?(?:的|之|为|是|作为|用于|系)?\"?(?:(?!合同|合约|协议|聘|期限)[^。;,0-9]){{0,4}}(?:{PROBATION}|见习)"
)
_FIRST_UNIT = pattern(
    rf"(?:前|首|起始|头|最初|其中首)(?:个|一)?(?P<u>个?月|周|个?星期)(?:为|是|系|作为|属)?{near(4)}{PROBATION}"
)
_OTHER_LENGTH = re.compile(r"(?:[差少缺]|提前|前|头|首|最初|每|之内书面|通知|内[^,。;]{0,4}(?:签|办|提)|第)$")
# Where a length is known from outside, only a plain statement contradicts it; what was read between the lines doesn't.
_SAYS_TERM = re.compile(r"(?:合同|合约|协议|聘期|期限)[^,。;0-9]{0,5}$")
_SAYS_PROBATION = re.compile(r"试用期?限?[^,。;0-9]{0,5}$")
_NOT_ITS_LENGTH = re.compile(r"前|档|\"?(?:系|是|属|为)[^。;,]{0,4}(?:误|错)")
_SAME_MONTHS = 0.2
_ANY_YEAR = 2027  # for days told without a year; not a leap year


@dataclass(frozen=True)
class Term:
    """months: None when unknown. exact: the dates, when the clause or the facts give them."""

    months: float | None
    exact: DateRange | None = None
    open_ended: bool = False
    task_based: bool = False
    part_time: bool = False

    def below(self, months: int) -> bool:
        """Is the term shorter than so many calendar months? False when unknown."""
        if self.exact is not None:
            return not self.exact.reaches(months)
        return self.months is not None and self.months < months - 1e-9


# A probation under another name is one where the clause runs it like one, or where the facts know a probation of that length.
_OTHER_NAME = r"(?:了解|学习|互看|双看|看看|学艺|见习|适应|考察|磨合|孵化|观察|带教|培养|胜任|过渡|缓冲|体验|考核|实习|学徒|跟岗|适岗|融入|预备|锻炼)"
_NAMED_OTHERWISE = pattern(
    rf"(?P<d>{DURATION})[^。;0-9]{{0,8}}{_OTHER_NAME}[^。;,0-9]{{0,14}}(?:期|阶段|期间|时段)|(?:前|头|首|最初|起初|开头)(?P<d3>{DURATION})[^。;0-9]{{0,8}}{_OTHER_NAME}|{_OTHER_NAME}[^。;,0-9]{{0,4}}(?:期|阶段|期间)\"?[^。;0-9]{{0,8}}(?P<d2>{DURATION})"
)
_RUN_LIKE_ONE = pattern(
    rf"(?:按照?|比照|参照|依照?|跟|同|与|和|等同|适用|执行|视[同为])[^。;,]{{0,6}}{PROBATION}"
)
# 前三个月月薪四千,自第四个月起转正; 头三个月先试着,过了就是正式工.
_BEFORE_CONFIRMED = pattern(
    rf"(?:前|头|首|最初|起初)(?P<d>{DURATION})(?![^。;]{{0,12}}(?:不|免|无)试)[^。;]{{0,30}}(?:第[0-9一二三四五六七]{{1,2}}个?[月年周]起?|过[了后]|期满|满后|之?后)[^。;,]{{0,6}}(?:转正|转为正式|是正式|成为正式|正式员?工)"
)
# Any word for trying somebody out: enough where the facts know that there is a probation.
_TRYING_OUT = pattern(rf"{_OTHER_NAME}|{TRIAL}|试|新[人手]|合不合适|行不行|转正")
_NOT_TRYING = re.compile(r"(?:提前|通知|离职[^。;,]{0,6}|违约[^。;,]{0,6}|服务期?|合同期?限?为?)$")
_AFTER_ONE = re.compile(r"期满|届满|转正|期末|结束|之后|合格后|通过后|满后|再|另|又")


def probation_by_another_name(clause: Clause) -> Duration | None:
    """头一百天叫磨合期，按试用规矩走: where the clause names no probation before it."""
    known = clause.facts.probation_months
    for m in _NAMED_OTHERWISE.finditer(clause.text):
        length = _duration_at(clause, max(m.start(g) for g in ("d", "d2", "d3")))
        if (
            length is None
            or _AFTER_ONE.search(clause.text[: m.start()])
            or is_negated(clause.text, m.start())
        ):
            continue
        if clause.has(_RUN_LIKE_ONE) or (known is not None and abs(length.months - known) < _SAME_MONTHS):
            return length
    for m in _BEFORE_CONFIRMED.finditer(clause.text):
        if (length := _duration_at(clause, m.start("d"))) is not None:
            return length
    return _known_under_any_name(clause) if known else None


def _known_under_any_name(clause: Clause) -> Duration | None:
    """试大半年,就是八个月; 头一个月仍按新人看: where the facts know how long the probation is."""
    known = clause.facts.probation_months or 0.0
    if re.search(PROBATION, clause.text):
        return None  # named by its name
    near_enough = min(_SAME_MONTHS, known / 4)
    for d in clause.durations:
        if abs(d.months - known) < near_enough and not _NOT_TRYING.search(clause.text[: d.start]):
            return Duration(d.start, d.end, known)
    m = _TRYING_OUT.search(clause.text)
    return Duration(m.start(), m.end(), known) if m else None


def contract_term(clause: Clause) -> Term:
    """The term of the contract the clause belongs to."""
    facts = clause.facts
    kind = facts.contract_type or ""
    exact = _term_range(clause)
    stated = stated_term(clause)
    if (
        stated is not None
        and facts.term_months is not None
        and not _SAYS_TERM.search(clause.text[: stated.start])
    ):
        stated = None
    months = _months(stated) if stated else (exact.months if exact else facts.term_months)
    short_days = stated is not None and stated.days is not None
    return Term(
        months=months,
        exact=None if short_days else exact,
        open_ended="无固定" in kind or clause.has(_OPEN),
        task_based="任务" in kind or clause.has(_TASK),
        part_time="非全日制" in kind or clause.has(_PART_TIME),
    )


_DAYS_A_YEAR = 365


def _months(stated: Duration) -> float:
    """364 days are less than a year; a quarter of a year or so is counted by thirty days."""
    if stated.days is not None and stated.days >= _DAYS_A_YEAR - 65:
        return stated.days * 12 / _DAYS_A_YEAR
    return stated.months


_OF_A_TRIAL = pattern(rf"的?(?:{TRIAL}|培训|服务|竞业|限制)[^。;,]{{0,4}}期")


def stated_term(clause: Clause) -> Duration | None:
    """The term in words (三年期合同, 期限十八个月), not from dates or facts."""
    probation = probation_in_words(clause)
    for p in (_TERM_AFTER, _TERM_LABEL, _IN_TERM):
        for m in p.finditer(clause.text):
            found = _duration_at(clause, m.start("d"))
            if (
                found is not None
                and (probation is None or probation.start != found.start)
                and not _OTHER_LENGTH.search(clause.text[max(0, found.start - 6) : found.start])
                and not _OF_A_TRIAL.match(clause.text, found.end)
            ):
                return found
    return None


def _duration_at(clause: Clause, start: int) -> Duration | None:
    """Judged where it stands: the 15日 of 5月15日 is no length."""
    return clause.durations_by_start.get(start)


def probation_length(clause: Clause) -> Duration | None:
    """The probation's length: by its dates, by words, else by the facts."""
    by_date = probation_range(clause)
    if by_date is not None:
        return Duration(by_date.start, by_date.end, by_date.months)
    known = clause.facts.probation_months
    words = probation_in_words(clause)
    if words is not None and (
        known is None
        or words.days is not None
        or abs(words.months - known) < _SAME_MONTHS
        or _SAYS_PROBATION.search(clause.text[: words.start])
    ):
        return words
    otherwise = _until_date(clause) or probation_by_another_name(clause)
    if otherwise is not None:
        return otherwise
    if known is None:
        return None
    m = re.search(PROBATION, clause.text)
    return Duration(m.start() if m else 0, m.end() if m else 0, known)


def probation_range(clause: Clause) -> DateRange | None:
    """The probation's first and last day, where the clause names both."""
    starts = clause.facts.term_start
    ranges = clause.ranges or date_ranges(clause.text, year=starts.year if starts else _ANY_YEAR)
    return next((r for r in ranges if _labels_probation(clause, r)), None)


def probation_in_words(clause: Clause) -> Duration | None:
    """试用期三个月, 三个月试用, 其中首月为试用期."""
    best: Duration | None = None
    known = clause.facts.probation_months
    for p in (_PROBATION_BEFORE, _PROBATION_AFTER):
        for m in p.finditer(clause.text):
            at = m.start("d")
            length = _duration_at(clause, at)
            lead = clause.text[max(m.start(), at - 12) : at]
            if (
                length is None
                or _NOT_ITS_LENGTH.match(clause.text, length.end)
                or re.search(
                    r"(?:但|提前|[含算包写载放列][在于入进]|计入|签订?|满前|前|合同|期限为|总|内每|转正|届满后|延长|顺延|通知|每|原[拟定为]|本拟)[^,。;]{0,5}$",
                    lead,
                )
                or is_negated(clause.text, at)
            ):
                continue
            if known is not None and abs(length.months - known) < _SAME_MONTHS:
                return length
            if best is None or length.months > best.months:
                best = length
    if (parts := _parts_of(clause, known)) is not None:
        return parts
    if best is None and (first := _FIRST_UNIT.search(clause.text)):
        best = Duration(first.start(), first.end(), 1.0 if "月" in first.group("u") else 0.25)
    return best


_IN_STAGES = pattern(rf"(?:{PROBATION}|{TRIAL})[^。;,0-9]{{0,6}}(?P<d>{DURATION})")
_STAGES = re.compile(r"分[两二三23]?[段期步阶]|推进|依次|阶段|先后|首段|之后再")


def _parts_of(clause: Clause, known: float | None) -> Duration | None:
    """岗位试用三个月,业务试用三个月,综合试用一个月: one probation in stages."""
    stages = [d for m in _IN_STAGES.finditer(clause.text) if (d := _duration_at(clause, m.start("d")))]
    added = sum(d.months for d in stages)
    if len(stages) > 1 and (clause.has(_STAGES) if known is None else abs(added - known) < _SAME_MONTHS):
        return Duration(stages[0].start, stages[-1].end, added)
    return None


_UNTIL = pattern(rf"{PROBATION}(?:期|期限)?[^。;,0-9]{{0,8}}(?:截止|至|到|止于|届满)[^。;,0-9]{{0,6}}")


def _until_date(clause: Clause) -> Duration | None:
    """试用期截止2026年8月31日: counted from the first day of the term."""
    term = _term_range(clause)
    for start, end, day in dates(clause.text):
        if term is not None and day > term.first and _UNTIL.search(clause.text[max(0, start - 20) : start]):
            return Duration(start, end, DateRange(start, end, term.first, day).months)
    return None


def _term_range(clause: Clause) -> DateRange | None:
    ranges = [r for r in clause.ranges if not _labels_probation(clause, r)]
    if ranges:
        return max(ranges, key=lambda r: r.last - r.first)
    facts = clause.facts
    if facts.term_start and facts.term_end:
        return DateRange(0, 0, facts.term_start, facts.term_end)
    return None


def _labels_probation(clause: Clause, r: DateRange) -> bool:
    before, after = clause.text[max(0, r.start - 14) : r.start], clause.text[r.end : r.end + 8]
    before = re.split(r"[。;]|合同|合约|聘期|(?<!试用)期限", before)[-1]
    if (r.first, r.last) == (clause.facts.term_start, clause.facts.term_end):
        return False
    return re.search(PROBATION, before) is not None or bool(
        re.match(
            rf"止?\)?(?:的)?(?:期间)?(?:,?(?:为|是|系|作为|属)(?:乙方)?(?:的)?{PROBATION}|{PROBATION})", after
        )
    )
