"""The stream gateway: tickets for one connection each, and the WebSocket that a ticket opens."""

import json
import uuid
from dataclasses import dataclass

from aiohttp import WSMsgType, web

from sandbox.errors import ApiError, ok, request_id
from sandbox.reading import json_object, text
from sandbox.rules import Auth, Route
from sandbox.state import WORLD, World
from sandbox.stream import Connection, FrameType

TICKET_LASTS_S = 90.0
# The real interval is not documented; half a minute keeps a dead peer from lingering.
SYSTEM_PING_EVERY_S = 30.0
CLIENT_FRAME_MAX_BYTES = 4 * 2**20


@dataclass
class Ticket:
    client_id: str
    subscriptions: frozenset[tuple[str, str]]
    user_agent: str
    expires_at: float


TICKETS = web.AppKey("tickets", dict[str, Ticket])


async def open_connection(request: web.Request) -> web.StreamResponse:
    """`POST /v1.0/gateway/connections/open`: checks the credentials, hands out endpoint and ticket."""
    world = request.app[WORLD]
    body = await json_object(request)
    if world.faults.open_delay_s:
        await world.clock.sleep(world.faults.open_delay_s)
    company = world.company
    given = (text(body, "clientId"), text(body, "clientSecret"))
    if world.faults.open_unauthorized or given != (company.client_id, company.client_secret):
        raise ApiError(401, "authFailed", "鉴权失败")
    subscriptions = _subscriptions(body.get("subscriptions"))
    if not subscriptions:
        raise ApiError(400, "invalidParameter.subscriptions", "subscriptions must name at least one topic")
    ticket = str(uuid.uuid4())
    expired = world.faults.strikes("next_expired_ticket")
    request.app[TICKETS][ticket] = Ticket(
        client_id=company.client_id,
        subscriptions=subscriptions,
        user_agent=text(body, "ua"),
        expires_at=world.clock.now() + (0.0 if expired else TICKET_LASTS_S),
    )
    endpoint = f"ws://{request.host}/connect"
    if "json" not in request.headers.get("Accept", ""):
        # Without it the real gateway answers XML (a comment in the official Node SDK).
        xml = f"<OpenConnectionResponse><endpoint>{endpoint}</endpoint><ticket>{ticket}</ticket></OpenConnectionResponse>"
        return web.Response(text=xml, content_type="application/xml")
    return ok({"endpoint": endpoint, "ticket": ticket})


async def connect(request: web.Request) -> web.StreamResponse:
    """The WebSocket. A ticket that is unknown, used or older than 90 s is refused with 401."""
    world = request.app[WORLD]
    ticket = request.app[TICKETS].pop(request.query.get("ticket", ""), None)
    if ticket is None or ticket.expires_at <= world.clock.now():
        return web.json_response(
            {"code": "authFailed", "requestid": request_id(), "message": "ticket无效或已使用"}, status=401
        )
    # autoping off: a switch can stop the pongs, so that the client's own keepalive is tested.
    socket = web.WebSocketResponse(autoping=False, max_msg_size=CLIENT_FRAME_MAX_BYTES)
    await socket.prepare(request)
    connection = Connection(
        connection_id=str(uuid.uuid4()),
        client_id=ticket.client_id,
        socket=socket,
        request=request,
        subscriptions=ticket.subscriptions,
        opened_at_ms=world.clock.now_ms(),
        user_agent=ticket.user_agent,
    )
    world.stream.connections[connection.connection_id] = connection
    world.changed("system")
    world.spawn(_keep_alive(world, connection))
    try:
        await _read(world, connection)
    finally:
        del world.stream.connections[connection.connection_id]
        world.changed("system")
    return socket


async def _read(world: World, connection: Connection) -> None:
    async for frame in connection.socket:
        if frame.type is WSMsgType.PING:
            if not world.faults.stop_ponging:
                await connection.socket.pong(frame.data)
        elif frame.type is WSMsgType.TEXT:
            try:
                ack = json.loads(frame.data)
            except ValueError:
                continue
            if isinstance(ack, dict):
                world.stream.take_ack(ack)


async def _keep_alive(world: World, connection: Connection) -> None:
    while not connection.socket.closed:
        await world.clock.sleep(SYSTEM_PING_EVERY_S)
        if connection.takes(FrameType.SYSTEM, "ping"):
            await world.stream.ping(connection)


def _subscriptions(raw: object) -> frozenset[tuple[str, str]]:
    if not isinstance(raw, list):
        return frozenset()
    return frozenset(
        (text(s, "type"), text(s, "topic")) for s in raw if isinstance(s, dict) and text(s, "topic")
    )


ROUTES = (
    Route("POST", "/v1.0/gateway/connections/open", open_connection, auth=Auth.NONE, counted=False),
    Route("GET", "/connect", connect, auth=Auth.NONE, counted=False),
)
