"""Rules that only triggers can hold: who decides, what is pinned, what is never rewritten."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# product.md: nobody is rejected, or approved, without a named person's decision row.
# Checked at commit, because the verdict and the state are written one after the other.
DECISION_FIRST = """
CREATE FUNCTION interview_needs_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM decision
        WHERE decision.interview_id = NEW.id
          AND decision.outcome = CASE NEW.state WHEN 'approved' THEN 'approve' ELSE 'reject' END
    ) THEN
        RAISE EXCEPTION 'interview % can''t become % without a matching decision', NEW.id, NEW.state
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'interview_decision_tg';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER interview_decision_tg
    AFTER INSERT OR UPDATE OF state ON interview DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.state IN ('approved', 'rejected'))
    EXECUTE FUNCTION interview_needs_decision()
"""

NEVER_REWRITTEN = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME;
END $$;
CREATE TRIGGER decision_append_only_tg BEFORE UPDATE OR DELETE ON decision
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decision_no_truncate_tg BEFORE TRUNCATE ON decision
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_append_only_tg BEFORE UPDATE OR DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_no_truncate_tg BEFORE TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""

# An interview asks what it asked when it was created, whatever became of the job since.
PINNED = """
CREATE TRIGGER interview_plan_pinned_tg BEFORE UPDATE OF plan, plan_sha256 ON interview
    FOR EACH ROW WHEN (OLD.plan IS DISTINCT FROM NEW.plan OR OLD.plan_sha256 IS DISTINCT FROM NEW.plan_sha256)
    EXECUTE FUNCTION refuse_change()
"""


def upgrade() -> None:
    for statements in (DECISION_FIRST, NEVER_REWRITTEN, PINNED):
        op.execute(statements)
