"""What stands before every handler: outages, bans, tokens, scopes, rate limits, the monthly quota, the journal."""

import ipaddress
import json
from collections.abc import Mapping

from aiohttp import web
from yarl import URL

from sandbox.errors import ApiError, OapiError, SandboxError
from sandbox.faults import Outage
from sandbox.journal import KEPT_BODY_CHARS, RequestEntry
from sandbox.reading import form_or_json
from sandbox.rules import Auth, Handler, Host, Route
from sandbox.state import WORLD, World

ROUTES = web.AppKey("routes", dict[tuple[str, str], Route])
TOKEN_HEADER = "x-acs-dingtalk-access-token"
OWN_PATHS = "/sandbox"
_SECRET_FIELDS = frozenset({"clientSecret", "appSecret", "client_secret", "appsecret", "access_token"})

BAN_PAGE = (
    "<!DOCTYPE html><html><head><title>405</title></head><body>"
    "<h1>405</h1><p>很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</p></body></html>"
)

# code on api.dingtalk.com -> errcode on oapi.dingtalk.com
_OAPI_CODES: Mapping[str, tuple[int, str]] = {
    "InvalidAuthentication": (40014, ""),
    "Forbidden.AccessDenied.AccessTokenPermissionDenied": (88, "60011"),
    "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi": (88, "90018"),
    "Forbidden.AccessDenied.ApiCountLimitForOrg": (88, "90020"),
}


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@web.middleware
async def gate(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Lets a request through to its handler, or answers as DingTalk (or a broken network) would."""
    if not is_loopback(request.url.host or ""):
        return web.Response(status=403, text="the sandbox answers on loopback addresses only")
    if request.path == "/" or request.path.startswith(OWN_PATHS):
        return await _own_page(request, handler)
    world = request.app[WORLD]
    entry = await _note_request(world, request)
    route = _route_of(request)
    try:
        response = await _pass(world, request, route, handler)
    except ApiError as exc:
        entry.code = exc.code
        response = _worded_for(route, exc)
    except OapiError as exc:
        entry.code = str(exc.errcode)
        response = exc.response()
    entry.status = response.status
    with_token = route is not None and route.auth is Auth.APP_TOKEN
    if with_token and request.transport and world.faults.strikes("next_lost_response"):
        # The call took effect, but its caller will never know: the outcome-unknown case.
        request.transport.abort()
    return response


async def _own_page(request: web.Request, handler: Handler) -> web.StreamResponse:
    origin = request.headers.get("Origin")
    if origin and not is_loopback(URL(origin).host or ""):
        return web.Response(status=403, text="the sandbox takes no orders from other sites")
    try:
        return await handler(request)
    except (SandboxError, ApiError) as exc:
        return web.json_response({"error": str(exc)}, status=400)


async def _pass(
    world: World, request: web.Request, route: Route | None, handler: Handler
) -> web.StreamResponse:
    faults, now = world.faults, world.clock.now()
    if faults.outage is Outage.ABORT and request.transport:
        request.transport.abort()
        return web.Response(status=503)
    if faults.outage is Outage.UNAVAILABLE:
        raise ApiError(
            503, "ServiceUnavailable", "The request has failed due to a temporary failure of the server."
        )
    if faults.ban_page or world.quota.is_banned(now):
        return web.Response(status=405, text=BAN_PAGE, content_type="text/html")
    if faults.response_delay_s:
        await world.clock.sleep(faults.response_delay_s)
    if route is None:
        return await handler(request)
    await _check_token(world, request, route)
    if route.scope and route.scope in faults.revoked_scopes:
        raise _missing_scope(route.scope)
    if not world.quota.within_qps(route.name, now) or (
        route.auth is Auth.APP_TOKEN and faults.strikes("next_throttled")
    ):
        raise ApiError(
            403, "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi", "appkey维度api的qps达到上限，请稍后重试"
        )
    if route.counted and not world.quota.take_api_call(route.name, now):
        raise ApiError(403, "Forbidden.AccessDenied.ApiCountLimitForOrg", "企业当月API调用次数已达上限")
    if route.counted:
        world.feed.tell("quota")
    return await handler(request)


async def _check_token(world: World, request: web.Request, route: Route) -> None:
    held, now = world.credentials, world.clock.now()
    if route.auth is Auth.NONE:
        return
    if route.host is Host.OAPI:
        token = request.query.get("access_token") or str(
            (await form_or_json(request)).get("access_token", "")
        )
    else:
        token = request.headers.get(TOKEN_HEADER, "")
    if route.auth is Auth.USER_TOKEN:
        known = held.user_tokens.get(token)
        if known and known[1] > now:
            return
    elif token and token == held.app_token and held.app_token_expires_at > now:
        return
    raise ApiError(400, "InvalidAuthentication", "不合法的access_token")


def _missing_scope(scope: str) -> ApiError:
    return ApiError(
        403,
        "Forbidden.AccessDenied.AccessTokenPermissionDenied",
        f"应用尚未开通所需的权限：[{scope}]，请在开发者后台申请",
        detail={"requiredScopes": [scope]},
    )


def _worded_for(route: Route | None, exc: ApiError) -> web.Response:
    if route is None or route.host is Host.API or exc.code not in _OAPI_CODES:
        return exc.response()
    errcode, sub_code = _OAPI_CODES[exc.code]
    return OapiError(errcode, exc.message, sub_code=sub_code).response()


def _route_of(request: web.Request) -> Route | None:
    resource = request.match_info.route.resource
    canonical = resource.canonical if resource else ""
    return request.app[ROUTES].get((request.method, canonical))


async def _note_request(world: World, request: web.Request) -> RequestEntry:
    entry = RequestEntry(
        number=world.journal.next_number(),
        at_ms=world.clock.now_ms(),
        method=request.method,
        path=request.path,
        query="&".join(f"{k}={'…' if k in _SECRET_FIELDS else v}" for k, v in request.query.items()),
        body=await _body_for_journal(request),
        user_agent=request.headers.get("User-Agent", ""),
    )
    world.journal.requests.append(entry)
    return entry


async def _body_for_journal(request: web.Request) -> str:
    if request.content_type.startswith("multipart/"):
        return f"({request.content_type}, {request.content_length} bytes)"
    raw = (await request.read()).decode("utf-8", errors="replace")
    try:
        body = json.loads(raw)
    except ValueError:
        return raw[:KEPT_BODY_CHARS]
    if isinstance(body, dict):
        body = {k: "…" if k in _SECRET_FIELDS else v for k, v in body.items()}
    return json.dumps(body, ensure_ascii=False)[:KEPT_BODY_CHARS]
