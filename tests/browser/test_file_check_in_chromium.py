"""A contract's file brought to 文本检查: read by the confined worker, judged with its article, erased when the page is left."""

import pytest
from playwright.sync_api import Playwright, expect

from config.clauses.files import contract_book
from config.contract.files import docx_template
from contracts.drafting import draft
from documents.contract_papers import ContractPapers
from documents.typesetter import Typesetter
from tests.browser.chromium import launch
from tests.browser.dingtalk_phone import open_phone
from tests.browser.running_system import PROJECT, RunningSystem
from tests.contracts.test_drafting import an_offer

pytestmark = pytest.mark.browser

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
READ_WITHIN_MS = 30_000
UNLAWFUL = "乙方每月8000元工资中的二成作为押金由甲方保管，离职时不予退还。"


def a_contract_with_a_clause_typed_in() -> bytes:
    drafted = draft(an_offer(), {"pay": UNLAWFUL}, contract_book())
    typesetter = Typesetter(PROJECT / "config" / "documents", PROJECT)  # makes PDFs only, and is not asked to
    return ContractPapers(docx_template(), typesetter).docx(drafted, header="")


def test_a_docx_is_judged_with_its_article_and_erased_when_the_page_is_left(
    system: RunningSystem, playwright: Playwright
) -> None:
    browser = launch(playwright)
    try:
        context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900})
        context.set_default_timeout(30_000)
        phone = open_phone(context, system, "zhoumin", path="/hr/lint")
        chosen = {"name": "劳动合同.docx", "mimeType": WORD, "buffer": a_contract_with_a_clause_typed_in()}
        phone.app.locator('input[type="file"]').set_input_files(chosen)
        found = phone.app.locator("section.clause", has_text=UNLAWFUL)
        expect(found.get_by_text("劳动合同法第9条", exact=False).first).to_be_visible(timeout=READ_WITHIN_MS)
        expect(phone.app.get_by_text("已读取：劳动合同.docx", exact=False)).to_be_visible()

        old_word = {
            "name": "旧.doc",
            "mimeType": WORD,
            "buffer": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        }
        phone.app.locator('input[type="file"]').set_input_files(old_word)
        expect(phone.app.get_by_text("（EN410）", exact=False)).to_be_visible(timeout=READ_WITHIN_MS)
        expect(found).to_have_count(0)

        def is_erasing(answer: object) -> bool:
            return "/api/lint/files/" in answer.url and answer.request.method == "DELETE"  # type: ignore[attr-defined]

        with phone.page.expect_response(is_erasing) as erased:
            phone.app.get_by_role("link", name="合同", exact=True).click()
        assert erased.value.status == 200
    finally:
        browser.close()
