"""Tokens, the JSAPI ticket, and who a person is by their own token (api.dingtalk.com)."""

import secrets
import uuid

from aiohttp import web

from sandbox.company import Person
from sandbox.errors import ApiError, ok
from sandbox.gate import TOKEN_HEADER
from sandbox.reading import json_object, text
from sandbox.rules import Auth, Host, Route
from sandbox.state import TOKEN_LASTS_S, WORLD, LoginCode, World

LOGIN_CODE_LASTS_S = 300.0


async def access_token(request: web.Request) -> web.StreamResponse:
    body = await json_object(request)
    token = _app_token(request.app[WORLD], text(body, "appKey"), text(body, "appSecret"))
    return ok({"accessToken": token, "expireIn": int(TOKEN_LASTS_S)})


async def corp_token(request: web.Request) -> web.StreamResponse:
    body = await json_object(request)
    world = request.app[WORLD]
    if request.match_info["corp_id"] != world.company.corp_id:
        raise ApiError(400, "invalidCorpId", "无效的corpId")
    if text(body, "grant_type") != "client_credentials":
        raise ApiError(400, "invalidGrantType", "grant_type must be client_credentials")
    token = _app_token(world, text(body, "client_id"), text(body, "client_secret"))
    return ok({"access_token": token, "expires_in": int(TOKEN_LASTS_S)})


async def old_host_token(request: web.Request) -> web.StreamResponse:
    """`GET oapi/gettoken`."""
    world = request.app[WORLD]
    try:
        token = _app_token(world, request.query.get("appkey", ""), request.query.get("appsecret", ""))
    except ApiError:
        return ok({"errcode": 40089, "errmsg": "不合法的corpid或corpsecret"})
    return ok({"errcode": 0, "errmsg": "ok", "access_token": token, "expires_in": int(TOKEN_LASTS_S)})


async def jsapi_ticket(request: web.Request) -> web.StreamResponse:
    world = request.app[WORLD]
    held, now = world.credentials, world.clock.now()
    if held.jsapi_ticket_expires_at <= now:
        held.jsapi_ticket = secrets.token_hex(32)
        held.jsapi_ticket_expires_at = now + TOKEN_LASTS_S
    return ok({"jsapiTicket": held.jsapi_ticket, "expireIn": int(held.jsapi_ticket_expires_at - now)})


async def user_access_token(request: web.Request) -> web.StreamResponse:
    """A login code against the person's own token; the code is spent, as with getuserinfo."""
    world = request.app[WORLD]
    body = await json_object(request)
    company = world.company
    if (text(body, "clientId"), text(body, "clientSecret")) != (company.client_id, company.client_secret):
        raise ApiError(400, "invalidClientIdOrSecret", "无效的clientId或者clientSecret")
    if text(body, "grantType") != "authorization_code":
        raise ApiError(400, "invalidParameter.grantType", "the sandbox takes authorization_code only")
    person = spend_login_code(world, text(body, "code"))
    if person is None:
        raise ApiError(400, "invalidParameter.authCode.notFound", "不存在的authCode")
    token = secrets.token_hex(16)
    world.credentials.user_tokens[token] = (person.user_id, world.clock.now() + TOKEN_LASTS_S)
    return ok(
        {
            "accessToken": token,
            "refreshToken": secrets.token_hex(16),
            "expireIn": int(TOKEN_LASTS_S),
            "corpId": company.corp_id,
        }
    )


async def contact_user(request: web.Request) -> web.StreamResponse:
    """`GET /v1.0/contact/users/me`, or a unionId in place of `me`."""
    world = request.app[WORLD]
    owner = world.credentials.user_tokens[request.headers[TOKEN_HEADER]][0]
    asked = request.match_info["union_id"]
    person = world.company.person(owner) if asked == "me" else world.company.by_union_id(asked)
    if person is None:
        raise ApiError(404, "userNotExist", "用户不存在")
    return ok(
        {
            "nick": person.name,
            "unionId": person.union_id,
            "openId": f"open{person.union_id}",
            "mobile": person.mobile,
            "stateCode": "86",
            "avatarUrl": "",
            "email": "",
        }
    )


def issue_login_code(world: World, user_id: str) -> str:
    """A 免登 code for this person: five minutes, one use."""
    code = uuid.uuid4().hex
    world.credentials.login_codes[code] = LoginCode(user_id, world.clock.now() + LOGIN_CODE_LASTS_S)
    return code


def spend_login_code(world: World, code: str) -> Person | None:
    held = world.credentials.login_codes.get(code)
    if held is None or held.used or held.expires_at <= world.clock.now():
        return None
    held.used = True
    return world.company.person(held.user_id)


def _app_token(world: World, key: str, secret: str) -> str:
    """The app's token: the same one inside its validity, renewed by asking."""
    if (key, secret) != (world.company.client_id, world.company.client_secret):
        raise ApiError(400, "invalidClientIdOrSecret", "无效的clientId或者clientSecret")
    held, now = world.credentials, world.clock.now()
    if held.app_token_expires_at <= now:
        held.app_token = secrets.token_hex(16)
    held.app_token_expires_at = now + TOKEN_LASTS_S
    return held.app_token


ROUTES = (
    Route("POST", "/v1.0/oauth2/accessToken", access_token, auth=Auth.NONE, counted=False),
    Route("POST", "/v1.0/oauth2/userAccessToken", user_access_token, auth=Auth.NONE, counted=False),
    Route("POST", "/v1.0/oauth2/jsapiTickets", jsapi_ticket, counted=False),
    Route("POST", "/v1.0/oauth2/{corp_id}/token", corp_token, auth=Auth.NONE, counted=False),
    Route("GET", "/v1.0/contact/users/{union_id}", contact_user, auth=Auth.USER_TOKEN, counted=False),
    Route("GET", "/gettoken", old_host_token, auth=Auth.NONE, counted=False, host=Host.OAPI),
)
