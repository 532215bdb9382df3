"""What became of people, and the weights drawn from it. Both are append-only."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

OUTCOME_RECORD = """
CREATE TABLE outcome_record (
    id TEXT NOT NULL,
    candidate_id TEXT NOT NULL,
    interview_id TEXT,
    kind TEXT NOT NULL,
    period TEXT NOT NULL,
    revision INTEGER NOT NULL,
    payload_sealed BYTEA NOT NULL,
    source TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    plan_sha256 TEXT NOT NULL,
    rubric_sha256 TEXT NOT NULL,
    scoring_profile TEXT NOT NULL,
    CONSTRAINT outcome_record_pk PRIMARY KEY (id),
    CONSTRAINT outcome_record_kind_ck CHECK (kind IN ('review', 'probation', 'entry', 'exit', 'grouping')),
    CONSTRAINT outcome_record_source_ck CHECK (source IN ('sheet', 'api', 'hrm')),
    CONSTRAINT outcome_record_revision_uq UNIQUE (candidate_id, kind, period, revision),
    CONSTRAINT outcome_record_revision_ck CHECK (revision >= 1),
    CONSTRAINT outcome_record_pinned_ck CHECK ((interview_id IS NULL) = (plan_sha256 = '')),
    CONSTRAINT outcome_record_candidate_id_fk FOREIGN KEY(candidate_id) REFERENCES candidate (id),
    CONSTRAINT outcome_record_interview_id_fk FOREIGN KEY(interview_id) REFERENCES interview (id)
);
CREATE INDEX outcome_record_interview_id_ix ON outcome_record (interview_id)
"""

WEIGHT_SET = """
CREATE TABLE weight_set (
    id TEXT NOT NULL,
    job_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    weights JSONB NOT NULL,
    basis JSONB NOT NULL,
    reason_sealed BYTEA NOT NULL,
    activated_by TEXT NOT NULL,
    activated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT weight_set_pk PRIMARY KEY (id),
    CONSTRAINT weight_set_number_uq UNIQUE (job_id, number),
    CONSTRAINT weight_set_number_ck CHECK (number >= 1),
    CONSTRAINT weight_set_job_id_fk FOREIGN KEY(job_id) REFERENCES job (id),
    CONSTRAINT weight_set_activated_by_fk FOREIGN KEY(activated_by) REFERENCES staff (id)
)
"""

# refuse_change() is from 0004: a correction is a further row, never another text in the old one.
NEVER_REWRITTEN = """
CREATE TRIGGER outcome_record_append_only_tg BEFORE UPDATE OR DELETE ON outcome_record
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER outcome_record_no_truncate_tg BEFORE TRUNCATE ON outcome_record
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER weight_set_append_only_tg BEFORE UPDATE OR DELETE ON weight_set
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER weight_set_no_truncate_tg BEFORE TRUNCATE ON weight_set
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""


def upgrade() -> None:
    for statements in (OUTCOME_RECORD, WEIGHT_SET, NEVER_REWRITTEN):
        op.execute(statements)
