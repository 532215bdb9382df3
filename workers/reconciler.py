"""The guarantee that nothing is lost: looks at the database every few seconds for work that nobody does.

Queue and workers may forget; PostgreSQL does not. Lapsed outbox leases need no sweep: claiming takes them again.
"""

import signal
import threading
from dataclasses import asdict
from datetime import timedelta

import structlog
from sqlalchemy.exc import OperationalError

from config.settings import Settings
from hiring.errors import BoundaryError, Erased
from hiring.usecases.correcting import sweep_reviews
from hiring.usecases.keeping import KeepingPolicy, Kept, sweep_retention
from hiring.usecases.outside_texts import sweep_outside_texts
from hiring.usecases.processing import sweep_interviews, sweep_tasks
from hiring.usecases.reading import sweep_resume_tasks
from workers.run_folder import RunFolder
from workers.wiring import Runtime, open_runtime

NAME = "reconciler"
KEEPING_INTERVAL = timedelta(hours=1)  # promises are in days

log = structlog.get_logger()


def reconcile(runtime: Runtime) -> tuple[int, int]:
    """One look: how many tasks went back to their queues, how many interviews were closed."""
    clock, ids = runtime.clock, runtime.ids
    tasks = sweep_tasks(uow=runtime.storage.new_uow(), clock=clock, ids=ids)
    tasks += sweep_resume_tasks(uow=runtime.storage.new_uow(), clock=clock, ids=ids)
    tasks += sweep_outside_texts(uow=runtime.storage.new_uow(), clock=clock, ids=ids)
    interviews = sweep_interviews(uow=runtime.storage.new_uow(), clock=clock, ids=ids)
    sweep_reviews(uow=runtime.storage.new_uow(), clock=clock, ids=ids)
    return tasks, interviews


def keep(runtime: Runtime) -> Kept | None:
    """Remove what has been kept long enough; None when it was held up: the next look goes on."""
    settings = runtime.settings
    policy = KeepingPolicy(
        recordings=timedelta(days=settings.retention_media_days),
        personal=timedelta(days=settings.retention_personal_days),
    )
    uow, media = runtime.storage.new_uow(), runtime.storage.media
    try:
        kept = sweep_retention(uow=uow, media=media, clock=runtime.clock, ids=runtime.ids, policy=policy)
    except BoundaryError as error:
        log.error("retention_held_up", cause=error.reason)
        return None
    except Erased:
        return None  # somebody erased the same person at this very moment
    if kept != Kept(0, 0, 0):
        log.info("kept_long_enough", **asdict(kept))
    return kept


def run_reconciler(settings: Settings) -> None:
    """Until SIGTERM or SIGINT."""
    runtime = open_runtime(settings)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    RunFolder(settings.home / "run").mark_ready(NAME)
    keep_at = runtime.clock.now()
    while not stop.wait(settings.reconcile_interval_s):
        try:
            tasks, interviews = reconcile(runtime)
            if runtime.clock.now() >= keep_at:
                keep_at = runtime.clock.now() + KEEPING_INTERVAL
                keep(runtime)
        except OperationalError:
            log.warning("database_away")  # it looks again in a moment
            continue
        if tasks or interviews:
            log.info("reconciled", tasks=tasks, interviews=interviews)
