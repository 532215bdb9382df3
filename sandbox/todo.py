"""DingTalk todos (S0793). Everything here speaks unionId; a userId is refused by name."""

import uuid
from typing import Any

from aiohttp import web

from sandbox.company import Company
from sandbox.errors import ApiError, ok, request_id
from sandbox.reading import Json, json_object, sub_object, text, texts
from sandbox.records import Todo
from sandbox.rules import Route
from sandbox.state import WORLD, World

WRITE_SCOPE = "Todo.Todo.Write"
READ_SCOPE = "Todo.Todo.Read"
SUBJECT_MAX_CHARS = 1024
DESCRIPTION_MAX_CHARS = 4096
PEOPLE_MAX = 100
DEFAULT_PRIORITY = 20


async def create(request: web.Request) -> web.StreamResponse:
    world = request.app[WORLD]
    owner = _union_id(world.company, request.match_info["union_id"], "create")
    body = await json_object(request)
    _check_body(world.company, body, "create")
    if not text(body, "subject"):
        raise _wrong("create", "subject is empty")
    detail_url = sub_object(body, "detailUrl")
    if not (text(detail_url, "appUrl") and text(detail_url, "pcUrl")):
        raise _wrong("create", "detailUrl is empty: appUrl and pcUrl are both required")
    source_id = text(body, "sourceId") or uuid.uuid4().hex
    if any(t.source_id == source_id for t in world.todos.values()):
        raise _wrong("create", f"task existed sourceId is {source_id}")
    now_ms = world.clock.now_ms()
    todo = Todo(
        task_id=f"task{uuid.uuid4().hex[:24]}",
        source_id=source_id,
        creator_id=text(body, "creatorId") or owner,
        subject=text(body, "subject"),
        description=text(body, "description"),
        due_time_ms=body.get("dueTime") or 0,
        executor_ids=texts(body, "executorIds") or [owner],
        participant_ids=texts(body, "participantIds"),
        detail_url={"appUrl": text(detail_url, "appUrl"), "pcUrl": text(detail_url, "pcUrl")},
        priority=body.get("priority") or DEFAULT_PRIORITY,
        created_at_ms=now_ms,
        updated_at_ms=now_ms,
    )
    world.todos[todo.task_id] = todo
    _tell(world, todo)
    return ok(as_json(todo))


async def get(request: web.Request) -> web.StreamResponse:
    world = request.app[WORLD]
    _union_id(world.company, request.match_info["union_id"], "get")
    return ok(as_json(_todo(world, request.match_info["task_id"], "get")))


async def get_by_source(request: web.Request) -> web.StreamResponse:
    world = request.app[WORLD]
    _union_id(world.company, request.match_info["union_id"], "get")
    source_id = request.match_info["source_id"]
    found = next((t for t in world.todos.values() if t.source_id == source_id), None)
    if found is None:
        raise _wrong("get", "task not exist")
    return ok(as_json(found))


async def update(request: web.Request) -> web.StreamResponse:
    world = request.app[WORLD]
    _union_id(world.company, request.match_info["union_id"], "update")
    todo = _todo(world, request.match_info["task_id"], "update")
    body = await json_object(request)
    if not body:
        raise _wrong("update", "todoUpdateVO is null")
    _check_body(world.company, body, "update")
    todo.subject = text(body, "subject") or todo.subject
    todo.description = text(body, "description") or todo.description
    todo.due_time_ms = body.get("dueTime") or todo.due_time_ms
    todo.executor_ids = texts(body, "executorIds") or todo.executor_ids
    todo.participant_ids = texts(body, "participantIds") or todo.participant_ids
    if isinstance(body.get("done"), bool):
        set_done(todo, todo.executor_ids, done=body["done"])
    todo.updated_at_ms = world.clock.now_ms()
    _tell(world, todo)
    return ok({"result": True, "requestId": request_id()})


