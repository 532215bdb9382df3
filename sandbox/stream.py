"""Pushing frames to the stream connections: random choice of connection, acks, deadlines, redelivery.

Frame and ack forms are those of open-dingtalk/developerpedia `learn/stream/protocol.md`.
"""

import asyncio
import contextlib
import json
import random
import secrets
import uuid
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from aiohttp import web

from sandbox.clock import Clock
from sandbox.faults import Faults, RedeliveryId
from sandbox.journal import Journal, PushEntry
from sandbox.quota import Quota

EVENT_ACK_DEADLINE_S = 3.0  # S1435
CARD_ACK_DEADLINE_S = 2.0  # C0007
BOT_REDELIVERY_AFTER_S = 60.0  # Node SDK comment; openclaw saw 16 s, QwenPaw 60 s
# No document gives the spacing of event redelivery; the first wait is the documented deadline.
EVENT_RETRY_PAUSES_S = (0.0, 5.0, 15.0, 60.0, 300.0)
FREE_EVENTS = ("user_", "org_", "label_")
SILENCE_AFTER_DISCONNECT_S = 10.0


class FrameType(StrEnum):
    SYSTEM = "SYSTEM"
    EVENT = "EVENT"
    CALLBACK = "CALLBACK"


class Topic(StrEnum):
    BOT_MESSAGE = "/v1.0/im/bot/messages/get"
    CARD_CALLBACK = "/v1.0/card/instances/callback"
    ALL_EVENTS = "*"
    PING = "ping"
    DISCONNECT = "disconnect"


class Outcome(StrEnum):
    ACKED = "acked"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    NO_CONNECTION = "no_connection"
    SENT = "sent"
    OVER_QUOTA = "over_quota"


@dataclass(eq=False)
class Connection:
    connection_id: str
    client_id: str
    socket: web.WebSocketResponse
    request: web.Request
    subscriptions: frozenset[tuple[str, str]]
    opened_at_ms: int
    user_agent: str
    draining: bool = False

    def takes(self, kind: FrameType, topic: str) -> bool:
        if self.draining or self.socket.closed:
            return False
        return kind is FrameType.SYSTEM or (kind.value, topic) in self.subscriptions


@dataclass(frozen=True)
class Push:
    kind: FrameType
    topic: str
    data: dict[str, Any]
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Ack:
    code: int
    data: Any


@dataclass(frozen=True)
class PushResult:
    outcome: Outcome
    message_id: str
    ack: Ack | None = None


