"""Résumés through the worker: read once, matched, resumable; a bad one is one line in a list."""

import io
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import select

from hiring.errors import Conflict
from hiring.model.people import Actor, Role
from hiring.model.processing import LEASE, MAX_ATTEMPTS, TaskState
from hiring.model.resume import (
    UNREAD_NAME,
    BatchSource,
    CorrectedField,
    ResumeTask,
    ResumeTaskKind,
    ResumeTwin,
    TwinReason,
)
from hiring.resumejson import read_match, read_requirements, read_resume
from hiring.usecases.importing import IncomingFile, OpenBatch, keep_file, open_batch, receive_file
from hiring.usecases.keeping import KeepingPolicy, sweep_retention
from hiring.usecases.reading import lease_resume_task, retry_failed_items, save_work, sweep_resume_tasks
from hiring.usecases.resume_files import CorrectField, OnTwin, correct_field, keep_apart, merge_twins
from hiring.usecases.screening import ConfirmRequirements, confirm_requirements
from scoring.matching.jd import read_job
from tests.factories import a_job, a_story
from tests.resumes.people import a_person
from tests.resumes.resume_factory import the_vocabulary
from workers.attempt import Ended
from workers.resume_work import work_on_resume
from workers.workshop import Workshop

HR = Actor(staff_id="st_hr", roles=frozenset({Role.HR}))
JD = "任职要求：\n1. 本科及以上学历；\n2. 3年以上后端开发经验；\n3. 熟悉Python、MySQL。"


@pytest.fixture
def shop(runtime):
    a_story(runtime.storage.new_uow(), a_job(id="jb_dev", title="后端开发工程师", description=JD))
    runtime.ids.new("ca")  # ca_1 is in the story
    shop = Workshop(runtime)
    yield shop
    if "reader" in shop.__dict__:
        shop.reader.close()


def ports(runtime):
    return {
        "uow": runtime.storage.new_uow(),
        "access": runtime.access,
        "clock": runtime.clock,
        "ids": runtime.ids,
    }


def a_batch(runtime, job_id="jb_dev"):
    return open_batch(OpenBatch(HR, BatchSource.UPLOAD, job_id), **ports(runtime))


def bring(runtime, batch_id, ordinal, content, name="简历.txt"):
    file = IncomingFile(batch_id, ordinal, name, content if isinstance(content, bytes) else content.encode())
    return receive_file(file, actor=HR, media=runtime.storage.media, **ports(runtime))


def tasks_of(runtime):
    with runtime.storage.new_uow() as uow:
        return uow.session.scalars(select(ResumeTask).order_by(ResumeTask.id)).all()


def work_all(shop):
    """Every queued task, and those that came of them."""
    while queued := [task for task in tasks_of(shop.runtime) if task.state == TaskState.QUEUED]:
        for task in queued:
            work_on_resume(task.id, shop)


def file_of(runtime, task_id):
    with runtime.storage.new_uow() as uow:
        return uow.resumes.get_file(uow.resumes.lock_task(task_id).resume_id)


def test_a_file_is_read_named_indexed_and_matched(runtime, shop):
    task_id = bring(runtime, a_batch(runtime), 0, a_person(1))
    assert work_on_resume(task_id, shop) == Ended.DONE
    file = file_of(runtime, task_id)
    with runtime.storage.new_uow() as uow:
        person = uow.people.get_candidate(file.candidate_id)
        body = read_match(uow.resumes.find_match(file.id, "jb_dev").payload)
        assert read_resume(uow.resumes.parse_of(file.id).payload).name.value == person.name != UNREAD_NAME
    assert person.phone == "13100000001"
    assert (file.degree, file.city) == ("本科", "杭州")
    assert {"Python", "MySQL"} <= set(file.skills)
    assert body.score >= 85
    assert body.reasons
    assert not body.missing


