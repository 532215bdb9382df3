"""The official stream client under supervision.

Only `start` and `background_task` are replaced; opening, routing, parsing and acks stay the SDK's own. Its own loop
(0.24.3) blocks on a gateway that does not answer, can't be stopped or cancelled, drops the link over one bad frame,
reconnects without a pause after a clean close, and loses what comes between the server's goodbye and the next link.
"""

import asyncio
import contextlib
import json
import logging
import random
import threading
import time
import traceback
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus, urlsplit

import structlog
from dingtalk_stream import AckMessage, Credential, DingTalkStreamClient
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, ConnectionClosedError, WebSocketException

from bot.health import BotHealth
from dingtalk.settings import is_loopback

log = structlog.get_logger()

FRAME_MAX_BYTES = 4 * 2**20  # bot messages and card callbacks stay far below; more is hostile
FRAMES_AT_ONCE = 100  # as openclaw and LangBot bound theirs
CLOSE_WITHIN_S = 1.0


@dataclass(frozen=True, slots=True)
class Timings:
    """open_s: the whole HTTP call for a ticket. A dead link is noticed after ping_every_s + pong_within_s."""

    open_s: float = 15.0
    handshake_s: float = 10.0
    ping_every_s: float = 20.0
    pong_within_s: float = 20.0
    pause_first_s: float = 1.0
    pause_max_s: float = 60.0
    settled_s: float = 60.0  # a connection that lived this long makes the next pause short again
    drain_s: float = 5.0


class StreamRefusedError(Exception):
    """The gateway gave no ticket, or one for a place we must not go."""


