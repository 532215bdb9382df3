"""What one person sees in the chat with the robot: messages and cards, oldest first."""

from collections.abc import Iterator
from typing import Any

from sandbox.records import Card, Delivery, Message, Sender
from sandbox.state import World
from sandbox.templates import BlockType, render

MULTI_BUTTON_MAX = 5


def inbox(world: World, user_id: str) -> list[dict[str, Any]]:
    """Every message and card in this person's chat, newest last (README, "The inbox")."""
    rows = [(m.seq, message_item(world, m)) for m in world.messages if m.user_id == user_id]
    for card in world.cards.values():
        rows += [(d.seq, card_item(world, card, d)) for d in card.deliveries if d.user_id == user_id]
    return [item for _, item in sorted(rows, key=lambda row: row[0])]


def card_item(world: World, card: Card, delivery: Delivery) -> dict[str, Any]:
    template = world.templates[card.template_id]
    params = card.seen_by(delivery.user_id)
    blocks = render(template, params)
    buttons = [
        {k: b.get(k, "") for k in ("id", "text", "style", "params", "url")}
        for b in blocks
        if b["type"] in (BlockType.BUTTON, BlockType.LINK)
    ]
    return {
        "id": f"card-{delivery.seq}",
        "kind": "card",
        "from": Sender.ROBOT,
        "atMs": delivery.at_ms,
        "updatedAtMs": card.updated_at_ms,
        "outTrackId": card.out_track_id,
        "template": card.template_id,
        "title": next((b["text"] for b in blocks if b["type"] == BlockType.HEADER), template.title),
        "preview": card.last_message or template.title,
        "text": "\n".join(_lines(blocks)),
        "params": params,
        "blocks": blocks,
        "buttons": buttons,
        "inputs": [b["name"] for b in blocks if b["type"] == BlockType.INPUT],
        "recalled": card.recalled,
        "forwardedBy": delivery.forwarded_by,
        "supportsForward": card.supports_forward,
    }


def message_item(world: World, message: Message) -> dict[str, Any]:
    param = message.param
    words = next((str(param[k]) for k in ("content", "text", "markdown") if param.get(k)), "")
    return {
        "id": message.message_id,
        "kind": "work_notice" if message.sender is Sender.WORK_NOTICE else "message",
        "from": message.sender,
        "atMs": message.at_ms,
        "outTrackId": "",
        "template": "",
        "msgKey": message.msg_key,
        "title": str(param.get("title", "")),
        "preview": str(param.get("title") or words),
        "text": words or _file_text(message),
        "params": param,
        "buttons": list(_links(param)),
        "image": _image_url(world, message),
        "recalled": message.recalled,
        "readAtMs": message.read_at_ms,
        "note": message.push_note,
    }


def _lines(blocks: list[dict[str, Any]]) -> Iterator[str]:
    for block in blocks:
        if block["type"] == BlockType.FIELDS:
            yield from (f"{name}：{value}" for name, value in block["rows"] if value)
        elif block["type"] in (BlockType.HEADER, BlockType.MARKDOWN, BlockType.STATUS):
            yield block["text"]


def _links(param: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The buttons of action cards and links; they open an address and send no callback."""
    pairs = [("singleTitle", "singleURL"), ("single_title", "single_url")]
    pairs += [(f"actionTitle{n}", f"actionURL{n}") for n in range(1, MULTI_BUTTON_MAX + 1)]
    pairs += [(f"buttonTitle{n}", f"buttonUrl{n}") for n in (1, 2)]
    for title, url in pairs:
        if param.get(url):
            yield {"id": "", "text": str(param.get(title) or "查看"), "params": {}, "url": str(param[url])}
    for url in ("messageUrl", "message_url"):
        if param.get(url):
            yield {"id": "", "text": "查看详情", "params": {}, "url": str(param[url])}


def _file_text(message: Message) -> str:
    if message.param.get("fileName"):
        return f"[文件] {message.param['fileName']}"
    return {"sampleAudio": "[语音]", "sampleVideo": "[视频]", "sampleImageMsg": "[图片]"}.get(
        message.msg_key, ""
    )


def _image_url(world: World, message: Message) -> str:
    """Only pictures uploaded to the sandbox are shown: the page loads nothing from elsewhere."""
    media_id = str(message.param.get("photoURL") or message.param.get("media_id") or "")
    return f"/sandbox/media/{media_id}" if media_id in world.media else ""
