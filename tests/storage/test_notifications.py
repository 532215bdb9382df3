"""A commit wakes those who wait for it, and nobody before."""

from contextlib import contextmanager

import psycopg
import pytest

from storage.uow import INTERVIEW_CHANNEL, OUTBOX_CHANNEL
from tests.factories import NOON, a_story, a_task, an_answer, an_outbox_row


@contextmanager
def listening(url, channel):
    """A function that tells the payloads that have arrived."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"LISTEN {channel}")
        yield lambda: [note.payload for note in connection.notifies(timeout=0.2)]


@pytest.fixture
def story_uow(own_uow_factory):
    uow = own_uow_factory()
    a_story(uow)
    return uow


def test_posting_wakes_the_relay_when_it_is_committed(story_uow, own_database_url):
    with listening(own_database_url, OUTBOX_CHANNEL) as heard:
        with story_uow as uow:
            uow.deliveries.post(an_outbox_row())
            assert heard() == []
            uow.commit()
        assert heard() == [""]


@pytest.mark.parametrize(
    "touch",
    [
        lambda uow: setattr(uow.interviews.get("iv_1"), "confirmed_at", NOON),
        lambda uow: uow.answers.add(an_answer(id="an_1")),
    ],
    ids=["interview", "answer"],
)
def test_a_change_of_an_interview_is_announced_by_its_id(story_uow, own_database_url, touch):
    with listening(own_database_url, INTERVIEW_CHANNEL) as heard:
        with story_uow as uow:
            touch(uow)
            uow.commit()
        assert heard() == ["iv_1"]


def test_many_changes_of_one_interview_are_announced_once(story_uow, own_database_url):
    with listening(own_database_url, INTERVIEW_CHANNEL) as heard:
        with story_uow as uow:
            uow.answers.add(an_answer(id="an_1"))
            uow.processing.add_task(a_task())
            uow.interviews.get("iv_1").started_at = NOON
            uow.commit()
        assert heard() == ["iv_1"]


def test_reading_announces_nothing(story_uow, own_database_url):
    with listening(own_database_url, INTERVIEW_CHANNEL) as heard:
        with story_uow as uow:
            uow.interviews.lock("iv_1")
            uow.commit()
        assert heard() == []
