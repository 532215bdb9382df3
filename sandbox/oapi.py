"""The old host oapi.dingtalk.com: free login, contacts, media, work notices, session replies (S0024, 3.12)."""

import json
import uuid
from collections.abc import Mapping
from typing import Any

from aiohttp import web
from aiohttp.web import FileField

from sandbox.company import Person, Role
from sandbox.errors import OapiError, oapi_ok
from sandbox.oauth import spend_login_code
from sandbox.reading import Json, form_or_json, json_object, sub_object, text
from sandbox.records import Media, Sender
from sandbox.rules import Auth, Host, Route
from sandbox.state import WORLD, World

MEGABYTE = 2**20
MEDIA_MAX_BYTES = {
    "image": 20 * MEGABYTE,
    "voice": 2 * MEGABYTE,
    "video": 20 * MEGABYTE,
    "file": 20 * MEGABYTE,
}
NOTICE_PEOPLE_MAX = 100
NOTICE_MAX_BYTES = 2048
NOTICES_A_DAY_AND_PERSON = 500
MAIN_ADMIN_LEVEL = 1
ONE_DAY_MS = 24 * 3600 * 1000

# msgtype -> the path to the field that must not be empty
_MESSAGE_TEXT: Mapping[str, str] = {
    "text": "content",
    "markdown": "text",
    "actionCard": "text",
    "action_card": "markdown",
    "link": "text",
    "oa": "message_url",
    "file": "media_id",
    "image": "media_id",
    "voice": "media_id",
}


async def user_info(request: web.Request) -> web.StreamResponse:
    """`/topapi/v2/user/getuserinfo`: a 免登 code against who it stands for. A used or old code is 40078."""
    world = request.app[WORLD]
    person = spend_login_code(world, text(await form_or_json(request), "code"))
    if person is None:
        raise OapiError(40078, "不存在的临时授权码")
    is_admin = person.role is Role.ADMIN
    return oapi_ok(
        result={
            "userid": person.user_id,
            "unionid": person.union_id,
            "associated_unionid": person.union_id,
            "name": person.name,
            "device_id": "sandbox-device",
            "sys": is_admin,
            "sys_level": MAIN_ADMIN_LEVEL if is_admin else 0,
        }
    )


async def user(request: web.Request) -> web.StreamResponse:
    company = request.app[WORLD].company
    asked = text(await form_or_json(request), "userid")
    person = company.person(asked)
    if person is None:
        raise OapiError(60121, "找不到该用户", sub_code="60121")
    return oapi_ok(result=_as_json(person))


async def user_by_mobile(request: web.Request) -> web.StreamResponse:
    mobile = text(await form_or_json(request), "mobile")
    if not (mobile.isdigit() and len(mobile) >= 8):
        raise OapiError(40104, "无效的手机号")
    person = request.app[WORLD].company.by_mobile(mobile)
    if person is None:
        raise OapiError(60121, "找不到该用户")
    return oapi_ok(result={"userid": person.user_id})


async def user_by_union_id(request: web.Request) -> web.StreamResponse:
    person = request.app[WORLD].company.by_union_id(text(await form_or_json(request), "unionid"))
    if person is None:
        raise OapiError(60121, "找不到该用户")
    return oapi_ok(result={"contact_type": 0, "userid": person.user_id})


async def upload(request: web.Request) -> web.StreamResponse:
    """`/media/upload`: multipart field `media`, size limits by type."""
    world = request.app[WORLD]
    fields = await request.post()
    kind = request.query.get("type") or str(fields.get("type", ""))
    part = fields.get("media")
    if kind not in MEDIA_MAX_BYTES:
        raise OapiError(40004, "不合法的媒体文件类型")
    if not isinstance(part, FileField):
        raise OapiError(41005, "缺少多媒体文件数据")
    content = part.file.read()
    if len(content) > MEDIA_MAX_BYTES[kind]:
        raise OapiError(40006, "不合法的文件大小")
    media = Media(
        media_id=f"@lA{uuid.uuid4().hex}",
        kind=kind,
        file_name=part.filename,
        content_type=part.content_type,
        content=content,
        created_at_ms=world.clock.now_ms(),
    )
    world.media[media.media_id] = media
    return oapi_ok(media_id=media.media_id, created_at=media.created_at_ms, type=kind)


