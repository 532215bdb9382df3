"""Posts held: employer, title, months, kind."""

import re
from collections.abc import Sequence
from dataclasses import replace

from scoring.resume.dates import DateRange, date_ranges, months_covered
from scoring.resume.fields import Month, Span, Work, WorkType
from scoring.resume.headings import Section
from scoring.resume.sections import Row
from scoring.resume.titles import (
    EMPLOYER,
    MAYBE_EMPLOYER,
    MAYBE_TITLE,
    NO,
    TITLE,
    employer_score,
    ends_like_title,
    is_department,
    split_employer_and_title,
    title_score,
    without_ward,
)
from scoring.resume.vocabulary import Vocabulary

BULLET = re.compile(r"^\s*(?:[•●▪◆■·\-–*✓➢►▶○◇※☆★>]|\d{1,2}\s*[、.．)）](?!\d)|[(（]\d{1,2}[)）]|[①-⑳])\s*")
_COMPANY_LABEL = re.compile(
    r"^(?:公\s*司(?:名\s*称)?|单\s*位(?:名\s*称)?|企\s*业(?:名\s*称)?|工作单位|任职公司|雇主|Company|Employer)\s*[:：]\s*",
    re.IGNORECASE,
)
_TITLE_LABEL = re.compile(
    r"^(?:职\s*位(?:名\s*称)?|岗\s*位(?:名\s*称)?|职\s*务|担\s*任(?:职务|岗位)?|职\s*称|任职岗位|工作岗位|所任职位|Title|Position|Role|Job\s*Title)\s*[:：]\s*",
    re.IGNORECASE,
)
_OTHER_LABEL = re.compile(
    r"^(?:所属行业|行\s*业|部\s*门|所在部门|工作内容|工作描述|工作职责|岗位职责|主要职责|职责描述|职责|内容|业绩|主要业绩|工作业绩|汇报对象|下属人数|下属|薪资|月薪|税前月薪|离职原因|公司性质|公司规模|规模|性质|工作地点|地点|所在地|证明人|工作类型|公司描述|公司简介|项目|技术栈|"
    r"Department|Dept|Location|Industry|Responsibilities|Duties|Achievements|Description|Reason)[^:：]{0,8}[:：]",
    re.IGNORECASE,
)  # fmt: skip
_LABEL_ALONE = re.compile(r"^[\u4e00-\u9fffA-Za-z ]{2,10}\s*[:：]\s*$")
_SIZE = re.compile(
    r"[\[【（(]\s*(?:\d+\s*[-–~]\s*\d+\s*人|\d+\s*人(?:以上|以下)?|少于\d+人|上市公司|国企|民营(?:公司)?|外资(?:[（(].*?[)）])?|合资|事业单位|.{0,6}性质|[\d年个月\s.]+)\s*[\]】）)]"
)
_DURATION = re.compile(r"[（(\[]?\s*(?:共|约)?\s*(?:\d+\s*年)?\s*(?:零?\s*\d+\s*个?月)?\s*[)）\]]?$")
_PIECES = re.compile(
    r"，(?![^（(]*[)）])|\s{2,}|\t|[|｜]|\s+[—–\-·•/]{1,2}\s+|——|(?:(?<![A-Za-z])|(?=,\s*[\u4e00-\u9fff]))[，,;；、](?!\s*(?:Ltd|Inc|LLC|Co\b))(?![^（(]*[)）])|(?<=[A-Za-z]),\s+(?!Ltd|Inc|LLC|Co\b)(?=[A-Z])|(?<=[)）\u4e00-\u9fff])\s?·\s?(?=[\u4e00-\u9fffA-Z])|\s@\s|　+"
)
# "高级UI 设计师": the page's habit of setting a gap between scripts cuts no title.
_IS_RANK = re.compile(r"^(?:高级|资深|中级|初级|助理|首席|实习|兼职|[\u4e00-\u9fff]{0,4})?[A-Za-z+#./]{1,8}$")
_INTERN = re.compile(r"实习|\bintern(?:ship)?\b|见习生", re.IGNORECASE)
_PROSE_CHARS = 64
_HEADER_LINES = 3
_NAME_CHARS = 20
_HEADER_CHARS = 48
_CERTAIN, _LIKELY, _DOUBTFUL = 0.95, 0.8, 0.5
WORK_SECTIONS = (Section.WORK, Section.INTERNSHIP)


