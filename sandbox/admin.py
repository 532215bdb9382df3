"""The admin API under /sandbox/api: what a person does in the DingTalk client, and what a test looks at."""

import asyncio
from dataclasses import asdict

from aiohttp import web

from sandbox.card_press import press
from sandbox.company import Person, parse_person
from sandbox.errors import SandboxError, ok
from sandbox.feed import END
from sandbox.inbox import inbox
from sandbox.oauth import issue_login_code
from sandbox.reading import Json, json_object, sub_object, text
from sandbox.records import Card, Sender
from sandbox.rules import Route, own_route
from sandbox.say import say
from sandbox.state import WORLD, World
from sandbox.todo import as_json as todo_json
from sandbox.todo import set_done

FEED_HEARTBEAT_S = 15.0


async def people(request: web.Request) -> web.StreamResponse:
    company = request.app[WORLD].company
    return ok(
        {
            "corpId": company.corp_id,
            "clientId": company.client_id,
            "robotName": company.robot_name,
            "people": [_person_json(p) for p in company.people],
            "apps": [asdict(a) for a in company.apps],
        }
    )


async def add_person(request: web.Request) -> web.StreamResponse:
    world = request.app[WORLD]
    person = parse_person(await json_object(request))
    if world.company.person(person.user_id) or world.company.by_union_id(person.union_id):
        raise SandboxError(f"{person.user_id} is already there")
    world.join_company(person)
    return ok(_person_json(person))


async def conversations(request: web.Request) -> web.StreamResponse:
    """Each person's chat with the robot at a glance."""
    world = request.app[WORLD]
    rows = [(p, inbox(world, p.user_id)) for p in world.company.people]
    return ok(
        {
            "conversations": [
                {
                    "userId": p.user_id,
                    "name": p.name,
                    "count": len(items),
                    "last": items[-1] if items else None,
                }
                for p, items in rows
            ]
        }
    )


async def person_inbox(request: web.Request) -> web.StreamResponse:
    world = request.app[WORLD]
    return ok({"items": inbox(world, _person(request).user_id)})


async def read_inbox(request: web.Request) -> web.StreamResponse:
    """The person looks at the chat: every message there counts as read."""
    world = request.app[WORLD]
    user_id = _person(request).user_id
    for message in world.messages:
        if message.user_id == user_id and message.sender is Sender.ROBOT and not message.read_at_ms:
            message.read_at_ms = world.clock.now_ms()
            world.dirty = True
    return ok({"ok": True})


async def say_something(request: web.Request) -> web.StreamResponse:
    body = await json_object(request)
    if not text(body, "text").strip():
        raise SandboxError("text is empty")
    message = say(request.app[WORLD], _person(request), text(body, "text"))
    return ok({"msgId": message.message_id})


async def login_code(request: web.Request) -> web.StreamResponse:
    return ok({"code": issue_login_code(request.app[WORLD], _person(request).user_id)})


async def cards(request: web.Request) -> web.StreamResponse:
    return ok({"cards": [asdict(c) for c in request.app[WORLD].cards.values()]})


async def card(request: web.Request) -> web.StreamResponse:
    return ok(asdict(_card(request)))


async def press_button(request: web.Request) -> web.StreamResponse:
    """Waits for the app's answer, two seconds at most, as the client's spinner does."""
    world = request.app[WORLD]
    body = await json_object(request)
    inputs = {str(k): str(v) for k, v in sub_object(body, "params").items()}
    outcome = await press(
        world,
        _card(request),
        _known_person(world, text(body, "userId")),
        text(body, "actionId"),
        inputs=inputs,
        stale=body.get("stale") is True,
    )
    return ok(asdict(outcome))


async def forward_card(request: web.Request) -> web.StreamResponse:
    """Shows the card in a colleague's chat, as forwarding does."""
    world = request.app[WORLD]
    body = await json_object(request)
    sender, receiver = (_known_person(world, text(body, k)) for k in ("fromUserId", "toUserId"))
    shown = _card(request)
    if shown.delivery_to(sender.user_id) is None:
        raise SandboxError(f"{sender.user_id} doesn't have {shown.out_track_id}")
    if shown.delivery_to(receiver.user_id) is None:
        world.deliver_card(shown, receiver.user_id, forwarded_by=sender.user_id)
    return ok({"ok": True})


