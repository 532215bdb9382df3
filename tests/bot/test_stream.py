"""The supervised client on the wire: what happens to links, frames and gateways that misbehave."""

import socket
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from dingtalk_stream import AckMessage, CallbackHandler, ChatbotMessage, Credential, DingTalkStreamClient

from bot.health import BotHealth
from bot.stream import SupervisedStreamClient, Timings, pause_s
from tests.bot.conftest import InThread
from tests.dingtalk.sandbox_process import COMPANY, settings_for, until

QUICK = Timings(
    open_s=2, handshake_s=2, ping_every_s=0.3, pong_within_s=0.3, pause_first_s=0.05, pause_max_s=0.2
)


class Notes(CallbackHandler):
    """Writes down what was said, and fails when told to."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    async def process(self, message: Any) -> tuple[int, str]:
        text = message.data["text"]["content"]
        if text == "fail":
            raise RuntimeError("as told")
        self.texts.append(text)
        return AckMessage.STATUS_OK, "OK"


@dataclass
class Listener:
    running: InThread
    notes: Notes
    health: BotHealth = field(default_factory=BotHealth)

    @property
    def client(self) -> Any:
        return self.running.subject


@pytest.fixture
def listen(sandbox):
    """Starts a client and waits until it is connected, unless told that it can't be."""
    started: list[Listener] = []

    def start(*, endpoint=sandbox.base_url, timings=QUICK, connects=True):
        notes, health = Notes(), BotHealth()

        def make():
            client = SupervisedStreamClient(
                Credential(COMPANY["clientId"], COMPANY["clientSecret"]),
                openapi_endpoint=endpoint,
                health=health,
                timings=timings,
            )
            client.register_callback_handler(ChatbotMessage.TOPIC, notes)
            return client

        listener = Listener(InThread(make).begin("start"), notes, health)
        started.append(listener)
        if connects:
            until(sandbox.connections)
        return listener

    yield start
    for listener in started:
        listener.running.stop()


def hears(sandbox, listener, text):
    sandbox.say("lin", text)
    until(lambda: text in listener.notes.texts)


@pytest.mark.parametrize("how", ["1000", "1011", "abort"])
def test_a_link_that_ends_is_opened_again(sandbox, listen, how):
    listener = listen()
    [before] = sandbox.connections()
    sandbox.close_connections(how)
    until(lambda: [c for c in sandbox.connections() if c["connectionId"] != before["connectionId"]])
    hears(sandbox, listener, "still there?")
    assert listener.health.reconnects == 1


def test_an_announced_goodbye_leaves_no_gap(sandbox, listen):
    listener = listen()
    [before] = sandbox.connections()
    time.sleep(
        2 * QUICK.pause_first_s
    )  # a link that lived; one that is thrown out at once would be waited for
    sandbox.close_connections("disconnect")
    until(lambda: [c for c in sandbox.connections() if c["connectionId"] != before["connectionId"]])
    hears(sandbox, listener, "over the new link")
    # the sandbox itself would have held the old link for ten seconds
    until(lambda: len(sandbox.connections()) == 1, within_s=5)


def test_a_link_that_only_looks_alive_is_noticed(sandbox, listen):
    listener = listen()
    sandbox.switch(stop_ponging=True)
    until(lambda: listener.health.reconnects >= 1)
    sandbox.switch(stop_ponging=False)
    hears(sandbox, listener, "again")


def test_a_bad_frame_costs_nothing_but_itself(sandbox, listen):
    listener = listen()
    for kind in ("bad_json", "unknown_topic"):
        sandbox.admin("POST", "/connections/frame", {"kind": kind})
    hears(sandbox, listener, "fine")
    assert (listener.health.bad_frames, listener.health.reconnects) == (1, 0)


def test_a_frame_larger_than_the_sdks_own_limit_is_survived(sandbox, listen):
    listener = listen()
    sandbox.admin("POST", "/connections/frame", {"kind": "oversize"})
    hears(sandbox, listener, "fine")
    assert listener.health.reconnects == 0


def test_a_handler_that_fails_is_answered_with_an_error_and_goes_on(sandbox, listen):
    listener = listen()
    sandbox.say("lin", "fail")
    until(lambda: "refused" in pushes(sandbox))
    hears(sandbox, listener, "fine")