async def work_notice(request: web.Request) -> web.StreamResponse:
    """asyncsend_v2. Past the limits (same content again, 500 a day) it drops silently and says ok."""
    world = request.app[WORLD]
    body = await form_or_json(request)
    if str(body.get("agent_id", "")) != world.company.agent_id:
        raise OapiError(40035, "不合法的agentid")
    message = body.get("msg")
    if isinstance(message, str):
        message = _parsed(message)
    kind, param = _checked_message(message)
    if len(json.dumps(message, ensure_ascii=False).encode()) > NOTICE_MAX_BYTES:
        raise OapiError(34016, "消息内容长度超过限制")
    user_ids = [u for u in text(body, "userid_list").split(",") if u]
    if not user_ids and body.get("to_all_user") not in (True, "true"):
        raise OapiError(41011, "缺少userid")
    if len(user_ids) > NOTICE_PEOPLE_MAX:
        raise OapiError(60003, "接收者过多")
    for user_id in user_ids or [p.user_id for p in world.company.people]:
        if world.company.person(user_id) and not _is_dropped(world, user_id, kind, param):
            world.add_message(user_id, Sender.WORK_NOTICE, kind, param)
    return oapi_ok(task_id=world.next_seq())


async def send_by_session(request: web.Request) -> web.StreamResponse:
    """The sessionWebhook of a bot message: no token, 90 minutes."""
    world = request.app[WORLD]
    held = world.credentials.webhooks.get(request.query.get("session", ""))
    if held is None or held[1] <= world.clock.now():
        raise OapiError(300001, "session 不存在或已过期")
    kind, param = _checked_message(await json_object(request))
    world.quota.take_push(world.clock.now())
    world.add_message(held[0], Sender.ROBOT, kind, param)
    return oapi_ok()


def _checked_message(message: Any) -> tuple[str, Json]:
    kind = text(message, "msgtype") if isinstance(message, dict) else ""
    if kind not in _MESSAGE_TEXT:
        raise OapiError(34004, "无效的会话消息的类型")
    param = sub_object(message, kind)
    if not param.get(_MESSAGE_TEXT[kind]):
        raise OapiError(34014, f"会话消息的json结构无效或不完整：{kind}.{_MESSAGE_TEXT[kind]}")
    return kind, param


def _parsed(raw: str) -> Any:
    try:
        return json.loads(raw)
    except ValueError as exc:
        raise OapiError(34014, "会话消息的json结构无效或不完整") from exc


def _is_dropped(world: World, user_id: str, kind: str, param: Json) -> bool:
    since_ms = world.clock.now_ms() - ONE_DAY_MS
    today = [
        m
        for m in world.messages
        if m.user_id == user_id and m.sender is Sender.WORK_NOTICE and m.at_ms > since_ms
    ]
    return len(today) >= NOTICES_A_DAY_AND_PERSON or any(
        m.msg_key == kind and m.param == param for m in today
    )


def _as_json(person: Person) -> Json:
    return {
        "userid": person.user_id,
        "unionid": person.union_id,
        "name": person.name,
        "mobile": person.mobile,
        "title": person.title,
        "email": "",
        "job_number": "",
        "dept_id_list": [1],
        "active": True,
        "admin": person.role is Role.ADMIN,
        "boss": False,
        "state_code": "86",
    }


ROUTES = (
    Route(
        "POST", "/topapi/v2/user/getuserinfo", user_info, scope="qyapi_base", counted=False, host=Host.OAPI
    ),
    Route("POST", "/topapi/v2/user/get", user, scope="qyapi_get_member", counted=False, host=Host.OAPI),
    Route(
        "POST",
        "/topapi/v2/user/getbymobile",
        user_by_mobile,
        scope="qyapi_get_member_by_mobile",
        counted=False,
        host=Host.OAPI,
    ),
    Route(
        "POST",
        "/topapi/user/getbyunionid",
        user_by_union_id,
        scope="qyapi_get_member",
        counted=False,
        host=Host.OAPI,
    ),
    Route("POST", "/media/upload", upload, host=Host.OAPI),
    Route("POST", "/topapi/message/corpconversation/asyncsend_v2", work_notice, host=Host.OAPI),
    Route("POST", "/robot/sendBySession", send_by_session, auth=Auth.NONE, counted=False, host=Host.OAPI),
)
