"""A person presses a button: the callback over the stream, its two seconds, and what the answer does to the card."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.card_data import by_key_flags, checked_param_map, merged
from sandbox.company import Person
from sandbox.errors import ApiError, SandboxError
from sandbox.records import Card
from sandbox.state import World
from sandbox.stream import Outcome, PushResult
from sandbox.templates import BlockType, render

CALLBACK_BY_STREAM = "STREAM"

TOASTS: Mapping[Outcome, str] = {
    Outcome.ACKED: "",
    Outcome.REFUSED: "操作失败，请稍后重试（应用返回错误）",
    Outcome.TIMEOUT: "请求超时，请稍后重试（应用未在 2 秒内响应）",
    Outcome.NO_CONNECTION: "操作失败，应用不在线",
}


@dataclass(frozen=True)
class Press:
    """What the page shows after a press; `toast` is empty when the app answered in time and well."""

    ok: bool
    outcome: str
    toast: str
    response: Any = None


async def press(
    world: World,
    card: Card,
    person: Person,
    action_id: str,
    *,
    inputs: Mapping[str, str],
    stale: bool = False,
) -> Press:
    """Presses `action_id` as `person`, who need not be the addressee (a forwarded card).

    stale: the person's copy is old, so that a button now hidden may still be pressed.
    Raises SandboxError when the card has no such button, or none shown.
    """
    params = _button_params(world, card, person, action_id, stale=stale) | dict(inputs)
    if card.callback_type != CALLBACK_BY_STREAM:
        return Press(False, "no_callback", "操作失败：卡片创建时没有指定 callbackType=STREAM")
    if not world.quota.take_push(world.clock.now()):
        return Press(False, "over_quota", "操作失败：本月推送次数已用完")
    result = await world.stream.push_card_callback(_callback(world, card, person, action_id, params))
    world.feed.tell("quota")
    if result.outcome is not Outcome.ACKED:
        return Press(False, result.outcome, TOASTS[result.outcome])
    return _apply(world, card, person, result)


def _button_params(
    world: World, card: Card, person: Person, action_id: str, *, stale: bool
) -> dict[str, Any]:
    template = world.templates[card.template_id]
    if template.open_ended:
        return {}
    shown = [b for b in render(template, card.seen_by(person.user_id)) if b["type"] == BlockType.BUTTON]
    for button in shown:
        if button["id"] == action_id:
            return dict(button.get("params", {}))
    declared = template.button(action_id)
    if declared is None:
        raise SandboxError(f"template {template.template_id} has no button {action_id}")
    if not stale:
        raise SandboxError(
            f"button {action_id} is not shown on {card.out_track_id}; press it with stale=true"
        )
    return dict(declared.get("params", {}))


def _callback(
    world: World, card: Card, person: Person, action_id: str, params: Mapping[str, Any]
) -> dict[str, Any]:
    """The data of C0007: content, value and extension are JSON strings."""
    content = json.dumps(
        {"cardPrivateData": {"actionIds": [action_id], "params": dict(params)}}, ensure_ascii=False
    )
    return {
        "type": "actionCallback",
        "outTrackId": card.out_track_id,
        "corpId": world.company.corp_id,
        "userId": person.user_id,
        "userIdType": 1,
        "spaceType": "im",
        "spaceId": f"cid-{person.user_id}",
        "extension": "{}",
        "content": content,
        "value": content,
    }


def _apply(world: World, card: Card, person: Person, result: PushResult) -> Press:
    data = result.ack.data if result.ack else None
    response = data.get("response") if isinstance(data, dict) else None
    if not isinstance(response, dict):
        return Press(True, Outcome.ACKED, "", response)
    template, strict = world.templates[card.template_id], world.faults.strict
    public_by_key, private_by_key = by_key_flags(response.get("cardUpdateOptions"))
    try:
        public, private = (
            checked_param_map(response[k], template, strict=strict) if response.get(k) else None
            for k in ("cardData", "userPrivateData")
        )
    except ApiError as exc:
        return Press(False, "bad_response", f"卡片数据有误：{exc.message}", response)
    if public is not None:
        card.params = merged(card.params, public, by_key=public_by_key)
    if private is not None:
        old = card.private_params.get(person.user_id, {})
        card.private_params[person.user_id] = merged(old, private, by_key=private_by_key)
    if public is not None or private is not None:
        world.card_changed(card)
    return Press(True, Outcome.ACKED, "", response)
