"""Résumés: batches, the talent pool, a person's file, a job's requirements and screening list."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from hiring.model.interview import InterviewState
from hiring.model.processing import TaskState
from hiring.model.resume import BatchSource, CorrectedField, ScreeningOutcome, TwinReason
from miniapp_api.schemas.base import ID_MAX, Body, Id, Instant, Line, Note, Reply
from miniapp_api.schemas.hr import BatchError
from scoring.matching.requirements import Need
from scoring.resume.fields import Degree

ORDINAL_MAX = 100_000
DECIDED_AT_ONCE = 200  # as invitations
# scoring.matching.requirements.Kind; the contract has another enum of that name.
RequirementKind = Literal["degree", "years", "skill", "certificate", "major", "class_year", "internship"]


class BatchPath(BaseModel):
    batch_id: Id


class BatchFilePath(BaseModel):
    batch_id: Id
    ordinal: Annotated[int, Field(ge=0, le=ORDINAL_MAX)]


class ResumePath(BaseModel):
    resume_id: Id


class TwinPath(BaseModel):
    twin_id: Id


class FileNameQuery(Body):
    name: Line


class OpenBatchBody(Body):
    """job_id null: for the talent pool only."""

    job_id: Annotated[str, Field(max_length=ID_MAX)] | None = None
    source: BatchSource = BatchSource.UPLOAD


class BatchCreated(Reply):
    batch_id: str


class ItemCreated(Reply):
    task_id: str


class BatchOut(Reply):
    """Counts of files. done, failed and duplicate are final."""

    id: str
    source: BatchSource
    created_at: Instant
    created_by: str
    job_id: str | None
    job_title: str
    queued: int
    running: int
    done: int
    failed: int
    duplicate: int


class BatchItemOut(Reply):
    """reason: why it failed, in Chinese; "" for duplicates."""

    id: str
    resume_id: str
    candidate_id: str
    file_name: str
    state: TaskState
    reason: str


class BatchesReply(Reply):
    batches: list[BatchOut]


class ResumeBatchReply(Reply):
    """items: what needs a look: failed ones and duplicates."""

    batch: BatchOut
    items: list[BatchItemOut]


class RetriedReply(Reply):
    queued: int


class SheetFault(Reply):
    row: int
    error: BatchError


class CandidateSheetReply(Reply):
    queued: int
    faults: list[SheetFault]


class TwinOut(Reply):
    """candidate: the newcomer."""

    id: str
    reason: TwinReason
    reason_name: str
    candidate_id: str
    candidate_name: str
    other_id: str
    other_name: str


class TwinsReply(Reply):
    twins: list[TwinOut]


class MergedReply(Reply):
    candidate_id: str


class PoolSearch(Body):
    """skills, degrees: separated by commas."""

    q: Line = ""
    skills: Line = ""
    degrees: Line = ""
    years_min: Annotated[float, Field(ge=0, le=60)] | None = None
    city: Line = ""


class PoolRow(Reply):
    resume_id: str
    candidate_id: str
    name: str
    degree: str
    years: float | None
    city: str
    school: str
    major: str
    company: str
    title: str
    skills: list[str]
    flags: list[str]
    created_at: Instant


class PoolReply(Reply):
    """cut: there are more; narrow the search."""

    rows: list[PoolRow]
    cut: bool


class WorkOut(Reply):
    company: str
    title: str
    start: str
    end: str
    type: str


class EducationOut(Reply):
    school: str
    degree: str
    major: str
    start: str
    end: str


class CorrectionNote(Reply):
    field: CorrectedField
    original: str
    corrected_by: str
    corrected_at: Instant


class FlagOut(Reply):
    flag: str
    name: str


class ResumeOut(Reply):
    """What counts, corrections included. flagged_text: what the flags are about. read false: nobody could read it."""

    resume_id: str
    file_name: str
    mime_type: str
    read: bool
    parser: str
    created_at: Instant
    name: str
    phone: str
    email: str
    expected_city: str
    degree: str
    years: float | None
    skills: list[str]
    certificates: list[str]
    work: list[WorkOut]
    education: list[EducationOut]
    flags: list[FlagOut]
    flagged_text: list[str]
    corrections: list[CorrectionNote]


class MatchOut(Reply):
    """musts false: the post asks for nothing that must be met, and high is false for everybody."""

    job_id: str
    job_title: str
    score: float
    high: bool
    musts: bool
    reasons: list[str]
    missing: list[str]
    near: list[str]
    requirements: int


class PersonInterview(Reply):
    id: str
    job_title: str
    state: InterviewState
    state_name: str


class PersonReply(Reply):
    candidate_id: str
    name: str
    resumes: list[ResumeOut]
    matches: list[MatchOut]
    interviews: list[PersonInterview]


class CorrectBody(Body):
    """value: a text; for skills and certificates a list of texts; for work and education their entries."""

    field: CorrectedField
    value: Any


class ResumeFileQuery(Body):
    ticket: Annotated[str, Field(max_length=300)] = ""


class RequirementGroup(Body):
    kind: RequirementKind
    need: Need
    names: Annotated[list[Line], Field(min_length=1, max_length=30)]
    source: Note = ""
    licence: bool = False


class RequirementsBody(Body):
    """after: the number that was shown."""

    after: Annotated[int, Field(ge=0)]
    city: Line = ""
    degree: Degree | None = None
    years_min: Annotated[float, Field(ge=0, le=60)] | None = None
    years_max: Annotated[float, Field(ge=0, le=60)] | None = None
    majors: Annotated[list[Line], Field(max_length=50, default_factory=list)]
    class_years: Annotated[list[int], Field(max_length=20, default_factory=list)]
    groups: Annotated[list[RequirementGroup], Field(max_length=100, default_factory=list)]


class GroupOut(Reply):
    kind: RequirementKind
    need: Need
    names: list[str]
    source: str
    licence: bool


class RestrictionOut(Reply):
    """A clause that may not be asked for; it is in no requirement and no score."""

    text: str
    law: str


class RequirementsReply(Reply):
    """number 0: drawn from the text, confirmed by nobody."""

    number: int
    confirmed_by: str
    city: str
    degree: Degree | None
    years_min: float | None
    years_max: float | None
    posts: list[str]
    not_counted: list[str]
    majors: list[str]
    class_years: list[int]
    groups: list[GroupOut]
    restrictions: list[RestrictionOut]


class ConfirmedReply(Reply):
    number: int


class ScreeningRow(Reply):
    """outcome null: nobody has decided. flags: a person should look before deciding. musts: as MatchOut."""

    candidate_id: str
    resume_id: str
    name: str
    score: float
    high: bool
    musts: bool
    reasons: list[str]
    missing: list[str]
    near: list[str]
    flags: list[FlagOut]
    degree: str
    years: float | None
    outcome: ScreeningOutcome | None
    outcome_name: str
    reason: str
    decided_by: str
    interview_id: str | None


class ScreeningReply(Reply):
    """waiting: files still being read or matched."""

    job_title: str
    requirements: int
    waiting: int
    rows: list[ScreeningRow]


class ScreeningBody(Body):
    """manager_id and times: for an interview only."""

    candidate_ids: Annotated[list[Id], Field(min_length=1, max_length=DECIDED_AT_ONCE)]
    outcome: ScreeningOutcome
    reason: Note
    manager_id: Id | None = None
    starts_at: Instant | None = None
    closes_at: Instant | None = None


class ScreeningResult(Reply):
    candidate_id: str
    error: BatchError | None = None


class ScreeningResults(Reply):
    results: list[ScreeningResult]


class HoldBody(Body):
    resume_ids: Annotated[list[Id], Field(min_length=1, max_length=DECIDED_AT_ONCE)]


class BatchEvent(Reply):
    """A batch's progress, as /api/events sends it."""

    batch: BatchOut
