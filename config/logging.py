"""Logs: one JSON object a line on standard error, events with ids, never what a person said or is called.

Log calls pass ids and codes only. The redaction step is the net below them: our events and their keys are
English, so Chinese text in a line, a mobile number or an e-mail address is somebody's data.
"""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog

REDACTED = "[redacted]"

_PERSONAL_KEYS = frozenset(
    {"name", "phone", "email", "text", "transcript", "quote", "reason_text", "note", "reply", "body", "token"}
)
_CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
# Chinese mobile numbers (11 digits from 13… to 19…, with or without +86) and identity card numbers (18 digits).
_MOBILE = re.compile(r"(?<![\w.])(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?!\w)")
_IDENTITY_CARD = re.compile(r"(?<!\w)\d{17}[\dXx](?!\w)")


def configure_logging(process: str, *, level: int = logging.INFO, stream: TextIO | None = None) -> None:
    """Call once, first thing in an entry point. process: its name in every line, e.g. "relay".

    stream: standard error where none is given.
    """
    target = stream or sys.stderr
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _named(process),
        structlog.processors.format_exc_info,
        redact,
    ]
    structlog.configure(
        processors=[*shared, structlog.processors.JSONRenderer(ensure_ascii=False)],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(target),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(target)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                redact,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    # Libraries log sentences of their own: warnings and worse are enough.
    logging.basicConfig(handlers=[handler], level=max(level, logging.WARNING), force=True)


def redact(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Mask personal data in one event."""
    for key, value in event.items():
        if key in _PERSONAL_KEYS:
            event[key] = REDACTED
        elif isinstance(value, str) and key != "timestamp":
            event[key] = mask(value)
        elif not isinstance(value, int | float | bool | type(None)) and key not in (
            "_record",
            "_from_structlog",
        ):
            event[key] = mask(str(value))
    return event


def mask(text: str) -> str:
    """The text without Chinese passages, e-mail addresses, mobile and identity card numbers."""
    for pattern in (_CHINESE, _EMAIL, _MOBILE, _IDENTITY_CARD):
        text = pattern.sub(REDACTED, text)
    return text


def _named(process: str) -> structlog.types.Processor:
    def add(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        event["process"] = process
        return event

    return add
