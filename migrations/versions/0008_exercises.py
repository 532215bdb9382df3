"""Sittings of exercises: timed sums, the inventory."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

EXERCISE = """
CREATE TABLE exercise (
    id TEXT NOT NULL,
    interview_id TEXT NOT NULL,
    candidate_id TEXT NOT NULL,
    exercise_key TEXT NOT NULL,
    started_at TIMESTAMP WITH TIME ZONE NOT NULL,
    sitting_sealed BYTEA,
    finished_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT exercise_pk PRIMARY KEY (id),
    CONSTRAINT exercise_once_uq UNIQUE (interview_id, exercise_key),
    CONSTRAINT exercise_finished_ck CHECK ((finished_at IS NULL) = (sitting_sealed IS NULL)),
    CONSTRAINT exercise_interview_id_fk FOREIGN KEY(interview_id) REFERENCES interview (id),
    CONSTRAINT exercise_candidate_id_fk FOREIGN KEY(candidate_id) REFERENCES candidate (id)
)
"""


def upgrade() -> None:
    op.execute(EXERCISE)
