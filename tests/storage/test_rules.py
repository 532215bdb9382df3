"""Each rule that the database keeps, broken once."""

import copy
import hashlib
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from hiring.model.answer import ConsentKind
from hiring.model.interview import InterviewState
from hiring.model.processing import Outcome, TaskKind
from storage.repositories.finding import constraint_of
from tests.factories import (
    NOON,
    a_candidate,
    a_card,
    a_clause_policy,
    a_consent,
    a_contract,
    a_contract_version,
    a_decision,
    a_link,
    a_probe,
    a_report,
    a_reschedule,
    a_review,
    a_session,
    a_staff,
    a_story,
    a_task,
    a_text_answer,
    a_weight_set,
    an_answer,
    an_artifact,
    an_exercise,
    an_inbox_row,
    an_interview,
    an_outbox_row,
    an_outcome,
    an_upload,
    store,
)
from tests.storage.resume_breakers import RESUME_BREAKERS


@pytest.fixture
def story(uow):
    rows = [
        an_answer(id="an_1"),
        an_upload(id="up_1", length=100),
        a_consent(id="cn_1"),
        an_exercise(id="ex_1"),
        a_probe(id="pb_1"),
        a_reschedule(id="rs_1"),
        a_task(id="tk_1"),
        an_artifact(id="ar_1"),
        a_report(id="rp_1"),
        a_review(id="tr_1"),
        an_outcome(),
        a_weight_set(),
        a_card(id="cd_1"),
        a_link(token_sha256="1" * 64),
        a_session(token_sha256="2" * 64),
        an_inbox_row(key="m1"),
        an_outbox_row(id="ob_1"),
        a_contract(id="co_1"),
        a_contract_version(id="cv_1"),
        a_clause_policy(id="cp_1"),
    ]
    return a_story(uow, *rows)


def _an_outcome(*, kind="entry", revision=1, source="sheet", plan=""):
    return (
        f"INSERT INTO outcome_record VALUES ('o', 'ca_1', NULL, '{kind}', '', {revision}, 'sealed', '{source}',"
        f" 'staff:st_hr', now(), '{plan}', '', '')"
    )


_AN_OUTCOME = _an_outcome()

_ANSWERED = (
    "INSERT INTO appeal (id, interview_id, candidate_id, reason_sealed, requested_at,"
    " outcome, reply_sealed, answered_by, answered_at) VALUES ('ap_x', 'iv_1', 'ca_1', 'x', now(), "
)


def a_rating_row(*, key="rt_1", rater="st_hr", level="3", obstacle="NULL", revision="1"):
    return (
        f"INSERT INTO rating VALUES ('{key}', 'an_1', 'iv_1', 'ca_1', '{rater}', 'q1', '服务意识', 'sha', {level},"
        f" {obstacle}, NULL, true, {revision}, NULL, now())"
    )


def a_profile_row(*, body="{}", base="NULL", author="NULL", state="shipped"):
    """The hash is that of "{}"."""
    sha256 = hashlib.sha256(b"{}").hexdigest()
    return (
        f"INSERT INTO scoring_profile VALUES ('1', '{sha256}', {base}, '{body}', {author}, now(), '{state}')"
    )


