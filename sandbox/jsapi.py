"""Checks the signature an H5 page gave to `dd.config` (J0003 jsapi-authentication, D0031)."""

import hashlib
from urllib.parse import unquote

from aiohttp import web

from sandbox.errors import SandboxError, ok
from sandbox.reading import json_object, text
from sandbox.rules import own_route
from sandbox.state import WORLD

# Today's samples sign with SHA-256, older ones with SHA-1; no page says which of them stopped working.
ALGORITHMS = ("sha256", "sha1")


async def check_signature(request: web.Request) -> web.StreamResponse:
    """Says by which hash the signature holds; an error worded like 52013 when by none."""
    world = request.app[WORLD]
    body = await json_object(request)
    if text(body, "corpId") != world.company.corp_id or str(body.get("agentId")) != world.company.agent_id:
        raise SandboxError("52013 signature check failed: wrong corpId or agentId")
    plain = (
        f"jsapi_ticket={world.credentials.jsapi_ticket}&noncestr={text(body, 'nonceStr')}"
        f"&timestamp={body.get('timeStamp')}&url={unquote(text(body, 'url'))}"
    )
    for name in ALGORITHMS:
        if hashlib.new(name, plain.encode()).hexdigest() == text(body, "signature"):
            return ok({"algorithm": name})
    raise SandboxError(
        "52013 signature check failed: sign jsapi_ticket, noncestr, timestamp, url in that order"
    )


ROUTES = (own_route("POST", "/jsapi-signature", check_signature),)
