"""The admin API's other half: switches, connections, clock, quota, the log, reset."""

from dataclasses import asdict
from enum import StrEnum

from aiohttp import web

from sandbox.errors import SandboxError, ok
from sandbox.esign import DESK
from sandbox.faults import Outage
from sandbox.reading import Json, json_object, text
from sandbox.roster import EMPLOYED
from sandbox.rules import own_route
from sandbox.state import WORLD, World
from sandbox.stream import Connection, Topic

OVERSIZE_BYTES = 2**20 + 1  # one more than the client's limit (websockets' default max_size)


class Closing(StrEnum):
    """How a stream connection ends. DISCONNECT announces itself and waits ten seconds."""

    NORMAL = "1000"
    ERROR = "1011"
    ABORT = "abort"
    DISCONNECT = "disconnect"


class OddFrame(StrEnum):
    BAD_JSON = "bad_json"
    OVERSIZE = "oversize"
    UNKNOWN_TOPIC = "unknown_topic"
    PING = "ping"


async def get_faults(request: web.Request) -> web.StreamResponse:
    return ok(asdict(request.app[WORLD].faults))


async def patch_faults(request: web.Request) -> web.StreamResponse:
    world = request.app[WORLD]
    world.faults.patch(await json_object(request))
    if world.faults.outage is Outage.ABORT:
        for connection in list(world.stream.connections.values()):
            _abort(connection)
    world.changed("system")
    return ok(asdict(world.faults))


async def connections(request: web.Request) -> web.StreamResponse:
    return ok({"connections": [_connection_json(c) for c in request.app[WORLD].stream.connections.values()]})


async def close_connections(request: web.Request) -> web.StreamResponse:
    """Ends every connection, or the one named by connectionId."""
    world = request.app[WORLD]
    body = await json_object(request)
    try:
        how = Closing(text(body, "how"))
    except ValueError as exc:
        raise SandboxError(f"how is one of {', '.join(Closing)}") from exc
    chosen = _chosen(world, text(body, "connectionId"))
    for connection in chosen:
        if how is Closing.ABORT:
            _abort(connection)
        elif how is Closing.DISCONNECT:
            world.spawn(world.stream.disconnect(connection, reason="connection is expired"))
        else:
            world.spawn(connection.socket.close(code=int(how)))
    return ok({"closing": len(chosen)})


async def send_odd_frame(request: web.Request) -> web.StreamResponse:
    world = request.app[WORLD]
    body = await json_object(request)
    try:
        kind = OddFrame(text(body, "kind"))
    except ValueError as exc:
        raise SandboxError(f"kind is one of {', '.join(OddFrame)}") from exc
    chosen = _chosen(world, text(body, "connectionId"))
    for connection in chosen:
        if kind is OddFrame.PING:
            await world.stream.ping(connection)
        else:
            await connection.socket.send_str(_odd_text(kind))
    return ok({"sent": len(chosen)})


async def get_clock(request: web.Request) -> web.StreamResponse:
    clock = request.app[WORLD].clock
    return ok({"nowMs": clock.now_ms(), "offsetS": clock.offset_s})


async def advance_clock(request: web.Request) -> web.StreamResponse:
    world = request.app[WORLD]
    seconds = (await json_object(request)).get("seconds")
    if not isinstance(seconds, int | float) or seconds < 0:
        raise SandboxError("seconds must be a number of at least 0")
    world.clock.advance(float(seconds))
    world.changed("system")
    return ok({"nowMs": world.clock.now_ms(), "offsetS": world.clock.offset_s})


async def get_quota(request: web.Request) -> web.StreamResponse:
    world = request.app[WORLD]
    world.quota.roll(world.clock.now())
    return ok(world.quota.as_json())


async def set_quota(request: web.Request) -> web.StreamResponse:
    """Sets limits and what is used: apiLimit, apiUsed, pushLimit, pushesUsed, qpsLimit."""
    world = request.app[WORLD]
    world.quota.roll(world.clock.now())
    names = {
        "apiLimit": "api_limit",
        "apiUsed": "api_used",
        "pushLimit": "push_limit",
        "pushesUsed": "pushes_used",
        "qpsLimit": "qps_limit",
    }
    for key, value in (await json_object(request)).items():
        if key not in names or not isinstance(value, int) or value < 0:
            raise SandboxError(f"{key}: the quota takes {', '.join(names)} as whole numbers")
        setattr(world.quota, names[key], value)
    world.changed("system")
    return ok(world.quota.as_json())


async def log(request: web.Request) -> web.StreamResponse:
    return ok(request.app[WORLD].journal.as_json())


async def reset(request: web.Request) -> web.StreamResponse:
    world = request.app[WORLD]
    world.clear()
    request.app[EMPLOYED].clear()
    request.app[DESK].clear()
    return ok({"ok": True})


def _chosen(world: World, connection_id: str) -> list[Connection]:
    live = world.stream.connections
    if connection_id and connection_id not in live:
        raise SandboxError("no such connection")
    return [live[connection_id]] if connection_id else list(live.values())


def _abort(connection: Connection) -> None:
    if connection.request.transport:
        connection.request.transport.abort()


def _odd_text(kind: OddFrame) -> str:
    if kind is OddFrame.BAD_JSON:
        return '{"specVersion":"1.0","type":'
    if kind is OddFrame.OVERSIZE:
        return '{"data":"' + "x" * OVERSIZE_BYTES + '"}'
    return '{"specVersion":"1.0","type":"CALLBACK","headers":{"topic":"/v1.0/unknown","messageId":"odd"},"data":"{}"}'


def _connection_json(connection: Connection) -> Json:
    return {
        "connectionId": connection.connection_id,
        "openedAtMs": connection.opened_at_ms,
        "userAgent": connection.user_agent,
        "draining": connection.draining,
        "subscriptions": sorted(f"{kind} {topic}" for kind, topic in connection.subscriptions),
        "takesCardCallbacks": ("CALLBACK", Topic.CARD_CALLBACK.value) in connection.subscriptions,
    }


ROUTES = (
    own_route("GET", "/faults", get_faults),
    own_route("PATCH", "/faults", patch_faults),
    own_route("GET", "/connections", connections),
    own_route("POST", "/connections/close", close_connections),
    own_route("POST", "/connections/frame", send_odd_frame),
    own_route("GET", "/clock", get_clock),
    own_route("POST", "/clock/advance", advance_clock),
    own_route("GET", "/quota", get_quota),
    own_route("PATCH", "/quota", set_quota),
    own_route("GET", "/log", log),
    own_route("POST", "/reset", reset),
)
