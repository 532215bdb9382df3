"""What is promised about keeping and erasing holds in the database and on the disk."""

import subprocess
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import func, select

from hiring.access import load_access
from hiring.commands import EraseCandidate, InviteCandidate
from hiring.errors import BoundaryError, Conflict, Erased, Forbidden, NotFound, Transient, Unauthenticated
from hiring.model.contract import ContractState
from hiring.model.delivery import CardKind, OutboxKind
from hiring.model.interview import InterviewState
from hiring.model.people import Actor, Role
from hiring.model.processing import ArtifactKind
from hiring.usecases.identity import read_session
from hiring.usecases.inviting import invite_candidate, secret_sha256
from hiring.usecases.keeping import KeepingPolicy, Kept, erase_candidate, sweep_retention
from hiring.usecases.processing import lease_task, save_artifact
from storage import tables
from storage.clock import RandomIds
from storage.database import open_storage
from storage.reads.audit_log import audit_page
from storage.reads.candidates import candidate_list
from storage.reads.interviews import interview_list
from storage.services import postgres_program
from tests.factories import (
    NOON,
    a_candidate,
    a_card,
    a_contract,
    a_link,
    a_report,
    a_reschedule,
    a_session,
    a_story,
    a_task,
    a_text_answer,
    an_actor,
    an_answer,
    an_artifact,
    an_inbox_row,
    an_interview,
    an_upload,
    store,
)
from tests.hiring.conftest import Office

POLICY = KeepingPolicy(recordings=timedelta(days=30), personal=timedelta(days=180))
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
HR = Actor(staff_id="st_hr", roles=frozenset({Role.HR}))
S = InterviewState
KEY = "iv_1/up_1"


def recorded(office, **interview):
    """ca_1's interview with one real recording, closed at noon unless told otherwise."""
    facts = {"state": S.EXPIRED, "closed_at": NOON} | interview
    story = a_story(
        office.new_uow(),
        an_answer(id="an_1", media_key=KEY, media_bytes=3),
        an_upload(id="up_1", media_key=KEY, length=3, offset=3, completed_at=NOON),
        **facts,
    )
    record(office.media, KEY)
    return story


def record(media, media_key):
    with media.writer(media_key, "ca_1", offset=0) as writer:
        writer.append(b"abc")
        writer.seal()


def sweep(office, media=None):
    return sweep_retention(
        uow=office.new_uow(), media=media or office.media, clock=office.clock, ids=office.ids, policy=POLICY
    )


def erase(office, actor=HR):
    office.run(erase_candidate, EraseCandidate(actor, "ca_1"), media=office.media)


def files(tmp_path):
    return [path for path in (tmp_path / "media").rglob("*") if path.is_file()]


def audit(office, action):
    with office.new_uow() as uow:
        return [(x.actor, x.resource, x.facts) for x in audit_page(uow.session) if x.action == action]


def media_of(office, answer_id="an_1"):
    with office.new_uow() as uow:
        answer = uow.answers.get(answer_id)
        return answer.media_key, answer.media_sha256, answer.media_bytes


def test_recordings_go_after_thirty_days_and_not_before(office, tmp_path):
    recorded(office)
    office.clock.set(NOON + 30 * DAY - HOUR)
    assert sweep(office) == Kept(0, 0, 0)
    assert len(files(tmp_path)) == 1
    office.clock.set(NOON + 30 * DAY)
    assert sweep(office) == Kept(1, 0, 0)
    assert files(tmp_path) == []
    assert media_of(office) == (None, None, None)
    assert audit(office, "media.delete") == [("system", "interview:iv_1", {"recordings": "1"})]
    assert sweep(office) == Kept(0, 0, 0)


def test_unfinished_and_replaced_recordings_go_too(office, tmp_path):
    a_story(
        office.new_uow(),
        an_answer(id="an_1", media_key=None, media_sha256=None, media_bytes=None),
        an_upload(id="up_1", media_key=KEY, answer_id="an_1"),
        state=S.WITHDRAWN,
        closed_at=NOON,
    )
    with office.media.writer(KEY, "ca_1", offset=0) as writer:
        writer.append(b"ab")
    assert len(files(tmp_path)) > 0
    office.clock.set(NOON + 31 * DAY)
    assert sweep(office).recordings == 1
    assert files(tmp_path) == []


def test_the_person_is_erased_after_180_days(office, tmp_path):
    recorded(office)
    office.clock.set(NOON + 180 * DAY)
    assert sweep(office) == Kept(1, 1, 0)
    with office.new_uow() as uow, pytest.raises(Erased, match="CA410"):
        uow.people.get_candidate("ca_1")
    assert audit(office, "candidate.erase") == [("system", "candidate:ca_1", {"why": "retention"})]
    assert sweep(office) == Kept(0, 0, 0)


