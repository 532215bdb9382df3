"""Puts processing tasks on their RQ queues. The task row is the truth; a job is only a nudge to look at it."""

from redis import Redis
from rq import Queue
from rq.exceptions import DuplicateJobError, NoSuchJobError
from rq.job import Job
from rq.serializers import JSONSerializer

from hiring.messages import QUEUE_OF, RESUME_QUEUE
from hiring.model.outside_text import ID_PREFIX as OUTSIDE_TEXT
from hiring.model.processing import TaskKind

RUN_TASK = "workers.jobs.run_task"

# One attempt's limit: a 10-minute answer at real-time factor 0.6 on a busy machine is 6 minutes.
JOB_TIMEOUT_S: dict[str, int] = {
    QUEUE_OF[TaskKind.TRANSCRIBE]: 900,
    QUEUE_OF[TaskKind.OBSERVE]: 900,
    QUEUE_OF[TaskKind.EVALUATE]: 300,
    RESUME_QUEUE: 300,  # a scan of six pages takes a minute; an archive of 2,000 files is only unpacked and queued
}
FINISHED_JOB_TTL_S = 600
FAILED_JOB_TTL_S = 24 * 3600

# A socket that answers nothing must not hold the relay (fault F07).
_SOCKET_TIMEOUT_S = 5.0


def connect(redis_url: str, *, socket_timeout_s: float | None = _SOCKET_TIMEOUT_S) -> Redis:
    """A lazy connection. socket_timeout_s None: for a worker, whose reads block while the queue is empty."""
    return Redis.from_url(
        redis_url,
        socket_connect_timeout=_SOCKET_TIMEOUT_S,
        socket_timeout=socket_timeout_s,
        health_check_interval=30,
    )


def open_queue(name: str, connection: Redis) -> Queue:
    """JSON, not pickle: a job from a foreign hand can name ids only."""
    return Queue(name, connection=connection, serializer=JSONSerializer)


def enqueue_task(queue: Queue, task_id: str, attempt: int, *, outbox_id: str) -> str:
    """Queue one attempt, once; returns the job's id. Raises redis.exceptions.RedisError when the queue is away.

    An attempt that is waiting already is left alone. One whose job died in a worker's hands (RQ then keeps its
    id taken) goes in again under the id of the outbox row that asks for it.
    """
    job_id = f"{task_id}-{attempt}"
    try:
        _enqueue(queue, job_id, task_id, attempt)
    except DuplicateJobError:
        if _is_waiting(queue, job_id):
            return job_id
        job_id = f"{job_id}-{outbox_id}"
        _enqueue_again(queue, job_id, task_id, attempt)
    return job_id


def _enqueue_again(queue: Queue, job_id: str, task_id: str, attempt: int) -> None:
    try:
        _enqueue(queue, job_id, task_id, attempt)
    except DuplicateJobError:
        return  # this very row was handed over before, and only its confirmation was lost


def _enqueue(queue: Queue, job_id: str, task_id: str, attempt: int) -> None:
    queue.enqueue_call(
        RUN_TASK,
        args=(task_id, attempt),
        job_id=job_id,
        unique=True,
        timeout=JOB_TIMEOUT_S[queue.name],
        result_ttl=FINISHED_JOB_TTL_S,
        failure_ttl=FAILED_JOB_TTL_S,
        description=job_id,  # the default spells the arguments out
        at_front=task_id.startswith(f"{OUTSIDE_TEXT}_"),  # somebody looks at the page and waits
    )


def _is_waiting(queue: Queue, job_id: str) -> bool:
    try:
        job = Job.fetch(job_id, connection=queue.connection, serializer=queue.serializer)
    except NoSuchJobError:
        return False
    return queue.get_job_position(job) is not None
