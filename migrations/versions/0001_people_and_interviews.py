"""Keys, people, jobs, interviews, reschedule requests."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

DATA_KEY = """
CREATE TABLE data_key (
    id TEXT NOT NULL,
    subject TEXT NOT NULL,
    wrapped BYTEA,
    kek_id TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    destroyed_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT data_key_pk PRIMARY KEY (id),
    CONSTRAINT data_key_destroyed_ck CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL)),
    CONSTRAINT data_key_subject_uq UNIQUE (subject)
)
"""

STAFF = """
CREATE TABLE staff (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    dingtalk_user_id TEXT NOT NULL,
    union_id TEXT NOT NULL,
    roles TEXT[] NOT NULL,
    active BOOLEAN NOT NULL,
    CONSTRAINT staff_pk PRIMARY KEY (id),
    CONSTRAINT staff_roles_ck CHECK (roles <@ ARRAY['candidate', 'interviewer', 'hr', 'manager', 'admin', 'auditor']),
    CONSTRAINT staff_dingtalk_user_id_uq UNIQUE (dingtalk_user_id)
)
"""

CANDIDATE = """
CREATE TABLE candidate (
    id TEXT NOT NULL,
    name_sealed BYTEA NOT NULL,
    phone_sealed BYTEA,
    phone_index BYTEA,
    email_sealed BYTEA,
    dingtalk_user_id TEXT,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT candidate_pk PRIMARY KEY (id),
    CONSTRAINT candidate_phone_ck CHECK ((phone_index IS NULL) = (phone_sealed IS NULL)),
    CONSTRAINT candidate_dingtalk_user_id_uq UNIQUE (dingtalk_user_id)
);
CREATE INDEX candidate_phone_index_ix ON candidate (phone_index)
"""

JOB = """
CREATE TABLE job (
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    manager_ids TEXT[] NOT NULL,
    plan JSONB NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    open BOOLEAN NOT NULL,
    CONSTRAINT job_pk PRIMARY KEY (id)
)
"""

INTERVIEW = """
CREATE TABLE interview (
    id TEXT NOT NULL,
    candidate_id TEXT NOT NULL,
    job_id TEXT NOT NULL,
    round INTEGER NOT NULL,
    manager_id TEXT NOT NULL,
    invited_by TEXT NOT NULL,
    starts_at TIMESTAMP WITH TIME ZONE NOT NULL,
    closes_at TIMESTAMP WITH TIME ZONE NOT NULL,
    plan JSONB NOT NULL,
    plan_sha256 TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    state TEXT NOT NULL,
    confirmed_at TIMESTAMP WITH TIME ZONE,
    started_at TIMESTAMP WITH TIME ZONE,
    submitted_at TIMESTAMP WITH TIME ZONE,
    reported_at TIMESTAMP WITH TIME ZONE,
    closed_at TIMESTAMP WITH TIME ZONE,
    version INTEGER NOT NULL,
    CONSTRAINT interview_pk PRIMARY KEY (id),
    CONSTRAINT interview_state_ck CHECK (state IN ('invited', 'confirmed', 'declined', 'in_progress', 'submitted', 'reported', 'approved', 'rejected', 'withdrawn', 'expired')),
    CONSTRAINT interview_round_uq UNIQUE (candidate_id, job_id, round),
    CONSTRAINT interview_round_ck CHECK (round >= 1),
    CONSTRAINT interview_times_ck CHECK (closes_at > starts_at),
    CONSTRAINT interview_candidate_id_fk FOREIGN KEY(candidate_id) REFERENCES candidate (id),
    CONSTRAINT interview_job_id_fk FOREIGN KEY(job_id) REFERENCES job (id),
    CONSTRAINT interview_manager_id_fk FOREIGN KEY(manager_id) REFERENCES staff (id),
    CONSTRAINT interview_invited_by_fk FOREIGN KEY(invited_by) REFERENCES staff (id)
);
CREATE INDEX interview_job_id_ix ON interview (job_id);
CREATE INDEX interview_manager_id_ix ON interview (manager_id);
CREATE INDEX interview_state_closes_at_ix ON interview (state, closes_at)
"""

RESCHEDULE = """
CREATE TABLE reschedule (
    id TEXT NOT NULL,
    interview_id TEXT NOT NULL,
    candidate_id TEXT NOT NULL,
    proposed_times TIMESTAMP WITH TIME ZONE[] NOT NULL,
    note_sealed BYTEA,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    state TEXT NOT NULL,
    offered_times TIMESTAMP WITH TIME ZONE[] NOT NULL,
    reply_sealed BYTEA,
    decided_by TEXT,
    decided_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT reschedule_pk PRIMARY KEY (id),
    CONSTRAINT reschedule_state_ck CHECK (state IN ('open', 'offered', 'accepted', 'refused', 'superseded')),
    CONSTRAINT reschedule_proposed_times_ck CHECK (cardinality(proposed_times) BETWEEN 1 AND 3),
    CONSTRAINT reschedule_offered_times_ck CHECK (state <> 'offered' OR cardinality(offered_times) BETWEEN 1 AND 3),
    CONSTRAINT reschedule_decided_ck CHECK (state IN ('open', 'offered') OR decided_at IS NOT NULL),
    CONSTRAINT reschedule_interview_id_fk FOREIGN KEY(interview_id) REFERENCES interview (id),
    CONSTRAINT reschedule_candidate_id_fk FOREIGN KEY(candidate_id) REFERENCES candidate (id),
    CONSTRAINT reschedule_decided_by_fk FOREIGN KEY(decided_by) REFERENCES staff (id)
);
CREATE INDEX reschedule_interview_id_ix ON reschedule (interview_id)
"""


def upgrade() -> None:
    for statements in (DATA_KEY, STAFF, CANDIDATE, JOB, INTERVIEW, RESCHEDULE):
        op.execute(statements)
