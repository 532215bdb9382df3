"""HR's doors: posts, candidates, invitations, links, wishes for other times, deliveries; and doing things once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from hiring.model.delivery import InboxRow, OutboxKind
from hiring.model.interview import InterviewState
from hiring.model.processing import TaskState
from storage.uow import SqlUnitOfWork
from tests.factories import (
    NOON,
    Story,
    a_candidate,
    a_reschedule,
    a_story,
    a_task,
    an_answer,
    an_outbox_row,
    store,
)
from tests.miniapp_api.conftest import bearer_headers, code_of

Headers = dict[str, str]
WINDOW = {"starts_at": "2026-03-04T10:00:00+08:00", "closes_at": "2026-03-05T10:00:00+08:00"}


@pytest.fixture
def story(uow: SqlUnitOfWork, ids: Any) -> Story:
    ids.new("iv")  # the story's own is iv_1
    return a_story(uow, a_candidate(id="ca_2", phone="13900000000"), state=InterviewState.INVITED)


@pytest.fixture
def hr(story: Story, bearer: Callable[..., Headers]) -> Headers:
    return bearer(story.hr)


def invitation(candidate_id: str = "ca_2") -> dict[str, Any]:
    return {"candidate_id": candidate_id, "job_id": "jb_1", "manager_id": "st_manager", **WINDOW}


def test_a_post_is_opened_from_a_reviewed_template(client: FlaskClient, hr: Headers) -> None:
    bank = client.get("/api/question-bank", headers=hr).json["templates"]
    assert {template["key"] for template in bank} >= {"teller", "backend"}
    body = {"title": "银行柜员", "manager_ids": ["st_manager"], "template": "teller"}
    job_id = client.post("/api/jobs", json=body, headers=hr).json["job_id"]
    job = client.get(f"/api/jobs/{job_id}", headers=hr).json
    assert job["managers"] == [{"id": "st_manager", "name": "李经理"}]
    assert sum(job["weights"].values()) == pytest.approx(1)
    assert len(job["questions"]) == job["question_count"] > 0
    assert set(job["questions"][0]["anchors"]) == {"1", "3", "5"}


def test_an_unknown_template_is_refused(client: FlaskClient, hr: Headers) -> None:
    body = {"title": "x", "manager_ids": ["st_manager"], "template": "../secrets"}
    answer = client.post("/api/jobs", json=body, headers=hr)
    assert (answer.status_code, code_of(answer)) == (422, "JB422")


def test_contacts_are_masked(client: FlaskClient, hr: Headers) -> None:
    rows = client.get("/api/candidates", headers=hr).json["candidates"]
    first = next(row for row in rows if row["id"] == "ca_1")
    assert (first["phone_masked"], first["email_masked"]) == ("138****1234", "w***@example.com")
    assert first["interviews"][0]["state_name"] == "待确认"
    assert "13800001234" not in client.get("/api/candidates", headers=hr).text


def test_inviting_shows_in_the_list_at_once(client: FlaskClient, hr: Headers) -> None:
    created = client.post("/api/interviews", json=invitation(), headers=hr)
    assert created.status_code == 201
    rows = client.get("/api/interviews?state=invited", headers=hr).json["interviews"]
    row = next(row for row in rows if row["id"] == created.json["interview_id"])
    assert row["progress"] == {"answered": 0, "total": 2, "percent": 0}
    assert row["composite"] is None
    assert row["invitation"] == {"delivered_at": None, "last_error": ""}
    detail = client.get(f"/api/interviews/{row['id']}", headers=hr).json
    assert [moment["text"] for moment in detail["timeline"]] == ["已邀请"]
    assert [delivery["kind"] for delivery in detail["deliveries"]] == ["card.invitation"]


def test_a_batch_reports_each_refusal_and_invites_the_rest(client: FlaskClient, hr: Headers) -> None:
    body = {"invitations": [invitation("ca_1"), invitation("ca_2")]}
    results = client.post("/api/interviews/batch", json=body, headers=hr).json["results"]
    assert results[0]["error"]["code"] == "IV303"
    assert results[0]["interview_id"] is None
    assert results[1]["interview_id"].startswith("iv_")


def test_the_same_idempotency_key_invites_once_and_answers_the_same(
    client: FlaskClient, hr: Headers, uow: SqlUnitOfWork
) -> None:
    once = hr | {"Idempotency-Key": "9f1c"}
    first = client.post("/api/interviews", json=invitation(), headers=once)
    again = client.post("/api/interviews", json=invitation(), headers=once)
    assert (again.status_code, again.json) == (201, first.json)
    with uow:
        assert len(uow.interviews.of_candidate("ca_2")) == 1  # type: ignore[arg-type]


def test_an_idempotency_key_is_good_for_one_request_only(client: FlaskClient, hr: Headers) -> None:
    once = hr | {"Idempotency-Key": "9f1c"}
    client.post("/api/interviews", json=invitation(), headers=once)
    other = client.post("/api/interviews", json=invitation("ca_1"), headers=once)
    assert (other.status_code, code_of(other)) == (422, "RQ423")


def test_a_refused_request_frees_its_key(client: FlaskClient, hr: Headers) -> None:
    once = hr | {"Idempotency-Key": "9f1c"}
    assert code_of(client.post("/api/interviews", json=invitation("ca_1"), headers=once)) == "IV303"
    assert client.post("/api/interviews", json=invitation("ca_2"), headers=once).status_code == 201


def test_a_key_whose_request_still_runs_is_a_conflict_until_it_is_abandoned(
    client: FlaskClient, hr: Headers, uow: SqlUnitOfWork, clock: Any
) -> None:
    once = hr | {"Idempotency-Key": "9f1c"}
    first = client.post("/api/interviews", json=invitation(), headers=once)
    with uow:  # as if the process had died before it stored its answer
        row = uow.session.get(InboxRow, ("api", "staff:st_hr:9f1c"))
        assert row is not None
        row.body = row.body.replace('"status": 201', '"status": 0')
        uow.commit()
    again = client.post("/api/interviews", json=invitation(), headers=once)
    assert (again.status_code, code_of(again)) == (409, "RQ409")
    clock.advance(timedelta(minutes=2))
    taken_over = client.post("/api/interviews", json=invitation(), headers=once)
    assert code_of(taken_over) == "IV303", "the effect was there already; it is not had twice"
    assert first.status_code == 201


def test_two_people_may_use_the_same_key(
    client: FlaskClient, hr: Headers, story: Story, uow: SqlUnitOfWork
) -> None:
    client.post("/api/interviews", json=invitation(), headers=hr | {"Idempotency-Key": "k"})
    me = bearer_headers(uow, story.candidate) | {"Idempotency-Key": "k"}
    answer = client.post(
        "/api/interviews/iv_1/answers", json={"question_key": "q1", "modality": "text"}, headers=me
    )
    assert code_of(answer) == "IV302"


def test_a_link_keeps_its_secret_in_the_fragment(client: FlaskClient, hr: Headers) -> None:
    url = client.post("/api/interviews/iv_1/link", headers=hr).json["url"]
    address, _, secret = url.partition("#t=")
    assert address == "http://127.0.0.1:8700/i/iv_1"
    signed_in = client.post("/api/session/link", json={"token": secret})
    assert signed_in.json["me"]["candidate_id"] == "ca_1"


def test_hr_sees_and_settles_a_wish_for_another_time(
    client: FlaskClient, hr: Headers, uow: SqlUnitOfWork
) -> None:
    with uow:
        store(uow, [a_reschedule(id="rs_1")])
        uow.commit()
    row = client.get("/api/reschedules?state=open", headers=hr).json["reschedules"][0]
    assert (row["id"], row["candidate_name"], row["note"]) == ("rs_1", "王小明", "那天要考试")
    assert client.post("/api/reschedules/rs_1/accept", json={"choice": 0}, headers=hr).json == {
        "changed": True
    }
    detail = client.get("/api/interviews/iv_1", headers=hr).json
    assert detail["starts_at"] == row["proposed_times"][0]


def test_a_refusal_needs_a_word(client: FlaskClient, hr: Headers) -> None:
    answer = client.post("/api/reschedules/rs_1/refuse", json={"reply": " "}, headers=hr)
    assert (answer.status_code, code_of(answer)) == (422, "RQ422")


def test_a_dead_delivery_is_shown_and_sent_again(
    client: FlaskClient, hr: Headers, uow: SqlUnitOfWork
) -> None:
    dead = an_outbox_row(id="ob_1", kind=OutboxKind.CARD_REPORT, dead_at=NOON, last_error="http_500")
    with uow:
        store(uow, [dead])
        uow.commit()
    shown = client.get("/api/deliveries?state=dead", headers=hr).json["deliveries"]
    assert [(row["id"], row["last_error"]) for row in shown] == [("ob_1", "http_500")]
    assert client.post("/api/deliveries/ob_1/retry", headers=hr).json == {"changed": True}
    assert client.post("/api/deliveries/ob_1/retry", headers=hr).json == {"changed": False}


def test_a_failed_task_is_queued_again(client: FlaskClient, hr: Headers, uow: SqlUnitOfWork) -> None:
    with uow:
        failed = a_task(id="tk_1", state=TaskState.FAILED, finished_at=NOON, error_code="AS500", attempt=4)
        store(uow, [an_answer(id="an_1"), failed])
        uow.commit()
    assert client.post("/api/tasks/tk_1/retry", headers=hr).json == {"changed": True}
    detail = client.get("/api/interviews/iv_1", headers=hr).json
    assert [task["state"] for task in detail["tasks"]] == ["queued"]
