"""Files from outside for the linter: sealed, read as leased tasks, erased within the hour."""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

OUTSIDE_TEXT = """
CREATE TABLE outside_text (
    id TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    file_name_sealed BYTEA,
    content_sealed BYTEA,
    text_sealed BYTEA,
    notes_sealed BYTEA,
    state TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    lease_token TEXT,
    leased_until TIMESTAMP WITH TIME ZONE,
    finished_at TIMESTAMP WITH TIME ZONE,
    error_code TEXT NOT NULL,
    CONSTRAINT outside_text_pk PRIMARY KEY (id),
    CONSTRAINT outside_text_state_ck CHECK (state IN ('queued', 'running', 'done', 'skipped', 'failed')),
    CONSTRAINT outside_text_attempt_ck CHECK (attempt >= 0),
    CONSTRAINT outside_text_lease_ck CHECK ((lease_token IS NULL) = (leased_until IS NULL)),
    CONSTRAINT outside_text_running_ck CHECK ((state = 'running') = (lease_token IS NOT NULL)),
    CONSTRAINT outside_text_finished_ck CHECK ((state IN ('done', 'skipped', 'failed')) = (finished_at IS NOT NULL)),
    CONSTRAINT outside_text_emptied_ck CHECK (finished_at IS NULL OR content_sealed IS NULL),
    CONSTRAINT outside_text_read_ck CHECK ((state = 'done') = (text_sealed IS NOT NULL)),
    CONSTRAINT outside_text_created_by_fk FOREIGN KEY(created_by) REFERENCES staff (id)
);
CREATE INDEX outside_text_created_at_ix ON outside_text (created_at);
CREATE INDEX outside_text_unfinished_ix ON outside_text (state, leased_until) WHERE finished_at IS NULL
"""


def upgrade() -> None:
    op.execute(OUTSIDE_TEXT)
