"""What went wrong on DingTalk's side, and what that means for the caller.

Two steps: the SDK's or httpx's exception is read into a Failure, and a Failure becomes one of the four boundary
errors. Only status codes and DingTalk's own code words get into `reason`; messages may quote what we sent.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from dingtalk.meter import next_midnight
from hiring.errors import BoundaryError, Duplicate, OutcomeUnknown, Permanent, Transient


class FailureKind(StrEnum):
    REFUSED = "refused"  # DingTalk answered with an error
    NOT_SENT = "not_sent"  # the connection never stood
    LOST = "lost"  # sent, but no answer came
    UNREADABLE = "unreadable"  # an answer that is not the API's: a proxy's, or an empty one
    BANNED = "banned"  # the page or body of the firewall in front of DingTalk


@dataclass(frozen=True, slots=True)
class Failure:
    """code: DingTalk's word or number, "" without one. http_status 0: unknown."""

    kind: FailureKind
    code: str = ""
    http_status: int = 0


class Verdict(StrEnum):
    THROTTLED = "throttled"
    MONTHLY_QUOTA = "monthly_quota"
    BANNED = "banned"
    BUSY = "busy"
    TOKEN = "token"
    APP = "app"  # the app as it is set up; our message is fine and goes out once a person has mended it
    ALREADY_THERE = "already_there"
    REFUSED = "refused"  # this message


@dataclass(frozen=True, slots=True)
class Rule:
    """A code matches when it equals `code`, or begins with it where that ends in a dot or a star."""

    code: str
    verdict: Verdict
    retry_after: timedelta | None = None

    def matches(self, code: str) -> bool:
        if self.code.endswith("*"):
            return code.startswith(self.code[:-1])
        return code.startswith(self.code) if self.code.endswith(".") else code == self.code


SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
BAN_LASTS = 5 * MINUTE  # call-frequency-limit: the source address is shut out for five minutes
APP_FAULT_PAUSE = 10 * MINUTE  # ours: soon enough after a repair, seldom enough to spare the quota

# First match wins. Codes from dingtalk.md §2.2, §3.2, §3.5, §3.16; oapi codes are numbers.
RULES: tuple[Rule, ...] = (
    Rule("Forbidden.AccessDenied.QpsLimit*", Verdict.THROTTLED, SECOND),
    Rule("Forbidden.AccessDenied.QpmLimit*", Verdict.THROTTLED, MINUTE),
    Rule("Forbidden.AccessDenied.ApiCountLimit*", Verdict.MONTHLY_QUOTA),
    Rule("Forbidden.AccessDenied.", Verdict.APP, APP_FAULT_PAUSE),
    Rule("Throttling*", Verdict.THROTTLED, SECOND),
    Rule("send.too.fast", Verdict.THROTTLED, 5 * SECOND),
    Rule("too.many.people", Verdict.THROTTLED, MINUTE),
    Rule("system.busy", Verdict.BUSY),
    Rule("ServiceUnavailable", Verdict.BUSY),
    Rule("InvalidAuthentication", Verdict.TOKEN),
    Rule("invalidClientIdOrSecret", Verdict.APP, APP_FAULT_PAUSE),
    Rule("param.cardAlreadyExist", Verdict.ALREADY_THERE),
    Rule("param.templateNotExist", Verdict.APP, APP_FAULT_PAUSE),
    Rule("param.templateUnpublished", Verdict.APP, APP_FAULT_PAUSE),
    Rule("invalidParameter.robotCode.", Verdict.APP, APP_FAULT_PAUSE),
    Rule("chatbotId.notAllow.sendOTO", Verdict.APP, APP_FAULT_PAUSE),
    Rule("robot.oto.notExist", Verdict.APP, APP_FAULT_PAUSE),
    Rule("template.stopped", Verdict.APP, APP_FAULT_PAUSE),
    # The app may, but nobody has finished e签宝's set-up yet: the contract waits for them.
    Rule("corpNotRealname", Verdict.APP, APP_FAULT_PAUSE),
    Rule("accountNotRealname", Verdict.APP, APP_FAULT_PAUSE),
    Rule("90018", Verdict.THROTTLED, SECOND),
    Rule("90002", Verdict.THROTTLED, SECOND),
    Rule("90020", Verdict.MONTHLY_QUOTA),
    Rule("1111", Verdict.BANNED, BAN_LASTS),
    Rule("40014", Verdict.TOKEN),
    Rule("42001", Verdict.TOKEN),
    Rule("60011", Verdict.APP, APP_FAULT_PAUSE),
    Rule("-1", Verdict.BUSY),
)

_UNSAFE_IN_REASON = re.compile(r"[^A-Za-z0-9_.\-]")
_REASON_MAX = 80


def is_token_fault(failure: Failure) -> bool:
    return failure.kind == FailureKind.REFUSED and _rule(failure.code).verdict == Verdict.TOKEN


def classify(failure: Failure, *, idempotent: bool, now: datetime) -> BoundaryError:
    """The boundary error to raise. idempotent: sending the same again can't take effect twice."""
    if failure.kind == FailureKind.NOT_SENT:
        return Transient("unreachable")
    if failure.kind == FailureKind.BANNED:
        return Transient("banned", retry_after=BAN_LASTS)
    if failure.kind in (FailureKind.LOST, FailureKind.UNREADABLE):
        return Transient(failure.kind) if idempotent else OutcomeUnknown(failure.kind)
    return _of_refusal(failure, idempotent=idempotent, now=now)


def _of_refusal(failure: Failure, *, idempotent: bool, now: datetime) -> BoundaryError:
    rule = _rule(failure.code)
    reason = _UNSAFE_IN_REASON.sub("_", failure.code or f"http_{failure.http_status}")[:_REASON_MAX]
    match rule.verdict:
        case Verdict.ALREADY_THERE:
            return Duplicate(reason)
        case Verdict.MONTHLY_QUOTA:
            # Nothing may be lost: try again each midnight, the allowance comes back on the first.
            return Transient("monthly_quota", retry_after=next_midnight(now) - now)
        case Verdict.THROTTLED | Verdict.BANNED | Verdict.BUSY | Verdict.APP:
            return Transient(reason, retry_after=rule.retry_after)
        case Verdict.TOKEN:
            # Refused again although it was fresh: the app's credentials need a person.
            return Transient(reason, retry_after=APP_FAULT_PAUSE)
    if failure.http_status == 429:
        return Transient(reason, retry_after=SECOND)
    if failure.http_status >= 500:
        return Transient(reason) if idempotent else OutcomeUnknown(reason)
    return Permanent(reason)


def needs_a_person(failure: Failure) -> bool:
    """Whether an operator should be told: nothing goes out until the app's set-up or allowance is mended."""
    verdicts = (Verdict.APP, Verdict.TOKEN, Verdict.MONTHLY_QUOTA)
    return failure.kind == FailureKind.REFUSED and _rule(failure.code).verdict in verdicts


def _rule(code: str) -> Rule:
    return next((r for r in RULES if r.matches(code)), Rule(code, Verdict.REFUSED))
