"""A résumé with a person's corrections in place of what was read, and what of it may be searched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from scoring.resume.education import highest
from scoring.resume.fields import (
    Education,
    Field,
    Month,
    Resume,
    Skill,
    SkillSource,
    Span,
    Work,
)
from scoring.resume.vocabulary import Vocabulary, key
from scoring.resume.work import years_worked

BY_HAND = Span(-1, -1)  # stands in no line: a person wrote it
_SURE = 1.0
EMPTY = Resume(
    name=None,
    phone=None,
    email=None,
    gender=None,
    birth_year=None,
    expected_city=None,
    education=(),
    work=(),
    highest_degree=None,
    years=None,
    skills=(),
    certificates=(),
    projects=(),
    summary="",
    flags=(),
)


@dataclass(frozen=True, slots=True)
class Corrections:
    """None: as read. An entry keeps its own text; where a correction leaves it empty, the read entry's text stays."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None
    expected_city: str | None = None
    skills: tuple[str, ...] | None = None
    certificates: tuple[str, ...] | None = None
    work: tuple[Work, ...] | None = None
    education: tuple[Education, ...] | None = None


def corrected(resume: Resume, by: Corrections, *, today: Month, vocabulary: Vocabulary) -> Resume:
    """What counts. Years and the highest degree follow from corrected entries."""
    work = resume.work if by.work is None else tuple(_with_text(entry, resume.work) for entry in by.work)
    education = resume.education if by.education is None else by.education
    top = highest(education)
    degree = resume.highest_degree
    if by.education is not None:
        degree = Field(top.degree.value, top.span, _SURE) if top and top.degree else None
    return replace(
        resume,
        name=_single(resume.name, by.name),
        phone=_single(resume.phone, by.phone),
        email=_single(resume.email, by.email),
        expected_city=_single(resume.expected_city, by.expected_city),
        skills=resume.skills if by.skills is None else _skills(by.skills, resume.skills, vocabulary),
        certificates=(
            resume.certificates
            if by.certificates is None
            else tuple(
                Field(vocabulary.certificates.canonical(name) or name, BY_HAND, _SURE)
                for name in by.certificates
            )
        ),
        work=work,
        years=resume.years if by.work is None else years_worked(work, today=today),
        education=education,
        highest_degree=degree,
    )


@dataclass(frozen=True, slots=True)
class Searchable:
    """Says nothing about who the person is: known names of skills and certificates, degree, half years, city."""

    degree: str
    years: float | None
    city: str
    skills: tuple[str, ...]
    certificates: tuple[str, ...]


def searchable(resume: Resume, vocabulary: Vocabulary) -> Searchable:
    """A printed skill that we don't know could be anything, so it is left out; so is every school and employer."""
    city = resume.expected_city.value if resume.expected_city else ""
    skills = {vocabulary.skills.canonical(skill.name) for skill in resume.skills}
    certificates = {vocabulary.certificates.canonical(one.value) for one in resume.certificates}
    return Searchable(
        degree=resume.highest_degree.value if resume.highest_degree else "",
        years=None if resume.years is None else round(resume.years * 2) / 2,
        city=vocabulary.cities.canonical(city) or "",
        skills=tuple(sorted(name for name in skills if name)),
        certificates=tuple(sorted(name for name in certificates if name)),
    )


def _single(read: Field | None, by: str | None) -> Field | None:
    if by is None:
        return read
    return Field(by, BY_HAND, _SURE) if by else None


def _skills(names: Sequence[str], read: Sequence[Skill], vocabulary: Vocabulary) -> tuple[Skill, ...]:
    """A skill that was read keeps where it was met; a new one is a claim."""
    known: Mapping[str, Skill] = {skill.name: skill for skill in read}
    canonical = {vocabulary.skills.canonical(name) or name: name for name in names}
    return tuple(
        known.get(name) or Skill(name, printed, SkillSource.LIST, BY_HAND)
        for name, printed in canonical.items()
    )


def _with_text(entry: Work, read: Sequence[Work]) -> Work:
    if entry.text:
        return entry
    same = next((one for one in read if key(one.company) == key(entry.company)), None)
    return replace(entry, text=same.text) if same else entry
