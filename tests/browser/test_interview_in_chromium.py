"""One interview as its people see it: invited by HR, recorded in Chromium, read and decided by the manager."""

import pytest
from playwright.sync_api import BrowserContext, Playwright, expect

from tests.browser.chromium import launch
from tests.browser.dingtalk_phone import DingTalkPhone, open_phone
from tests.browser.fake_devices import FakeDevices, make_fake_devices
from tests.browser.running_system import PROJECT, RunningSystem

pytestmark = pytest.mark.browser

RECORDINGS = PROJECT / "config" / "recordings"
SPOKEN = "喝杯水"  # said in the first sample, and heard by the recogniser in all our runs
CORRECTED = "这是我更正的一句"
TRANSCRIBED_WITHIN_S = 120  # on two cores that also run everything else
WRITTEN = "有一个月对账总是差几十块钱。我把三十天的差错单按时间统计，发现八成集中在晚上六点，原因是优惠券手工输入。改成扫码以后，差错降到五块钱以内。"
ALREADY_PLAYED_S = 6  # between opening the devices and here; the files repeat at their end
CARD_TIMEOUT_MS = 30_000
REPORT_TIMEOUT_MS = 240_000  # two cores that also run everything else


@pytest.fixture(scope="module")
def devices(tmp_path_factory: pytest.TempPathFactory) -> FakeDevices:
    return make_fake_devices(RECORDINGS / "teller_strong_1.webm", tmp_path_factory.mktemp("devices"))


def test_an_interview_recorded_in_chromium_reaches_its_decision(
    system: RunningSystem, playwright: Playwright, devices: FakeDevices
) -> None:
    browser = launch(playwright, devices)
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 1000})
    context.set_default_timeout(20_000)
    try:
        invite_from_the_workbench(context, system)
        candidate = confirm_on_the_card(context, system)
        consent_and_check_devices(candidate)
        record_first_answer_with_a_reload(candidate, devices)
        write_second_answer(candidate)
        speak_third_answer(candidate)
        submit_and_correct_the_transcript(candidate)
        decide_from_the_report(context, system)
        expect(candidate.app.get_by_role("heading", name="通过")).to_be_visible(timeout=CARD_TIMEOUT_MS)
    finally:
        context.close()
        browser.close()


def invite_from_the_workbench(context: BrowserContext, system: RunningSystem) -> None:
    hr = open_phone(context, system, "zhoumin", path="/hr")
    hr.tap("邀请面试")
    choose(hr, "候选人", "林晓")
    hr.app.get_by_text("邀请面试").last.click()  # closes the list of candidates
    choose(hr, "岗位", "银行柜员")
    choose(hr, "用人经理", "陈建国")
    hr.tap("发出邀请")
    expect(hr.app.get_by_text("待确认").first).to_be_visible()


def choose(hr: DingTalkPhone, label: str, option: str) -> None:
    hr.app.get_by_role("dialog").get_by_label(label).click()
    hr.app.locator(".ant-select-dropdown:visible .ant-select-item-option", has_text=option).click()


def confirm_on_the_card(context: BrowserContext, system: RunningSystem) -> DingTalkPhone:
    candidate = open_phone(context, system, "linxiao")
    card = candidate.card("银行柜员")
    card.get_by_role("button", name="确认参加").click(timeout=CARD_TIMEOUT_MS)
    expect(card.get_by_text("已确认").first).to_be_visible(timeout=CARD_TIMEOUT_MS)
    card.get_by_text("面试", exact=False).last.click()
    return candidate


def consent_and_check_devices(candidate: DingTalkPhone) -> None:
    candidate.tap("现在开始准备")
    submit_button = candidate.app.get_by_role("button", name="请先阅读告知并勾选")
    expect(submit_button).to_be_disabled()
    assert candidate.app.locator("input[type=checkbox]:checked").count() == 0
    for label in ("我已阅读并了解", "我同意录制", "我同意单独处理我的面部", "我同意单独处理我的声音"):
        candidate.tick(label)
    candidate.tap("继续", exact=True)
    candidate.tap("打开摄像头和麦克风")
    expect(candidate.app.get_by_text("听到您的声音了")).to_be_visible()
    candidate.tap("一切正常，去练习")
    candidate.tap("跳过练习，开始面试")


