"""Résumé files: imported in batches, read and matched as leased tasks, corrected, merged and screened by people."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from hiring.model.ids import (
    BatchId,
    CandidateId,
    InterviewId,
    JobId,
    ResumeId,
    ResumeTaskId,
    StaffId,
)
from hiring.model.processing import Leased, TaskState

UNREAD_NAME = "待识别"  # of a candidate whose file has not been read


class BatchSource(StrEnum):
    UPLOAD = "upload"
    SHEET = "sheet"
    CONSOLE = "console"


@dataclass(eq=False)
class ResumeBatch:
    """One import. job_id None: for the talent pool only. created_by None: from the console."""

    id: BatchId
    source: BatchSource
    created_at: datetime
    job_id: JobId | None = None
    created_by: StaffId | None = None


@dataclass(eq=False)
class ResumeFile:
    """A file as it came, encrypted like a recording; file_name is sealed.

    stored_at None: its content has not arrived yet. unpacked_at: it was an archive, and only its members remain.
    degree to flags: what may be searched without a key, see docs/resumes.md. fingerprints: keyed, of phone, e-mail
    and name with school and year.
    """

    id: ResumeId
    candidate_id: CandidateId
    sha256: str
    media_key: str
    media_bytes: int
    mime_type: str
    created_at: datetime
    file_name: str = ""
    stored_at: datetime | None = None
    unpacked_at: datetime | None = None
    read_at: datetime | None = None
    degree: str = ""
    years: float | None = None
    city: str = ""
    skills: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    fingerprints: tuple[str, ...] = ()


class ResumeTaskKind(StrEnum):
    READ = "read"
    MATCH = "match"


@dataclass(eq=False)
class ResumeTask(Leased):
    """One file to read (an item of a batch, SKIPPED when the same file is known), or to match against a job again.

    ordinal: its place in the batch or, below parent_id, in that archive.
    """

    id: ResumeTaskId
    kind: ResumeTaskKind
    resume_id: ResumeId
    candidate_id: CandidateId
    created_at: datetime
    job_id: JobId | None = None
    batch_id: BatchId | None = None
    parent_id: ResumeTaskId | None = None
    ordinal: int = 0
    file_name: str = ""
    state: TaskState = TaskState.QUEUED
    attempt: int = 0
    lease_token: str | None = None
    leased_until: datetime | None = None
    finished_at: datetime | None = None
    error_code: str = ""


@dataclass(eq=False)
class ResumeParse:
    """What one version of the parser read. payload: JSON of scoring.resume.fields.Resume, sealed."""

    id: str
    resume_id: ResumeId
    candidate_id: CandidateId
    parser: str
    payload: str
    created_at: datetime


class CorrectedField(StrEnum):
    """What HR may correct. Values are JSON: a text, or for the last three a list."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    EXPECTED_CITY = "expected_city"
    SKILLS = "skills"
    CERTIFICATES = "certificates"
    WORK = "work"
    EDUCATION = "education"


@dataclass(eq=False)
class ResumeCorrection:
    """The newest of a field counts; what was read stays as it was. value and original are sealed JSON."""

    id: str
    resume_id: ResumeId
    candidate_id: CandidateId
    field: CorrectedField
    value: str
    original: str
    corrected_by: StaffId
    corrected_at: datetime


@dataclass(eq=False)
class ResumeMatch:
    """One résumé against one job, the newest computation. payload: JSON of MatchBody, sealed.

    requirements: the number of the job's requirements it was computed with, 0 for unconfirmed ones.
    """

    id: str
    resume_id: ResumeId
    job_id: JobId
    candidate_id: CandidateId
    matcher: str
    requirements: int
    payload: str
    computed_at: datetime


@dataclass(frozen=True, slots=True)
class MatchBody:
    """As scoring.matching.match.Match says it. near: missing ones that are nearly met, with what is had and asked."""

    score: float
    reasons: tuple[str, ...]
    missing: tuple[str, ...]
    near: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(eq=False)
class JobRequirements:
    """One version of what a job asks for, confirmed by a named person. payload: JSON of Requirements."""

    id: str
    job_id: JobId
    number: int
    payload: str
    confirmed_by: StaffId
    confirmed_at: datetime


class TwinState(StrEnum):
    """Merged ones are gone with the candidate they were about; the audit log has them."""

    OPEN = "open"
    DISTINCT = "distinct"


class TwinReason(StrEnum):
    PHONE = "phone"
    EMAIL = "email"
    SCHOOL = "school"  # the same name, school and year of graduation


@dataclass(eq=False)
class ResumeTwin:
    """A proposal: the newcomer's file seems to be of somebody known. A person decides."""

    id: str
    candidate_id: CandidateId
    other_id: CandidateId
    reason: TwinReason
    created_at: datetime
    state: TwinState = TwinState.OPEN
    decided_by: StaffId | None = None
    decided_at: datetime | None = None


class ScreeningOutcome(StrEnum):
    INTERVIEW = "interview"
    HOLD = "hold"


@dataclass(eq=False)
class Screening:
    """What a named person decided on a candidate for a job. Append-only; the newest counts. reason is sealed."""

    id: str
    job_id: JobId
    candidate_id: CandidateId
    outcome: ScreeningOutcome
    reason: str
    decided_by: StaffId
    decided_at: datetime
    interview_id: InterviewId | None = None


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Plain text of which storage keeps a keyed hash only."""

    reason: TwinReason
    text: str = field(repr=False)
