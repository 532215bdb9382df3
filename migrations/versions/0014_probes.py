"""Follow-up questions during the interview: which was chosen, when it was asked, whether it was skipped."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

PROBE = """
CREATE TABLE probe (
    id TEXT NOT NULL,
    interview_id TEXT NOT NULL,
    candidate_id TEXT NOT NULL,
    answer_id TEXT NOT NULL,
    question_key TEXT NOT NULL,
    text TEXT NOT NULL,
    basis_sealed BYTEA NOT NULL,
    chosen_at TIMESTAMP WITH TIME ZONE NOT NULL,
    asked_at TIMESTAMP WITH TIME ZONE,
    skipped_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT probe_pk PRIMARY KEY (id),
    CONSTRAINT probe_answer_uq UNIQUE (answer_id),
    CONSTRAINT probe_skipped_ck CHECK (skipped_at IS NULL OR asked_at IS NOT NULL),
    CONSTRAINT probe_interview_id_fk FOREIGN KEY(interview_id) REFERENCES interview (id),
    CONSTRAINT probe_candidate_id_fk FOREIGN KEY(candidate_id) REFERENCES candidate (id),
    CONSTRAINT probe_answer_id_fk FOREIGN KEY(answer_id) REFERENCES answer (id)
);
CREATE INDEX probe_interview_id_ix ON probe (interview_id)
"""

SETTLED = "ALTER TABLE interview ADD COLUMN probes_settled_at TIMESTAMP WITH TIME ZONE"

KINDS = """
ALTER TABLE processing_task DROP CONSTRAINT processing_task_kind_ck;
ALTER TABLE processing_task ADD CONSTRAINT processing_task_kind_ck
    CHECK (kind IN ('transcribe', 'observe', 'evaluate', 'probe'))
"""


def upgrade() -> None:
    for statements in (PROBE, SETTLED, KINDS):
        op.execute(statements)
