"""Server-sent events from PostgreSQL notifications, over a real socket."""

import http.client
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest

from hiring.access import load_access
from hiring.commands import OnInterview
from hiring.model.interview import InterviewState
from hiring.model.people import Candidate, Staff
from hiring.usecases.scheduling import confirm_interview
from miniapp_api.app import create_app
from miniapp_api.changes import QUEUE_SIZE, Changes
from miniapp_api.services import Services
from tests.factories import Story, a_candidate, a_story, an_actor, store
from tests.miniapp_api.conftest import PERMISSIONS, LiveStorage, bearer_headers
from tests.miniapp_api.live import TIMEOUT_S, serve

LAG_MAX_S = 2.0  # product.md S8


@dataclass(slots=True)
class Stream:
    """An open event stream, read line by line."""

    response: http.client.HTTPResponse

    def next_event(self) -> tuple[str, Any]:
        name = ""
        while True:
            line = self.response.readline().decode().rstrip("\n")
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: "):
                return name, json.loads(line.removeprefix("data: "))


@pytest.fixture
def story(live_storage: LiveStorage) -> Story:
    return a_story(live_storage.new_uow(), state=InterviewState.INVITED)


@pytest.fixture
def changes(live_storage: LiveStorage) -> Iterator[Changes]:
    listener = Changes(live_storage.engine)
    yield listener
    listener.stop()


@pytest.fixture
def follow(
    live_storage: LiveStorage, changes: Changes, make_services: Callable[..., Services]
) -> Iterator[Callable[[Staff | Candidate], Stream]]:
    app = create_app(
        make_services(
            uow=live_storage.new_uow, media=live_storage.media, engine=live_storage.engine, changes=changes
        )
    )
    connections = []

    def open_stream(person: Staff | Candidate) -> Stream:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_S)
        connections.append(connection)
        connection.request("GET", "/api/events", headers=bearer_headers(live_storage.new_uow(), person))
        response = connection.getresponse()
        assert response.status == 200
        assert response.headers["Content-Type"].startswith("text/event-stream")
        response.readline()  # ": open": from here on nothing is missed
        return Stream(response)

    with serve(app) as port:
        yield open_stream
        for connection in connections:
            connection.close()


@pytest.fixture
def confirm(live_storage: LiveStorage, story: Story, clock: Any, ids: Any) -> Callable[[], None]:
    def by_the_candidate() -> None:
        confirm_interview(
            OnInterview(an_actor(story.candidate), story.interview.id),
            uow=live_storage.new_uow(),
            access=load_access(PERMISSIONS),
            clock=clock,
            ids=ids,
        )

    return by_the_candidate


def test_hr_sees_a_change_within_two_seconds(
    follow: Callable[..., Stream], story: Story, confirm: Callable[[], None]
) -> None:
    stream = follow(story.hr)
    confirm()
    committed_s = time.monotonic()
    name, event = stream.next_event()
    assert time.monotonic() - committed_s < LAG_MAX_S
    assert (name, event["id"], event["state"], event["state_name"]) == (
        "interview",
        "iv_1",
        "confirmed",
        "已确认",
    )
    assert event["progress"] == {"answered": 0, "total": 2, "percent": 0}


def test_candidates_see_their_own_changes_only(
    follow: Callable[..., Stream],
    live_storage: LiveStorage,
    story: Story,
    confirm: Callable[[], None],
    changes: Changes,
) -> None:
    stranger = a_candidate(id="ca_2", phone="13900000000")
    with live_storage.new_uow() as uow:
        store(uow, [stranger])
        uow.commit()
    own, other = follow(story.candidate), follow(stranger)
    confirm()
    assert own.next_event()[1]["state"] == "confirmed"
    changes.tell_all_to_reload()  # the next thing the stranger hears, if the change itself was kept from them
    assert other.next_event() == ("reload", {})


def test_after_a_lost_database_connection_pages_are_told_to_reload(
    follow: Callable[..., Stream], story: Story, own_database_url: str
) -> None:
    stream = follow(story.hr)
    with psycopg.connect(own_database_url, autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE query LIKE 'LISTEN%' AND datname = current_database()"
        )
    assert stream.next_event() == ("reload", {})


def test_a_page_that_does_not_read_is_told_to_reload(live_storage: LiveStorage) -> None:
    changes = Changes(live_storage.engine)
    with changes.subscribe() as slow:
        for number in range(QUEUE_SIZE + 1):
            changes.tell(f"iv_{number}")
        assert slow.get_nowait() is None
        assert slow.empty()
    changes.stop()
