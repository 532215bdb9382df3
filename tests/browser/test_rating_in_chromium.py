"""A post whose manager rates first: no score on the card or in the list, a blind rating, then the report; and HR's second rating."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Playwright, expect

from tests.browser.chromium import launch
from tests.browser.dingtalk_phone import DingTalkPhone, open_phone
from tests.browser.fake_devices import make_fake_devices
from tests.browser.running_system import PROJECT, RunningSystem, signed_in
from tests.browser.test_exercises_in_chromium import answer_in_writing, enter, report_of

pytestmark = pytest.mark.browser

OUTSIDER = "何思远"


def test_a_manager_rates_blind_before_the_report_and_hr_after_them(
    system: RunningSystem, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> None:
    interview_id, link = invite_to_a_post_that_is_rated_first(system)
    recording = PROJECT / "config" / "recordings" / "teller_weak_1.webm"
    browser = launch(playwright, make_fake_devices(recording, tmp_path_factory.mktemp("devices")))
    try:
        take_part(browser, system, link, interview_id)
        manager_rates_then_reads(browser, system)
        second_hr_rates(browser, system, interview_id)
    finally:
        browser.close()


def invite_to_a_post_that_is_rated_first(system: RunningSystem) -> tuple[str, str]:
    now = datetime.now(UTC)
    with signed_in(system, "zhoumin") as hr:
        manager = next(p for p in hr.get("/managers")["managers"] if p["name"] == "陈建国")
        about = {"manager_ids": [manager["id"]], "template": "teller", "question_keys": ["queue_anger"]}
        job = hr.post("/jobs", title="大堂引导", rate_first=True, **about)
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


def take_part(browser: Browser, system: RunningSystem, link: str, interview_id: str) -> None:
    context = browser.new_context(locale="zh-CN", viewport={"width": 390, "height": 844})
    context.set_default_timeout(20_000)
    page = enter(context, link)
    answer_in_writing(page)
    page.get_by_role("button", name="提交面试").click()
    page.get_by_role("dialog").get_by_role("button", name="提交").click()
    expect(page.get_by_text("接下来")).to_be_visible()
    report_of(system, page, interview_id)
    context.close()


def manager_rates_then_reads(browser: Browser, system: RunningSystem) -> None:
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(20_000)
    phone = open_phone(context, system, "chenjianguo", path="/m")
    card = phone.card("这个岗位请先盲评")
    expect(card).to_be_visible()
    expect(card.get_by_role("button", name="通过", exact=True)).to_have_count(0)
    unread = phone.app.locator("section.card", has_text="大堂引导")
    expect(unread.locator(".score")).to_have_count(0)
    unread.get_by_text("先盲评再看报告").click()
    rate(phone, level=4)
    phone.tap("看报告")
    expect(phone.app.get_by_text("逐题依据")).to_be_visible()
    context.close()


def second_hr_rates(browser: Browser, system: RunningSystem, interview_id: str) -> None:
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(20_000)
    phone = open_phone(context, system, "helan", path=f"/lab/rating?interview={interview_id}")
    rate(phone, level=3)
    expect(phone.app.get_by_text("这场面试没有可评的回答了")).to_be_visible()
    phone.app.get_by_role("link", name="评分一致性").click()
    expect(phone.app.get_by_text("1 份回答 · 2 条评分 · 2 人").first).to_be_visible()
    context.close()


def rate(phone: DingTalkPhone, *, level: int) -> None:
    phone.app.locator(".sheet-level").nth(level - 1).click()
    phone.tap("提交，看下一个")
    expect(phone.app.get_by_text("已记下")).to_be_visible()