BREAKERS = {
    "appeal_outcome_ck": f"{_ANSWERED}'maybe', 'x', 'st_hr', now())",
    "appeal_answered_ck": f"{_ANSWERED}'upheld', NULL, 'st_hr', now())",
    "assessment_kind_ck": (
        "INSERT INTO assessment (id, candidate_id, job_id, kind, result_sealed, taken_on, entered_by, entered_at)"
        " VALUES ('as_x', 'ca_1', 'jb_1', 'guess', 'x', '2026-01-01', 'st_hr', now())"
    ),
    "job_weights_ck": "UPDATE job SET interview_weight = 0",
    "transcript_review_times_ck": "UPDATE transcript_review SET closes_at = opened_at",
    "staff_roles_ck": "UPDATE staff SET roles = '{king}'",
    "candidate_phone_ck": "UPDATE candidate SET phone_index = NULL",
    "data_key_destroyed_ck": "UPDATE data_key SET wrapped = NULL",
    "interview_state_ck": "UPDATE interview SET state = 'lost'",
    "interview_round_ck": "UPDATE interview SET round = 0",
    "interview_times_ck": "UPDATE interview SET closes_at = starts_at",
    "interview_plan_pinned_tg": "UPDATE interview SET plan = '{}'",
    "reschedule_state_ck": "UPDATE reschedule SET state = 'maybe', decided_at = now()",
    "reschedule_proposed_times_ck": "UPDATE reschedule SET proposed_times = '{}'",
    "reschedule_offered_times_ck": "UPDATE reschedule SET state = 'offered'",
    "reschedule_decided_ck": "UPDATE reschedule SET state = 'accepted'",
    "answer_modality_ck": "UPDATE answer SET modality = 'smell'",
    "answer_state_ck": "UPDATE answer SET state = 'lost'",
    "answer_take_ck": "UPDATE answer SET take = 0",
    "answer_media_ck": "UPDATE answer SET media_bytes = NULL",
    "answer_media_key_ck": "UPDATE answer SET media_key = NULL",
    "answer_received_ck": "UPDATE answer SET received_at = NULL",
    "upload_offset_ck": "UPDATE upload SET offset_bytes = 101",
    "upload_completed_ck": "UPDATE upload SET completed_at = now()",
    "probe_skipped_ck": "UPDATE probe SET skipped_at = now()",
    "exercise_finished_ck": "UPDATE exercise SET finished_at = now()",
    "consent_kind_ck": "UPDATE consent SET kind = 'soul'",
    "processing_task_kind_ck": "UPDATE processing_task SET kind = 'guess'",
    "processing_task_state_ck": "UPDATE processing_task SET state = 'lost'",
    "processing_task_answer_ck": "UPDATE processing_task SET answer_id = NULL",
    "processing_task_counts_ck": "UPDATE processing_task SET attempt = -1",
    "processing_task_lease_ck": "UPDATE processing_task SET lease_token = 't'",
    "processing_task_running_ck": "UPDATE processing_task SET state = 'running'",
    "processing_task_finished_ck": "UPDATE processing_task SET state = 'done'",
    "artifact_kind_ck": "UPDATE artifact SET kind = 'aura'",
    "report_generation_ck": "UPDATE report SET generation = 0",
    "outbox_kind_ck": "UPDATE outbox SET kind = 'pigeon'",
    "outbox_attempts_ck": "UPDATE outbox SET attempts = -1",
    "outbox_outcome_ck": "UPDATE outbox SET delivered_at = now(), dead_at = now()",
    "inbox_emptied_ck": "UPDATE inbox SET handled_at = now()",
    "card_kind_ck": "UPDATE card SET kind = 'joker'",
    "link_token_hash_ck": "UPDATE link_token SET token_sha256 = 'short'",
    "browser_session_hash_ck": "UPDATE browser_session SET token_sha256 = 'short'",
    "browser_session_person_ck": "UPDATE browser_session SET staff_id = NULL",
    "rating_level_ck": a_rating_row(level="6"),
    "rating_obstacle_ck": a_rating_row(level="NULL", obstacle="'tired'"),
    "rating_word_ck": a_rating_row(obstacle="'unreadable'"),
    "rating_revision_ck": a_rating_row(revision="2"),
    "rating_revision_uq": f"{a_rating_row()}; {a_rating_row(key='rt_2')}",
    "rating_rater_id_fk": a_rating_row(rater="nobody"),
    "rating_append_only_tg": f"{a_rating_row()}; UPDATE rating SET level = 1",
    "scoring_profile_state_ck": a_profile_row(state="better", base="'1'", author="'st_hr'"),
    "scoring_profile_hash_ck": a_profile_row(body="altered"),
    "scoring_profile_base_ck": a_profile_row(base="'1'"),
    "scoring_profile_author_ck": a_profile_row(author="'st_hr'"),
    "scoring_profile_content_tg": f"{a_profile_row()}; UPDATE scoring_profile SET created_at = now() - interval '1 day'",
    "scoring_profile_no_delete_tg": f"{a_profile_row()}; DELETE FROM scoring_profile",
    "profile_change_action_ck": (
        f"{a_profile_row()}; INSERT INTO profile_change VALUES ('c', '1', 'praise', 'because', 'st_hr', now())"
    ),
    "profile_change_append_only_tg": (
        f"{a_profile_row()}; INSERT INTO profile_change VALUES ('c', '1', 'retire', 'because', 'st_hr', now());"
        " DELETE FROM profile_change"
    ),
    "interview_candidate_id_fk": "UPDATE interview SET candidate_id = 'nobody'",
    "contract_state_ck": "UPDATE contract SET state = 'maybe'",
    "contract_sign_attempt_ck": "UPDATE contract SET sign_attempt = -1",
    "contract_latest_ck": "UPDATE contract SET latest = -1",
    "contract_second_person_ck": "UPDATE contract SET approved_by = 'st_hr', approved_at = now()",
    "contract_approval_ck": "UPDATE contract SET approved_by = 'st_manager'",
    "contract_approved_ck": "UPDATE contract SET state = 'approved'",
    "contract_signed_ck": "UPDATE contract SET signed_at = now()",
    "contract_version_number_ck": "INSERT INTO contract_version VALUES ('v', 'co_1', 'ca_1', 0, 'x', 'st_hr', now())",
    "contract_version_append_only_tg": "UPDATE contract_version SET number = 2",
    "clause_policy_number_ck": "INSERT INTO clause_policy VALUES ('p', 'jb_1', 0, '[]', 'st_hr', now())",
    "clause_policy_append_only_tg": "DELETE FROM clause_policy",
    "decision_report_fk": (
        "INSERT INTO decision VALUES ('d', 'iv_1', 'ca_1', 'rp_9', 'approve', 'sealed', 'st_manager', now())"
    ),
    "decision_decided_by_fk": (
        "INSERT INTO decision VALUES ('d', 'iv_1', 'ca_1', 'rp_1', 'approve', 'sealed', 'nobody', now())"
    ),
    "decision_outcome_ck": (
        "INSERT INTO decision VALUES ('d', 'iv_1', 'ca_1', 'rp_1', 'maybe', 'sealed', 'st_manager', now())"
    ),
    "outcome_record_kind_ck": _an_outcome(kind="rumour"),
    "outcome_record_revision_ck": _an_outcome(revision=0),
    "outcome_record_source_ck": _an_outcome(source="hearsay"),
    "outcome_record_pinned_ck": _an_outcome(plan="abc"),
    "outcome_record_append_only_tg": _AN_OUTCOME + "; UPDATE outcome_record SET period = ''",
    "weight_set_number_ck": (
        "INSERT INTO weight_set VALUES ('w', 'jb_1', 0, '{}', '{}', 'sealed', 'st_hr', now())"
    ),
}
BREAKERS |= RESUME_BREAKERS


