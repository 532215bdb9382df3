"""Text from outside as the pages show it: what the linter says, and how far a file has come."""

import re

from contracts.facts import Facts
from contracts.lint import NOT_LEGAL_ADVICE
from contracts.whole import lint_contract
from hiring.model.outside_text import KEPT, OutsideText
from hiring.model.processing import TaskState
from hiring.resume_failures import failure_text
from miniapp_api.contract_view import finding
from miniapp_api.schemas.contracts import LintedPart, TextLintReply
from miniapp_api.schemas.hr import BatchError
from miniapp_api.schemas.outside_texts import OutsideTextReply, ReadingState
from miniapp_api.services import services

_BLANK_LINES = re.compile(r"\n\s*\n")
_STATES = {TaskState.DONE: ReadingState.READ, TaskState.FAILED: ReadingState.FAILED}


def lint(text: str) -> TextLintReply:
    """Raises ContractsError."""
    book = services().book
    report = lint_contract(text, facts=Facts(), law=book.law, library=book.library)
    return TextLintReply(
        parts=[
            LintedPart(text=_BLANK_LINES.sub("\n", c.text.strip()), findings=[finding(f) for f in c.findings])
            for c in report.clauses
        ],
        document=[finding(f) for f in report.document],
        blocked=report.blocks,
        disclaimer=NOT_LEGAL_ADVICE,
    )


def standing(text: OutsideText) -> OutsideTextReply:
    """With the linter's report once it was read. Raises ContractsError."""
    state = _STATES.get(text.state, ReadingState.WAITING)
    code = text.error_code
    failed, was_read = state is ReadingState.FAILED, state is ReadingState.READ
    return OutsideTextReply(
        file_name=text.file_name,
        state=state,
        error=BatchError(code=code, message=failure_text(code)) if failed else None,
        notes=text.notes.splitlines(),
        report=lint(text.text) if was_read else None,
        erased_at=text.created_at + KEPT,
    )
