"""Timed sums and the inventory, done by hand in a real browser, and found again in the manager's report."""

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from config.exercise_bank import load_inventory
from tests.browser.chromium import launch
from tests.browser.fake_devices import make_fake_devices
from tests.browser.running_system import PROJECT, RunningSystem, signed_in

pytestmark = pytest.mark.browser

OUTSIDER = "何思远"
WRITTEN = "那天中午排了二十多人，一位大叔等了四十分钟发火，我先请他坐下听他说完，查到是叫号机卡住，当场给他补办，下午打电话回访。"
REPORT_WAIT_S = 120


def test_sums_and_inventory_reach_the_report(
    system: RunningSystem, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> None:
    interview_id, link = invite_to_a_job_with_exercises(system)
    recording = PROJECT / "config" / "recordings" / "teller_weak_1.webm"
    browser = launch(playwright, make_fake_devices(recording, tmp_path_factory.mktemp("devices")))
    context = browser.new_context(locale="zh-CN", viewport={"width": 390, "height": 844})
    context.set_default_timeout(20_000)
    try:
        page = enter(context, link)
        answer_in_writing(page)
        do_the_sums(page)
        describe_oneself(page)
        page.get_by_role("button", name="提交面试").click()
        page.get_by_role("dialog").get_by_role("button", name="提交").click()
        expect(page.get_by_text("接下来")).to_be_visible()
        report = report_of(system, page, interview_id)
    finally:
        context.close()
        browser.close()
    (sums,) = report["body"]["sums"]
    assert (sums["right"], sums["asked"]) == (11, 12)
    (inventory,) = report["body"]["inventories"]
    assert [trait["trait"] for trait in inventory["traits"]] == ["外向性", "宜人性", "尽责性", "开放性"]


def invite_to_a_job_with_exercises(system: RunningSystem) -> tuple[str, str]:
    now = datetime.now(UTC)
    with signed_in(system, "zhoumin") as hr:
        manager = next(p for p in hr.get("/managers")["managers"] if p["name"] == "陈建国")
        keys = ["queue_anger", "quick_sums", "work_style"]
        job = hr.post(
            "/jobs", title="现金柜员", manager_ids=[manager["id"]], template="teller", question_keys=keys
        )
        candidate = next(row for row in hr.get("/candidates")["candidates"] if row["name"] == OUTSIDER)
        invited = hr.post(
            "/interviews",
            candidate_id=candidate["id"],
            job_id=job["job_id"],
            manager_id=manager["id"],
            starts_at=(now + timedelta(hours=2)).isoformat(),
            closes_at=(now + timedelta(days=2)).isoformat(),
        )
        interview_id = str(invited["interview_id"])
        return interview_id, str(hr.post(f"/interviews/{interview_id}/link")["url"])


def enter(context: BrowserContext, link: str) -> Page:
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(link)
    page.get_by_role("button", name="进入面试").click()
    page.get_by_role("button", name="确认参加").click()
    page.get_by_role("button", name="现在开始准备").click()
    page.get_by_text("我已阅读并了解").click()
    page.get_by_role("button", name="继续", exact=True).click()
    return page


def answer_in_writing(page: Page) -> None:
    page.get_by_role("button", name=re.compile("开始面试|跳过练习")).first.click()
    page.get_by_label("您的回答").fill(WRITTEN)
    page.get_by_role("button", name="提交这一题").click()


def do_the_sums(page: Page) -> None:
    """All right but the last."""
    expect(page.get_by_role("heading", name="数字速算")).to_be_visible()
    page.get_by_role("button", name="开始").click()
    for number in range(1, 13):
        expect(page.get_by_text(f"第 {number} 题，共 12 题")).to_be_visible()
        asked = page.locator(".exercise-item h2").inner_text()
        page.get_by_label("答案").fill(str(solved(asked) + (number == 12)))
        page.get_by_role("button", name="下一题").click()
    page.get_by_role("button", name="交卷").click()


def solved(asked: str) -> Decimal:
    first, *others = (Decimal(number) for number in re.findall(r"\d+(?:\.\d+)?", asked))
    second = others[0]
    if "找零" in asked:
        return second - first
    if "%" in asked:
        return first * second / 100
    if "？ =" in asked:
        return second - first
    return {"+": first + second, "−": first - second, "×": first * second}[asked.split()[1]]


def describe_oneself(page: Page) -> None:
    expect(page.get_by_role("heading", name="工作风格自评")).to_be_visible()
    page.get_by_role("button", name="开始").click()
    names = ["非常不符合", "不太符合", "说不准", "比较符合", "非常符合"]
    for item in load_inventory().items:
        expect(page.get_by_role("heading", name=item.text)).to_be_visible()
        page.wait_for_timeout(1_100)  # faster than a second an item is not read, and refused as such
        page.get_by_role("button", name=names[item.wanted - 1 if item.wanted else 2 + item.key]).click()
    page.get_by_role("button", name="交卷").click()


def report_of(system: RunningSystem, page: Page, interview_id: str) -> dict:
    for _ in range(REPORT_WAIT_S):
        with signed_in(system, "zhoumin") as hr:
            row = next(r for r in hr.get("/interviews")["interviews"] if r["id"] == interview_id)
            if row["state"] == "reported":
                return hr.get(f"/interviews/{interview_id}/report")
        page.wait_for_timeout(1_000)
    raise AssertionError("no report in time")
