"""The exercises beside the questions, through the HTTP door."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from config.exercise_bank import load_inventory
from hiring.model.interview import InterviewState
from hiring.model.plan import ExerciseKind, PlannedExercise
from hiring.reportjson import read_sitting
from storage.uow import SqlUnitOfWork
from tests.factories import a_consent, a_plan, a_question, a_story, a_text_answer
from tests.miniapp_api.conftest import bearer_headers, code_of

Headers = dict[str, str]
SUMS = PlannedExercise("quick_sums", ExerciseKind.SUMS, "数字速算", "数字敏感度", limit_s=25, count=12)
PLACE = "/api/interviews/iv_1/exercises/quick_sums"


@pytest.fixture
def me(uow: SqlUnitOfWork, bearer: Callable[..., Headers]) -> Headers:
    plan = a_plan(questions=(a_question("q1"),), exercises=(SUMS, load_inventory()))
    rows = [a_consent(kind) for kind in ("notice", "recording")] + [a_text_answer(state="received")]
    return bearer(a_story(uow, *rows, state=InterviewState.IN_PROGRESS, plan=plan).candidate)


def hand_in(client: FlaskClient, me: Headers, *responses: Any, **more: Any) -> Any:
    body = {"responses": [dict(zip(("index", "value", "reaction_ms"), r, strict=True)) for r in responses]}
    return client.put(PLACE, json=body | more, headers=me)


def test_the_questions_name_the_exercises_that_follow(client: FlaskClient, me: Headers) -> None:
    shown = client.get("/api/interviews/iv_1/questions", headers=me).json["exercises"]
    assert [(e["title"], e["length"], e["done"]) for e in shown] == [
        ("数字速算", 12, False),
        ("工作风格自评", 17, False),
    ]


def test_beginning_again_shows_the_same_sums(client: FlaskClient, me: Headers) -> None:
    first, second = (client.post(f"{PLACE}/begin", headers=me).json["items"] for _ in range(2))
    assert len(first) == 12
    assert first == second


def test_beginning_again_does_not_set_the_clock_back(
    client: FlaskClient, me: Headers, uow: SqlUnitOfWork, clock: Any
) -> None:
    client.post(f"{PLACE}/begin", headers=me)
    clock.advance(timedelta(seconds=40))
    client.post(f"{PLACE}/begin", headers=me)
    assert hand_in(client, me, (0, "64", 2500)).json["changed"] is True
    with uow:
        (done,) = uow.answers.exercises("iv_1")
    assert read_sitting(done.sitting).elapsed_s == 40.0


def test_the_first_sitting_stands(client: FlaskClient, me: Headers, uow: SqlUnitOfWork) -> None:
    client.post(f"{PLACE}/begin", headers=me)
    hand_in(client, me, (0, "64", 2500))
    assert hand_in(client, me, (0, "65", 2500)).json["changed"] is False
    with uow:
        (done,) = uow.answers.exercises("iv_1")
    assert read_sitting(done.sitting).responses[0].value == "64"


def test_what_was_never_begun_can_not_be_handed_in(client: FlaskClient, me: Headers) -> None:
    assert code_of(hand_in(client, me, (0, "64", 2500))) == "EX412"


@pytest.mark.parametrize(
    "responses", [[(12, "1", 5)], [(0, "1", 5), (0, "2", 5)]], ids=["no such sum", "twice"]
)
def test_responses_that_do_not_fit_are_refused(client: FlaskClient, me: Headers, responses: Any) -> None:
    client.post(f"{PLACE}/begin", headers=me)
    assert code_of(hand_in(client, me, *responses)) == "EX422"


def test_an_exercise_that_is_not_in_the_plan_is_not_found(client: FlaskClient, me: Headers) -> None:
    assert code_of(client.post(f"{PLACE}x/begin", headers=me)) == "EX404"


def test_submitting_waits_for_the_exercises_but_skipping_is_enough(client: FlaskClient, me: Headers) -> None:
    refused = client.post("/api/interviews/iv_1/submit", headers=me)
    assert refused.json["error"]["message"].startswith("还有测验没有完成：数字速算、工作风格自评")
    for key in ("quick_sums", "work_style"):
        place = f"/api/interviews/iv_1/exercises/{key}"
        client.post(f"{place}/begin", headers=me)
        assert client.put(place, json={"skipped": True}, headers=me).json["changed"] is True
    assert client.post("/api/interviews/iv_1/submit", headers=me).status_code == 200


def test_nobody_does_the_exercise_of_somebody_else(
    client: FlaskClient, me: Headers, uow: SqlUnitOfWork
) -> None:
    with uow:
        manager = uow.people.get_staff("st_manager")
    assert client.post(f"{PLACE}/begin", headers=bearer_headers(uow, manager)).status_code == 403