def record_first_answer_with_a_reload(candidate: DingTalkPhone, devices: FakeDevices) -> None:
    expect(candidate.app.get_by_text("第 1 题")).to_be_visible()
    question = candidate.app.locator(".question-card > p")
    before = question.inner_text()
    candidate.reload_app()
    assert question.inner_text() == before, "a reload must come back to the same question"
    candidate.tap("打开摄像头和麦克风")
    candidate.tap("开始作答")
    expect(candidate.app.get_by_text("录制中")).to_be_visible()
    expect(candidate.app.get_by_text("已保存")).to_be_visible(timeout=15_000)  # while it still records
    candidate.page.wait_for_timeout((devices.duration_s - ALREADY_PLAYED_S) * 1000)
    finish_recording(candidate)


def write_second_answer(candidate: DingTalkPhone) -> None:
    candidate.app.get_by_role("radio", name="文字").click()
    candidate.app.get_by_label("您的回答").fill(WRITTEN)
    candidate.tap("提交这一题")
    expect(candidate.app.get_by_text("第 3 题")).to_be_visible()


def speak_third_answer(candidate: DingTalkPhone) -> None:
    candidate.app.get_by_role("radio", name="语音").click()
    candidate.tap("打开麦克风")
    candidate.tap("开始作答")
    candidate.page.wait_for_timeout(12_000)
    finish_recording(candidate)


def finish_recording(candidate: DingTalkPhone) -> None:
    candidate.tap("回答完毕")
    expect(candidate.app.get_by_text("已保存到服务器")).to_be_visible(timeout=30_000)
    candidate.tap("下一步")


def submit_and_correct_the_transcript(candidate: DingTalkPhone) -> None:
    candidate.tick("提交后先核对语音转写")
    candidate.tap("提交面试")
    candidate.app.get_by_role("dialog").get_by_role("button", name="提交").click()
    expect(candidate.app.get_by_text("请核对转写")).to_be_visible()
    transcript = candidate.app.get_by_label("第 1 题的转写")
    for _ in range(TRANSCRIBED_WITHIN_S):
        if transcript.count():
            break
        candidate.page.wait_for_timeout(1000)
        candidate.tap("刷新")
    transcript.fill(transcript.input_value() + CORRECTED)
    candidate.tap("保存更正")
    expect(candidate.app.get_by_text("已保存").first).to_be_visible()
    candidate.tap("转写无误，确认")
    candidate.app.get_by_role("dialog").get_by_role("button", name="确认").click()
    expect(candidate.app.get_by_text("评分采用您更正后的文字")).to_be_visible()


def decide_from_the_report(context: BrowserContext, system: RunningSystem) -> None:
    manager = open_phone(context, system, "chenjianguo")
    card = manager.card("林晓")
    expect(card).to_be_visible(timeout=REPORT_TIMEOUT_MS)
    card.get_by_text("报告").last.click()
    expect(manager.app.get_by_text(SPOKEN).first).to_be_visible()
    expect(manager.app.get_by_label("转写更正").locator("ins")).to_have_text(CORRECTED)
    sentence = manager.app.locator("button.sentence", has_text=SPOKEN).first
    sentence.click()
    video = manager.app.locator("video")
    manager.page.wait_for_timeout(1500)
    assert video.evaluate("video => video.currentTime") > 0, "a sentence must jump the recording"
    manager.tap("通过", exact=True)
    confirm = manager.app.get_by_role("button", name="确认通过")
    expect(confirm).to_be_disabled()  # no verdict without a reason
    manager.app.get_by_label("理由（必填）").fill("处理客诉有具体做法，能用数据找原因。")
    confirm.click()
    expect(manager.app.get_by_text("已决定：通过")).to_be_visible()
    expect(manager.app.get_by_text("陈建国").first).to_be_visible()
