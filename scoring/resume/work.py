"""Posts held: employer, title, months, kind."""

import re
from collections.abc import Sequence
from dataclasses import replace

from scoring.resume.dates import DateRange, date_ranges, months_covered
from scoring.resume.fields import Month, Span, Work, WorkType
from scoring.resume.headings import Section
from scoring.resume.post_lines import (
    COMPANY_LABEL,
    PIECES,
    SIZE,
    TITLE_LABEL,
    clean,
    could_be_a_name,
    employer_and_title,
    pieces_of,
    without_dates,
)
from scoring.resume.sections import BULLET, Row
from scoring.resume.titles import (
    EMPLOYER,
    TITLE,
    employer_score,
    is_department,
    title_score,
    without_ward,
)
from scoring.resume.vocabulary import Vocabulary

_INTERN = re.compile(r"实习|\bintern(?:ship)?\b|见习生", re.IGNORECASE)
_PROSE_CHARS = 64
_HEADER_LINES = 3
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
    apart = any(without_dates(cell).strip(" ()（）") == "" for cell in row.cells)
    if len(rest) > _PROSE_CHARS and first.at[0] > 2 and not BULLET.match(row.text) and not apart:
        return None
    opening = BULLET.sub("", row.text[: first.at[0]]).strip()
    at_the_start = len(opening) <= 4
    closing = len(row.text) - first.at[1] <= 12
    if (
        BULLET.match(row.text)
        and not at_the_start
        and not (closing and employer_score(PIECES.split(opening)[0]) >= EMPLOYER)
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
    company, _ = employer_and_title([row], vocabulary)
    return company is not None


def _may_head(row: Row, vocabulary: Vocabulary) -> bool:
    """A short line that names an employer or a post, by a label or by its look."""
    if (
        len(row.text) > _HEADER_CHARS
        or BULLET.match(row.text)
        or row.text.rstrip().endswith(("。", "；", ";"))
    ):
        return False
    labelled = any(label.match(cell) for cell in row.cells for label in (COMPANY_LABEL, TITLE_LABEL))
    return labelled or any(
        employer_score(p) or title_score(p, vocabulary) >= TITLE for p in pieces_of(row, vocabulary)
    )


def _entry(
    above: Sequence[Row], own: Row, below: Sequence[Row], dates: DateRange, vocabulary: Vocabulary
) -> Work | None:
    header = [*above, own]
    company, title = employer_and_title(header, vocabulary)
    used = 0
    unnamed: str | None = None
    for count, row in enumerate(below[:_HEADER_LINES], 1):
        if company and title:
            break
        if BULLET.match(row.text) or (len(row.text) > _PROSE_CHARS and len(row.cells) == 1):
            break
        more_company, more_title = employer_and_title([row], vocabulary, wanting_company=company is None)
        company, title, used = (
            company or more_company,
            title or more_title,
            count if more_company or more_title else used,
        )
        if not (more_company or more_title) and could_be_a_name(row):
            unnamed = unnamed or (clean(row.text) if used in (0, count - 1) else None)
    if company is None and title and own.section in WORK_SECTIONS and unnamed and not is_department(unnamed):
        company = unnamed  # a name that looks like nothing, where an employer stands
    if company is None and title is None:
        return None
    if company is None and own.section not in WORK_SECTIONS:
        return None
    body = [row for row in below[used:] if not SIZE.fullmatch(row.text)]
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


def _is_study(row: Row, vocabulary: Vocabulary) -> bool:
    """A course of study among the posts: a school, a degree and nothing that is a title."""
    return _is_schooling(row.text) and not any(
        title_score(piece, vocabulary) == TITLE for piece in pieces_of(row, vocabulary)
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
