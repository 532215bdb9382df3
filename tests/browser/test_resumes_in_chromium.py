"""Résumés as HR has them on a phone: brought, failed and tried again, corrected, decided on, merged."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Playwright, expect

from tests.browser.chromium import launch
from tests.browser.dingtalk_phone import DingTalkPhone, open_phone
from tests.browser.running_system import RunningSystem, signed_in
from tests.resumes.people import a_person
from workers.demo_clients import PageDoor, wait_until

pytestmark = pytest.mark.browser

HR = "zhoumin"
READ_WITHIN_S = 40.0
READ_WITHIN_MS = READ_WITHIN_S * 1000
JOB = "Python开发工程师"
JD = "任职要求：\n1. 本科及以上学历；\n2. 5年以上开发经验；\n3. 熟悉Python；\n4. 限男性。"
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
JUNIOR, SENIOR, AGAIN = 301, 302, 303  # AGAIN: the senior's second file
NAMES = {number: a_person(number).splitlines()[0] for number in (JUNIOR, SENIOR)}


def the_seniors_second_file() -> str:
    first, second = a_person(SENIOR, years=8).splitlines(), a_person(AGAIN, years=8).splitlines()
    return "\n".join([first[0], first[1], *second[2:]])  # name and phone of the first, another employer


def bring(door: PageDoor, job_id: str, texts: list[str]) -> None:
    batch = door.post("/resume-batches", job_id=job_id)["batch_id"]
    for ordinal, text in enumerate(texts):
        door.http.post(
            f"/api/resume-batches/{batch}/files/{ordinal}",
            params={"name": f"简历{ordinal}.txt"},
            content=text.encode(),
            headers={"Content-Type": "application/octet-stream"},
        ).raise_for_status()

    def is_over() -> bool | None:
        rows = door.get(f"/jobs/{job_id}/screening")
        return (rows["waiting"] == 0 and len(rows["rows"]) >= len(texts)) or None

    wait_until(is_over, timeout_s=READ_WITHIN_S, what="the résumés")


@pytest.fixture(scope="module")
def job_id(system: RunningSystem) -> str:
    with signed_in(system, HR) as hr:
        manager = hr.get("/managers")["managers"][0]["id"]
        body = {"title": JOB, "description": JD, "manager_ids": [manager], "template": "backend"}
        return str(hr.post("/jobs", **body)["job_id"])


@pytest.fixture(scope="module")
def candidates(system: RunningSystem, job_id: str) -> dict[str, Any]:
    """Ids by name; two people who were read and matched."""
    with signed_in(system, HR) as hr:
        bring(hr, job_id, [a_person(JUNIOR, years=3), a_person(SENIOR, years=8)])
        rows = hr.get(f"/jobs/{job_id}/screening")["rows"]
        return {row["name"]: row["candidate_id"] for row in rows}


@pytest.fixture
def phone(system: RunningSystem, playwright: Playwright) -> Iterator[DingTalkPhone]:
    browser = launch(playwright)
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(30_000)
    yield open_phone(context, system, HR, path="/hr/resumes")
    browser.close()


def go(phone: DingTalkPhone, link: str) -> None:
    phone.app.get_by_role("navigation").get_by_role("link", name=link, exact=True).click()


def screening(phone: DingTalkPhone) -> None:
    go(phone, "简历筛选")
    phone.app.get_by_label("岗位", exact=True).click()
    phone.app.get_by_title(JOB).last.click()  # the first is what is chosen already


def card_of(phone: DingTalkPhone, name: str) -> Locator:
    return phone.app.get_by_role("region", name=name, exact=True)


def test_a_file_that_cannot_be_read_says_why_and_can_be_tried_again(phone: DingTalkPhone) -> None:
    files = [
        {"name": "好.txt", "mimeType": "text/plain", "buffer": a_person(311).encode()},
        {"name": "旧.doc", "mimeType": "application/msword", "buffer": OLD_WORD},
    ]
    phone.app.locator('input[type="file"]').last.set_input_files(files)  # type: ignore[arg-type]
    batch = phone.app.locator(".batch-card", has_text="人才库 · 上传 2 份").first
    expect(batch.get_by_text("失败 1")).to_be_visible(timeout=READ_WITHIN_MS)
    expect(batch.get_by_text("完成 1")).to_be_visible(timeout=READ_WITHIN_MS)
    batch.get_by_role("button", name="查看失败与重复").click()
    expect(batch.get_by_text("旧版 Word")).to_be_visible()
    batch.get_by_role("button", name="重试失败的 1 份").click()
    expect(phone.app.get_by_text("重新处理 1 份")).to_be_visible()
    expect(batch.get_by_text("失败 1")).to_be_visible(timeout=READ_WITHIN_MS)
    expect(batch.get_by_text("旧版 Word")).to_be_visible()  # the file is as it was, and so is the reason


def test_a_corrected_year_of_entry_changes_the_match(
    phone: DingTalkPhone, candidates: dict[str, Any]
) -> None:
    screening(phone)
    junior = card_of(phone, NAMES[JUNIOR])
    expect(junior.get_by_role("img", name="接近")).to_be_visible()
    junior.get_by_role("link", name=NAMES[JUNIOR]).click()
    phone.tap("更正工作经历")
    phone.app.get_by_label("开始").fill("2017-03")
    phone.tap("保存", exact=True)
    expect(phone.app.get_by_text("更正；原读作：", exact=False)).to_be_visible()
    screening(phone)
    expect(card_of(phone, NAMES[JUNIOR]).get_by_text("高匹配")).to_be_visible(timeout=READ_WITHIN_MS)


def test_hr_confirms_what_the_job_asks_for_and_holds_back_with_a_reason(
    phone: DingTalkPhone, candidates: dict[str, Any]
) -> None:
    go(phone, "岗位")
    phone.app.get_by_role("button", name=JOB).click()
    expect(
        phone.app.get_by_text("“限男性”：", exact=False)
    ).to_be_visible()  # shown with its law, asked of nobody
    phone.tap("确认", exact=True)
    expect(phone.app.get_by_text("第 1 版", exact=False)).to_be_visible()
    phone.app.get_by_role("link", name="查看本岗位的简历筛选").click()
    for name in NAMES.values():
        phone.app.get_by_label(f"选择{name}").check()
    phone.tap("暂不推进")
    dialog = phone.app.get_by_role("dialog")
    dialog.get_by_role("button", name="暂不推进").click()
    expect(dialog.get_by_text("请写明理由")).to_be_visible()
    dialog.get_by_label("理由").fill("本季度暂不增加人手")
    dialog.get_by_role("button", name="暂不推进").click()
    for name in NAMES.values():
        expect(card_of(phone, name).get_by_text("周敏：本季度暂不增加人手")).to_be_visible()


def test_two_files_of_one_person_are_merged_only_after_asking(
    phone: DingTalkPhone, system: RunningSystem, job_id: str, candidates: dict[str, Any]
) -> None:
    with signed_in(system, HR) as hr:
        bring(hr, job_id, [the_seniors_second_file()])
    phone.reload_app()
    name = NAMES[SENIOR]
    same = phone.app.locator("li", has_text=f"新来的 {name} 与已有的 {name}：手机号相同")
    same.get_by_role("button", name="合并").click()
    expect(phone.app.get_by_text("合并后不能再分开", exact=False)).to_be_visible()
    phone.tap("确认合并")
    expect(same).to_have_count(0)
    with signed_in(system, HR) as hr:
        files = hr.get(f"/candidates/{candidates[name]}/file")["resumes"]
    assert len(files) == 2
    screening(phone)
    card_of(phone, name).get_by_role("link", name=name).click()
    expect(phone.app.get_by_label("哪一份简历")).to_be_visible()
