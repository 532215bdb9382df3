"""The candidate from invitation to feedback, through the HTTP door."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from hiring.model.interview import InterviewState
from storage.uow import SqlUnitOfWork
from tests.factories import NOON, Story, a_candidate, a_plan, a_question, a_story, store
from tests.miniapp_api.conftest import bearer_headers, code_of

Headers = dict[str, str]


@pytest.fixture
def story(uow: SqlUnitOfWork) -> Story:
    return a_story(
        uow, state=InterviewState.INVITED, plan=a_plan(questions=(a_question("q1"), a_question("q2")))
    )


@pytest.fixture
def me(story: Story, bearer: Callable[..., Headers]) -> Headers:
    return bearer(story.candidate)


def give_consents(client: FlaskClient, me: Headers, *kinds: str) -> Any:
    version = client.get("/api/consent-texts", headers=me).json["version"]
    body = {"kinds": list(kinds), "text_version": version}
    return client.put("/api/interviews/iv_1/consents", json=body, headers=me)


def begun(client: FlaskClient, me: Headers) -> None:
    client.post("/api/interviews/iv_1/confirm", headers=me)
    give_consents(client, me, "notice")
    assert client.post("/api/interviews/iv_1/start", headers=me).status_code == 200


def answer_in_text(client: FlaskClient, me: Headers, key: str) -> Any:
    body = {"question_key": key, "modality": "text"}
    answer_id = client.post("/api/interviews/iv_1/answers", json=body, headers=me).json["answer_id"]
    return client.put(f"/api/answers/{answer_id}/text", json={"text": "我先倾听。"}, headers=me)


def test_invitation_shows_what_to_do_next_and_nothing_ticked(client: FlaskClient, me: Headers) -> None:
    shown = client.get("/api/interviews/iv_1/invitation", headers=me).json
    assert shown["next_step"] == "confirm"
    assert shown["starts_at"] == "2026-03-03T04:00:00Z"
    assert shown["consents"] == {"notice": False, "recording": False, "face": False, "voice": False}
    assert shown["modalities"] == ["video", "voice", "text"]


def test_the_next_step_moves_on_with_each_act(client: FlaskClient, me: Headers) -> None:
    def step() -> str:
        return str(client.get("/api/my/interviews", headers=me).json["interviews"][0]["next_step"])

    client.post("/api/interviews/iv_1/confirm", headers=me)
    assert step() == "consent"
    give_consents(client, me, "notice", "face")
    assert step() == "start"
    client.post("/api/interviews/iv_1/start", headers=me)
    assert step() == "answer"
    answer_in_text(client, me, "q1")
    answer_in_text(client, me, "q2")
    client.post("/api/interviews/iv_1/submit", headers=me)
    assert step() == "wait"


def test_confirming_twice_is_fine_and_says_so(client: FlaskClient, me: Headers) -> None:
    assert client.post("/api/interviews/iv_1/confirm", headers=me).json == {"changed": True}
    assert client.post("/api/interviews/iv_1/confirm", headers=me).json == {"changed": False}


def test_only_the_notice_is_required(client: FlaskClient, me: Headers) -> None:
    texts = client.get("/api/consent-texts", headers=me).json["texts"]
    assert {t["kind"]: t["required"] for t in texts} == {
        "notice": True,
        "recording": False,
        "face": False,
        "voice": False,
    }


def test_later_questions_stay_on_the_server(client: FlaskClient, me: Headers) -> None:
    begun(client, me)
    questions = client.get("/api/interviews/iv_1/questions", headers=me).json["questions"]
    assert [q["state"] for q in questions] == ["current", "locked"]
    assert questions[0]["text"].startswith("请讲一次")
    assert questions[1]["text"] == ""


def test_questions_are_not_shown_before_the_start(client: FlaskClient, me: Headers) -> None:
    answer = client.get("/api/interviews/iv_1/questions", headers=me)
    assert (answer.status_code, code_of(answer)) == (409, "IV302")


def test_retakes_left_counts_down(client: FlaskClient, me: Headers) -> None:
    begun(client, me)

    def left() -> int:
        return int(
            client.get("/api/interviews/iv_1/questions", headers=me).json["questions"][0]["retakes_left"]
        )

    assert left() == 1
    answer_in_text(client, me, "q1")
    assert left() == 1
    answer_in_text(client, me, "q1")
    assert left() == 0
    body = {"question_key": "q1", "modality": "text"}
    assert code_of(client.post("/api/interviews/iv_1/answers", json=body, headers=me)) == "IV413"


def test_submitting_with_a_question_open_is_refused(client: FlaskClient, me: Headers) -> None:
    begun(client, me)
    answer_in_text(client, me, "q1")
    answer = client.post("/api/interviews/iv_1/submit", headers=me)
    assert (answer.status_code, code_of(answer)) == (422, "IV411")
    assert answer.json["error"]["message"] == "还有 1 道题没有作答，请完成后再提交。（IV411）"


def test_a_second_submit_is_refused_and_changes_nothing(client: FlaskClient, me: Headers) -> None:
    begun(client, me)
    answer_in_text(client, me, "q1")
    answer_in_text(client, me, "q2")
    assert client.post("/api/interviews/iv_1/submit", headers=me).status_code == 200
    answer = client.post("/api/interviews/iv_1/submit", headers=me)
    assert (answer.status_code, code_of(answer)) == (409, "IV302")
    assert client.get("/api/interviews/iv_1/status", headers=me).json["state"] == "submitted"


def test_status_is_never_silent(client: FlaskClient, me: Headers) -> None:
    begun(client, me)
    steps = client.get("/api/interviews/iv_1/status", headers=me).json["steps"]
    assert [(s["name"], s["state"]) for s in steps] == [
        ("收到邀请", "done"),
        ("确认参加", "done"),
        ("开始作答", "done"),
        ("提交", "now"),
        ("评估报告", "later"),
        ("人工复核结果", "later"),
    ]


def test_feedback_waits_for_a_persons_decision(client: FlaskClient, me: Headers) -> None:
    feedback = client.get("/api/interviews/iv_1/feedback", headers=me).json
    assert feedback["decided"] is False
    assert feedback["dimensions"] == []


def test_another_time_is_asked_for_and_shown(client: FlaskClient, me: Headers) -> None:
    wish = {"proposed_times": ["2026-03-05T10:00:00+08:00"], "note": "那天要考试"}
    assert client.post("/api/interviews/iv_1/reschedule", json=wish, headers=me).status_code == 201
    shown = client.get("/api/interviews/iv_1/invitation", headers=me).json["reschedule"]
    assert (shown["state"], shown["proposed_times"]) == ("open", ["2026-03-05T02:00:00Z"])


def test_a_time_without_its_zone_is_refused(client: FlaskClient, me: Headers) -> None:
    answer = client.post(
        "/api/interviews/iv_1/reschedule", json={"proposed_times": ["2026-03-05T10:00:00"]}, headers=me
    )
    assert (answer.status_code, code_of(answer)) == (422, "RQ422")


@pytest.mark.parametrize("page", ["invitation", "questions", "status", "feedback"])
def test_another_candidate_sees_nothing_of_it(
    client: FlaskClient, story: Story, uow: SqlUnitOfWork, page: str
) -> None:
    other = a_candidate(id="ca_2", phone="13900000000")
    with uow:
        store(uow, [other])
        uow.commit()
    answer = client.get(f"/api/interviews/iv_1/{page}", headers=bearer_headers(uow, other))
    assert (answer.status_code, code_of(answer)) == (403, "AC403")
    assert client.get("/api/my/interviews", headers=bearer_headers(uow, other, interview_id=None)).status_code


def test_after_closing_time_nothing_can_be_done(client: FlaskClient, me: Headers, clock: Any) -> None:
    clock.set(NOON + timedelta(days=3))
    # The session lapsed long ago; a fresh one is needed to get as far as the refusal.
    assert client.get("/api/session", headers=me).status_code == 401
