"""Runs the sandbox as a process of its own and speaks its admin API by the names the tests use."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from dingtalk.settings import DingTalkSettings

ROOT = Path(__file__).parents[2]
ANSWERS_WITHIN_S = 20.0
HAPPENS_WITHIN_S = 10.0

COMPANY = {
    "corpId": "dingtestcorp",
    "clientId": "dingtestapp",
    "clientSecret": "made-up-secret",
    "robotCode": "dingtestapp",
    "agentId": "900001",
    "people": [
        {"userId": "lin", "unionId": "UNIONlin", "name": "林晓", "role": "candidate"},
        {"userId": "zhou", "unionId": "UNIONzhou", "name": "周敏", "role": "hr"},
        {"userId": "chen", "unionId": "UNIONchen", "name": "陈建国", "role": "manager"},
        {"userId": "gast", "unionId": "UNIONgast", "name": "路人", "role": "other"},
    ],
}


@dataclass(frozen=True)
class Sandbox:
    base_url: str
    http: httpx.Client

    def admin(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        response = self.http.request(method, f"/sandbox/api{path}", json=body)
        assert response.status_code == 200, response.text
        answer: dict[str, Any] = response.json()
        return answer

    def switch(self, **faults: Any) -> None:
        self.admin("PATCH", "/faults", faults)

    def inbox(self, user_id: str) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = self.admin("GET", f"/people/{user_id}/inbox")["items"]
        return items

    def texts(self, user_id: str) -> list[str]:
        """What the robot wrote to this person."""
        return [str(m["text"]) for m in self.inbox(user_id) if (m["kind"], m["from"]) == ("message", "robot")]

    def card(self, card_id: str) -> dict[str, Any]:
        return self.admin("GET", f"/cards/{card_id}")

    def paths_called(self) -> list[str]:
        return [r["path"] for r in self.admin("GET", "/log")["requests"]]

    def connections(self) -> list[dict[str, Any]]:
        live: list[dict[str, Any]] = self.admin("GET", "/connections")["connections"]
        return live

    def close_connections(self, how: str) -> None:
        """how: 1000, 1011, abort, disconnect."""
        self.admin("POST", "/connections/close", {"how": how})

    def press(self, card_id: str, user_id: str, action_id: str, **more: Any) -> dict[str, Any]:
        body = {"userId": user_id, "actionId": action_id, **more}
        return self.admin("POST", f"/cards/{card_id}/press", body)

    def say(self, user_id: str, text: str) -> None:
        self.admin("POST", f"/people/{user_id}/say", {"text": text})


@contextmanager
def running_sandbox(folder: Path) -> Iterator[Sandbox]:
    company = folder / "company.json"
    company.write_text(json.dumps(COMPANY), encoding="utf-8")
    command = [sys.executable, "-m", "sandbox", "--port", "0", "--company", str(company)]
    command += ["--templates", str(ROOT / "config" / "cards")]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        base_url = process.stdout.readline().removeprefix("sandbox listening on ").strip()
        with httpx.Client(base_url=base_url, timeout=ANSWERS_WITHIN_S) as http:
            yield Sandbox(base_url, http)
        process.terminate()


def settings_for(base_url: str, **changes: Any) -> DingTalkSettings:
    values: dict[str, Any] = {
        "corp_id": COMPANY["corpId"],
        "client_id": COMPANY["clientId"],
        "client_secret": COMPANY["clientSecret"],
        "robot_code": COMPANY["robotCode"],
        "agent_id": COMPANY["agentId"],
        "openapi_endpoint": base_url,
        "oapi_endpoint": base_url,
    }
    return DingTalkSettings(**(values | changes))


def until(question: Callable[[], Any], *, within_s: float = HAPPENS_WITHIN_S) -> Any:
    """Asks until the answer is true, and returns it. Fails the test when time is up."""
    deadline = time.monotonic() + within_s
    while not (answer := question()):
        if time.monotonic() > deadline:
            pytest.fail(f"still not so after {within_s} s")
        time.sleep(0.02)
    return answer
