"""Why a file of a batch failed, for whoever looks at the list."""

from hiring.error_texts import ERROR_TEXTS, coded_text
from scoring.engine_codes import MESSAGES, EngineCode


def failure_text(code: str) -> str:
    """The Chinese reason with its code; a reason of our own machines' making is told as TK500."""
    if code in set(EngineCode):
        return f"{MESSAGES[EngineCode(code)]}（{code}）"
    return coded_text(code if code in ERROR_TEXTS else "TK500")
