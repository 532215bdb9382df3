"""The bot process put together: stream client, inbox loop, replies, health file."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import structlog
from dingtalk_stream import CallbackHandler, ChatbotMessage, Credential

from bot.handlers import BOT, CARD, CardHandler, Inbox, MessageHandler
from bot.health import WRITE_EVERY_S, BotHealth, mark_ready, utc_now, write_health
from bot.inbox_loop import InboxLoop
from bot.replies import Replies
from bot.stream import SupervisedStreamClient, Timings
from bot.work import CardPresses, ChatMessages
from dingtalk.client import DingTalkClient
from dingtalk.rate import BOT_CALLS_PER_S
from dingtalk.settings import DingTalkSettings
from hiring.access import Access
from hiring.errors import BoundaryError
from hiring.links import Links
from hiring.ports import Clock, Ids, UnitOfWork

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the bot is given. run_folder: where its health file goes."""

    dingtalk: DingTalkSettings
    open_uow: Callable[[], UnitOfWork]
    access: Access
    clock: Clock
    ids: Ids
    links: Links
    run_folder: Path


class Bot:
    """One connection to one DingTalk app. `run` until its task is cancelled or `stop` is called."""

    def __init__(self, around: Surroundings, *, timings: Timings | None = None) -> None:
        self.health = BotHealth(started_at=utc_now())
        self._around = around
        self._wake = threading.Event()
        self._client = DingTalkClient(around.dingtalk, clock=around.clock, calls_per_s=BOT_CALLS_PER_S)
        self._replies = Replies(self._client)
        self._loop = InboxLoop(
            {
                CARD: CardPresses(around.open_uow, around.access, around.clock, around.ids),
                BOT: ChatMessages(around.open_uow, around.links),
            },
            open_uow=around.open_uow,
            replies=self._replies,
            clock=around.clock,
            wake=self._wake,
            health=self.health,
        )
        self._stream = SupervisedStreamClient(
            Credential(around.dingtalk.client_id, around.dingtalk.client_secret),
            openapi_endpoint=around.dingtalk.openapi_endpoint,
            health=self.health,
            timings=timings,
        )
        self._register_handlers()

    async def run(self) -> None:
        worker = threading.Thread(target=self._loop.run, name="inbox", daemon=True)
        worker.start()
        checks = asyncio.create_task(asyncio.to_thread(self._check_credentials))
        reports = [asyncio.create_task(self._report_health()), asyncio.create_task(self._say_ready())]
        try:
            await self._stream.start()
        finally:
            for report in reports:
                report.cancel()
            self._loop.stop()
            await asyncio.wait({checks})
            await asyncio.to_thread(worker.join)
            await asyncio.to_thread(self._replies.close)
            self._client.close()
            write_health(self.health, self._around.run_folder)

    async def stop(self) -> None:
        await self._stream.stop()

    def _register_handlers(self) -> None:
        inbox = Inbox(
            self._around.open_uow,
            clock=self._around.clock,
            wake=self._wake,
            corp_id=self._around.dingtalk.corp_id,
        )
        self._stream.register_callback_handler(CallbackHandler.TOPIC_CARD_CALLBACK, CardHandler(inbox))
        self._stream.register_callback_handler(ChatbotMessage.TOPIC, MessageHandler(inbox))

    def _check_credentials(self) -> None:
        """Say at once what the stream would only show as being offline for ever."""
        try:
            self._client.check_credentials()
        except BoundaryError as exc:
            log.error("dingtalk_credentials_fail", reason=exc.reason)

    async def _say_ready(self) -> None:
        """Once the first attempt to connect is over: without DingTalk we still work off the inbox and keep trying."""
        await self._stream.tried.wait()
        mark_ready(self._around.run_folder)

    async def _report_health(self) -> None:
        while True:
            self.health.month_calls = self._client.meter.total
            write_health(self.health, self._around.run_folder)
            await asyncio.sleep(WRITE_EVERY_S)
