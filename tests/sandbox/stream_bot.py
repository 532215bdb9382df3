"""Runs the unmodified dingtalk-stream client; writes one JSON line per message to a file.

Usage: stream_bot.py LOG CONNECTIONS ANSWER, with DINGTALK_OPENAPI_ENDPOINT set (the SDK reads it at import).
ANSWER is what a card handler does: ok, update, number (a wrong answer), never, fail.
"""

import asyncio
import json
import logging
import sys
from pathlib import Path
from typing import Any

import dingtalk_stream
from dingtalk_stream import AckMessage

CLIENT_ID, CLIENT_SECRET = "dingsandboxapp", "made-up-secret"
LOG, CONNECTIONS, ANSWER = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]


def note(kind: str, client: int, headers: Any, data: dict[str, Any]) -> None:
    line = {
        "kind": kind,
        "client": client,
        "messageId": headers.message_id,
        "eventId": getattr(headers, "event_id", None),
        "data": data,
    }
    with LOG.open("a", encoding="utf-8") as out:
        out.write(json.dumps(line, ensure_ascii=False) + "\n")


class Chat(dingtalk_stream.ChatbotHandler):
    client = 0

    async def process(self, callback: Any) -> tuple[int, str]:
        note("chat", self.client, callback.headers, callback.data)
        message = dingtalk_stream.ChatbotMessage.from_dict(callback.data)
        if message.text and message.text.content == "reply please":
            await asyncio.to_thread(self.reply_text, "here you are", message)
        return AckMessage.STATUS_OK, "OK"


class CardActions(dingtalk_stream.CallbackHandler):
    client = 0

    async def process(self, callback: Any) -> tuple[int, Any]:
        parsed = dingtalk_stream.CardCallbackMessage.from_dict(callback.data)
        note("card", self.client, callback.headers, {"raw": callback.data, "content": parsed.content})
        if ANSWER == "never":
            await asyncio.sleep(3600)
        if ANSWER == "fail":
            return AckMessage.STATUS_SYSTEM_EXCEPTION, "no"
        if ANSWER == "ok":
            return AckMessage.STATUS_OK, {}
        value: Any = 1 if ANSWER == "number" else "已确认参加"
        return AckMessage.STATUS_OK, {
            "cardUpdateOptions": {"updateCardDataByKey": True, "updatePrivateDataByKey": True},
            "cardData": {"cardParamMap": {"status_text": value}},
            "userPrivateData": {"cardParamMap": {"show_actions": "false"}},
        }


class Events(dingtalk_stream.EventHandler):
    client = 0

    async def process(self, event: Any) -> tuple[int, str]:
        note("event", self.client, event.headers, event.data)
        if ANSWER == "fail":
            return AckMessage.STATUS_SYSTEM_EXCEPTION, "no"
        return AckMessage.STATUS_OK, "OK"


def a_client(number: int) -> dingtalk_stream.DingTalkStreamClient:
    credential = dingtalk_stream.Credential(CLIENT_ID, CLIENT_SECRET)
    client = dingtalk_stream.DingTalkStreamClient(credential, logging.getLogger("quiet"))
    handlers = Chat(), CardActions(), Events()
    for handler in handlers:
        handler.client = number
    client.register_callback_handler(dingtalk_stream.ChatbotMessage.TOPIC, handlers[0])
    client.register_callback_handler(dingtalk_stream.CallbackHandler.TOPIC_CARD_CALLBACK, handlers[1])
    client.register_all_event_handler(handlers[2])
    return client


async def main() -> None:
    await asyncio.gather(*(a_client(n).start() for n in range(CONNECTIONS)))


asyncio.run(main())
