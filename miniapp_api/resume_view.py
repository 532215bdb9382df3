"""Résumés as the contract shows them, and what HR typed as our own values."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from contracts.questions import MAX_QUESTION_CHARS, lint_question
from hiring.errors import Invalid
from hiring.model.interview import STATE_NAMES
from hiring.model.job import Job
from hiring.model.processing import TaskState
from hiring.model.resume import (
    CorrectedField,
    ResumeCorrection,
    ResumeFile,
    ResumeTask,
    TwinReason,
)
from hiring.resume_failures import failure_text
from hiring.resumejson import read_corrections, read_match, read_requirements, read_resume
from miniapp_api.schemas.resumes import (
    BatchItemOut,
    BatchOut,
    CorrectionNote,
    EducationOut,
    FlagOut,
    GroupOut,
    MatchOut,
    PersonInterview,
    PersonReply,
    PoolRow,
    RequirementsBody,
    RequirementsReply,
    RestrictionOut,
    ResumeOut,
    ScreeningRow,
    WorkOut,
)
from miniapp_api.services import services
from scoring.matching.clauses import clauses
from scoring.matching.jd import read_job
from scoring.matching.match import HIGH_MATCH
from scoring.matching.requirements import AnyOf, Kind, Requirements
from scoring.resume.corrected import BY_HAND, EMPTY, corrected
from scoring.resume.education import highest
from scoring.resume.fields import Degree, Education, Month, ResumeFlag, Work, WorkType
from scoring.resume.vocabulary import Names
from scoring.resume.work import current_post
from storage.reads.resumes import (
    OUTCOME_NAMES,
    BatchLine,
    PoolLine,
    ScreeningLine,
    matches_of,
    staff_names,
)
from storage.uow import SqlUnitOfWork

PRESENT = "至今"
FLAG_NAMES: Mapping[str, str] = {
    ResumeFlag.HIDDEN_TEXT: "有看不见的文字",
    ResumeFlag.KEYWORD_WALL: "堆砌关键词",
    ResumeFlag.INSTRUCTION: "含有对机器说的话",
    ResumeFlag.OVERSTATED_YEARS: "自述年限多于经历",
    ResumeFlag.UNREADABLE_PART: "有未能读出的部分",
}
REASON_NAMES: Mapping[TwinReason, str] = {
    TwinReason.PHONE: "手机号相同",
    TwinReason.EMAIL: "邮箱相同",
    TwinReason.SCHOOL: "姓名、学校和毕业年份相同",
}
_MONTH = re.compile(r"(\d{4})(?:[-./年](\d{1,2}))?月?")


def batch_out(line: BatchLine) -> BatchOut:
    counts = line.counts
    return BatchOut(
        id=line.id,
        source=line.source,
        created_at=line.created_at,
        created_by=line.created_by,
        job_id=line.job_id,
        job_title=line.job_title,
        queued=counts.get(TaskState.QUEUED, 0),
        running=counts.get(TaskState.RUNNING, 0),
        done=counts.get(TaskState.DONE, 0),
        failed=counts.get(TaskState.FAILED, 0),
        duplicate=counts.get(TaskState.SKIPPED, 0),
    )


def item_out(task: ResumeTask) -> BatchItemOut:
    failed = task.state == TaskState.FAILED
    return BatchItemOut(
        id=task.id,
        resume_id=task.resume_id,
        candidate_id=task.candidate_id,
        file_name=task.file_name,
        state=task.state,
        reason=failure_text(task.error_code) if failed else "",
    )


def flags_out(flags: Iterable[str]) -> list[FlagOut]:
    return [FlagOut(flag=flag, name=FLAG_NAMES.get(flag, flag)) for flag in flags]


def pool_row(line: PoolLine) -> PoolRow:
    top, post = highest(line.resume.education), current_post(line.resume.work)
    return PoolRow(
        resume_id=line.file.id,
        candidate_id=line.file.candidate_id,
        name=line.name,
        degree=line.file.degree,
        years=line.file.years,
        city=line.file.city,
        school=top.school if top else "",
        major=top.major if top else "",
        company=post.company if post else "",
        title=post.title if post else "",
        skills=list(line.file.skills),
        flags=[FLAG_NAMES.get(flag, flag) for flag in line.file.flags],
        created_at=line.file.created_at,
    )


def screening_row(line: ScreeningLine) -> ScreeningRow:
    decided = line.screening
    return ScreeningRow(
        candidate_id=line.file.candidate_id,
        resume_id=line.file.id,
        name=line.name,
        score=line.match.score,
        high=line.match.score >= HIGH_MATCH,
        reasons=list(line.match.reasons),
        missing=list(line.match.missing),
        near=list(line.match.near),
        flags=flags_out(line.match.flags),
        degree=line.file.degree,
        years=line.file.years,
        outcome=decided.outcome if decided else None,
        outcome_name=OUTCOME_NAMES[decided.outcome] if decided else "",
        reason=decided.reason if decided else "",
        decided_by=line.decided_by,
        interview_id=decided.interview_id if decided else None,
    )


def person(candidate_id: Any, uow: SqlUnitOfWork) -> PersonReply:
    """One person's files with what was read, matches and interviews."""
    candidate = uow.people.get_candidate(candidate_id)
    return PersonReply(
        candidate_id=candidate.id,
        name=candidate.name,
        resumes=[_resume(file, uow) for file in uow.resumes.files_of(candidate.id)],
        matches=[
            _match(row.job_id, title, row.requirements, row.payload)
            for row, title in matches_of(uow.session, candidate.id)
        ],
        interviews=[
            PersonInterview(
                id=one.id, job_title=one.plan.job_title, state=one.state, state_name=STATE_NAMES[one.state]
            )
            for one in uow.interviews.of_candidate(candidate.id)
        ],
    )


