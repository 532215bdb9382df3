"""The tables of résumés, with every rule that a table can hold."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Float,
    Identity,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from hiring.model.resume import (
    BatchSource,
    CorrectedField,
    ResumeTaskKind,
    ScreeningOutcome,
    TwinReason,
    TwinState,
)
from storage.column_types import Words
from storage.columns import leased, metadata, moment, one_of, reference, row_id, sealed, words

resume_batch = Table(
    "resume_batch",
    metadata,
    row_id(),
    *one_of("source", BatchSource),
    moment("created_at", required=True),
    reference("job_id", "job", required=False),
    reference("created_by", "staff", required=False),
)

# The plain columns from degree to flags are what the talent pool is searched by; docs/resumes.md says why these.
resume_file = Table(
    "resume_file",
    metadata,
    row_id(),
    reference("candidate_id", "candidate", index=True),
    words("sha256"),
    Column("media_key", Text, nullable=False, unique=True),
    Column("media_bytes", BigInteger, nullable=False),
    words("mime_type"),
    moment("created_at", required=True),
    sealed("file_name"),
    moment("stored_at"),
    moment("unpacked_at"),
    moment("read_at"),
    words("degree"),
    Column("years", Float),
    words("city"),
    Column("skills", Words, nullable=False),
    Column("certificates", Words, nullable=False),
    Column("flags", Words, nullable=False),
    Column("fingerprints", Words, nullable=False),
    CheckConstraint("length(sha256) = 64", name="sha256"),
    Index("resume_file_sha256_uq", "sha256", unique=True, postgresql_where=text("unpacked_at IS NULL")),
    Index("resume_file_skills_ix", "skills", postgresql_using="gin"),
    Index("resume_file_fingerprints_ix", "fingerprints", postgresql_using="gin"),
)

resume_task = Table(
    "resume_task",
    metadata,
    row_id(),
    *one_of("kind", ResumeTaskKind),
    reference("resume_id", "resume_file", index=True),
    reference("candidate_id", "candidate", index=True),
    moment("created_at", required=True),
    reference("job_id", "job", required=False),
    reference("batch_id", "resume_batch", required=False),
    Column("parent_id", Text),  # no reference: an archive may be erased before its members
    Column("ordinal", Integer, nullable=False),
    sealed("file_name"),
    *leased("resume_task"),
    CheckConstraint("(kind = 'match') <= (job_id IS NOT NULL)", name="job"),
    CheckConstraint("(kind = 'read') = (batch_id IS NOT NULL)", name="batch"),
    CheckConstraint("ordinal >= 0 AND attempt >= 0", name="counts"),
    Index(
        "resume_task_item_uq",
        "batch_id",
        "parent_id",
        "ordinal",
        unique=True,
        postgresql_where=text("kind = 'read'"),
        postgresql_nulls_not_distinct=True,
    ),
)

resume_parse = Table(
    "resume_parse",
    metadata,
    row_id(),
    reference("resume_id", "resume_file"),
    reference("candidate_id", "candidate"),
    words("parser"),
    sealed("payload", required=True),
    moment("created_at", required=True),
    UniqueConstraint("resume_id", "parser", name="resume_parse_version_uq"),
)

resume_correction = Table(
    "resume_correction",
    metadata,
    row_id(),
    reference("resume_id", "resume_file", index=True),
    reference("candidate_id", "candidate"),
    *one_of("field", CorrectedField),
    sealed("value", required=True),
    sealed("original"),
    reference("corrected_by", "staff"),
    moment("corrected_at", required=True),
)

resume_match = Table(
    "resume_match",
    metadata,
    row_id(),
    reference("resume_id", "resume_file"),
    reference("job_id", "job", index=True),
    reference("candidate_id", "candidate", index=True),
    words("matcher"),
    Column("requirements", Integer, nullable=False),
    sealed("payload", required=True),
    moment("computed_at", required=True),
    UniqueConstraint("resume_id", "job_id", name="resume_match_pair_uq"),
)

job_requirements = Table(
    "job_requirements",
    metadata,
    row_id(),
    reference("job_id", "job"),
    Column("number", Integer, nullable=False),
    words("payload"),
    reference("confirmed_by", "staff"),
    moment("confirmed_at", required=True),
    UniqueConstraint("job_id", "number", name="job_requirements_number_uq"),
    CheckConstraint("number >= 1", name="number"),
)

resume_twin = Table(
    "resume_twin",
    metadata,
    row_id(),
    reference("candidate_id", "candidate"),
    reference("other_id", "candidate", index=True),
    *one_of("reason", TwinReason),
    moment("created_at", required=True),
    *one_of("state", TwinState),
    reference("decided_by", "staff", required=False),
    moment("decided_at"),
    UniqueConstraint("candidate_id", "other_id", name="resume_twin_pair_uq"),
    CheckConstraint("candidate_id <> other_id", name="two"),
    CheckConstraint("(state = 'open') = (decided_by IS NULL)", name="decided"),
    CheckConstraint("num_nonnulls(decided_by, decided_at) IN (0, 2)", name="by"),
)

screening = Table(
    "screening",
    metadata,
    row_id(),
    Column("seq", BigInteger, Identity(always=True), nullable=False),
    reference("job_id", "job"),
    reference("candidate_id", "candidate"),
    *one_of("outcome", ScreeningOutcome),
    sealed("reason", required=True),
    reference("decided_by", "staff"),
    moment("decided_at", required=True),
    reference("interview_id", "interview", required=False),
    CheckConstraint("outcome <> 'hold' OR interview_id IS NULL", name="hold"),
    Index("screening_job_ix", "job_id", "candidate_id", "seq"),
)
