"""What must not cost a candidate anything: a dead network, a reload in the middle, a link opened twice."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser.chromium import launch
from tests.browser.fake_devices import FakeDevices, make_fake_devices
from tests.browser.running_system import PROJECT, RunningSystem, signed_in

pytestmark = pytest.mark.browser

OUTSIDER = "何思远"  # of the demo company: not in its DingTalk


@pytest.fixture(scope="module")
def devices(tmp_path_factory: pytest.TempPathFactory) -> FakeDevices:
    recording = PROJECT / "config" / "recordings" / "teller_weak_1.webm"
    return make_fake_devices(recording, tmp_path_factory.mktemp("devices"))


def test_an_outsider_loses_nothing_to_a_dead_network_or_a_reload(
    system: RunningSystem, playwright: Playwright, devices: FakeDevices
) -> None:
    link = invite_by_link(system)
    browser = launch(playwright, devices)
    context = browser.new_context(locale="zh-CN", viewport={"width": 390, "height": 844})
    context.set_default_timeout(20_000)
    try:
        page = enter_by_link(context, link)
        prepare_for_voice(page)
        answer_through_a_dead_network(context, page)
        reload_while_recording(page)
        expect(page.get_by_text("从第 3 题继续")).to_be_visible()
        second = context.new_page()
        second.goto(link)
        second.get_by_role("button", name="进入面试").click()
        expect(second.get_by_role("alert")).to_contain_text("（")  # the API's words, with their code
    finally:
        context.close()
        browser.close()


def invite_by_link(system: RunningSystem) -> str:
    now = datetime.now(UTC)
    with signed_in(system, "zhoumin") as hr:
        job = next(row for row in hr.get("/jobs")["jobs"] if row["title"] == "银行柜员")
        candidate = next(row for row in hr.get("/candidates")["candidates"] if row["name"] == OUTSIDER)
        invited = hr.post(
            "/interviews",
            candidate_id=candidate["id"],
            job_id=job["id"],
            manager_id=job["managers"][0]["id"],
            starts_at=(now + timedelta(hours=2)).isoformat(),
            closes_at=(now + timedelta(days=2)).isoformat(),
        )
        return str(hr.post(f"/interviews/{invited['interview_id']}/link")["url"])


def enter_by_link(context: BrowserContext, link: str) -> Page:
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())  # "leave this page?"
    page.goto(link)
    button = page.get_by_role("button", name="进入面试")
    button.wait_for()
    assert "#" not in page.url, "the secret must leave the address bar at once"
    button.click()
    page.get_by_role("button", name="确认参加").click()
    return page


def prepare_for_voice(page: Page) -> None:
    page.get_by_role("button", name="现在开始准备").click()
    for label in ("我已阅读并了解", "我同意录制"):
        page.get_by_text(label).click()
    page.get_by_role("button", name="继续", exact=True).click()
    page.get_by_role("radio", name="语音").click()
    page.get_by_role("button", name="打开麦克风").click()
    page.get_by_role("button", name="继续").or_(page.get_by_role("button", name="一切正常")).click()
    page.get_by_role("button", name="跳过练习，开始面试").click()


def answer_through_a_dead_network(context: BrowserContext, page: Page) -> None:
    page.get_by_role("button", name="开始作答").click()
    expect(page.get_by_text("录制中")).to_be_visible()
    page.wait_for_timeout(6_000)
    context.set_offline(True)
    expect(page.get_by_text("网络不稳，正在重试")).to_be_visible(timeout=15_000)
    page.get_by_role("button", name="回答完毕").click()
    context.set_offline(False)
    expect(page.get_by_text("已保存到服务器")).to_be_visible(timeout=40_000)
    page.get_by_role("button", name="下一步").click()


def reload_while_recording(page: Page) -> None:
    expect(page.get_by_text("第 2 题")).to_be_visible()
    page.get_by_role("button", name="开始作答").click()
    expect(page.get_by_text("录制中")).to_be_visible()
    page.wait_for_timeout(6_000)
    page.reload()
    expect(page.get_by_role("heading", name="上一段录制没有丢")).to_be_visible()
    page.get_by_role("button", name="提交已录下的部分").click()
