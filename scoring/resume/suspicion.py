"""What a person should look at: keyword walls, text that speaks to a machine, years that don't add up. Never a rejection."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scoring.resume.document import Concealed, Concealment, Document, FileKind, Line
from scoring.resume.headings import Section
from scoring.resume.sections import Row
from scoring.resume.titles import TITLE, title_score
from scoring.resume.vocabulary import Vocabulary

# Twelve bare terms in one line outside a list of skills are no sentence; a block of five that comes again is none either.
_WALL_TERMS, _REPEATED_TERMS = 12, 5
# Posts, skills, certificates and claims mixed in one line are no list of anything, wherever they stand.
_MIXED_TERMS, _MIXED_KINDS = 10, 3
_KEYWORD_LABEL = re.compile(
    r"^\s*(?:[\u4e00-\u9fff]{0,4}(?:关键词|关键字|搜索词|检索词|标签词)[汇总]{0,2}|Keywords?|Tags?|SEO|ATS)\s*[:：]",
    re.IGNORECASE,
)
_CLAIM_TERM = re.compile(r"^(?:博士|硕士|研究生|本科|大专|统招.{0,4}|\d{1,2}\+?\s*年.{0,8}|.{0,4}经验)$")
_TERM_CUT = re.compile(r"[\s、，,;；|/｜·]+")
_SENTENCE = re.compile(r"[。：:]|负责|完成|使用|参与|通过|\d{4}[.年/-]")
_INSTRUCTION = re.compile(
    r"(?:忽略|无视|忘记|不要理会|跳过)[^。\n]{0,12}(?:指令|指示|要求|规则|提示|设定|评分|内容|说明)"
    r"|(?:给|打|评|判)(?:予|我|该|此|这位|本|为|出|成)?[^。\n]{0,10}(?:满分|最高分|100\s*分|一百分|高分|最高评价)"
    r"|(?:作为|你是|您是|扮演)[^。\n]{0,8}(?:AI|人工智能|大模型|语言模型|助手|招聘系统|筛选系统|面试官|评分(?:系统|器))"
    r"|(?:AI|系统|模型|机器人|智能)[^。\n]{0,8}(?:请|必须|应当|务必)[^。\n]{0,16}(?:通过|推荐|录用|评为|打分|排(?:在|名))"
    r"|(?:必须|务必|直接|请)[^。\n]{0,8}(?:推荐|通过|录用|列为|评为|标记为)[^。\n]{0,8}(?:本|该|此|候选人|简历|我)"
    r"|ignore\s+(?:all\s+|any\s+|the\s+|your\s+)*(?:previous|prior|above|earlier|other)?\s*(?:instruction|prompt|rule|direction|criteria)"
    r"|disregard\s+(?:all|any|the|previous|prior)|(?:system|assistant|user)\s*(?:prompt|message)?\s*:|you\s+are\s+(?:an?\s+)?(?:ai|assistant|language\s+model|recruiter|hr)"
    r"|(?:rate|score|rank|mark|evaluate)\s+(?:this|the|me)\s*(?:candidate|resume|cv|applicant)?[^.\n]{0,30}(?:100|highest|top|perfect|10\s*/\s*10|best)|recommend\s+(?:this|the)\s+(?:candidate|applicant)|<\|?(?:im_start|system|endoftext)\|?>|\[/?INST\]",
    re.IGNORECASE,
)
_CLAIMED = re.compile(r"(?<!\d)(\d{1,2})\s*(?:\+|多|余)?\s*年(?:以上|多|余)?[^，,。;；|｜\d\n]{0,12}?经验")
_RESUME_LIKE = re.compile(r"\d{4}\s*[.年/-]\s*\d{1,2}|博士|硕士|本科|大专|学士|\d+\s*年.{0,8}经验|精通|熟练")
_CLAIM_LABEL = re.compile(r"(?:工作年限|工作经验|从业年限|经验)\s*[:：]?\s*(\d{1,2})\s*年")
# "3 years" for 2.8 is rounding; a claim is overstated from one whole year on.
_OVERSTATED_BY = 1.0
_ENOUGH_TO_MOVE = 6


@dataclass(frozen=True, slots=True)
class Suspect:
    """Lines to leave out of the reading, by their index."""

    walls: frozenset[int]
    instructions: frozenset[int]


def suspect_lines(document: Document, rows: Sequence[Row], vocabulary: Vocabulary) -> Suspect:
    """Lines that are a block of keywords or speak to a machine."""
    walls = {row.line for row in rows if _is_wall(row, vocabulary)}
    walls |= _repeated(rows, vocabulary)
    walls |= _continued(rows, walls)
    instructions = {i for i, line in enumerate(document.lines) if _INSTRUCTION.search(line.text)}
    return Suspect(frozenset(walls - instructions), frozenset(instructions))


def _is_wall(row: Row, vocabulary: Vocabulary) -> bool:
    if row.section is Section.KEYWORDS or _KEYWORD_LABEL.match(row.text):
        return True
    terms = _terms(row.text)
    if len(terms) < _MIXED_TERMS:
        return False
    again = len(terms) - len(set(terms))
    if again * 2 >= len(terms) or _is_mixed(row.text, terms, vocabulary):
        return True
    if len(terms) < _WALL_TERMS:
        return False
    if row.section in (Section.SKILLS, Section.ABILITIES):
        return again * 3 >= len(terms)
    if row.section in (Section.CERTIFICATES, Section.AWARDS, Section.EDUCATION, Section.RECENT):
        return False
    bare = _SENTENCE.search(row.text) is None
    known = sum(1 for t in terms if vocabulary.skills.canonical(t) or vocabulary.certificates.canonical(t))
    return bare and known * 3 >= len(terms)


def _is_mixed(text: str, terms: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Bare terms of three kinds and more: 采购工程师 SAP 采购师 本科 5年采购经验."""
    if _SENTENCE.search(text):
        return False
    kinds = {kind for term in terms if (kind := _kind(term, vocabulary))}
    posts = sum(_kind(term, vocabulary) == "post" for term in terms)
    return len(kinds) >= _MIXED_KINDS and posts > 1


