"""Requests for a human review of a result."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

APPEAL = """
CREATE TABLE appeal (
    id TEXT NOT NULL,
    interview_id TEXT NOT NULL,
    candidate_id TEXT NOT NULL,
    reason_sealed BYTEA NOT NULL,
    requested_at TIMESTAMP WITH TIME ZONE NOT NULL,
    outcome TEXT,
    reply_sealed BYTEA,
    answered_by TEXT,
    answered_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT appeal_pk PRIMARY KEY (id),
    CONSTRAINT appeal_interview_uq UNIQUE (interview_id),
    CONSTRAINT appeal_outcome_ck CHECK (outcome IN ('upheld', 'new_round')),
    CONSTRAINT appeal_answered_ck CHECK (num_nonnulls(outcome, reply_sealed, answered_by, answered_at) IN (0, 4)),
    CONSTRAINT appeal_interview_id_fk FOREIGN KEY(interview_id) REFERENCES interview (id),
    CONSTRAINT appeal_candidate_id_fk FOREIGN KEY(candidate_id) REFERENCES candidate (id),
    CONSTRAINT appeal_answered_by_fk FOREIGN KEY(answered_by) REFERENCES staff (id)
)
"""


def upgrade() -> None:
    op.execute(APPEAL)
