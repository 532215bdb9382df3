"""Blind ratings, stored scoring profiles, and the rules about both."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

RATING = """
CREATE TABLE rating (
    id TEXT NOT NULL,
    answer_id TEXT NOT NULL,
    interview_id TEXT NOT NULL,
    candidate_id TEXT NOT NULL,
    rater_id TEXT NOT NULL,
    question_key TEXT NOT NULL,
    dimension TEXT NOT NULL,
    rubric_sha256 TEXT NOT NULL,
    level INTEGER,
    obstacle TEXT,
    note_sealed BYTEA,
    blind BOOLEAN NOT NULL,
    revision INTEGER NOT NULL,
    supersedes TEXT,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT rating_pk PRIMARY KEY (id),
    CONSTRAINT rating_answer_id_fk FOREIGN KEY(answer_id) REFERENCES answer (id),
    CONSTRAINT rating_interview_id_fk FOREIGN KEY(interview_id) REFERENCES interview (id),
    CONSTRAINT rating_candidate_id_fk FOREIGN KEY(candidate_id) REFERENCES candidate (id),
    CONSTRAINT rating_rater_id_fk FOREIGN KEY(rater_id) REFERENCES staff (id),
    CONSTRAINT rating_supersedes_fk FOREIGN KEY(supersedes) REFERENCES rating (id),
    CONSTRAINT rating_supersedes_uq UNIQUE (supersedes),
    CONSTRAINT rating_revision_uq UNIQUE (answer_id, rater_id, revision),
    CONSTRAINT rating_level_ck CHECK (level BETWEEN 1 AND 5),
    CONSTRAINT rating_obstacle_ck CHECK (obstacle IN ('unreadable', 'known_person', 'outside_field', 'other')),
    CONSTRAINT rating_word_ck CHECK (num_nonnulls(level, obstacle) = 1),
    CONSTRAINT rating_revision_ck CHECK (revision >= 1 AND (revision = 1) = (supersedes IS NULL))
);
CREATE INDEX rating_interview_id_ix ON rating (interview_id);
CREATE INDEX rating_rater_id_ix ON rating (rater_id)
"""

PROFILE = """
CREATE TABLE scoring_profile (
    version TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    base_version TEXT,
    body TEXT NOT NULL,
    created_by TEXT,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    state TEXT NOT NULL,
    CONSTRAINT scoring_profile_pk PRIMARY KEY (version),
    CONSTRAINT scoring_profile_sha256_uq UNIQUE (sha256),
    CONSTRAINT scoring_profile_base_version_fk FOREIGN KEY(base_version) REFERENCES scoring_profile (version),
    CONSTRAINT scoring_profile_created_by_fk FOREIGN KEY(created_by) REFERENCES staff (id),
    CONSTRAINT scoring_profile_state_ck CHECK (state IN ('shipped', 'draft', 'active', 'replaced', 'retired')),
    CONSTRAINT scoring_profile_hash_ck CHECK (sha256 = encode(sha256(convert_to(body, 'UTF8')), 'hex')),
    CONSTRAINT scoring_profile_base_ck CHECK ((state = 'shipped') = (base_version IS NULL)),
    CONSTRAINT scoring_profile_author_ck CHECK ((state = 'shipped') = (created_by IS NULL))
);
CREATE UNIQUE INDEX scoring_profile_active_uq ON scoring_profile (state) WHERE state = 'active';
CREATE TABLE profile_change (
    id TEXT NOT NULL,
    version TEXT NOT NULL,
    action TEXT NOT NULL,
    reason TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT profile_change_pk PRIMARY KEY (id),
    CONSTRAINT profile_change_version_fk FOREIGN KEY(version) REFERENCES scoring_profile (version),
    CONSTRAINT profile_change_action_ck CHECK (action IN ('activate', 'retire')),
    CONSTRAINT profile_change_changed_by_fk FOREIGN KEY(changed_by) REFERENCES staff (id)
);
CREATE INDEX profile_change_version_ix ON profile_change (version)
"""

# A rating and a profile's content are what they were; a correction or a refit is a row of its own.
NEVER_REWRITTEN = """
CREATE TRIGGER rating_append_only_tg BEFORE UPDATE OR DELETE ON rating
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rating_no_truncate_tg BEFORE TRUNCATE ON rating
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER profile_change_append_only_tg BEFORE UPDATE OR DELETE ON profile_change
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER profile_change_no_truncate_tg BEFORE TRUNCATE ON profile_change
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER scoring_profile_content_tg
    BEFORE UPDATE OF version, sha256, base_version, body, created_by, created_at ON scoring_profile
    FOR EACH ROW WHEN (ROW(OLD.version, OLD.sha256, OLD.base_version, OLD.body, OLD.created_by, OLD.created_at)
        IS DISTINCT FROM ROW(NEW.version, NEW.sha256, NEW.base_version, NEW.body, NEW.created_by, NEW.created_at))
    EXECUTE FUNCTION refuse_change();
CREATE TRIGGER scoring_profile_no_delete_tg BEFORE DELETE ON scoring_profile
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER scoring_profile_no_truncate_tg BEFORE TRUNCATE ON scoring_profile
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""

# No profile is in use, or out of it for good, without a named person's row. Checked at commit, as for decisions.
PERSON_FIRST = """
CREATE FUNCTION profile_needs_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM profile_change
        WHERE profile_change.version = NEW.version
          AND profile_change.action = CASE NEW.state WHEN 'retired' THEN 'retire' ELSE 'activate' END
    ) THEN
        RAISE EXCEPTION 'profile % can''t become % without a matching change', NEW.version, NEW.state
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'scoring_profile_change_tg';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER scoring_profile_change_tg
    AFTER INSERT OR UPDATE OF state ON scoring_profile DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.state IN ('active', 'replaced', 'retired'))
    EXECUTE FUNCTION profile_needs_change()
"""


def upgrade() -> None:
    for statements in (RATING, PROFILE, NEVER_REWRITTEN, PERSON_FIRST):
        op.execute(statements)
