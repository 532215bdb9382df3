"""Pictures of every page at the sizes of a phone and of a desk, taken from the running product.

    .venv/bin/python bench/screenshots.py --out /tmp/screenshots [--home DIR]

Starts the product in a folder of its own, or uses the one that runs with MINGMIAN_HOME=DIR (`mingmian up`).
One interview is played through the pages on the way: recorded, written, submitted, read, decided; and some résumés are brought.
"""

import argparse
import json
import sys
import tempfile
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.camera import SETTLE_MS, SIZES, Camera, Desk, press
from bench.resume_views import take_admin, take_resumes
from tests.browser.chromium import launch
from tests.browser.fake_devices import make_fake_devices
from tests.browser.running_system import PROJECT, RunningSystem, running_system
from workers.demo_clients import PageDoor, wait_until

HR, SECOND_HR, MANAGER = "zhoumin", "helan", "chenjianguo"
NEWCOMERS = ("wutong", "zhaokexin", "liuyang")
WRITTEN = "有一个月对账总是差几十块钱。我把三十天的差错单按时间统计，发现八成集中在晚上六点，原因是优惠券手工输入。改成扫码以后，差错降到五块钱以内。"
REASON = "处理客诉有具体做法，能用数据找原因。"
APPEAL = "第二题的转写有错，请人工再听一遍录音。"
TO_CHECK = "试用期一年。乙方需缴纳押金两千元。离职后五年不得从事同行业。"
RECORD_MS = 20_000
REPORT_TIMEOUT_S = 300.0


def take_all(desk: Desk) -> None:
    hr = desk.door(HR)
    user_id, interview_id = invite(hr)
    take_strangers(desk, hr)
    take_resumes(desk)
    take_admin(desk)
    take_candidate(desk, user_id, interview_id)
    take_workbench(desk, interview_id)
    wait_for_report(hr, interview_id)
    take_rating(desk)
    take_manager(desk, interview_id)
    take_feedback(desk, user_id, interview_id)
    take_after(desk)
    take_lab(desk)


def invite(hr: PageDoor) -> tuple[str, str]:
    """Invite the first newcomer who has no interview yet: (DingTalk user id, interview id)."""
    names = {"wutong": "吴桐", "zhaokexin": "赵可欣", "liuyang": "刘洋"}
    job = next(row for row in hr.get("/jobs")["jobs"] if row["title"] == "银行柜员")
    people = {row["name"]: row for row in hr.get("/candidates")["candidates"]}
    free = [user for user in NEWCOMERS if not people[names[user]]["interviews"]]
    assert free, "everybody was invited already: use a fresh MINGMIAN_HOME"
    return free[0], invite_person(hr, people[names[free[0]]]["id"], job)


def invite_person(hr: PageDoor, candidate_id: str, job: dict[str, Any]) -> str:
    now = datetime.now(UTC)
    span = {"starts_at": now + timedelta(hours=3), "closes_at": now + timedelta(days=3)}
    return str(
        hr.post(
            "/interviews",
            candidate_id=candidate_id,
            job_id=job["id"],
            manager_id=job["managers"][0]["id"],
            **{name: at.isoformat() for name, at in span.items()},
        )["interview_id"]
    )


def take_strangers(desk: Desk, hr: PageDoor) -> None:
    with desk.page_of(None, "/") as page:
        desk.camera.take(page, "door-1-outside")
    with desk.page_of(None, "/i/iv_none#t=" + "x" * 32) as page:
        desk.camera.take(page, "door-2-link")
        press(page, "进入面试")
        desk.camera.take(page, "door-3-link-refused")
    with desk.page_of(HR, "/i/iv_none") as page:
        desk.camera.take(page, "door-4-refused")
    hr.get("/interviews")


