"""Every code that can be raised has a Chinese text, and docs/errors.md lists them all."""

import re
from pathlib import Path

from hiring.error_texts import ERROR_TEXTS

ROOT = Path(__file__).parents[2]
PACKAGES = ("hiring", "storage", "dingtalk", "bot", "miniapp_api", "workers")
_RAISED = re.compile(
    r"\b(?:NotFound|Forbidden|Unauthenticated|Invalid|Conflict|Expired|HiringError)\(\s*\"([A-Z]{2}\d{3})\""
)


def test_every_code_that_is_raised_has_a_text() -> None:
    raised = {
        code
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        for code in _RAISED.findall(path.read_text(encoding="utf-8"))
    }
    assert len(raised) > 30  # the pattern still finds them
    assert raised - ERROR_TEXTS.keys() == set()


def test_every_text_is_in_the_documentation() -> None:
    page = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    assert [code for code, text in ERROR_TEXTS.items() if f"| {code} | {text} |" not in page] == []


def test_every_text_ends_as_a_sentence() -> None:
    assert [code for code, text in ERROR_TEXTS.items() if not text.endswith("。")] == []
