"""Follow-up questions through the HTTP door: told beforehand, asked after the questions, answered or skipped."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from hiring.model.interview import InterviewState
from hiring.model.processing import TaskKind
from storage.uow import SqlUnitOfWork
from tests.factories import a_consent, a_plan, a_probe, a_question, a_story, a_task, a_text_answer
from tests.miniapp_api.conftest import bearer_headers, code_of

Headers = dict[str, str]
PLACE = "/api/interviews/iv_1"
PLAN = a_plan(questions=(a_question("q1"),), probing=2)


@pytest.fixture
def me(uow: SqlUnitOfWork, bearer: Callable[..., Headers]) -> Headers:
    """q1 is answered; a probe for it is chosen."""
    rows = [a_consent("notice"), a_text_answer(id="an_q"), a_probe(id="pb_1", answer_id="an_q")]
    return bearer(a_story(uow, *rows, state=InterviewState.IN_PROGRESS, plan=PLAN).candidate)


def questions(client: FlaskClient, me: Headers) -> Any:
    return client.get(f"{PLACE}/questions", headers=me).json


def test_the_invitation_says_how_many_there_may_be_and_how_long_it_takes(
    client: FlaskClient, me: Headers
) -> None:
    shown = client.get(f"{PLACE}/invitation", headers=me).json
    # one question with probes: 30 s + 120 s, and one follow-up of two minutes at most
    assert (shown["most_probes"], shown["duration_min"]) == (1, 5)


def test_a_probe_is_shown_only_once_it_is_settled(client: FlaskClient, me: Headers) -> None:
    before = questions(client, me)
    assert (before["probing"], before["probes"]) == ("open", [])
    assert client.post(f"{PLACE}/probes", headers=me).json == {"settled": True}
    after = questions(client, me)
    (shown,) = after["probes"]
    assert after["probing"] == "settled"
    assert (shown["key"], shown["text"], shown["state"]) == ("probe:q1", "客户后来怎么说？", "current")
    assert (shown["index"], shown["answer_limit_s"], shown["retakes_left"]) == (0, 90, 1)


def test_a_pending_choice_is_waited_for_a_while(
    client: FlaskClient, me: Headers, uow: SqlUnitOfWork, clock: Any
) -> None:
    with uow:
        uow.processing.add_task(a_task(TaskKind.PROBE, answer_id="an_q"))
        uow.commit()
    assert client.post(f"{PLACE}/probes", headers=me).json == {"settled": False}
    clock.advance(timedelta(seconds=20))
    assert client.post(f"{PLACE}/probes", headers=me).json == {"settled": True}


def test_an_answered_probe_is_over_and_counts_as_no_question(client: FlaskClient, me: Headers) -> None:
    client.post(f"{PLACE}/probes", headers=me)
    body = {"question_key": "probe:q1", "modality": "text", "mime_type": "text/plain"}
    answer_id = client.post(f"{PLACE}/answers", json=body, headers=me).json["answer_id"]
    client.put(f"/api/answers/{answer_id}/text", json={"text": "客户写了表扬信。"}, headers=me)
    (shown,) = questions(client, me)["probes"]
    progress = client.get(f"{PLACE}/invitation", headers=me).json["progress"]
    assert (shown["state"], progress["answered"], progress["total"]) == ("answered", 1, 1)


def test_a_skipped_probe_is_over_and_the_interview_can_be_handed_in(client: FlaskClient, me: Headers) -> None:
    client.post(f"{PLACE}/probes", headers=me)
    assert client.post(f"{PLACE}/probes/pb_1/skip", headers=me).json["changed"] is True
    assert questions(client, me)["probes"][0]["state"] == "answered"
    assert client.post(f"{PLACE}/submit", headers=me).status_code == 200


def test_nobody_else_skips_a_probe(client: FlaskClient, me: Headers, uow: SqlUnitOfWork) -> None:
    client.post(f"{PLACE}/probes", headers=me)
    with uow:
        manager = uow.people.get_staff("st_manager")
    refused = client.post(f"{PLACE}/probes/pb_1/skip", headers=bearer_headers(uow, manager))
    assert refused.status_code == 403


def test_a_probe_of_another_interview_is_not_found(client: FlaskClient, me: Headers) -> None:
    assert code_of(client.post(f"{PLACE}/probes/pb_9/skip", headers=me)) == "PB404"


def test_hr_turns_probing_on_when_opening_a_post(client: FlaskClient, uow: SqlUnitOfWork) -> None:
    hr = bearer_headers(uow, a_story(uow).hr)
    body = {"title": "柜员", "manager_ids": ["st_manager"], "template": "teller"}
    off = client.post("/api/jobs", json=body, headers=hr).json["job_id"]
    on = client.post("/api/jobs", json=body | {"probing": 2}, headers=hr).json["job_id"]
    shown = [client.get(f"/api/jobs/{job_id}", headers=hr).json for job_id in (off, on)]
    assert [job["most_probes"] for job in shown] == [0, 2]
    assert shown[1]["duration_min"] == shown[0]["duration_min"] + 4
    assert client.post("/api/jobs", json=body | {"probing": 6}, headers=hr).status_code == 422