def pushes(sandbox):
    return [p["outcome"] for p in sandbox.admin("GET", "/log")["pushes"]]


def test_a_gateway_that_refuses_is_asked_again_later(sandbox, listen):
    sandbox.switch(open_unauthorized=True)
    listener = listen(connects=False)
    until(lambda: listener.health.last_error == "StreamRefusedError")
    sandbox.switch(open_unauthorized=False)
    hears_after_connecting(sandbox, listener)


def hears_after_connecting(sandbox, listener):
    until(sandbox.connections)
    hears(sandbox, listener, "hello")


def test_an_expired_ticket_is_replaced(sandbox, listen):
    sandbox.switch(next_expired_ticket=1)
    hears_after_connecting(sandbox, listen(connects=False))


def test_pauses_grow_with_full_jitter_up_to_a_minute():
    for lives, bound in enumerate([1, 2, 4, 8, 16, 32, 60, 60]):
        drawn = [pause_s(Timings(), lives) for _ in range(300)]
        assert max(drawn) <= bound
        assert max(drawn) > 0.8 * bound
        assert min(drawn) < 0.2 * bound


def test_nobody_listening_is_waited_for(listen):
    listener = listen(endpoint="http://127.0.0.1:1", connects=False)
    until(lambda: listener.health.last_error == "StreamRefusedError")


def test_a_stop_takes_no_time(sandbox, listen):
    listener = listen()
    began = time.monotonic()
    listener.running.stop()
    assert time.monotonic() - began < 0.5  # 0.1 s on an idle machine
    until(lambda: not sandbox.connections())


def test_one_plain_cancel_is_enough(sandbox, listen):
    listener = listen()
    listener.running.cancel()
    until(lambda: not sandbox.connections())


@pytest.fixture
def black_hole():
    """A gateway that takes the call and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        held: list[socket.socket] = []

        def accept() -> None:
            try:
                while True:
                    held.append(server.accept()[0])
            except OSError:
                pass

        threading.Thread(target=accept, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        server.shutdown(socket.SHUT_RDWR)
        for connection in held:
            connection.close()


def test_a_silent_gateway_neither_blocks_the_loop_nor_the_stop(listen, black_hole):
    listener = listen(endpoint=black_hole, connects=False)
    time.sleep(0.3)
    began = time.monotonic()
    listener.running.stop()
    assert time.monotonic() - began < 0.5


@pytest.fixture
def misleading_gateway():
    """A gateway that names an endpoint off this machine, without encryption."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"endpoint": "ws://example.com/connect", "ticket": "t"}')

        def log_message(self, *_args: Any) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_the_gateway_cannot_send_us_to_an_unencrypted_place(listen, misleading_gateway):
    listener = listen(endpoint=misleading_gateway, connects=False)
    until(lambda: listener.health.last_error == "StreamRefusedError")


def test_the_sdks_own_loop_runs_our_handlers_too(sandbox):
    notes = Notes()

    class OwnLoop(DingTalkStreamClient):
        async def stop(self) -> None:
            def interrupt() -> None:
                raise KeyboardInterrupt

            self.open_connection = interrupt  # the way out that the SDK's loop knows
            await self.websocket.close()

    def make():
        DingTalkStreamClient.OPEN_CONNECTION_API = (
            f"{settings_for(sandbox.base_url).openapi_endpoint}/v1.0/gateway/connections/open"
        )
        client = OwnLoop(Credential(COMPANY["clientId"], COMPANY["clientSecret"]))
        client.register_callback_handler(ChatbotMessage.TOPIC, notes)
        return client

    running = InThread(make).begin("start")
    until(sandbox.connections)
    sandbox.say("lin", "hello")
    until(lambda: notes.texts == ["hello"])
    running.stop()


def test_a_stop_at_any_moment_of_the_dialling_is_heard(listen, misleading_gateway):
    """The gateway answers at once and the pause is short, so that the stop falls into each step now and then."""
    hectic = Timings(open_s=2, handshake_s=2, pause_first_s=0.001, pause_max_s=0.001)
    for _ in range(30):
        listen(endpoint=misleading_gateway, timings=hectic, connects=False).running.stop()