def test_nothing_of_an_open_interview_is_touched_however_old(office, tmp_path):
    recorded(office)
    with office.new_uow() as uow:
        store(uow, [an_interview(id="iv_2", round=2, state=S.SUBMITTED)])
        uow.commit()
    office.clock.set(NOON + 4000 * DAY)
    assert sweep(office) == Kept(1, 0, 0)  # iv_1's recordings; the person has an interview under way
    with office.new_uow() as uow:
        assert uow.people.get_candidate("ca_1").name == "王小明"


def test_someone_never_invited_is_erased_too(office):
    with office.new_uow() as uow:
        store(uow, [a_candidate(id="ca_1")])
        uow.commit()
    office.clock.set(NOON + 180 * DAY)
    assert sweep(office).candidates == 1


class BreakingMedia:
    """Deletes the file, then dies, as a process killed before its commit does."""

    def __init__(self, media):
        self.media = media

    def delete(self, media_key):
        self.media.delete(media_key)
        raise Transient("media_io")


def test_a_crash_after_the_file_leaves_a_row_that_the_next_look_settles(office, tmp_path):
    recorded(office)
    office.clock.set(NOON + 30 * DAY)
    with pytest.raises(BoundaryError):
        sweep(office, BreakingMedia(office.media))
    assert files(tmp_path) == []
    assert media_of(office)[0] == KEY
    assert audit(office, "media.delete") == []
    assert sweep(office) == Kept(1, 0, 0)
    assert media_of(office)[0] is None


def test_stored_replies_live_for_a_day_and_other_messages_longer(office):
    with office.new_uow() as uow:
        store(
            uow,
            [
                an_inbox_row(source="api", key="old", received_at=NOON - 25 * HOUR),
                an_inbox_row(source="api", key="new", received_at=NOON - 23 * HOUR),
                an_inbox_row(source="bot", key="msg", received_at=NOON - 25 * HOUR),
            ],
        )
        uow.commit()
    assert sweep(office) == Kept(0, 0, 1)
    with office.new_uow() as uow:
        assert set(uow.session.scalars(select(tables.inbox.c.key))) == {"new", "msg"}


@pytest.mark.parametrize("state", [S.SUBMITTED, S.REPORTED])
def test_erasing_waits_while_an_interview_is_under_review(office, tmp_path, state):
    recorded(office, state=state, closed_at=None)
    with pytest.raises(Conflict, match="CA409"):
        erase(office)
    assert len(files(tmp_path)) == 1
    with office.new_uow() as uow:
        assert uow.people.get_candidate("ca_1").phone == "13800001234"


def test_erasing_calls_running_interviews_off_and_ends_links_and_sessions(office, tmp_path):
    story = recorded(office, state=S.IN_PROGRESS, closed_at=None)
    with office.new_uow() as uow:
        mine = {"candidate_id": "ca_1", "staff_id": None}
        store(uow, [a_session(token_sha256=secret_sha256("secret"), **mine), a_link(token_sha256="e" * 64)])
        uow.commit()
    erase(office, an_actor(story.candidate))
    assert files(tmp_path) == []
    with office.new_uow() as uow:
        assert uow.interviews.get("iv_1").state == S.WITHDRAWN
        assert uow.deliveries.lock_link("e" * 64).revoked_at == NOON
    with pytest.raises(Unauthenticated):
        read_session("secret", uow=office.new_uow(), clock=office.clock)
    who = "candidate:ca_1"
    assert audit(office, "candidate.erase") == [(who, "candidate:ca_1", {"why": "wish"})]
    assert audit(office, "interview.withdraw") == [(who, "interview:iv_1", {})]


def test_erasing_twice_says_that_it_is_done(office):
    recorded(office)
    erase(office)
    with pytest.raises(Erased, match="CA410"):
        erase(office)
    with pytest.raises(NotFound, match="CA404"):
        office.run(erase_candidate, EraseCandidate(HR, "ca_9"), media=office.media)


def test_nobody_else_erases_and_a_link_to_one_of_two_interviews_does_not(office):
    story = recorded(office)
    stranger = Actor(candidate_id="ca_2", roles=frozenset({Role.CANDIDATE}))
    manager = an_actor(story.manager)
    link = Actor(candidate_id="ca_1", roles=frozenset({Role.CANDIDATE}), interview_id="iv_1")
    with office.new_uow() as uow:
        store(uow, [an_interview(id="iv_2", round=2, state=S.EXPIRED, closed_at=NOON)])
        uow.commit()
    for actor in (stranger, manager, link):
        with pytest.raises(Forbidden, match="AC403"):
            erase(office, actor)


def test_a_link_to_the_only_interview_erases(office):
    recorded(office)
    erase(office, Actor(candidate_id="ca_1", roles=frozenset({Role.CANDIDATE}), interview_id="iv_1"))
    assert len(audit(office, "candidate.erase")) == 1


def test_an_erased_person_is_not_invited_again_but_may_come_anew(office):
    recorded(office)
    erase(office)
    again = InviteCandidate(HR, "ca_1", "jb_1", "st_manager", NOON + DAY, NOON + 2 * DAY, round=2)
    with pytest.raises(Erased, match="CA410"):
        office.run(invite_candidate, again)
    with office.new_uow() as uow:
        assert uow.people.find_candidate_by_phone("13800001234") is None
        assert uow.people.find_candidate_by_dingtalk("user-ca_1") is None
        store(uow, [a_candidate(id="ca_2", dingtalk_user_id="user-ca_1")])
        uow.commit()


