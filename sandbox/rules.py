"""A route of the imitated API together with what DingTalk asks of a caller before the handler runs."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Auth(StrEnum):
    NONE = "none"
    APP_TOKEN = "app_token"
    USER_TOKEN = "user_token"


class Host(StrEnum):
    """Which of DingTalk's hosts the path belongs to: they word their refusals differently."""

    API = "api.dingtalk.com"
    OAPI = "oapi.dingtalk.com"


@dataclass(frozen=True)
class Route:
    """`counted`: takes one of the month's API calls (False for the free list, S1432)."""

    method: str
    path: str
    handler: Handler
    auth: Auth = Auth.APP_TOKEN
    scope: str = ""
    counted: bool = True
    host: Host = Host.API

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


def own_route(method: str, path: str, handler: Handler) -> Route:
    """A route of the sandbox's own admin API: no token, never counted."""
    return Route(method, f"/sandbox/api{path}", handler, auth=Auth.NONE, counted=False)
