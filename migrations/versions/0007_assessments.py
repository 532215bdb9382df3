"""Written tests and background checks, and the weights of the parts."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

WEIGHTS = """
ALTER TABLE job ADD COLUMN interview_weight FLOAT DEFAULT '1' NOT NULL;
ALTER TABLE job ADD COLUMN written_weight FLOAT DEFAULT '0' NOT NULL;
ALTER TABLE job ADD CONSTRAINT job_weights_ck CHECK (interview_weight > 0 AND written_weight >= 0)
"""

ASSESSMENT = """
CREATE TABLE assessment (
    id TEXT NOT NULL,
    seq BIGINT GENERATED ALWAYS AS IDENTITY,
    candidate_id TEXT NOT NULL,
    job_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    result_sealed BYTEA NOT NULL,
    note_sealed BYTEA,
    source_sealed BYTEA,
    taken_on DATE NOT NULL,
    entered_by TEXT NOT NULL,
    entered_at TIMESTAMP WITH TIME ZONE NOT NULL,
    supersedes TEXT,
    CONSTRAINT assessment_pk PRIMARY KEY (id),
    CONSTRAINT assessment_kind_ck CHECK (kind IN ('written_test', 'background_check')),
    CONSTRAINT assessment_supersedes_uq UNIQUE (supersedes),
    CONSTRAINT assessment_candidate_id_fk FOREIGN KEY(candidate_id) REFERENCES candidate (id),
    CONSTRAINT assessment_job_id_fk FOREIGN KEY(job_id) REFERENCES job (id),
    CONSTRAINT assessment_entered_by_fk FOREIGN KEY(entered_by) REFERENCES staff (id),
    CONSTRAINT assessment_supersedes_fk FOREIGN KEY(supersedes) REFERENCES assessment (id)
);
CREATE INDEX assessment_job_ix ON assessment (job_id, candidate_id);
CREATE UNIQUE INDEX assessment_first_uq ON assessment (candidate_id, job_id, kind) WHERE supersedes IS NULL;
CREATE TRIGGER assessment_append_only_tg BEFORE UPDATE OR DELETE ON assessment
    FOR EACH ROW EXECUTE FUNCTION refuse_change()
"""


def upgrade() -> None:
    for statements in (WEIGHTS, ASSESSMENT):
        op.execute(statements)
