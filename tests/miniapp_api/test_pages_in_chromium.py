"""Correcting a transcript, downloading, ranking: the pages as people use them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, expect

from hiring.errors import Erased
from hiring.model.answer import ConsentKind
from hiring.model.assessment import AssessmentKind
from hiring.model.interview import InterviewState
from storage.uow import SqlUnitOfWork
from tests.factories import NOON, a_consent, a_decision
from tests.miniapp_api.page_in_chromium import Door
from tests.miniapp_api.test_files_and_transcripts import HEARD, downloads, needs_font, tell

pytestmark = pytest.mark.browser
SAID = "他要补登存折"


def test_the_candidate_corrects_what_was_misheard(
    browser: Browser, app: FlaskClient, uow: SqlUnitOfWork, bearer: Callable[..., Any]
) -> None:
    story = tell(uow, InterviewState.REPORTED)
    page = Door(app, bearer(story.candidate)).open(browser, "/i/iv_1")
    page.get_by_role("button", name="核对转写").click()
    transcript = page.get_by_label("第 1 题的转写")
    expect(transcript).to_have_value(HEARD)
    transcript.fill(SAID)
    page.get_by_role("button", name="保存更正").click()
    expect(page.get_by_role("button", name="已保存")).to_be_visible()
    page.get_by_role("button", name="转写无误，确认").click()
    page.get_by_role("dialog").get_by_role("button", name="确认").click()
    expect(page.get_by_text("评分采用您更正后的文字")).to_be_visible()
    with uow:
        assert uow.corrections.newest("iv_1")["an_1"].text == SAID
        assert not uow.corrections.find_review("iv_1").open
    page.close()


@needs_font
def test_the_manager_downloads_the_report(
    browser: Browser, app: FlaskClient, uow: SqlUnitOfWork, bearer: Callable[..., Any]
) -> None:
    story = tell(uow, InterviewState.REPORTED)
    page = Door(app, bearer(story.manager)).open(browser, "/m/iv_1", width=1200)
    with page.expect_download() as started:
        page.get_by_role("button", name="下载报告（PDF）").click()
    assert Path(started.value.path()).read_bytes().startswith(b"%PDF")
    assert downloads(uow) == [("staff:st_manager", "report.pdf")]
    page.close()


@needs_font
def test_the_candidate_takes_the_feedback_along(
    browser: Browser, app: FlaskClient, uow: SqlUnitOfWork, bearer: Callable[..., Any]
) -> None:
    story = tell(uow, InterviewState.APPROVED, a_decision())
    page = Door(app, bearer(story.candidate)).open(browser, "/i/iv_1")
    with page.expect_download() as started:
        page.get_by_role("button", name="下载反馈（PDF）").click()
    assert started.value.suggested_filename == "iv_1-feedback.pdf"
    page.close()


def test_hr_enters_a_written_test_on_the_ranking_page(
    browser: Browser, app: FlaskClient, uow: SqlUnitOfWork, bearer: Callable[..., Any]
) -> None:
    story = tell(uow, InterviewState.REPORTED)
    page = Door(app, bearer(story.hr)).open(browser, "/hr/ranking", width=1280)
    expect(page.get_by_text("背景调查待完成")).to_be_visible()
    page.get_by_role("button", name="录入").click()
    page.get_by_label("成绩（0–100）").fill("91")
    page.get_by_role("dialog").get_by_role("button", name="保存").click()
    expect(page.get_by_role("cell", name="91")).to_be_visible()
    with uow:
        assert uow.assessments.latest("ca_1", "jb_1")[AssessmentKind.WRITTEN_TEST].score == 91.0
    page.close()


def test_a_candidate_asks_for_review_and_hr_answers(
    browser: Browser, app: FlaskClient, uow: SqlUnitOfWork, bearer: Callable[..., Any]
) -> None:
    story = tell(uow, InterviewState.APPROVED, a_decision(), closed_at=NOON)
    me = bearer(story.candidate)
    page = Door(app, me).open(browser, "/i/iv_1")
    page.get_by_role("button", name="申请人工复核").click()
    page.get_by_label("申请理由").fill("第二题的转写有误")
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_text("已申请人工复核")).to_be_visible()
    page.close()
    page = Door(app, bearer(story.hr)).open(browser, "/hr/appeals", width=1280)
    page.get_by_role("button", name="答复").click()
    page.get_by_text("安排人工复试").click()
    page.get_by_label("理由（候选人会看到）").fill("转写确有误，安排面谈。")
    page.get_by_role("dialog").get_by_role("button", name="答复").click()
    expect(page.get_by_text("答复：转写确有误，安排面谈。")).to_be_visible()
    page.close()
    seen = app.get("/api/interviews/iv_1/feedback", headers=me)
    assert seen.json["appeal"]["outcome_text"] == "安排人工复试"


def test_a_consent_is_taken_back_with_its_switch(
    browser: Browser, app: FlaskClient, uow: SqlUnitOfWork, bearer: Callable[..., Any]
) -> None:
    consents = [a_consent(kind) for kind in (ConsentKind.NOTICE, ConsentKind.RECORDING, ConsentKind.FACE)]
    story = tell(uow, InterviewState.REPORTED, *consents)
    page = Door(app, bearer(story.candidate)).open(browser, "/i/iv_1")
    page.get_by_role("button", name="授权管理").click()
    switch = page.get_by_role("switch", name="撤回：面部画面处理")
    switch.click()
    expect(switch).to_have_count(0)
    with uow:
        assert not uow.answers.has_live_consent("iv_1", ConsentKind.FACE)
        assert uow.answers.has_live_consent("iv_1", ConsentKind.RECORDING)
    page.close()


def test_a_candidate_erases_everything_about_themselves(
    browser: Browser, app: FlaskClient, uow: SqlUnitOfWork, bearer: Callable[..., Any]
) -> None:
    story = tell(uow, InterviewState.APPROVED, a_decision(), closed_at=NOON)
    page = Door(app, bearer(story.candidate)).open(browser, "/i/iv_1")
    page.get_by_role("button", name="删除我的资料").click()
    page.get_by_role("dialog").get_by_role("button", name="删除").click()
    expect(page.get_by_text("您的资料已删除")).to_be_visible()
    with uow, pytest.raises(Erased):
        uow.people.get_candidate("ca_1")
    page.close()
