"""Hard requirements and pluses from the free text of a job."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from scoring.matching.literals import literal_terms
from scoring.matching.posts import families_of, widened
from scoring.matching.requirements import AnyOf, Kind, Need, Requirements
from scoring.resume.education import is_at_least, read_degree
from scoring.resume.fields import Degree
from scoring.resume.vocabulary import Mention, Vocabulary


class Part(StrEnum):
    DUTY = "duty"
    HARD = "hard"
    PLUS = "plus"
    ASIDE = "aside"  # pay, place, hours, the company


_PLUS_HEAD = re.compile(
    r"优先|加分|软条件|更好|锦上添花|如果你还|额外|nice\s*to\s*have|preferred|plus|bonus|以下条件|亮点",
    re.IGNORECASE,
)
_HARD_HEAD = re.compile(
    r"要求|要找|寻找|任职|资格|必须|必备|硬|条件|你需要|满足|需要你|我们希望你|期望你|入职|门槛|应聘者|申请|requirement|qualification|must|you\s+(?:have|need|are)|what\s+we\s+(?:need|look)",
    re.IGNORECASE,
)
_DUTY_HEAD = re.compile(
    r"职责|工作内容|职位描述|岗位描述|工作描述|主要工作|你将|负责|做什么|responsibilit|duties|what\s+you|job\s+description|role|日常",
    re.IGNORECASE,
)
_ASIDE_HEAD = re.compile(
    r"薪|福利|待遇|地点|地址|时间|联系|公司介绍|关于我们|我们是|招聘科室|招聘人数|benefit|location|salary|about\s+us|投递|岗位[:：]|提供",
    re.IGNORECASE,
)
_HEAD = re.compile(r"^(?P<head>[^:：。；;，,]{1,26})[:：](?P<rest>.*)$", re.DOTALL)
_HEAD_LINE = re.compile(r"^[\s【\[（(一二三四五六七八九十\d、.．#*]*[^。；;，,]{2,16}[\s】\])）:：]*$")
_PLUS_TAIL = re.compile(
    r"优先|加分|者佳|更佳|最好|为佳|尤佳|^(?:如果?|若)(?:还|有|能|会)|(?:工资|薪资|待遇).{0,4}(?:另议|高|上浮)|preferred|(?:is|are)\s+a\s+plus|不做硬性",
    re.IGNORECASE,
)
_MORE_PLUS = re.compile(r"有|会|懂|持|做过|用过|拥有|取得过")
_NUMBERING = re.compile(
    r"^\s*(?:[-–—•·●▪*■◆✓]|\(?\d{1,2}\s*(?:[、)）]|[.．](?!\d)|[.．](?=\d{1,2}\s*(?:[-—~至到]\s*\d{1,2}\s*)?年))|[①-⑳]|[（(]?[一二三四五六七八九十]{1,2}[、.．)）])\s*"
)
_BRACKETED_HEAD = re.compile(r"[【\[]\s*(?P<head>[^】\]\n]{2,12}?)\s*[】\]][:：]?")
_CIRCLED = re.compile(r"[①-⑳❶-❿]")
_CLAUSES = re.compile(r"[\n；;。!！]|(?<=[^\d])(?=\d{1,2}[、.．)）](?!\d))|(?=[①-⑳])")
_SUBCLAUSES = re.compile(r"[，,](?![^（(]*[)）])")
_HAN_NUMBER = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2, "半": 0.5}
_NUMBER = r"(?:\d{1,2}(?:\.\d)?|[一二两三四五六七八九十半])"
_YEARS = re.compile(
    rf"(?P<low>{_NUMBER})\s*(?:[-–—~～至到]\s*(?P<high>{_NUMBER}))?\s*年(?P<more>\s*(?:及以上|以上|或以上|\+|及其以上|以内|以下)?)|(?P<plus>\d{{1,2}})\s*\+\s*(?:年|years?)|(?:at\s+least|minimum(?:\s+of)?|over)?\s*(?P<en>\d{{1,2}})(?:\s*-\s*(?P<en_high>\d{{1,2}}))?\s*\+?\s*years?",
    re.IGNORECASE,
)
_EXPERIENCE = re.compile(
    r"经验|从事|工作|经历|任职|从业|满|做过|干过|资历|experience|岗位|背景", re.IGNORECASE
)
_AGE = re.compile(r"周?岁|年龄")
_NOT_COUNTED = re.compile(
    r"[（(，,]?(?P<what>[^（()）；;，,]{2,24}?)(?:的?(?:经历|经验|岗位|工作|期))?(?:均?不计(?:算|入)?|除外|不算|不含)[)）]?"
)
_EITHER = re.compile(
    r"或|[/／]|至少[一1]|任[一意]|之一|其一|其中|\bor\b|均可|等其|一种|一项|任一", re.IGNORECASE
)
_ALL_OF_LIST = re.compile(r"至少[一1]|任[一意]|之一|其一|一种|一项|等.{0,6}(?:中|其)")
_LICENCE = re.compile(r"无证|请勿|持证上岗|必须持|必须具|须注册|已注册")
# Nobody may practise these trades without it (护士条例 7, 医师法 13, 律师法 5, 药品管理法 52, 特种设备安全法 14).
_LICENSED = frozenset({"护士执业资格证", "执业医师", "律师执业证"})
_CLASS = re.compile(r"(20\d{2})\s*(?:届|年(?:应届|毕业))")
_MAJORS = re.compile(
    r"(?P<list>[\u4e00-\u9fffA-Za-z、/，,和及或与（）()]{2,60}?)(?:等)?(?:相关|类|方向|及相关|或相关|相近)*的?专业"
)
_NO_MAJOR = re.compile(r"专业(?:知识|技能|能力|人员|技术|素养|资格|背景|证书|水平|化|[四八]级)|银行业专业")
_MAJOR_CUT = re.compile(r"[、/，,]|和|及|或|与")
_SOFT_NAMES = frozenset({"培训", "面试", "采购", "普通话", "英语"})
_NEVER_COUNTED = frozenset({"实习", "实习期", "见习"})  # internships count for no job
_LATIN = re.compile(r"^[\x00-\x7f]+$")
_SAYS_SOMETHING = re.compile(r"^(?:了解|熟|掌握|持|具|通过|负责|完成)|[有会能]|证|\d\s*年")
_LONGEST_HEAD = 14
_MAX_YEARS = 20


@dataclass(frozen=True, slots=True)
class Clause:
    text: str
    part: Part


def read_job(title: str, city: str, text: str, vocabulary: Vocabulary) -> Requirements:
    """Everything the text asks for. Never raises; what isn't understood is left to HR to add."""
    parts = tuple(clauses(text))
    if not any(
        clause.part is Part.HARD for clause in parts
    ):  # a text without headings asks in its description
        parts = tuple(Clause(c.text, Part.HARD) if c.part is Part.DUTY else c for c in parts)
    hard = [c.text for c in parts if c.part is Part.HARD]
    plus = [c.text for c in parts if c.part is Part.PLUS]
    low, high, topics = _years(hard)
    posts = _posts(title, topics, vocabulary)
    groups = [*_groups(hard, Need.HARD, vocabulary), *_groups(plus, Need.PLUS, vocabulary)]
    return Requirements(
        title=title,
        city=city,
        degree=_degree(hard),
        years_min=low,
        years_max=high,
        posts=tuple(sorted(posts)),
        not_counted=_not_counted(hard),
        groups=_distinct(groups),
        majors=_majors(hard),
        class_years=tuple(
            sorted(
                {int(m[1]) for c in hard for m in _CLASS.finditer(c)}
                | {int(m[1]) for m in _CLASS.finditer(title)}
            )
        ),
        duties=tuple(c.text for c in parts if c.part is Part.DUTY),
    )


