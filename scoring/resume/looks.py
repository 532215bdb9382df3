"""Headings nobody has listed: lines that look like this file's headings, sorted by the roots of their words and by what follows."""

import re
from collections import Counter
from collections.abc import Sequence

from scoring.resume.dates import date_ranges
from scoring.resume.document import Line
from scoring.resume.headings import DECORATION, TAIL, Section, heading
from scoring.resume.titles import EMPLOYER, employer_score, ends_like_title

_MAX_HAN, _MAX_LATIN = 12, 32
_LARGER = 1.08  # times the size most of the text has
_FEWEST_OF_A_LOOK = 3  # lines that make a look of their own where no heading is known
_LINES_AFTER = 4
_MARK = re.compile(
    r"^\s*(?:(?P<mark>[^\w\s（(\"“‘'+])|(?P<han>[一二三四五六七八九十]{1,2}\s*[、.．])|(?P<digit>\d\s*[、.．]))"
)
_NOT_A_HEADING = re.compile(
    r"\d|[，。；;！？!?@%+/:：|｜]|^[男女]$|^照片$|^photo$|(?:城市|地点|岗位|职位|薪资|年月|姓名|电话|邮箱|年龄|行业|日期|时间)$",
    re.IGNORECASE,
)
# The first root that fits; a root of two trades stands where it is surest.
_ROOTS: tuple[tuple[Section, re.Pattern[str]], ...] = (
    (Section.PEOPLE, re.compile(r"推荐人|证明人|背调|紧急|家庭|家人|referee|reference")),
    (Section.OTHER, re.compile(r"爱好|兴趣|备注|附件|社会兼职|interest|hobb")),
    (Section.INTERNSHIP, re.compile(r"实习|见习|轮转|实训|intern")),
    (Section.TRAINING, re.compile(r"培训|进修|充电|training")),
    (Section.ABILITIES, re.compile(r"(?:技|能|会|工具|语言).*(?:证|资格)|(?:证|资格).*(?:技|能力)")),
    (Section.CERTIFICATES, re.compile(r"证|执照|资格|资质|职称|certif|licen")),
    (Section.OBJECTIVE, re.compile(r"意向|期待|期望|想[做找去要]|目标|求职|心仪|应聘|objective|looking")),
    (Section.WORK, re.compile(r"工作|任职|职[场业位]|就职|供职|从业|打工|上班|谋生|employ|career|experience|where.*work")),
    (Section.PROJECT, re.compile(r"项目|课题|论文|作品|研究|案例|专利|开源|project|paper|publication|research")),
    (Section.CAMPUS, re.compile(r"校园|校内|社团|学生工作|志愿|公益|干部|学生会|课外|活动|activit|volunteer|campus")),
    (Section.AWARDS, re.compile(r"奖|荣誉|表彰|表扬|award|honou?r")),
    (Section.SKILLS, re.compile(r"技|会什么|会做|会的|本事|本领|手艺|功夫|工具|擅长|拿手|拿得出手|专长|特长|能力|能做|能干|懂|软件|标签|语言|武器|家底|skill|tool|stack|language")),
    (Section.EDUCATION, re.compile(r"学校|学历|教育|[读念]书|[读念上]过?的|求学|学习|学业|母校|上学|深造|毕业|educat|school|stud")),
    (Section.WORK, re.compile(r"经历|履历|历程|路|足迹|轨迹|[干做]过|公司|岗位|单位|东家|where|history")),
    (Section.SUMMARY, re.compile(r"说|话|评|我|自|简介|介绍|概述|印象|优势|亮点|认识|总结|about|summary|profile")),
)  # fmt: skip
_STUDIES = re.compile(
    r"大学|学院|学校|中学|本科|硕士|博士|大专|中专|University|College|\bB\.?[AS]c?\b|\bM\.?[AS]c?\b|Bachelor|Master"
)
_CAMPUS_POST = re.compile(r"学生会|研究生会|社团|协会|团委|干事|班长|志愿者")
_BY_CONTENT = (Section.WORK, Section.EDUCATION, Section.INTERNSHIP, Section.SUMMARY, Section.OTHER)

