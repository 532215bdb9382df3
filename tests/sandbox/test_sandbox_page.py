"""The client page and the fake `dd`, in a real Chromium."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

if TYPE_CHECKING:
    from tests.sandbox.conftest import Bot, Sandbox

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""
H5 = """<!doctype html><title>h5</title><script src="%s/sandbox/dd.js"></script>
<p id="who">…</p><button onclick="dd.closePage()">关闭</button><script>
dd.setNavigationTitle({title: '在线面试'});
dd.requestAuthCode({corpId: '%s', clientId: 'dingsandboxapp',
  onSuccess: ({code}) => who.textContent = dd.env.platform + ' ' + code,
  onFail: (e) => who.textContent = dd.env.platform + ' ' + e.errorMessage});
</script>"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("no chromium on the PATH (Debian: apt install chromium)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []


@pytest.fixture
def serve_h5(sandbox: Sandbox) -> Iterator[Callable[[str], str]]:
    """Serves the H5 page for a corpId on a port of its own, as the mini-app is; returns its address."""
    servers: list[HTTPServer] = []

    def serve(corp_id: str) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write((H5 % (sandbox.base_url, corp_id)).encode())

            def log_message(self, *_arguments: object) -> None:
                """Quiet."""

        server = HTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/invitation?id=1"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def test_three_people_side_by_side_and_a_press_changes_the_card_at_once(
    sandbox: Sandbox, start_bot: Callable[..., Bot], page: Page
) -> None:
    bot = start_bot(answer="update")
    page.goto(f"{sandbox.base_url}/sandbox/")
    expect(page.locator(".phone")).to_have_count(3)
    sandbox.deliver("card-1", status_text="", time_text="周三 10:00")
    lin = page.locator("[data-user=lin]")
    lin.get_by_placeholder("如需改期或谢绝").fill("当天出差")
    lin.get_by_role("button", name="申请改期").click()
    expect(lin.get_by_text("已确认参加")).to_be_visible()
    expect(lin.get_by_role("button", name="确认参加")).to_have_count(0)
    params = bot.got("card")[0]["data"]["content"]["cardPrivateData"]["params"]
    assert params == {"action": "reschedule", "reason": "当天出差"}


def test_a_press_without_the_app_shows_a_toast(sandbox: Sandbox, page: Page) -> None:
    sandbox.deliver("card-1")
    page.goto(f"{sandbox.base_url}/sandbox/?user=lin")
    page.get_by_role("button", name="确认参加").click()
    expect(page.get_by_text("应用不在线", exact=False).last).to_be_visible()


def test_what_is_typed_goes_to_the_robot(sandbox: Sandbox, start_bot: Callable[..., Bot], page: Page) -> None:
    bot = start_bot()
    page.goto(f"{sandbox.base_url}/sandbox/?user=zhou")
    page.get_by_label("消息", exact=True).fill("<b>进度</b>")
    page.keyboard.press("Enter")
    expect(page.locator(".mine .bubble")).to_have_text("<b>进度</b>")
    assert sandbox.until(lambda: bot.got("chat"))[0]["data"]["senderStaffId"] == "zhou"


def test_a_link_opens_the_page_logged_in_as_that_person(
    sandbox: Sandbox, serve_h5: Callable[[str], str], page: Page
) -> None:
    link = f"dingtalk://dingtalkclient/page/link?url={quote(serve_h5('dingsandboxcorp'), safe='')}"
    sandbox.deliver("card-1", to="chen", interview_url=link)
    page.goto(f"{sandbox.base_url}/sandbox/")
    chen = page.locator("[data-user=chen]")
    chen.get_by_text("进入面试").click()
    expect(chen.locator(".webview h1")).to_have_text("在线面试")
    platform, code = chen.frame_locator("iframe").locator("#who").inner_text().split()
    login = sandbox.http.post(
        f"/topapi/v2/user/getuserinfo?access_token={sandbox.token()}", json={"code": code}
    )
    assert (platform, login.json()["result"]["userid"]) == ("android", "chen")
    chen.frame_locator("iframe").get_by_text("关闭").click()
    expect(chen.locator(".webview")).to_be_hidden()


def test_a_new_tab_is_logged_in_too(sandbox: Sandbox, serve_h5: Callable[[str], str], page: Page) -> None:
    address = quote(serve_h5("dingsandboxcorp"), safe="")
    page.goto(f"{sandbox.base_url}/sandbox/?user=lin&open={address}")
    with page.context.expect_page() as opened:
        page.get_by_label("在新标签页打开").click()
    expect(opened.value.locator("#who")).to_contain_text("pc ")
    assert len(opened.value.locator("#who").inner_text().split()[1]) == 32


def test_a_page_of_another_company_gets_no_code(
    sandbox: Sandbox, serve_h5: Callable[[str], str], page: Page
) -> None:
    page.goto(f"{sandbox.base_url}/sandbox/?user=lin&open={quote(serve_h5('dingother'), safe='')}")
    expect(page.frame_locator("iframe").locator("#who")).to_contain_text("corpId 不对")


def test_outside_the_client_there_is_no_dingtalk(serve_h5: Callable[[str], str], page: Page) -> None:
    page.goto(serve_h5("dingsandboxcorp"))
    expect(page.locator("#who")).to_contain_text("notInDingTalk")


def test_an_address_of_another_machine_is_not_opened(sandbox: Sandbox, page: Page) -> None:
    page.goto(f"{sandbox.base_url}/sandbox/?user=lin&open={quote('https://example.com/x', safe='')}")
    expect(page.locator(".toast")).to_contain_text("只打开本机")
    expect(page.locator("iframe")).to_have_count(0)


def test_a_switch_thrown_on_the_page_is_thrown(sandbox: Sandbox, page: Page) -> None:
    page.goto(f"{sandbox.base_url}/sandbox/")
    page.get_by_role("button", name="故障开关").click()
    page.get_by_role("button", name="接口 503").click()
    sandbox.until(lambda: sandbox.admin("GET", "/faults")["outage"] == "503")