def work_entries(rows: Sequence[Row], vocabulary: Vocabulary) -> tuple[Work, ...]:
    """Every post with its months, newest first. Rows of project, campus and education sections are not posts."""
    posts = [row for row in rows if row.section in WORK_SECTIONS]
    if not posts:
        posts = [row for row in rows if row.section in (Section.BASIC, Section.SUMMARY, Section.OTHER)]
        posts = [row for row in posts if not _is_schooling(row.text)]
    found: list[Work] = []
    for block in _blocks(posts):
        found += _entries(block, vocabulary)
    return tuple(
        sorted(
            found, key=lambda w: (w.end is None, w.end or Month(0, 0), w.start or Month(0, 0)), reverse=True
        )
    )


def years_worked(work: Sequence[Work], *, today: Month) -> float:
    """Years in the union of the employed entries' months, two decimals; an end month is not counted."""
    spans = [(w.start, w.end or today) for w in work if w.start and w.type is WorkType.EMPLOYED]
    return round(months_covered(spans) / 12, 2)


def current_post(work: Sequence[Work]) -> Work | None:
    """The post held now, the newest start if several; else the one that ended last. Internships don't count."""
    employed = [w for w in work if w.type is WorkType.EMPLOYED]
    return max(
        employed,
        default=None,
        key=lambda w: (w.end is None, (w.end or w.start or Month(0, 0)), w.start or Month(0, 0)),
    )


def _blocks(rows: Sequence[Row]) -> list[list[Row]]:
    """Runs of rows of one section."""
    blocks: list[list[Row]] = []
    for row in rows:
        last = blocks[-1][-1] if blocks else None
        if last and last.section is row.section and (last.column == row.column or anchor(row) is None):
            blocks[-1].append(row)
        else:
            blocks.append([row])
    return blocks


def anchor(row: Row) -> DateRange | None:
    """The months a line gives to an entry; a sentence that mentions months is no anchor."""
    ranges = date_ranges(row.text)
    if not ranges:
        return None
    first = ranges[0]
    rest = row.text[: first.at[0]] + row.text[first.at[1] :]
    apart = any(_without_dates(cell).strip(" ()（）") == "" for cell in row.cells)
    if len(rest) > _PROSE_CHARS and first.at[0] > 2 and not BULLET.match(row.text) and not apart:
        return None
    opening = BULLET.sub("", row.text[: first.at[0]]).strip()
    at_the_start = len(opening) <= 4
    closing = len(row.text) - first.at[1] <= 12
    if (
        BULLET.match(row.text)
        and not at_the_start
        and not (closing and employer_score(_PIECES.split(opening)[0]) >= EMPLOYER)
    ):
        return None
    return (
        first
        if (at_the_start or closing or len(row.cells) > 1 or len(rest) <= 40)
        and not re.search(r"因|期间|曾用", rest[:40])
        else None
    )


def _entries(block: Sequence[Row], vocabulary: Vocabulary) -> list[Work]:
    anchors = [
        (i, dates) for i, row in enumerate(block) if (dates := anchor(row)) and not _is_study(row, vocabulary)
    ]
    if not anchors:
        return []
    starts = _header_starts(block, [i for i, _ in anchors], vocabulary)
    found: list[Work] = []
    for order, (at, dates) in enumerate(anchors):
        end = starts[order + 1] if order + 1 < len(anchors) else len(block)
        entry = _entry(block[starts[order] : at], block[at], block[at + 1 : end], dates, vocabulary)
        if entry and not entry.company and found and _follows(entry, found[-1]):
            entry = replace(entry, company=found[-1].company)
        if entry:
            found.append(entry)
    return found


def _follows(entry: Work, above: Work) -> bool:
    """Whether a post that names no employer is an earlier or later one in the house of the entry above it."""
    older, newer = sorted((entry, above), key=lambda w: w.start or Month(0, 0))
    if older.end is None or newer.start is None:
        return False
    gap = (newer.start.year - older.end.year) * 12 + newer.start.month - older.end.month
    return gap in (0, 1)


def _header_starts(block: Sequence[Row], anchors: Sequence[int], vocabulary: Vocabulary) -> list[int]:
    """Where each entry's header begins: some layouts print the employer on the lines above the months."""
    above = min(anchors[0], 2)
    starts: list[int] = []
    for at in anchors:
        start, floor = at, (starts[-1] + 1 if starts else 0)
        complete = _complete(block[at], vocabulary)
        while (
            not complete
            and above
            and start - 1 >= max(floor, at - above)
            and _may_head(block[start - 1], vocabulary)
        ):
            start -= 1
        starts.append(start)
    return starts


