"""Personal columns: unreadable without the master key, and bound to their place."""

import subprocess
from datetime import timedelta

import pytest
from sqlalchemy import text

from hiring.errors import Erased
from storage.data_keys import DataKeys
from storage.keyring import KeyDestroyed, KeyProblem, Keyring
from storage.sealing import SealBroken
from storage.services import postgres_program
from storage.uow import SqlUnitOfWork
from tests.factories import (
    NOON,
    a_candidate,
    a_decision,
    a_report,
    a_reschedule,
    a_story,
    a_text_answer,
    an_answer,
    an_artifact,
    an_inbox_row,
)

SECRETS = (
    "王小明",
    "13800001234",
    "wang@example.com",
    "倾听客户",
    "要考试",
    "转写内容",
    "评语",
    "案例具体",
    "进度",
)


def a_full_story(uow):
    a_story(
        uow,
        an_answer(id="an_1"),
        a_text_answer(id="an_2", question_key="q2"),
        a_reschedule(id="rs_1", reply="那就换到周五，加油要考试"),
        an_artifact(payload='{"text":"转写内容"}'),
        a_report(id="rp_1", payload='{"composite":1,"note":"评语"}'),
        a_decision(),
        an_inbox_row(key="m1"),
    )


def test_a_dump_of_the_database_holds_no_personal_text(own_uow_factory, own_database_url):
    a_full_story(own_uow_factory())
    dump = subprocess.run(
        [postgres_program("pg_dump"), own_database_url], check=True, capture_output=True, timeout=60
    ).stdout
    assert b"iv_1" in dump
    for secret in SECRETS:
        assert secret.encode() not in dump
        assert secret.encode().hex().encode() not in dump  # how a dump shows bytes


def test_changing_a_sealed_value_seals_it_anew(uow):
    a_story(uow)
    with uow:
        before = uow.session.scalar(text("SELECT name_sealed FROM candidate"))
        candidate = uow.people.get_candidate("ca_1")
        candidate.name, candidate.phone = "王大明", ""
        uow.commit()
    with uow:
        assert uow.session.scalar(text("SELECT name_sealed FROM candidate")) != before
        assert (uow.people.get_candidate("ca_1").name, uow.people.get_candidate("ca_1").phone) == (
            "王大明",
            "",
        )
        assert uow.people.find_candidate_by_phone("13800001234") is None


def test_what_a_change_left_alone_stays_readable(uow):
    a_story(uow)
    with uow:
        uow.people.get_candidate("ca_1").dingtalk_user_id = "elsewhere"
        uow.commit()
    with uow:
        assert uow.people.get_candidate("ca_1").name == "王小明"


@pytest.mark.parametrize(
    "swap",
    [
        "UPDATE candidate SET name_sealed = (SELECT email_sealed FROM candidate WHERE id = 'ca_1') WHERE id = 'ca_1'",
        "UPDATE candidate SET name_sealed = (SELECT name_sealed FROM candidate WHERE id = 'ca_2') WHERE id = 'ca_1'",
        "UPDATE candidate SET name_sealed = set_byte(name_sealed, 40, get_byte(name_sealed, 40) # 1)",
        "UPDATE candidate SET name_sealed = substring(name_sealed FOR 20)",
        "UPDATE candidate SET name_sealed = 'x'",
    ],
    ids=["other column", "other candidate", "one bit", "cut short", "not sealed"],
)
def test_a_moved_or_altered_value_is_a_loud_error(uow, swap):
    a_story(uow, a_candidate(id="ca_2"))
    with uow:
        uow.session.execute(text(swap))
        uow.session.expire_all()
        with pytest.raises(SealBroken):
            uow.people.get_candidate("ca_1")


def test_a_value_moved_to_another_row_of_the_same_person_is_a_loud_error(uow):
    a_story(uow, a_text_answer(id="an_1"), a_text_answer(id="an_2", question_key="q2"))
    with uow:
        move = "UPDATE answer SET text_sealed = (SELECT text_sealed FROM answer WHERE id = 'an_1') WHERE id = 'an_2'"
        uow.session.execute(text(move))
        with pytest.raises(SealBroken, match="altered or moved"):
            uow.answers.get("an_2")


def test_another_master_key_opens_nothing(uow, sessions):
    a_story(uow)
    with SqlUnitOfWork(sessions, Keyring(b"k" * 32)) as stranger, pytest.raises(KeyProblem, match="not here"):
        stranger.people.get_candidate("ca_1")


def test_a_missing_data_key_is_a_loud_error(uow):
    a_story(uow)
    with uow:
        uow.session.execute(text("DELETE FROM data_key"))
        with pytest.raises(KeyProblem, match="no data key"):
            uow.people.get_candidate("ca_1")


def test_a_wrapped_key_given_to_another_candidate_does_not_open(uow):
    a_story(uow, a_candidate(id="ca_2"))
    with uow:
        theirs = "(SELECT wrapped FROM data_key WHERE subject = 'candidate:ca_2')"
        uow.session.execute(text(f"UPDATE data_key SET wrapped = {theirs} WHERE subject = 'candidate:ca_1'"))
        with pytest.raises(KeyProblem, match="does not open"):
            uow.people.get_candidate("ca_1")


def test_a_rotation_changes_keys_not_data(uow, sessions, master_key):
    a_full_story(uow)
    with uow:
        sealed = uow.session.scalar(text("SELECT name_sealed FROM candidate"))
    new = Keyring(b"n" * 32, older=[master_key])
    with SqlUnitOfWork(sessions, new) as rotating:
        assert (
            DataKeys(rotating.session, new).rewrap_all() == 3
        )  # the candidate's, the inbox's, the phone index's
        rotating.commit()
    with SqlUnitOfWork(sessions, Keyring(b"n" * 32)) as after:
        assert after.people.find_candidate_by_phone("13800001234").name == "王小明"
        assert after.session.scalar(text("SELECT name_sealed FROM candidate")) == sealed


def test_a_destroyed_key_takes_everything_with_it_and_does_not_come_back(uow, keyring):
    a_full_story(uow)
    with uow:
        keys, later = DataKeys(uow.session, keyring), NOON + timedelta(days=30)
        assert keys.destroy("ca_1", now=later)
        assert not keys.destroy("ca_1", now=later)
        uow.commit()
    with uow:
        for read in (
            lambda: uow.people.get_candidate("ca_1"),
            lambda: uow.answers.get("an_2"),
            lambda: uow.processing.get_report("rp_1"),
            lambda: uow.processing.find_decision("iv_1"),
        ):
            with pytest.raises(Erased, match="CA410"):
                read()
        with pytest.raises(KeyDestroyed):
            DataKeys(uow.session, keyring).get_or_create("candidate:ca_1")


def test_a_key_does_not_show_itself(keyring):
    key, _ = keyring.create("candidate:ca_1")
    assert repr(key) == f"DataKey({key.id})"


def test_a_short_master_key_is_refused():
    with pytest.raises(ValueError, match="32"):
        Keyring(b"short")
