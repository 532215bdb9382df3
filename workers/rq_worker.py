"""A warm worker process for one queue: the models are loaded once, then one task after the other."""

import time
from typing import Any

import structlog
from redis.exceptions import RedisError
from rq import SimpleWorker
from rq.exceptions import InvalidJobOperation, NoSuchJobError
from rq.serializers import JSONSerializer

from config.settings import Settings
from scoring.engines.errors import EngineError
from workers.backoff import full_jitter
from workers.queueing import JOB_TIMEOUT_S, connect, open_queue
from workers.run_folder import RunFolder, worker_name
from workers.workshop import process_workshop

# stack-facts.md: with RQ's own 420/600 s an abandoned job was noticed after 811 s, with these after 66 s.
WORKER_TTL_S = 20
MONITORING_S = 5
MAINTENANCE_S = 5

log = structlog.get_logger()


class WarmWorker(SimpleWorker):
    """Runs jobs in its own process. Before each it writes down until when; the supervisor kills it when overdue."""

    max_connection_wait_time = 5.0  # after a restart of Valkey work goes on at once
    run_folder: RunFolder
    process_name: str

    def perform_job(self, job: Any, queue: Any, execution: Any = None) -> bool:
        name = self.process_name
        self.run_folder.set_deadline(name, seconds=JOB_TIMEOUT_S[queue.name])
        try:
            return super().perform_job(job, queue, execution)
        finally:
            self.run_folder.clear_deadline(name)


def run_worker(queue_name: str, settings: Settings, *, number: int = 1) -> None:
    """Until SIGTERM (which lets the present job finish). Comes back by itself when Valkey was away or flushed."""
    shop = process_workshop()
    try:
        shop.warm(queue_name)
    except EngineError as error:
        # Tasks then fail with this code and show it to HR, instead of waiting in silence for a worker.
        log.error("engine_not_ready", queue=queue_name, code=error.code.value, detail=error.detail)
    run_folder = RunFolder(settings.home / "run")
    name = worker_name(queue_name, number)
    run_folder.mark_ready(name)
    failures = 0
    while True:
        started_at_s = time.monotonic()
        try:
            _work(queue_name, settings.redis_url, run_folder, name)
        except (RedisError, InvalidJobOperation, NoSuchJobError) as error:
            # A flush in mid-job takes RQ's own records away; ours are in PostgreSQL.
            failures = 1 if time.monotonic() - started_at_s > WORKER_TTL_S else failures + 1
            log.warning("queue_lost", queue=queue_name, cause=type(error).__name__)
            time.sleep(min(5.0, full_jitter(failures).total_seconds()))
        else:
            return


def _work(queue_name: str, redis_url: str, run_folder: RunFolder, name: str) -> None:
    connection = connect(redis_url, socket_timeout_s=None)
    worker = WarmWorker(
        [open_queue(queue_name, connection)],
        connection=connection,
        serializer=JSONSerializer,
        worker_ttl=WORKER_TTL_S,
        job_monitoring_interval=MONITORING_S,
        maintenance_interval=MAINTENANCE_S,
    )
    worker.run_folder = run_folder
    worker.process_name = name
    worker.log_job_description = False
    worker.work(logging_level="WARNING")
