"""A résumé as fields, each with the place it was read from."""

from dataclasses import dataclass
from enum import StrEnum


class Degree(StrEnum):
    """Highest first."""

    DOCTOR = "博士"
    MASTER = "硕士"
    BACHELOR = "本科"
    COLLEGE = "大专"
    SCHOOL = "高中"


class WorkType(StrEnum):
    EMPLOYED = "全职"
    INTERN = "实习"


class ResumeFlag(StrEnum):
    """Something a person should look at; never a rejection."""

    HIDDEN_TEXT = "hidden_text"
    KEYWORD_WALL = "keyword_wall"
    INSTRUCTION = "instruction"  # text addressed to a machine
    OVERSTATED_YEARS = "overstated_years"  # the text claims more years than its entries add up to
    UNREADABLE_PART = "unreadable_part"


@dataclass(frozen=True, slots=True)
class Span:
    """Where a field was read: indices into Document.lines, first to last, both included."""

    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Field:
    """A value with its place. confidence 0–1 ranks the ways a value is found (label, head, guess); docs/resumes.md has the shares measured.

    printed: as it stands in the file, where `value` is the name we know it by.
    """

    value: str
    span: Span
    confidence: float
    printed: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month; month 0 where only the year is written."""

    year: int
    month: int


@dataclass(frozen=True, slots=True)
class Work:
    """One post. end None: it is the present one. text: the lines under it, bullets included."""

    company: str
    title: str
    start: Month | None
    end: Month | None
    type: WorkType
    text: str
    span: Span
    confidence: float


@dataclass(frozen=True, slots=True)
class Education:
    school: str  # full official name where it is known
    printed_school: str
    degree: Degree | None
    major: str
    start: Month | None
    end: Month | None
    span: Span
    confidence: float


class SkillSource(StrEnum):
    """Where a skill was met; a list or a summary is a claim, experience shows it in use."""

    LIST = "list"
    SUMMARY = "summary"
    EXPERIENCE = "experience"


@dataclass(frozen=True, slots=True)
class Skill:
    """name: canonical (config/resume/skills.toml), as printed where we don't know it. span: the first place of its best source."""

    name: str
    printed: str
    source: SkillSource
    span: Span


@dataclass(frozen=True, slots=True)
class Resume:
    """Everything understood from one file. None: not written. Entries newest first.

    years: union of the months of employed entries / 12, internships left out. projects: text of project entries.
    """

    name: Field | None
    phone: Field | None
    email: Field | None
    gender: Field | None
    birth_year: Field | None
    expected_city: Field | None
    education: tuple[Education, ...]
    work: tuple[Work, ...]
    highest_degree: Field | None
    years: float | None
    skills: tuple[Skill, ...]
    certificates: tuple[Field, ...]
    projects: tuple[str, ...]
    summary: str
    flags: tuple[ResumeFlag, ...]
    flagged_text: tuple[str, ...] = ()  # what the flags are about, shown to HR
