"""One sandbox process for this folder's tests, emptied before each; the client under test talks to it for real."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from dingtalk.client import DingTalkClient
from tests.dingtalk.sandbox_process import Sandbox, running_sandbox, settings_for

ELEVEN = datetime(2026, 6, 12, 3, 0, tzinfo=UTC)  # 11:00 in Shanghai
FAST_ENOUGH_PER_S = 1000.0  # the pacer has tests of its own


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with running_sandbox(tmp_path_factory.mktemp("sandbox")) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(server: Sandbox) -> Sandbox:
    server.admin("POST", "/reset")
    return server


@pytest.fixture
def a_client(sandbox: Sandbox, clock: Any) -> Iterator[Any]:
    """Makes clients of the sandbox; keyword arguments change the settings."""
    clock.set(ELEVEN)
    made: list[DingTalkClient] = []

    def make(**changes: Any) -> DingTalkClient:
        settings = settings_for(sandbox.base_url, **changes)
        client = DingTalkClient(settings, clock=clock, calls_per_s=FAST_ENOUGH_PER_S)
        made.append(client)
        return client

    yield make
    for client in made:
        client.close()


@pytest.fixture
def client(a_client: Any) -> DingTalkClient:
    made: DingTalkClient = a_client()
    return made
