"""Outbox, inbox, cards, links, sessions, audit log."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

OUTBOX = """
CREATE TABLE outbox (
    id TEXT NOT NULL,
    seq BIGINT GENERATED ALWAYS AS IDENTITY,
    kind TEXT NOT NULL,
    ordering_key TEXT NOT NULL,
    dedupe_key TEXT,
    payload JSONB NOT NULL,
    available_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    attempts INTEGER NOT NULL,
    leased_until TIMESTAMP WITH TIME ZONE,
    delivered_at TIMESTAMP WITH TIME ZONE,
    dead_at TIMESTAMP WITH TIME ZONE,
    withdrawn_at TIMESTAMP WITH TIME ZONE,
    last_error TEXT NOT NULL,
    CONSTRAINT outbox_pk PRIMARY KEY (id),
    CONSTRAINT outbox_kind_ck CHECK (kind IN ('card.invitation', 'card.reschedule', 'card.offer', 'card.reminder', 'card.progress', 'card.report', 'card.result', 'card.update', 'message.text', 'job.run')),
    CONSTRAINT outbox_attempts_ck CHECK (attempts >= 0),
    CONSTRAINT outbox_outcome_ck CHECK (num_nonnulls(delivered_at, dead_at) <= 1)
);
CREATE UNIQUE INDEX outbox_dedupe_uq ON outbox (dedupe_key) WHERE delivered_at IS NULL AND dead_at IS NULL AND withdrawn_at IS NULL AND (leased_until IS NULL OR kind <> 'card.update');
CREATE INDEX outbox_interview_ix ON outbox ((payload ->> 'interview_id'));
CREATE INDEX outbox_order_ix ON outbox (ordering_key);
CREATE INDEX outbox_pending_ix ON outbox (ordering_key, seq) WHERE delivered_at IS NULL AND dead_at IS NULL AND withdrawn_at IS NULL
"""

INBOX = """
CREATE TABLE inbox (
    source TEXT NOT NULL,
    key TEXT NOT NULL,
    body_sealed BYTEA,
    received_at TIMESTAMP WITH TIME ZONE NOT NULL,
    handled_at TIMESTAMP WITH TIME ZONE,
    attempts INTEGER NOT NULL,
    last_error TEXT NOT NULL,
    CONSTRAINT inbox_pk PRIMARY KEY (source, key),
    CONSTRAINT inbox_emptied_ck CHECK (handled_at IS NULL OR body_sealed IS NULL)
);
CREATE INDEX inbox_unhandled_ix ON inbox (source, received_at) WHERE handled_at IS NULL
"""

CARD = """
CREATE TABLE card (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    interview_id TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    recipient TEXT NOT NULL,
    delivered_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT card_pk PRIMARY KEY (id),
    CONSTRAINT card_kind_ck CHECK (kind IN ('invitation', 'reschedule', 'offer', 'reminder', 'progress', 'report', 'result')),
    CONSTRAINT card_interview_id_fk FOREIGN KEY(interview_id) REFERENCES interview (id)
);
CREATE INDEX card_interview_id_ix ON card (interview_id)
"""

LINK_TOKEN = """
CREATE TABLE link_token (
    token_sha256 TEXT NOT NULL,
    interview_id TEXT NOT NULL,
    candidate_id TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    used_at TIMESTAMP WITH TIME ZONE,
    revoked_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT link_token_pk PRIMARY KEY (token_sha256),
    CONSTRAINT link_token_hash_ck CHECK (length(token_sha256) = 64),
    CONSTRAINT link_token_interview_id_fk FOREIGN KEY(interview_id) REFERENCES interview (id),
    CONSTRAINT link_token_candidate_id_fk FOREIGN KEY(candidate_id) REFERENCES candidate (id)
);
CREATE INDEX link_token_interview_id_ix ON link_token (interview_id)
"""

BROWSER_SESSION = """
CREATE TABLE browser_session (
    token_sha256 TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    last_seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
    candidate_id TEXT,
    staff_id TEXT,
    interview_id TEXT,
    revoked_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT browser_session_pk PRIMARY KEY (token_sha256),
    CONSTRAINT browser_session_hash_ck CHECK (length(token_sha256) = 64),
    CONSTRAINT browser_session_person_ck CHECK (num_nonnulls(candidate_id, staff_id) >= 1),
    CONSTRAINT browser_session_candidate_id_fk FOREIGN KEY(candidate_id) REFERENCES candidate (id),
    CONSTRAINT browser_session_staff_id_fk FOREIGN KEY(staff_id) REFERENCES staff (id),
    CONSTRAINT browser_session_interview_id_fk FOREIGN KEY(interview_id) REFERENCES interview (id)
)
"""

AUDIT = """
CREATE TABLE audit (
    seq BIGINT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    resource TEXT NOT NULL,
    facts JSONB NOT NULL,
    prev_hash BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    CONSTRAINT audit_pk PRIMARY KEY (seq),
    CONSTRAINT audit_chain_ck CHECK (seq >= 1 AND length(prev_hash) = 32 AND length(hash) = 32),
    CONSTRAINT audit_hash_uq UNIQUE (hash)
);
CREATE INDEX audit_resource_ix ON audit (resource, seq)
"""


def upgrade() -> None:
    for statements in (OUTBOX, INBOX, CARD, LINK_TOKEN, BROWSER_SESSION, AUDIT):
        op.execute(statements)
