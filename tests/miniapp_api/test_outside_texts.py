"""Files from outside over HTTP: taken in and told how they stand. Reading them is the worker's, see tests/workers."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from hiring.usecases.outside_texts import (
    FILE_MAX_BYTES,
    fail_text_attempt,
    lease_outside_text,
    save_outside_text,
)
from storage.uow import SqlUnitOfWork
from tests.factories import Story, a_story
from tests.miniapp_api.conftest import code_of

Headers = dict[str, str]
FILES = "/api/lint/files"


@pytest.fixture
def story(uow: SqlUnitOfWork) -> Story:
    return a_story(uow)


@pytest.fixture
def hr(story: Story, bearer: Callable[..., Headers]) -> Headers:
    return bearer(story.hr)


def bring(client: FlaskClient, headers: Headers, content: bytes = b"anything", name: str = "合同.pdf") -> Any:
    return client.post(f"{FILES}?name={name}", data=content, headers=headers)


@pytest.fixture
def text_id(client: FlaskClient, hr: Headers) -> str:
    return str(bring(client, hr).json["text_id"])


def read_as(uow: SqlUnitOfWork, text_id: str, text: str, notes: str, *, clock: Any, ids: Any) -> None:
    """What a worker does."""
    lease = lease_outside_text(text_id, uow=uow, clock=clock, ids=ids)
    save_outside_text(lease, text, notes, uow=uow, clock=clock)


def test_a_file_waits_until_a_worker_has_read_it(client: FlaskClient, hr: Headers, text_id: str) -> None:
    answer = client.get(f"{FILES}/{text_id}", headers=hr).json
    assert (answer["file_name"], answer["state"], answer["report"]) == ("合同.pdf", "waiting", None)
    assert answer["erased_at"] == "2026-03-02T05:00:00Z"


def test_what_was_read_is_judged_as_pasted_text(
    client: FlaskClient, hr: Headers, text_id: str, uow: SqlUnitOfWork, clock: Any, ids: Any
) -> None:
    text = (
        "第一条 合同期限一年，试用期三个月。\n第二条 乙方自愿放弃社会保险。\n第三条 一式两份，双方各执一份。"
    )
    read_as(uow, text_id, text, "扫描页过多，只识别了前 6 页。", clock=clock, ids=ids)
    answer = client.get(f"{FILES}/{text_id}", headers=hr).json
    assert (answer["state"], answer["notes"]) == ("read", ["扫描页过多，只识别了前 6 页。"])
    assert answer["report"] == client.post("/api/lint/text", json={"text": text}, headers=hr).json
    assert {"L01", "L26"} <= {f["rule"] for part in answer["report"]["parts"] for f in part["findings"]}


def test_why_it_could_not_be_read_is_told_with_its_code(
    client: FlaskClient, hr: Headers, text_id: str, uow: SqlUnitOfWork, clock: Any, ids: Any
) -> None:
    lease = lease_outside_text(text_id, uow=uow, clock=clock, ids=ids)
    fail_text_attempt(lease, "EN407", retry=False, uow=uow, clock=clock, ids=ids)
    answer = client.get(f"{FILES}/{text_id}", headers=hr).json
    assert (answer["state"], answer["error"]["code"]) == ("failed", "EN407")
    assert answer["error"]["message"] == "文件有打开密码，请去掉密码后再上传。（EN407）"


def test_a_text_that_is_too_long_is_refused_by_the_linter_itself(
    client: FlaskClient, hr: Headers, text_id: str, uow: SqlUnitOfWork, clock: Any, ids: Any
) -> None:
    read_as(uow, text_id, "工作地点杭州。" * 10_000, "", clock=clock, ids=ids)
    answer = client.get(f"{FILES}/{text_id}", headers=hr)
    assert (answer.status_code, code_of(answer)) == (422, "CT101")


def test_another_person_does_not_find_it(
    client: FlaskClient, story: Story, bearer: Callable[..., Headers], text_id: str
) -> None:
    manager = bearer(story.manager)
    for ask in (client.get, client.delete):
        answer = ask(f"{FILES}/{text_id}", headers=manager)
        assert (answer.status_code, code_of(answer)) == (404, "OT404")


def test_whoever_brought_it_erases_it(client: FlaskClient, hr: Headers, text_id: str) -> None:
    assert client.delete(f"{FILES}/{text_id}", headers=hr).status_code == 200
    assert code_of(client.get(f"{FILES}/{text_id}", headers=hr)) == "OT404"


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "OT421"), (bytes(FILE_MAX_BYTES + 1), "OT413"), (bytes(2 * FILE_MAX_BYTES), "OT413")],
)
def test_a_file_of_no_size_or_too_much_is_refused_in_words(
    client: FlaskClient, hr: Headers, content: bytes, code: str
) -> None:
    answer = bring(client, hr, content)
    assert (answer.status_code, code_of(answer)) == (422, code)


def test_a_file_of_the_full_size_is_taken(client: FlaskClient, hr: Headers) -> None:
    assert bring(client, hr, bytes(FILE_MAX_BYTES)).status_code == 201
