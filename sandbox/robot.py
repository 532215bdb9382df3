"""The robot's 1:1 messages: batchSend, readStatus, batchRecall (S0714, S0699, S0720, S0723)."""

import json
import uuid
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from sandbox.errors import ApiError, ok
from sandbox.reading import Json, json_object, text, texts
from sandbox.records import Message, Sender
from sandbox.rules import Route
from sandbox.state import WORLD, World

SCOPE = "qyapi_robot_sendmsg"
USERS_MAX = 20
RECALLS_MAX = 20
MSG_PARAM_MAX_BYTES = 15_000  # S0716 gives it for groups; 1:1 names no figure
RECALL_WITHIN_MS = 24 * 3600 * 1000

# msgKey -> the keys that msgParam must hold (S0699)
MESSAGE_KEYS: Mapping[str, tuple[str, ...]] = {
    "sampleText": ("content",),
    "sampleMarkdown": ("title", "text"),
    "sampleImageMsg": ("photoURL",),
    "sampleLink": ("text", "title", "picUrl", "messageUrl"),
    "sampleActionCard": ("title", "text", "singleTitle", "singleURL"),
    "sampleActionCard2": ("title", "text", *(f"action{k}{n}" for n in (1, 2) for k in ("Title", "URL"))),
    "sampleActionCard3": ("title", "text", *(f"action{k}{n}" for n in (1, 2, 3) for k in ("Title", "URL"))),
    "sampleActionCard4": ("title", "text", *(f"action{k}{n}" for n in range(1, 5) for k in ("Title", "URL"))),
    "sampleActionCard5": ("title", "text", *(f"action{k}{n}" for n in range(1, 6) for k in ("Title", "URL"))),
    "sampleActionCard6": ("title", "text", "buttonTitle1", "buttonUrl1", "buttonTitle2", "buttonUrl2"),
    "sampleAudio": ("mediaId", "duration"),
    "sampleFile": ("mediaId", "fileName", "fileType"),
    "sampleVideo": ("duration", "videoMediaId", "videoType", "picMediaId"),
}


async def batch_send(request: web.Request) -> web.StreamResponse:
    """A 200 does not mean that everyone got it: read the three lists."""
    world = request.app[WORLD]
    body = await json_object(request)
    _check_robot(world, body)
    user_ids = _user_ids(body)
    msg_key = text(body, "msgKey")
    param = parse_msg_param(msg_key, body.get("msgParam"))
    faults, company = world.faults, world.company
    query_key = uuid.uuid4().hex
    invalid = [u for u in user_ids if company.person(u) is None]
    slowed = [u for u in user_ids if u in faults.flow_controlled_user_ids]
    filtered = [u for u in user_ids if u in faults.undeliverable_user_ids]
    for user_id in dict.fromkeys(user_ids):
        if user_id not in (*invalid, *slowed, *filtered):
            world.add_message(user_id, Sender.ROBOT, msg_key, param, process_query_key=query_key)
    return ok(
        {
            "processQueryKey": query_key,
            "invalidStaffIdList": invalid,
            "flowControlledStaffIdList": slowed,
            "filteredStaffIdList": filtered,
        }
    )


async def read_status(request: web.Request) -> web.StreamResponse:
    world = request.app[WORLD]
    _check_robot(world, dict(request.query))
    sent = _sent_as(world, request.query.get("processQueryKey", ""))
    if not sent:
        raise ApiError(400, "invalidParameter.processQueryKey.invalid", "processQueryKey不存在")
    return ok(
        {
            "sendStatus": "RECALLED" if all(m.recalled for m in sent) else "SUCCESS",
            "messageReadInfoList": [_read_info(world, m) for m in sent],
        }
    )


