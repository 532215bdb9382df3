"""Card variables as DingTalk takes them: strings of at most 1 KB (create-and-deliver-cards, S0783)."""

from collections.abc import Mapping

import structlog

log = structlog.get_logger()

VALUE_MAX_BYTES = 1024
_CUT_MARK = "…"


def fit(params: Mapping[str, str]) -> dict[str, str]:
    """The variables with over-long values cut at a character, "…" last. A cut card beats one that never comes."""
    fitted = {key: cut(value) for key, value in params.items()}
    shortened = sorted(key for key, value in params.items() if fitted[key] != value)
    if shortened:
        log.warning("card_values_cut", variables=shortened)
    return fitted


def cut(value: str) -> str:
    raw = value.encode()
    if len(raw) <= VALUE_MAX_BYTES:
        return value
    kept = raw[: VALUE_MAX_BYTES - len(_CUT_MARK.encode())]
    return kept.decode(errors="ignore") + _CUT_MARK
