"""A clause as the rules read it, and the guards they share: negation, and sentences that declare something void."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from contracts.facts import Facts
from contracts.findings import ContractsError, Hit, Severity
from contracts.normalise import Normalised, normalise
from contracts.quantities import DateRange, Duration, Money, Percent, date_ranges, durations, money, percents
from contracts.synonyms import with_common_terms

# A clause longer than this is a document: split it first (contracts.whole). Keeps every pattern's cost bounded.
MAX_CLAUSE_CHARS = 8_000

_STOP = "。;!?"
# A sentence is read this far to either side, and a pattern this many times: what a text of 10,000 characters costs stays linear.
_SENTENCE_REACH = 400
_SENTENCE = re.compile(r"[^。;]+")
_MAX_MATCHES = 60
# The groups by which a pattern marks the word whose negation would make the clause lawful (one for each alternative).
_VERB_GROUPS = ("v", "w", "x", "y", "z")
# How far before a verb its negation may stand: 不得以任何名义、任何方式、变相地向乙方…
_NEGATION_REACH = 28
_NEGATION = re.compile(
    r"不得|不是|不从(?![事业])|不自(?=乙|其|工|薪)|不向|不对(?=乙|员|其|劳)|不可以?(?!抗)|不应当?|不许|不准|不再|不因|不以|不作为?|不设|不收|不要求|不构成|不属于|不产生|不影响|不实行|不实施|不采用|不适用|不约定|不依据|不据此|不视为|不计入|不视同|不将|"
    r"不强制|不强迫|不鼓励|不包含|不含|不涉及|不存在|无权|无须|无需|毋须|毋庸|严禁|禁止|杜绝|绝不|决不|绝无|从不|概不|均不|一律不|亦不|也不|皆不|并不|并非|并无|而非|而不|免于|无任何|避免|防止|不负|勿"
)
# Weaker words deny only what follows at once: 不扣, 不会罚; further off they describe a person (不参加团建…罚款).
_WEAK_NEGATION = re.compile(
    r"(?:不(?![少低小短下]于)(?:会|予以?|因此|因|再|另行?|得|可|应当?|将|作|据此|直接|随意|擅自|单方|必|需|须|宜|做|给予|进行|实施|采取|构成|存在|属于?|是|收|对其?|向其?|被)?|不能(?:随意|擅自|单方|直接|因此)?|未(?:因此?|对|予|曾|被)|无权|无(?:任何|其他|附加|额外)|没有任何|没有(?=$)|拒绝(?=$)|非)[^,。;者则即就的]{0,2}$"
)
_CONDITION = re.compile(r"(?<!或)者|[则即就]|的.?$|的话|每[次日天人小]|1次")
_DOUBLE = re.compile(
    r"不得不|不能不|不可不|无不|并非不|不是不|未尝不|并非[^,。;]{0,6}不|不得[^,。;]{0,4}不(?!当|利|合|良|正)|莫不|不无|不禁止|未禁止|不排除"
)
_VOID = re.compile(
    r"(?:约定|条款|承诺|安排|做法|声明|协议|规定|内容|行为|条子|字据|[书状])[^。;]{0,14}(?:无效|不发生(?:法律)?效力|没有(?:法律)?效力|无(?:法律)?(?:效力|约束力)|不具(?:有|备)?(?:法律)?(?:效力|约束力)|不受(?:法律)?保护|不算数|不作数|不生效力)|"
    r"(?:概|均|一律|自始|均属于?|皆属于?|均为|一概)无效"
)
# 哪个主管要求每周六天，直接向工会举报: what nobody may ask.
_REPORTED = re.compile(
    r"(?:要求|强迫|逼|安排|让)[^。;]{0,30}[,的](?:可以?|应|请|直接|立即|都?能){0,2}(?:向|找|去|到|跟)[^。;,]{0,16}(?:举报|投诉|反映|检举|告)"
)
# 公司不缴社保的，员工可以立即解除: what the employer does wrong, and what the worker may do then.
_REMEDY = re.compile(
    r"(?:厂[里方]|店[里方家]|公司|甲方|用人单位|单位|老板)[^。;,乙员]{0,6}(?:拖欠|欠[薪缴付]|克扣|未(?:足额|依法|按时|及时|按)|不(?:给|缴|付|发|上|足额|依法))[^。;]{0,36}"
    r"(?:(?:可以?|有权|能)[^。;,]{0,8}(?:走|离|解除|辞|要求|主张|举报|投诉|拒绝|解约|终止)|(?:不用|不必|无[须需]|免)[^。;,]{0,6}(?:退|赔|返还|还|承担|支付|等))"
)


@dataclass(frozen=True)
class Clause:
    """text: normalised. Offsets of hits are offsets in it."""

    normalised: Normalised
    facts: Facts

    @property
    def text(self) -> str:
        return self.normalised.text

    @cached_property
    def durations(self) -> list[Duration]:
        return durations(self.text)

    @cached_property
    def durations_by_start(self) -> dict[int, Duration]:
        return {d.start: d for d in self.durations}

    @cached_property
    def money(self) -> list[Money]:
        return money(self.text)

    @cached_property
    def percents(self) -> list[Percent]:
        return percents(self.text)

    @cached_property
    def ranges(self) -> list[DateRange]:
        return date_ranges(self.text)

    def has(self, pattern: re.Pattern[str]) -> bool:
        """Does the pattern occur anywhere?"""
        return pattern.search(self.text) is not None

    def affirms(
        self, pattern: re.Pattern[str], *, unless: re.Pattern[str] | None = None
    ) -> Iterator[re.Match[str]]:
        """Matches that the clause asserts: not negated at group v (or at the start), not in a sentence that declares it void.

        unless: a sentence in which this occurs is lawful, and its matches are left out.
        """
        for m in islice(pattern.finditer(self.text), _MAX_MATCHES):
            verb = next(
                (m.start(g) for g in _VERB_GROUPS if g in pattern.groupindex and m.group(g) is not None),
                m.start(),
            )
            sentence = self.sentence_at(m.start(), m.end())
            if unless is not None and unless.search(sentence):
                continue
            if not is_negated(self.text, verb) and not declares_void(sentence):
                yield m

    def states(
        self, pattern: re.Pattern[str], *, unless: re.Pattern[str] | None = None
    ) -> Iterator[re.Match[str]]:
        """Matches whatever stands before them (the pattern itself holds the negation), but not where the sentence declares it void."""
        for m in islice(pattern.finditer(self.text), _MAX_MATCHES):
            sentence = self.sentence_at(m.start(), m.end())
            if not declares_void(sentence) and not (unless is not None and unless.search(sentence)):
                yield m

    def sentences(self) -> Iterator[re.Match[str]]:
        """Each sentence where it stands; a question or an exclamation goes on with what follows it."""
        return _SENTENCE.finditer(self.text)

    def sentence_at(self, start: int, end: int) -> str:
        """The sentence around [start, end)."""
        floor, ceiling = max(0, start - _SENTENCE_REACH), end + _SENTENCE_REACH
        left = max(self.text.rfind(c, floor, start) for c in _STOP) + 1 or floor
        stops = [i for c in _STOP if (i := self.text.find(c, max(start, end - 1), ceiling)) >= 0]
        return self.text[left : min(stops, default=ceiling)]


def read_clause(text: str, facts: Facts) -> Clause:
    """Raises ContractsError(CT101) when the text is empty or longer than a clause can be."""
    if not text.strip():
        raise ContractsError("CT101", "条款内容为空，请填写后再检查。")
    if len(text) > MAX_CLAUSE_CHARS:
        raise ContractsError("CT101", f"单条内容超过 {MAX_CLAUSE_CHARS} 字，请按条款拆分后再检查。")
    return Clause(with_common_terms(normalise(text)), facts)


def is_negated(text: str, at: int) -> bool:
    """Is what stands at `at` forbidden, denied or ruled out by the words before it in the same part of the sentence?"""
    part = max(text.rfind(c, 0, at) for c in _STOP + ",:") + 1
    left = max(part, at - _NEGATION_REACH)
    before = text[left:at]
    if _DOUBLE.search(text[max(part, left - 4) : at + 3]):
        return False
    so = text[at] if at < len(text) and text[at] in "则即就" else ""  # 无须任何手续即行解除 does end it
    strong = [m for m in _NEGATION.finditer(before) if not _CONDITION.search(before[m.end() :] + so)]
    return bool(strong) or _WEAK_NEGATION.search(before) is not None


def asks_whether(text: str, at: int) -> bool:
    """Is the 不 at `at` the middle of a choice: 结不结婚, 同不同意?"""
    return 0 < at < len(text) - 1 and text[at] == "不" and text[at - 1] == text[at + 1]


def declares_void(sentence: str) -> bool:
    """Does the sentence say that such an agreement has no force, or grant the worker a remedy for the employer's breach?"""
    return any(p.search(sentence) for p in (_VOID, _REMEDY, _REPORTED))


def hit(m: re.Match[str], severity: Severity = Severity.BLOCK, note: str = "") -> Hit:
    """A hit over the whole match."""
    return Hit(m.start(), m.end(), severity, note)


def whole(clause: Clause, severity: Severity = Severity.BLOCK, note: str = "") -> Hit:
    """A hit on the clause as a whole."""
    return Hit(0, len(clause.text), severity, note)
