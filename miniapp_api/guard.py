"""Nobody reaches a handler, nor has a body parsed, before the route's row in permissions.toml has been asked.

This is the coarse check (function level): signed in, and holding a role that may do the action at all. Whether
this very interview may be touched is decided by the use case or the read, with the resource in hand.
"""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from flask import Flask, g, request

from hiring.errors import Forbidden, Unauthenticated
from hiring.model.people import Actor
from hiring.usecases.identity import read_session
from miniapp_api.services import Services, services

PUBLIC = "public"
SESSION = "session"
BEARER = "Bearer "
_PARAMETER = re.compile(r"<(?:[^:<>]+:)?([^<>]+)>")


def load_routes(path: Path) -> dict[str, str]:
    """The [routes] table: "METHOD /path" -> action, "public" or "session"."""
    return dict(tomllib.loads(path.read_text(encoding="utf-8"))["routes"])


def route_keys(app: Flask) -> set[str]:
    """The name of every registered route, e.g. "POST /api/interviews/{interview_id}/confirm"."""
    return {
        route_key(method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
        if not (method == "HEAD" and "GET" in (rule.methods or ()))  # Flask answers HEAD as GET
    }


def route_key(method: str, rule: str) -> str:
    path = _PARAMETER.sub(r"{\1}", rule)
    return f"{method} {path}"


def check_table(app: Flask, *, routes: Mapping[str, str], actions: Mapping[str, object]) -> None:
    """Refuse to start with a route that nobody has decided about. Raises ValueError."""
    missing = sorted(route_keys(app) - routes.keys())
    unknown = sorted({row for row in routes.values() if row not in actions} - {PUBLIC, SESSION})
    if missing or unknown:
        raise ValueError(f"permissions.toml: routes without a row {missing}, unknown actions {unknown}")


def check_request() -> None:
    """Before every request. Raises Unauthenticated, Forbidden."""
    g.actor = None
    if request.url_rule is None:
        return
    s = services()
    action = s.routes[_key_of_request()]
    if action == PUBLIC:
        return
    g.actor = _signed_in(s)
    if action != SESSION and not g.actor.roles & s.access.matrix[action].keys():
        raise Forbidden("AC403")


def bearer_token() -> str:
    """Raises Unauthenticated(AC401) when the request carries none."""
    header = request.headers.get("Authorization", "")
    if not header.startswith(BEARER):
        raise Unauthenticated("AC401")
    return header.removeprefix(BEARER)


def _key_of_request() -> str:
    rule = request.url_rule
    assert rule is not None
    asked_as_get = request.method == "HEAD" and "GET" in (rule.methods or ())
    return route_key("GET" if asked_as_get else request.method, rule.rule)


def _signed_in(s: Services) -> Actor:
    return read_session(bearer_token(), uow=s.uow(), clock=s.clock)
