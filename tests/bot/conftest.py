"""The whole bot, in a thread of this process, between a real sandbox and a real database."""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.app import Bot, Surroundings
from bot.stream import Timings
from dingtalk.client import DingTalkClient
from hiring.access import load_access
from hiring.links import Links
from hiring.model.delivery import Card, CardKind
from hiring.model.ids import CardId, DingTalkUserId, InterviewId
from hiring.model.interview import InterviewState
from hiring.model.people import Role
from hiring.ports import CardContent
from storage.database import make_engine, make_session_factory
from storage.uow import SqlUnitOfWork
from tests.dingtalk.sandbox_process import ROOT, Sandbox, running_sandbox, settings_for, until
from tests.factories import NOON, a_candidate, a_job, a_staff, an_interview, store

STOPS_WITHIN_S = 10.0
QUICK = Timings(open_s=5, handshake_s=5, pause_first_s=0.05, pause_max_s=0.2)
LINKS = Links("http://127.0.0.1:9")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with running_sandbox(tmp_path_factory.mktemp("sandbox")) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(server: Sandbox) -> Sandbox:
    until(lambda: not server.connections())
    server.admin("POST", "/reset")
    return server


@dataclass
class InThread:
    """Runs `start()` of something asynchronous in a loop of its own; `stop` ends it the way the process does."""

    make: Callable[[], Any]
    subject: Any = None
    _ready: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None
    _loop: asyncio.AbstractEventLoop | None = None
    _task: asyncio.Task[None] | None = None

    def begin(self, run: str) -> "InThread":
        self._thread = threading.Thread(target=lambda: asyncio.run(self._main(run)), daemon=True)
        self._thread.start()
        assert self._ready.wait(STOPS_WITHIN_S)
        return self

    def call(self, work: Coroutine[Any, Any, Any]) -> Future[Any]:
        assert self._loop is not None
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def stop(self) -> None:
        if self._thread is not None and self._thread.is_alive():
            self.call(self.subject.stop()).result(STOPS_WITHIN_S)
            self._thread.join(STOPS_WITHIN_S)
            assert not self._thread.is_alive()

    def cancel(self) -> None:
        """One plain cancel of the running task, as asyncio.run does on Ctrl-C."""
        assert self._loop is not None
        assert self._task is not None
        assert self._thread is not None
        self._loop.call_soon_threadsafe(self._task.cancel)
        self._thread.join(STOPS_WITHIN_S)
        assert not self._thread.is_alive()

    async def _main(self, run: str) -> None:
        self.subject = self.make()
        self._loop = asyncio.get_running_loop()
        self._task = asyncio.create_task(getattr(self.subject, run)())
        self._ready.set()
        await asyncio.wait({self._task})
        if not self._task.cancelled() and self._task.exception() is not None:
            raise AssertionError("the bot ended badly") from self._task.exception()


@dataclass(frozen=True)
class Company:
    """lin is invited by zhou for chen's job; her invitation card cd_1 is delivered."""

    sandbox: Sandbox
    around: Surroundings
    database_url: str
    bots: list[InThread] = field(default_factory=list)

    @property
    def uow(self) -> Any:
        return self.around.open_uow()

    def state(self) -> InterviewState:
        with self.uow as uow:
            state: InterviewState = uow.interviews.get(InterviewId("iv_1")).state
            return state

    def start_bot(self) -> InThread:
        bot = InThread(lambda: Bot(self.around, timings=QUICK)).begin("run")
        self.bots.append(bot)
        until(self.sandbox.connections)
        return bot


@pytest.fixture
def company(
    sandbox: Sandbox, own_database_url: str, keyring: Any, clock: Any, ids: Any, tmp_path: Path
) -> Iterator[Company]:
    engine = make_engine(own_database_url)
    sessions = make_session_factory(engine)
    around = Surroundings(
        dingtalk=settings_for(sandbox.base_url),
        open_uow=lambda: SqlUnitOfWork(sessions, keyring),
        access=load_access(ROOT / "config" / "permissions.toml"),
        clock=clock,
        ids=ids,
        links=LINKS,
        run_folder=tmp_path / "run",
    )
    company = Company(sandbox, around, own_database_url)
    try:
        _fill(company)
        yield company
    finally:
        for bot in company.bots:
            bot.stop()
        engine.dispose()


def _fill(company: Company) -> None:
    with company.uow as uow:
        rows = (
            a_staff(id="st_hr", name="周敏", dingtalk_user_id="zhou", roles=frozenset({Role.HR})),
            a_staff(id="st_manager", name="陈建国", dingtalk_user_id="chen"),
            a_candidate(id="ca_1", name="林晓", dingtalk_user_id="lin"),
            a_job(id="jb_1"),
            an_interview(id="iv_1", state=InterviewState.INVITED),
            Card(
                CardId("cd_1"), CardKind.INVITATION, InterviewId("iv_1"), "iv_1", DingTalkUserId("lin"), NOON
            ),
        )
        store(uow, rows)
        uow.commit()
    client = DingTalkClient(company.around.dingtalk, clock=company.around.clock)
    params = {"title": "面试邀请", "show_confirm": "true", "show_change": "true"}
    client.deliver_card(
        CardId("cd_1"),
        DingTalkUserId("lin"),
        CardContent("mingmian.invitation.v1.schema", params, "面试邀请"),
    )
    client.close()


@pytest.fixture
def bot(company: Company) -> InThread:
    return company.start_bot()
