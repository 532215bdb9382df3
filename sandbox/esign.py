"""e签宝 2.0 as DingTalk's OpenAPI offers it: a file goes up, a process begins, its state can be asked (S1086 and its neighbours).

Who signs, declines or lets it lapse is said at POST /sandbox/api/esign/{task_id}. What the real one does with a repeated
start is not documented; here each call begins a process of its own.
"""

import base64
import hashlib
import uuid
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from sandbox.errors import ApiError, SandboxError, ok
from sandbox.reading import Json, json_object, text
from sandbox.rules import Auth, Route, own_route
from sandbox.state import WORLD

SCOPE = "Esign.Common.ReadWrite"
SIGNING = 1
# What may be said of a process, and its flowStatus (obtains-the-task-details).
OUTCOMES = {
    "draft": 0,
    "signing": 1,
    "signed": 2,
    "called_off": 3,
    "broken_off": 4,
    "expired": 5,
    "declined": 7,
}
SEALS = ("1", "2", "1,2")
ACCOUNTS = ("DING_USER", "OUTER_USER")


@dataclass
class SignFile:
    content_md5: str
    content_type: str
    name: str
    size: int
    content: bytes = b""


@dataclass
class SignTask:
    name: str
    initiator: str
    end_time_ms: int
    files: list[str]
    participants: list[Json]
    status: int = SIGNING


@dataclass
class SigningDesk:
    files: dict[str, SignFile] = field(default_factory=dict)
    tasks: dict[str, SignTask] = field(default_factory=dict)

    def clear(self) -> None:
        self.files.clear()
        self.tasks.clear()


DESK = web.AppKey("esign", SigningDesk)


async def upload_url(request: web.Request) -> web.StreamResponse:
    body, desk = await json_object(request), request.app[DESK]
    if not text(body, "contentMd5") or not text(body, "fileName"):
        raise _wrong("contentMd5 and fileName are required")
    file_id = uuid.uuid4().hex
    desk.files[file_id] = SignFile(
        text(body, "contentMd5"),
        text(body, "contentType"),
        text(body, "fileName"),
        int(body.get("fileSize") or 0),
    )
    base = request.app[WORLD].base_url
    return ok({"fileId": file_id, "uploadUrl": f"{base}/v2.0/esign-store/{file_id}"})


async def store(request: web.Request) -> web.StreamResponse:
    """The storage behind the address: takes exactly the file that was announced, any number of times."""
    file = request.app[DESK].files.get(request.match_info["file_id"])
    if file is None:
        raise ApiError(404, "NoSuchKey", "no such file was announced")
    content = await request.read()
    md5 = base64.b64encode(hashlib.md5(content, usedforsecurity=False).digest()).decode()
    announced = request.headers.get("Content-MD5"), request.headers.get("Content-Type")
    if (
        announced != (file.content_md5, file.content_type)
        or md5 != file.content_md5
        or len(content) != file.size
    ):
        raise ApiError(403, "SignatureDoesNotMatch", "not the file that was announced")
    file.content = content
    return ok({"errCode": 0, "msg": "成功"})


async def start(request: web.Request) -> web.StreamResponse:
    body, desk = await json_object(request), request.app[DESK]
    initiator, name = text(body, "initiatorUserId"), text(body, "taskName")
    if not initiator or not name:
        raise _wrong("initiatorUserId and taskName are required")
    if request.app[WORLD].company.person(initiator) is None:
        raise ApiError(400, "getUserInfoFail", f"获取用户信息失败,{initiator}")
    files, people = _objects(body, "files"), _objects(body, "participants")
    for one in files:
        if not text(one, "fileName") or one.get("fileType") not in (1, 2):
            raise _wrong("files need fileId, fileName and fileType 1 or 2")
        if not desk.files.get(text(one, "fileId"), SignFile("", "", "", 0)).content:
            raise ApiError(400, "createFlowError", "创建流程失败: 文件未上传")
    for one in people:
        _check_participant(request, one)
    task_id = f"PRO-{uuid.uuid4().hex[:20].upper()}"
    ends = body.get("signEndTime")
    desk.tasks[task_id] = SignTask(
        name, initiator, ends if isinstance(ends, int) else 0, [text(f, "fileId") for f in files], people
    )
    world = request.app[WORLD]
    world.changed("system")
    if request.transport and world.faults.strikes("next_lost_esign_start"):
        request.transport.abort()  # the process is there, but its caller never learns its id
    return ok({"taskId": task_id})


async def detail(request: web.Request) -> web.StreamResponse:
    """`flowStatus` comes as a float."""
    task = request.app[DESK].tasks.get(request.match_info["task_id"])
    if task is None:
        raise ApiError(400, "flowNotExists", "流程信息不存在")
    person = request.app[WORLD].company.person(task.initiator)
    return ok(
        {
            "businessScene": task.name,
            "flowStatus": float(task.status),
            "initiatorName": person.name if person else "",
            "initiatorAuthorizedName": "",
            "logs": [],
        }
    )


async def tasks(request: web.Request) -> web.StreamResponse:
    """Every process, for tests and the desk."""
    desk = request.app[DESK]
    rows = [
        {
            "taskId": task_id,
            "taskName": task.name,
            "initiatorUserId": task.initiator,
            "signEndTime": task.end_time_ms,
            "participants": task.participants,
            "flowStatus": task.status,
            "sha256": [hashlib.sha256(desk.files[f].content).hexdigest() for f in task.files],
        }
        for task_id, task in desk.tasks.items()
    ]
    return ok({"tasks": rows})


async def decide(request: web.Request) -> web.StreamResponse:
    """Admin: `{"outcome": one of OUTCOMES}`."""
    task = request.app[DESK].tasks.get(request.match_info["task_id"])
    outcome = text(await json_object(request), "outcome")
    if task is None or outcome not in OUTCOMES:
        raise SandboxError(f"outcome is one of {', '.join(OUTCOMES)}, of a process that exists")
    task.status = OUTCOMES[outcome]
    return ok({"ok": True})


def _check_participant(request: web.Request, one: Json) -> None:
    if text(one, "signRequirements") not in SEALS or text(one, "accountType") not in ACCOUNTS:
        raise _wrong("participants need signRequirements and accountType")
    if text(one, "accountType") == "OUTER_USER" and not (text(one, "account") and text(one, "accountName")):
        raise _wrong("OUTER_USER needs account and accountName")
    if (
        text(one, "accountType") == "DING_USER"
        and request.app[WORLD].company.person(text(one, "userId")) is None
    ):
        raise ApiError(400, "getUserInfoFail", "获取用户信息失败")


def _objects(body: Json, key: str) -> list[dict[str, Any]]:
    found = body.get(key)
    if not isinstance(found, list) or not found or not all(isinstance(one, dict) for one in found):
        raise _wrong(f"{key} must be a list of objects")
    return found


def _wrong(message: str) -> ApiError:
    return ApiError(400, "requestParamError", message)


ROUTES = (
    Route("POST", "/v2.0/esign/files/uploadUrls", upload_url, scope=SCOPE, counted=False),
    Route("PUT", "/v2.0/esign-store/{file_id}", store, auth=Auth.NONE, counted=False),
    Route("POST", "/v2.0/esign/process/startAtOnce", start, scope=SCOPE, counted=False),
    Route("GET", "/v2.0/esign/flowTasks/{task_id}", detail, scope=SCOPE, counted=False),
    own_route("GET", "/esign", tasks),
    own_route("POST", "/esign/{task_id}", decide),
)
