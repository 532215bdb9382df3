"""Erasing through the HTTP door, and what the pages say afterwards."""

from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient

from hiring.model.interview import InterviewState
from storage.uow import SqlUnitOfWork
from tests.factories import NOON, a_report, a_story
from tests.miniapp_api.conftest import code_of

Bearer = Callable[..., dict[str, str]]


def test_a_candidate_erases_themselves_and_is_signed_out(
    client: FlaskClient, uow: SqlUnitOfWork, bearer: Bearer
) -> None:
    story = a_story(uow, state=InterviewState.IN_PROGRESS)
    me, hr = bearer(story.candidate), bearer(story.hr)
    assert client.delete("/api/my/data", headers=me).json == {"changed": True}
    assert client.get("/api/my/interviews", headers=me).status_code == 401
    (row,) = client.get("/api/interviews", headers=hr).json["interviews"]
    assert (row["candidate_name"], row["state"]) == ("（已删除）", "withdrawn")


def test_under_review_the_refusal_says_what_to_do_first(
    client: FlaskClient, uow: SqlUnitOfWork, bearer: Bearer
) -> None:
    story = a_story(uow, state=InterviewState.REPORTED)
    me = bearer(story.candidate)
    answer: Any = client.delete("/api/my/data", headers=me)
    assert (answer.status_code, code_of(answer)) == (409, "CA409")
    assert "请先取消该面试" in answer.json["error"]["message"]
    assert client.post("/api/interviews/iv_1/withdraw", headers=me).status_code == 200
    assert client.delete("/api/my/data", headers=me).status_code == 200


def test_hr_erases_for_a_candidate_and_what_was_sealed_is_gone(
    client: FlaskClient, uow: SqlUnitOfWork, bearer: Bearer
) -> None:
    story = a_story(
        uow, a_report(id="rp_1"), state=InterviewState.WITHDRAWN, reported_at=NOON, closed_at=NOON
    )
    hr, manager = bearer(story.hr), bearer(story.manager)
    assert client.delete("/api/candidates/ca_1", headers=manager).status_code == 403
    assert client.delete("/api/candidates/ca_1", headers=hr).status_code == 200
    (person,) = client.get("/api/candidates", headers=hr).json["candidates"]
    assert (person["name"], person["phone_masked"]) == ("（已删除）", "")
    (review,) = client.get("/api/reviews", headers=manager).json["reviews"]
    assert (review["candidate_name"], review["composite"]) == ("（已删除）", {"not_measured": "数据已删除"})
    gone = client.get("/api/interviews/iv_1/report", headers=manager)
    assert (gone.status_code, code_of(gone)) == (410, "CA410")
    again = client.delete("/api/candidates/ca_1", headers=hr)
    assert (again.status_code, code_of(again)) == (410, "CA410")
