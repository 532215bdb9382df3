"""A person writes to the robot: the bot message frame of S0718 and the reply address inside it."""

import uuid
from typing import Any

from sandbox.company import Person, Role
from sandbox.records import Message, Sender
from sandbox.state import World
from sandbox.stream import FrameType, Outcome, Topic

WEBHOOK_LASTS_S = 5400.0  # sessionWebhookExpiredTime - createAt in the documents' examples
OVER_QUOTA = {"errorCode": 20001, "errorMessage": "Stream push quota of this month is used up"}

_NOTES = {
    Outcome.NO_CONNECTION: "未送达：应用不在线",
    Outcome.TIMEOUT: "应用未确认收到",
    Outcome.REFUSED: "应用处理失败",
}


def say(world: World, person: Person, words: str) -> Message:
    """Puts the line into the chat and pushes it to the app, fire and forget."""
    message = world.add_message(person.user_id, Sender.PERSON, "text", {"content": words})
    world.spawn_push(_push(world, person, message))
    return message


async def _push(world: World, person: Person, message: Message) -> None:
    if not world.stream.candidates(FrameType.CALLBACK, Topic.BOT_MESSAGE):
        _note(world, message, Outcome.NO_CONNECTION)
    within_quota = world.quota.take_push(world.clock.now())
    world.feed.tell("quota")
    outcome = await world.stream.push_bot_message(
        _bot_message(world, person, message, within_quota=within_quota)
    )
    _note(world, message, outcome)


def _note(world: World, message: Message, outcome: Outcome) -> None:
    note = _NOTES.get(outcome, "")
    if note != message.push_note:
        message.push_note = note
        world.changed("inbox", message.user_id)


def _bot_message(world: World, person: Person, message: Message, *, within_quota: bool) -> dict[str, Any]:
    """Over quota the push comes without text and with an error instead (contradicting documents: both seen)."""
    company = world.company
    session = uuid.uuid4().hex
    expires_at = world.clock.now() + WEBHOOK_LASTS_S
    world.credentials.webhooks[session] = (person.user_id, expires_at)
    data: dict[str, Any] = {
        "conversationId": f"cid-{person.user_id}",
        "conversationType": "1",
        "chatbotCorpId": company.corp_id,
        "chatbotUserId": "$:LWCP_v1:$sandboxrobot",
        "msgId": message.message_id,
        "senderNick": person.name,
        "isAdmin": person.role is Role.ADMIN,
        "senderStaffId": person.user_id,
        "senderUnionId": person.union_id,
        "senderId": f"$:LWCP_v1:${person.user_id}",
        "senderCorpId": company.corp_id,
        "sessionWebhook": f"{world.base_url}/robot/sendBySession?session={session}",
        "sessionWebhookExpiredTime": int(expires_at * 1000),
        "createAt": message.at_ms,
        "isInAtList": True,
        "robotCode": company.robot_code,
        "senderPlatform": "Win",
    }
    body = {"msgtype": "text", "text": message.param} if within_quota else dict(OVER_QUOTA)
    return data | body
