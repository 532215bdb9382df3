"""Contracts: drafted in versions, approved by a second person; a job's own thresholds for proposals."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

CONTRACT = """
CREATE TABLE contract (
    id TEXT NOT NULL,
    interview_id TEXT NOT NULL,
    candidate_id TEXT NOT NULL,
    job_id TEXT NOT NULL,
    author_id TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    latest INTEGER NOT NULL,
    state TEXT NOT NULL,
    submitted_at TIMESTAMP WITH TIME ZONE,
    approved_by TEXT,
    approved_at TIMESTAMP WITH TIME ZONE,
    signed_at TIMESTAMP WITH TIME ZONE,
    note_sealed BYTEA,
    sign_reference TEXT NOT NULL,
    pre_entry_reference TEXT NOT NULL,
    CONSTRAINT contract_pk PRIMARY KEY (id),
    CONSTRAINT contract_interview_id_fk FOREIGN KEY(interview_id) REFERENCES interview (id),
    CONSTRAINT contract_candidate_id_fk FOREIGN KEY(candidate_id) REFERENCES candidate (id),
    CONSTRAINT contract_job_id_fk FOREIGN KEY(job_id) REFERENCES job (id),
    CONSTRAINT contract_author_id_fk FOREIGN KEY(author_id) REFERENCES staff (id),
    CONSTRAINT contract_approved_by_fk FOREIGN KEY(approved_by) REFERENCES staff (id),
    CONSTRAINT contract_state_ck CHECK (state IN ('draft', 'submitted', 'approved', 'signed', 'withdrawn')),
    CONSTRAINT contract_latest_ck CHECK (latest >= 0),
    CONSTRAINT contract_second_person_ck CHECK (approved_by <> author_id),
    CONSTRAINT contract_approval_ck CHECK (num_nonnulls(approved_by, approved_at) IN (0, 2)),
    CONSTRAINT contract_approved_ck CHECK (state NOT IN ('approved', 'signed') OR approved_by IS NOT NULL),
    CONSTRAINT contract_signed_ck CHECK ((state = 'signed') = (signed_at IS NOT NULL))
);
CREATE UNIQUE INDEX contract_live_uq ON contract (interview_id) WHERE state <> 'withdrawn'
"""

CONTRACT_VERSION = """
CREATE TABLE contract_version (
    id TEXT NOT NULL,
    contract_id TEXT NOT NULL,
    candidate_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    payload_sealed BYTEA NOT NULL,
    created_by TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT contract_version_pk PRIMARY KEY (id),
    CONSTRAINT contract_version_contract_id_fk FOREIGN KEY(contract_id) REFERENCES contract (id),
    CONSTRAINT contract_version_candidate_id_fk FOREIGN KEY(candidate_id) REFERENCES candidate (id),
    CONSTRAINT contract_version_created_by_fk FOREIGN KEY(created_by) REFERENCES staff (id),
    CONSTRAINT contract_version_number_uq UNIQUE (contract_id, number),
    CONSTRAINT contract_version_number_ck CHECK (number >= 1)
)
"""

CLAUSE_POLICY = """
CREATE TABLE clause_policy (
    id TEXT NOT NULL,
    job_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    thresholds JSONB NOT NULL,
    created_by TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT clause_policy_pk PRIMARY KEY (id),
    CONSTRAINT clause_policy_job_id_fk FOREIGN KEY(job_id) REFERENCES job (id),
    CONSTRAINT clause_policy_created_by_fk FOREIGN KEY(created_by) REFERENCES staff (id),
    CONSTRAINT clause_policy_number_uq UNIQUE (job_id, number),
    CONSTRAINT clause_policy_number_ck CHECK (number >= 1)
)
"""

# Whoever wrote any version is no second person, also where another wrote the latest.
SECOND_PERSON = """
CREATE FUNCTION contract_needs_second_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM contract_version
        WHERE contract_version.contract_id = NEW.id AND contract_version.created_by = NEW.approved_by
    ) THEN
        RAISE EXCEPTION 'contract % was drafted by the one who approves it', NEW.id
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'contract_second_person_tg';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER contract_second_person_tg
    AFTER INSERT OR UPDATE OF approved_by ON contract DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.approved_by IS NOT NULL)
    EXECUTE FUNCTION contract_needs_second_person()
"""

# What was approved is what is signed: no version is rewritten, and none is added once it left the draft.
FROZEN = """
CREATE TRIGGER contract_version_append_only_tg BEFORE UPDATE OR DELETE ON contract_version
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER contract_version_no_truncate_tg BEFORE TRUNCATE ON contract_version
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER clause_policy_append_only_tg BEFORE UPDATE OR DELETE ON clause_policy
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE FUNCTION contract_is_draft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM contract WHERE contract.id = NEW.contract_id AND contract.state = 'draft') THEN
        RAISE EXCEPTION 'contract % is no draft any more', NEW.contract_id
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'contract_version_draft_tg';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER contract_version_draft_tg BEFORE INSERT ON contract_version
    FOR EACH ROW EXECUTE FUNCTION contract_is_draft()
"""

KINDS = """
ALTER TABLE outbox DROP CONSTRAINT outbox_kind_ck;
ALTER TABLE outbox ADD CONSTRAINT outbox_kind_ck CHECK (kind IN ('card.invitation', 'card.reschedule', 'card.offer', 'card.reminder', 'card.progress', 'card.report', 'card.result', 'card.update', 'message.text', 'job.run', 'contract.sign', 'contract.pre_entry', 'contract.reminder'))
"""


def upgrade() -> None:
    for statements in (CONTRACT, CONTRACT_VERSION, CLAUSE_POLICY, SECOND_PERSON, FROZEN, KINDS):
        op.execute(statements)
