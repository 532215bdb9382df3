"""A follow-up question in a real browser, chosen by the running system while the candidate goes on."""

import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.browser.chromium import launch
from tests.browser.fake_devices import make_fake_devices
from tests.browser.running_system import PROJECT, RunningSystem, signed_in
from tests.browser.test_exercises_in_chromium import OUTSIDER, enter, report_of

pytestmark = pytest.mark.browser

# Both tell what was done and not what came of it.
WRITTEN = {
    "queue_anger": "上个月网点排了二十多人，一位大叔等了四十分钟发火，我先请他坐下听他说完，再带他去自助机把存折补登了。",
    "solved_problem": "去年六月对账时少了三百块，我先把当天的单据一张张翻出来，再按时间排好，逐笔和系统里的流水核对。",
}
ADDED = "他第二天专门回来道谢，说以后都来我们网点。我回访确认存折没有再出错，还把自助机的指引贴到了取号处。"
CHOICE_WAIT_S = 60
PHOTOS = os.environ.get("MINGMIAN_TEST_PHOTOS")  # a folder: keep pictures of the pages there


def test_a_follow_up_is_chosen_asked_answered_and_reported(
    system: RunningSystem, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> None:
    interview_id, link = invite_to_a_probing_job(system)
    recording = PROJECT / "config" / "recordings" / "teller_weak_1.webm"
    browser = launch(playwright, make_fake_devices(recording, tmp_path_factory.mktemp("devices")))
    context = browser.new_context(locale="zh-CN", viewport={"width": 390, "height": 844})
    context.set_default_timeout(30_000)
    try:
        page = enter(context, link)
        expect(page.get_by_text("可能有至多 1 个追问")).to_be_visible()
        photo(page, "before")
        page.get_by_role("button", name=re.compile("开始面试|跳过练习")).first.click()
        for number, text in enumerate(WRITTEN.values(), start=1):
            expect(page.get_by_text(f"第 {number} 题")).to_be_visible()
            page.get_by_label("您的回答").fill(text)
            page.get_by_role("button", name="提交这一题").click()
            if number == 1:
                wait_for_a_choice(system, page, interview_id)  # however slow the machine is
        expect(page.get_by_text("追问 1 / 共 1 个")).to_be_visible(timeout=30_000)
        photo(page, "probe")
        page.get_by_label("您的回答").fill(ADDED)
        page.get_by_role("button", name="提交这一题").click()
        page.get_by_role("button", name="提交面试").click()
        page.get_by_role("dialog").get_by_role("button", name="提交").click()
        expect(page.get_by_text("接下来")).to_be_visible()
        body = report_of(system, page, interview_id)["body"]
    finally:
        context.close()
        browser.close()
    (asked,) = [answer["asked"] for answer in body["answers"] if answer["asked"]]
    (answer,) = [answer for answer in body["answers"] if answer["asked"]]
    assert body["probing"] == 1
    assert asked["transcript"]["text"] == ADDED
    assert asked["missing"]
    assert answer["score"]["score"] >= asked["score_before"]


def wait_for_a_choice(system: RunningSystem, page: Page, interview_id: str) -> None:
    for _ in range(CHOICE_WAIT_S):
        with signed_in(system, "zhoumin") as hr:
            tasks = hr.get(f"/interviews/{interview_id}")["tasks"]
        if any((task["kind"], task["state"]) == ("probe", "done") for task in tasks):
            return
        page.wait_for_timeout(1_000)
    raise AssertionError("no follow-up was chosen in time")


def photo(page: Page, name: str) -> None:
    if PHOTOS:
        page.screenshot(path=str(Path(PHOTOS) / f"{name}.png"))


def invite_to_a_probing_job(system: RunningSystem) -> tuple[str, str]:
    now = datetime.now(UTC)
    with signed_in(system, "zhoumin") as hr:
        manager = next(p for p in hr.get("/managers")["managers"] if p["name"] == "陈建国")
        job = hr.post(
            "/jobs",
            title="综合柜员",
            manager_ids=[manager["id"]],
            template="teller",
            question_keys=list(WRITTEN),
            probing=1,
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
