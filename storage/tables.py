"""The tables, with every rule that a table can hold. Longer than most files: one place to read the whole schema.

`*_sealed` columns hold ciphertext (storage/sealing.py). The triggers are in migrations/versions/0004_rules.py.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from hiring.model.answer import AnswerState, ConsentKind
from hiring.model.appeal import AppealOutcome
from hiring.model.assessment import AssessmentKind
from hiring.model.contract import ContractState
from hiring.model.delivery import CardKind, OutboxKind
from hiring.model.interview import InterviewState
from hiring.model.outcome import OutcomeKind, OutcomeSource
from hiring.model.people import Role
from hiring.model.plan import Modality
from hiring.model.processing import ArtifactKind, Outcome, TaskKind
from hiring.model.rating import Obstacle
from hiring.model.reschedule import RescheduleState
from hiring.model.scoring_profile import ProfileAction, ProfileState
from storage.column_types import Choice, Plan, Roles, Thresholds, UtcTime, UtcTimes, Words
from storage.columns import leased, moment, one_of, reference, row_id, sealed, words
from storage.columns import metadata as metadata  # the tables are what it is asked for

data_key = Table(
    "data_key",
    metadata,
    row_id(),
    Column("subject", Text, nullable=False, unique=True),  # "candidate:ca_…", "system" or "index:phone"
    Column("wrapped", LargeBinary),
    words("kek_id"),
    Column("created_at", UtcTime, nullable=False, server_default=func.now()),
    moment("destroyed_at"),
    CheckConstraint("(wrapped IS NULL) = (destroyed_at IS NOT NULL)", name="destroyed"),
)

staff = Table(
    "staff",
    metadata,
    row_id(),
    words("name"),
    Column("dingtalk_user_id", Text, nullable=False, unique=True),
    words("union_id"),
    Column("roles", Roles, nullable=False),
    Column("active", Boolean, nullable=False),
    CheckConstraint("roles <@ ARRAY[" + ", ".join(repr(str(role)) for role in Role) + "]", name="roles"),
)

candidate = Table(
    "candidate",
    metadata,
    row_id(),
    sealed("name", required=True),
    sealed("phone"),
    Column("phone_index", LargeBinary, index=True),
    sealed("email"),
    Column("dingtalk_user_id", Text, unique=True),
    moment("created_at", required=True),
    CheckConstraint("(phone_index IS NULL) = (phone_sealed IS NULL)", name="phone"),
)

job = Table(
    "job",
    metadata,
    row_id(),
    words("title"),
    words("description"),
    Column("manager_ids", Words, nullable=False),
    Column("plan", Plan, nullable=False),
    moment("created_at", required=True),
    Column("open", Boolean, nullable=False),
    Column("interview_weight", Float, nullable=False, server_default="1"),
    Column("written_weight", Float, nullable=False, server_default="0"),
    CheckConstraint("interview_weight > 0 AND written_weight >= 0", name="weights"),
)

interview = Table(
    "interview",
    metadata,
    row_id(),
    reference("candidate_id", "candidate"),
    reference("job_id", "job", index=True),
    Column("round", Integer, nullable=False),
    reference("manager_id", "staff", index=True),
    reference("invited_by", "staff"),
    moment("starts_at", required=True),
    moment("closes_at", required=True),
    Column("plan", Plan, nullable=False),
    words("plan_sha256"),
    moment("created_at", required=True),
    *one_of("state", InterviewState),
    moment("confirmed_at"),
    moment("started_at"),
    moment("submitted_at"),
    moment("reported_at"),
    moment("closed_at"),
    moment("probes_settled_at"),
    Column("version", Integer, nullable=False),
    UniqueConstraint("candidate_id", "job_id", "round", name="interview_round_uq"),
    CheckConstraint("round >= 1", name="round"),
    CheckConstraint("closes_at > starts_at", name="times"),
    Index("interview_state_closes_at_ix", "state", "closes_at"),
)

reschedule = Table(
    "reschedule",
    metadata,
    row_id(),
    reference("interview_id", "interview", index=True),
    reference("candidate_id", "candidate"),
    Column("proposed_times", UtcTimes, nullable=False),
    sealed("note"),
    moment("created_at", required=True),
    *one_of("state", RescheduleState),
    Column("offered_times", UtcTimes, nullable=False),
    sealed("reply"),
    reference("decided_by", "staff", required=False),
    moment("decided_at"),
    CheckConstraint("cardinality(proposed_times) BETWEEN 1 AND 3", name="proposed_times"),
    CheckConstraint("state <> 'offered' OR cardinality(offered_times) BETWEEN 1 AND 3", name="offered_times"),
    CheckConstraint("state IN ('open', 'offered') OR decided_at IS NOT NULL", name="decided"),
)

answer = Table(
    "answer",
    metadata,
    row_id(),
    reference("interview_id", "interview"),
    reference("candidate_id", "candidate"),
    words("question_key"),
    Column("take", Integer, nullable=False),
    *one_of("modality", Modality),
    moment("created_at", required=True),
    *one_of("state", AnswerState),
    sealed("text"),
    words("mime_type"),
    Column("media_key", Text, unique=True),
    Column("media_sha256", Text),
    Column("media_bytes", BigInteger),
    moment("received_at"),
    UniqueConstraint("interview_id", "question_key", "take", name="answer_take_uq"),
    CheckConstraint("take >= 1", name="take"),
    CheckConstraint("num_nonnulls(media_sha256, media_bytes) IN (0, 2)", name="media"),
    CheckConstraint("media_sha256 IS NULL OR media_key IS NOT NULL", name="media_key"),
    CheckConstraint("state <> 'received' OR received_at IS NOT NULL", name="received"),
)

upload = Table(
    "upload",
    metadata,
    row_id(),
    reference("answer_id", "answer", index=True),
    reference("candidate_id", "candidate"),
    words("media_key"),
    moment("created_at", required=True),
    moment("expires_at", required=True),
    Column("length_bytes", BigInteger),
    Column("offset_bytes", BigInteger, nullable=False),
    moment("completed_at"),
    CheckConstraint("offset_bytes >= 0 AND offset_bytes <= length_bytes", name="offset"),
    CheckConstraint(
        "completed_at IS NULL OR (length_bytes IS NOT NULL AND offset_bytes = length_bytes)", name="completed"
    ),
)

exercise = Table(
    "exercise",
    metadata,
    row_id(),
    reference("interview_id", "interview"),
    reference("candidate_id", "candidate"),
    words("exercise_key"),
    moment("started_at", required=True),
    sealed("sitting"),
    moment("finished_at"),
    UniqueConstraint("interview_id", "exercise_key", name="exercise_once_uq"),
    CheckConstraint("(finished_at IS NULL) = (sitting_sealed IS NULL)", name="finished"),
)

probe = Table(
    "probe",
    metadata,
    row_id(),
    reference("interview_id", "interview", index=True),
    reference("candidate_id", "candidate"),
    reference("answer_id", "answer"),
    words("question_key"),
    words("text"),
    sealed("basis", required=True),
    moment("chosen_at", required=True),
    moment("asked_at"),
    moment("skipped_at"),
    UniqueConstraint("answer_id", name="probe_answer_uq"),
    CheckConstraint("skipped_at IS NULL OR asked_at IS NOT NULL", name="skipped"),
)

consent = Table(
    "consent",
    metadata,
    row_id(),
    reference("interview_id", "interview"),
    reference("candidate_id", "candidate"),
    *one_of("kind", ConsentKind),
    words("text_version"),
    words("text_sha256"),
    moment("granted_at", required=True),
    moment("withdrawn_at"),
    Index(
        "consent_live_uq", "interview_id", "kind", unique=True, postgresql_where=text("withdrawn_at IS NULL")
    ),
)

processing_task = Table(
    "processing_task",
    metadata,
    row_id(),
    reference("interview_id", "interview"),
    reference("candidate_id", "candidate"),
    *one_of("kind", TaskKind),
    moment("created_at", required=True),
    reference("answer_id", "answer", required=False),
    Column("generation", Integer, nullable=False),
    *leased("processing_task"),
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
)

artifact = Table(
    "artifact",
    metadata,
    row_id(),
    reference("answer_id", "answer"),
    reference("candidate_id", "candidate"),
    *one_of("kind", ArtifactKind),
    words("engine"),
    words("engine_version"),
    words("input_sha256"),
    sealed("payload", required=True),
    moment("created_at", required=True),
    UniqueConstraint(
        "answer_id", "kind", "engine", "engine_version", "input_sha256", name="artifact_computation_uq"
    ),
)

report = Table(
    "report",
    metadata,
    row_id(),
    reference("interview_id", "interview"),
    reference("candidate_id", "candidate"),
    Column("generation", Integer, nullable=False),
    words("rubric_sha256"),
    sealed("payload", required=True),
    moment("created_at", required=True),
    sealed("summary"),  # NULL only in reports from before there were summaries
    UniqueConstraint("interview_id", "generation", name="report_generation_uq"),
    UniqueConstraint("id", "interview_id", name="report_interview_uq"),
    CheckConstraint("generation >= 1", name="generation"),
)

transcript_review = Table(
    "transcript_review",
    metadata,
    row_id(),
    Column("interview_id", Text, ForeignKey("interview.id"), nullable=False),
    reference("candidate_id", "candidate"),
    moment("opened_at", required=True),
    moment("closes_at", required=True),
    moment("closed_at"),
    UniqueConstraint("interview_id", name="transcript_review_interview_uq"),
    CheckConstraint("closes_at > opened_at", name="times"),
)

transcript_correction = Table(
    "transcript_correction",
    metadata,
    row_id(),
    reference("interview_id", "interview", index=True),
    reference("answer_id", "answer"),
    reference("candidate_id", "candidate"),
    reference("artifact_id", "artifact"),
    sealed("text", required=True),
    moment("created_at", required=True),
)

assessment = Table(
    "assessment",
    metadata,
    row_id(),
    Column("seq", BigInteger, Identity(always=True), nullable=False),
    reference("candidate_id", "candidate"),
    reference("job_id", "job"),
    *one_of("kind", AssessmentKind),
    sealed("result", required=True),
    sealed("note"),
    sealed("source"),
    Column("taken_on", Date, nullable=False),
    reference("entered_by", "staff"),
    moment("entered_at", required=True),
    reference("supersedes", "assessment", required=False),
    UniqueConstraint("supersedes", name="assessment_supersedes_uq"),
    Index("assessment_job_ix", "job_id", "candidate_id"),
    Index(
        "assessment_first_uq",
        "candidate_id",
        "job_id",
        "kind",
        unique=True,
        postgresql_where=text("supersedes IS NULL"),
    ),
)

appeal = Table(
    "appeal",
    metadata,
    row_id(),
    Column("interview_id", Text, ForeignKey("interview.id"), nullable=False),
    reference("candidate_id", "candidate"),
    sealed("reason", required=True),
    moment("requested_at", required=True),
    Column("outcome", Choice(AppealOutcome)),
    sealed("reply"),
    reference("answered_by", "staff", required=False),
    moment("answered_at"),
    UniqueConstraint("interview_id", name="appeal_interview_uq"),
    CheckConstraint("outcome IN ('upheld', 'new_round')", name="outcome"),
    CheckConstraint(
        "num_nonnulls(outcome, reply_sealed, answered_by, answered_at) IN (0, 4)", name="answered"
    ),
)

decision = Table(
    "decision",
    metadata,
    row_id(),
    Column("interview_id", Text, ForeignKey("interview.id"), nullable=False),
    reference("candidate_id", "candidate"),
    Column("report_id", Text, nullable=False),
    *one_of("outcome", Outcome),
    sealed("reason", required=True),
    reference("decided_by", "staff"),
    moment("decided_at", required=True),
    UniqueConstraint("interview_id", name="decision_interview_uq"),
    ForeignKeyConstraint(
        ["report_id", "interview_id"], ["report.id", "report.interview_id"], name="decision_report_fk"
    ),
)

outcome_record = Table(
    "outcome_record",
    metadata,
    row_id(),
    reference("candidate_id", "candidate"),
    reference("interview_id", "interview", required=False, index=True),
    *one_of("kind", OutcomeKind),
    words("period"),
    Column("revision", Integer, nullable=False),
    sealed("payload", required=True),
    *one_of("source", OutcomeSource),
    words("recorded_by"),
    moment("recorded_at", required=True),
    words("plan_sha256"),
    words("rubric_sha256"),
    words("scoring_profile"),
    UniqueConstraint("candidate_id", "kind", "period", "revision", name="outcome_record_revision_uq"),
    CheckConstraint("revision >= 1", name="revision"),
    CheckConstraint("(interview_id IS NULL) = (plan_sha256 = '')", name="pinned"),
)

weight_set = Table(
    "weight_set",
    metadata,
    row_id(),
    reference("job_id", "job"),
    Column("number", Integer, nullable=False),
    Column("weights", JSONB, nullable=False),
    Column("basis", JSONB, nullable=False),
    sealed("reason", required=True),
    reference("activated_by", "staff"),
    moment("activated_at", required=True),
    UniqueConstraint("job_id", "number", name="weight_set_number_uq"),
    CheckConstraint("number >= 1", name="number"),
)

contract = Table(
    "contract",
    metadata,
    row_id(),
    reference("interview_id", "interview"),
    reference("candidate_id", "candidate"),
    reference("job_id", "job"),
    reference("author_id", "staff"),
    moment("created_at", required=True),
    Column("latest", Integer, nullable=False),
    *one_of("state", ContractState),
    moment("submitted_at"),
    reference("approved_by", "staff", required=False),
    moment("approved_at"),
    moment("signed_at"),
    sealed("note"),
    words("sign_reference"),
    words("pre_entry_reference"),
    Column("sign_attempt", Integer, nullable=False),
    words("paper_sha256"),
    words("signed_sha256"),
    CheckConstraint("latest >= 0", name="latest"),
    CheckConstraint("approved_by <> author_id", name="second_person"),
    CheckConstraint("num_nonnulls(approved_by, approved_at) IN (0, 2)", name="approval"),
    CheckConstraint(
        "state NOT IN ('approved', 'signed', 'declined', 'expired', 'stopped') OR approved_by IS NOT NULL",
        name="approved",
    ),
    CheckConstraint("(state = 'signed') = (signed_at IS NOT NULL)", name="signed"),
    CheckConstraint("sign_attempt >= 0", name="sign_attempt"),
    Index(
        "contract_live_uq",
        "interview_id",
        unique=True,
        postgresql_where=text("state NOT IN ('declined', 'expired', 'stopped', 'withdrawn')"),
    ),
)

contract_version = Table(
    "contract_version",
    metadata,
    row_id(),
    reference("contract_id", "contract"),
    reference("candidate_id", "candidate"),
    Column("number", Integer, nullable=False),
    sealed("payload", required=True),
    reference("created_by", "staff"),
    moment("created_at", required=True),
    UniqueConstraint("contract_id", "number", name="contract_version_number_uq"),
    CheckConstraint("number >= 1", name="number"),
)

clause_policy = Table(
    "clause_policy",
    metadata,
    row_id(),
    reference("job_id", "job"),
    Column("number", Integer, nullable=False),
    Column("thresholds", Thresholds, nullable=False),
    reference("created_by", "staff"),
    moment("created_at", required=True),
    UniqueConstraint("job_id", "number", name="clause_policy_number_uq"),
    CheckConstraint("number >= 1", name="number"),
)

outside_text = Table(
    "outside_text",
    metadata,
    row_id(),
    reference("created_by", "staff"),
    Column("created_at", UtcTime, nullable=False, index=True),
    sealed("file_name"),
    sealed("content"),
    sealed("text"),
    sealed("notes"),
    *leased("outside_text"),
    CheckConstraint("attempt >= 0", name="attempt"),
    CheckConstraint("finished_at IS NULL OR content_sealed IS NULL", name="emptied"),
    CheckConstraint("(state = 'done') = (text_sealed IS NOT NULL)", name="read"),
)

rating = Table(
    "rating",
    metadata,
    row_id(),
    reference("answer_id", "answer"),
    reference("interview_id", "interview", index=True),
    reference("candidate_id", "candidate"),
    reference("rater_id", "staff", index=True),
    words("question_key"),
    words("dimension"),
    words("rubric_sha256"),
    Column("level", Integer),
    Column("obstacle", Choice(Obstacle)),
    sealed("note"),
    Column("blind", Boolean, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("supersedes", Text, ForeignKey("rating.id"), unique=True),
    moment("created_at", required=True),
    UniqueConstraint("answer_id", "rater_id", "revision", name="rating_revision_uq"),
    CheckConstraint("level BETWEEN 1 AND 5", name="level"),
    CheckConstraint("obstacle IN (" + ", ".join(repr(str(one)) for one in Obstacle) + ")", name="obstacle"),
    CheckConstraint("num_nonnulls(level, obstacle) = 1", name="word"),
    CheckConstraint("revision >= 1 AND (revision = 1) = (supersedes IS NULL)", name="revision"),
)

scoring_profile = Table(
    "scoring_profile",
    metadata,
    Column("version", Text, primary_key=True),
    Column("sha256", Text, nullable=False, unique=True),
    Column("base_version", Text, ForeignKey("scoring_profile.version")),
    words("body"),
    reference("created_by", "staff", required=False),
    moment("created_at", required=True),
    *one_of("state", ProfileState),
    CheckConstraint("sha256 = encode(sha256(convert_to(body, 'UTF8')), 'hex')", name="hash"),
    CheckConstraint("(state = 'shipped') = (base_version IS NULL)", name="base"),
    CheckConstraint("(state = 'shipped') = (created_by IS NULL)", name="author"),
    Index("scoring_profile_active_uq", "state", unique=True, postgresql_where=text("state = 'active'")),
)

profile_change = Table(
    "profile_change",
    metadata,
    row_id(),
    Column("version", Text, ForeignKey("scoring_profile.version"), nullable=False, index=True),
    *one_of("action", ProfileAction),
    words("reason"),
    reference("changed_by", "staff"),
    moment("changed_at", required=True),
)

_PENDING = "delivered_at IS NULL AND dead_at IS NULL AND withdrawn_at IS NULL"

# Rows that absorb a newer one with the same dedupe key. A redraw under way does not: it has read the facts already,
# and what changed since must be drawn too. Of new cards there must never be two.
ABSORBING = f"{_PENDING} AND (leased_until IS NULL OR kind <> 'card.update')"

outbox = Table(
    "outbox",
    metadata,
    row_id(),
    Column("seq", BigInteger, Identity(always=True), nullable=False),
    *one_of("kind", OutboxKind),
    words("ordering_key"),
    Column("dedupe_key", Text),
    Column("payload", JSONB, nullable=False),
    moment("available_at", required=True),
    moment("created_at", required=True),
    Column("attempts", Integer, nullable=False),
    moment("leased_until"),
    moment("delivered_at"),
    moment("dead_at"),
    moment("withdrawn_at"),
    words("last_error"),
    CheckConstraint("attempts >= 0", name="attempts"),
    CheckConstraint("num_nonnulls(delivered_at, dead_at) <= 1", name="outcome"),
    Index("outbox_dedupe_uq", "dedupe_key", unique=True, postgresql_where=text(ABSORBING)),
    Index("outbox_pending_ix", "ordering_key", "seq", postgresql_where=text(_PENDING)),
    Index("outbox_order_ix", "ordering_key"),
    Index("outbox_interview_ix", text("(payload ->> 'interview_id')")),
)

inbox = Table(
    "inbox",
    metadata,
    Column("source", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    sealed("body"),
    moment("received_at", required=True),
    moment("handled_at"),
    Column("attempts", Integer, nullable=False),
    words("last_error"),
    CheckConstraint("handled_at IS NULL OR body_sealed IS NULL", name="emptied"),
    Index("inbox_unhandled_ix", "source", "received_at", postgresql_where=text("handled_at IS NULL")),
)

card = Table(
    "card",
    metadata,
    row_id(),
    *one_of("kind", CardKind),
    reference("interview_id", "interview", index=True),
    words("subject_id"),
    words("recipient"),
    moment("delivered_at", required=True),
)

link_token = Table(
    "link_token",
    metadata,
    Column("token_sha256", Text, primary_key=True),
    reference("interview_id", "interview", index=True),
    reference("candidate_id", "candidate"),
    moment("created_at", required=True),
    moment("expires_at", required=True),
    moment("used_at"),
    moment("revoked_at"),
    CheckConstraint("length(token_sha256) = 64", name="hash"),
)

browser_session = Table(
    "browser_session",
    metadata,
    Column("token_sha256", Text, primary_key=True),
    moment("created_at", required=True),
    moment("expires_at", required=True),
    moment("last_seen_at", required=True),
    reference("candidate_id", "candidate", required=False),
    reference("staff_id", "staff", required=False),
    reference("interview_id", "interview", required=False),
    moment("revoked_at"),
    CheckConstraint("length(token_sha256) = 64", name="hash"),
    CheckConstraint("num_nonnulls(candidate_id, staff_id) >= 1", name="person"),
)

audit = Table(
    "audit",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    moment("at", required=True),
    words("actor"),
    words("action"),
    words("resource"),
    Column("facts", JSONB, nullable=False),
    Column("prev_hash", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False, unique=True),
    CheckConstraint("seq >= 1 AND length(prev_hash) = 32 AND length(hash) = 32", name="chain"),
    Index("audit_resource_ix", "resource", "seq"),
)
