"""Which part of a résumé each line belongs to, by its headings."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from scoring.resume.dates import BEGINS_CLOSED, ENDS_OPEN, plain
from scoring.resume.document import Document, FileKind, Line
from scoring.resume.headings import BY_NAME, DECORATION, MAX_HEADING, SQUASH, TAIL, Section, heading
from scoring.resume.looks import unlisted_headings

BULLET = re.compile(r"^\s*(?:[•●▪◆■·\-–*✓➢►▶○◇※☆★>]|\d{1,2}\s*[、.．)）](?!\d)|[(（]\d{1,2}[)）]|[①-⑳])\s*")

# Words that are labels far more often than headings when something follows them on the line.
_NEVER_INLINE = frozenset(
    [
        "学历",
        "期望",
        "工作",
        "经历",
        "优势",
        "特长",
        "职称",
        "履历",
        "联系方式",
        "应聘职位",
        "应聘岗位",
        "简介",
        "目前工作",
        "最高学历",
        "擅长",
        "作品",
        "专长",
        "奖励",
        "荣誉",
    ]
)
_LEAD_ONLY = frozenset({"教育", "工作", "经历", "实习", "技能", "证书", "荣誉", "特长", "简介"})
_BETWEEN, _LIST_STOPS = re.compile(r"[、，,;；|]"), 2
_LEADS_WITH_DATE = re.compile(r"\s*(?:19|20)\d{2}")
_INLINE = re.compile(
    r"^[\s■◆●▪•·【\[]*(?P<head>[\u4e00-\u9fffA-Za-z/&与及和 　]{2,24}?)\s*[】\]]?\s*[:：]\s*(?P<rest>\S.*)$"
)
_FURNITURE = re.compile(
    r"^[\s\-–—]*(?:第)?\s*\d{0,3}\s*(?:/\s*\d{1,3})?\s*页?[\s\-–—]*$|^第?\s*\d*\s*页?\s*[,，/]?\s*共\s*\d*\s*页|^更新(?:时间|日期)|^本简历(?:由|来自)|^(?:此|本)邮件由|^(?:系统(?:自动)?发送[，,]?)?请勿(?:直接)?回复|^©|^page\s*\d+(?:\s*of\s*\d+)?$",
    re.IGNORECASE,
)
_GLUED_LABEL = re.compile(r"(?<=[^\s:：（(])\s*(?=(?:职位|部门|职务|岗位|所在部门|公司名称)[:：])")
_OF_ABILITIES = {Section.SKILLS, Section.CERTIFICATES, Section.ABILITIES, Section.AWARDS}
_HEAD = {Section.BASIC, Section.OBJECTIVE, Section.RECENT, Section.EDUCATION}
_HEADER_CELLS = 3
_COLUMN_NAME = re.compile(
    r"^(?:起止|开始|结束|毕业|入学|就读|任职|工作|在职|获得|取得)?(?:时间|日期|年月|年限)|^(?:毕业|就读|教育|培训)?(?:院校|学校|机构)(?:名称)?$|^(?:所学|主修)?专业(?:名称)?$|^(?:学历|学位|层次)(?:/学位|层次)?$|^(?:工作|任职|所在)?(?:单位|公司|企业)(?:名称)?$|^(?:担任|所任)?(?:职务|职位|岗位|部门)(?:名称)?$|^(?:主要)?(?:工作)?(?:内容|职责|描述)$|^(?:证明人|离职原因|薪资|备注|联系电话|序号)$"
)
# A line of a résumé has tens of characters; what is longer is somebody's attack on the patterns.
_MAX_LINE, _MAX_LINES = 1_200, 3_000


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the document with its section. text: numerals of years as digits, an inline heading cut off. line: its index."""

    line: int
    text: str
    cells: tuple[str, ...]
    section: Section
    column: int
    size_pt: float | None


def rows_of(document: Document) -> tuple[Row, ...]:
    """Every line that says something, headings and page furniture left out."""
    repeated = _running_heads(document)
    unlisted = unlisted_headings(document.lines[:_MAX_LINES], measured=document.kind is FileKind.SCAN)
    section = Section.BASIC
    column: int | None = None
    page = 0
    rows: list[Row] = []
    for index, line in enumerate(document.lines[:_MAX_LINES]):
        if _FURNITURE.match(line.text.strip()) or (index in repeated):
            continue
        # A text box or sidebar opens anew; a column that goes on over the page doesn't.
        if column is not None and line.column != column and line.page == page:
            section = Section.BASIC
        column, page = line.column, line.page
        if index in unlisted:
            section = unlisted[index]
            continue
        for cells, found in _parts(_clipped(line), section):
            if not (found is Section.PEOPLE and cells):  # "推荐人：…" ends with its line
                section = found
            if cells and not _is_table_header(cells):
                cut = tuple(part for cell in cells for part in _GLUED_LABEL.split(plain(cell)) if part)
                rows.append(Row(index, "  ".join(cut), cut, found, line.column, line.size_pt))
    return tuple(_joined_months(rows))


