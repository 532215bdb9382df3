"""A task belongs to one attempt at a time, and only that attempt may write."""

from datetime import UTC, datetime

import pytest

from hiring.errors import Conflict
from hiring.model.ids import CandidateId, InterviewId, TaskId
from hiring.model.processing import LEASE, ProcessingTask, TaskKind, TaskState

NOON = datetime(2026, 6, 12, 4, tzinfo=UTC)


def a_task() -> ProcessingTask:
    return ProcessingTask(TaskId("tk_1"), InterviewId("iv_1"), CandidateId("ca_1"), TaskKind.TRANSCRIBE, NOON)


def test_a_held_task_is_not_leased_twice() -> None:
    task = a_task()
    assert task.lease("first", now=NOON)
    assert not task.lease("second", now=NOON + LEASE / 2)
    assert task.attempt == 1


def test_a_lapsed_lease_goes_to_the_next_and_fences_out_the_first() -> None:
    task = a_task()
    task.lease("first", now=NOON)
    assert task.lease("second", now=NOON + LEASE)
    with pytest.raises(Conflict) as refused:
        task.finish("first", TaskState.DONE, now=NOON + LEASE)
    assert refused.value.code == "TK409"
    task.finish("second", TaskState.DONE, now=NOON + LEASE)
    assert task.state == TaskState.DONE


def test_a_finished_task_is_never_leased_again() -> None:
    task = a_task()
    task.lease("first", now=NOON)
    task.finish("first", TaskState.DONE, now=NOON)
    assert not task.lease("second", now=NOON + 10 * LEASE)


def test_a_task_given_back_can_be_leased_at_once() -> None:
    task = a_task()
    task.lease("first", now=NOON)
    task.give_back("first")
    assert task.lease("second", now=NOON)
