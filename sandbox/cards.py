"""Interactive cards: createAndDeliver, create, deliver, update, streaming (S0782, S0783, S0785)."""

import re
from typing import Any

from aiohttp import web

from sandbox.card_data import (
    by_key_flags,
    checked_param_map,
    checked_private_maps,
    merged,
    template_of,
)
from sandbox.company import Company, Person
from sandbox.errors import ok, param_error
from sandbox.faults import ReusedTrackId
from sandbox.reading import Json, json_object, sub_object, text
from sandbox.records import Card
from sandbox.rules import Route
from sandbox.state import WORLD, World

SCOPE = "Card.Instance.Write"
STREAMING_SCOPE = "Card.Streaming.Write"
_SPACE = re.compile(r"dtv1\.card//(IM_ROBOT|IM_GROUP|IM_SINGLE|ONE_BOX)\.(.+)", re.IGNORECASE)
_USER_ID, _UNION_ID = 1, 2


async def create_and_deliver(request: web.Request) -> web.StreamResponse:
    world = request.app[WORLD]
    body = await json_object(request)
    spaces = _spaces(text(body, "openSpaceId"))
    _check_space_models(world.company, body, spaces)
    people = [_addressee(world.company, body, space_id) for kind, space_id in spaces if kind == "IM_ROBOT"]
    earlier = world.cards.get(text(body, "outTrackId"))
    card = _create(world, body)
    if earlier is card:
        return ok({"success": True, "result": {"outTrackId": card.out_track_id, "deliverResults": []}})
    world.cards[card.out_track_id] = card
    results = [_deliver(world, card, p) for p in people] + _groups_refused(spaces)
    return ok({"success": True, "result": {"outTrackId": card.out_track_id, "deliverResults": results}})


async def create(request: web.Request) -> web.StreamResponse:
    world = request.app[WORLD]
    card = _create(world, await json_object(request))
    world.cards[card.out_track_id] = card
    return ok({"success": True, "result": card.out_track_id})


async def deliver(request: web.Request) -> web.StreamResponse:
    """The second step of the form that dingtalk-stream's CardReplier uses."""
    world = request.app[WORLD]
    body = await json_object(request)
    card = _existing(world, body)
    spaces = _spaces(text(body, "openSpaceId"))
    _check_space_models(world.company, body, spaces)
    people = [_addressee(world.company, body, space_id) for kind, space_id in spaces if kind == "IM_ROBOT"]
    results = [_deliver(world, card, p) for p in people] + _groups_refused(spaces)
    return ok({"success": True, "result": results})


async def update(request: web.Request) -> web.StreamResponse:
    """Replaces the variables, or only those named where the by-key flags are set."""
    world = request.app[WORLD]
    body = await json_object(request)
    card = _existing(world, body)
    template, strict = world.templates[card.template_id], world.faults.strict
    public_by_key, private_by_key = by_key_flags(body.get("cardUpdateOptions"))
    public = checked_param_map(body["cardData"], template, strict=strict) if "cardData" in body else None
    private = checked_private_maps(body.get("privateData"), template, strict=strict)
    private = {_addressee(world.company, body, k).user_id: v for k, v in private.items()}
    if public is not None:
        card.params = merged(card.params, public, by_key=public_by_key)
    for user_id, params in private.items():
        old = card.private_params.get(user_id, {})
        card.private_params[user_id] = merged(old, params, by_key=private_by_key)
    world.card_changed(card)
    return ok({"success": True, "result": True})


async def streaming(request: web.Request) -> web.StreamResponse:
    """One frame of an AI card's variable; every frame is a counted call, which is why we avoid it."""
    world = request.app[WORLD]
    body = await json_object(request)
    card = _existing(world, body)
    key, content = text(body, "key"), text(body, "content")
    if not text(body, "guid") or not key:
        raise param_error("empty", "guid and key are required")
    old = "" if body.get("isFull") is True else card.params.get(key, "")
    card.params[key] = old + content
    world.card_changed(card)
    return ok({"success": True, "result": True})


