"""A worker's surroundings on a database of the test's own, with the real sandbox in DingTalk's place."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from redis import Redis

from config.clauses.files import contract_book
from config.contract.files import docx_template
from config.settings import load_settings
from dingtalk.client import DingTalkClient
from documents.contract_papers import ContractPapers
from documents.signing_folder import SigningFolder
from documents.typesetter import Typesetter
from hiring.access import load_access
from hiring.links import Links
from hiring.messages import QUEUES
from storage.database import open_storage
from tests.dingtalk.sandbox_process import Sandbox, running_sandbox, settings_for
from workers.queueing import open_queue
from workers.relay_handlers import ContractDesk, Desk
from workers.wiring import CONFIG_FOLDER, Runtime

FONTS = Path(__file__).resolve().parents[2] / "var" / "models" / "noto-sans-cjk-sc"
FAST_ENOUGH_PER_S = 1000.0


@pytest.fixture(scope="session")
def sandbox_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with running_sandbox(tmp_path_factory.mktemp("sandbox")) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(sandbox_server: Sandbox) -> Sandbox:
    sandbox_server.admin("POST", "/reset")
    return sandbox_server


@pytest.fixture
def valkey(valkey_url: str) -> Iterator[Redis]:
    with Redis.from_url(valkey_url) as client:
        client.flushall()
        yield client


@pytest.fixture
def runtime(
    own_database_url: str, master_key: bytes, clock: Any, ids: Any, tmp_path: Path, valkey_url: str
) -> Iterator[Runtime]:
    settings = load_settings(
        {"MINGMIAN_HOME": str(tmp_path), "DATABASE_URL": own_database_url, "REDIS_URL": valkey_url}
    )
    storage = open_storage(
        database_url=own_database_url, media_url=f"file://{tmp_path}/media", master_key=master_key
    )
    access = load_access(CONFIG_FOLDER / "permissions.toml")
    yield Runtime(settings, storage, access, clock, ids, Links("http://127.0.0.1:9"))
    storage.engine.dispose()


@pytest.fixture
def desk(runtime: Runtime, sandbox: Sandbox, valkey: Redis) -> Iterator[Desk]:
    client = DingTalkClient(
        settings_for(sandbox.base_url), clock=runtime.clock, calls_per_s=FAST_ENOUGH_PER_S
    )
    queues = {name: open_queue(name, valkey) for name in QUEUES}
    contracts = ContractDesk(
        contract_book(),
        ContractPapers(docx_template(), Typesetter(CONFIG_FOLDER / "documents", FONTS)),
        SigningFolder(runtime.settings.home / "signing"),
    )
    yield Desk(runtime.storage.new_uow, client, queues, runtime.links, runtime.clock, runtime.ids, contracts)
    client.close()