def take_candidate(desk: Desk, user_id: str, interview_id: str) -> None:
    with desk.page_of(user_id, f"/i/{interview_id}") as page:
        desk.camera.take(page, "candidate-01-invitation", whole=True)
        take_reschedule(desk, page)
        take_wishes(desk)
        press(page, "确认参加")
        page.get_by_role("button", name="现在开始准备").wait_for()
        desk.camera.take(page, "candidate-03-confirmed")
        press(page, "现在开始准备")
        page.get_by_text("我已阅读并了解").wait_for()
        desk.camera.take(page, "candidate-04-consent", whole=True)
        for label in ("我已阅读并了解", "我同意录制", "我同意单独处理我的面部", "我同意单独处理我的声音"):
            page.get_by_text(label).click()
        press(page, "继续", exact=True)
        press(page, "打开摄像头和麦克风")
        desk.camera.take(page, "candidate-05-devices")
        press(page, "一切正常")
        desk.camera.take(page, "candidate-06-practice")
        press(page, "跳过练习，开始面试")
        answer_all(desk, page)
    with desk.page_of(user_id, "/my") as page:
        desk.camera.take(page, "candidate-13-my-interviews")


def take_reschedule(desk: Desk, page: Page) -> None:
    press(page, "申请改期")
    press(page, "选择时间")
    desk.camera.take(page, "candidate-02-reschedule")
    page.get_by_text("确定", exact=True).click()
    page.wait_for_timeout(SETTLE_MS)
    press(page, "发送申请")
    page.get_by_text("改期申请已发给 HR").wait_for()


def take_wishes(desk: Desk) -> None:
    with desk.page_of(HR, "/hr/reschedules") as page:
        desk.camera.take(page, "hr-6-reschedules")


def answer_all(desk: Desk, page: Page) -> None:
    page.get_by_text("第 1 题").wait_for()
    desk.camera.take(page, "candidate-07-question")
    press(page, "开始作答")
    page.wait_for_timeout(RECORD_MS)
    desk.camera.take(page, "candidate-08-recording")
    press(page, "回答完毕")
    page.get_by_text("已保存到服务器").wait_for()
    desk.camera.take(page, "candidate-09-saved")
    press(page, "下一步")
    for number in (2, 3):
        page.get_by_text(f"第 {number} 题").wait_for()
        page.get_by_role("radio", name="文字").click()
        page.get_by_label("您的回答").fill(WRITTEN)
        if number == 2:
            desk.camera.take(page, "candidate-10-writing")
        press(page, "提交这一题")
    page.get_by_role("button", name="提交面试").wait_for()
    desk.camera.take(page, "candidate-11-submit")
    press(page, "提交面试")
    page.get_by_role("dialog").get_by_role("button", name="提交").click()
    page.get_by_text("接下来").wait_for()
    desk.camera.take(page, "candidate-11-status", whole=True)


def take_workbench(desk: Desk, interview_id: str) -> None:
    with desk.page_of(HR, "/hr") as page:
        desk.camera.take(page, "hr-1-interviews")
        press(page, "邀请面试")
        desk.camera.take(page, "hr-2-invite")
    for path, name in {
        f"/hr/interviews/{interview_id}": "hr-3-interview",
        "/hr/candidates": "hr-4-candidates",
        "/hr/jobs": "hr-5-jobs",
        "/hr/deliveries": "hr-7-deliveries",
    }.items():
        with desk.page_of(HR, path) as page:
            desk.camera.take(page, name)
    with desk.page_of(HR, "/hr/jobs") as page:
        page.locator("button.tile").first.click()
        desk.camera.take(page, "hr-8-job")


def wait_for_report(hr: PageDoor, interview_id: str) -> None:
    def reported() -> bool | None:
        return hr.get(f"/interviews/{interview_id}")["state"] == "reported" or None

    wait_until(reported, timeout_s=REPORT_TIMEOUT_S, what="the report")


