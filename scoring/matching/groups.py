"""Skills and certificates a clause asks for, as groups of which one is enough."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from scoring.matching.asked import speaks_of_years, without_majors, without_uncounted
from scoring.matching.clauses import subclauses
from scoring.matching.literals import literal_certificates, literal_terms, narrower
from scoring.matching.requirements import INTERNSHIP, AnyOf, Kind, Need
from scoring.resume.vocabulary import Mention, Vocabulary

_EITHER = re.compile(r"或|\bor\b|均可|亦可|皆可", re.IGNORECASE)
_SLASH = re.compile(r"[/／](?!\s*(?:会|懂|做过|用过|有|能|熟|了解))")
_LIST = re.compile(r"^\s*[、,]\s*$")
_KIND_OF = re.compile(r"^[^、,]{0,4}(?:等|之类的?|这类|这样的)[^、,]{0,3}$")
_AND_SUCH = re.compile(r"^\s*(?:等|之类)[^、,]{0,6}(?:系统|软件|工具|平台|框架|语言|数据库|队列|设备|机型)")
_ONE_OF_LIST = re.compile(
    r"至少[^，,、]{0,3}[一1二两2三3]|皆可|任[一意]|之一|其[一中]|[一二两](?:样|种|项|门|款|证)(?!以上学)|都行|都可|二选一|either|one\s+of|any\s+of",
    re.IGNORECASE,
)
_WHICH_ONE = re.compile(
    r"^(?:[至最]少|任[意选]?|熟|会|懂|掌握|持|精通|有|具备|满足|其中|能|用)*[^，,、]{0,3}(?:一种|一项|一门|一样|一个|一证|一款|之一|其一|任一|都行|都可以?|均可|亦可|即可|二选一)"
)
_LICENCE = re.compile(
    r"无证|没有?[^，,。]{0,8}证|请勿|持证上岗|必须持|必须具|须注册|已注册|并注册|底线|不能上岗"
)
# Nobody may practise these trades without it (护士条例 7, 医师法 13, 律师法 5, 药品管理法 52, 特种设备安全法 14).
_LICENSED = frozenset({"护士执业资格证", "执业医师", "律师执业证"})
_REFUSED = re.compile(
    r"请勿|不要投|勿扰|不考虑|不接受|不收|谢绝|恕不|不能安排|不招|不再|的不行|不能替代|不可替代|无效"
)
_BRACKET = re.compile(r"[（(][^()（）]*[)）]")
_WILLING = re.compile(r"^(?:且|并|能够?|可以?)?(?:适应|接受|服从|愿意|乐意|配合(?:加班|公司|团队|部门))")
_INTERNSHIP = re.compile(r"实习|internship", re.IGNORECASE)
_HAS = re.compile(r"有|具备|至少|experience", re.IGNORECASE)
_SOFT_NAMES = frozenset({"培训", "面试", "采购", "普通话", "英语"})
_LANGUAGES = frozenset({"普通话", "英语"})
_LANGUAGE_PROOF = re.compile(r"CET|TEM|IELTS|TOEFL|托福|雅思|[四六八]级|二级[甲乙]|一级[甲乙]|[二一][甲乙]")
# In a list with certificates a bare abbreviation is one, and 中级 is the grade of one that is named elsewhere.
_BARE_NAME = re.compile(
    r"(?:(?<=[、,或])|(?<=^))\s*(?P<name>[A-Z]{3,6})\s*(?=[、,或]|$)|(?P<grade>[初中高]级)(?=[、,或]|$)"
)
_GRADE_BEFORE = re.compile(r"(?P<grade>[一二三四五初中高]级)\s*(?:或者?|[/、])\s*$")
_CLOSE = 16  # characters between two names of one choice: "药师(初级师)及以上职称，或执业药师"
_LATIN = re.compile(r"^[\x00-\x7f]+$")
_NO_SKILL_BEHIND = re.compile(r"^\s*(?:岗|部门|人员|公司|企业|车间|科室|图纸|行业|\d{3})")
_VACANCY = re.compile(r"^\s*(?:[:：]|启事|岗位|人数|若干|范围|对象|公告)|^[^，,。]{0,12}\d*\s*名")
_DOES = re.compile(r"(?:做过?|负责过?|熟悉|熟练|会|有|独立|开展|从事|懂)[^，,、]{0,4}$")


def groups_asked(
    texts: Sequence[str], need: Need, vocabulary: Vocabulary, *, implied: frozenset[str] = frozenset()
) -> Iterator[AnyOf]:
    """implied: names and words that a plus can't mean, since the job asks for them anyway."""
    for text in texts:
        licence = need is Need.HARD and _LICENCE.search(text) is not None
        bare = without_majors(without_uncounted(text) if need is Need.HARD else text)
        for whole in _pieces(bare, need):
            piece = _BRACKET.sub(lambda m: "\u3000" * len(m[0]) if _REFUSED.search(m[0]) else m[0], whole)
            if _REFUSED.search(piece) or _WILLING.match(piece.strip()):
                continue
            if _INTERNSHIP.search(piece) and (need is Need.PLUS or _HAS.search(piece)):
                yield AnyOf(Kind.INTERNSHIP, need, (INTERNSHIP,), piece.strip())
            held = _certificates(piece, vocabulary, implied)
            yield from _joined(piece, held, Kind.CERTIFICATE, need, licence=licence)
            yield from _skills(piece, text, held, need, vocabulary, implied)