def clauses(text: str) -> Iterator[Clause]:
    """The text in clauses, each with the part of the job text it stands in."""
    part = Part.DUTY
    # ② would become a 2 that runs into the years behind it.
    plain = _BRACKETED_HEAD.sub(r"\n\g<head>：", _CIRCLED.sub("\n", text))
    for line in unicodedata.normalize("NFKC", plain).splitlines():
        for piece in _CLAUSES.split(line):
            bare = _NUMBERING.sub("", piece or "").strip()
            if not bare:
                continue
            head = _HEAD.match(bare)
            alone = bare == _NUMBERING.sub("", line).strip()
            named = (
                _part_of(head["head"]) if head else _part_of(bare) if alone and _is_bare_head(bare) else None
            )
            if named:
                part = named
                bare = head["rest"].strip() if head else ""
            yield from _with_tails(_NUMBERING.sub("", bare), part)


def _with_tails(text: str, part: Part) -> Iterator[Clause]:
    """A clause that ends in 优先 is a plus wherever it stands; what comes before it in the sentence is not."""
    if not text:
        return
    if part is not Part.PLUS and _PLUS_TAIL.search(text):
        pieces = _SUBCLAUSES.split(text)
        at = [i for i, piece in enumerate(pieces) if _PLUS_TAIL.search(piece)]
        # "有A，会B的优先": what is listed before in the same breath is preferred too.
        while (
            at[0] > 0 and _MORE_PLUS.match(pieces[at[0] - 1].strip()) and not _YEARS.search(pieces[at[0] - 1])
        ):
            at.insert(0, at[0] - 1)
        yield from (
            Clause(piece.strip(), Part.PLUS if i in at else part)
            for i, piece in enumerate(pieces)
            if piece.strip()
        )
        return
    yield Clause(text, part)


