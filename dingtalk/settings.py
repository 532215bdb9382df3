"""How to reach the company's DingTalk app."""

import ipaddress
import os
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import urlsplit

OPENAPI_ENDPOINT = "https://api.dingtalk.com"
OAPI_ENDPOINT = "https://oapi.dingtalk.com"

_PROXY_NAMES = ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")


@dataclass(frozen=True, slots=True)
class DingTalkSettings:
    """One app of one organisation. Raises ValueError listing every fault.

    card_templates: our template id -> the id that DingTalk's card builder gave it. What it does not name is
    sent under our own id, which the sandbox knows.
    """

    corp_id: str
    client_id: str
    client_secret: str = field(repr=False)
    robot_code: str
    agent_id: str
    openapi_endpoint: str = OPENAPI_ENDPOINT
    oapi_endpoint: str = OAPI_ENDPOINT
    card_templates: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        needed = ("corp_id", "client_id", "client_secret", "robot_code")
        faults = [f"{name} is empty" for name in needed if not getattr(self, name)]
        for name in ("openapi_endpoint", "oapi_endpoint"):
            faults += [f"{name}: {fault}" for fault in _endpoint_faults(getattr(self, name))]
        if faults:
            raise ValueError("; ".join(faults))

    @property
    def is_local(self) -> bool:
        """Talks to a stand-in on this machine."""
        return is_loopback(self.openapi_endpoint)


def is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def forget_proxies(environment: MutableMapping[str, str] = os.environ) -> None:
    """Drop the proxy variables. For entry points whose DingTalk is on this machine.

    The official OpenAPI client sends loopback calls to HTTP_PROXY too and honours neither NO_PROXY nor its own
    no_proxy option.
    """
    for name in _PROXY_NAMES:
        environment.pop(name, None)


def _endpoint_faults(url: str) -> list[str]:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        return [f"{url!r} is not scheme://host"]
    if parts.scheme == "http" and not is_loopback(url):
        return [f"{url!r} would carry the app's secret in clear text; https only, but for loopback"]
    return []
