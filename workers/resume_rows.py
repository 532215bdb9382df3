"""Résumés as the rows the command line prints."""

from scoring.resume.education import highest
from scoring.resume.fields import Education, Month, Resume, Skill, SkillSource, Work
from scoring.resume.work import current_post


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
        "skills": [skill.name for skill in stated_skills(resume)],
        "certificates": [certificate.value for certificate in resume.certificates],
        "flags": [flag.value for flag in resume.flags],
    }


def stated_skills(resume: Resume) -> tuple[Skill, ...]:
    """What the person states: the list of skills, or the summary where there is no list."""
    listed = tuple(skill for skill in resume.skills if skill.source is SkillSource.LIST)
    return listed or tuple(skill for skill in resume.skills if skill.source is SkillSource.SUMMARY)


def _work(entry: Work) -> dict[str, object]:
    end = _month(entry.end) if entry.end else "至今"
    return {"company": entry.company, "title": entry.title, "start": _month(entry.start), "end": end, "type": entry.type.value}


def _education(entry: Education) -> dict[str, object]:
    degree = entry.degree.value if entry.degree else None
    return {"school": entry.school, "degree": degree, "major": entry.major, "start": _month(entry.start), "end": _month(entry.end)}


def _month(month: Month | None) -> str | None:
    if month is None:
        return None
    return f"{month.year}-{month.month:02d}" if month.month else str(month.year)
