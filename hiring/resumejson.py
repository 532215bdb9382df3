"""Résumés, corrections, requirements and matches as JSON, for storage."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from hiring.errors import Invalid
from hiring.model.resume import CorrectedField, MatchBody, ResumeCorrection
from scoring.matching.requirements import Requirements
from scoring.resume.corrected import Corrections
from scoring.resume.fields import Education, Resume, Work

_RESUME = TypeAdapter(Resume)
_REQUIREMENTS = TypeAdapter(Requirements)
_MATCH = TypeAdapter(MatchBody)
_TEXT = TypeAdapter(str)
_TEXTS = TypeAdapter(tuple[str, ...])
_VALUES: Mapping[CorrectedField, TypeAdapter[Any]] = {
    CorrectedField.NAME: _TEXT,
    CorrectedField.PHONE: _TEXT,
    CorrectedField.EMAIL: _TEXT,
    CorrectedField.EXPECTED_CITY: _TEXT,
    CorrectedField.SKILLS: _TEXTS,
    CorrectedField.CERTIFICATES: _TEXTS,
    CorrectedField.WORK: TypeAdapter(tuple[Work, ...]),
    CorrectedField.EDUCATION: TypeAdapter(tuple[Education, ...]),
}


def resume_json(resume: Resume) -> str:
    return _RESUME.dump_json(resume).decode()


def read_resume(text: str) -> Resume:
    return _RESUME.validate_json(text)


def requirements_json(requirements: Requirements) -> str:
    return _REQUIREMENTS.dump_json(requirements).decode()


def read_requirements(text: str) -> Requirements:
    """Raises Invalid(JR422) for what is none."""
    try:
        return _REQUIREMENTS.validate_json(text)
    except ValidationError as exc:
        raise Invalid("JR422") from exc


def match_json(body: MatchBody) -> str:
    return _MATCH.dump_json(body).decode()


def read_match(text: str) -> MatchBody:
    return _MATCH.validate_json(text)


def value_json(field: CorrectedField, resume: Resume) -> str:
    """What stands in a field, in the form of a correction."""
    value = getattr(resume, field.value)
    if field == CorrectedField.SKILLS:
        value = tuple(skill.name for skill in resume.skills)
    elif field == CorrectedField.CERTIFICATES:
        value = tuple(one.value for one in resume.certificates)
    elif field not in (CorrectedField.WORK, CorrectedField.EDUCATION):
        value = value.value if value else ""
    return bytes(_VALUES[field].dump_json(value)).decode()


def check_value(field: CorrectedField, text: str) -> str:
    """The same value in our own writing. Raises Invalid(CV422) when it doesn't fit the field."""
    try:
        return bytes(_VALUES[field].dump_json(_VALUES[field].validate_json(text))).decode()
    except ValidationError as exc:
        raise Invalid("CV422") from exc


def read_corrections(rows: Iterable[ResumeCorrection]) -> Corrections:
    """The newest of each field, as given."""
    values = {row.field.value: _VALUES[row.field].validate_json(row.value) for row in rows}
    return Corrections(**values)