def take_manager(desk: Desk, interview_id: str) -> None:
    with desk.page_of(MANAGER, "/m") as page:
        desk.camera.take(page, "manager-1-reviews")
    with desk.page_of(MANAGER, f"/m/{interview_id}") as page:
        page.get_by_text("逐题依据").wait_for()
        desk.camera.take(page, "manager-2-report")
        desk.camera.take(page, "manager-3-report-whole", whole=True)
        page.get_by_text("逐题依据").scroll_into_view_if_needed()
        page.locator("button.sentence").first.click()
        desk.camera.take(page, "manager-4-evidence")
        press(page, "通过", exact=True)
        desk.camera.take(page, "manager-5-decision")
        page.get_by_label("理由（必填）").fill(REASON)
        press(page, "确认通过")
        page.get_by_text("已决定：通过").wait_for()
        desk.camera.take(page, "manager-6-decided")


def take_rating(desk: Desk) -> None:
    """Before anybody has opened the report: two people rate one answer each."""
    for person in (HR, SECOND_HR):
        with desk.page_of(person, "/lab/rating") as page:
            page.locator(".sheet-level").nth(3).click()
            if person == HR:
                desk.camera.take(page, "lab-1-rating", whole=True)
            press(page, "提交，看下一个")
            page.get_by_text("已记下").wait_for()


def take_feedback(desk: Desk, user_id: str, interview_id: str) -> None:
    with desk.page_of(user_id, f"/i/{interview_id}") as page:
        desk.camera.take(page, "candidate-12-feedback", whole=True)
        press(page, "申请人工复核")
        page.get_by_placeholder("请写明").fill(APPEAL)
        desk.camera.take(page, "candidate-14-appeal", whole=True)
        press(page, "提交申请")
        page.get_by_text("已申请人工复核").wait_for()
        desk.camera.take(page, "candidate-15-appealed", whole=True)


def take_after(desk: Desk) -> None:
    """What HR has to do with people once the reports are there."""
    for path, name in {
        "/hr/ranking": "hr-9-ranking",
        "/hr/outcomes": "hr-10-outcomes",
        "/hr/appeals": "hr-11-appeals",
        "/hr/contracts": "hr-12-contracts",
    }.items():
        with desk.page_of(HR, path) as page:
            desk.camera.take(page, name, whole=True)
    with desk.page_of(HR, "/hr/contracts") as page:
        press(page, "拟定合同")
        page.get_by_text("合同事实").wait_for()
        desk.camera.take(page, "hr-13-contract", whole=True)
    with desk.page_of(HR, "/hr/lint") as page:
        page.get_by_label("合同文字").fill(TO_CHECK)
        press(page, "检查", exact=True)
        page.get_by_text("须改").first.wait_for()
        desk.camera.take(page, "hr-14-lint", whole=True)


def take_lab(desk: Desk) -> None:
    for path, name in {
        "/lab/given": "lab-2-given",
        "/lab/agreement": "lab-3-agreement",
        "/lab/profiles": "lab-4-profiles",
    }.items():
        with desk.page_of(HR, path) as page:
            desk.camera.take(page, name, whole=True)


def attach(home: Path) -> RunningSystem:
    company = json.loads((home / "sandbox" / "company.json").read_text(encoding="utf-8"))
    api_url = company["apps"][0]["url"].removesuffix("/hr")
    jsapi = urlsplit(httpx.get(f"{api_url}/api/config", trust_env=False).json()["jsapi_url"])
    return RunningSystem(f"{jsapi.scheme}://{jsapi.netloc}", api_url)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--home", type=Path)
    wanted = parser.parse_args()
    wanted.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="mms-", ignore_cleanup_errors=True) as folder:
        devices = make_fake_devices(PROJECT / "config/recordings/teller_strong_1.webm", Path(folder))
        home = Path(folder) / "home"
        home.mkdir()
        running = nullcontext(attach(wanted.home)) if wanted.home else running_system(home)
        with running as system, sync_playwright() as playwright:
            browser = launch(playwright, devices)
            desk = Desk(browser, system, Camera(wanted.out))
            take_all(desk)
            browser.close()
    print(f"{len(desk.camera.taken)} views x {len(SIZES)} sizes in {wanted.out}")


if __name__ == "__main__":
    main()
