"""The make-believe company: its app's credentials and its people, read from one JSON file."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from sandbox.errors import SandboxError

# A DingTalk client secret is 64 characters of this alphabet (seen in the developer console).
# The sandbox has no business holding one.
_REAL_SECRET = re.compile(r"[A-Za-z0-9_-]{64}")


class Role(StrEnum):
    CANDIDATE = "candidate"
    HR = "hr"
    MANAGER = "manager"
    ADMIN = "admin"
    OTHER = "other"


@dataclass(frozen=True)
class Person:
    user_id: str
    union_id: str
    name: str
    mobile: str
    title: str
    role: Role


@dataclass(frozen=True)
class WorkbenchApp:
    """An icon on the 工作台 tab of the people whose role is listed (all when none is).

    wide: opens as DingTalk on a computer would, over the page, instead of inside the phone.
    """

    name: str
    url: str
    roles: tuple[Role, ...]
    wide: bool


@dataclass(frozen=True)
class Company:
    corp_id: str
    client_id: str
    client_secret: str
    robot_code: str
    agent_id: str
    robot_name: str
    people: tuple[Person, ...]
    card_template_ids: tuple[str, ...]
    apps: tuple[WorkbenchApp, ...]

    def person(self, user_id: str) -> Person | None:
        return next((p for p in self.people if p.user_id == user_id), None)

    def by_union_id(self, union_id: str) -> Person | None:
        return next((p for p in self.people if p.union_id == union_id), None)

    def by_mobile(self, mobile: str) -> Person | None:
        return next((p for p in self.people if p.mobile == mobile), None)


def load_company(path: Path) -> Company:
    """The company of a JSON file (README, "The company file"). Raises SandboxError naming the wrong field."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as exc:
        raise SandboxError(f"{path}: cannot be read as JSON: {exc}") from exc
    if not isinstance(raw, dict):
        raise SandboxError(f"{path}: must hold one JSON object")
    return parse_company(raw)


def parse_company(raw: Mapping[str, Any]) -> Company:
    secret = _text(raw, "clientSecret")
    if _REAL_SECRET.fullmatch(secret):
        raise SandboxError(
            "clientSecret has the shape of a real DingTalk secret; the sandbox takes made-up ones only"
        )
    company = Company(
        corp_id=_text(raw, "corpId"),
        client_id=_text(raw, "clientId"),
        client_secret=secret,
        robot_code=_text(raw, "robotCode"),
        agent_id=_text(raw, "agentId"),
        robot_name=_text(raw, "robotName", default="明面"),
        people=tuple(parse_person(p) for p in _list(raw, "people")),
        card_template_ids=tuple(str(t) for t in _list(raw, "cardTemplates")),
        apps=tuple(_app(a) for a in _list(raw, "apps")),
    )
    _require_unique("userId", [p.user_id for p in company.people])
    _require_unique("unionId", [p.union_id for p in company.people])
    return company


def parse_person(raw: Mapping[str, Any]) -> Person:
    return Person(
        user_id=_text(raw, "userId"),
        union_id=_text(raw, "unionId"),
        name=_text(raw, "name"),
        mobile=_text(raw, "mobile", default=""),
        title=_text(raw, "title", default=""),
        role=_role(_text(raw, "role", default=Role.OTHER)),
    )


def _app(raw: Mapping[str, Any]) -> WorkbenchApp:
    roles = tuple(_role(str(r)) for r in _list(raw, "roles"))
    return WorkbenchApp(
        name=_text(raw, "name"), url=_text(raw, "url"), roles=roles, wide=raw.get("wide") is True
    )


def _role(text: str) -> Role:
    try:
        return Role(text)
    except ValueError as exc:
        raise SandboxError(f"role {text!r} is none of {', '.join(Role)}") from exc


def _text(raw: Mapping[str, Any], key: str, *, default: str | None = None) -> str:
    value = raw.get(key, default)
    if value is None:
        raise SandboxError(f"{key} is missing")
    return str(value)


def _list(raw: Mapping[str, Any], key: str) -> list[Any]:
    value = raw.get(key, [])
    if not isinstance(value, list):
        raise SandboxError(f"{key} must be a list")
    return value


def _require_unique(what: str, values: list[str]) -> None:
    twice = sorted({v for v in values if values.count(v) > 1})
    if twice:
        raise SandboxError(f"{what} given twice: {', '.join(twice)}")
