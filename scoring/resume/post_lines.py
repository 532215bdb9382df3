"""The lines that head a post: employer and title among their pieces."""

import re
from collections.abc import Sequence

from scoring.resume.dates import date_ranges
from scoring.resume.sections import BULLET, Row
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
)
from scoring.resume.vocabulary import Vocabulary

COMPANY_LABEL = re.compile(
    r"^(?:公\s*司(?:名\s*称)?|单\s*位(?:名\s*称)?|企\s*业(?:名\s*称)?|工作单位|任职公司|雇主|Company|Employer)\s*[:：]\s*",
    re.IGNORECASE,
)
TITLE_LABEL = re.compile(
    r"^(?:职\s*位(?:名\s*称)?|岗\s*位(?:名\s*称)?|职\s*务|担\s*任(?:职务|岗位)?|职\s*称|任职岗位|工作岗位|所任职位|Title|Position|Role|Job\s*Title)\s*[:：]\s*",
    re.IGNORECASE,
)
_OTHER_LABEL = re.compile(
    r"^(?:所属行业|行\s*业|部\s*门|所在部门|工作内容|工作描述|工作职责|岗位职责|主要职责|职责描述|职责|内容|业绩|主要业绩|工作业绩|汇报对象|下属人数|下属|薪资|月薪|税前月薪|离职原因|公司性质|公司规模|规模|性质|工作地点|地点|所在地|证明人|工作类型|公司描述|公司简介|项目|技术栈|"
    r"Department|Dept|Location|Industry|Responsibilities|Duties|Achievements|Description|Reason)[^:：]{0,8}[:：]",
    re.IGNORECASE,
)  # fmt: skip
_LABEL_ALONE = re.compile(r"^[\u4e00-\u9fffA-Za-z ]{2,10}\s*[:：]\s*$")
SIZE = re.compile(
    r"[\[【（(]\s*(?:\d+\s*[-–~]\s*\d+\s*人|\d+\s*人(?:以上|以下)?|少于\d+人|上市公司|国企|民营(?:公司)?|外资(?:[（(].*?[)）])?|合资|事业单位|.{0,6}性质|[\d年个月\s.]+)\s*[\]】）)]"
)
PIECES = re.compile(
    r"，(?![^（(]*[)）])|\s{2,}|\t|[|｜]|\s+[—–\-·•/]{1,2}\s+|——|(?:(?<![A-Za-z])|(?=,\s*[\u4e00-\u9fff]))[，,;；、](?!\s*(?:Ltd|Inc|LLC|Co\b))(?![^（(]*[)）])|(?<=[A-Za-z]),\s+(?!Ltd|Inc|LLC|Co\b)(?=[A-Z])|(?<=[)）\u4e00-\u9fff])\s?·\s?(?=[\u4e00-\u9fffA-Z])|\s@\s|　+"
)
# "高级UI 设计师": the page's habit of setting a gap between scripts cuts no title.
_IS_RANK = re.compile(r"^(?:高级|资深|中级|初级|助理|首席|实习|兼职|[\u4e00-\u9fff]{0,4})?[A-Za-z+#./]{1,8}$")
_NAME_CHARS = 20


def could_be_a_name(row: Row) -> bool:
    label = _LABEL_ALONE.match(row.text) or _OTHER_LABEL.match(row.text)
    return len(row.cells) == 1 and len(row.text) <= _NAME_CHARS and label is None


def employer_and_title(
    rows: Sequence[Row], vocabulary: Vocabulary, *, wanting_company: bool = True
) -> tuple[str | None, str | None]:
    """Employer and title among the pieces of the lines: labels first, then what looks most like each."""
    company = title = None
    pieces: list[str] = []
    for row in rows:
        for place, cell in enumerate(row.cells):
            after = row.cells[place + 1].strip() if place + 1 < len(row.cells) else ""
            for label, kind in ((COMPANY_LABEL, "company"), (TITLE_LABEL, "title")):
                if m := label.match(cell.strip()):
                    value = re.split(
                        r"\s{2,}|\s+(?=[\u4e00-\u9fff]{2,4}[:：])|(?=部门[:：])",
                        cell.strip()[m.end() :].strip() or after,
                    )[0].strip()
                    if kind == "company":
                        company = company or clean(value) or None
                    else:
                        title = title or clean(value) or None
        pieces += pieces_of(row, vocabulary)
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


def pieces_of(row: Row, vocabulary: Vocabulary) -> list[str]:
    """The parts of a line that could be an employer or a title."""
    found: list[str] = []
    after_label = False
    for cell in row.cells:
        text = (
            without_dates(BULLET.sub("", cell)) if not re.match(r"^\s*\d{4}", cell) else without_dates(cell)
        )
        if _LABEL_ALONE.match(text.strip()):
            after_label = True
            continue
        if (
            after_label
            or _OTHER_LABEL.match(text.strip())
            or COMPANY_LABEL.match(text.strip())
            or TITLE_LABEL.match(text.strip())
        ):
            after_label = False
            continue
        for part in PIECES.split(SIZE.sub("  ", text)):
            for piece in _by_space(part or "", vocabulary):
                bare = clean(piece)
                if bare and not _OTHER_LABEL.match(bare):
                    found += [clean(part) for part in split_employer_and_title(bare, vocabulary)]
    return [p for p in found if len(p) >= 2]


def without_dates(text: str) -> str:
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


def clean(piece: str) -> str:
    piece = re.sub(
        r"^(?:公司|单位|职位|岗位|职务)\s*[:：]\s*|^(?:曾|历)?(?:担任|任职|任)\s*[:：]?\s*(?=[\u4e00-\u9fff]{2,}|[A-Z])",
        "",
        piece.strip(),
    )
    piece = re.sub(r"^(?:在|于|就职于|任职于|供职于|入职)(?=[\u4e00-\u9fff]{3})", "", piece)
    return re.sub(r"^[\s,，;；:：|\-—–·~～]+|[\s,，;；:：|\-—–·~～。]+$", "", SIZE.sub("", piece)).strip()