async def update_executors(request: web.Request) -> web.StreamResponse:
    world = request.app[WORLD]
    _union_id(world.company, request.match_info["union_id"], "update")
    todo = _todo(world, request.match_info["task_id"], "update")
    body = await json_object(request)
    statuses = body.get("executorStatusList")
    if not isinstance(statuses, list) or not statuses:
        raise _wrong("update", "executorStatusList is empty")
    for status in statuses:
        union_id = _union_id(world.company, text(status, "id"), "update")
        if union_id not in todo.executor_ids:
            raise _wrong("update", f"{union_id} is not an executor")
        set_done(todo, [union_id], done=status.get("isDone") is True)
    _tell(world, todo)
    return ok({"result": True, "requestId": request_id()})


async def delete(request: web.Request) -> web.StreamResponse:
    world = request.app[WORLD]
    _union_id(world.company, request.match_info["union_id"], "delete")
    todo = _todo(world, request.match_info["task_id"], "delete")
    del world.todos[todo.task_id]
    _tell(world, todo)
    return ok({"result": True, "requestId": request_id()})


def set_done(todo: Todo, union_ids: list[str], *, done: bool) -> None:
    """Marks these executors; the todo is done when all of them are."""
    others = [u for u in todo.done_by if u not in union_ids]
    todo.done_by = others + (list(union_ids) if done else [])
    todo.done = set(todo.executor_ids) <= set(todo.done_by)


def as_json(todo: Todo) -> Json:
    return {
        "id": todo.task_id,
        "sourceId": todo.source_id,
        "source": "isv_sandbox",
        "subject": todo.subject,
        "description": todo.description,
        "creatorId": todo.creator_id,
        "modifierId": todo.creator_id,
        "executorIds": todo.executor_ids,
        "participantIds": todo.participant_ids,
        "detailUrl": todo.detail_url,
        "dueTime": todo.due_time_ms or None,
        "priority": todo.priority,
        "done": todo.done,
        "createdTime": todo.created_at_ms,
        "modifiedTime": todo.updated_at_ms,
        "requestId": request_id(),
    }


def _wrong(verb: str, message: str) -> ApiError:
    return ApiError(400, f"todo.task{verb.capitalize()}.paramError", message)


def _todo(world: World, task_id: str, verb: str) -> Todo:
    todo = world.todos.get(task_id)
    if todo is None:
        raise _wrong(verb, "task not exist")
    return todo


def _union_id(company: Company, given: str, verb: str) -> str:
    if company.by_union_id(given) is None:
        hint = " (it is a userId; todos take unionIds)" if company.person(given) else ""
        raise _wrong(verb, f"unionId not exist: {given}{hint}")
    return given


def _check_body(company: Company, body: Json, verb: str) -> None:
    if len(text(body, "subject")) > SUBJECT_MAX_CHARS:
        raise _wrong(verb, "subject is oversize")
    if len(text(body, "description")) > DESCRIPTION_MAX_CHARS:
        raise _wrong(verb, "description is oversize")
    _check_time(body.get("dueTime"), verb)
    for key, word in (("executorIds", "executors"), ("participantIds", "participants")):
        ids = texts(body, key)
        if len(ids) > PEOPLE_MAX:
            raise _wrong(verb, f"{word} is oversize")
        for union_id in ids:
            _union_id(company, union_id, verb)
    if text(body, "creatorId"):
        _union_id(company, text(body, "creatorId"), verb)


def _check_time(due_time: Any, verb: str) -> None:
    if due_time is not None and (not isinstance(due_time, int) or due_time < 10**12):
        raise _wrong(verb, "dueTime is invalid: milliseconds since the epoch")


def _tell(world: World, todo: Todo) -> None:
    people = (world.company.by_union_id(u) for u in {*todo.executor_ids, *todo.participant_ids})
    user_ids = [p.user_id for p in people if p]
    world.changed("todos", *user_ids)


_TASKS = "/v1.0/todo/users/{union_id}/tasks"
ROUTES = (
    Route("POST", _TASKS, create, scope=WRITE_SCOPE),
    Route("GET", _TASKS + "/sources/{source_id}", get_by_source, scope=READ_SCOPE),
    Route("GET", _TASKS + "/{task_id}", get, scope=READ_SCOPE),
    Route("PUT", _TASKS + "/{task_id}", update, scope=WRITE_SCOPE),
    Route("DELETE", _TASKS + "/{task_id}", delete, scope=WRITE_SCOPE),
    Route("PUT", _TASKS + "/{task_id}/executorStatus", update_executors, scope=WRITE_SCOPE),
)