def test_the_plain_columns_name_nobody(runtime, shop):
    task_id = bring(runtime, a_batch(runtime), 0, a_person(2, skills="Python、自研引擎王小二"), "王小二.txt")
    work_on_resume(task_id, shop)
    with runtime.storage.engine.connect() as connection:
        from storage.resume_tables import resume_file

        row = connection.execute(select(resume_file)).one()
    plain = " ".join(str(value) for value in row if not isinstance(value, bytes))
    for secret in ("王小二", "13200000002", "person2", "浙江工业大学", "云帆"):
        assert secret not in plain


def test_the_same_file_is_not_read_twice_and_says_so(runtime, shop):
    batch = a_batch(runtime)
    first, again = bring(runtime, batch, 0, a_person(1)), bring(runtime, batch, 1, a_person(1))
    work_all(shop)
    states = {task.id: task.state for task in tasks_of(runtime)}
    assert (states[first], states[again]) == (TaskState.DONE, TaskState.SKIPPED)
    assert file_of(runtime, first).id == file_of(runtime, again).id


def test_a_known_file_imported_for_another_job_is_matched_to_it(runtime, shop):
    first = bring(runtime, a_batch(runtime, None), 0, a_person(1))
    work_all(shop)
    bring(runtime, a_batch(runtime, "jb_dev"), 0, a_person(1))
    work_all(shop)
    with runtime.storage.new_uow() as uow:
        assert uow.resumes.find_match(file_of(runtime, first).id, "jb_dev") is not None


def test_sending_one_place_of_a_batch_twice_makes_one_item(runtime, shop):
    batch = a_batch(runtime)
    assert bring(runtime, batch, 0, a_person(1)) == bring(runtime, batch, 0, a_person(1))
    assert len(tasks_of(runtime)) == 1


def test_content_whose_writing_was_interrupted_is_taken_over(runtime, shop):
    class Dead:
        def writer(self, *_place, **_options):
            raise ConnectionAbortedError

    batch = a_batch(runtime)
    file = IncomingFile(batch, 0, "a.txt", a_person(1).encode())
    with pytest.raises(ConnectionAbortedError):
        receive_file(file, actor=HR, media=Dead(), **ports(runtime))
    assert work_on_resume(bring(runtime, batch, 0, a_person(1)), shop) == Ended.DONE