def _match(job_id: str, title: str, requirements: int, payload: str) -> MatchOut:
    body = read_match(payload)
    return MatchOut(
        job_id=job_id,
        job_title=title,
        score=body.score,
        high=body.score >= HIGH_MATCH,
        reasons=list(body.reasons),
        missing=list(body.missing),
        near=list(body.near),
        requirements=requirements,
    )


def _resume(file: ResumeFile, uow: SqlUnitOfWork) -> ResumeOut:
    parse = uow.resumes.parse_of(file.id)
    rows = list(uow.resumes.corrections(file.id).values())
    now = services().clock.now()
    resume = corrected(
        read_resume(parse.payload) if parse else EMPTY,
        read_corrections(rows),
        today=Month(now.year, now.month),
        vocabulary=services().vocabulary,
    )
    single = {
        name: getattr(resume, name).value if getattr(resume, name) else ""
        for name in ("name", "phone", "email", "expected_city")
    }
    return ResumeOut(
        resume_id=file.id,
        file_name=file.file_name,
        mime_type=file.mime_type,
        read=parse is not None,
        parser=parse.parser if parse else "",
        created_at=file.created_at,
        **single,
        degree=resume.highest_degree.value if resume.highest_degree else "",
        years=resume.years,
        skills=[skill.name for skill in resume.skills],
        certificates=[one.value for one in resume.certificates],
        work=[_work(entry) for entry in resume.work],
        education=[_education(entry) for entry in resume.education],
        flags=flags_out(flag.value for flag in resume.flags),
        flagged_text=list(resume.flagged_text),
        corrections=_notes(rows, uow),
    )


def _notes(rows: Sequence[ResumeCorrection], uow: SqlUnitOfWork) -> list[CorrectionNote]:
    names = staff_names(uow.session, [row.corrected_by for row in rows])
    return [
        CorrectionNote(
            field=row.field,
            original=_plain(row.field, row.original),
            corrected_by=names.get(row.corrected_by, ""),
            corrected_at=row.corrected_at,
        )
        for row in rows
    ]


def _plain(field: CorrectedField, original: str) -> str:
    """What had been read, in words."""
    value = json.loads(original)
    if field == CorrectedField.WORK:
        return "；".join(f"{entry['company']} {entry['title']}".strip() for entry in value)
    if field == CorrectedField.EDUCATION:
        return "；".join(f"{entry['school']} {entry['major']}".strip() for entry in value)
    return "、".join(value) if isinstance(value, list) else str(value)


def _work(entry: Work) -> WorkOut:
    return WorkOut(
        company=entry.company,
        title=entry.title,
        start=_month_text(entry.start),
        end=_month_text(entry.end) if entry.end else PRESENT,
        type=entry.type.value,
    )


def _education(entry: Education) -> EducationOut:
    return EducationOut(
        school=entry.school,
        degree=entry.degree.value if entry.degree else "",
        major=entry.major,
        start=_month_text(entry.start),
        end=_month_text(entry.end),
    )


def _month_text(month: Month | None) -> str:
    if month is None:
        return ""
    return f"{month.year}-{month.month:02d}" if month.month else str(month.year)


def correction_value(field: CorrectedField, value: Any) -> str:
    """What HR typed as the JSON of a correction. Raises Invalid(CV422)."""
    if field in (CorrectedField.WORK, CorrectedField.EDUCATION):
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            raise Invalid("CV422")
        made = _work_entry if field == CorrectedField.WORK else _education_entry
        value = [made(entry) for entry in value]
    return json.dumps(value, ensure_ascii=False)