def _is_bare_head(text: str) -> bool:
    """A heading without a colon: short, and no requirement itself."""
    return (
        _HEAD_LINE.match(text) is not None
        and len(text) <= _LONGEST_HEAD
        and not _SAYS_SOMETHING.search(text)
        and not read_degree(text)
    )


def _part_of(head: str) -> Part | None:
    for part, pattern in (
        (Part.PLUS, _PLUS_HEAD),
        (Part.HARD, _HARD_HEAD),
        (Part.DUTY, _DUTY_HEAD),
        (Part.ASIDE, _ASIDE_HEAD),
    ):
        if pattern.search(head):
            return part
    return None


def _degree(hard: Sequence[str]) -> Degree | None:
    """The lowest degree that is enough."""
    found: list[Degree] = []
    for clause in hard:
        for piece in _SUBCLAUSES.split(clause):
            for word in re.split(r"[、/或]", piece):
                degree = read_degree(word)
                if degree and re.search(
                    r"学历|以上|及|毕业|专业|统招|全日制|本科|大专|硕士|博士|degree|bachelor|master",
                    piece,
                    re.IGNORECASE,
                ):
                    found.append(degree)
    return next((d for d in found if all(is_at_least(o, d) for o in found)), None)


def _years(hard: Sequence[str]) -> tuple[float | None, float | None, list[str]]:
    """Fewest and most years asked for, and the words of the clauses that ask."""
    low: float | None = None
    high: float | None = None
    topics: list[str] = []
    for clause in hard:
        for piece in _SUBCLAUSES.split(clause):
            m = _YEARS.search(piece)
            if (
                not m
                or not (_EXPERIENCE.search(piece) or (m["more"] or "").strip())
                or _AGE.search(piece)
                or "届" in piece
            ):
                continue
            value = _number(m["low"] or m["plus"] or m["en"])
            if value > _MAX_YEARS or (m["more"] and m["more"].strip() in ("以内", "以下")):
                continue
            topics.append(piece)
            low = value if low is None else max(low, value)
            top = m["high"] or m["en_high"]
            high = _number(top) if top else high
    return low, high, topics


def _number(written: str) -> float:
    return float(_HAN_NUMBER[written]) if written in _HAN_NUMBER else float(written)


def _posts(title: str, topics: Sequence[str], vocabulary: Vocabulary) -> frozenset[str]:
    """The trades whose years count: the title's, widened or joined by what the text says the years are to be in."""
    own = families_of(re.sub(r"[（(].*?[)）]", "", title), vocabulary) or families_of(title, vocabulary)
    asked: frozenset[str] = frozenset()
    for topic in topics:
        for piece in re.split(r"[/、或]", re.sub(r"[（(].*?[)）]", "", topic)):
            asked |= families_of(_YEARS.sub("", piece), vocabulary)
    if not own:
        return asked
    wider = {parent for name in own if (parent := vocabulary.posts[name].within) and parent in asked}
    return own | wider if widened(asked, vocabulary) & own or not asked else own | asked


def _not_counted(hard: Sequence[str]) -> tuple[str, ...]:
    words: list[str] = []
    for clause in hard:
        for m in _NOT_COUNTED.finditer(clause):
            words += [
                re.sub(r"(?:经历|经验|岗位|外访|工作)$", "", w) for w in re.split(r"[、/和及]", m["what"])
            ]
    return tuple(w for w in words if len(w) >= 2 and w not in _NEVER_COUNTED)


def _groups(texts: Sequence[str], need: Need, vocabulary: Vocabulary) -> Iterator[AnyOf]:
    for text in texts:
        licence = need is Need.HARD and _LICENCE.search(text) is not None
        bare = _without_majors(_NOT_COUNTED.sub(" ", text)) if need is Need.HARD else text
        for piece in _SUBCLAUSES.split(bare):
            held = [m for m in vocabulary.certificates.find(piece) if _means_certificate(piece, m)]
            yield from _joined(piece, held, Kind.CERTIFICATE, need, licence=licence)
            rest = _blanked(piece, held)
            years = _YEARS.search(piece) is not None and _EXPERIENCE.search(piece) is not None
            skills = [
                m for m in vocabulary.skills.find(rest) if _means_skill(m, rest, years=years, need=need)
            ]
            yield from _joined(rest, skills, Kind.SKILL, need)
            if not years:
                yield from (
                    AnyOf(Kind.SKILL, need, (term,), term)
                    for term in literal_terms(rest, [*held, *skills], need)
                )


