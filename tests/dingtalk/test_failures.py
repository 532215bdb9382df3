"""The table of what DingTalk's answers mean, one claim a row."""

from datetime import UTC, datetime, timedelta

import pytest

from dingtalk.errors import Failure, FailureKind, classify, needs_a_person
from dingtalk.failures import of_text
from hiring.errors import Duplicate, OutcomeUnknown, Permanent, Transient

NOON = datetime(2026, 11, 30, 4, 0, tzinfo=UTC)
S, M = timedelta(seconds=1), timedelta(minutes=1)

REFUSALS = [
    ("Forbidden.AccessDenied.QpsLimitForAppkeyAndApi", 403, Transient, S),
    ("Forbidden.AccessDenied.QpsLimitForApi", 403, Transient, S),
    ("Forbidden.AccessDenied.QpmLimitForAppkeyAndApi", 403, Transient, M),
    ("Forbidden.AccessDenied.ApiCountLimitForOrg", 403, Transient, timedelta(hours=12)),
    ("Forbidden.AccessDenied.AccessTokenPermissionDenied", 403, Transient, 10 * M),
    ("Forbidden.AccessDenied.IpNotInWhiteList", 403, Transient, 10 * M),
    ("InvalidAuthentication", 400, Transient, 10 * M),
    ("invalidClientIdOrSecret", 400, Transient, 10 * M),
    ("param.templateUnpublished", 400, Transient, 10 * M),
    ("send.too.fast", 400, Transient, 5 * S),
    ("system.busy", 500, Transient, None),
    ("param.cardAlreadyExist", 400, Duplicate, None),
    ("param.contentUnsafe", 400, Permanent, None),
    ("param.userIdNotExist", 400, Permanent, None),
    ("staffId.notExisted", 400, Permanent, None),
    ("invalidParameter.msgParam.tooLong", 400, Permanent, None),
    ("90018", 200, Transient, S),
    ("90002", 200, Transient, S),
    ("90020", 200, Transient, timedelta(hours=12)),
    ("40014", 200, Transient, 10 * M),
    ("40078", 200, Permanent, None),
    ("60011", 200, Transient, 10 * M),
    ("", 429, Transient, S),
    ("", 404, Permanent, None),
]


@pytest.mark.parametrize(("code", "http_status", "kind", "retry_after"), REFUSALS)
def test_a_refusal_means(code, http_status, kind, retry_after):
    error = classify(Failure(FailureKind.REFUSED, code, http_status), idempotent=False, now=NOON)
    assert type(error) is kind
    assert getattr(error, "retry_after", None) == retry_after


@pytest.mark.parametrize(
    ("failure", "for_a_card", "for_a_text"),
    [
        (Failure(FailureKind.NOT_SENT), Transient, Transient),
        (Failure(FailureKind.BANNED), Transient, Transient),
        (Failure(FailureKind.LOST), Transient, OutcomeUnknown),
        (Failure(FailureKind.UNREADABLE), Transient, OutcomeUnknown),
        (Failure(FailureKind.REFUSED, "InternalError", 500), Transient, OutcomeUnknown),
    ],
)
def test_only_what_may_have_happened_unseen_depends_on_idempotency(failure, for_a_card, for_a_text):
    assert type(classify(failure, idempotent=True, now=NOON)) is for_a_card
    assert type(classify(failure, idempotent=False, now=NOON)) is for_a_text


def test_a_reason_holds_no_more_than_a_code_word():
    odd = Failure(FailureKind.REFUSED, "用户 林晓 <x>" + "y" * 200, 400)
    reason = classify(odd, idempotent=True, now=NOON).reason
    assert reason.isascii()
    assert len(reason) == 80


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("<!DOCTYPE html><title>405</title>您的访问被阻断", FailureKind.BANNED),
        ("<html><center><h1>502 Bad Gateway</h1></center></html>", FailureKind.UNREADABLE),
        ("<html><title>504 Gateway Time-out</title></html>", FailureKind.UNREADABLE),
        ("", FailureKind.UNREADABLE),
    ],
)
def test_a_page_instead_of_an_answer(page, kind):
    assert of_text(page).kind is kind


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("invalidClientIdOrSecret", True),
        ("90020", True),
        ("system.busy", False),
        ("param.contentUnsafe", False),
    ],
)
def test_an_operator_hears_of_what_stops_everything(code, told):
    assert needs_a_person(Failure(FailureKind.REFUSED, code, 400)) is told
