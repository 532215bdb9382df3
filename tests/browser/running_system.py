"""The whole product as a child process: `mingmian up`, with the sandbox in DingTalk's place."""

import json
import os
import queue
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from workers.demo_clients import PageDoor, open_sandbox, sign_in

PROJECT = Path(__file__).resolve().parents[2]
MODELS = PROJECT / "var" / "models"  # where `make setup` puts them
START_TIMEOUT_S = 180  # fetching the models, where they are not there yet, takes most of it
STOP_TIMEOUT_S = 40
_SANDBOX_LINE = re.compile(r"(http://127\.0\.0\.1:\d+)/sandbox/")


@dataclass(frozen=True, slots=True)
class RunningSystem:
    sandbox_url: str
    api_url: str


@contextmanager
def signed_in(system: RunningSystem, user_id: str) -> Iterator[PageDoor]:
    """One person's session, for what a test only needs done, not shown."""
    sandbox = open_sandbox(system.sandbox_url)
    door = sign_in(sandbox, system.api_url, user_id)
    try:
        yield door
    finally:
        door.http.close()
        sandbox.http.close()


@contextmanager
def running_system(home: Path) -> Iterator[RunningSystem]:
    """home: a folder with a short path (it holds sockets). Raises AssertionError with the output when it won't start."""
    if MODELS.is_dir() and not (home / "models").exists():
        (home / "models").symlink_to(MODELS)
    environment = os.environ | {"MINGMIAN_HOME": str(home), "API_PORT": "18700", "SANDBOX_PORT": "18701"}
    command = [sys.executable, "-c", "from workers.cli import main; main(['up'])"]
    process = subprocess.Popen(
        command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        sandbox_url = _sandbox_of(process)
        company = json.loads((home / "sandbox" / "company.json").read_text(encoding="utf-8"))
        yield RunningSystem(sandbox_url, company["apps"][0]["url"].removesuffix("/hr"))
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=STOP_TIMEOUT_S)
        assert process.stdout is not None
        process.stdout.close()


def _sandbox_of(process: subprocess.Popen[str]) -> str:
    """Read the output until it names the sandbox's address; keep reading it afterwards so that it never blocks."""
    lines: queue.Queue[str | None] = queue.Queue()
    threading.Thread(target=_drain, args=(process, lines), daemon=True).start()
    seen: list[str] = []
    while True:
        try:
            line = lines.get(timeout=START_TIMEOUT_S)
        except queue.Empty:
            line = None
        if line is None:
            raise AssertionError("the system did not start:\n" + "".join(seen))
        seen.append(line)
        if found := _SANDBOX_LINE.search(line):
            return found.group(1)


def _drain(process: subprocess.Popen[str], lines: "queue.Queue[str | None]") -> None:
    assert process.stdout is not None
    try:
        for line in process.stdout:
            lines.put(line)
    except ValueError:
        pass  # closed at the end of the run
    lines.put(None)
