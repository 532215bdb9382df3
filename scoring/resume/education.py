"""Courses of study: school, degree, major, months."""

import re
from collections.abc import Sequence
from dataclasses import replace

from scoring.resume.dates import date_ranges, single_dates
from scoring.resume.degrees import DEGREE_WORDS, RANK, read_degree
from scoring.resume.fields import Degree, Education, Field, Month, Span
from scoring.resume.headings import Section
from scoring.resume.schools import CUT, SCHOOL, SCHOOL_LABEL, full_school_name, school_in
from scoring.resume.sections import Row
from scoring.resume.vocabulary import Vocabulary
from scoring.resume.work import anchor

_DEGREE_NOISE = re.compile(
    r"[（(](?:统招|全日制|在职|非全日制|自考|成人教育?|函授|网络教育|学位|双证|学士|大专|本科|专科|高职)[)）]|在读|应届|毕业(?:生)?|统招|全日制|非全日制|(?<![\u4e00-\u9fff])(?:学位|学历)(?![\u4e00-\u9fff])|\bdegree\b|预计",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?:Beijing|Shanghai|Guangzhou|Shenzhen|Hangzhou|Nanjing|Suzhou|Chengdu|Wuhan|Xi'?an|Tianjin|Chongqing|Ningbo|Qingdao|Dalian|Hong Kong|Macau|Taiwan|Singapore|London|New York|Sydney|Melbourne|Toronto|China|P\.?R\.? ?China|U\.?K\.?|U\.?S\.?A?\.?|Australia|Canada|Japan|Germany|France)"
)
_SCHOOL_LABELLED = re.compile(r"(?:毕\s*业\s*)?(?:院\s*校|学\s*校)(?:名称)?\s*[:：]\s*")
_MAJOR_LABEL = re.compile(
    r"(?:所学|主修)?专\s*业(?:名称)?\s*[:：]\s*|\bMajor(?:ed)?\s*(?:in)?\s*[:：]?\s*", re.IGNORECASE
)
_DEGREE_LABEL = re.compile(
    r"(?:最\s*高\s*)?学\s*历(?:/学位)?\s*[:：]?\s*|学\s*位\s*[:：]\s*|(?:Highest\s+)?Degree\s*[:：]\s*|Education\s*[:：]\s*",
    re.IGNORECASE,
)
_NOT_MAJOR = re.compile(
    r"GPA|绩点|排名|课程|主修|奖学金|成绩|论文|导师|均分|前\d|学生会|社团|班长|党员|CET|四级|六级|^\d|荣誉|研究方向|辅修|[。；]|证书|获|^级$|院系|毕业设计|Honou?rs|Rank|Courses?|Dean|Score|^学历|^学位|expected|(?:时间|日期)[:：]",
    re.IGNORECASE,
)
_MAJOR_TRIM = re.compile(
    r"^(?:专业|in\s+|of\s+|攻读|就读于?|系)\s*[:：]?|(?<=[\u4e00-\u9fff]{2})专业$|[（(]专业[)）]$",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"^[A-Za-z .&\-]+[（(]([\u4e00-\u9fff]+)[)）]$")
_CERTAIN, _LIKELY, _DOUBTFUL = 0.95, 0.8, 0.5
_EXPECTED = re.compile(
    r"(?:预计|将于|预期|expected|graduating)[^\d]{0,8}(?:Jun[e]?|Jul[y]?|May)?\s*(?P<year>20\d{2})",
    re.IGNORECASE,
)
_WINDOW = 3
_GRADUATED_LABEL = re.compile(r"毕\s*业\s*(?:时\s*间|日\s*期|年\s*份|年\s*月)\s*[:：]?\s*")


def education_entries(rows: Sequence[Row], vocabulary: Vocabulary) -> tuple[Education, ...]:
    """Every course of study, newest first."""
    studied = [row for row in rows if row.section is Section.EDUCATION]
    if not any(school_in(row.text, vocabulary) for row in studied):
        studied += [
            row
            for row in rows
            if row.section is not Section.EDUCATION
            and row.section not in (Section.PROJECT, Section.SKILLS, Section.RECENT)
            and anchor(row)
            and school_in(row.text, vocabulary)
            and read_degree(row.text)
        ]
    expected = next((m for row in rows if (m := _EXPECTED.search(row.text))), None)
    found = [entry for group in _groups(studied, vocabulary) if (entry := _entry(group, vocabulary))]
    if not found:
        digest = _from_labels(rows, vocabulary)
        found = [digest] if digest else []
    if not found:
        headed = [
            row
            for row in rows
            if row.section in (Section.BASIC, Section.SUMMARY) and school_in(row.text, vocabulary)
        ]
        found = [entry for row in headed if (entry := _entry([row], vocabulary)) and entry.degree]
    if expected:
        found = [
            replace(e, end=Month(int(expected["year"]), 0)) if e.start and e.end is None else e for e in found
        ]
    return tuple(
        sorted(found, key=lambda e: (e.end or Month(0, 0), -RANK[e.degree] if e.degree else -9), reverse=True)
    )


def highest(education: Sequence[Education]) -> Education | None:
    """The entry of the highest degree, the latest of them if there are several."""
    return min(
        education,
        default=None,
        key=lambda e: (RANK[e.degree] if e.degree else len(RANK), -(e.end or Month(0, 0)).year),
    )


def labelled_degree(rows: Sequence[Row]) -> Field | None:
    """What stands behind 学历 in the head of the file."""
    for row in rows:
        for place, cell in enumerate(row.cells):
            m = _DEGREE_LABEL.match(cell.strip())
            if m:
                value = cell.strip()[m.end() :].strip() or (
                    row.cells[place + 1] if place + 1 < len(row.cells) else ""
                )
                degree = read_degree(value[:12])
                if degree:
                    return Field(degree.value, Span(row.line, row.line), _LIKELY)
    return None


