"""Signing: how it ended, the attempt whose answer is not known, the hashes of the paper and of the signed copy."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

CONTRACT = """
ALTER TABLE contract
    ADD COLUMN sign_attempt INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN paper_sha256 TEXT NOT NULL DEFAULT '',
    ADD COLUMN signed_sha256 TEXT NOT NULL DEFAULT '',
    ADD CONSTRAINT contract_sign_attempt_ck CHECK (sign_attempt >= 0);
ALTER TABLE contract
    ALTER COLUMN sign_attempt DROP DEFAULT,
    ALTER COLUMN paper_sha256 DROP DEFAULT,
    ALTER COLUMN signed_sha256 DROP DEFAULT,
    DROP CONSTRAINT contract_state_ck,
    DROP CONSTRAINT contract_approved_ck;
ALTER TABLE contract
    ADD CONSTRAINT contract_state_ck CHECK (state IN ('draft', 'submitted', 'approved', 'signed', 'declined', 'expired', 'stopped', 'withdrawn')),
    ADD CONSTRAINT contract_approved_ck CHECK (state NOT IN ('approved', 'signed', 'declined', 'expired', 'stopped') OR approved_by IS NOT NULL);
DROP INDEX contract_live_uq;
CREATE UNIQUE INDEX contract_live_uq ON contract (interview_id) WHERE state NOT IN ('declined', 'expired', 'stopped', 'withdrawn')
"""

KINDS = """
ALTER TABLE outbox DROP CONSTRAINT outbox_kind_ck;
ALTER TABLE outbox ADD CONSTRAINT outbox_kind_ck CHECK (kind IN ('card.invitation', 'card.reschedule', 'card.offer', 'card.reminder', 'card.progress', 'card.report', 'card.result', 'card.update', 'message.text', 'job.run', 'contract.sign', 'contract.standing', 'contract.pre_entry', 'contract.reminder'))
"""


def upgrade() -> None:
    op.execute(CONTRACT)
    op.execute(KINDS)
