"""Approving and signing as people do it: the manager's page on a phone, the signed PDF in the workbench."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, expect

from storage.uow import SqlUnitOfWork
from tests.factories import Story
from tests.miniapp_api.page_in_chromium import Door
from tests.miniapp_api.test_contract_pages import save, story
from tests.signing import SIGNED_PDF

__all__ = ["story"]
pytestmark = pytest.mark.browser


def test_from_the_managers_phone_to_the_signed_copy(
    browser: Browser,
    app: FlaskClient,
    story: Story,
    uow: SqlUnitOfWork,
    bearer: Callable[..., Any],
    tmp_path: Path,
) -> None:
    hr = bearer(story.hr)
    contract_id = app.post("/api/interviews/iv_1/contract", headers=hr).json["contract_id"]
    save(app, contract_id, hr)
    app.post(f"/api/contracts/{contract_id}/submit", json={"number": 2}, headers=hr)

    phone = Door(app, bearer(story.manager)).open(browser, "/m")
    phone.get_by_text("待审批的劳动合同").wait_for()
    phone.screenshot(path=tmp_path / "list.png")
    phone.get_by_role("link", name="王小明").first.click()
    expect(phone.get_by_text("第 2 版", exact=False).first).to_be_visible()
    phone.get_by_role("button", name="批准", exact=True).click()
    expect(phone.get_by_text("批准的是第 2 版", exact=False)).to_be_visible()
    phone.screenshot(path=tmp_path / "approve.png")
    phone.get_by_role("button", name="确认批准").click()
    expect(phone.get_by_text("已批准，待签署")).to_be_visible()
    phone.screenshot(path=tmp_path / "approved.png")

    desk = Door(app, hr).open(browser, f"/hr/contracts/{contract_id}", width=1280)
    desk.get_by_role("button", name="上传签署后的 PDF").wait_for()
    desk.screenshot(path=tmp_path / "desk.png")
    desk.get_by_label("签署后的 PDF").set_input_files(
        {"name": "signed.pdf", "mimeType": "application/pdf", "buffer": SIGNED_PDF}
    )
    expect(desk.get_by_role("button", name="签署后的 PDF", exact=True)).to_be_visible()
    desk.screenshot(path=tmp_path / "signed.png")
    with uow:
        assert uow.contracts.get(contract_id).state == "signed"