_Look = tuple[float | None, bool, str]


def unlisted_headings(lines: Sequence[Line], *, measured: bool) -> dict[int, Section]:
    """Sections opened by lines that `heading` doesn't know, by line number.

    measured: sizes come from a picture and prove nothing by themselves.
    """
    looks = [_look(line) for line in lines]
    known = {i for i, line in enumerate(lines) if _is_alone(line) and heading(line.text)}
    body = _body(lines, looks)
    trusted = _heading_looks(lines, looks, known, body)
    found = [
        i
        for i, line in enumerate(lines)
        if i not in known and looks[i] in trusted and _may_be_heading(line) and not _is_entry(line)
    ]
    borders = sorted({*known, *found, len(lines)})
    sections = {}
    for i in found:
        end = next(border for border in borders if border > i)
        section = _section(lines[i].text, lines[i + 1 : min(end, i + 1 + _LINES_AFTER)])
        if section or (_is_larger(looks[i], body) and not measured):
            sections[i] = section or Section.OTHER
    return sections


def _look(line: Line) -> _Look:
    mark = _MARK.match(line.text)
    written = "" if mark is None else mark["mark"] or ("一" if mark["han"] else "1")
    return line.size_pt, line.bold, written


def _body(lines: Sequence[Line], looks: Sequence[_Look]) -> _Look:
    """The look most of the characters have."""
    weight: Counter[_Look] = Counter()
    for line, (size, bold, _) in zip(lines, looks, strict=True):
        weight[size, bold, ""] += len(line.text)
    return weight.most_common(1)[0][0] if weight else (None, False, "")


def _heading_looks(lines: Sequence[Line], looks: Sequence[_Look], known: set[int], body: _Look) -> set[_Look]:
    """Looks that headings have here: those of known ones, or else what three short lines share and no sentence has."""
    candidates = {looks[i] for i in known}
    if not candidates:
        short = Counter(look for line, look in zip(lines, looks, strict=True) if _may_be_heading(line))
        candidates = {look for look, count in short.items() if count >= _FEWEST_OF_A_LOOK}
        candidates = {look for look in candidates if look[2] or _is_larger(look, body)}
    sentences = {
        look
        for line, look in zip(lines, looks, strict=True)
        if look[2] and not _is_larger(look, body) and len(line.text) > 2 * _MAX_HAN
    }
    return candidates - sentences - {body}


def _is_larger(look: _Look, body: _Look) -> bool:
    return bool(look[0] and body[0] and look[0] >= body[0] * _LARGER)


def _is_alone(line: Line) -> bool:
    return len(line.cells) <= 1


def _bare(text: str) -> str:
    return TAIL.sub("", DECORATION.sub("", text, count=1)).strip()


def _may_be_heading(line: Line) -> bool:
    bare = _bare(line.text)
    longest = _MAX_LATIN if bare.isascii() else _MAX_HAN
    return _is_alone(line) and 1 <= len(bare) <= longest and not _NOT_A_HEADING.search(bare)


def _is_entry(line: Line) -> bool:
    """An employer or a post in the bold of the headings."""
    bare = _bare(line.text)
    return employer_score(bare) >= EMPLOYER or (
        ends_like_title(bare) and heading(bare) is None and not _root(bare)
    )


def _root(text: str) -> Section | None:
    folded = text.lower()
    return next((section for section, root in _ROOTS if root.search(folded)), None)


def _section(text: str, after: Sequence[Line]) -> Section | None:
    by_root = _root(_bare(text))
    if by_root is not None and by_root not in _BY_CONTENT:
        return by_root
    dated = [line for line in after if date_ranges(line.text)]
    told = " ".join(line.text for line in after)
    if not dated:
        return by_root
    if any(
        employer_score(cell) >= EMPLOYER and not _STUDIES.search(cell)
        for line in after
        for cell in line.cells
    ):
        return by_root if by_root is Section.INTERNSHIP else Section.WORK
    if _CAMPUS_POST.search(told):
        return Section.CAMPUS
    if _STUDIES.search(told):
        return Section.EDUCATION
    return by_root
