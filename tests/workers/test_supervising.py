"""Children that die come back, children that hang are ended, and nobody outlives the supervisor."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from workers.children import ChildSpec
from workers.supervisor import HomeInUse, HomeLock, NotReady, Supervisor

SLEEPER = "import time; time.sleep(60)"
DEAF_WITH_CHILD = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(child.pid, flush=True)
time.sleep(60)
"""


def spec(name, code, **options):
    return ChildSpec(name, (sys.executable, "-c", code), dict(os.environ), **options)


def lives(pid):
    """Running, that is: there and no zombie."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def until(question, within_s=10.0):
    deadline = time.monotonic() + within_s
    while not (answer := question()):
        assert time.monotonic() < deadline, "still not so"
        time.sleep(0.02)
    return answer


@pytest.fixture
def supervisor(tmp_path):
    supervisor = Supervisor(tmp_path)
    yield supervisor
    supervisor.stop()


def test_a_child_that_was_killed_is_started_again(supervisor):
    supervisor.start([spec("a", SLEEPER)])
    first = supervisor.pid("a")
    os.kill(first, signal.SIGKILL)

    def restarted():
        supervisor.tend()
        return supervisor.pid("a") != first and lives(supervisor.pid("a"))

    until(restarted)


def test_stopping_ends_the_deaf_and_what_they_started(supervisor):
    supervisor.start([spec("deaf", DEAF_WITH_CHILD, stop_grace_s=0.2)])
    written = supervisor.log_path("deaf")
    grandchild = int(until(lambda: written.exists() and written.read_text()))
    child = supervisor.pid("deaf")
    supervisor.stop()
    until(lambda: not lives(child) and not lives(grandchild))


def test_a_worker_past_its_deadline_is_killed(supervisor):
    supervisor.start([spec("stuck", SLEEPER)])
    stuck = supervisor.pid("stuck")
    supervisor.run_folder.set_deadline("stuck", seconds=-60)

    def ended():
        supervisor.tend()
        return not lives(stuck)

    until(ended)


def test_a_child_that_can_not_even_start_is_named(supervisor):
    supervisor.start([spec("broken", "raise SystemExit(1)", is_ready=lambda: False)])
    with pytest.raises(NotReady, match="broken"):
        supervisor.wait_ready(["broken"], timeout_s=30)


def test_children_die_with_a_supervisor_that_was_killed(tmp_path):
    code = f"""
import os, sys, time
sys.path.insert(0, {os.getcwd()!r})
from pathlib import Path
from workers.children import ChildSpec
from workers.supervisor import Supervisor
supervisor = Supervisor(Path({str(tmp_path)!r}))
supervisor.start([ChildSpec("a", (sys.executable, "-c", {SLEEPER!r}), dict(os.environ))])
print(supervisor.pid("a"), flush=True)
time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as parent:
        child = int(parent.stdout.readline())
        until(lambda: b"time.sleep" in Path(f"/proc/{child}/cmdline").read_bytes())
        parent.kill()
        parent.wait()
        until(lambda: not lives(child))


def test_two_supervisors_do_not_share_a_home(tmp_path):
    with HomeLock(tmp_path), pytest.raises(HomeInUse, match=str(os.getpid())):
        HomeLock(tmp_path).__enter__()
    with HomeLock(tmp_path):
        pass  # free again
