"""The audit log: written with its cause, chained, and every way of tampering with it noticed."""

import hashlib
import threading

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from hiring.model.delivery import AuditEntry
from storage.audit import Head, head, verify
from storage.reads.audit_log import audit_page
from tests.factories import NOON, a_candidate


def entry(number=1):
    return AuditEntry("staff:st_1", "interview.invite", f"interview:iv_{number}", NOON, {"job": "jb_1"})


def write(uow, *entries):
    with uow:
        for one in entries:
            uow.audit.record(one)
        uow.commit()


def tamper(uow, statement):
    with uow:
        uow.session.execute(text("ALTER TABLE audit DISABLE TRIGGER ALL"))
        uow.session.execute(text(statement))
        uow.session.execute(text("ALTER TABLE audit ENABLE TRIGGER ALL"))
        uow.commit()


def verdict(uow, **expected):
    with uow:
        return verify(uow.session.connection(), **expected)


def test_a_line_hashes_what_the_documentation_says(uow):
    write(uow, entry())
    line = (
        '{"action":"interview.invite","actor":"staff:st_1","at":"2026-03-02T04:00:00.000000+00:00",'
        '"facts":{"job":"jb_1"},"resource":"interview:iv_1","seq":1}'
    )
    with uow:
        assert head(uow.session.connection()) == Head(
            1, hashlib.sha256(b"\x01" + bytes(32) + line.encode()).digest()
        )


def test_an_untouched_log_verifies(uow):
    write(uow, entry(1), entry(2))
    write(uow, entry(3))
    found = verdict(uow)
    assert (found.lines, found.broken_at, found.head.seq) == (3, None, 3)


@pytest.mark.parametrize(
    ("statement", "broken_at"),
    [
        ("UPDATE audit SET actor = 'staff:st_2' WHERE seq = 2", 2),
        ("UPDATE audit SET facts = '{}' WHERE seq = 3", 3),
        ("UPDATE audit SET at = at + interval '1 second' WHERE seq = 1", 1),
        ("DELETE FROM audit WHERE seq = 2", 2),
        ("DELETE FROM audit WHERE seq = 1", 1),
        ("UPDATE audit SET seq = 109 - seq WHERE seq IN (4, 5)", 4),
        (
            "INSERT INTO audit SELECT 6, at, actor, action, resource, facts, hash, sha256(hash) FROM audit WHERE seq = 5",
            6,
        ),
    ],
    ids=["edit", "edit facts", "edit time", "delete", "delete first", "reorder", "insert"],
)
def test_tampering_is_found_where_it_begins(uow, statement, broken_at):
    write(uow, *(entry(number) for number in range(1, 6)))
    tamper(uow, statement)
    assert verdict(uow).broken_at == broken_at


def test_a_cut_tail_shows_against_a_head_kept_elsewhere(uow):
    write(uow, entry(1), entry(2), entry(3))
    kept = verdict(uow).head
    tamper(uow, "DELETE FROM audit WHERE seq = 3")
    assert verdict(uow).broken_at is None  # a chain alone can't show it
    assert verdict(uow, expected=kept).broken_at == 3


@pytest.mark.parametrize("statement", ["UPDATE audit SET actor = 'x'", "DELETE FROM audit", "TRUNCATE audit"])
def test_the_database_refuses_to_change_the_log(uow, statement):
    write(uow, entry())
    with uow, pytest.raises(IntegrityError, match="append-only"):
        uow.session.execute(text(statement))


def test_a_rolled_back_cause_leaves_no_line(uow):
    with uow:
        uow.people.add_candidate(a_candidate())
        uow.audit.record(entry())
    with uow:
        assert audit_page(uow.session) == []


def test_concurrent_writers_make_one_chain_without_gaps(own_uow_factory):
    writers, lines = 4, 10
    barrier = threading.Barrier(writers)

    def work():
        barrier.wait()
        for _ in range(lines):
            write(own_uow_factory(), entry())

    threads = [threading.Thread(target=work) for _ in range(writers)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    found = verdict(own_uow_factory())
    assert (found.lines, found.broken_at) == (writers * lines, None)


def test_the_log_is_read_page_by_page(uow):
    write(uow, *(entry(number) for number in range(1, 6)))
    with uow:
        latest = audit_page(uow.session, limit=2)
        assert [line.seq for line in latest] == [5, 4]
        assert [line.seq for line in audit_page(uow.session, limit=2, before_seq=4)] == [3, 2]
        assert [line.seq for line in audit_page(uow.session, resource="interview:iv_2")] == [2]
