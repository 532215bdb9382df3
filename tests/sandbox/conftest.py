"""One sandbox process for this folder's tests, emptied before each of them."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

HERE = Path(__file__).parent
START_WITHIN_S = 20.0
HAPPENS_WITHIN_S = 15.0
CLIENT_ID, CLIENT_SECRET = "dingsandboxapp", "made-up-secret"
TEMPLATE = "test.invitation.v1.schema"


def until(question: Callable[[], Any], *, within_s: float) -> Any:
    """Asks until the answer is true, and returns it. Fails the test when time is up."""
    deadline = time.monotonic() + within_s
    while not (answer := question()):
        if time.monotonic() > deadline:
            pytest.fail(f"still not so after {within_s} s")
        time.sleep(0.02)
    return answer


@dataclass(frozen=True)
class Sandbox:
    """The running server, and the admin API by the names the tests use."""

    base_url: str
    http: httpx.Client

    @staticmethod
    def until(question: Callable[[], Any], *, within_s: float = HAPPENS_WITHIN_S) -> Any:
        return until(question, within_s=within_s)

    def admin(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        response = self.http.request(method, f"/sandbox/api{path}", json=body)
        assert response.status_code == 200, response.text
        answer: dict[str, Any] = response.json()
        return answer

    def token(self) -> str:
        answer = self.http.post(
            "/v1.0/oauth2/accessToken", json={"appKey": CLIENT_ID, "appSecret": CLIENT_SECRET}
        )
        return str(answer.json()["accessToken"])

    def call(self, method: str, path: str, body: Any = None) -> httpx.Response:
        """One OpenAPI call with the app's token, as httpx sees it."""
        headers = {"x-acs-dingtalk-access-token": self.token()}
        return self.http.request(method, path, json=body, headers=headers)

    def deliver(self, out_track_id: str, *, to: str = "lin", **params: Any) -> httpx.Response:
        """createAndDeliver of the test template to one person."""
        return self.call("POST", "/v1.0/card/instances/createAndDeliver", card_body(out_track_id, to, params))

    def inbox(self, user_id: str) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = self.admin("GET", f"/people/{user_id}/inbox")["items"]
        return items

    def connections(self) -> list[dict[str, Any]]:
        live: list[dict[str, Any]] = self.admin("GET", "/connections")["connections"]
        return live

    def press(self, out_track_id: str, user_id: str, action_id: str, **more: Any) -> dict[str, Any]:
        body = {"userId": user_id, "actionId": action_id, **more}
        return self.admin("POST", f"/cards/{out_track_id}/press", body)


def card_body(out_track_id: str, to: str, params: dict[str, Any]) -> dict[str, Any]:
    shown = {"title": "面试邀请", "job_title": "银行柜员", "show_actions": "true"} | params
    return {
        "cardTemplateId": TEMPLATE,
        "outTrackId": out_track_id,
        "callbackType": "STREAM",
        "cardData": {"cardParamMap": shown},
        "openSpaceId": f"dtv1.card//IM_ROBOT.{to}",
        "imRobotOpenSpaceModel": {"supportForward": False},
        "imRobotOpenDeliverModel": {"spaceType": "IM_ROBOT", "robotCode": CLIENT_ID},
        "userIdType": 1,
    }


@pytest.fixture(scope="session")
def server() -> Iterator[Sandbox]:
    command = [sys.executable, "-m", "sandbox", "--port", "0"]
    command += ["--company", str(HERE / "company.json"), "--templates", str(HERE / "cards")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        base_url = line.removeprefix("sandbox listening on ").strip()
        with httpx.Client(base_url=base_url, timeout=START_WITHIN_S) as http:
            yield Sandbox(base_url, http)
        process.terminate()


@pytest.fixture
def sandbox(server: Sandbox) -> Sandbox:
    server.admin("POST", "/reset")
    return server


@dataclass(frozen=True)
class Bot:
    """A process that runs the unmodified dingtalk-stream client and writes down what reached it."""

    process: subprocess.Popen[str]
    log: Path

    def got(self, kind: str = "") -> list[dict[str, Any]]:
        lines = [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines() if line]
        return [line for line in lines if kind in ("", line["kind"])]


@pytest.fixture
def start_bot(sandbox: Sandbox, tmp_path: Path) -> Iterator[Callable[..., Bot]]:
    """Starts `connections` stream clients in one process and waits until they are connected."""
    started: list[Bot] = []

    def start(*, connections: int = 1, answer: str = "ok") -> Bot:
        log = tmp_path / f"bot-{len(started)}.jsonl"
        log.touch()
        environment = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
        environment |= {"DINGTALK_OPENAPI_ENDPOINT": sandbox.base_url}
        command = [sys.executable, str(HERE / "stream_bot.py"), str(log), str(connections), answer]
        bot = Bot(subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, text=True), log)
        started.append(bot)
        sandbox.until(lambda: len(sandbox.connections()) == connections)
        return bot

    yield start
    for bot in started:
        bot.process.kill()
        bot.process.wait()
    sandbox.until(lambda: not sandbox.connections())