async def batch_recall(request: web.Request) -> web.StreamResponse:
    world = request.app[WORLD]
    body = await json_object(request)
    _check_robot(world, body)
    keys = texts(body, "processQueryKeys")
    if not keys:
        raise ApiError(400, "invalidParameter.processQueryKeys.empty", "processQueryKeys为空")
    if len(keys) > RECALLS_MAX:
        raise ApiError(400, "invalidParameter.processQueryKeys.overMax", f"一次最多撤回{RECALLS_MAX}条")
    done: list[str] = []
    failed: dict[str, str] = {}
    for key in keys:
        reason = _recall(world, key)
        if reason:
            failed[key] = reason
        else:
            done.append(key)
    return ok({"successResult": done, "failedResult": failed})


def parse_msg_param(msg_key: str, raw: Any) -> Json:
    """msgParam must be a JSON *string* of an object that holds the keys its msgKey asks for."""
    if not msg_key:
        raise ApiError(400, "invalidParameter.msgKey.empty", "msgKey为空")
    if msg_key not in MESSAGE_KEYS:
        raise ApiError(400, "invalidParameter.msgKey.invalid", f"msgKey无效：{msg_key}")
    if not isinstance(raw, str):
        raise ApiError(400, "invalidParameter.msgParam.invalid", "msgParam必须是JSON字符串")
    if len(raw.encode()) > MSG_PARAM_MAX_BYTES:
        raise ApiError(400, "invalidParameter.msgParam.tooLong", "msgParam过长")
    try:
        param = json.loads(raw)
    except ValueError as exc:
        raise ApiError(400, "invalidParameter.msgParam.invalid", "msgParam不是合法的JSON") from exc
    if not isinstance(param, dict):
        raise ApiError(400, "invalidParameter.msgParam.invalid", "msgParam必须是JSON对象")
    missing = [k for k in MESSAGE_KEYS[msg_key] if param.get(k) in (None, "")]
    if missing:
        raise ApiError(400, "invalidParameter.msgParam.invalid", f"msgParam缺少：{', '.join(missing)}")
    return param


def _check_robot(world: World, body: Mapping[str, Any]) -> None:
    code = text(body, "robotCode")
    if not code:
        raise ApiError(400, "invalidParameter.robotCode.empty", "robotCode为空")
    if code != world.company.robot_code:
        raise ApiError(400, "invalidParameter.robotCode.notExsit", "robotCode不存在")


def _user_ids(body: Json) -> list[str]:
    user_ids = texts(body, "userIds")
    if not user_ids:
        raise ApiError(400, "invalidParameter.userIds.empty", "userIds为空")
    if len(user_ids) > USERS_MAX:
        raise ApiError(400, "invalidParameter.userIds.overMax", f"userIds最多{USERS_MAX}个")
    return user_ids


def _sent_as(world: World, query_key: str) -> list[Message]:
    return [m for m in world.messages if m.process_query_key == query_key and query_key]


def _read_info(world: World, message: Message) -> Json:
    person = world.company.person(message.user_id)
    return {
        "name": person.name if person else "",
        "userId": message.user_id,
        "readStatus": "READ" if message.read_at_ms else "UNREAD",
        "readTimestamp": message.read_at_ms,
    }


def _recall(world: World, query_key: str) -> str:
    """Empty on success, else the reason. A card's carrierId recalls that card."""
    oldest_ms = world.clock.now_ms() - RECALL_WITHIN_MS
    sent = _sent_as(world, query_key)
    card = next(
        (c for c in world.cards.values() if any(d.carrier_id == query_key for d in c.deliveries)), None
    )
    if not sent and card is None:
        return "processQueryKey不存在"
    if any(m.at_ms < oldest_ms for m in sent) or (card and card.created_at_ms < oldest_ms):
        return "超过24小时，不能撤回"
    for message in sent:
        message.recalled = True
        world.changed("inbox", message.user_id)
    if card:
        card.recalled = True
        world.card_changed(card)
    return ""


ROUTES = (
    Route("POST", "/v1.0/robot/oToMessages/batchSend", batch_send, scope=SCOPE),
    Route("GET", "/v1.0/robot/oToMessages/readStatus", read_status, scope=SCOPE),
    Route("POST", "/v1.0/robot/otoMessages/batchRecall", batch_recall, scope=SCOPE),
)