@dataclass(eq=False)
class StreamHub:
    clock: Clock
    faults: Faults
    quota: Quota
    journal: Journal
    connections: dict[str, Connection] = field(default_factory=dict)
    _pending: dict[str, asyncio.Future[Ack]] = field(default_factory=dict)
    _frames_sent: int = 0

    def candidates(self, kind: FrameType, topic: str) -> list[Connection]:
        return [c for c in self.connections.values() if c.takes(kind, topic)]

    async def push(
        self, push: Push, *, deadline_s: float, attempt: int = 1, message_id: str = ""
    ) -> PushResult:
        """Sends one frame over one random live connection and waits for its ack until the deadline."""
        message_id = message_id or self._new_message_id()
        connection = await self._send(push, message_id)
        if connection is None:
            self._note(push, message_id, None, attempt, Outcome.NO_CONNECTION)
            return PushResult(Outcome.NO_CONNECTION, message_id)
        entry = self._note(push, message_id, connection, attempt, Outcome.SENT)
        future = self._pending.setdefault(message_id, asyncio.get_running_loop().create_future())
        answered = await self.clock.wait(future, seconds=deadline_s)
        self._pending.pop(message_id, None)
        if not answered:
            entry.outcome = Outcome.TIMEOUT
            return PushResult(Outcome.TIMEOUT, message_id)
        ack = future.result()
        entry.outcome = Outcome.ACKED if _is_good(push, ack) else Outcome.REFUSED
        return PushResult(Outcome(entry.outcome), message_id, ack)

    async def push_event(self, event_type: str, corp_id: str, data: dict[str, Any]) -> Outcome:
        """Pushes an event until it is acked, with the same eventId each time; gives up after the last pause.

        Contact events are free (S1434), every other event takes one of the month's pushes.
        """
        if not event_type.startswith(FREE_EVENTS) and not self.quota.take_push(self.clock.now()):
            return Outcome.OVER_QUOTA
        headers = {
            "eventId": uuid.uuid4().hex,
            "eventType": event_type,
            "eventCorpId": corp_id,
            "eventBornTime": str(self.clock.now_ms()),
            "eventUnifiedAppId": "sandbox-app",
        }
        push = Push(FrameType.EVENT, Topic.ALL_EVENTS, data, headers)
        result = PushResult(Outcome.NO_CONNECTION, "")
        for attempt, pause_s in enumerate(EVENT_RETRY_PAUSES_S, start=1):
            await self.clock.sleep(pause_s)
            keep_id = self.faults.redelivery_message_id is RedeliveryId.SAME
            result = await self.push(
                push,
                deadline_s=EVENT_ACK_DEADLINE_S,
                attempt=attempt,
                message_id=result.message_id if keep_id else "",
            )
            if result.outcome is Outcome.ACKED:
                break
        return result.outcome

    async def push_bot_message(self, data: dict[str, Any]) -> Outcome:
        """Fire and forget, as documented; with the switch on, once more after 60 s without an ack."""
        push = Push(FrameType.CALLBACK, Topic.BOT_MESSAGE, data)
        result = await self.push(push, deadline_s=BOT_REDELIVERY_AFTER_S)
        if result.outcome is Outcome.TIMEOUT and self.faults.redeliver_bot_messages:
            result = await self.push(push, deadline_s=BOT_REDELIVERY_AFTER_S, attempt=2)
        return result.outcome

    async def push_card_callback(self, data: dict[str, Any]) -> PushResult:
        return await self.push(
            Push(FrameType.CALLBACK, Topic.CARD_CALLBACK, data), deadline_s=CARD_ACK_DEADLINE_S
        )

    def take_ack(self, frame: dict[str, Any]) -> bool:
        """Matches an ack, from whatever connection, with the push that waits for it."""
        headers = frame.get("headers")
        message_id = headers.get("messageId") if isinstance(headers, dict) else None
        future = self._pending.get(str(message_id))
        if future is None or future.done():
            return False
        if self.faults.strikes("next_drop_ack"):
            return False
        future.set_result(Ack(code=int(frame.get("code", 0)), data=_ack_data(frame.get("data"))))
        return True

    async def ping(self, connection: Connection) -> None:
        frame = self._frame(Push(FrameType.SYSTEM, Topic.PING, {"opaque": secrets.token_hex(8)}), "")
        await _send_text(connection, json.dumps(frame))
        with contextlib.suppress(ConnectionError):
            await connection.socket.ping()

    async def disconnect(self, connection: Connection, *, reason: str) -> None:
        """Announces the end, pushes nothing more there, and closes after ten seconds."""
        connection.draining = True
        frame = self._frame(Push(FrameType.SYSTEM, Topic.DISCONNECT, {"reason": reason}), "")
        await _send_text(connection, json.dumps(frame))
        await self.clock.sleep(SILENCE_AFTER_DISCONNECT_S)
        await connection.socket.close()

    async def close_all(self) -> None:
        for connection in list(self.connections.values()):
            await connection.socket.close(code=1001)

    async def _send(self, push: Push, message_id: str) -> Connection | None:
        takers = self.candidates(push.kind, push.topic)
        if not takers:
            return None
        chosen = random.choice(takers)
        if self.faults.strikes("next_bad_json"):
            await _send_text(chosen, '{"specVersion":"1.0","type":"CALLBACK","headers":{')
        text = json.dumps(self._frame(push, message_id), ensure_ascii=False)
        await _send_text(chosen, text)
        if self.faults.strikes("next_duplicate_push"):
            await _send_text(random.choice(takers), text)
        return chosen

    def _frame(self, push: Push, message_id: str) -> dict[str, Any]:
        headers = {
            "appId": "sandbox-app",
            "contentType": "application/json",
            "messageId": message_id or self._new_message_id(),
            "time": str(self.clock.now_ms()),
            "topic": push.topic,
            **push.headers,
        }
        data = json.dumps(push.data, ensure_ascii=False)
        return {"specVersion": "1.0", "type": push.kind.value, "headers": headers, "data": data}

    def _new_message_id(self) -> str:
        self._frames_sent += 1
        tail = f"{self.clock.now_ms():x}_{secrets.token_hex(2)}"
        return f"{secrets.token_hex(4)}_{self._frames_sent}_{tail}"

    def _note(
        self, push: Push, message_id: str, connection: Connection | None, attempt: int, outcome: Outcome
    ) -> PushEntry:
        entry = PushEntry(
            number=self.journal.next_number(),
            at_ms=self.clock.now_ms(),
            kind=push.headers.get("eventType", push.kind.value),
            topic=push.topic,
            message_id=message_id,
            connection_id=connection.connection_id if connection else "",
            attempt=attempt,
            outcome=outcome,
            data=push.data,
        )
        self.journal.pushes.append(entry)
        return entry


async def _send_text(connection: Connection, text: str) -> None:
    # The peer may vanish between the choice and the write; the missing ack then tells.
    with contextlib.suppress(ConnectionError):
        await connection.socket.send_str(text)


def _ack_data(raw: Any) -> Any:
    if not isinstance(raw, str):
        return raw
    try:
        return json.loads(raw)
    except ValueError:
        return raw


def _is_good(push: Push, ack: Ack) -> bool:
    """Code 200, and for an event no LATER (the Python SDK echoes the event's data instead of a status)."""
    if ack.code != 200:
        return False
    later = isinstance(ack.data, dict) and ack.data.get("status") == "LATER"
    return push.kind is not FrameType.EVENT or not later
