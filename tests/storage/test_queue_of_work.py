"""Which processing tasks the sweep takes up again, and which messages are still to be handled."""

from datetime import timedelta

import pytest

from hiring.model.answer import ConsentKind
from hiring.model.delivery import OutboxKind
from hiring.model.processing import ArtifactKind, TaskKind
from storage import outbox
from storage.repositories.leases import QUEUE_PATIENCE
from tests.factories import (
    NOON,
    a_consent,
    a_link,
    a_story,
    a_task,
    an_answer,
    an_artifact,
    an_inbox_row,
    an_outbox_row,
)

SECOND = timedelta(seconds=1)
LATER = NOON + QUEUE_PATIENCE


@pytest.fixture
def story(uow):
    return a_story(uow, an_answer(id="an_1"), a_task(id="tk_1"))


def expired(uow, now):
    with uow:
        return [task.id for task in uow.processing.expired(now, limit=9)]


def a_job_row(**changes):
    return an_outbox_row(kind=OutboxKind.JOB_RUN, ordering_key="task:tk_1", **changes)


def test_a_task_nobody_was_told_of_is_taken_up_after_a_while(uow, story):
    assert expired(uow, LATER - SECOND) == []
    assert expired(uow, LATER) == ["tk_1"]


def test_a_task_whose_job_still_waits_in_the_outbox_is_left_to_the_relay(uow, story):
    with uow:
        uow.deliveries.post(a_job_row())
        uow.commit()
    assert expired(uow, LATER) == []


def test_a_task_whose_job_was_sent_is_given_time_in_the_queue(uow, story):
    with uow:
        uow.deliveries.post(a_job_row())
        (row,) = outbox.claim(uow.session, batch=1, lease=SECOND, now=LATER)
        outbox.mark_delivered(uow.session, row, now=LATER)
        uow.commit()
    assert expired(uow, LATER + QUEUE_PATIENCE - SECOND) == []
    assert expired(uow, LATER + QUEUE_PATIENCE) == ["tk_1"]


def test_a_running_task_is_taken_up_when_its_lease_lapses(uow, story):
    with uow:
        task = uow.processing.lock_task("tk_1")
        task.lease("token", now=NOON)
        lapses = task.leased_until
        uow.commit()
    assert expired(uow, lapses - SECOND) == []
    assert expired(uow, lapses) == ["tk_1"]


def test_a_task_held_by_another_transaction_is_skipped(own_uow_factory):
    a_story(own_uow_factory(), an_answer(id="an_1"), a_task(id="tk_1"))
    with own_uow_factory() as mine:
        mine.processing.lock_task("tk_1")
        assert expired(own_uow_factory(), LATER) == []


def test_the_latest_generation_is_found(uow, story):
    with uow:
        uow.processing.add_task(a_task(id="tk_2", generation=2))
        uow.processing.add_task(a_task(TaskKind.EVALUATE, id="tk_3"))
        find = uow.processing.find_task
        assert find("iv_1", TaskKind.TRANSCRIBE, "an_1").id == "tk_2"
        assert find("iv_1", TaskKind.EVALUATE, None).id == "tk_3"
        assert find("iv_1", TaskKind.OBSERVE, "an_1") is None


def test_face_observations_can_be_erased_and_nothing_else_goes(uow, story):
    with uow:
        uow.processing.add_artifact(an_artifact(id="ar_1"))
        uow.processing.add_artifact(an_artifact(id="ar_2", kind=ArtifactKind.FACE))
        uow.processing.erase_face_artifacts("iv_1")
        uow.commit()
    with uow:
        assert len(uow.processing.artifacts("an_1", ArtifactKind.TRANSCRIPT)) == 1
        assert uow.processing.artifacts("an_1", ArtifactKind.FACE) == []


def test_a_consent_is_live_until_it_is_withdrawn(uow, story):
    with uow:
        uow.answers.add_consent(a_consent(ConsentKind.FACE))
        assert uow.answers.has_live_consent("iv_1", ConsentKind.FACE)
        assert not uow.answers.has_live_consent("iv_1", ConsentKind.VOICE)
        uow.answers.consents("iv_1")[0].withdrawn_at = NOON
        assert not uow.answers.has_live_consent("iv_1", ConsentKind.FACE)


def test_messages_are_handled_oldest_first_and_then_emptied(uow):
    with uow:
        uow.deliveries.receive(an_inbox_row(key="late", received_at=NOON + SECOND))
        uow.deliveries.receive(an_inbox_row(key="early"))
        uow.deliveries.receive(an_inbox_row(key="elsewhere", source="card"))
        uow.commit()
    with uow:
        first, _ = uow.deliveries.unhandled("bot", limit=9)
        assert first.key == "early"
        first.handled_at, first.body = NOON, ""
        uow.commit()
    with uow:
        assert [row.key for row in uow.deliveries.unhandled("bot", limit=9)] == ["late"]


def test_revoking_reaches_every_live_link_of_the_interview(uow, story):
    with uow:
        for digit in "12":
            uow.deliveries.add_link(a_link(token_sha256=digit * 64))
        uow.deliveries.revoke_links("iv_1", now=NOON)
        uow.commit()
    with uow:
        assert [uow.deliveries.lock_link(digit * 64).revoked_at for digit in "12"] == [NOON, NOON]
        assert uow.deliveries.lock_link("3" * 64) is None
