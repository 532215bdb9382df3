"""What the demo's people use: the sandbox's buttons for DingTalk, and the product's HTTP API for the pages."""

import base64
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import httpx

from workers.demo_company import Applicant, applicant_json

TIMEOUT_S = 30.0
LOOK_EVERY_S = 0.2

T = TypeVar("T")


class NotSeen(Exception):
    """Something that should have happened was not seen to happen."""


def wait_until(look: Callable[[], T | None], *, timeout_s: float, what: str) -> T:
    """The first value that `look` finds. Raises NotSeen(what)."""
    deadline_s = time.monotonic() + timeout_s
    while True:
        found = look()
        if found is not None:
            return found
        if time.monotonic() > deadline_s:
            raise NotSeen(f"{timeout_s:.0f} 秒内未见到：{what}")
        time.sleep(LOOK_EVERY_S)


@dataclass(frozen=True, slots=True)
class SandboxDoor:
    """DingTalk as its users have it: look into a chat, press a button, get a login code."""

    http: httpx.Client

    def items(self, user_id: str) -> list[dict[str, Any]]:
        return list(_checked(self.http.get(f"/people/{user_id}/inbox"))["items"])

    def find_card(self, user_id: str, kind: str, about: str) -> dict[str, Any] | None:
        """The card of this kind whose link leads to `about` (an interview's id)."""
        for item in self.items(user_id):
            if item["template"] == f"mingmian.{kind}.v1.schema" and any(
                about in link["url"] for link in item["buttons"]
            ):
                return item
        return None

    def press(self, card: dict[str, Any], user_id: str, action: str, **values: str) -> None:
        """Raises NotSeen when the person would see a failure."""
        body = {"userId": user_id, "actionId": action, "params": values}
        outcome = _checked(self.http.post(f"/cards/{card['outTrackId']}/press", json=body))
        if not outcome["ok"]:
            raise NotSeen(f"按钮 {action}：{outcome['toast']}")

    def login_code(self, user_id: str) -> str:
        return str(_checked(self.http.post(f"/people/{user_id}/login-code"))["code"])

    def people(self) -> set[str]:
        return {person["userId"] for person in _checked(self.http.get("/people"))["people"]}

    def join(self, applicant: Applicant) -> None:
        _checked(self.http.post("/people", json=applicant_json(applicant)))


@dataclass(frozen=True, slots=True)
class PageDoor:
    """One signed-in person's pages."""

    http: httpx.Client
    me: dict[str, Any]

    def get(self, path: str) -> dict[str, Any]:
        return _checked(self.http.get(f"/api{path}"))

    def post(self, path: str, **body: object) -> dict[str, Any]:
        return _checked(self.http.post(f"/api{path}", json=body))

    def put(self, path: str, **body: object) -> dict[str, Any]:
        return _checked(self.http.put(f"/api{path}", json=body))

    def upload(self, answer_id: str, chunks: list[bytes], *, pause_s: float) -> int:
        """Send a recording as the page does while it records: the length is told with the last piece.

        Returns the bytes that the server says it holds.
        """
        metadata = f"answer_id {base64.b64encode(answer_id.encode()).decode()}"
        tus = {"Tus-Resumable": "1.0.0"}
        opened = self.http.post(
            "/api/uploads", headers=tus | {"Upload-Metadata": metadata, "Upload-Defer-Length": "1"}
        )
        _must_be_fine(opened)
        offset, total = 0, sum(len(chunk) for chunk in chunks)
        for number, chunk in enumerate(chunks, start=1):
            time.sleep(pause_s)
            headers = tus | {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
            if number == len(chunks):
                headers["Upload-Length"] = str(total)
            sent = self.http.patch(opened.headers["Location"], content=chunk, headers=headers)
            _must_be_fine(sent)
            offset = int(sent.headers["Upload-Offset"])
        return offset


def sign_in(sandbox: SandboxDoor, api_url: str, user_id: str) -> PageDoor:
    """Open the mini-app inside DingTalk: the container hands the page a login code."""
    http = httpx.Client(base_url=api_url, timeout=TIMEOUT_S, trust_env=False)
    reply = http.post("/api/session/dingtalk", json={"code": sandbox.login_code(user_id)})
    signed_in = _checked(reply)
    http.headers["Authorization"] = f"Bearer {signed_in['token']}"
    return PageDoor(http, signed_in["me"])


def open_sandbox(sandbox_url: str) -> SandboxDoor:
    return SandboxDoor(
        httpx.Client(base_url=f"{sandbox_url}/sandbox/api", timeout=TIMEOUT_S, trust_env=False)
    )


def _checked(reply: httpx.Response) -> dict[str, Any]:
    _must_be_fine(reply)
    content: dict[str, Any] = reply.json()
    return content


def _must_be_fine(reply: httpx.Response) -> None:
    if reply.is_error:
        raise NotSeen(
            f"{reply.request.method} {reply.request.url.path} → {reply.status_code} {reply.text[:300]}"
        )
