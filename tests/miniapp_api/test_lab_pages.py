"""Blind rating, the agreement table and scoring profiles through the API."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from hiring.model.delivery import CardKind
from hiring.model.interview import InterviewState
from hiring.model.people import Role
from hiring.reportjson import report_json
from scoring.agreement.estimate import MIN_ANSWERS
from storage.reads.audit_log import audit_page
from storage.uow import SqlUnitOfWork
from tests.factories import (
    NOON,
    Story,
    a_candidate,
    a_card,
    a_plan,
    a_report,
    a_staff,
    a_story,
    an_answer,
    an_interview,
    store,
)
from tests.miniapp_api.conftest import bearer_headers, code_of
from tests.miniapp_api.test_manager_pages import a_body

NAME = "王小明"


def a_scored_body(answer_id: str, score: float, said: str = f"我叫{NAME}，我先听客户把话说完。") -> str:
    body = a_body()
    one = body.answers[0]
    transcript = dataclasses.replace(one.transcript, text=said)  # type: ignore[type-var]
    scored = dataclasses.replace(one.score, score=score)
    answer = dataclasses.replace(one, answer_id=answer_id, transcript=transcript, score=scored)
    return report_json(dataclasses.replace(body, answers=(answer,)))


@pytest.fixture
def story(uow: SqlUnitOfWork) -> Story:
    return a_story(
        uow,
        a_staff(id="st_hr2", roles=frozenset({Role.HR})),
        an_answer(id="an_1"),
        a_report(id="rp_1", payload=a_scored_body("an_1", 75.0)),
        state=InterviewState.REPORTED,
        reported_at=NOON,
    )


def more_answers(uow: SqlUnitOfWork, n: int, *, scores: Callable[[int], float] = lambda _: 50.0) -> list[str]:
    """n more interviews with one answer each, every one of another candidate."""
    names = [f"an_m{number}" for number in range(n)]
    with uow:
        for number, name in enumerate(names):
            who, iv = f"ca_m{number}", f"iv_m{number}"
            interview = an_interview(id=iv, candidate_id=who, state=InterviewState.REPORTED, reported_at=NOON)
            report = {"interview_id": iv, "candidate_id": who, "payload": a_scored_body(name, scores(number))}
            rows = [
                a_candidate(id=who, phone=""),
                interview,
                an_answer(id=name, interview_id=iv, candidate_id=who),
                a_report(id=f"rp_m{number}", **report),
            ]
            store(uow, rows)
        uow.commit()
    return names


@pytest.fixture
def hr(uow: SqlUnitOfWork, story: Story) -> dict[str, str]:
    return bearer_headers(uow, story.hr)


@pytest.fixture
def second(uow: SqlUnitOfWork, story: Story) -> dict[str, str]:
    return bearer_headers(uow, a_staff(id="st_hr2"))


def rate(client: FlaskClient, headers: Any, answer_id: str = "an_1", **body: Any) -> Any:
    return client.post(f"/api/answers/{answer_id}/ratings", headers=headers, json={"level": 4} | body)


def queue(client: FlaskClient, headers: Any) -> Any:
    return client.get("/api/rating-queue", headers=headers).json


def test_a_manager_who_is_to_rate_first_sees_no_score_in_the_list_and_rates_that_interview(
    client: FlaskClient, uow: SqlUnitOfWork
) -> None:
    story = a_story(
        uow,
        an_answer(id="an_1"),
        a_report(id="rp_1", payload=a_scored_body("an_1", 75.0)),
        a_card(CardKind.REPORT, recipient="user-st_manager"),
        state=InterviewState.REPORTED,
        reported_at=NOON,
        plan=a_plan(rate_first=True),
    )
    manager = bearer_headers(uow, story.manager)
    (row,) = client.get("/api/reviews", headers=manager).json["reviews"]
    assert (row["composite"], row["to_rate_first"]) == (None, True)

    asked = client.get("/api/rating-queue?interview=iv_1", headers=manager).json
    assert asked["sheet"]["answer_id"] == "an_1"
    assert client.get("/api/rating-queue?interview=iv_other", headers=manager).json["sheet"] is None
    assert rate(client, manager).json["blind"]

    client.get("/api/interviews/iv_1/report", headers=manager)
    (row,) = client.get("/api/reviews", headers=manager).json["reviews"]
    assert row["composite"] is not None
    assert not row["to_rate_first"]


def test_a_sheet_shows_question_anchors_and_words_and_nothing_else(client: FlaskClient, hr: Any) -> None:
    found = queue(client, hr)
    sheet = found["sheet"]
    assert sheet["transcript"] == "我叫○○，我先听客户把话说完。"  # the candidate's own name is left out
    assert sheet["anchors"]["5"] == "主动了解、解决并回访"
    assert (found["waiting"], found["given"]) == (1, 0)
    assert set(sheet) == {
        "answer_id", "question", "dimension", "anchors", "transcript", "modality", "recorded", "may_play", "own",
    }  # fmt: skip
    assert NAME not in str(found)
    assert "75" not in str(found)


def test_what_one_has_rated_does_not_come_again_and_another_may_still_rate_it(
    client: FlaskClient, hr: Any, second: Any
) -> None:
    assert rate(client, hr).json["blind"] is True
    assert queue(client, hr)["sheet"] is None
    assert queue(client, second)["sheet"]["own"] is None  # nobody sees another's rating
    assert code_of(rate(client, hr)) == "RT302"


def test_an_answer_with_one_rating_comes_before_unrated_ones(
    client: FlaskClient, uow: SqlUnitOfWork, hr: Any, second: Any
) -> None:
    names = more_answers(uow, 6)
    rate(client, hr, names[3])
    assert {queue(client, second)["sheet"]["answer_id"] for _ in range(4)} == {names[3]}


def test_the_order_is_random(client: FlaskClient, uow: SqlUnitOfWork, hr: Any) -> None:
    more_answers(uow, 6)
    assert len({queue(client, hr)["sheet"]["answer_id"] for _ in range(25)}) > 1  # all alike: 7 ** -24


def test_after_opening_the_report_its_answers_are_not_offered(client: FlaskClient, hr: Any) -> None:
    client.get("/api/interviews/iv_1/report", headers=hr)
    assert queue(client, hr)["sheet"] is None
    assert rate(client, hr).json["blind"] is False  # kept, but not counted
    left_out = client.get("/api/agreement", headers=hr).json["left_out"]
    assert left_out == {"not_blind": 1, "not_judged": 0, "superseded": 0}


def test_a_correction_keeps_both_and_the_list_shows_the_latest(client: FlaskClient, hr: Any) -> None:
    first = rate(client, hr).json["rating_id"]
    assert rate(client, hr, level=2, corrects=first).status_code == 201
    (mine,) = client.get("/api/my/ratings", headers=hr).json["ratings"]
    assert mine["level"] == 2
    own = client.get("/api/answers/an_1/rating-sheet", headers=hr).json["sheet"]["own"]
    assert own["level"] == 2
    assert client.get("/api/agreement", headers=hr).json["left_out"]["superseded"] == 1


def test_who_cannot_judge_is_not_asked_again(client: FlaskClient, hr: Any) -> None:
    assert rate(client, hr, level=None, obstacle="known_person").status_code == 201
    assert queue(client, hr)["sheet"] is None
    assert client.get("/api/agreement", headers=hr).json["left_out"]["not_judged"] == 1


def test_an_erased_persons_answers_are_not_offered(
    client: FlaskClient, uow: SqlUnitOfWork, hr: Any, clock: Any
) -> None:
    with uow:
        uow.people.erase("ca_1", now=clock.now())
        uow.commit()
    assert queue(client, hr)["sheet"] is None


def test_a_manager_rates_answers_of_their_own_posts_only(
    client: FlaskClient, uow: SqlUnitOfWork, story: Story
) -> None:
    assert queue(client, bearer_headers(uow, story.manager))["sheet"]["answer_id"] == "an_1"
    with uow:
        stranger = a_staff(id="st_stranger")
        store(uow, [stranger])
        uow.commit()
    headers = bearer_headers(uow, stranger)
    assert queue(client, headers)["sheet"] is None
    assert rate(client, headers).status_code == 403
    assert client.get("/api/answers/an_1/rating-sheet", headers=headers).status_code == 403


def test_below_the_threshold_the_table_says_so(client: FlaskClient, hr: Any) -> None:
    rate(client, hr)
    (row, *_) = client.get("/api/agreement", headers=hr).json["rows"]
    assert (row["cut"], row["answers"], row["raters"]) == ("all", 1, 1)
    assert "数据不足" in row["system"]["mae"]["not_measured"]
    assert "数据不足" in row["reliability"]["single"]["not_measured"]


def test_with_enough_ratings_the_figures_are_those_of_the_ratings(
    client: FlaskClient, uow: SqlUnitOfWork, hr: Any, second: Any
) -> None:
    """System at levels 1…5 in turn; one rater agrees with it, the other is one level higher where there is room."""
    names = more_answers(uow, MIN_ANSWERS, scores=lambda number: number % 5 * 25.0)
    for number, name in enumerate(names):
        rate(client, hr, name, level=number % 5 + 1)
        rate(client, second, name, level=min(5, number % 5 + 2))
    reply = client.get("/api/agreement", headers=hr).json
    row = reply["rows"][0]
    assert (row["answers"], row["ratings"], row["raters"]) == (20, 40, 2)
    assert row["between"]["mae"]["value"] == pytest.approx(0.8)  # four of five answers differ by one
    assert row["system"]["mae"]["value"] == pytest.approx(0.4)  # half of it from the mean of both
    assert row["system"]["bias"]["value"] == pytest.approx(-0.4)
    assert row["reliability"]["form"] == "ICC(2)"
    assert {one["cut"] for one in reply["rows"]} == {"all", "dimension", "question", "version"}
    assert "st_hr" not in str(reply)  # nobody's single rating, nor who they are


def test_the_recording_is_opened_on_request_and_that_is_noted(
    client: FlaskClient, uow: SqlUnitOfWork, hr: Any
) -> None:
    answer = client.get("/api/answers/an_1/recording", headers=hr)
    assert answer.json["url"].startswith("/api/media/an_1?ticket=")
    with uow:
        assert [one.action for one in audit_page(uow.session) if one.resource == "answer:an_1"] == [
            "media.open"
        ]