async def todos(request: web.Request) -> web.StreamResponse:
    """All todos, or those of one person (`?userId=`) as executor or participant."""
    world = request.app[WORLD]
    asked = request.query.get("userId", "")
    union_id = _known_person(world, asked).union_id if asked else ""
    found = [
        t for t in world.todos.values() if not union_id or union_id in (*t.executor_ids, *t.participant_ids)
    ]
    return ok({"todos": [todo_json(t) | {"doneByMe": union_id in t.done_by} for t in found]})


async def tick_todo(request: web.Request) -> web.StreamResponse:
    """The person ticks a todo in the client; the app hears of it by the event todo_task_update."""
    world = request.app[WORLD]
    body = await json_object(request)
    person = _known_person(world, text(body, "userId"))
    todo = world.todos.get(request.match_info["task_id"])
    if todo is None:
        raise SandboxError("no such todo")
    set_done(todo, [person.union_id], done=body.get("done") is not False)
    world.changed("todos", person.user_id)
    event = {
        "todoId": todo.task_id,
        "sourceId": todo.source_id,
        "unionId": person.union_id,
        "done": todo.done,
    }
    world.spawn_push(world.stream.push_event("todo_task_update", world.company.corp_id, event))
    return ok({"done": todo.done})


async def push_event(request: web.Request) -> web.StreamResponse:
    world = request.app[WORLD]
    body = await json_object(request)
    event_type, data = text(body, "eventType"), sub_object(body, "data")
    world.spawn_push(world.stream.push_event(event_type, world.company.corp_id, data))
    return ok({"ok": True})


async def feed(request: web.Request) -> web.StreamResponse:
    """Server-sent events for the client page: what changed, for whom."""
    world = request.app[WORLD]
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    await response.prepare(request)
    queue = world.feed.listen()
    try:
        await response.write(b"retry: 1000\n\n")
        while True:
            try:
                line = await asyncio.wait_for(queue.get(), FEED_HEARTBEAT_S)
            except TimeoutError:
                await response.write(b": still here\n\n")
                continue
            if line == END:
                break
            await response.write(f"data: {line}\n\n".encode())
    except ConnectionResetError:
        pass
    finally:
        world.feed.leave(queue)
    return response


async def media(request: web.Request) -> web.StreamResponse:
    found = request.app[WORLD].media.get(request.match_info["media_id"])
    if found is None:
        raise web.HTTPNotFound
    return web.Response(
        body=found.content,
        content_type=found.content_type,
        headers={"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"},
    )


def _person_json(person: Person) -> Json:
    return {
        "userId": person.user_id,
        "unionId": person.union_id,
        "name": person.name,
        "mobile": person.mobile,
        "title": person.title,
        "role": person.role,
    }


def _known_person(world: World, user_id: str) -> Person:
    person = world.company.person(user_id)
    if person is None:
        raise SandboxError(f"nobody has the userId {user_id!r}")
    return person


def _person(request: web.Request) -> Person:
    return _known_person(request.app[WORLD], request.match_info["user_id"])


def _card(request: web.Request) -> Card:
    found = request.app[WORLD].cards.get(request.match_info["out_track_id"])
    if found is None:
        raise SandboxError(f"no card {request.match_info['out_track_id']!r}")
    return found


ROUTES = (
    own_route("GET", "/people", people),
    own_route("POST", "/people", add_person),
    own_route("GET", "/conversations", conversations),
    own_route("GET", "/people/{user_id}/inbox", person_inbox),
    own_route("POST", "/people/{user_id}/read", read_inbox),
    own_route("POST", "/people/{user_id}/say", say_something),
    own_route("POST", "/people/{user_id}/login-code", login_code),
    own_route("GET", "/cards", cards),
    own_route("GET", "/cards/{out_track_id}", card),
    own_route("POST", "/cards/{out_track_id}/press", press_button),
    own_route("POST", "/cards/{out_track_id}/forward", forward_card),
    own_route("GET", "/todos", todos),
    own_route("POST", "/todos/{task_id}/tick", tick_todo),
    own_route("POST", "/events", push_event),
    own_route("GET", "/feed", feed),
    Route("GET", "/sandbox/media/{media_id}", media, counted=False),
)
