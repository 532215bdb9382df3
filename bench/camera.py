"""What takes a picture of every view: one person's page of the running product, at the sizes of a phone and of a desk."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.running_system import RunningSystem
from workers.demo_clients import PageDoor, open_sandbox, sign_in

SIZES = {"phone": (390, 844), "desk": (1280, 860)}
SETTLE_MS = 700
SIGN_IN_TIMEOUT_MS = 90_000  # where the API asks for patience, the page waits

# Stands where DingTalk's own `dd` would: the page signs in silently as one person.
SIGN_IN_SCRIPT = """Object.defineProperty(window, "dd", { writable: false, value: {
  env: { platform: "android" },
  requestAuthCode: (o) => sandboxLoginCode().then((code) => o.onSuccess({ code })),
} });"""


@dataclass
class Camera:
    """Takes each view once in each size."""

    folder: Path
    taken: list[str] = field(default_factory=list)

    def take(self, page: Page, name: str, *, whole: bool = False) -> None:
        page.wait_for_timeout(SETTLE_MS)
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(SETTLE_MS // 2)
            page.screenshot(path=self.folder / f"{name}-{size}.png", full_page=whole)
        page.set_viewport_size({"width": SIZES["phone"][0], "height": SIZES["phone"][1]})
        self.taken.append(name)
        print(f"  {name}", flush=True)


@dataclass
class Desk:
    browser: Browser
    system: RunningSystem
    camera: Camera

    @contextmanager
    def page_of(self, user_id: str | None, path: str) -> Iterator[Page]:
        """One person's page; user_id None: an ordinary browser, outside DingTalk."""
        context = self.browser.new_context(
            locale="zh-CN", viewport={"width": SIZES["phone"][0], "height": SIZES["phone"][1]}
        )
        context.set_default_timeout(30_000)
        if user_id:
            sandbox = open_sandbox(self.system.sandbox_url)
            context.expose_function("sandboxLoginCode", lambda: sandbox.login_code(user_id))
            context.add_init_script(SIGN_IN_SCRIPT)
        page = context.new_page()
        page.goto(self.system.api_url + path)
        page.wait_for_timeout(SETTLE_MS)
        expect(page.locator(".loading")).to_have_count(0, timeout=SIGN_IN_TIMEOUT_MS)
        try:
            yield page
        finally:
            context.close()

    def door(self, user_id: str) -> PageDoor:
        return sign_in(open_sandbox(self.system.sandbox_url), self.system.api_url, user_id)


def press(page: Page, name: str, *, exact: bool = False) -> None:
    page.get_by_role("button", name=name, exact=exact).first.click()
