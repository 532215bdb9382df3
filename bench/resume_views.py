"""The views of résumés, with files of people who don't exist, and an administrator's desk."""

from playwright.sync_api import Page

from bench.camera import Desk, press
from tests.resumes.people import a_person
from workers.demo_clients import PageDoor, wait_until

HR, ADMIN = "zhoumin", "guanli"
JOB = "Python开发工程师"
JD = "任职要求：\n1. 本科及以上学历；\n2. 5年以上开发经验；\n3. 熟悉Python；\n4. 有Kafka经验者优先；\n5. 限男性。"
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
READ_TIMEOUT_S = 120.0


def take_resumes(desk: Desk) -> None:
    hr = desk.door(HR)
    job_id = open_job(hr)
    with desk.page_of(HR, "/hr/resumes") as page:
        desk.camera.take(page, "resume-1-nothing")
        bring(page)
        desk.camera.take(page, "resume-2-progress")
        wait_until(lambda: is_read(hr, job_id), timeout_s=READ_TIMEOUT_S, what="the résumés")
        page.get_by_role("button", name="查看失败与重复").click()
        desk.camera.take(page, "resume-3-failed", whole=True)
        press(page, "合并")
        desk.camera.take(page, "resume-4-merge")
    first = hr.get(f"/jobs/{job_id}/screening")["rows"][0]
    for path, name in {
        "/hr/pool": "resume-5-pool",
        f"/hr/screening/{job_id}": "resume-6-screening",
        f"/hr/people/{first['candidate_id']}": "resume-7-person",
    }.items():
        with desk.page_of(HR, path) as page:
            desk.camera.take(page, name, whole=True)
    take_dialogs(desk, job_id, first)


def open_job(hr: PageDoor) -> str:
    manager = hr.get("/managers")["managers"][0]["id"]
    return str(
        hr.post("/jobs", title=JOB, description=JD, manager_ids=[manager], template="backend")["job_id"]
    )


def bring(page: Page) -> None:
    again = a_person(2, years=8).splitlines()[:2] + a_person(3, years=8).splitlines()[2:]  # the same phone
    texts = [a_person(1, years=3), a_person(2, years=8), "\n".join(again)]
    files = [
        {"name": f"简历{at}.txt", "mimeType": "text/plain", "buffer": text.encode()}
        for at, text in enumerate(texts)
    ]
    page.get_by_label("岗位", exact=True).click()
    page.get_by_title(JOB).click()
    old = {"name": "旧.doc", "mimeType": "application/msword", "buffer": OLD_WORD}
    page.locator('input[type="file"]').last.set_input_files([*files, old])  # type: ignore[arg-type]


def is_read(hr: PageDoor, job_id: str) -> bool | None:
    shown = hr.get(f"/jobs/{job_id}/screening")
    return (shown["waiting"] == 0 and len(shown["rows"]) == 3) or None


def take_dialogs(desk: Desk, job_id: str, first: dict[str, str]) -> None:
    with desk.page_of(HR, f"/hr/people/{first['candidate_id']}") as page:
        for label in ("手机", "技能", "工作经历", "教育经历"):
            page.get_by_role("button", name=f"更正{label}").click()
        desk.camera.take(page, "resume-8-correcting", whole=True)
    with desk.page_of(HR, f"/hr/screening/{job_id}") as page:
        press(page, "修改")
        desk.camera.take(page, "resume-9-requirements", whole=True)
        press(page, "取消")
        page.get_by_label(f"选择{first['name']}").first.check()
        press(page, "进入面试")
        page.locator(".ant-picker").click()
        desk.camera.take(page, "resume-10-invite")


def take_admin(desk: Desk) -> None:
    for path, name in {
        "/hr": "admin-1-home",
        "/hr/deliveries": "admin-2-deliveries",
        "/hr/jobs": "admin-3-jobs",
    }.items():
        with desk.page_of(ADMIN, path) as page:
            desk.camera.take(page, name)
