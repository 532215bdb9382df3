"""A file from outside through the worker: read once, told to its owner only, and nothing of it left after the hour."""

import io
import zipfile
from datetime import timedelta

import docx
import pytest
from sqlalchemy import select

from hiring.errors import Invalid, NotFound
from hiring.model.delivery import OutboxKind
from hiring.model.outside_text import KEPT
from hiring.model.people import Actor, Role
from hiring.model.processing import LEASE, MAX_ATTEMPTS, TaskState
from hiring.usecases.outside_texts import (
    FILE_MAX_BYTES,
    BringText,
    OnText,
    bring_outside_text,
    erase_outside_text,
    lease_outside_text,
    read_outside_text,
    save_outside_text,
    sweep_outside_texts,
)
from storage.tables import audit, outbox, outside_text
from tests.factories import a_story
from workers.attempt import Ended
from workers.outside_work import work_on_outside_text
from workers.reconciler import reconcile

HR = Actor(staff_id="st_hr", roles=frozenset({Role.HR}))
COLLEAGUE = Actor(staff_id="st_manager", roles=frozenset({Role.MANAGER}))
CONTRACT = "第一条 合同期限一年，试用期三个月。\n第二条 乙方入职时缴纳押金两千元。".encode()
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.fixture(autouse=True)
def _company(runtime):
    a_story(runtime.storage.new_uow())


def sweeping(runtime):
    return {"uow": runtime.storage.new_uow(), "clock": runtime.clock, "ids": runtime.ids}


def ports(runtime):
    return sweeping(runtime) | {"access": runtime.access}


def bring(runtime, content=CONTRACT, name="劳动合同.docx"):
    return bring_outside_text(BringText(HR, name, content), **ports(runtime))


def standing(runtime, text_id, actor=HR):
    return read_outside_text(OnText(actor, text_id), **ports(runtime))


def rows(runtime, *columns):
    with runtime.storage.engine.connect() as connection:
        return connection.execute(select(*(columns or (outside_text,)))).all()


def a_docx(*paragraphs):
    document, out = docx.Document(), io.BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def a_docx_that_reaches_out():
    """Its text would come from a file of the machine that reads it."""
    body = b'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]><d>&e;</d>'
    return packed("word/document.xml", body)


def packed(name, content):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, content)
    return out.getvalue()


def a_page(*paragraphs):
    return f"<html><body>{''.join(f'<p>{text}</p>' for text in paragraphs)}</body></html>".encode()


def a_text_file(*lines):
    return "\n".join(lines).encode("gb18030")


def test_a_file_is_read_and_then_dropped(runtime):
    text_id = bring(runtime)
    [job] = [
        row.payload
        for row in rows(runtime, outbox.c.payload, outbox.c.kind)
        if row.kind == OutboxKind.JOB_RUN
    ]
    assert (job["task_id"], job["queue"]) == (text_id, "resume")
    assert standing(runtime, text_id).state == TaskState.QUEUED
    assert work_on_outside_text(text_id, runtime) == Ended.DONE
    read = standing(runtime, text_id)
    assert (read.state, read.file_name) == (TaskState.DONE, "劳动合同.docx")
    assert read.text.split("\n\n") == CONTRACT.decode().splitlines()
    [row] = rows(runtime)
    assert row.content_sealed is None


def test_nothing_of_it_lies_open(runtime):
    text_id = bring(runtime, name="王小明劳动合同.txt")
    before = rows(runtime)
    work_on_outside_text(text_id, runtime)
    stored = [value for row in before + rows(runtime) for value in row]
    for secret in ("押金", "王小明"):
        assert not any(secret.encode() in value for value in stored if isinstance(value, bytes))
        assert secret not in " ".join(str(value) for value in stored if not isinstance(value, bytes))


@pytest.mark.parametrize("make", [a_docx, a_page, a_text_file])
def test_clauses_without_a_number_are_kept_apart(runtime, make):
    clauses = ["乙方入职时缴纳押金两千元，离职时退还。", "乙方自愿放弃社会保险。", "乙方三年内不得结婚。"]
    text_id = bring(runtime, make(*clauses))
    work_on_outside_text(text_id, runtime)
    assert standing(runtime, text_id).text.split("\n\n") == clauses


def test_a_sentence_over_two_lines_of_print_stays_one(runtime):
    text_id = bring(runtime, a_text_file("乙方自愿放弃", "社会保险。"))
    work_on_outside_text(text_id, runtime)
    assert standing(runtime, text_id).text == "乙方自愿放弃\n社会保险。"