def _groups(rows: Sequence[Row], vocabulary: Vocabulary) -> list[list[Row]]:
    """One group of lines a course of study: a new one begins where a second school or a second span of months would come in."""
    groups: list[list[Row]] = []
    has_school = has_dates = False
    for row in rows:
        school, dates = (
            school_in(row.text, vocabulary) is not None and not _NOT_MAJOR.search(row.text[:6]),
            bool(date_ranges(row.text)),
        )
        if not groups or (school and has_school) or (dates and has_dates):
            groups.append([])
            has_school = has_dates = False
        groups[-1].append(row)
        has_school, has_dates = has_school or school, has_dates or dates
    return groups


def _entry(group: Sequence[Row], vocabulary: Vocabulary) -> Education | None:
    text = "  ".join(row.text for row in group[: _WINDOW + 1])
    bare, start, end = _without_dates(_SCHOOL_LABELLED.sub("  ", text))
    school = school_in(bare, vocabulary)
    degree = read_degree(
        SCHOOL.sub(" ", bare)
        if school and not read_degree(bare.replace(school, " "))
        else bare.replace(school or "\x00", " ")
    )
    if school is None and degree is None:
        return None
    if school is None and not (start or end):
        return None
    if (
        degree is None
        and school
        and re.search(r"中学|高中|一中|二中|三中|职高|中专|技校|卫生学校|技工", school)
    ):
        degree = Degree.SCHOOL
    if degree is None and school and re.search(r"职业(?:技术)?学院|专科学校|高等专科", school):
        degree = Degree.COLLEGE
    major = _major(bare, school)
    full = full_school_name(school, vocabulary) if school else ""
    sure = _CERTAIN if school and degree and end else _LIKELY if school and degree else _DOUBTFUL
    return Education(full, school or "", degree, major, start, end, Span(group[0].line, group[-1].line), sure)


def _without_dates(text: str) -> tuple[str, Month | None, Month | None]:
    ranges = date_ranges(text)
    if ranges:
        first = ranges[0]
        return text[: first.at[0]] + "  " + text[first.at[1] :], first.start, first.end
    singles = single_dates(text)
    if singles:
        month, (a, b) = singles[-1]
        return text[:a] + "  " + text[b:], None, month
    return text, None, None


def _major(text: str, school: str | None) -> str:
    label = _MAJOR_LABEL.search(text)
    if label and not re.match(r"\s*[/\-]", text[label.end() :]):
        value = re.split(
            r"\s{2,}|\u3000|\s+(?=[\u4e00-\u9fff]{2,5}[:：])|[,，;；|｜]", text[label.end() :].strip()
        )[0].strip()
        if value and not read_degree(value[:4]):
            return _MAJOR_TRIM.sub("", value)
    if school:
        text = text.replace(school, "  ", 1)
    text = re.sub(r"[（(]\s*[A-Z]{2,8}\s*[)）]", " ", text)
    text = _DEGREE_NOISE.sub("  ", text)
    for _, pattern in DEGREE_WORDS:
        text = pattern.sub("  ", text)
    for piece in CUT.split(text):
        bare = _MAJOR_TRIM.sub(
            "", re.sub(r"[（(]\s*[)）]", "", (piece or "")).strip(" :：-—–()（）[]").strip()
        ).strip(" :：-—–.")
        bare = re.sub(r"^(?:in|of)(?:\s+|$)", "", bare, flags=re.IGNORECASE)
        if (
            2 <= len(bare) <= 40
            and not _PLACE.fullmatch(bare)
            and not _NOT_MAJOR.search(bare)
            and not re.fullmatch(r"(?:学院|大学|系|院|专业|学历|学位|级|\W+)", bare)
            and not bare.endswith(("学院", "校区"))
        ):
            bare += "）" * (bare.count("（") + bare.count("(") > bare.count("）") + bare.count(")"))
            inner = _IN_BRACKETS.match(bare)
            return inner[1] if inner else bare
    return ""


def _from_labels(rows: Sequence[Row], vocabulary: Vocabulary) -> Education | None:
    """School and major from a form's labels, where there is no list of studies."""
    values: dict[str, str] = {}
    where = 0
    labels: tuple[tuple[str, re.Pattern[str]], ...] = (
        ("school", SCHOOL_LABEL),
        ("major", _MAJOR_LABEL),
        ("end", _GRADUATED_LABEL),
    )
    for row in rows:
        if row.section not in (Section.BASIC, Section.RECENT, Section.EDUCATION):
            continue
        cells = [cell.strip() for cell in re.split(r"\s{2,}", row.text)]
        for place, cell in enumerate(cells):
            for name, label in labels:
                m = label.match(cell)
                if m:
                    value = cell[m.end() :].strip() or (cells[place + 1] if place + 1 < len(cells) else "")
                    if len(value) > 1:
                        values.setdefault(name, value)
                        where = row.line
    if "school" not in values:
        return None
    text, start, end = _without_dates(values["school"])
    school = school_in(text, vocabulary) or text.strip()
    degree, labelled = read_degree(text.replace(school, " ")), labelled_degree(rows)
    if degree is None and labelled:
        degree = Degree(labelled.value)
    graduated = single_dates(values.get("end", ""))
    major = values.get("major") or _major(text, school)
    full = full_school_name(school, vocabulary)
    end = end or (graduated[0][0] if graduated else None)
    return Education(full, school, degree, major, start, end, Span(where, where), _DOUBTFUL)