def _pieces(text: str, need: Need) -> Iterator[str]:
    """Between commas; "SAP、金蝶，会一种" is one piece."""
    waiting = ""
    for piece in subclauses(text):
        goes_on = _WHICH_ONE.match(piece.strip()) or (need is Need.HARD and piece.strip().startswith("或"))
        if waiting and not goes_on:
            yield waiting
            waiting = ""
        waiting = f"{waiting}，{piece}" if waiting else piece
    if waiting:
        yield waiting


def _certificates(piece: str, vocabulary: Vocabulary, implied: frozenset[str]) -> list[Mention]:
    found = [m for m in vocabulary.certificates.find(piece) if not _cuts_a_word(piece, m)]
    if not any(_means_certificate(piece, m) for m in found):
        found = []  # one that is said to be a certificate makes certificates of those listed with it
    found += [graded for m in found if (graded := _other_grade(piece, m, vocabulary))]
    found += literal_certificates(piece, found)
    outside = _BRACKET.sub(lambda m: "\u3000" * len(m[0]), piece)
    for m in _BARE_NAME.finditer(outside) if found else ():
        if not any(k.start < m.end() and k.end > m.start() for k in found):
            grade = m["grade"]
            names = [n for n in sorted(implied) if n.startswith(grade)] if grade else [m["name"]]
            known = grade is None and vocabulary.skills.canonical(m["name"])
            found += [Mention(name, m.start(), m.end()) for name in names[:1] if not known]
    return sorted(found, key=lambda m: m.start)


def _other_grade(piece: str, mention: Mention, vocabulary: Vocabulary) -> Mention | None:
    """一级造价工程师 in "一级或二级造价工程师"."""
    before = _GRADE_BEFORE.search(piece[: mention.start])
    written = piece[mention.start : mention.end]
    name = before and vocabulary.certificates.canonical(before["grade"] + written[2:])
    return Mention(name, before.start("grade"), before.end("grade")) if before and name else None


def _skills(
    piece: str,
    text: str,
    held: Sequence[Mention],
    need: Need,
    vocabulary: Vocabulary,
    implied: frozenset[str],
) -> Iterator[AnyOf]:
    rest = _blanked(piece, held)
    years = speaks_of_years(piece)
    known = [
        m for m in vocabulary.skills.find(rest) if _means_skill(m, rest, text, years=years, need=need)
    ] or _turned_round(rest, vocabulary)
    if need is Need.PLUS:
        for mention in [m for m in known if m.name in implied or rest[m.start : m.end] in implied]:
            known.remove(mention)  # asked for anyway, unless the text narrows it
            if narrowed := narrower(rest, mention):
                start, names = narrowed
                rest = _blanked(rest, [Mention(mention.name, start, mention.end)])
                yield AnyOf(Kind.SKILL, need, names, names[0])
    words = () if years else literal_terms(rest, [*held, *known], need)
    yield from _joined(rest, sorted([*known, *words], key=lambda m: m.start), Kind.SKILL, need)


def _turned_round(piece: str, vocabulary: Vocabulary) -> list[Mention]:
    """投诉处理 in "处理过升级投诉", 团队管理 in "管过小团队": the verb may stand before its noun."""
    for at in range(len(piece) - 3):
        verb = _SPOKEN_VERBS.get(piece[at : at + 2], piece[at : at + 2])
        for noun in range(at + 2, min(at + 2 + _NOUN_WITHIN, len(piece) - 1)):
            term = piece[noun : noun + 2] + verb
            name = vocabulary.skills.canonical(term) if _FOUR_HAN.match(term) else None
            if name:
                return [Mention(name, at, noun + 2)]
    return []


_SPOKEN_VERBS = {"管过": "管理", "带过": "管理", "谈过": "谈判", "修过": "维修", "排过": "排班"}
_NOUN_WITHIN = 8
_FOUR_HAN = re.compile(r"^[\u4e00-\u9fff]{4}$")


def _means_certificate(piece: str, mention: Mention) -> bool:
    """护士 is a post, 护士证 a certificate; a Latin name or one that says what it is stands for itself."""
    written = piece[mention.start : mention.end]
    said = (
        re.search(r"证|资格|职称|级|[一二][甲乙]|[A-Za-z]{2,}", written)
        or len(piece.strip()) - len(written) <= 2
    )
    return bool(said) or re.search(r"证|资格|职称|持|考", piece) is not None