def _complete(row: Row, vocabulary: Vocabulary) -> bool:
    company, _ = _read([row], vocabulary)
    return company is not None


def _may_head(row: Row, vocabulary: Vocabulary) -> bool:
    """A short line that names an employer or a post, by a label or by its look."""
    if (
        len(row.text) > _HEADER_CHARS
        or BULLET.match(row.text)
        or row.text.rstrip().endswith(("。", "；", ";"))
    ):
        return False
    labelled = any(label.match(cell) for cell in row.cells for label in (_COMPANY_LABEL, _TITLE_LABEL))
    return labelled or any(
        employer_score(p) or title_score(p, vocabulary) >= TITLE for p in _pieces(row, vocabulary)
    )


def _entry(
    above: Sequence[Row], own: Row, below: Sequence[Row], dates: DateRange, vocabulary: Vocabulary
) -> Work | None:
    header = [*above, own]
    company, title = _read(header, vocabulary)
    used = 0
    unnamed: str | None = None
    for count, row in enumerate(below[:_HEADER_LINES], 1):
        if company and title:
            break
        if BULLET.match(row.text) or (len(row.text) > _PROSE_CHARS and len(row.cells) == 1):
            break
        more_company, more_title = _read([row], vocabulary, wanting_company=company is None)
        company, title, used = (
            company or more_company,
            title or more_title,
            count if more_company or more_title else used,
        )
        if not (more_company or more_title) and _could_be_a_name(row):
            unnamed = unnamed or (_clean(row.text) if used in (0, count - 1) else None)
    if company is None and title and own.section in WORK_SECTIONS and unnamed and not is_department(unnamed):
        company = unnamed  # a name that looks like nothing, where an employer stands
    if company is None and title is None:
        return None
    if company is None and own.section not in WORK_SECTIONS:
        return None
    body = [row for row in below[used:] if not _SIZE.fullmatch(row.text)]
    intern = (
        _INTERN.search(title or "")
        or (own.section is Section.INTERNSHIP and not re.search(r"正式|全职", own.text))
        or _INTERN.search(own.text)
    )
    sure = (
        _CERTAIN
        if company and title and employer_score(company) >= EMPLOYER
        else _LIKELY
        if company and title
        else _DOUBTFUL
    )
    return Work(
        company=company or "",
        title=without_ward(title or ""),
        start=dates.start,
        end=dates.end,
        type=WorkType.INTERN if intern else WorkType.EMPLOYED,
        text="\n".join(row.text for row in body),
        span=Span(header[0].line, body[-1].line if body else own.line),
        confidence=sure,
    )


def _could_be_a_name(row: Row) -> bool:
    label = _LABEL_ALONE.match(row.text) or _OTHER_LABEL.match(row.text)
    return len(row.cells) == 1 and len(row.text) <= _NAME_CHARS and label is None


def _read(
    rows: Sequence[Row], vocabulary: Vocabulary, *, wanting_company: bool = True
) -> tuple[str | None, str | None]:
    """Employer and title among the pieces of the lines: labels first, then what looks most like each."""
    company = title = None
    pieces: list[str] = []
    for row in rows:
        for place, cell in enumerate(row.cells):
            after = row.cells[place + 1].strip() if place + 1 < len(row.cells) else ""
            for label, kind in ((_COMPANY_LABEL, "company"), (_TITLE_LABEL, "title")):
                if m := label.match(cell.strip()):
                    value = re.split(
                        r"\s{2,}|\s+(?=[\u4e00-\u9fff]{2,4}[:：])|(?=部门[:：])",
                        cell.strip()[m.end() :].strip() or after,
                    )[0].strip()
                    if kind == "company":
                        company = company or _clean(value) or None
                    else:
                        title = title or _clean(value) or None
        pieces += _pieces(row, vocabulary)
    if company is None and wanting_company:
        best = max(pieces, default=None, key=lambda p: (employer_score(p), title_score(p, vocabulary) == NO))
        if (
            best
            and employer_score(best) >= MAYBE_EMPLOYER
            and (employer_score(best) >= EMPLOYER - 1 or title_score(best, vocabulary) < TITLE)
        ):
            company = best
    if title is None:
        rest = [p for p in pieces if p != company and not (employer_score(p) >= EMPLOYER)]
        best = max(rest, default=None, key=lambda p: title_score(p, vocabulary))
        if best and title_score(best, vocabulary) >= MAYBE_TITLE:
            title = best
    if company is None and wanting_company and title is not None:
        others = [
            p
            for p in pieces
            if p != title
            and 2 <= len(p) <= 30
            and not is_department(p)
            and title_score(p, vocabulary) < TITLE
        ]
        company = others[0] if others else None
    return company, title


