"""Tickets and frames, seen from a bare WebSocket: what the SDK hides."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus

import httpx
import pytest
from websockets.exceptions import ConnectionClosedError, InvalidStatus
from websockets.sync.client import ClientConnection, connect

if TYPE_CHECKING:
    from tests.sandbox.conftest import Sandbox

OPEN = "/v1.0/gateway/connections/open"
CARD_TOPIC = "/v1.0/card/instances/callback"
CHAT_TOPIC = "/v1.0/im/bot/messages/get"


def open_ticket(
    sandbox: Sandbox, *topics: str, secret: str = "made-up-secret", **headers: str
) -> httpx.Response:
    body = {
        "clientId": "dingsandboxapp",
        "clientSecret": secret,
        "subscriptions": [{"type": "CALLBACK", "topic": t} for t in topics],
    }
    return sandbox.http.post(OPEN, json=body, headers={"Accept": "application/json", **headers})


def dial(sandbox: Sandbox, ticket: dict[str, str]) -> ClientConnection:
    return connect(f"{ticket['endpoint']}?ticket={quote_plus(ticket['ticket'])}", proxy=None)


@contextmanager
def connected(sandbox: Sandbox, *topics: str) -> Iterator[ClientConnection]:
    with dial(sandbox, open_ticket(sandbox, *topics).json()) as socket:
        yield socket
    sandbox.until(lambda: not sandbox.connections())


def receive(socket: ClientConnection) -> dict[str, Any]:
    frame: dict[str, Any] = json.loads(socket.recv(timeout=5))
    return frame


def test_a_ticket_opens_one_connection_only(sandbox: Sandbox) -> None:
    ticket = open_ticket(sandbox, CHAT_TOPIC).json()
    with dial(sandbox, ticket), pytest.raises(InvalidStatus) as refused:
        dial(sandbox, ticket)
    assert refused.value.response.status_code == 401
    sandbox.until(lambda: not sandbox.connections())


def test_a_ticket_dies_after_ninety_seconds(sandbox: Sandbox) -> None:
    ticket = open_ticket(sandbox, CHAT_TOPIC).json()
    sandbox.admin("POST", "/clock/advance", {"seconds": 90})
    with pytest.raises(InvalidStatus):
        dial(sandbox, ticket)


def test_a_wrong_secret_is_a_401(sandbox: Sandbox) -> None:
    refused = open_ticket(sandbox, CHAT_TOPIC, secret="wrong")
    assert (refused.status_code, refused.json()["code"]) == (401, "authFailed")


def test_without_the_accept_header_the_answer_is_xml(sandbox: Sandbox) -> None:
    assert open_ticket(sandbox, CHAT_TOPIC, Accept="*/*").text.startswith("<")


def test_a_topic_that_was_not_subscribed_is_not_pushed(sandbox: Sandbox) -> None:
    with connected(sandbox, CARD_TOPIC):
        sandbox.admin("POST", "/people/lin/say", {"text": "在吗"})
        note = sandbox.until(lambda: sandbox.inbox("lin")[-1]["note"])
    assert note == "未送达：应用不在线"


def test_a_frame_has_a_json_string_for_data_and_text_for_time(sandbox: Sandbox) -> None:
    with connected(sandbox, CHAT_TOPIC) as socket:
        sandbox.admin("POST", "/people/lin/say", {"text": "在吗"})
        frame = receive(socket)
    assert (frame["specVersion"], frame["type"], frame["headers"]["topic"]) == ("1.0", "CALLBACK", CHAT_TOPIC)
    assert frame["headers"]["time"].isdigit()
    assert json.loads(frame["data"])["conversationType"] == "1"


def test_an_ack_from_another_connection_counts(sandbox: Sandbox) -> None:
    other_ticket = open_ticket(sandbox, CARD_TOPIC).json()
    with connected(sandbox, CHAT_TOPIC) as receiver, dial(sandbox, other_ticket) as other:
        sandbox.admin("POST", "/people/lin/say", {"text": "在吗"})
        message_id = receive(receiver)["headers"]["messageId"]
        other.send(json.dumps({"code": 200, "headers": {"messageId": message_id}, "data": "{}"}))
        sandbox.until(lambda: sandbox.admin("GET", "/log")["pushes"][-1]["outcome"] == "acked")


def test_a_bad_frame_comes_before_the_good_one(sandbox: Sandbox) -> None:
    sandbox.admin("PATCH", "/faults", {"next_bad_json": 1})
    with connected(sandbox, CHAT_TOPIC) as socket:
        sandbox.admin("POST", "/people/lin/say", {"text": "在吗"})
        with pytest.raises(json.JSONDecodeError):
            json.loads(socket.recv(timeout=5))
        assert receive(socket)["type"] == "CALLBACK"


def test_a_disconnect_is_announced_then_silent_then_closed(sandbox: Sandbox) -> None:
    with connected(sandbox, CHAT_TOPIC) as socket:
        sandbox.admin("POST", "/connections/close", {"how": "disconnect"})
        assert receive(socket)["headers"]["topic"] == "disconnect"
        sandbox.admin("POST", "/people/lin/say", {"text": "在吗"})
        sandbox.until(lambda: sandbox.inbox("lin")[-1]["note"])
        sandbox.admin("POST", "/clock/advance", {"seconds": 10})
        assert list(socket) == []


def test_a_ping_carries_an_opaque_value(sandbox: Sandbox) -> None:
    with connected(sandbox, CHAT_TOPIC) as socket:
        sandbox.admin("POST", "/connections/frame", {"kind": "ping"})
        frame = receive(socket)
    assert frame["headers"]["topic"] == "ping"
    assert json.loads(frame["data"])["opaque"]


def test_pings_are_answered_until_the_switch_is_thrown(sandbox: Sandbox) -> None:
    with connected(sandbox, CHAT_TOPIC) as socket:
        assert socket.ping().wait(5)
        sandbox.admin("PATCH", "/faults", {"stop_ponging": True})
        assert not socket.ping().wait(0.3)


def test_an_open_in_a_black_hole_answers_when_the_clock_has_passed(sandbox: Sandbox) -> None:
    sandbox.admin("PATCH", "/faults", {"open_delay_s": 3600})
    with ThreadPoolExecutor(1) as pool:
        opening = pool.submit(open_ticket, sandbox, CHAT_TOPIC)
        sandbox.until(lambda: sandbox.admin("GET", "/log")["requests"])
        assert not opening.done()
        sandbox.until(lambda: sandbox.admin("POST", "/clock/advance", {"seconds": 3601}) and opening.done())
    assert opening.result().status_code == 200


def test_a_full_outage_cuts_the_stream_too(sandbox: Sandbox) -> None:
    with connected(sandbox, CHAT_TOPIC) as socket:
        sandbox.admin("PATCH", "/faults", {"outage": "abort"})
        with pytest.raises(ConnectionClosedError):
            socket.recv(timeout=5)


def test_a_ticked_todo_is_told_as_an_event(sandbox: Sandbox) -> None:
    todo = {"subject": "评审", "detailUrl": {"appUrl": "http://127.0.0.1:9", "pcUrl": "http://127.0.0.1:9"}}
    task_id = sandbox.call("POST", "/v1.0/todo/users/UNIONchen/tasks", todo).json()["id"]
    body = {"clientId": "dingsandboxapp", "clientSecret": "made-up-secret"}
    body |= {"subscriptions": [{"type": "EVENT", "topic": "*"}]}  # type: ignore[dict-item]
    ticket = sandbox.http.post(OPEN, json=body, headers={"Accept": "application/json"}).json()
    with dial(sandbox, ticket) as socket:
        sandbox.admin("POST", f"/todos/{task_id}/tick", {"userId": "chen"})
        frame = receive(socket)
    assert frame["headers"]["eventType"] == "todo_task_update"
    assert json.loads(frame["data"])["done"] is True
    sandbox.until(lambda: not sandbox.connections())