def _cuts_a_word(piece: str, mention: Mention) -> bool:
    """医师资格证 is not meant in 兽医师资格证, nor CET-4 in 中式烹调师四级."""
    before, written = piece[: mention.start][-1:], piece[mention.start : mention.end]
    if written in ("四级", "六级"):
        return re.match(r"[\u4e00-\u9fff]", before) is not None and before not in "语学过有或及和与、持英"
    return bool(before) and before in "兽牙船飞汽军警"


def _means_skill(mention: Mention, text: str, clause: str, *, years: bool, need: Need) -> bool:
    written, behind = text[mention.start : mention.end], text[mention.end :]
    if written == "招聘" and (
        _VACANCY.match(behind) or not (_DOES.search(text[: mention.start]) or behind.strip())
    ):
        return False  # the text is a vacancy; it says so of itself
    if behind[:1] == "\u3000":
        return False  # 高中英语教师资格证: the certificate's subject
    if _NO_SKILL_BEHIND.match(behind):
        return False
    if mention.name in _LANGUAGES and _LANGUAGE_PROOF.search(clause):
        return False  # the certificate says it
    if years and not _LATIN.match(written):
        return False  # the trade the years are in, not a skill
    return not (
        need is Need.HARD and mention.name in _SOFT_NAMES and re.search(r"优先|良好|服从|接受|配合", text)
    )


def _joined(
    text: str, mentions: Sequence[Mention], kind: Kind, need: Need, *, licence: bool = False
) -> Iterator[AnyOf]:
    """Mentions as groups: joined by 或, a slash or "at least one of" they are alternatives, else each is asked for."""
    if not mentions:
        return
    runs: list[list[Mention]] = [[mentions[0]]]
    for mention, alternative in zip(mentions[1:], _alternatives(text, mentions, need), strict=True):
        if alternative:
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


def _alternatives(text: str, mentions: Sequence[Mention], need: Need) -> list[bool]:
    """For each mention but the first: is it an alternative to the one before? "A、B或C", "A、B等C" are one choice, as a plus "用过A、B等系统" too."""
    if _ONE_OF_LIST.search(text):
        return [True] * (len(mentions) - 1)
    either: list[bool] = []
    listed: list[bool] = []
    first = mentions[0]
    for one, other in pairwise(mentions):
        between = text[one.end : other.start]
        close = len(between) <= _CLOSE and "、" not in between
        chosen = close and bool(_EITHER.search(between) or _KIND_OF.match(between))
        sliced = close and _SLASH.search(between) is not None
        example = _is_example(text, first, other)
        if not (chosen or sliced or example):
            first = other
        either.append(chosen or sliced or example)
        listed.append(bool(_LIST.match(between)))
        if chosen:
            _join_list_before(either, listed)
    if need is Need.PLUS and _AND_SUCH.match(text[mentions[-1].end :]):
        either.append(True)
        listed.append(False)
        _join_list_before(either, listed)
        either.pop()
    return either


def _join_list_before(either: list[bool], listed: Sequence[bool]) -> None:
    """What "A、B或C" says of the last pair holds of the list before it."""
    at = len(either) - 2
    while at >= 0 and listed[at]:
        either[at] = True
        at -= 1


def _is_example(text: str, named: Mention, mention: Mention) -> bool:
    """Is the mention in the bracket right behind the one named? "接口自动化(pytest、Postman等)" asks for one thing."""
    bracket = re.match(r"[^(（、，,]{0,4}[(（](?P<inner>[^)）]*)", text[named.end :])
    return bracket is not None and mention.end <= named.end + bracket.end("inner")


def _blanked(text: str, mentions: Sequence[Mention]) -> str:
    for m in mentions:
        text = text[: m.start] + "\u3000" * (m.end - m.start) + text[m.end :]
    return text


def distinct(groups: Sequence[AnyOf]) -> tuple[AnyOf, ...]:
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
            continue
        at = kept.index(same[0])
        if same[0].need is group.need is Need.HARD and group.licence and not same[0].licence:
            kept[at] = group
        elif same[0].need is group.need and len(same[0].names) == 1 < len(group.names):
            kept[at] = group  # "有限元，ANSYS或Abaqus": what comes second says how it may be met
        elif same[0].need is not group.need and group.kind is Kind.CERTIFICATE:
            # 中级或初级 is a must, 中级 a plus: the higher one still says more.
            rest = tuple(n for n in group.names if n in same[0].names[1:] or n not in same[0].names)
            if rest and len(same[0].names) > 1:
                kept.append(AnyOf(group.kind, group.need, rest, group.source))
    return tuple(kept)