@pytest.mark.parametrize(("rule", "statement"), BREAKERS.items(), ids=BREAKERS)
def test_the_database_keeps_its_rule(uow, story, rule, statement):
    with uow, pytest.raises(IntegrityError) as refusal:
        uow.session.execute(text(statement))
    assert constraint_of(refusal.value) == rule


def test_every_check_has_a_breaker(uow):
    with uow:
        checks = set(
            uow.session.scalars(
                text("SELECT conname FROM pg_constraint WHERE contype = 'c' AND conname LIKE '%\\_ck'")
            )
        )
    assert checks - set(BREAKERS) == {"audit_chain_ck"}  # the log can't be changed at all, see test_audit


TWINS = {
    "outcome_record_revision_uq": an_outcome(),
    "weight_set_number_uq": a_weight_set(),
    "staff_dingtalk_user_id_uq": a_staff(dingtalk_user_id="user-st_hr"),
    "candidate_dingtalk_user_id_uq": a_candidate(dingtalk_user_id="user-ca_1"),
    "answer_take_uq": a_text_answer(),
    "answer_media_key_uq": an_answer(take=2, media_key="iv_1/an_1"),
    "exercise_once_uq": an_exercise(),
    "consent_live_uq": a_consent(ConsentKind.RECORDING),
    "processing_task_generation_uq": a_task(),
    "report_generation_uq": a_report(),
    "contract_version_number_uq": a_contract_version(),
}


@pytest.mark.parametrize(("rule", "twin"), TWINS.items(), ids=TWINS)
def test_there_is_only_one(uow, story, rule, twin):
    with uow, pytest.raises(IntegrityError) as refusal:
        store(uow, [copy.deepcopy(twin)])
    assert constraint_of(refusal.value) == rule


def test_there_is_one_evaluation_of_a_generation_though_it_has_no_answer(uow, story):
    with uow, pytest.raises(IntegrityError, match="processing_task_generation_uq"):
        store(uow, [a_task(TaskKind.EVALUATE), a_task(TaskKind.EVALUATE)])


def test_a_consent_may_be_given_again_after_it_was_withdrawn(uow, story):
    with uow:
        (consent,) = uow.answers.consents("iv_1")
        consent.withdrawn_at = NOON
        store(uow, [a_consent(ConsentKind.RECORDING)])
        uow.commit()


PERSONLESS = {
    "activated": "UPDATE scoring_profile SET state = 'active' WHERE version = 'draft'",
    "retired": "UPDATE scoring_profile SET state = 'retired' WHERE version = 'draft'",
}


