"""Résumés as the contract shows them, and what HR typed as our own values."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from hiring.errors import Invalid
from hiring.model.interview import STATE_NAMES
from hiring.model.job import Job
from hiring.model.processing import TaskState
from hiring.model.resume import (
    CorrectedField,
    ResumeCorrection,
    ResumeFile,
    ResumeMatch,
    ResumeTask,
    TwinReason,
)
from hiring.resume_failures import failure_text
from hiring.resumejson import read_corrections, read_match, read_resume
from miniapp_api.requirements_view import asked_of
from miniapp_api.schemas.resumes import (
    BatchItemOut,
    BatchOut,
    CorrectionNote,
    EducationOut,
    FlagOut,
    MatchOut,
    PersonInterview,
    PersonReply,
    PoolRow,
    ResumeOut,
    ScreeningRow,
    WorkOut,
)
from miniapp_api.services import services
from scoring.matching.match import HIGH_MATCH
from scoring.resume.corrected import BY_HAND, EMPTY, corrected
from scoring.resume.education import highest
from scoring.resume.fields import Education, Month, ResumeFlag, Work, WorkType
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


def screening_row(line: ScreeningLine, *, musts: bool) -> ScreeningRow:
    decided = line.screening
    return ScreeningRow(
        candidate_id=line.file.candidate_id,
        resume_id=line.file.id,
        name=line.name,
        score=line.match.score,
        high=musts and line.match.score >= HIGH_MATCH,
        musts=musts,
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
            _match(row, uow.interviews.get_job(row.job_id), uow)
            for row in matches_of(uow.session, candidate.id)
        ],
        interviews=[
            PersonInterview(
                id=one.id, job_title=one.plan.job_title, state=one.state, state_name=STATE_NAMES[one.state]
            )
            for one in uow.interviews.of_candidate(candidate.id)
        ],
    )


def _match(row: ResumeMatch, job: Job, uow: SqlUnitOfWork) -> MatchOut:
    body = read_match(row.payload)
    musts = asked_of(job, uow.resumes.latest_requirements(job.id)).has_musts
    return MatchOut(
        job_id=job.id,
        job_title=job.title,
        score=body.score,
        high=musts and body.score >= HIGH_MATCH,
        musts=musts,
        reasons=list(body.reasons),
        missing=list(body.missing),
        near=list(body.near),
        requirements=row.requirements,
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


def pool_words(text: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"[\s,，、;；]+", text) if part)


def known_skills(text: str) -> tuple[str, ...]:
    vocabulary = services().vocabulary
    return tuple(
        vocabulary.skills.canonical(part.strip()) or part.strip()
        for part in re.split(r"[,，、;；]+", text)
        if part.strip()
    )
