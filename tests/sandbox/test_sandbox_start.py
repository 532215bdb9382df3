"""Starting: what the sandbox refuses to be, and what it keeps between runs."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from sandbox.errors import SandboxError
from sandbox.templates import parse_template, render

HERE = Path(__file__).parent


def command(company: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "sandbox", "--port", "0", "--company", str(company), *more]


def refused(company: Path, *more: str) -> str:
    ended = subprocess.run(command(company, *more), capture_output=True, text=True, timeout=20, check=False)
    assert ended.returncode == 2
    return ended.stderr


@contextmanager
def running(*more: str) -> Iterator[httpx.Client]:
    arguments = command(HERE / "company.json", *more)
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        base_url = process.stdout.readline().split()[-1]
        with httpx.Client(base_url=base_url) as http:
            yield http
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0


def test_it_listens_on_loopback_only() -> None:
    assert "loopback only" in refused(HERE / "company.json", "--host", "0.0.0.0")


def test_it_takes_no_real_looking_secret(tmp_path: Path) -> None:
    company = json.loads((HERE / "company.json").read_text(encoding="utf-8"))
    path = tmp_path / "company.json"
    path.write_text(json.dumps(company | {"clientSecret": "aB3-" * 16}), encoding="utf-8")
    assert "real DingTalk secret" in refused(path)


def test_chats_and_ticks_are_there_again_after_a_restart(tmp_path: Path) -> None:
    with running("--state-dir", str(tmp_path)) as http:
        http.post("/sandbox/api/people/lin/say", json={"text": "记住我"})
    with running("--state-dir", str(tmp_path)) as http:
        items = http.get("/sandbox/api/people/lin/inbox").json()["items"]
    assert [i["text"] for i in items] == ["记住我"]


def test_a_broken_state_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "sandbox-state.json").write_text("{}", encoding="utf-8")
    assert "sandbox-state.json" in refused(HERE / "company.json", "--state-dir", str(tmp_path))


@pytest.mark.parametrize(
    ("block", "complaint"),
    [
        ({"type": "buton", "id": "a", "text": "b"}, "none of"),
        ({"type": "button", "text": "b"}, "needs 'id'"),
        ({"type": "markdown", "text": "${nmae}"}, "undeclared variables: nmae"),
        ({"type": "divider", "when": "shown"}, "undeclared variables: shown"),
    ],
)
def test_a_template_with_a_mistake_is_refused(block: dict[str, Any], complaint: str) -> None:
    with pytest.raises(SandboxError, match=complaint):
        parse_template({"templateId": "t", "variables": {"name": ""}, "blocks": [block]})


@pytest.mark.parametrize(("value", "shown"), [("true", True), ("x", True), ("false", False), ("", False)])
def test_when_hides_a_block_whose_variable_is_empty_or_false(value: str, shown: bool) -> None:
    block = {"type": "markdown", "text": "hi", "when": "flag"}
    template = parse_template({"templateId": "t", "variables": {"flag": ""}, "blocks": [block]})
    assert bool(render(template, {"flag": value})) is shown
