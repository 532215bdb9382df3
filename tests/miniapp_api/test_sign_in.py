"""Signing in: by DingTalk code, by one-time link, and how often one may try."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import redis
from flask.testing import FlaskClient

from hiring.model.interview import InterviewState
from hiring.usecases.inviting import secret_sha256
from miniapp_api.app import create_app
from miniapp_api.ratelimit import RateLimiter, make_limiter
from miniapp_api.services import Services
from storage.uow import SqlUnitOfWork
from tests.factories import NOON, Story, a_candidate, a_link, a_story, an_interview, store
from tests.miniapp_api.conftest import code_of

SECRET = "s" * 43


@pytest.fixture
def story(uow: SqlUnitOfWork) -> Story:
    return a_story(uow, a_link(token_sha256=secret_sha256(SECRET)), state=InterviewState.INVITED)


def by_link(client: FlaskClient, secret: str = SECRET) -> Any:
    return client.post("/api/session/link", json={"token": secret})


def test_a_dingtalk_code_signs_in_once(client: FlaskClient, story: Story) -> None:
    first = client.post("/api/session/dingtalk", json={"code": "code-hr"})
    assert first.json["me"] == {
        "name": "陈人事",
        "roles": ["hr"],
        "candidate_id": None,
        "staff_id": "st_hr",
        "interview_id": None,
    }
    again = client.post("/api/session/dingtalk", json={"code": "code-hr"})
    assert (again.status_code, code_of(again)) == (401, "AC402")


def test_signing_out_ends_the_session(client: FlaskClient, story: Story) -> None:
    token = client.post("/api/session/dingtalk", json={"code": "code-hr"}).json["token"]
    headers = {"Authorization": f"Bearer {token}"}
    assert client.get("/api/session", headers=headers).json["name"] == "陈人事"
    client.delete("/api/session", headers=headers)
    assert client.get("/api/session", headers=headers).status_code == 401


def test_a_link_signs_in_once_and_sees_its_interview_only(
    client: FlaskClient, story: Story, uow: SqlUnitOfWork
) -> None:
    with uow:
        uow.interviews.add(an_interview(id="iv_2", round=2))
        uow.commit()
    signed_in = by_link(client).json
    assert signed_in["me"]["interview_id"] == "iv_1"
    headers = {"Authorization": f"Bearer {signed_in['token']}"}
    mine = client.get("/api/my/interviews", headers=headers).json["interviews"]
    assert [interview["id"] for interview in mine] == ["iv_1"]
    assert client.get("/api/interviews/iv_2/invitation", headers=headers).status_code == 403
    assert by_link(client).status_code == 404


def test_used_expired_and_invented_links_get_the_same_answer(
    client: FlaskClient, story: Story, uow: SqlUnitOfWork
) -> None:
    old = a_link(token_sha256=secret_sha256("o" * 43), expires_at=NOON - timedelta(seconds=1))
    with uow:
        store(uow, [old])
        uow.commit()
    by_link(client)
    answers = [by_link(client, secret) for secret in (SECRET, "o" * 43, "x" * 43)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1


def test_five_wrong_links_bring_a_pause_even_for_the_right_one(client: FlaskClient, story: Story) -> None:
    for _ in range(5):
        assert by_link(client, "wrong").status_code == 404
    answer = by_link(client)
    assert (answer.status_code, code_of(answer)) == (429, "AC429")


def test_a_flood_of_codes_is_stopped_and_an_office_is_not(client: FlaskClient, story: Story) -> None:
    codes = [client.post("/api/session/dingtalk", json={"code": "bad"}).status_code for _ in range(121)]
    assert codes == [401] * 120 + [429]


def test_a_forged_forwarding_header_does_not_reset_the_count(client: FlaskClient, story: Story) -> None:
    statuses = [
        client.post(
            "/api/session/link", json={"token": "x"}, headers={"X-Forwarded-For": f"10.0.0.{n}"}
        ).status_code
        for n in range(6)
    ]
    assert statuses == [404] * 5 + [429]


def test_processes_share_one_count_through_valkey(valkey_url: str, clock: Any) -> None:
    shared = redis.Redis.from_url(valkey_url)
    shared.flushdb()
    shared.close()
    first, second = make_limiter(valkey_url, clock), make_limiter(valkey_url, clock)
    assert [first.count("a", window_s=3600), second.count("a", window_s=3600)] == [1, 2]
    first.close()
    second.close()


def test_without_valkey_a_process_counts_alone(
    make_services: Callable[..., Services], story: Story, clock: Any, unused_tcp_port: int
) -> None:
    limiter = make_limiter(f"redis://127.0.0.1:{unused_tcp_port}/0", clock)
    client = create_app(make_services(limiter=limiter)).test_client()
    assert [by_link(client, "x").status_code for _ in range(6)] == [404] * 5 + [429]
    limiter.close()


def test_the_next_window_begins_at_nought(clock: Any) -> None:
    limiter = RateLimiter(None, clock)
    assert [limiter.count("a", window_s=60), limiter.count("a", window_s=60)] == [1, 2]
    clock.advance(timedelta(seconds=60))
    assert limiter.count("a", window_s=60) == 1


def test_another_person_is_not_taken_for_the_first(
    client: FlaskClient, story: Story, uow: SqlUnitOfWork
) -> None:
    stranger = a_candidate(id="ca_9", phone="13700000000")
    with uow:
        store(uow, [stranger])
        uow.commit()
    me = client.post("/api/session/dingtalk", json={"code": "code-candidate"}).json["me"]
    assert (me["candidate_id"], me["roles"]) == ("ca_1", ["candidate"])
