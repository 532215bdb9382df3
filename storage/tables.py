"""The tables, with every rule that a table can hold. Longer than most files: one place to read the whole schema.

`*_sealed` columns hold ciphertext (storage/sealing.py). The triggers are in migrations/versions/0004_rules.py.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from hiring.model.answer import AnswerState, ConsentKind
from hiring.model.delivery import CardKind, OutboxKind
from hiring.model.interview import InterviewState
from hiring.model.people import Role
from hiring.model.plan import Modality
from hiring.model.processing import ArtifactKind, Outcome, TaskKind, TaskState
from hiring.model.reschedule import RescheduleState
from storage.column_types import Choice, Plan, Roles, UtcTime, UtcTimes, Words

metadata = MetaData(
    naming_convention={
        "pk": "%(table_name)s_pk",
        "fk": "%(table_name)s_%(column_0_name)s_fk",
        "uq": "%(table_name)s_%(column_0_N_name)s_uq",
        "ck": "%(table_name)s_%(constraint_name)s_ck",
        "ix": "%(table_name)s_%(column_0_N_name)s_ix",
    }
)


def _id() -> Column[str]:
    return Column("id", Text, primary_key=True)


def _words(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _time(name: str, *, required: bool = False) -> Column[Any]:
    return Column(name, UtcTime, nullable=not required)


def _ref(name: str, target: str, *, required: bool = True, index: bool = False) -> Column[str]:
    return Column(name, Text, ForeignKey(f"{target}.id"), nullable=not required, index=index)


def _sealed(name: str, *, required: bool = False) -> Column[bytes]:
    return Column(f"{name}_sealed", LargeBinary, nullable=not required)


def _one_of(name: str, kind: type[StrEnum]) -> tuple[Column[Any], CheckConstraint]:
    return Column(name, Choice(kind), nullable=False), CheckConstraint(_in(name, kind), name=name)


def _in(name: str, values: Iterable[str]) -> str:
    return f"{name} IN ({', '.join(repr(str(value)) for value in values)})"


data_key = Table(
    "data_key",
    metadata,
    _id(),
    Column("subject", Text, nullable=False, unique=True),  # "candidate:ca_…", "system" or "index:phone"
    Column("wrapped", LargeBinary),
    _words("kek_id"),
    Column("created_at", UtcTime, nullable=False, server_default=func.now()),
    _time("destroyed_at"),
    CheckConstraint("(wrapped IS NULL) = (destroyed_at IS NOT NULL)", name="destroyed"),
)

staff = Table(
    "staff",
    metadata,
    _id(),
    _words("name"),
    Column("dingtalk_user_id", Text, nullable=False, unique=True),
    _words("union_id"),
    Column("roles", Roles, nullable=False),
    Column("active", Boolean, nullable=False),
    CheckConstraint("roles <@ ARRAY[" + ", ".join(repr(str(role)) for role in Role) + "]", name="roles"),
)

candidate = Table(
    "candidate",
    metadata,
    _id(),
    _sealed("name", required=True),
    _sealed("phone"),
    Column("phone_index", LargeBinary, index=True),
    _sealed("email"),
    Column("dingtalk_user_id", Text, unique=True),
    _time("created_at", required=True),
    CheckConstraint("(phone_index IS NULL) = (phone_sealed IS NULL)", name="phone"),
)

job = Table(
    "job",
    metadata,
    _id(),
    _words("title"),
    _words("description"),
    Column("manager_ids", Words, nullable=False),
    Column("plan", Plan, nullable=False),
    _time("created_at", required=True),
    Column("open", Boolean, nullable=False),
)

interview = Table(
    "interview",
    metadata,
    _id(),
    _ref("candidate_id", "candidate"),
    _ref("job_id", "job", index=True),
    Column("round", Integer, nullable=False),
    _ref("manager_id", "staff", index=True),
    _ref("invited_by", "staff"),
    _time("starts_at", required=True),
    _time("closes_at", required=True),
    Column("plan", Plan, nullable=False),
    _words("plan_sha256"),
    _time("created_at", required=True),
    *_one_of("state", InterviewState),
    _time("confirmed_at"),
    _time("started_at"),
    _time("submitted_at"),
    _time("reported_at"),
    _time("closed_at"),
    Column("version", Integer, nullable=False),
    UniqueConstraint("candidate_id", "job_id", "round", name="interview_round_uq"),
    CheckConstraint("round >= 1", name="round"),
    CheckConstraint("closes_at > starts_at", name="times"),
    Index("interview_state_closes_at_ix", "state", "closes_at"),
)

reschedule = Table(
    "reschedule",
    metadata,
    _id(),
    _ref("interview_id", "interview", index=True),
    _ref("candidate_id", "candidate"),
    Column("proposed_times", UtcTimes, nullable=False),
    _sealed("note"),
    _time("created_at", required=True),
    *_one_of("state", RescheduleState),
    Column("offered_times", UtcTimes, nullable=False),
    _sealed("reply"),
    _ref("decided_by", "staff", required=False),
    _time("decided_at"),
    CheckConstraint("cardinality(proposed_times) BETWEEN 1 AND 3", name="proposed_times"),
    CheckConstraint("state <> 'offered' OR cardinality(offered_times) BETWEEN 1 AND 3", name="offered_times"),
    CheckConstraint("state IN ('open', 'offered') OR decided_at IS NOT NULL", name="decided"),
)

answer = Table(
    "answer",
    metadata,
    _id(),
    _ref("interview_id", "interview"),
    _ref("candidate_id", "candidate"),
    _words("question_key"),
    Column("take", Integer, nullable=False),
    *_one_of("modality", Modality),
    _time("created_at", required=True),
    *_one_of("state", AnswerState),
    _sealed("text"),
    _words("mime_type"),
    Column("media_key", Text, unique=True),
    Column("media_sha256", Text),
    Column("media_bytes", BigInteger),
    _time("received_at"),
    UniqueConstraint("interview_id", "question_key", "take", name="answer_take_uq"),
    CheckConstraint("take >= 1", name="take"),
    CheckConstraint("num_nonnulls(media_sha256, media_bytes) IN (0, 2)", name="media"),
    CheckConstraint("media_sha256 IS NULL OR media_key IS NOT NULL", name="media_key"),
    CheckConstraint("state <> 'received' OR received_at IS NOT NULL", name="received"),
)

upload = Table(
    "upload",
    metadata,
    _id(),
    _ref("answer_id", "answer", index=True),
    _ref("candidate_id", "candidate"),
    _words("media_key"),
    _time("created_at", required=True),
    _time("expires_at", required=True),
    Column("length_bytes", BigInteger),
    Column("offset_bytes", BigInteger, nullable=False),
    _time("completed_at"),
    CheckConstraint("offset_bytes >= 0 AND offset_bytes <= length_bytes", name="offset"),
    CheckConstraint(
        "completed_at IS NULL OR (length_bytes IS NOT NULL AND offset_bytes = length_bytes)", name="completed"
    ),
)

consent = Table(
    "consent",
    metadata,
    _id(),
    _ref("interview_id", "interview"),
    _ref("candidate_id", "candidate"),
    *_one_of("kind", ConsentKind),
    _words("text_version"),
    _words("text_sha256"),
    _time("granted_at", required=True),
    _time("withdrawn_at"),
    Index(
        "consent_live_uq", "interview_id", "kind", unique=True, postgresql_where=text("withdrawn_at IS NULL")
    ),
)

processing_task = Table(
    "processing_task",
    metadata,
    _id(),
    _ref("interview_id", "interview"),
    _ref("candidate_id", "candidate"),
    *_one_of("kind", TaskKind),
    _time("created_at", required=True),
    _ref("answer_id", "answer", required=False),
    Column("generation", Integer, nullable=False),
    *_one_of("state", TaskState),
    Column("attempt", Integer, nullable=False),
    Column("lease_token", Text),
    _time("leased_until"),
    _time("finished_at"),
    _words("error_code"),
    UniqueConstraint(
        "interview_id",
        "kind",
        "answer_id",
        "generation",
        name="processing_task_generation_uq",
        postgresql_nulls_not_distinct=True,
    ),
    CheckConstraint("(kind = 'evaluate') = (answer_id IS NULL)", name="answer"),
    CheckConstraint("generation >= 1 AND attempt >= 0", name="counts"),
    CheckConstraint("(lease_token IS NULL) = (leased_until IS NULL)", name="lease"),
    CheckConstraint("(state = 'running') = (lease_token IS NOT NULL)", name="running"),
    CheckConstraint("(state IN ('done', 'skipped', 'failed')) = (finished_at IS NOT NULL)", name="finished"),
    Index(
        "processing_task_unfinished_ix", "state", "leased_until", postgresql_where=text("finished_at IS NULL")
    ),
)

artifact = Table(
    "artifact",
    metadata,
    _id(),
    _ref("answer_id", "answer"),
    _ref("candidate_id", "candidate"),
    *_one_of("kind", ArtifactKind),
    _words("engine"),
    _words("engine_version"),
    _words("input_sha256"),
    _sealed("payload", required=True),
    _time("created_at", required=True),
    UniqueConstraint(
        "answer_id", "kind", "engine", "engine_version", "input_sha256", name="artifact_computation_uq"
    ),
)

report = Table(
    "report",
    metadata,
    _id(),
    _ref("interview_id", "interview"),
    _ref("candidate_id", "candidate"),
    Column("generation", Integer, nullable=False),
    _words("rubric_sha256"),
    _sealed("payload", required=True),
    _time("created_at", required=True),
    UniqueConstraint("interview_id", "generation", name="report_generation_uq"),
    UniqueConstraint("id", "interview_id", name="report_interview_uq"),
    CheckConstraint("generation >= 1", name="generation"),
)

decision = Table(
    "decision",
    metadata,
    _id(),
    Column("interview_id", Text, ForeignKey("interview.id"), nullable=False),
    _ref("candidate_id", "candidate"),
    Column("report_id", Text, nullable=False),
    *_one_of("outcome", Outcome),
    _sealed("reason", required=True),
    _ref("decided_by", "staff"),
    _time("decided_at", required=True),
    UniqueConstraint("interview_id", name="decision_interview_uq"),
    ForeignKeyConstraint(
        ["report_id", "interview_id"], ["report.id", "report.interview_id"], name="decision_report_fk"
    ),
)

_PENDING = "delivered_at IS NULL AND dead_at IS NULL AND withdrawn_at IS NULL"

# Rows that absorb a newer one with the same dedupe key. A redraw under way does not: it has read the facts already,
# and what changed since must be drawn too. Of new cards there must never be two.
ABSORBING = f"{_PENDING} AND (leased_until IS NULL OR kind <> 'card.update')"

outbox = Table(
    "outbox",
    metadata,
    _id(),
    Column("seq", BigInteger, Identity(always=True), nullable=False, unique=True),
    *_one_of("kind", OutboxKind),
    _words("ordering_key"),
    Column("dedupe_key", Text),
    Column("payload", JSONB, nullable=False),
    _time("available_at", required=True),
    _time("created_at", required=True),
    Column("attempts", Integer, nullable=False),
    _time("leased_until"),
    _time("delivered_at"),
    _time("dead_at"),
    _time("withdrawn_at"),
    _words("last_error"),
    CheckConstraint("attempts >= 0", name="attempts"),
    CheckConstraint("num_nonnulls(delivered_at, dead_at) <= 1", name="outcome"),
    Index("outbox_dedupe_uq", "dedupe_key", unique=True, postgresql_where=text(ABSORBING)),
    Index("outbox_pending_ix", "available_at", "seq", postgresql_where=text(_PENDING)),
    Index("outbox_order_ix", "ordering_key", "seq"),
    Index("outbox_interview_ix", text("(payload ->> 'interview_id')")),
)

inbox = Table(
    "inbox",
    metadata,
    Column("source", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    _sealed("body"),
    _time("received_at", required=True),
    _time("handled_at"),
    Column("attempts", Integer, nullable=False),
    _words("last_error"),
    CheckConstraint("handled_at IS NULL OR body_sealed IS NULL", name="emptied"),
    Index("inbox_unhandled_ix", "source", "received_at", postgresql_where=text("handled_at IS NULL")),
)

card = Table(
    "card",
    metadata,
    _id(),
    *_one_of("kind", CardKind),
    _ref("interview_id", "interview", index=True),
    _words("subject_id"),
    _words("recipient"),
    _time("delivered_at", required=True),
)

link_token = Table(
    "link_token",
    metadata,
    Column("token_sha256", Text, primary_key=True),
    _ref("interview_id", "interview", index=True),
    _ref("candidate_id", "candidate"),
    _time("created_at", required=True),
    _time("expires_at", required=True),
    _time("used_at"),
    _time("revoked_at"),
    CheckConstraint("length(token_sha256) = 64", name="hash"),
)

browser_session = Table(
    "browser_session",
    metadata,
    Column("token_sha256", Text, primary_key=True),
    _time("created_at", required=True),
    _time("expires_at", required=True),
    _time("last_seen_at", required=True),
    _ref("candidate_id", "candidate", required=False),
    _ref("staff_id", "staff", required=False),
    _ref("interview_id", "interview", required=False),
    _time("revoked_at"),
    CheckConstraint("length(token_sha256) = 64", name="hash"),
    CheckConstraint("num_nonnulls(candidate_id, staff_id) >= 1", name="person"),
)

audit = Table(
    "audit",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    _time("at", required=True),
    _words("actor"),
    _words("action"),
    _words("resource"),
    Column("facts", JSONB, nullable=False),
    Column("prev_hash", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False, unique=True),
    CheckConstraint("seq >= 1 AND length(prev_hash) = 32 AND length(hash) = 32", name="chain"),
    Index("audit_resource_ix", "resource", "seq"),
)
