"""A whole system on one machine: lock, database, queue, and every process under one supervisor."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from config.settings import Settings
from workers.backing import backing
from workers.children import ChildSpec
from workers.demo_company import DemoCompany, seed_staff, write_sandbox_company
from workers.processes import door_specs, sandbox_spec, work_specs
from workers.supervisor import HomeLock, Supervisor
from workers.wiring import open_runtime

TEND_EVERY_S = 0.2
START_TIMEOUT_S = 60.0
LOOPBACK = "127.0.0.1"
DEMO_RECONCILE_S = 5.0  # a demo is watched; seconds matter more than a quiet database


@dataclass(frozen=True, slots=True)
class System:
    """settings: with the addresses of what runs."""

    settings: Settings
    supervisor: Supervisor
    sandbox_url: str = ""

    @property
    def api_url(self) -> str:
        return f"http://{LOOPBACK}:{self.settings.api_port}"

    @property
    def company_file(self) -> Path:
        return company_file(self.settings.home)


def company_file(home: Path) -> Path:
    return home / "sandbox" / "company.json"


@contextmanager
def running_product(settings: Settings) -> Iterator[System]:
    """The product with the company's own DingTalk. Raises HomeInUse, NotReady."""
    with (
        HomeLock(settings.home),
        backing(settings) as ready,
        _supervised(ready, door_specs(ready)) as supervisor,
    ):
        yield System(ready, supervisor)


@contextmanager
def running_demo(settings: Settings, company: DemoCompany) -> Iterator[System]:
    """The product with the sandbox in DingTalk's place and the demo company's staff. Raises HomeInUse, NotReady."""
    settings = demo_settings(settings, company)
    with HomeLock(settings.home), backing(settings) as ready:
        runtime = open_runtime(ready)
        seed_staff(company, runtime)
        runtime.storage.engine.dispose()
        people = company_file(ready.home)
        write_sandbox_company(company, people, public_url=ready.public_url)
        sandbox = sandbox_spec(ready, company_file=people, state_folder=people.parent)
        with _supervised(ready, [sandbox, *door_specs(ready)]) as supervisor:
            yield System(ready, supervisor, sandbox_url=f"http://{LOOPBACK}:{ready.sandbox_port}")


def demo_settings(settings: Settings, company: DemoCompany) -> Settings:
    """The demo never touches a real DingTalk app, database or store that the environment may name."""
    api_port, sandbox_port = _free_port(settings.api_port), _free_port(settings.sandbox_port)
    sandbox_url = f"http://{LOOPBACK}:{sandbox_port}"
    return settings.with_changes(
        database_url="",
        redis_url="",
        media_url="",
        master_key=SecretStr(""),
        api_host=LOOPBACK,
        api_port=api_port,
        sandbox_port=sandbox_port,
        public_url=f"http://{LOOPBACK}:{api_port}",
        dingtalk_corp_id=company.app.corp_id,
        dingtalk_client_id=company.app.client_id,
        dingtalk_client_secret=SecretStr(company.app.client_secret),
        dingtalk_robot_code=company.app.robot_code,
        dingtalk_agent_id=company.app.agent_id,
        dingtalk_openapi_endpoint=sandbox_url,
        dingtalk_oapi_endpoint=sandbox_url,
        dingtalk_jsapi_url=f"{sandbox_url}/sandbox/dd.js",
        dingtalk_card_templates="",
        reconcile_interval_s=min(DEMO_RECONCILE_S, settings.reconcile_interval_s),
    )


def tend_until(system: System, stop: threading.Event, *, also: Callable[[], bool] | None = None) -> None:
    """Keep the processes alive until `stop`, or until `also` says that it is over."""
    while not stop.is_set() and not (also and also()):
        system.supervisor.tend()
        time.sleep(TEND_EVERY_S)


@contextmanager
def _supervised(settings: Settings, doors: list[ChildSpec]) -> Iterator[Supervisor]:
    """Doors first: the workers load their models for seconds, on the same cores. Raises NotReady."""
    supervisor = Supervisor(settings.home)
    try:
        supervisor.start(doors)
        supervisor.wait_ready([spec.name for spec in doors], timeout_s=START_TIMEOUT_S)
        supervisor.start(work_specs(settings))
        yield supervisor
    finally:
        supervisor.stop()


def _free_port(wanted: int) -> int:
    """`wanted`, or another one where somebody listens on it already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, wanted))
        except OSError:
            probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])
