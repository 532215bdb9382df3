"""A task is queued once for each attempt, and comes back when its job died in somebody's hands."""

import pytest
from rq.job import JobStatus

from workers.queueing import enqueue_task, open_queue


@pytest.fixture
def queue(valkey):
    return open_queue("transcribe", valkey)


def test_an_attempt_that_waits_is_not_queued_twice(queue):
    for outbox_id in ("jb_1", "jb_2"):
        enqueue_task(queue, "tk_1", 0, outbox_id=outbox_id)
    assert queue.job_ids == ["tk_1-0"]


def test_an_attempt_whose_job_died_in_a_workers_hands_is_queued_again(queue):
    enqueue_task(queue, "tk_1", 0, outbox_id="jb_1")
    queue.pop_job_id()
    queue.fetch_job("tk_1-0").set_status(JobStatus.STARTED)
    enqueue_task(queue, "tk_1", 0, outbox_id="jb_2")
    assert queue.job_ids == ["tk_1-0-jb_2"]


def test_a_row_that_was_handed_over_twice_is_one_job(queue):
    enqueue_task(queue, "tk_1", 0, outbox_id="jb_1")
    queue.pop_job_id()
    for _ in range(2):
        enqueue_task(queue, "tk_1", 0, outbox_id="jb_2")
    assert queue.job_ids == ["tk_1-0-jb_2"]


def test_a_job_names_ids_only(queue, valkey):
    enqueue_task(queue, "tk_1", 0, outbox_id="jb_1")
    job = queue.fetch_job("tk_1-0")
    assert (job.func_name, job.args) == ("workers.jobs.run_task", ["tk_1", 0])
    assert b"pickle" not in b"".join(valkey.hgetall("rq:job:tk_1-0").values())


def test_a_file_that_somebody_waits_for_goes_before_the_resumes_of_an_import(valkey):
    resumes = open_queue("resume", valkey)
    for task_id in ("rt_1", "rt_2", "ot_1"):
        enqueue_task(resumes, task_id, 0, outbox_id="jb_1")
    assert resumes.job_ids == ["ot_1-0", "rt_1-0", "rt_2-0"]