def _pieces(row: Row, vocabulary: Vocabulary) -> list[str]:
    """The parts of a line that could be an employer or a title."""
    found: list[str] = []
    after_label = False
    for cell in row.cells:
        text = (
            _without_dates(BULLET.sub("", cell)) if not re.match(r"^\s*\d{4}", cell) else _without_dates(cell)
        )
        if _LABEL_ALONE.match(text.strip()):
            after_label = True
            continue
        if (
            after_label
            or _OTHER_LABEL.match(text.strip())
            or _COMPANY_LABEL.match(text.strip())
            or _TITLE_LABEL.match(text.strip())
        ):
            after_label = False
            continue
        for part in _PIECES.split(_SIZE.sub("  ", text)):
            for piece in _by_space(part or "", vocabulary):
                bare = _clean(piece)
                if bare and not _OTHER_LABEL.match(bare):
                    found += [_clean(part) for part in split_employer_and_title(bare, vocabulary)]
    return [p for p in found if len(p) >= 2]


def _without_dates(text: str) -> str:
    for dates in reversed(date_ranges(text)):
        text = text[: dates.at[0]] + "  " + text[dates.at[1] :]
    return re.sub(r"[（(]\s*[)）]", "  ", text)


def _by_space(text: str, vocabulary: Vocabulary) -> list[str]:
    """Split at a single space where the two sides are an employer, a title or a department."""
    for m in re.finditer(
        r"(?<=[\u4e00-\u9fff)）])\s+(?=[\u4e00-\u9fffA-Za-z(（])|(?<=[A-Za-z.])\s+(?=[\u4e00-\u9fff])", text
    ):
        left, right = text[: m.start()], text[m.end() :]
        if left.count("（") + left.count("(") != left.count("）") + left.count(")"):
            continue
        if left[-1].isascii() and ends_like_title(left) and title_score(right, vocabulary) == TITLE:
            continue  # "Buyer 采购专员": one title in two languages
        if right.isascii() and ends_like_title(right) and title_score(left, vocabulary) == TITLE:
            continue
        known = (
            employer_score(left) >= MAYBE_EMPLOYER
            or title_score(left, vocabulary) >= TITLE
            or is_department(left)
        )
        if (
            known
            or is_department(right)
            or (
                not _IS_RANK.search(left)
                and title_score(right, vocabulary) >= TITLE
                and re.match(r"[\u4e00-\u9fff]", right)
            )
        ):
            return [left, *_by_space(right, vocabulary)]
    return [text]


def _clean(piece: str) -> str:
    piece = re.sub(
        r"^(?:公司|单位|职位|岗位|职务)\s*[:：]\s*|^(?:曾|历)?(?:担任|任职|任)\s*[:：]?\s*(?=[\u4e00-\u9fff]{2,}|[A-Z])",
        "",
        piece.strip(),
    )
    piece = re.sub(r"^(?:在|于|就职于|任职于|供职于|入职)(?=[\u4e00-\u9fff]{3})", "", piece)
    return re.sub(r"^[\s,，;；:：|\-—–·~～]+|[\s,，;；:：|\-—–·~～。]+$", "", _SIZE.sub("", piece)).strip()


def _is_study(row: Row, vocabulary: Vocabulary) -> bool:
    """A course of study among the posts: a school, a degree and nothing that is a title."""
    return _is_schooling(row.text) and not any(
        title_score(piece, vocabulary) == TITLE for piece in _pieces(row, vocabulary)
    )


def _is_schooling(text: str) -> bool:
    return (
        re.search(r"大学|学院|学校|中学|University|College|职高|中专", text) is not None
        and re.search(
            r"专业|本科|大专|硕士|博士|学士|高中|中专|专科|高职|职高|研究生|专升本|自考|MBA|B\.|M\.|PhD|Bachelor|Master",
            text,
        )
        is not None
    )
