"""Whose desk opens with which pages: an administrator's, and HR's where a job asks for nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, Response, expect

from hiring.model.people import Role
from storage.uow import SqlUnitOfWork
from tests.factories import a_staff, a_story, store
from tests.miniapp_api.page_in_chromium import Door

pytestmark = pytest.mark.browser
TILES = ("待处理", "岗位", "结果回流", "文本检查")


def refusals(page: Page) -> list[str]:
    """Addresses of the API that said no, as they come."""
    seen: list[str] = []

    def look(response: Response) -> None:
        if "/api/" in response.url and response.status >= 400:
            seen.append(f"{response.status} {response.url}")

    page.on("response", look)
    return seen


@pytest.fixture
def admin(app: FlaskClient, uow: SqlUnitOfWork, bearer: Callable[..., Any]) -> Door:
    a_story(uow)
    person = a_staff(id="st_admin", roles=frozenset({Role.ADMIN}))
    with uow:
        store(uow, [person])
        uow.commit()
    return Door(app, bearer(person))


def test_an_administrators_pages_ask_for_nothing_that_is_hrs(browser: Browser, admin: Door) -> None:
    page = admin.open(browser, "/", width=1280)
    refused = refusals(page)
    for name in TILES:
        page.locator("main").get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
        page.get_by_role("link", name="首页", exact=True).click()
    for name in ("评分一致性", "评分方案"):
        page.locator("main").get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
        page.get_by_role("link", name="管理工作台").click()
    assert refused == []
    page.close()


def test_an_administrator_reads_a_jobs_requirements_and_changes_none(browser: Browser, admin: Door) -> None:
    page = admin.open(browser, "/hr/jobs", width=1280)
    refused = refusals(page)
    page.locator("button.tile").first.click()
    expect(page.get_by_text("从岗位文本读出，待 HR 确认")).to_be_visible()
    expect(page.get_by_role("button", name="修改")).to_have_count(0)
    expect(page.get_by_label("门槛").first).to_be_disabled()
    assert refused == []
    page.close()


def test_hrs_own_pages_send_an_administrator_home(browser: Browser, admin: Door) -> None:
    page = admin.open(browser, "/hr/candidates", width=1280)
    expect(page.get_by_role("heading", name="管理工作台")).to_be_visible()
    page.close()


def test_a_job_without_musts_says_so(
    browser: Browser, app: FlaskClient, uow: SqlUnitOfWork, bearer: Callable[..., Any]
) -> None:
    story = a_story(uow)
    page = Door(app, bearer(story.hr)).open(browser, "/hr/screening", width=1280)
    expect(page.get_by_text("未设必备条件", exact=False)).to_be_visible()
    page.close()