def test_lists_show_that_the_person_was_erased(office):
    recorded(office)
    erase(office)
    with office.new_uow() as uow:
        (person,), (line,) = candidate_list(uow.session), interview_list(uow.session)
    assert (person.name, person.phone_masked, person.in_dingtalk) == ("（已删除）", "", False)
    assert line.candidate_name == "（已删除）"


def test_what_an_engine_finishes_after_the_erasure_is_not_kept(office):
    recorded(office, state=S.IN_PROGRESS, closed_at=None)
    with office.new_uow() as uow:
        store(uow, [a_task(id="tk_1")])
        uow.commit()
    ports = {"clock": office.clock, "ids": office.ids}
    lease = lease_task("tk_1", uow=office.new_uow(), **ports)
    erase(office)
    computed = {"engine": "e", "engine_version": "1", "input_sha256": "b" * 64, "payload_json": "{}"}
    assert not save_artifact(lease, ArtifactKind.TRANSCRIPT, **computed, uow=office.new_uow(), **ports)
    with office.new_uow() as uow:
        assert uow.session.scalar(select(func.count()).select_from(tables.artifact)) == 0


@pytest.fixture
def real_office(own_database_url, master_key, clock, tmp_path):
    """Storage whose commits are real, so that the whole database can be dumped."""
    storage = open_storage(
        database_url=own_database_url, media_url=f"file://{tmp_path}/media", master_key=master_key
    )
    access = load_access(Path(__file__).parents[2] / "config" / "permissions.toml")
    yield Office(storage.new_uow, access, clock, RandomIds(), storage.media)
    storage.engine.dispose()


def test_after_the_erasure_neither_dump_nor_disk_holds_the_person(real_office, own_database_url, tmp_path):
    office = real_office
    recorded(office, state=S.CONFIRMED, closed_at=None)
    with office.new_uow() as uow:
        more = [
            a_text_answer(id="an_2", question_key="q2"),
            a_reschedule(),
            an_artifact(),
            a_report(id="rp_1"),
        ]
        store(uow, [*more, a_card(), a_card(CardKind.PROGRESS, recipient="user-st_hr")])
        uow.commit()
    erase(office)
    program = [postgres_program("pg_dump"), "--data-only", "--inserts", own_database_url]
    dump = subprocess.run(program, capture_output=True, check=True, timeout=60).stdout.decode()
    for secret in ("王小明", "13800001234", "wang@example.com", "user-ca_1", "我先倾听客户", "那天要考试"):
        assert secret not in dump
        assert secret.encode().hex() not in dump  # bytea is dumped as hex
    assert "user-st_hr" in dump  # the dump holds the rows, so the search would have found the others
    assert files(tmp_path) == []
    with psycopg.connect(own_database_url) as connection:
        keys = connection.execute("SELECT wrapped FROM data_key WHERE subject = 'candidate:ca_1'").fetchall()
    assert keys == [(None,)]


def with_contract(office, state, **facts):
    """ca_1's closed interview with a contract in that state, its papers laid down."""
    story = recorded(office)
    with office.new_uow() as uow:
        row = a_contract(id="co_1", sign_reference="folder:signing/co_1")
        store(uow, [row])
        if state not in (ContractState.DRAFT, ContractState.SUBMITTED, ContractState.WITHDRAWN):
            row.approved_by, row.approved_at = "st_manager", NOON
        row.state = state
        row.signed_at = NOON if state == ContractState.SIGNED else None
        uow.commit()
    return story


@pytest.mark.parametrize("state", [ContractState.APPROVED, ContractState.SIGNED])
def test_an_employees_contract_is_not_erased_as_an_applicants_file(office, state):
    with_contract(office, state)
    with pytest.raises(Conflict, match="CA412"):
        erase(office)
    assert office.posted(OutboxKind.CONTRACT_CLEAR) == []


@pytest.mark.parametrize(
    "state", [ContractState.DRAFT, ContractState.SUBMITTED, ContractState.DECLINED, ContractState.WITHDRAWN]
)
def test_erasing_calls_a_draft_off_and_takes_the_papers_away(office, state):
    with_contract(office, state)
    erase(office)
    (row,) = office.posted(OutboxKind.CONTRACT_CLEAR)
    assert row["payload"]["contract_id"] == "co_1"
    after = state if state == ContractState.DECLINED else ContractState.WITHDRAWN
    with office.new_uow() as uow:
        held = uow.session.scalar(select(tables.contract.c.state))
    assert held == after


def test_retention_takes_the_papers_of_those_who_did_not_sign(office):
    with_contract(office, ContractState.EXPIRED)
    office.clock.set(NOON + 181 * DAY)
    assert sweep(office).candidates == 1
    assert len(office.posted(OutboxKind.CONTRACT_CLEAR)) == 1
