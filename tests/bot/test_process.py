"""`python -m bot` as the supervisor runs it."""

import base64
import json
import os
import signal
import subprocess
import sys
import time

import pytest

from tests.conftest import MASTER_KEY
from tests.dingtalk.sandbox_process import COMPANY, ROOT, until


@pytest.fixture
def spawn(company, tmp_path):
    started = []

    def start(**changes):
        environment = {k: v for k, v in os.environ.items() if not k.startswith("DINGTALK_")}
        environment |= {
            "HTTP_PROXY": "http://127.0.0.1:1",  # must not be used for a DingTalk on this machine
            "MINGMIAN_HOME": str(tmp_path),
            "DATABASE_URL": company.database_url,
            "MASTER_KEY": base64.b64encode(MASTER_KEY).decode(),
            "DINGTALK_CORP_ID": COMPANY["corpId"],
            "DINGTALK_CLIENT_ID": COMPANY["clientId"],
            "DINGTALK_CLIENT_SECRET": COMPANY["clientSecret"],
            "DINGTALK_ROBOT_CODE": COMPANY["robotCode"],
            "DINGTALK_AGENT_ID": COMPANY["agentId"],
            "DINGTALK_OPENAPI_ENDPOINT": company.sandbox.base_url,
            "DINGTALK_OAPI_ENDPOINT": company.sandbox.base_url,
        } | changes
        log = (tmp_path / f"bot-{len(started)}.log").open("w+", encoding="utf-8")
        process = subprocess.Popen([sys.executable, "-m", "bot"], cwd=ROOT, env=environment, stderr=log)
        started.append((process, log))
        return process, log

    yield start
    for process, log in started:
        process.kill()
        process.wait()
        log.close()


def written(log):
    log.seek(0)
    return log.read()


def test_serves_tells_so_and_ends_cleanly_on_sigterm(company, spawn, tmp_path):
    process, log = spawn()
    until(lambda: (tmp_path / "run" / "bot.ready").exists() and company.sandbox.connections(), within_s=30)
    company.sandbox.say("lin", "我叫林晓，电话 13800001234，进度如何？")
    until(lambda: company.sandbox.texts("lin"))
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0
    assert time.monotonic() - began < 5
    events = [json.loads(line) for line in written(log).splitlines()]
    assert {"stream_connected", "inbox_stored", "inbox_handled", "reply_sent"} <= {e["event"] for e in events}
    assert not [word for word in ("林晓", "13800001234", "made-up-secret", "ticket") if word in written(log)]


def test_a_killed_bot_leaves_no_press_undone(company, spawn):
    """The press is acknowledged while its interview is locked; the process dies; the next one does the work."""
    process, _ = spawn()
    until(company.sandbox.connections, within_s=30)
    with company.uow as uow:
        uow.interviews.lock("iv_1")
        assert company.sandbox.press("cd_1", "lin", "confirm")["ok"]
        process.kill()
        process.wait()
    until(lambda: not company.sandbox.connections())
    assert company.sandbox.texts("lin") == []
    spawn()
    # Long past the fixture's closing time by the real clock: the answer is a refusal, once.
    [answer] = until(lambda: company.sandbox.texts("lin"), within_s=30)
    assert answer.endswith("（IV410）")


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"DINGTALK_OPENAPI_ENDPOINT": "http://api.dingtalk.com"}, "clear text"),
        ({"DINGTALK_ROBOT_CODE": ""}, "DINGTALK_ROBOT_CODE"),
        ({"DATABASE_URL": ""}, "DATABASE_URL"),
    ],
)
def test_refuses_to_start_and_says_why(spawn, changes, fault):
    process, log = spawn(**changes)
    assert process.wait(30) == 2
    assert fault in written(log)
    assert "made-up-secret" not in written(log)