def _is_table_header(cells: tuple[str, ...]) -> bool:
    return len(cells) >= _HEADER_CELLS and all(_COLUMN_NAME.match(cell.strip()) for cell in cells)


def _joined_months(rows: list[Row]) -> list[Row]:
    """A span of months broken in a narrow cell ("2019.3 –" above "2021.5") is whole again in its first line."""
    kept: list[Row] = []
    for row in rows:
        above = kept[-1] if kept else None
        if (
            above
            and above.column == row.column
            and ENDS_OPEN.search(above.cells[0])
            and BEGINS_CLOSED.match(row.cells[0])
        ):
            cells = (above.cells[0] + " " + row.cells[0], *above.cells[1:])
            kept[-1] = replace(above, cells=cells, text="  ".join(cells))
            if len(row.cells) > 1:
                kept.append(replace(row, cells=row.cells[1:], text="  ".join(row.cells[1:])))
            continue
        kept.append(row)
    return kept


def _clipped(line: Line) -> tuple[str, ...]:
    cells = line.cells or (line.text,)
    return (
        cells
        if len(line.text) <= _MAX_LINE
        else tuple(cell[: _MAX_LINE // len(cells) + 1] for cell in cells[:_MAX_LINE])
    )


def _parts(cells: tuple[str, ...], section: Section) -> list[tuple[tuple[str, ...], Section]]:
    """A line's cells as content with its section; a heading alone yields no content."""
    whole = heading(" ".join(cells))
    if whole:
        return [((), whole)]
    if len(cells) > 1:
        if {heading(cell) for cell in cells} <= _OF_ABILITIES:
            return [((), Section.ABILITIES)]  # two short columns under one rule
        for place, cell in enumerate(cells):
            opened = heading(cell)
            bare = TAIL.sub("", DECORATION.sub("", cell, count=1)).strip()
            is_label = cell.rstrip().endswith(("：", ":")) or bare in _NEVER_INLINE
            if opened is Section.SKILLS and place == 0 and len(_BETWEEN.findall(cells[-1])) >= _LIST_STOPS:
                is_label = False  # 专长 in a form, with a list beside it
            if (
                opened
                and not is_label
                and (
                    place == 0
                    or (
                        _LEADS_WITH_DATE.match(cells[0])
                        and bare not in _LEAD_ONLY
                        and opened not in (Section.OTHER, Section.PEOPLE)
                    )
                )
            ):
                return [(cells[:place] + cells[place + 1 :], opened)]
    inline = _INLINE.match(cells[0])
    if inline:
        head = SQUASH.sub("", inline["head"]).lower()
        opened = BY_NAME.get(head) or _unlisted(inline["head"].strip(), section)
        if opened is Section.EDUCATION and head not in BY_NAME:
            return [(cells, opened)]  # 学校：…: the label helps to read it
        if (
            opened
            and (
                inline["head"].strip() not in _NEVER_INLINE
                or inline["head"].strip() in {"工作"}
                or (opened is Section.SKILLS and len(_BETWEEN.findall(inline["rest"])) >= _LIST_STOPS)
            )
            and head not in {"项目", "培训", "实习"}
        ):
            return [((inline["rest"], *cells[1:]), opened)]
    return [(cells, section)]


def _unlisted(head: str, section: Section) -> Section | None:
    """What a label opens that is no listed heading: a list, or a school behind the head of the file."""
    opened = heading(head)
    if opened in _OF_ABILITIES or (opened is Section.EDUCATION and section not in _HEAD):
        return opened
    return None


def _running_heads(document: Document) -> frozenset[int]:
    """Lines that repeat from page to page: all but the first."""
    squashed = [re.sub(r"[\s\d]+", "", line.text) for line in document.lines]
    pages: Counter[str] = Counter()
    seen: set[tuple[str, int]] = set()
    for text, line in zip(squashed, document.lines, strict=True):
        if (text, line.page) not in seen:
            seen.add((text, line.page))
            pages[text] += 1
    met: set[str] = set()
    again = set()
    for index, text in enumerate(squashed):
        if (
            re.search(r"[^\W_]", text)  # months alone differ in their digits
            and len(text) <= MAX_HEADING
            and pages[text] > 1
            and heading(document.lines[index].text) is None
            and not _is_content(text)
        ):
            if text in met:
                again.add(index)
            met.add(text)
    return frozenset(again)


def _is_content(squashed: str) -> bool:
    return bool(
        re.search(r"职责|业绩|职位|工作内容|工作描述|行业|公司|大学|学院|部门|技术部|工程师", squashed)
    )
