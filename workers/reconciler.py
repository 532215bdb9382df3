"""The guarantee that nothing is lost: looks at the database every few seconds for work that nobody does.

Queue and workers may forget; PostgreSQL does not. Lapsed outbox leases need no sweep: claiming takes them again.
"""

import signal
import threading

import structlog
from sqlalchemy.exc import OperationalError

from config.settings import Settings
from hiring.usecases.processing import sweep_interviews, sweep_tasks
from workers.run_folder import RunFolder
from workers.wiring import Runtime, open_runtime

NAME = "reconciler"

log = structlog.get_logger()


def reconcile(runtime: Runtime) -> tuple[int, int]:
    """One look: how many tasks went back to their queues, how many interviews were closed."""
    clock, ids = runtime.clock, runtime.ids
    tasks = sweep_tasks(uow=runtime.storage.new_uow(), clock=clock, ids=ids)
    interviews = sweep_interviews(uow=runtime.storage.new_uow(), clock=clock, ids=ids)
    return tasks, interviews


def run_reconciler(settings: Settings) -> None:
    """Until SIGTERM or SIGINT."""
    runtime = open_runtime(settings)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    RunFolder(settings.home / "run").mark_ready(NAME)
    while not stop.wait(settings.reconcile_interval_s):
        try:
            tasks, interviews = reconcile(runtime)
        except OperationalError:
            log.warning("database_away")  # it looks again in a moment
            continue
        if tasks or interviews:
            log.info("reconciled", tasks=tasks, interviews=interviews)
