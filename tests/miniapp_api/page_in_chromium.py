"""The built pages in a real Chromium over the API of the test's own transaction: no server, no second thread."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, Route

from tests.factories import NOON

ORIGIN = "http://localhost"
# What DingTalk injects: enough to ask for a code, which the harness exchanges itself.
_CONTAINER = """window.dd = {env: {platform: 'ios'}, requestAuthCode: (o) => o.onSuccess({code: 'any'}),
setNavigationTitle: (o) => o.onSuccess({})};"""


@dataclass(frozen=True, slots=True)
class Door:
    """Who looks at the pages: their bearer headers, and what the page is told about them."""

    client: FlaskClient
    headers: dict[str, str]

    def open(self, browser: Browser, path: str, *, width: int = 420, height: int = 900) -> Page:
        page = browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
        page.clock.set_fixed_time(NOON)  # the day of the API's clock
        page.add_init_script(_CONTAINER)
        page.route("**/*", lambda route: self._answer(route))  # Playwright marks the function it is given
        page.goto(f"{ORIGIN}{path}")
        return page

    def _answer(self, route: Route) -> None:
        request = route.request
        address = urlsplit(request.url)
        if address.path == "/api/events":
            route.abort()  # a stream never ends; the pages have a timer under it
            return
        if address.path == "/api/session/dingtalk":
            me = self.client.get("/api/session", headers=self.headers).json
            token = self.headers["Authorization"].removeprefix("Bearer ")
            route.fulfill(json={"token": token, "expires_at": "2030-01-01T00:00:00Z", "me": me})
            return
        found: Any = self.client.open(
            f"{address.path}?{address.query}",
            method=request.method,
            data=request.post_data_buffer or b"",
            headers={
                name: value
                for name, value in request.headers.items()
                if name in ("authorization", "content-type", "accept", "idempotency-key")
            },
        )
        route.fulfill(status=found.status_code, headers=dict(found.headers), body=found.data)
        found.close()
