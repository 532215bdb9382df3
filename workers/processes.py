"""Which processes make up a running system, with their commands, environments and signs of readiness."""

import os
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from config.settings import Settings, to_environment
from hiring.messages import QUEUES, RESUME_QUEUE
from workers.children import ChildSpec
from workers.reconciler import NAME as RECONCILER
from workers.relay_process import NAME as RELAY
from workers.run_folder import RunFolder, worker_name
from workers.wiring import CONFIG_FOLDER

API = "api"
BOT = "bot"
SANDBOX = "sandbox"
WORKERS = tuple(f"worker-{queue}" for queue in QUEUES)

PROBE_TIMEOUT_S = 1.0
API_SILENT_S = 60  # gunicorn ends a worker whose own loop is silent this long; a slow request does not count
API_GRACEFUL_S = 3

# Numeric libraries start a thread a core each; two models side by side would fight over two cores.
ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1"
)


@dataclass(frozen=True, slots=True)
class Machine:
    """cores: what the workers may use."""

    cores: int

    @classmethod
    def this(cls) -> "Machine":
        return cls(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def door_specs(settings: Settings) -> list[ChildSpec]:
    """What people and DingTalk talk to: the API, and the bot and the relay where a DingTalk app is set."""
    environment = child_environment(settings)
    run_folder = RunFolder(settings.home / "run")
    specs = [_api(settings, environment)]
    if settings.has_dingtalk_app:
        specs.append(_ours(BOT, ("-m", "bot"), environment, run_folder))
        specs.append(_ours(RELAY, _cli("relay"), environment, run_folder))
    return specs


def work_specs(settings: Settings, *, machine: Machine | None = None) -> list[ChildSpec]:
    """What works behind them: the reconciler and a warm worker for each queue."""
    machine = machine or Machine.this()
    environment = child_environment(settings)
    run_folder = RunFolder(settings.home / "run")
    specs = [_ours(RECONCILER, _cli("reconciler"), environment, run_folder)]
    for queue in QUEUES:
        threads = {"MINGMIAN_CPU_THREADS": str(machine.cores)} | ONE_THREAD
        count = machine.cores if queue == RESUME_QUEUE else 1  # a batch is as fast as the machine
        for number in range(1, count + 1):
            name = worker_name(queue, number)
            command = _cli("worker", queue, "--number", str(number))
            specs.append(_ours(name, command, environment | threads, run_folder))
    return specs


def sandbox_spec(settings: Settings, *, company_file: Path, state_folder: Path) -> ChildSpec:
    """The stand-in for DingTalk."""
    command = (
        sys.executable,
        "-m",
        "sandbox",
        "--port",
        str(settings.sandbox_port),
        "--company",
        str(company_file),
        "--templates",
        str(CONFIG_FOLDER / "cards"),
        "--state-dir",
        str(state_folder),
    )
    url = f"http://127.0.0.1:{settings.sandbox_port}/sandbox/api/people"
    return ChildSpec(SANDBOX, command, child_environment(settings), is_ready=_answers(url))


def child_environment(settings: Settings) -> dict[str, str]:
    """Our settings over what the shell gave, so that a child reads what the supervisor decided."""
    quiet = {
        "PYTHONUNBUFFERED": "1",
        "PYTHONDONTWRITEBYTECODE": os.environ.get("PYTHONDONTWRITEBYTECODE", ""),
    }
    # platformdirs (under PostgreSQL's wheel) warns where no login session has set one.
    quiet["XDG_RUNTIME_DIR"] = os.environ.get("XDG_RUNTIME_DIR", "/tmp")
    return dict(os.environ) | quiet | to_environment(settings) | {"MINGMIAN_HOME": str(settings.home)}


def _api(settings: Settings, environment: dict[str, str]) -> ChildSpec:
    options = (
        "--worker-class=gthread",  # an open HR page holds a thread for live progress
        "--workers=1",
        f"--threads={settings.api_threads}",
        f"--bind={settings.api_host}:{settings.api_port}",
        f"--timeout={API_SILENT_S}",
        f"--graceful-timeout={API_GRACEFUL_S}",
        "--no-control-socket",
    )
    command = (sys.executable, "-m", "gunicorn", *options, "miniapp_api.wsgi:application")
    host = "127.0.0.1" if settings.api_host == "0.0.0.0" else settings.api_host
    url = f"http://{host}:{settings.api_port}/api/health"
    return ChildSpec(API, command, environment, is_ready=_answers(url))


def _ours(
    name: str, arguments: Sequence[str], environment: dict[str, str], run_folder: RunFolder | None = None
) -> ChildSpec:
    ready: Callable[[], bool] | None = (lambda: run_folder.is_ready(name)) if run_folder else None
    return ChildSpec(name, (sys.executable, *arguments), environment, is_ready=ready)


def _cli(*arguments: str) -> tuple[str, ...]:
    return ("-m", "workers.cli", *arguments)


def _answers(url: str) -> Callable[[], bool]:
    # The proxy of the shell has no business with our own ports.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def ask() -> bool:
        try:
            with opener.open(url, timeout=PROBE_TIMEOUT_S) as response:
                return bool(response.status == 200)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    return ask
