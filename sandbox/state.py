"""Everything one running sandbox knows, in one value that the handlers share."""

import asyncio
import uuid
from collections.abc import Coroutine
from dataclasses import dataclass, field, replace
from typing import Any

from aiohttp import web

from sandbox.clock import Clock
from sandbox.company import Company, Person
from sandbox.faults import Faults
from sandbox.feed import Feed
from sandbox.journal import Journal
from sandbox.quota import Quota
from sandbox.records import Card, Delivery, Media, Message, PreEntry, Sender, Todo
from sandbox.stream import StreamHub
from sandbox.templates import CardTemplate, open_ended_template

TOKEN_LASTS_S = 7200.0


@dataclass
class LoginCode:
    user_id: str
    expires_at: float
    used: bool = False


@dataclass
class Credentials:
    """Tokens, tickets and codes in circulation; all of them expire on the sandbox's clock."""

    app_token: str = ""
    app_token_expires_at: float = 0.0
    jsapi_ticket: str = ""
    jsapi_ticket_expires_at: float = 0.0
    user_tokens: dict[str, tuple[str, float]] = field(default_factory=dict)
    login_codes: dict[str, LoginCode] = field(default_factory=dict)
    webhooks: dict[str, tuple[str, float]] = field(default_factory=dict)


@dataclass(eq=False)
class World:
    company: Company
    templates: dict[str, CardTemplate]
    clock: Clock = field(default_factory=Clock)
    faults: Faults = field(default_factory=Faults)
    quota: Quota = field(default_factory=Quota)
    journal: Journal = field(default_factory=Journal)
    feed: Feed = field(default_factory=Feed)
    credentials: Credentials = field(default_factory=Credentials)
    messages: list[Message] = field(default_factory=list)
    cards: dict[str, Card] = field(default_factory=dict)
    todos: dict[str, Todo] = field(default_factory=dict)
    pre_entries: list[PreEntry] = field(default_factory=list)
    media: dict[str, Media] = field(default_factory=dict)
    base_url: str = ""
    last_seq: int = 0
    dirty: bool = False
    stream: StreamHub = field(init=False)
    _tasks: set[asyncio.Task[Any]] = field(default_factory=set)
    _pushes: set[asyncio.Task[Any]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.stream = StreamHub(clock=self.clock, faults=self.faults, quota=self.quota, journal=self.journal)
        for template_id in self.company.card_template_ids:
            self.templates.setdefault(template_id, open_ended_template(template_id))

    def next_seq(self) -> int:
        self.last_seq += 1
        return self.last_seq

    def join_company(self, person: Person) -> None:
        self.company = replace(self.company, people=(*self.company.people, person))
        self.changed("system")

    def spawn(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def spawn_push(self, work: Coroutine[Any, Any, Any]) -> None:
        """A push that a reset calls off."""
        task = self.spawn(work)
        self._pushes.add(task)
        task.add_done_callback(self._pushes.discard)

    async def stop(self) -> None:
        """Cancels pushes under way and closes every stream connection."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.stream.close_all()

    def changed(self, what: str, *user_ids: str) -> None:
        """Marks the state for saving and tells the open pages of these people (of all, when none is named)."""
        self.dirty = True
        for user_id in user_ids or ("",):
            self.feed.tell(what, userId=user_id)

    def add_message(
        self,
        user_id: str,
        sender: Sender,
        msg_key: str,
        param: dict[str, Any],
        *,
        process_query_key: str = "",
    ) -> Message:
        message = Message(
            message_id=f"msg{uuid.uuid4().hex[:20]}==",
            seq=self.next_seq(),
            user_id=user_id,
            sender=sender,
            at_ms=self.clock.now_ms(),
            msg_key=msg_key,
            param=param,
            process_query_key=process_query_key,
        )
        self.messages.append(message)
        self.changed("inbox", user_id)
        return message

    def deliver_card(self, card: Card, user_id: str, *, forwarded_by: str = "") -> Delivery:
        delivery = Delivery(
            user_id=user_id,
            seq=self.next_seq(),
            at_ms=self.clock.now_ms(),
            carrier_id=uuid.uuid4().hex,
            forwarded_by=forwarded_by,
        )
        card.deliveries.append(delivery)
        self.changed("inbox", user_id)
        return delivery

    def card_changed(self, card: Card) -> None:
        card.updated_at_ms = self.clock.now_ms()
        if card.deliveries:
            self.changed("inbox", *{d.user_id for d in card.deliveries})

    def clear(self) -> None:
        """Back to an empty company: no messages, cards, todos, faults, pushes; the clock returns to real time."""
        for task in list(self._pushes):
            task.cancel()  # an event that waits for its next try belongs to what was
        self.messages.clear()
        self.cards.clear()
        self.todos.clear()
        self.pre_entries.clear()
        self.media.clear()
        self.journal.clear()
        self.credentials.login_codes.clear()
        self.faults.patch(dict(vars(Faults())))
        self.quota.reset()
        self.clock.offset_s = 0.0
        self.changed("inbox")
        self.changed("todos")
        self.changed("system")


WORLD = web.AppKey("world", World)