def test_text_that_nobody_can_see_is_named(runtime):
    page = (
        "<html><body><p>第一条 工作地点杭州。</p><p style='display:none'>押金两千元不予退还</p></body></html>"
    )
    text_id = bring(runtime, page.encode())
    work_on_outside_text(text_id, runtime)
    read = standing(runtime, text_id)
    assert "押金" not in read.text
    assert "押金两千元不予退还" in read.notes


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (OLD_WORD, "EN410"),
        (b"MZ" + bytes(400), "EN402"),
        (b" \n", "EN401"),
        (a_docx_that_reaches_out(), "EN413"),
    ],
)
def test_a_hostile_or_foreign_file_ends_with_its_code_and_is_dropped(runtime, content, code):
    text_id = bring(runtime, content)
    assert work_on_outside_text(text_id, runtime) == Ended.FAILED
    failed = standing(runtime, text_id)
    assert (failed.state, failed.error_code) == (TaskState.FAILED, code)
    assert rows(runtime)[0].content_sealed is None


def test_an_archive_asks_to_be_unpacked(runtime):
    text_id = bring(runtime, packed("a.txt", CONTRACT))
    work_on_outside_text(text_id, runtime)
    assert standing(runtime, text_id).error_code == "OT415"


@pytest.mark.parametrize(("size", "code"), [(FILE_MAX_BYTES + 1, "OT413"), (0, "OT421")])
def test_a_file_of_no_size_or_too_much_is_not_kept(runtime, size, code):
    with pytest.raises(Invalid) as refused:
        bring(runtime, bytes(size))
    assert refused.value.code == code
    assert not rows(runtime)


def test_a_worker_killed_in_the_middle_is_followed_by_another(runtime):
    text_id = bring(runtime)
    lease_outside_text(text_id, **sweeping(runtime))  # and dies
    assert work_on_outside_text(text_id, runtime) == Ended.NOT_NEEDED
    runtime.clock.advance(LEASE + timedelta(seconds=1))
    assert reconcile(runtime) == (1, 0)
    assert work_on_outside_text(text_id, runtime) == Ended.DONE


def test_a_file_that_kills_every_worker_fails_and_is_dropped(runtime):
    text_id = bring(runtime)
    for _ in range(MAX_ATTEMPTS):
        lease_outside_text(text_id, **sweeping(runtime))
        runtime.clock.advance(LEASE + timedelta(seconds=1))
        sweep_outside_texts(**sweeping(runtime))
    assert standing(runtime, text_id).error_code == "TK500"
    assert rows(runtime)[0].content_sealed is None


def test_nobody_else_finds_it(runtime):
    text_id = bring(runtime)
    for use_case in (read_outside_text, erase_outside_text):
        with pytest.raises(NotFound) as refused:
            use_case(OnText(COLLEAGUE, text_id), **ports(runtime))
        assert refused.value.code == "OT404"
    assert len(rows(runtime)) == 1


def test_after_an_hour_it_is_gone_whatever_became_of_it(runtime):
    read, waiting, running = bring(runtime), bring(runtime), bring(runtime)
    work_on_outside_text(read, runtime)
    runtime.clock.advance(KEPT - LEASE)
    lease_outside_text(running, **sweeping(runtime))
    sweep_outside_texts(**sweeping(runtime))
    assert len(rows(runtime)) == 3
    runtime.clock.advance(LEASE)
    for text_id in (read, waiting, running):
        with pytest.raises(NotFound):  # also before the reconciler has looked
            standing(runtime, text_id)
    reconcile(runtime)
    assert not rows(runtime)
    erased = [
        row.resource for row in rows(runtime, audit.c.resource, audit.c.action) if row.action == "text.erase"
    ]
    assert sorted(erased) == sorted(f"outside_text:{text_id}" for text_id in (read, waiting, running))


def test_what_its_owner_erased_while_it_was_read_is_not_kept(runtime):
    text_id = bring(runtime)
    lease = lease_outside_text(text_id, **sweeping(runtime))
    erase_outside_text(OnText(HR, text_id), **ports(runtime))
    with pytest.raises(NotFound):
        save_outside_text(lease, "读出的文字", "", uow=runtime.storage.new_uow(), clock=runtime.clock)
    assert work_on_outside_text(text_id, runtime) == Ended.NOT_NEEDED
    assert not rows(runtime)