def test_a_bad_file_fails_with_its_code_and_stops_nobody(runtime, shop):
    batch = a_batch(runtime)
    bad = bring(runtime, batch, 0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧.doc")
    good = bring(runtime, batch, 1, a_person(3))
    work_all(shop)
    states = {task.id: (task.state, task.error_code) for task in tasks_of(runtime)}
    assert states[bad] == (TaskState.FAILED, "EN410")
    assert states[good] == (TaskState.DONE, "")
    assert retry_failed_items(batch, actor=HR, **ports(runtime)) == 1
    work_all(shop)
    assert {task.id: task.error_code for task in tasks_of(runtime)}[bad] == "EN410"


def test_a_file_that_failed_may_come_again(runtime, shop):
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    bring(runtime, a_batch(runtime), 0, content)
    work_all(shop)
    again = bring(runtime, a_batch(runtime), 0, content)
    assert {task.id: task.state for task in tasks_of(runtime)}[again] == TaskState.QUEUED


def an_archive(*members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, content in members:
            packed.writestr(name, content)
    return out.getvalue()


def test_an_archive_becomes_its_members_and_is_thrown_away(runtime, shop):
    archive = an_archive(
        ("a.txt", a_person(1)), ("b.txt", a_person(2)), ("c.zip", an_archive(("d.txt", "x")))
    )
    task_id = bring(runtime, a_batch(runtime), 0, archive, "简历.zip")
    packed = file_of(runtime, task_id)
    work_all(shop)
    members = [task for task in tasks_of(runtime) if task.parent_id == task_id]
    assert [(task.ordinal, task.state) for task in sorted(members, key=lambda task: task.ordinal)] == [
        (0, TaskState.DONE),
        (1, TaskState.DONE),
        (2, TaskState.FAILED),
    ]
    assert file_of(runtime, task_id).unpacked_at is not None
    assert not list((runtime.settings.home / "media").rglob(packed.media_key.rpartition("/")[2] + "*"))


def test_an_archive_cut_off_in_the_middle_doubles_nobody(runtime, shop):
    """A worker died after the first member: the second attempt finds it there and adds the other."""
    archive = an_archive(("a.txt", a_person(1)), ("b.txt", a_person(2)))
    batch = a_batch(runtime)
    task_id = bring(runtime, batch, 0, archive, "简历.zip")
    dead = lease_resume_task(task_id, uow=runtime.storage.new_uow(), clock=runtime.clock, ids=runtime.ids)
    keep_file(
        IncomingFile(batch, 0, "a.txt", a_person(1).encode(), task_id),
        uow=runtime.storage.new_uow(),
        clock=runtime.clock,
        ids=runtime.ids,
        media=runtime.storage.media,
    )
    assert dead is not None
    runtime.clock.advance(LEASE + timedelta(seconds=1))
    sweep_resume_tasks(uow=runtime.storage.new_uow(), clock=runtime.clock, ids=runtime.ids)
    work_all(shop)
    assert len([task for task in tasks_of(runtime) if task.parent_id == task_id]) == 2


def test_a_lapsed_attempt_may_not_write(runtime, shop):
    task_id = bring(runtime, a_batch(runtime), 0, a_person(1))
    slow = lease_resume_task(task_id, uow=runtime.storage.new_uow(), clock=runtime.clock, ids=runtime.ids)
    runtime.clock.advance(LEASE + timedelta(seconds=1))
    assert work_on_resume(task_id, shop) == Ended.DONE
    with pytest.raises(Conflict) as refused:
        save_work(slow, None, None, uow=runtime.storage.new_uow(), clock=runtime.clock, ids=runtime.ids)
    assert refused.value.code == "TK409"


def test_a_task_whose_worker_dies_each_time_is_shown_to_a_person(runtime, shop):
    task_id = bring(runtime, a_batch(runtime), 0, a_person(1))
    for _ in range(MAX_ATTEMPTS):
        lease_resume_task(task_id, uow=runtime.storage.new_uow(), clock=runtime.clock, ids=runtime.ids)
        runtime.clock.advance(LEASE + timedelta(seconds=1))
        sweep_resume_tasks(uow=runtime.storage.new_uow(), clock=runtime.clock, ids=runtime.ids)
    [task] = tasks_of(runtime)
    assert (task.state, task.error_code) == (TaskState.FAILED, "TK500")


def correct(runtime, resume_id, field, value):
    command = CorrectField(HR, resume_id, field, value)
    return correct_field(command, vocabulary=the_vocabulary(), **ports(runtime))


def test_a_correction_is_kept_beside_what_was_read_and_counts(runtime, shop):
    task_id = bring(
        runtime, a_batch(runtime), 0, a_person(1, skills="Redis").replace("使用Python和MySQL，", "")
    )
    work_all(shop)
    file = file_of(runtime, task_id)
    with runtime.storage.new_uow() as uow:
        before = read_match(uow.resumes.find_match(file.id, "jb_dev").payload)
    assert before.missing
    assert correct(runtime, file.id, CorrectedField.SKILLS, '["Python","MySQL","Redis"]')
    assert not correct(runtime, file.id, CorrectedField.SKILLS, '["Python","MySQL","Redis"]')
    work_all(shop)
    with runtime.storage.new_uow() as uow:
        after = read_match(uow.resumes.find_match(file.id, "jb_dev").payload)
        kept = uow.resumes.corrections(file.id)[CorrectedField.SKILLS]
        assert "Python" in uow.resumes.get_file(file.id).skills
        assert [one.name for one in read_resume(uow.resumes.parse_of(file.id).payload).skills] == ["Redis"]
    assert (kept.original, kept.corrected_by) == ('["Redis"]', "st_hr")
    assert after.score > before.score


def test_a_file_that_could_not_be_read_gets_its_name_by_hand(runtime, shop):
    task_id = bring(runtime, a_batch(runtime), 0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧.doc")
    work_all(shop)
    file = file_of(runtime, task_id)
    assert correct(runtime, file.id, CorrectedField.NAME, '"赵无名"')
    with runtime.storage.new_uow() as uow:
        assert uow.people.get_candidate(file.candidate_id).name == "赵无名"


def test_confirmed_requirements_are_what_everybody_is_matched_with(runtime, shop):
    task_id = bring(runtime, a_batch(runtime), 0, a_person(1))
    work_all(shop)
    asked = read_job("后端开发工程师", "", JD + "\n4. 持有注册会计师证书。", the_vocabulary())
    command = ConfirmRequirements(HR, "jb_dev", asked, after=0)
    assert confirm_requirements(command, **ports(runtime)) == 1
    with pytest.raises(Conflict):
        confirm_requirements(command, **ports(runtime))
    work_all(shop)
    with runtime.storage.new_uow() as uow:
        match = uow.resumes.find_match(file_of(runtime, task_id).id, "jb_dev")
        assert read_requirements(uow.resumes.latest_requirements("jb_dev").payload) == asked
    assert match.requirements == 1
    assert read_match(match.payload).missing


def twin_of(runtime):
    with runtime.storage.new_uow() as uow:
        return uow.session.scalars(select(ResumeTwin)).one_or_none()


@pytest.fixture
def two_files_of_one(runtime, shop):
    batch = a_batch(runtime)
    first = bring(runtime, batch, 0, a_person(1))
    work_all(shop)
    second = bring(runtime, batch, 1, a_person(1) + "\n自我评价：认真。")
    work_all(shop)
    return first, second


def test_one_phone_in_two_files_proposes_one_person(runtime, two_files_of_one):
    first, second = two_files_of_one
    twin = twin_of(runtime)
    assert twin.reason == TwinReason.PHONE
    assert (twin.candidate_id, twin.other_id) == (
        file_of(runtime, second).candidate_id,
        file_of(runtime, first).candidate_id,
    )


def test_nobody_is_merged_unasked_and_apart_stays_apart(runtime, shop, two_files_of_one):
    first, second = two_files_of_one
    assert keep_apart(OnTwin(HR, twin_of(runtime).id), **ports(runtime))
    assert file_of(runtime, first).candidate_id != file_of(runtime, second).candidate_id
    assert twin_of(runtime).decided_by == "st_hr"


def test_merging_moves_the_file_its_reading_and_its_match(runtime, shop, two_files_of_one):
    first, second = two_files_of_one
    gone = file_of(runtime, second).candidate_id
    stays = merge_twins(OnTwin(HR, twin_of(runtime).id), media=runtime.storage.media, **ports(runtime))
    assert stays == file_of(runtime, first).candidate_id
    moved = file_of(runtime, second)
    assert b"".join(runtime.storage.media.read(moved.media_key, stays)).decode().endswith("认真。")
    with runtime.storage.new_uow() as uow:
        assert len(uow.resumes.files_of(stays)) == 2
        assert read_resume(uow.resumes.parse_of(moved.id).payload).name
        assert uow.resumes.find_match(moved.id, "jb_dev")
        assert not uow.resumes.files_of(gone)
    assert twin_of(runtime) is None


def test_retention_takes_the_file_and_everything_read_from_it(runtime, shop):
    task_id = bring(runtime, a_batch(runtime), 0, a_person(1))
    work_all(shop)
    file = file_of(runtime, task_id)
    runtime.clock.advance(timedelta(days=400))
    policy = KeepingPolicy(recordings=timedelta(days=30), personal=timedelta(days=365))
    sweep_retention(
        uow=runtime.storage.new_uow(),
        media=runtime.storage.media,
        clock=runtime.clock,
        ids=runtime.ids,
        policy=policy,
    )
    assert not tasks_of(runtime)
    assert not list((runtime.settings.home / "media" / "resumes").glob("*"))
    with runtime.storage.new_uow() as uow:
        assert uow.resumes.find_file(file.sha256) is None


def test_a_match_task_is_queued_once_while_it_waits(runtime, shop):
    bring(runtime, a_batch(runtime, None), 0, a_person(1))
    work_all(shop)
    for _ in range(2):
        bring(runtime, a_batch(runtime), 0, a_person(1))
    waiting = [task for task in tasks_of(runtime) if task.kind == ResumeTaskKind.MATCH]
    assert len(waiting) == 1