def _kind(term: str, vocabulary: Vocabulary) -> str | None:
    if vocabulary.certificates.canonical(term):
        return "certificate"
    if vocabulary.skills.canonical(term):
        return "skill"
    if _CLAIM_TERM.match(term):
        return "claim"
    return "post" if title_score(term, vocabulary) == TITLE else None


def _continued(rows: Sequence[Row], walls: set[int]) -> set[int]:
    """The wrapped lines of a wall: right below it, many terms, no sentence, mostly words that the wall has already."""
    more: set[int] = set()
    above: list[Row] = []
    for row in rows:
        if row.line in walls:
            above.append(row)
            continue
        seen = {term for wall in above for term in _terms(wall.text)}
        terms = _terms(row.text)
        if (
            above
            and terms
            and not _SENTENCE.search(row.text)
            and sum(t in seen for t in terms) * 2 >= len(terms)
        ):
            more.add(row.line)
            above.append(row)
        else:
            above = []
    return more


def _repeated(rows: Sequence[Row], vocabulary: Vocabulary) -> set[int]:
    seen: dict[str, list[Row]] = {}
    for row in rows:
        if len(_terms(row.text)) >= _REPEATED_TERMS and vocabulary.skills.find(row.text):
            seen.setdefault(re.sub(r"\s+", "", row.text), []).append(row)
    return {
        row.line
        for same in seen.values()
        if len(same) > 1
        for row in same
        if row.section not in (Section.WORK, Section.PROJECT)
    }


def _terms(text: str) -> list[str]:
    return [term for term in _TERM_CUT.split(text.strip()) if 1 < len(term) <= 16]


def is_suspect(hidden: Concealed, document: Document, vocabulary: Vocabulary) -> bool:
    """Whether concealed text could move a reader. A few characters that lost their ink can't. Saved web pages hide menus and dialogs of their own: only what reads
    like a résumé (a skill, a school, a certificate, a title, a date, a degree) or speaks to a machine counts there.
    """
    text = hidden.text
    is_long = len("".join(text.split())) >= _ENOUGH_TO_MOVE
    if is_long and (document.kind is not FileKind.HTML or hidden.how is not Concealment.INVISIBLE):
        return True
    words = (vocabulary.skills, vocabulary.certificates, vocabulary.schools, vocabulary.post_words)
    return (
        speaks_to_a_machine(text)
        or _RESUME_LIKE.search(text) is not None
        or any(names.find(text) for names in words)
    )


def speaks_to_a_machine(text: str) -> bool:
    return _INSTRUCTION.search(text) is not None


def claimed_years(lines: Sequence[Line]) -> int | None:
    """The most years of experience the text claims for the whole person."""
    found = [
        int(m[1])
        for line in lines
        for pattern in (_CLAIMED, _CLAIM_LABEL)
        for m in pattern.finditer(line.text)
    ]
    return max((years for years in found if years <= 50), default=None)


def is_overstated(claimed: int | None, years: float) -> bool:
    return claimed is not None and claimed - years >= _OVERSTATED_BY
