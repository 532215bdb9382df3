"""DingTalk's personnel files (智能人事): people who are about to join (S0945).

What the real one answers to a mobile it knows already is not documented; here each call makes an entry of its own.
"""

import re
import uuid
from dataclasses import asdict

from aiohttp import web

from sandbox.errors import ApiError, ok
from sandbox.reading import json_object, text
from sandbox.records import PreEntry
from sandbox.rules import Route, own_route
from sandbox.state import WORLD

WRITE_SCOPE = "Pro.HrmPreentry.ReadWrite"
_MOBILE = re.compile(r"(?:\+?[0-9]{1,4}-)?[0-9]{5,15}")


async def add_pre_entry(request: web.Request) -> web.StreamResponse:
    """`POST /v1.0/hrm/preentries`: name and mobile are required; the id is temporary until the person joins."""
    world = request.app[WORLD]
    body = await json_object(request)
    name, mobile = text(body, "name"), text(body, "mobile")
    if not name:
        raise ApiError(400, "param.error", "name is required")
    if not _MOBILE.fullmatch(mobile):
        raise ApiError(400, "param.error", "mobile is not valid")
    begins = body.get("preEntryTime")
    entry = PreEntry(
        tmp_user_id=uuid.uuid4().hex[:20],
        name=name,
        mobile=mobile,
        pre_entry_time_ms=begins if isinstance(begins, int) else 0,
        sends_message=body.get("needSendPreEntryMsg") is True,
    )
    world.pre_entries.append(entry)
    world.changed("system")
    return ok({"tmpUserId": entry.tmp_user_id})


async def pre_entries(request: web.Request) -> web.StreamResponse:
    """Everybody entered so far, for tests and the desk."""
    return ok({"preEntries": [asdict(entry) for entry in request.app[WORLD].pre_entries]})


ROUTES = (
    Route("POST", "/v1.0/hrm/preentries", add_pre_entry, scope=WRITE_SCOPE),
    own_route("GET", "/pre-entries", pre_entries),
)