def _without_majors(text: str) -> str:
    """工程管理 in "工程造价、工程管理或土木专业" is a course of study, no skill."""
    m = _MAJORS.search(_NO_MAJOR.sub(lambda n: "\u3000" * len(n.group()), text))
    return text[: m.start()] + "\u3000" * (m.end() - m.start()) + text[m.end() :] if m else text


def _means_certificate(piece: str, mention: Mention) -> bool:
    """护士 is a post, 护士证 a certificate; a Latin name or one that says what it is stands for itself."""
    written = piece[mention.start : mention.end]
    said = (
        re.search(r"证|资格|职称|级|[一二][甲乙]|[A-Za-z]{2,}", written)
        or len(piece.strip()) - len(written) <= 2
    )
    return bool(said) or re.search(r"证|资格|职称|持|考", piece) is not None


def _means_skill(mention: Mention, text: str, *, years: bool, need: Need) -> bool:
    written = text[mention.start : mention.end]
    if written == "招聘" and re.match(r"(?:[:：]|启事|岗位|人数|若干|$)", text[mention.end :].strip() or ""):
        return False  # the text is a vacancy; it says so of itself
    if text[mention.end : mention.end + 1] == "\u3000":
        return False  # 高中英语教师资格证: the certificate's subject
    if years and not _LATIN.match(written):
        return False  # the trade the years are in, not a skill
    return not (
        need is Need.HARD and mention.name in _SOFT_NAMES and re.search(r"优先|良好|服从|接受|配合", text)
    )


def _joined(
    text: str, mentions: Sequence[Mention], kind: Kind, need: Need, *, licence: bool = False
) -> Iterator[AnyOf]:
    """Mentions as groups: joined by 或, a slash or "at least one of" they are alternatives, else each is asked for."""
    runs: list[list[Mention]] = []
    whole = _ALL_OF_LIST.search(text) is not None
    for mention in mentions:
        between = text[runs[-1][-1].end : mention.start] if runs else ""
        if runs and (
            whole
            or (len(between) <= 12 and _EITHER.search(between))
            or _is_example(text, runs[-1][0], mention)
        ):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    for run in runs:
        names = tuple(dict.fromkeys(m.name for m in run))
        source = text[run[0].start : run[-1].end]
        yield AnyOf(
            kind,
            need,
            names,
            source,
            licence=kind is Kind.CERTIFICATE and need is Need.HARD and (licence or names[0] in _LICENSED),
        )


def _is_example(text: str, named: Mention, mention: Mention) -> bool:
    """Is the mention in the bracket right behind the one named? "接口自动化(pytest、Postman等)" asks for one thing."""
    bracket = re.match(r"[^(（、，,]{0,4}[(（](?P<inner>[^)）]*)", text[named.end :])
    return bracket is not None and mention.end <= named.end + bracket.end("inner")


def _blanked(text: str, mentions: Sequence[Mention]) -> str:
    for m in mentions:
        text = text[: m.start] + "\u3000" * (m.end - m.start) + text[m.end :]
    return text


def _majors(hard: Sequence[str]) -> tuple[str, ...]:
    """Words of the majors asked for, as the text has them."""
    words: list[str] = []
    for clause in hard:
        m = _MAJORS.search(_NO_MAJOR.sub(" ", clause))
        if m and not re.search(r"不限", clause):
            listed = (
                re.sub(r"^.*?(?:学历|以上|统招|全日制|本科|大专|硕士|毕业)[，,、 的]*", "", m["list"])
                or m["list"]
            )
            words += [
                re.sub(r"(?:类|等|相关|工程|管理)+$", "", w.strip("（）() ")) or w
                for w in _MAJOR_CUT.split(listed)
            ]
    return tuple(
        dict.fromkeys(
            w
            for w in words
            if 2 <= len(w) <= 10 and not read_degree(w) and not re.search(r"以上|学历|相关|经验|要求|具有", w)
        )
    )


def _distinct(groups: Sequence[AnyOf]) -> tuple[AnyOf, ...]:
    """Each asked for once; what is a must is no plus."""
    kept: list[AnyOf] = []
    for group in groups:
        same = [
            k
            for k in kept
            if k.kind is group.kind
            and set(k.names) & set(group.names)
            and (k.need is group.need or k.need is Need.HARD)
        ]
        if not same:
            kept.append(group)
        elif same[0].need is group.need is Need.HARD and group.licence and not same[0].licence:
            kept[kept.index(same[0])] = group
    return tuple(kept)