def _work_entry(typed: Mapping[str, Any]) -> dict[str, Any]:
    end = str(typed.get("end", ""))
    kind = str(typed.get("type") or WorkType.EMPLOYED.value)
    return {
        "company": str(typed.get("company", "")),
        "title": str(typed.get("title", "")),
        "start": _month_value(str(typed.get("start", ""))),
        "end": None if end in ("", PRESENT) else _month_value(end),
        "type": kind,
        "text": "",
        "span": {"first_line": BY_HAND.first_line, "last_line": BY_HAND.last_line},
        "confidence": 1.0,
    }


def _education_entry(typed: Mapping[str, Any]) -> dict[str, Any]:
    school = str(typed.get("school", ""))
    return {
        "school": services().vocabulary.schools.canonical(school) or school,
        "printed_school": school,
        "degree": typed.get("degree") or None,
        "major": str(typed.get("major", "")),
        "start": _month_value(str(typed.get("start", ""))),
        "end": _month_value(str(typed.get("end", ""))),
        "span": {"first_line": BY_HAND.first_line, "last_line": BY_HAND.last_line},
        "confidence": 1.0,
    }


def _month_value(text: str) -> dict[str, int] | None:
    if not text.strip():
        return None
    found = _MONTH.fullmatch(text.strip())
    if not found or int(found[2] or 0) > 12:
        raise Invalid("CV422")
    return {"year": int(found[1]), "month": int(found[2] or 0)}


def drawn(job: Job) -> Requirements:
    """What the job's text asks for, before anybody confirmed it."""
    return read_job(job.title, "", job.description, services().vocabulary)


def requirements_reply(job: Job, uow: SqlUnitOfWork) -> RequirementsReply:
    row = uow.resumes.latest_requirements(job.id)
    asked = read_requirements(row.payload) if row else drawn(job)
    return RequirementsReply(
        number=row.number if row else 0,
        confirmed_by=uow.people.get_staff(row.confirmed_by).name if row else "",
        city=asked.city,
        degree=asked.degree,
        years_min=asked.years_min,
        years_max=asked.years_max,
        posts=list(asked.posts),
        not_counted=list(asked.not_counted),
        majors=list(asked.majors),
        class_years=list(asked.class_years),
        groups=[
            GroupOut(kind=g.kind.value, need=g.need, names=list(g.names), source=g.source, licence=g.licence)
            for g in asked.groups
        ],
        restrictions=restrictions(clause.text for clause in clauses(job.description)),
    )


def restrictions(texts: Iterable[str]) -> list[RestrictionOut]:
    """What may not be asked of an applicant, with the provision."""
    law = services().question_law
    found = [(text, lint_question(text[:MAX_QUESTION_CHARS], law=law)) for text in texts if text.strip()]
    return [RestrictionOut(text=text, law=one.law) for text, one in found if one is not None]


def requirements_of(body: RequirementsBody, job: Job, before: Requirements) -> Requirements:
    """HR's version: what the page doesn't show stays as it was. Raises Invalid(JR423) for what may not be asked."""
    asked = [*body.majors, *(group.source for group in body.groups)]
    for group in body.groups:  # a reviewed skill or certificate needs no reading: a bare word says too little
        asked += [name for name in group.names if _known(Kind(group.kind)).canonical(name) is None]
    if refused := restrictions(asked):
        raise Invalid("JR423", text=refused[0].text[:40], law=refused[0].law)
    groups = tuple(
        AnyOf(
            Kind(group.kind), group.need, _names(Kind(group.kind), group.names), group.source, group.licence
        )
        for group in body.groups
    )
    return Requirements(
        title=job.title,
        city=body.city,
        degree=Degree(body.degree) if body.degree else None,
        years_min=body.years_min,
        years_max=body.years_max,
        posts=before.posts,
        not_counted=before.not_counted,
        groups=groups,
        majors=tuple(body.majors),
        class_years=tuple(body.class_years),
        duties=before.duties,
        topics=before.topics,
    )


def _known(kind: Kind) -> Names:
    vocabulary = services().vocabulary
    return vocabulary.certificates if kind is Kind.CERTIFICATE else vocabulary.skills


def _names(kind: Kind, names: Sequence[str]) -> tuple[str, ...]:
    """As the parser writes them, so that they meet."""
    return tuple(_known(kind).canonical(name) or name for name in names)


def pool_words(text: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"[\s,，、;；]+", text) if part)


def known_skills(text: str) -> tuple[str, ...]:
    vocabulary = services().vocabulary
    return tuple(
        vocabulary.skills.canonical(part.strip()) or part.strip()
        for part in re.split(r"[,，、;；]+", text)
        if part.strip()
    )
