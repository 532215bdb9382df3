"""智能人事's roster: who is employed, since when, who left and why. POST /sandbox/api/people/{user_id}/employment sets it."""

import json
from dataclasses import dataclass

from aiohttp import web

from sandbox.errors import ApiError, SandboxError, oapi_ok, ok
from sandbox.reading import form_or_json, json_object, text, texts
from sandbox.rules import Host, Route, own_route
from sandbox.state import WORLD, World

SCOPE = "qyapi_hrm_read_user"
PAGE_MAX = 50
EXITS_MAX = 50
ROSTER_MAX = 100
STATUS_LEFT = 2


@dataclass
class Employed:
    """entered_on: "2026-03-01". left_ms: 0 while employed."""

    entered_on: str
    left_ms: int
    voluntary: list[str]
    passive: list[str]


EMPLOYED = web.AppKey("employed", dict[str, Employed])


async def on_job(request: web.Request) -> web.StreamResponse:
    """`/topapi/smartwork/hrm/employee/queryonjob`: offset and size ≤ 50, next_cursor while there is more."""
    fields = await form_or_json(request)
    offset, size = int(fields.get("offset", 0)), int(fields.get("size", PAGE_MAX))
    held = request.app[EMPLOYED]
    there = sorted(user_id for user_id, one in held.items() if not one.left_ms)
    result: dict[str, object] = {"data_list": there[offset : offset + min(size, PAGE_MAX)]}
    if offset + size < len(there):
        result["next_cursor"] = offset + size
    return oapi_ok(success=True, result=result)


async def leavers(request: web.Request) -> web.StreamResponse:
    start, size = (
        int(request.query.get("nextToken", 0)),
        min(int(request.query.get("maxResults", PAGE_MAX)), PAGE_MAX),
    )
    gone = sorted(user_id for user_id, one in request.app[EMPLOYED].items() if one.left_ms)
    more = start + size < len(gone)
    return ok({"nextToken": start + size, "hasMore": more, "userIdList": gone[start : start + size]})


async def exits(request: web.Request) -> web.StreamResponse:
    """`dimissionInfos`: userIdList is a JSON array in the query."""
    try:
        asked = json.loads(request.query.get("userIdList", ""))
    except ValueError as exc:
        raise ApiError(400, "InvalidParameter", "userIdList must be a JSON array") from exc
    if len(asked) > EXITS_MAX:
        raise ApiError(400, "InvalidParameter", f"userIdList takes at most {EXITS_MAX}")
    held = request.app[EMPLOYED]
    return ok({"result": [_exit(user_id, held[user_id]) for user_id in asked if user_id in held]})


async def roster(request: web.Request) -> web.StreamResponse:
    body = await json_object(request)
    asked, wanted = texts(body, "userIdList"), texts(body, "fieldFilterList")
    if not asked or len(asked) > ROSTER_MAX:
        raise ApiError(400, "InvalidParameter", f"userIdList takes 1 to {ROSTER_MAX}")
    world, held = request.app[WORLD], request.app[EMPLOYED]
    rows = [_roster_row(world, user_id, held[user_id], wanted) for user_id in asked if user_id in held]
    return ok({"result": rows})


async def employ(request: web.Request) -> web.StreamResponse:
    """Admin: `{"enteredOn", "lastWorkDayMs", "voluntaryReason", "passiveReason"}`."""
    user_id, body = request.match_info["user_id"], await json_object(request)
    if request.app[WORLD].company.person(user_id) is None:
        raise SandboxError(f"{user_id} is not in the company")
    request.app[EMPLOYED][user_id] = Employed(
        entered_on=text(body, "enteredOn"),
        left_ms=int(body.get("lastWorkDayMs") or 0),
        voluntary=texts(body, "voluntaryReason"),
        passive=texts(body, "passiveReason"),
    )
    return ok({"ok": True})


def _exit(user_id: str, one: Employed) -> dict[str, object]:
    return {
        "userId": user_id,
        "lastWorkDay": one.left_ms or None,
        "status": STATUS_LEFT if one.left_ms else 3,
        "voluntaryReason": one.voluntary,
        "passiveReason": one.passive,
    }


def _roster_row(world: World, user_id: str, one: Employed, wanted: list[str]) -> dict[str, object]:
    person = world.company.person(user_id)
    values = {
        "sys00-name": person.name if person else "",
        "sys00-mobile": f"+86-{person.mobile}" if person and person.mobile else "",
        "sys00-confirmJoinTime": one.entered_on,
    }
    fields = [
        {"fieldCode": code, "fieldValueList": [{"itemIndex": 0, "label": value, "value": value}]}
        for code, value in values.items()
        if value and (not wanted or code in wanted)
    ]
    return {"corpId": world.company.corp_id, "userId": user_id, "fieldDataList": fields}


ROUTES = (
    Route(
        "POST",
        "/topapi/smartwork/hrm/employee/queryonjob",
        on_job,
        scope=SCOPE,
        counted=False,
        host=Host.OAPI,
    ),
    Route("GET", "/v1.0/hrm/employees/dismissions", leavers, scope=SCOPE, counted=False),
    Route("GET", "/v1.0/hrm/employees/dimissionInfos", exits, scope=SCOPE, counted=False),
    Route("POST", "/v1.0/hrm/rosters/lists/query", roster, scope=SCOPE, counted=False),
    own_route("POST", "/people/{user_id}/employment", employ),
)
