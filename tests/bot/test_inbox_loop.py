"""The inbox loop pass by pass: order, retries, parking, and two loops at once."""

import threading
from dataclasses import dataclass, field

import pytest

from bot.health import BotHealth
from bot.inbox_loop import MAX_ATTEMPTS, InboxLoop
from bot.work import CardPresses, ChatMessages, Reply
from hiring.model.delivery import InboxRow
from storage.database import make_engine, make_session_factory
from storage.uow import SqlUnitOfWork
from tests.factories import NOON


@dataclass
class Outbox:
    """Stands where Replies does and keeps what it is handed."""

    sent: list[Reply] = field(default_factory=list)

    def send(self, reply: Reply, *, key: str) -> None:  # noqa: ARG002  # the shape of Replies.send
        self.sent.append(reply)


@dataclass
class Echo:
    """Work that answers with the body, and fails for the bodies it is told to."""

    failing: set[str] = field(default_factory=set)
    done: list[str] = field(default_factory=list)
    hold: threading.Barrier | None = None

    def run(self, body: str) -> Reply | None:
        if body in self.failing:
            raise RuntimeError("as told")
        if self.hold is not None:
            self.hold.wait(10)
        self.done.append(body)
        return Reply(body)

    def apologise(self, body: str) -> Reply | None:
        return Reply(f"sorry about {body}")


@pytest.fixture
def new_uow(own_database_url, keyring):
    engine = make_engine(own_database_url)
    sessions = make_session_factory(engine)
    yield lambda: SqlUnitOfWork(sessions, keyring)
    engine.dispose()


@pytest.fixture
def start(new_uow, clock):
    def make(work, replies):
        return InboxLoop(
            {"bot": work},
            open_uow=new_uow,
            replies=replies,
            clock=clock,
            wake=threading.Event(),
            health=BotHealth(),
        )

    return make


def receive(new_uow, *bodies):
    with new_uow() as uow:
        for body in bodies:
            uow.deliveries.receive(InboxRow(source="bot", key=body, body=body, received_at=NOON))
        uow.commit()


def waiting(new_uow):
    with new_uow() as uow:
        return [(r.body, r.attempts, r.last_error) for r in uow.deliveries.unhandled("bot", limit=100)]


def test_rows_are_worked_off_in_order_and_answered(new_uow, start):
    receive(new_uow, "a", "b", "c")
    echo, replies = Echo(), Outbox()
    assert start(echo, replies).work_off() == 3
    assert [r.text for r in replies.sent] == ["a", "b", "c"]
    assert waiting(new_uow) == []


def test_a_failing_row_is_left_for_the_next_pass_and_holds_nobody_up(new_uow, start):
    receive(new_uow, "a", "b")
    echo = Echo(failing={"a"})
    loop = start(echo, Outbox())
    loop.work_off()
    assert echo.done == ["b"]
    assert waiting(new_uow) == [("a", 1, "RuntimeError")]
    echo.failing.clear()
    loop.work_off()
    assert waiting(new_uow) == []


def test_a_poison_row_is_parked_with_its_body_and_its_sender_told_once(new_uow, start):
    receive(new_uow, "a", "b")
    echo, replies = Echo(failing={"a"}), Outbox()
    loop = start(echo, replies)
    for _ in range(MAX_ATTEMPTS + 2):
        loop.work_off()
    assert waiting(new_uow) == [("a", MAX_ATTEMPTS, "parked: RuntimeError")]
    assert [r.text for r in replies.sent] == ["b", "sorry about a"]


def test_rows_behind_many_parked_ones_are_still_reached(new_uow, start):
    poison = [f"a{n}" for n in range(6)]
    receive(new_uow, *poison, "z")
    echo = Echo(failing=set(poison))
    loop = start(echo, Outbox())
    for _ in range(MAX_ATTEMPTS):
        loop.work_off()
    receive(new_uow, "zz")
    assert loop.work_off() == 1
    assert echo.done == ["z", "zz"]
    assert loop._health.parked == 6


def test_two_loops_never_do_the_same_row(new_uow, start):
    receive(new_uow, "a", "b")
    together = threading.Barrier(2)  # passes only if both loops hold a row of their own
    works = [Echo(hold=together), Echo(hold=together)]
    threads = [threading.Thread(target=start(work, Outbox()).work_off) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(works[0].done + works[1].done) == ["a", "b"]


def test_an_unreadable_body_gets_no_apology(new_uow, clock, ids):
    assert CardPresses(new_uow, None, clock, ids).apologise("{}") is None
    assert ChatMessages(new_uow, None).apologise("not json") is None