def two_profiles():
    draft = hashlib.sha256(b"[]").hexdigest()
    values = f"('draft', '{draft}', '1', '[]', 'st_hr', now(), 'draft')"
    return f"{a_profile_row()}; INSERT INTO scoring_profile VALUES {values}"


@pytest.mark.parametrize("statement", PERSONLESS.values(), ids=PERSONLESS)
def test_no_profile_is_put_into_use_or_out_of_it_without_a_persons_row(uow, story, statement):
    with uow:
        uow.session.execute(text(two_profiles()))
        uow.session.execute(text(statement))
        with pytest.raises(IntegrityError, match="without a matching change"):
            uow.commit()


@pytest.mark.parametrize("state", [InterviewState.APPROVED, InterviewState.REJECTED])
def test_nobody_is_decided_without_a_decision(uow, story, state):
    with uow:
        uow.interviews.get("iv_1").state = state
        with pytest.raises(IntegrityError, match="without a matching decision"):
            uow.commit()


def test_the_state_must_match_the_decision(uow, story):
    with uow:
        uow.processing.add_decision(a_decision(outcome=Outcome.APPROVE))
        uow.interviews.get("iv_1").state = InterviewState.REJECTED
        with pytest.raises(IntegrityError, match="without a matching decision"):
            uow.commit()


def test_an_interview_is_not_created_decided_either(uow, story):
    with uow:
        uow.interviews.add(an_interview(round=2, state=InterviewState.REJECTED))
        with pytest.raises(IntegrityError, match="without a matching decision"):
            uow.commit()


def test_a_named_decision_decides_in_either_order(uow, story):
    with uow:
        uow.interviews.get("iv_1").state = InterviewState.APPROVED
        uow.session.flush()
        uow.processing.add_decision(a_decision(outcome=Outcome.APPROVE))
        uow.commit()
    with uow:
        assert uow.interviews.get("iv_1").state == InterviewState.APPROVED


@pytest.mark.parametrize(
    "missing",
    [{"decided_by": None}, {"reason": ""}, {"report_id": "rp_other"}],
    ids=["person", "reason", "report"],
)
def test_a_decision_names_a_person_a_reason_and_the_report(uow, story, missing):
    with uow, pytest.raises(IntegrityError):
        uow.processing.add_decision(a_decision(**missing))


def test_a_decision_on_another_interviews_report_is_refused(uow, story):
    with uow:
        store(uow, [an_interview(id="iv_2", round=2)])
        with pytest.raises(IntegrityError, match="decision_report_fk"):
            uow.processing.add_decision(a_decision(interview_id="iv_2", report_id="rp_1"))


@pytest.mark.parametrize(
    "statement", ["UPDATE decision SET outcome = 'reject'", "DELETE FROM decision", "TRUNCATE decision"]
)
def test_a_decision_is_never_rewritten(uow, story, statement):
    with uow:
        uow.processing.add_decision(a_decision())
        with pytest.raises(DBAPIError, match="append-only"):
            uow.session.execute(text(statement))


def test_a_contract_is_not_approved_by_whoever_wrote_an_earlier_version(uow, story):
    with uow:
        store(uow, [a_contract_version(number=2, created_by="st_manager")])
        contract = uow.contracts.lock("co_1")
        contract.approved_by, contract.approved_at = "st_manager", NOON
        with pytest.raises(IntegrityError, match="drafted by the one who approves"):
            uow.commit()


def test_no_version_is_added_once_the_contract_left_the_draft(uow, story):
    with uow:
        uow.contracts.lock("co_1").state = "submitted"
        uow.session.flush()
        with pytest.raises(IntegrityError, match="no draft any more"):
            store(uow, [a_contract_version(number=2)])


def test_a_naive_time_never_reaches_the_database(uow):
    with uow, pytest.raises(Exception, match="naive"):
        uow.people.add_candidate(a_candidate(created_at=NOON.replace(tzinfo=None)))


def test_an_unknown_kind_of_value_never_reaches_the_database(uow, story):
    with uow:
        uow.interviews.get("iv_1").state = "lost"
        with pytest.raises(DBAPIError.__mro__[1], match="lost"):
            uow.commit()


def test_a_moved_interview_keeps_its_length(uow, story):
    with uow:
        interview = uow.interviews.lock("iv_1")
        interview.move_to(interview.starts_at + timedelta(days=3))
        uow.commit()
    with uow:
        assert uow.interviews.get("iv_1").closes_at - uow.interviews.get("iv_1").starts_at == timedelta(
            days=1
        )
