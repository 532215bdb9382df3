"""Résumés, jobs and matches as the rows and lines the command line prints."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import click

from contracts.questions import QuestionFinding
from scoring.matching.jd import read_job
from scoring.matching.match import HIGH_MATCH, Match
from scoring.matching.requirements import Requirements
from scoring.resume.education import highest
from scoring.resume.fields import Education, Field, Month, Resume, Skill, SkillSource, Work
from scoring.resume.vocabulary import Vocabulary
from scoring.resume.work import current_post

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LEVEL = re.compile(r"[一二三四五六]级|[高中初]级|协理|[甲乙丙]等")
_CERTIFICATE_FORM = re.compile(
    r"国家|全国|取得|获得?|已|持有?|考取|通过|[:：.]|[（(].*?[)）]|资格|职业|执业|证书?|\s|\d{4}[年.]?(?:\d{1,2}月?)?"
)
_LONGEST_NAME = 16
_SAME_WORD = 0.85  # all characters but one or two, in order


@dataclass(frozen=True, slots=True)
class Asked:
    """A job of the jobs file. text: as given."""

    id: str
    text: str
    requirements: Requirements


def read_rows(jobs: Path) -> list[Mapping[str, object]]:
    """The rows of a JSONL file. Raises click.ClickException naming the line that is none."""
    rows: list[Mapping[str, object]] = []
    for number, line in enumerate(jobs.read_text(encoding="utf-8-sig").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as exc:
            raise click.ClickException(f"{jobs.name} 第 {number} 行不是 JSON，请检查。") from exc
        if not isinstance(row, dict) or not all(
            isinstance(row.get(name), str) for name in ("job", "title", "jd")
        ):
            raise click.ClickException(f"{jobs.name} 第 {number} 行缺少 job、title 或 jd，请补上。")
        rows.append(row)
    return rows


def read_asked(row: Mapping[str, object], vocabulary: Vocabulary) -> Asked:
    """Only job, title, city and jd are read."""
    text = str(row["jd"])
    return Asked(
        str(row["job"]), text, read_job(str(row["title"]), str(row.get("city") or ""), text, vocabulary)
    )


def matched_row(job: str, file: str, match: Match) -> dict[str, object]:
    return {
        "job": job,
        "file": file,
        "score": match.score,
        "reasons": list(match.reasons),
        "missing": list(match.missing),
        "flags": [flag.value for flag in match.flags],
    }


def asked_row(job: str, asked: Requirements, restricted: Sequence[QuestionFinding]) -> dict[str, object]:
    return {
        "job": job,
        "degree": asked.degree.value if asked.degree else None,
        "years_min": asked.years_min,
        "years_max": asked.years_max,
        "posts": list(asked.posts),
        "not_counted": list(asked.not_counted),
        "majors": list(asked.majors),
        "class_years": list(asked.class_years),
        "groups": [
            {"need": g.need.value, "kind": g.kind.value, "any_of": list(g.names), "source": g.source}
            for g in asked.groups
        ],
        "restrictions": [{"subject": r.subject.value, "law": r.law, "text": r.span_text} for r in restricted],
    }


def row_text(row: Mapping[str, object]) -> str:
    return "\n".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in row.items()) + "\n"


def matched_text(row: Mapping[str, object]) -> str:
    score, reasons, missing = row["score"], row["reasons"], row["missing"]
    assert isinstance(score, float)
    assert isinstance(reasons, list)
    assert isinstance(missing, list)
    mark = "高匹配" if score >= HIGH_MATCH else "      "
    lines = [f"{row['job']}  {score:5.1f} {mark} {row['file']}"]
    return "\n".join([*lines, *(f"    ＋ {r}" for r in reasons), *(f"    － {m}" for m in missing)])


def parsed_row(file: str, resume: Resume) -> dict[str, object]:
    """One row of `mingmian resume parse`; a field that isn't written is absent."""
    top, post = highest(resume.education), current_post(resume.work)
    single = {
        "name": resume.name,
        "phone": resume.phone,
        "email": resume.email,
        "gender": resume.gender,
        "expected_city": resume.expected_city,
        "highest_degree": resume.highest_degree,
    }
    row: dict[str, object] = {"file": file, **{name: field.value for name, field in single.items() if field}}
    if resume.birth_year:
        row["birth_year"] = int(resume.birth_year.value)
    if top:
        row |= {"school": top.school, "school_surface": top.printed_school, "major": top.major}
        if top.end:
            row["grad_year"] = top.end.year
    return row | {
        "years_experience": resume.years,
        "current_company": post.company if post else None,
        "current_title": post.title if post else None,
        "work": [_work(entry) for entry in resume.work],
        "education": [_education(entry) for entry in resume.education],
        "skills": list(dict.fromkeys(_shown(skill) for skill in stated_skills(resume))),
        "certificates": [shown_certificate(certificate) for certificate in resume.certificates],
        "flags": [flag.value for flag in resume.flags],
    }


def _shown(skill: Skill) -> str:
    """The canonical name where it is a spelling of what is printed; a narrower or other word ("信用证" for 国际结算) stays as printed."""
    if not (_HAN.search(skill.name) and _HAN.search(skill.printed)):
        return skill.name
    alike = SequenceMatcher(None, skill.name, skill.printed, autojunk=False).ratio()
    return skill.name if alike >= _SAME_WORD else skill.printed


def shown_certificate(certificate: Field) -> str:
    """The canonical name, or what is printed where that says more: a level or a field that the name leaves out."""
    name, printed = certificate.value, certificate.printed
    bare, known = (_CERTIFICATE_FORM.sub("", text) for text in (printed, name))
    levels = set(_LEVEL.findall(printed)) - set(_LEVEL.findall(name))
    narrower = known in bare and known != bare and len(bare) <= _LONGEST_NAME
    return printed if _HAN.search(name) and (narrower or levels) else name


def stated_skills(resume: Resume) -> tuple[Skill, ...]:
    """What the person states: the list of skills, or the summary where there is no list."""
    listed = tuple(skill for skill in resume.skills if skill.source is SkillSource.LIST)
    return listed or tuple(skill for skill in resume.skills if skill.source is SkillSource.SUMMARY)


def _work(entry: Work) -> dict[str, object]:
    end = _month(entry.end) if entry.end else "至今"
    return {
        "company": entry.company,
        "title": entry.title,
        "start": _month(entry.start),
        "end": end,
        "type": entry.type.value,
    }


def _education(entry: Education) -> dict[str, object]:
    degree = entry.degree.value if entry.degree else None
    return {
        "school": entry.school,
        "degree": degree,
        "major": entry.major,
        "start": _month(entry.start),
        "end": _month(entry.end),
    }


def _month(month: Month | None) -> str | None:
    if month is None:
        return None
    return f"{month.year}-{month.month:02d}" if month.month else str(month.year)
