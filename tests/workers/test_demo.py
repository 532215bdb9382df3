"""The acceptance test: `mingmian demo --exit` in a fresh home, sabotaged while it plays.

Every stream frame comes twice, the transcribing worker is killed with -9 in mid-work, and Valkey is flushed.
All the same: every step is seen to happen, there is one report and one card of it, and no log knows anybody.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from redis import Redis
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hiring.model.delivery import CardKind
from hiring.model.processing import TaskKind, TaskState
from scoring.engines.model_catalogue import read_catalogue
from scoring.engines.models import ModelStore
from storage import tables
from storage.audit import verify
from storage.database import make_engine
from storage.services import start_postgres, start_valkey, stop_postgres
from workers.demo_company import load_demo_company

ROOT = Path(__file__).resolve().parents[2]
DEMO_LIMIT_S = 400
# The product promises 60 s, and 90 s after a killed worker (bench/latency.py); a machine that runs tests gets more.
LATEST_REPORT_S = 240
INTO_THE_WORK_S = 2.0  # a recording of half a minute takes several times as long to transcribe
LOOK_EVERY_S = 0.1
SAID = ("排队", "优惠券", "死机")  # words of the recordings, which no log may hold


@dataclass(frozen=True)
class Outcome:
    status: int
    output: str
    figures: dict
    home: Path
    killed_pid: int


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def home(service_home):
    """A home of its own with the installed models; its path is short enough for sockets."""
    installed = Path(os.environ.get("MINGMIAN_HOME", ROOT / "var")) / "models"
    store = ModelStore(installed, read_catalogue(ROOT / "config" / "models.toml"))
    for model in store.catalogue.required:
        if not store.is_complete(model.name):
            pytest.skip(f"model {model.name} is not installed; run: mingmian models pull")
    home = service_home / "demo"
    home.mkdir()
    (home / "models").symlink_to(installed.resolve())
    return home


@pytest.fixture(scope="module")
def outcome(home, tmp_path_factory):
    """One performance, for all the tests below."""
    figures, printed = home / "figures.json", tmp_path_factory.mktemp("demo") / "printed.txt"
    sandbox_port = free_port()
    environment = {key: value for key, value in os.environ.items() if not key.startswith("DINGTALK_")}
    environment |= {
        "MINGMIAN_HOME": str(home),
        "API_PORT": str(free_port()),
        "SANDBOX_PORT": str(sandbox_port),
    }
    command = [
        sys.executable,
        "-m",
        "workers.cli",
        "demo",
        "--exit",
        "--speed",
        "20",
        "--report",
        str(figures),
    ]
    with printed.open("wb") as out:
        demo = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
    try:
        every_frame_twice(sandbox_port, demo)
        killed_pid = kill_when_busy(home, demo)
        flush(home)
        status = demo.wait(DEMO_LIMIT_S)
    finally:
        if demo.poll() is None:
            demo.terminate()
            demo.wait(60)
    told = json.loads(figures.read_text("utf-8")) if figures.exists() else {}
    return Outcome(status, printed.read_text("utf-8"), told, home, killed_pid)


def every_frame_twice(port, demo):
    while demo.poll() is None:
        try:
            reply = httpx.patch(
                f"http://127.0.0.1:{port}/sandbox/api/faults",
                json={"next_duplicate_push": 10_000},
                trust_env=False,
            )
        except httpx.TransportError:
            time.sleep(0.1)
            continue
        assert reply.status_code == 200
        return


def kill_when_busy(home, demo):
    """Kill the transcribing worker with -9 when it has taken a task; before that the kill would cost no attempt."""
    ready = home / "run" / "worker-transcribe.ready"
    while demo.poll() is None and not ready.exists():
        time.sleep(LOOK_EVERY_S)
    engine = make_engine(start_postgres(home))  # it runs already
    try:
        while demo.poll() is None:
            if is_transcribing(engine):
                time.sleep(INTO_THE_WORK_S)
                pid = int(ready.read_text())
                os.kill(pid, signal.SIGKILL)
                return pid
            time.sleep(LOOK_EVERY_S)
    finally:
        engine.dispose()
    return 0


def is_transcribing(engine):
    task = tables.processing_task.c
    running = select(task.id).where(task.kind == TaskKind.TRANSCRIBE, task.state == TaskState.RUNNING)
    with Session(engine) as session:
        return session.scalars(running).first() is not None


def flush(home):
    with Redis.from_url(start_valkey(home)) as client:
        client.flushall()


@pytest.fixture(scope="module")
def database(outcome):
    """The home's database, after the system has stopped."""
    engine = make_engine(start_postgres(outcome.home))
    with Session(engine) as session:
        yield session
    engine.dispose()
    stop_postgres(outcome.home)


pytestmark = pytest.mark.model


def test_every_step_is_seen_to_happen(outcome):
    assert outcome.status == 0, outcome.output
    assert outcome.killed_pid, "nothing was sabotaged"


def test_there_is_one_report_and_one_card_of_it(outcome, database):
    kinds = [row.kind for row in database.execute(select(tables.card.c.kind))]
    assert database.scalar(select(func.count()).select_from(tables.report)) == 1
    assert kinds.count(CardKind.REPORT) == 1
    assert kinds.count(CardKind.INVITATION) == 1
    assert kinds.count(CardKind.RESULT) == 1


def test_the_killed_attempt_was_followed_by_another_and_nothing_is_lost(outcome, database):
    task = tables.processing_task.c
    rows = database.execute(select(task.kind, task.state, task.attempt)).all()
    assert {row.state for row in rows} <= {TaskState.DONE, TaskState.SKIPPED, TaskState.FAILED}
    assert max(row.attempt for row in rows if row.kind == "transcribe") >= 2
    assert all(row.state == TaskState.DONE for row in rows if row.kind in ("transcribe", "evaluate"))


def test_nothing_waits_or_died_in_the_outbox(outcome, database):
    row = tables.outbox.c
    unfinished = select(row.kind, row.last_error).where(
        row.delivered_at.is_(None), row.withdrawn_at.is_(None)
    )
    assert database.execute(unfinished).all() == []


def test_the_audit_chain_holds(outcome, database):
    verdict = verify(database.connection())
    assert verdict.broken_at is None
    assert verdict.lines > 5


def test_no_log_knows_anybody_or_what_they_said(outcome):
    company = load_demo_company()
    people = [*company.staff, *company.applicants]
    forbidden = [*SAID, *(p.name for p in people), *(p.mobile for p in people), company.app.client_secret]
    logs = list((outcome.home / "logs").glob("*.log"))
    assert len(logs) >= 8
    for path in logs:
        text = path.read_text("utf-8")
        assert [word for word in forbidden if word in text] == [], path.name


def test_nothing_is_left_running_or_lying_about(outcome):
    running = [path for path in Path("/proc").glob("[0-9]*/environ") if names_home(path, outcome.home)]
    assert running == []
    assert list((outcome.home / "tmp").iterdir()) == []


def names_home(environ, home):
    """Is this process one of the demo's? Its environment names the home. Processes of others can't be read."""
    try:
        return f"MINGMIAN_HOME={home}\0".encode() in environ.read_bytes()
    except OSError:
        return False


def test_the_strong_candidate_gets_a_score_with_its_interval(outcome):
    assert outcome.figures["composite"] > 60
    assert outcome.figures["report_after_s"] < LATEST_REPORT_S
