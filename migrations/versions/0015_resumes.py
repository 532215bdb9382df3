"""Résumés: files and their reading in leased tasks, corrections, matches, merging, screening; what a job asks for."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

RESUME_BATCH = """
CREATE TABLE resume_batch (
    id TEXT NOT NULL,
    source TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    job_id TEXT,
    created_by TEXT,
    CONSTRAINT resume_batch_pk PRIMARY KEY (id),
    CONSTRAINT resume_batch_source_ck CHECK (source IN ('upload', 'sheet', 'console')),
    CONSTRAINT resume_batch_job_id_fk FOREIGN KEY(job_id) REFERENCES job (id),
    CONSTRAINT resume_batch_created_by_fk FOREIGN KEY(created_by) REFERENCES staff (id)
)
"""

RESUME_FILE = """
CREATE TABLE resume_file (
    id TEXT NOT NULL,
    candidate_id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    media_key TEXT NOT NULL,
    media_bytes BIGINT NOT NULL,
    mime_type TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    file_name_sealed BYTEA,
    stored_at TIMESTAMP WITH TIME ZONE,
    unpacked_at TIMESTAMP WITH TIME ZONE,
    read_at TIMESTAMP WITH TIME ZONE,
    degree TEXT NOT NULL,
    years FLOAT,
    city TEXT NOT NULL,
    skills TEXT[] NOT NULL,
    certificates TEXT[] NOT NULL,
    flags TEXT[] NOT NULL,
    fingerprints TEXT[] NOT NULL,
    CONSTRAINT resume_file_pk PRIMARY KEY (id),
    CONSTRAINT resume_file_sha256_ck CHECK (length(sha256) = 64),
    CONSTRAINT resume_file_candidate_id_fk FOREIGN KEY(candidate_id) REFERENCES candidate (id),
    CONSTRAINT resume_file_media_key_uq UNIQUE (media_key)
);
CREATE INDEX resume_file_candidate_id_ix ON resume_file (candidate_id);
CREATE INDEX resume_file_fingerprints_ix ON resume_file USING gin (fingerprints);
CREATE UNIQUE INDEX resume_file_sha256_uq ON resume_file (sha256) WHERE unpacked_at IS NULL;
CREATE INDEX resume_file_skills_ix ON resume_file USING gin (skills)
"""

RESUME_TASK = """
CREATE TABLE resume_task (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    resume_id TEXT NOT NULL,
    candidate_id TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    job_id TEXT,
    batch_id TEXT,
    parent_id TEXT,
    ordinal INTEGER NOT NULL,
    file_name_sealed BYTEA,
    state TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    lease_token TEXT,
    leased_until TIMESTAMP WITH TIME ZONE,
    finished_at TIMESTAMP WITH TIME ZONE,
    error_code TEXT NOT NULL,
    CONSTRAINT resume_task_pk PRIMARY KEY (id),
    CONSTRAINT resume_task_kind_ck CHECK (kind IN ('read', 'match')),
    CONSTRAINT resume_task_state_ck CHECK (state IN ('queued', 'running', 'done', 'skipped', 'failed')),
    CONSTRAINT resume_task_job_ck CHECK ((kind = 'match') <= (job_id IS NOT NULL)),
    CONSTRAINT resume_task_batch_ck CHECK ((kind = 'read') = (batch_id IS NOT NULL)),
    CONSTRAINT resume_task_counts_ck CHECK (ordinal >= 0 AND attempt >= 0),
    CONSTRAINT resume_task_lease_ck CHECK ((lease_token IS NULL) = (leased_until IS NULL)),
    CONSTRAINT resume_task_running_ck CHECK ((state = 'running') = (lease_token IS NOT NULL)),
    CONSTRAINT resume_task_finished_ck CHECK ((state IN ('done', 'skipped', 'failed')) = (finished_at IS NOT NULL)),
    CONSTRAINT resume_task_resume_id_fk FOREIGN KEY(resume_id) REFERENCES resume_file (id),
    CONSTRAINT resume_task_candidate_id_fk FOREIGN KEY(candidate_id) REFERENCES candidate (id),
    CONSTRAINT resume_task_job_id_fk FOREIGN KEY(job_id) REFERENCES job (id),
    CONSTRAINT resume_task_batch_id_fk FOREIGN KEY(batch_id) REFERENCES resume_batch (id)
);
CREATE INDEX resume_task_candidate_id_ix ON resume_task (candidate_id);
CREATE UNIQUE INDEX resume_task_item_uq ON resume_task (batch_id, parent_id, ordinal) NULLS NOT DISTINCT WHERE kind = 'read';
CREATE INDEX resume_task_resume_id_ix ON resume_task (resume_id);
CREATE INDEX resume_task_unfinished_ix ON resume_task (state, leased_until) WHERE finished_at IS NULL
"""

RESUME_PARSE = """
CREATE TABLE resume_parse (
    id TEXT NOT NULL,
    resume_id TEXT NOT NULL,
    candidate_id TEXT NOT NULL,
    parser TEXT NOT NULL,
    payload_sealed BYTEA NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT resume_parse_pk PRIMARY KEY (id),
    CONSTRAINT resume_parse_version_uq UNIQUE (resume_id, parser),
    CONSTRAINT resume_parse_resume_id_fk FOREIGN KEY(resume_id) REFERENCES resume_file (id),
    CONSTRAINT resume_parse_candidate_id_fk FOREIGN KEY(candidate_id) REFERENCES candidate (id)
)
"""

RESUME_CORRECTION = """
CREATE TABLE resume_correction (
    id TEXT NOT NULL,
    resume_id TEXT NOT NULL,
    candidate_id TEXT NOT NULL,
    field TEXT NOT NULL,
    value_sealed BYTEA NOT NULL,
    original_sealed BYTEA,
    corrected_by TEXT NOT NULL,
    corrected_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT resume_correction_pk PRIMARY KEY (id),
    CONSTRAINT resume_correction_field_ck CHECK (field IN ('name', 'phone', 'email', 'expected_city', 'skills', 'certificates', 'work', 'education')),
    CONSTRAINT resume_correction_resume_id_fk FOREIGN KEY(resume_id) REFERENCES resume_file (id),
    CONSTRAINT resume_correction_candidate_id_fk FOREIGN KEY(candidate_id) REFERENCES candidate (id),
    CONSTRAINT resume_correction_corrected_by_fk FOREIGN KEY(corrected_by) REFERENCES staff (id)
);
CREATE INDEX resume_correction_resume_id_ix ON resume_correction (resume_id)
"""

RESUME_MATCH = """
CREATE TABLE resume_match (
    id TEXT NOT NULL,
    resume_id TEXT NOT NULL,
    job_id TEXT NOT NULL,
    candidate_id TEXT NOT NULL,
    matcher TEXT NOT NULL,
    requirements INTEGER NOT NULL,
    payload_sealed BYTEA NOT NULL,
    computed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT resume_match_pk PRIMARY KEY (id),
    CONSTRAINT resume_match_pair_uq UNIQUE (resume_id, job_id),
    CONSTRAINT resume_match_resume_id_fk FOREIGN KEY(resume_id) REFERENCES resume_file (id),
    CONSTRAINT resume_match_job_id_fk FOREIGN KEY(job_id) REFERENCES job (id),
    CONSTRAINT resume_match_candidate_id_fk FOREIGN KEY(candidate_id) REFERENCES candidate (id)
);
CREATE INDEX resume_match_candidate_id_ix ON resume_match (candidate_id);
CREATE INDEX resume_match_job_id_ix ON resume_match (job_id)
"""

JOB_REQUIREMENTS = """
CREATE TABLE job_requirements (
    id TEXT NOT NULL,
    job_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    payload TEXT NOT NULL,
    confirmed_by TEXT NOT NULL,
    confirmed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT job_requirements_pk PRIMARY KEY (id),
    CONSTRAINT job_requirements_number_uq UNIQUE (job_id, number),
    CONSTRAINT job_requirements_number_ck CHECK (number >= 1),
    CONSTRAINT job_requirements_job_id_fk FOREIGN KEY(job_id) REFERENCES job (id),
    CONSTRAINT job_requirements_confirmed_by_fk FOREIGN KEY(confirmed_by) REFERENCES staff (id)
)
"""

RESUME_TWIN = """
CREATE TABLE resume_twin (
    id TEXT NOT NULL,
    candidate_id TEXT NOT NULL,
    other_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    state TEXT NOT NULL,
    decided_by TEXT,
    decided_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT resume_twin_pk PRIMARY KEY (id),
    CONSTRAINT resume_twin_reason_ck CHECK (reason IN ('phone', 'email', 'school')),
    CONSTRAINT resume_twin_state_ck CHECK (state IN ('open', 'distinct')),
    CONSTRAINT resume_twin_pair_uq UNIQUE (candidate_id, other_id),
    CONSTRAINT resume_twin_two_ck CHECK (candidate_id <> other_id),
    CONSTRAINT resume_twin_decided_ck CHECK ((state = 'open') = (decided_by IS NULL)),
    CONSTRAINT resume_twin_by_ck CHECK (num_nonnulls(decided_by, decided_at) IN (0, 2)),
    CONSTRAINT resume_twin_candidate_id_fk FOREIGN KEY(candidate_id) REFERENCES candidate (id),
    CONSTRAINT resume_twin_other_id_fk FOREIGN KEY(other_id) REFERENCES candidate (id),
    CONSTRAINT resume_twin_decided_by_fk FOREIGN KEY(decided_by) REFERENCES staff (id)
);
CREATE INDEX resume_twin_other_id_ix ON resume_twin (other_id)
"""

SCREENING = """
CREATE TABLE screening (
    id TEXT NOT NULL,
    seq BIGINT GENERATED ALWAYS AS IDENTITY,
    job_id TEXT NOT NULL,
    candidate_id TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reason_sealed BYTEA NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at TIMESTAMP WITH TIME ZONE NOT NULL,
    interview_id TEXT,
    CONSTRAINT screening_pk PRIMARY KEY (id),
    CONSTRAINT screening_outcome_ck CHECK (outcome IN ('interview', 'hold')),
    CONSTRAINT screening_hold_ck CHECK (outcome <> 'hold' OR interview_id IS NULL),
    CONSTRAINT screening_job_id_fk FOREIGN KEY(job_id) REFERENCES job (id),
    CONSTRAINT screening_candidate_id_fk FOREIGN KEY(candidate_id) REFERENCES candidate (id),
    CONSTRAINT screening_decided_by_fk FOREIGN KEY(decided_by) REFERENCES staff (id),
    CONSTRAINT screening_interview_id_fk FOREIGN KEY(interview_id) REFERENCES interview (id)
);
CREATE INDEX screening_job_ix ON screening (job_id, candidate_id, seq)
"""

NEVER_REWRITTEN = """
CREATE TRIGGER job_requirements_append_only_tg BEFORE UPDATE OR DELETE ON job_requirements
    FOR EACH ROW EXECUTE FUNCTION refuse_change()
"""

TABLES = (
    RESUME_BATCH,
    RESUME_FILE,
    RESUME_TASK,
    RESUME_PARSE,
    RESUME_CORRECTION,
    RESUME_MATCH,
    JOB_REQUIREMENTS,
    RESUME_TWIN,
    SCREENING,
    NEVER_REWRITTEN,
)


def upgrade() -> None:
    for statements in TABLES:
        op.execute(statements)