class SupervisedStreamClient(DingTalkStreamClient):  # type: ignore[misc]  # the SDK has no types
    """`start` runs until `stop` is called or its task is cancelled; it never gives up by itself."""

    def __init__(
        self,
        credential: Credential,
        *,
        openapi_endpoint: str,
        health: BotHealth,
        timings: Timings | None = None,
    ) -> None:
        sdk_log = logging.getLogger("dingtalk_stream.client")
        # Below ERROR the SDK logs tickets, and whole messages of topics it does not know.
        sdk_log.setLevel(logging.ERROR)
        super().__init__(credential, logger=sdk_log)
        # The SDK reads the endpoint from the environment when it is imported, by whomever; say it here, once.
        DingTalkStreamClient.OPEN_CONNECTION_API = f"{openapi_endpoint}/v1.0/gateway/connections/open"
        self._health = health
        self._timings = timings or Timings()
        self._main: asyncio.Task[Any] | None = None
        self._stop_asked = False
        self.tried = asyncio.Event()  # set once the first attempt to connect is over, well or not
        self._replace = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._readers: dict[asyncio.Task[None], ClientConnection] = {}

    async def start(self) -> None:
        self.pre_start()
        self._main = asyncio.current_task()
        try:
            await self._keep_connected()
        except asyncio.CancelledError:
            if not self._stop_asked:
                raise
        finally:
            await self._hang_up()

    async def stop(self) -> None:
        """End `start`: nothing more is read, frames in hand are finished and acked, then the link is closed."""
        self._stop_asked = True
        if self._main is not None and not self._main.done():
            self._main.cancel()
            await asyncio.wait({self._main})

    async def background_task(self, json_message: dict[str, Any]) -> None:
        """One frame. What goes wrong costs this frame only; DingTalk hears that it failed."""
        try:
            result = await self.route_message(json_message)
        except ConnectionClosed:
            return  # the ack could not go out; what matters is stored already
        except Exception as exc:  # noqa: BLE001  # the bot's frame handler: any bug must end here, visibly
            where = "".join(traceback.format_tb(exc.__traceback__, limit=-3))
            log.error("stream_frame_failed", error=type(exc).__name__, where=where)
            await self._refuse(json_message)
            return
        if result == DingTalkStreamClient.TAG_DISCONNECT:
            self._replace.set()

    async def _keep_connected(self) -> None:
        short_lives = 0
        while not self._stop_asked:
            began = time.monotonic()
            replaced = False
            try:
                socket = await self._dial()
            except (OSError, TimeoutError, WebSocketException, StreamRefusedError) as exc:
                self._lost(type(exc).__name__)
            else:
                replaced = await self._serve(socket)
            lived_s = time.monotonic() - began
            if lived_s > self._timings.settled_s:
                short_lives = 0
            if replaced and lived_s > self._timings.pause_first_s:
                continue  # the server said goodbye and still holds the old link: no gap
            await asyncio.sleep(pause_s(self._timings, short_lives))
            short_lives += 1

    async def _dial(self) -> ClientConnection:
        # Not wait_for: on Python 3.11 it loses a cancel that comes in the moment the answer does.
        async with asyncio.timeout(self._timings.open_s):
            opened = await _in_daemon_thread(self.open_connection)
        if not opened:
            raise StreamRefusedError("no ticket")
        endpoint, ticket = str(opened["endpoint"]), str(opened["ticket"])
        if urlsplit(endpoint).scheme != "wss" and not is_loopback(endpoint):
            raise StreamRefusedError("the gateway named an unencrypted endpoint")
        return await connect(
            f"{endpoint}?ticket={quote_plus(ticket)}",
            max_size=FRAME_MAX_BYTES,
            open_timeout=self._timings.handshake_s,
            ping_interval=self._timings.ping_every_s,
            ping_timeout=self._timings.pong_within_s,
            close_timeout=CLOSE_WITHIN_S,
        )

    async def _serve(self, socket: ClientConnection) -> bool:
        """Read until the link ends or is to be replaced (True); older links are closed once this one stands."""
        old = [s for s in self._readers.values() if s is not socket]
        self.websocket = socket
        self._replace.clear()
        self._health.saw_connection()
        self.tried.set()
        log.info("stream_connected", reconnects=self._health.reconnects)
        reader = asyncio.create_task(self._read(socket))
        self._readers[reader] = socket
        reader.add_done_callback(lambda done: self._readers.pop(done, None))
        for earlier in old:
            self._spawn(earlier.close())
        goodbye = asyncio.create_task(self._replace.wait())
        try:
            await asyncio.wait({reader, goodbye}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            goodbye.cancel()
        return self._replace.is_set()

    async def _read(self, socket: ClientConnection) -> None:
        error = "closed"
        try:
            async for raw in socket:
                await self._take(raw)
        except ConnectionClosedError as exc:
            error = f"closed_{exc.rcvd.code if exc.rcvd else 'without_goodbye'}"
        if socket is self.websocket and not self._replace.is_set():
            self._lost(error)

    async def _take(self, raw: str | bytes) -> None:
        self._health.saw_frame()
        try:
            frame = json.loads(raw)
        except ValueError:
            frame = None
        if not isinstance(frame, dict):
            self._health.bad_frames += 1
            log.warning("stream_bad_frame", length=len(raw))
            return
        while len(self._tasks) >= FRAMES_AT_ONCE:
            await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
        self._spawn(self.background_task(frame))

    async def _refuse(self, frame: dict[str, Any]) -> None:
        headers = frame.get("headers")
        message_id = headers.get("messageId") if isinstance(headers, dict) else None
        if not message_id:
            return
        ack = AckMessage()
        ack.code = AckMessage.STATUS_SYSTEM_EXCEPTION
        ack.headers.message_id = message_id
        with contextlib.suppress(ConnectionClosed):
            await self.websocket.send(json.dumps(ack.to_dict()))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _lost(self, error: str) -> None:
        self._health.saw_loss(error)
        self.tried.set()
        log.warning("stream_lost", error=error)

    async def _hang_up(self) -> None:
        self._health.saw_loss("stopped")
        sockets = list(self._readers.values())
        for reader in list(self._readers):
            reader.cancel()
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=self._timings.drain_s)
        for socket in sockets:
            await socket.close()


def pause_s(timings: Timings, short_lives: int) -> float:
    """How long to wait before dialling again. Full jitter, so that a thousand clients do not come back at once."""
    longest = min(timings.pause_max_s, timings.pause_first_s * 2 ** min(short_lives, 16))
    return random.uniform(0, longest)


async def _in_daemon_thread(call: Callable[[], Any]) -> Any:
    """Run a call that has no timeout of its own. When we stop waiting, its thread does not keep us from exiting."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Any] = loop.create_future()

    def settle(result: Any) -> None:
        if not answer.done():
            answer.set_result(result)

    def run() -> None:
        result = call()
        with contextlib.suppress(RuntimeError):  # the loop was closed meanwhile: nobody waits any more
            loop.call_soon_threadsafe(settle, result)

    threading.Thread(target=run, name="stream-open", daemon=True).start()
    return await answer
