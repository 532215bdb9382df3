"""One person's DingTalk in the sandbox's client page: their cards, and the mini-app open in it."""

from dataclasses import dataclass

from playwright.sync_api import BrowserContext, FrameLocator, Locator, Page

from tests.browser.running_system import RunningSystem


@dataclass(frozen=True, slots=True)
class DingTalkPhone:
    page: Page
    user_id: str

    @property
    def _phone(self) -> Locator:
        return self.page.locator(f'section.phone[data-user="{self.user_id}"]')

    @property
    def app(self) -> FrameLocator:
        """The mini-app in the phone's web view."""
        return self._phone.frame_locator("iframe")

    def card(self, text: str) -> Locator:
        """The newest card that shows the text."""
        return self._phone.locator("article.card", has_text=text).last

    def tap(self, name: str, *, exact: bool = False) -> None:
        self.app.get_by_role("button", name=name, exact=exact).first.click()

    def tick(self, label: str) -> None:
        self.app.get_by_text(label).click()

    def reload_app(self) -> None:
        self._phone.get_by_role("button", name="刷新").click()


def open_phone(
    context: BrowserContext, system: RunningSystem, user_id: str, *, path: str = ""
) -> DingTalkPhone:
    """path: a page of the mini-app to open at once, e.g. "/hr"."""
    page = context.new_page()
    opened = f"&open={system.api_url}{path}" if path else ""
    page.goto(f"{system.sandbox_url}/sandbox/?user={user_id}{opened}")
    return DingTalkPhone(page, user_id)
