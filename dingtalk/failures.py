"""Reads the exceptions of the official OpenAPI client and of httpx into Failures.

The shapes were seen by letting the unmodified clients meet each fault (dingtalk.md §2.2 "Error surface").
"""

import re

import httpx
from requests.exceptions import ConnectTimeout
from Tea.exceptions import TeaException
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from dingtalk.errors import Failure, FailureKind

BAN_STATUS = 1111  # {"status":1111,"wait":5,"source":"x5","punish":"deny"} (call-frequency-limit)

# A gateway's own error page, which says nothing about whether the call behind it took effect.
_GATEWAY_PAGE = re.compile(
    r"50[0234] |Bad Gateway|Gateway Time-?out|Service (Temporarily )?Unavailable", re.I
)
_CHAIN_MAX = 8


def of_sdk_error(error: TeaException) -> Failure:
    """From an exception of the Alibaba client. Its message may quote our request: it is looked at, not kept."""
    facts = error.data if isinstance(error.data, dict) else {}
    if facts.get("status") == BAN_STATUS:
        return Failure(FailureKind.BANNED)
    http_status = int(facts.get("statusCode") or 0)
    if error.code or http_status:
        return Failure(FailureKind.REFUSED, str(error.code or ""), http_status)
    chain = _chain(error)
    if any(isinstance(e, NewConnectionError | ConnectTimeoutError | ConnectTimeout) for e in chain):
        return Failure(FailureKind.NOT_SENT)
    unread = next((str(e) for e in chain if isinstance(e, RuntimeError)), None)
    return of_text(unread.partition('Value: "')[2]) if unread is not None else Failure(FailureKind.LOST)


def of_http_error(error: httpx.HTTPError) -> Failure:
    never_stood = isinstance(error, httpx.ConnectError | httpx.ConnectTimeout)
    return Failure(FailureKind.NOT_SENT if never_stood else FailureKind.LOST)


def of_text(text: str) -> Failure:
    """From a body that is not JSON: an HTML page that is no gateway's is the ban page."""
    if text.lstrip().startswith("<") and not _GATEWAY_PAGE.search(text):
        return Failure(FailureKind.BANNED)
    return Failure(FailureKind.UNREADABLE)


def _chain(error: BaseException) -> list[BaseException]:
    """The error and what lies under it; the client hides causes in `inner_exception` as well as in __cause__."""
    found: list[BaseException] = []
    below: BaseException | None = error
    while below is not None and len(found) < _CHAIN_MAX:
        found.append(below)
        reason = getattr(below, "reason", None)  # urllib3's MaxRetryError keeps its cause here
        inner = getattr(below, "inner_exception", None) or below.__cause__ or below.__context__
        below = inner or (reason if isinstance(reason, BaseException) else None)
    return found
