"""Answers, uploads, consents, tasks, artifacts, reports, decisions."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ANSWER = """
CREATE TABLE answer (
    id TEXT NOT NULL,
    interview_id TEXT NOT NULL,
    candidate_id TEXT NOT NULL,
    question_key TEXT NOT NULL,
    take INTEGER NOT NULL,
    modality TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    state TEXT NOT NULL,
    text_sealed BYTEA,
    mime_type TEXT NOT NULL,
    media_key TEXT,
    media_sha256 TEXT,
    media_bytes BIGINT,
    received_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT answer_pk PRIMARY KEY (id),
    CONSTRAINT answer_modality_ck CHECK (modality IN ('video', 'voice', 'text')),
    CONSTRAINT answer_state_ck CHECK (state IN ('recording', 'received', 'replaced')),
    CONSTRAINT answer_take_uq UNIQUE (interview_id, question_key, take),
    CONSTRAINT answer_take_ck CHECK (take >= 1),
    CONSTRAINT answer_media_ck CHECK (num_nonnulls(media_sha256, media_bytes) IN (0, 2)),
    CONSTRAINT answer_media_key_ck CHECK (media_sha256 IS NULL OR media_key IS NOT NULL),
    CONSTRAINT answer_received_ck CHECK (state <> 'received' OR received_at IS NOT NULL),
    CONSTRAINT answer_interview_id_fk FOREIGN KEY(interview_id) REFERENCES interview (id),
    CONSTRAINT answer_candidate_id_fk FOREIGN KEY(candidate_id) REFERENCES candidate (id),
    CONSTRAINT answer_media_key_uq UNIQUE (media_key)
)
"""

UPLOAD = """
CREATE TABLE upload (
    id TEXT NOT NULL,
    answer_id TEXT NOT NULL,
    candidate_id TEXT NOT NULL,
    media_key TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    length_bytes BIGINT,
    offset_bytes BIGINT NOT NULL,
    completed_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT upload_pk PRIMARY KEY (id),
    CONSTRAINT upload_offset_ck CHECK (offset_bytes >= 0 AND offset_bytes <= length_bytes),
    CONSTRAINT upload_completed_ck CHECK (completed_at IS NULL OR (length_bytes IS NOT NULL AND offset_bytes = length_bytes)),
    CONSTRAINT upload_answer_id_fk FOREIGN KEY(answer_id) REFERENCES answer (id),
    CONSTRAINT upload_candidate_id_fk FOREIGN KEY(candidate_id) REFERENCES candidate (id)
);
CREATE INDEX upload_answer_id_ix ON upload (answer_id)
"""

CONSENT = """
CREATE TABLE consent (
    id TEXT NOT NULL,
    interview_id TEXT NOT NULL,
    candidate_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    text_version TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    granted_at TIMESTAMP WITH TIME ZONE NOT NULL,
    withdrawn_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT consent_pk PRIMARY KEY (id),
    CONSTRAINT consent_kind_ck CHECK (kind IN ('notice', 'recording', 'face', 'voice')),
    CONSTRAINT consent_interview_id_fk FOREIGN KEY(interview_id) REFERENCES interview (id),
    CONSTRAINT consent_candidate_id_fk FOREIGN KEY(candidate_id) REFERENCES candidate (id)
);
CREATE UNIQUE INDEX consent_live_uq ON consent (interview_id, kind) WHERE withdrawn_at IS NULL
"""

PROCESSING_TASK = """
CREATE TABLE processing_task (
    id TEXT NOT NULL,
    interview_id TEXT NOT NULL,
    candidate_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    answer_id TEXT,
    generation INTEGER NOT NULL,
    state TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    lease_token TEXT,
    leased_until TIMESTAMP WITH TIME ZONE,
    finished_at TIMESTAMP WITH TIME ZONE,
    error_code TEXT NOT NULL,
    CONSTRAINT processing_task_pk PRIMARY KEY (id),
    CONSTRAINT processing_task_kind_ck CHECK (kind IN ('transcribe', 'observe', 'evaluate')),
    CONSTRAINT processing_task_state_ck CHECK (state IN ('queued', 'running', 'done', 'skipped', 'failed')),
    CONSTRAINT processing_task_generation_uq UNIQUE NULLS NOT DISTINCT (interview_id, kind, answer_id, generation),
    CONSTRAINT processing_task_answer_ck CHECK ((kind = 'evaluate') = (answer_id IS NULL)),
    CONSTRAINT processing_task_counts_ck CHECK (generation >= 1 AND attempt >= 0),
    CONSTRAINT processing_task_lease_ck CHECK ((lease_token IS NULL) = (leased_until IS NULL)),
    CONSTRAINT processing_task_running_ck CHECK ((state = 'running') = (lease_token IS NOT NULL)),
    CONSTRAINT processing_task_finished_ck CHECK ((state IN ('done', 'skipped', 'failed')) = (finished_at IS NOT NULL)),
    CONSTRAINT processing_task_interview_id_fk FOREIGN KEY(interview_id) REFERENCES interview (id),
    CONSTRAINT processing_task_candidate_id_fk FOREIGN KEY(candidate_id) REFERENCES candidate (id),
    CONSTRAINT processing_task_answer_id_fk FOREIGN KEY(answer_id) REFERENCES answer (id)
);
CREATE INDEX processing_task_unfinished_ix ON processing_task (state, leased_until) WHERE finished_at IS NULL
"""

ARTIFACT = """
CREATE TABLE artifact (
    id TEXT NOT NULL,
    answer_id TEXT NOT NULL,
    candidate_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    engine TEXT NOT NULL,
    engine_version TEXT NOT NULL,
    input_sha256 TEXT NOT NULL,
    payload_sealed BYTEA NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT artifact_pk PRIMARY KEY (id),
    CONSTRAINT artifact_kind_ck CHECK (kind IN ('transcript', 'face')),
    CONSTRAINT artifact_computation_uq UNIQUE (answer_id, kind, engine, engine_version, input_sha256),
    CONSTRAINT artifact_answer_id_fk FOREIGN KEY(answer_id) REFERENCES answer (id),
    CONSTRAINT artifact_candidate_id_fk FOREIGN KEY(candidate_id) REFERENCES candidate (id)
)
"""

REPORT = """
CREATE TABLE report (
    id TEXT NOT NULL,
    interview_id TEXT NOT NULL,
    candidate_id TEXT NOT NULL,
    generation INTEGER NOT NULL,
    rubric_sha256 TEXT NOT NULL,
    payload_sealed BYTEA NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT report_pk PRIMARY KEY (id),
    CONSTRAINT report_generation_uq UNIQUE (interview_id, generation),
    CONSTRAINT report_interview_uq UNIQUE (id, interview_id),
    CONSTRAINT report_generation_ck CHECK (generation >= 1),
    CONSTRAINT report_interview_id_fk FOREIGN KEY(interview_id) REFERENCES interview (id),
    CONSTRAINT report_candidate_id_fk FOREIGN KEY(candidate_id) REFERENCES candidate (id)
)
"""

DECISION = """
CREATE TABLE decision (
    id TEXT NOT NULL,
    interview_id TEXT NOT NULL,
    candidate_id TEXT NOT NULL,
    report_id TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reason_sealed BYTEA NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT decision_pk PRIMARY KEY (id),
    CONSTRAINT decision_outcome_ck CHECK (outcome IN ('approve', 'reject')),
    CONSTRAINT decision_interview_uq UNIQUE (interview_id),
    CONSTRAINT decision_report_fk FOREIGN KEY(report_id, interview_id) REFERENCES report (id, interview_id),
    CONSTRAINT decision_interview_id_fk FOREIGN KEY(interview_id) REFERENCES interview (id),
    CONSTRAINT decision_candidate_id_fk FOREIGN KEY(candidate_id) REFERENCES candidate (id),
    CONSTRAINT decision_decided_by_fk FOREIGN KEY(decided_by) REFERENCES staff (id)
)
"""


def upgrade() -> None:
    for statements in (ANSWER, UPLOAD, CONSENT, PROCESSING_TASK, ARTIFACT, REPORT, DECISION):
        op.execute(statements)