def _create(world: World, body: Json) -> Card:
    out_track_id = text(body, "outTrackId")
    if not out_track_id:
        raise param_error("outTrackIdEmpty", "业务标识outTrackId为空")
    template = template_of(world.templates, text(body, "cardTemplateId"))
    params = checked_param_map(body.get("cardData"), template, strict=world.faults.strict)
    private = checked_private_maps(body.get("privateData"), template, strict=world.faults.strict)
    private = {_addressee(world.company, body, k).user_id: v for k, v in private.items()}
    earlier = world.cards.get(out_track_id)
    if earlier is not None:
        if world.faults.reused_out_track_id is ReusedTrackId.ERROR:
            raise param_error("cardAlreadyExist", f"卡片已经存在：{out_track_id}")
        return earlier
    space_model = sub_object(body, "imRobotOpenSpaceModel")
    now_ms = world.clock.now_ms()
    return Card(
        out_track_id=out_track_id,
        template_id=template.template_id,
        params=params,
        private_params=private,
        callback_type=text(body, "callbackType"),
        created_at_ms=now_ms,
        updated_at_ms=now_ms,
        last_message=text(sub_object(space_model, "lastMessageI18n"), "ZH_CN"),
        supports_forward=space_model.get("supportForward") is True,
    )


def _existing(world: World, body: Json) -> Card:
    out_track_id = text(body, "outTrackId")
    if not out_track_id:
        raise param_error("outTrackIdEmpty", "业务标识outTrackId为空")
    card = world.cards.get(out_track_id)
    if card is None:
        raise param_error("cardNotExist", f"卡片不存在：{out_track_id}")
    return card


def _spaces(open_space_id: str) -> list[tuple[str, str]]:
    if not open_space_id:
        raise param_error("openSpaceIdEmpty", "投放openSpaceId为空")
    found = [_SPACE.fullmatch(part) for part in open_space_id.split(";")]
    spaces = [(m.group(1).upper(), m.group(2)) for m in found if m]
    if len(spaces) != len(found):
        raise param_error("openSpaceIdInvalid", f"openSpaceId不符合规范：{open_space_id}")
    return spaces


def _check_space_models(company: Company, body: Json, spaces: list[tuple[str, str]]) -> None:
    space_model = body.get("imRobotOpenSpaceModel")
    if isinstance(space_model, dict) and not isinstance(space_model.get("supportForward"), bool):
        raise param_error("openSpaceModelInvalid", "imRobotOpenSpaceModel.supportForward is mandatory")
    if not any(kind == "IM_ROBOT" for kind, _ in spaces):
        return
    model = body.get("imRobotOpenDeliverModel")
    if not isinstance(model, dict):
        raise param_error("openDeliverModelEmpty", "场域投放模型为空：imRobotOpenDeliverModel")
    if model.get("spaceType") != "IM_ROBOT":
        raise param_error("openDeliverModelError", "imRobotOpenDeliverModel.spaceType must be IM_ROBOT")
    if model.get("robotCode", company.robot_code) != company.robot_code:
        raise param_error(
            "openDeliverModelError", "imRobotOpenDeliverModel.robotCode is not this app's robot"
        )


def _addressee(company: Company, body: Json, given_id: str) -> Person:
    """The person an id stands for, by userIdType; mixing userId and unionId up is refused by name."""
    by_union = body.get("userIdType", _USER_ID) == _UNION_ID
    person = company.by_union_id(given_id) if by_union else company.person(given_id)
    if person is None:
        other = company.person(given_id) if by_union else company.by_union_id(given_id)
        wanted, got = ("unionId", "userId") if by_union else ("userId", "unionId")
        hint = f" (it is a {got}; userIdType asks for a {wanted})" if other else ""
        raise param_error("userIdNotExist", f"用户user不存在：{given_id}{hint}")
    return person


def _deliver(world: World, card: Card, person: Person) -> dict[str, Any]:
    result = {"spaceType": "IM_ROBOT", "spaceId": person.user_id}
    if person.user_id in world.faults.undeliverable_user_ids:
        return {**result, "success": False, "carrierId": "", "errorMsg": "SYSTEM_ERROR"}
    delivery = card.delivery_to(person.user_id) or world.deliver_card(card, person.user_id)
    return {**result, "success": True, "carrierId": delivery.carrier_id, "errorMsg": ""}


def _groups_refused(spaces: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """The sandbox has 1:1 chats only: every other space fails on its own, as the real result list does."""
    return [
        {
            "spaceType": kind,
            "spaceId": space_id,
            "success": False,
            "carrierId": "",
            "errorMsg": "SPACE_NOT_EXIST",
        }
        for kind, space_id in spaces
        if kind != "IM_ROBOT"
    ]


ROUTES = (
    Route("POST", "/v1.0/card/instances/createAndDeliver", create_and_deliver, scope=SCOPE),
    Route("POST", "/v1.0/card/instances", create, scope=SCOPE),
    Route("PUT", "/v1.0/card/instances", update, scope=SCOPE),
    Route("POST", "/v1.0/card/instances/deliver", deliver, scope=SCOPE),
    Route("PUT", "/v1.0/card/streaming", streaming, scope=STREAMING_SCOPE),
)
