"""Corrected transcripts, and a report's figures apart from its body."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

SUMMARY = "ALTER TABLE report ADD COLUMN summary_sealed BYTEA"

TRANSCRIPT_REVIEW = """
CREATE TABLE transcript_review (
    id TEXT NOT NULL,
    interview_id TEXT NOT NULL,
    candidate_id TEXT NOT NULL,
    opened_at TIMESTAMP WITH TIME ZONE NOT NULL,
    closes_at TIMESTAMP WITH TIME ZONE NOT NULL,
    closed_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT transcript_review_pk PRIMARY KEY (id),
    CONSTRAINT transcript_review_interview_uq UNIQUE (interview_id),
    CONSTRAINT transcript_review_times_ck CHECK (closes_at > opened_at),
    CONSTRAINT transcript_review_interview_id_fk FOREIGN KEY(interview_id) REFERENCES interview (id),
    CONSTRAINT transcript_review_candidate_id_fk FOREIGN KEY(candidate_id) REFERENCES candidate (id)
)
"""

TRANSCRIPT_CORRECTION = """
CREATE TABLE transcript_correction (
    id TEXT NOT NULL,
    interview_id TEXT NOT NULL,
    answer_id TEXT NOT NULL,
    candidate_id TEXT NOT NULL,
    artifact_id TEXT NOT NULL,
    text_sealed BYTEA NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT transcript_correction_pk PRIMARY KEY (id),
    CONSTRAINT transcript_correction_interview_id_fk FOREIGN KEY(interview_id) REFERENCES interview (id),
    CONSTRAINT transcript_correction_answer_id_fk FOREIGN KEY(answer_id) REFERENCES answer (id),
    CONSTRAINT transcript_correction_candidate_id_fk FOREIGN KEY(candidate_id) REFERENCES candidate (id),
    CONSTRAINT transcript_correction_artifact_id_fk FOREIGN KEY(artifact_id) REFERENCES artifact (id)
);
CREATE INDEX transcript_correction_interview_id_ix ON transcript_correction (interview_id);
CREATE TRIGGER transcript_correction_append_only_tg BEFORE UPDATE OR DELETE ON transcript_correction
    FOR EACH ROW EXECUTE FUNCTION refuse_change()
"""


def upgrade() -> None:
    for statements in (SUMMARY, TRANSCRIPT_REVIEW, TRANSCRIPT_CORRECTION):
        op.execute(statements)
