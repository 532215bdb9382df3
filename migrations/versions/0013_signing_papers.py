"""Removing the papers that were laid down to be signed."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KINDS = """
ALTER TABLE outbox DROP CONSTRAINT outbox_kind_ck;
ALTER TABLE outbox ADD CONSTRAINT outbox_kind_ck CHECK (kind IN ('card.invitation', 'card.reschedule', 'card.offer', 'card.reminder', 'card.progress', 'card.report', 'card.result', 'card.update', 'message.text', 'job.run', 'contract.sign', 'contract.standing', 'contract.clear', 'contract.pre_entry', 'contract.reminder'))
"""


def upgrade() -> None:
    op.execute(KINDS)
