"""The tus 1.0.0 protocol, request by request, through the Flask client."""

import base64
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from hiring.errors import Transient
from hiring.model.answer import AnswerState
from hiring.model.interview import InterviewState
from hiring.model.plan import Modality
from miniapp_api.app import create_app
from miniapp_api.services import Services
from storage.uow import SqlUnitOfWork
from tests.factories import NOON, Story, a_candidate, a_story, an_answer, store
from tests.miniapp_api.conftest import MIB, bearer_headers, code_of

Headers = dict[str, str]
TUS = {"Tus-Resumable": "1.0.0"}
WEBM = b"\x1aE\xdf\xa3" + bytes(range(256)) * 40


@pytest.fixture
def story(uow: SqlUnitOfWork) -> Story:
    recording = an_answer(
        id="an_1",
        state=AnswerState.RECORDING,
        modality=Modality.VIDEO,
        media_key=None,
        media_sha256=None,
        media_bytes=None,
        received_at=None,
    )
    return a_story(uow, recording, state=InterviewState.IN_PROGRESS)


@pytest.fixture
def me(story: Story, bearer: Callable[..., Headers]) -> Headers:
    return bearer(story.candidate, expires_at=NOON + timedelta(days=9), interview_id="iv_1") | TUS


def b64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def create(client: FlaskClient, me: Headers, length: int | None = len(WEBM), answer: str = "an_1") -> Any:
    size = {"Upload-Defer-Length": "1"} if length is None else {"Upload-Length": str(length)}
    return client.post(
        "/api/uploads", headers=me | size | {"Upload-Metadata": f"answer_id {b64(answer.encode())}"}
    )


def patch(client: FlaskClient, me: Headers, url: str, chunk: bytes, offset: object, **more: str) -> Any:
    headers = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
    extra = {name.replace("_", "-"): value for name, value in more.items()}
    return client.patch(url, data=chunk, headers=me | headers | extra)


def offset_of(client: FlaskClient, me: Headers, url: str) -> int:
    answer = client.head(url, headers=me)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    return int(answer.headers["Upload-Offset"])


def stored(uow: SqlUnitOfWork, media_store: Any, answer_id: str = "an_1") -> bytes:
    with uow:
        answer = uow.answers.get(answer_id)  # type: ignore[arg-type]
    return b"".join(media_store.read(answer.media_key, answer.candidate_id))


def test_the_server_says_what_it_can_do_to_anybody(client: FlaskClient) -> None:
    answer = client.options("/api/uploads")
    assert answer.status_code == 204
    assert answer.headers["Tus-Version"] == "1.0.0"
    assert answer.headers["Tus-Extension"] == "creation,creation-defer-length,termination,expiration,checksum"
    assert answer.headers["Tus-Max-Size"] == str(4 * MIB)


def test_a_whole_recording_arrives_and_its_processing_starts(
    client: FlaskClient, me: Headers, uow: SqlUnitOfWork, media_store: Any
) -> None:
    created = create(client, me)
    assert created.status_code == 201
    assert created.headers["Upload-Expires"] == "Tue, 03 Mar 2026 04:00:00 GMT"
    answer = patch(client, me, created.headers["Location"], WEBM, 0)
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (204, str(len(WEBM)))
    assert stored(uow, media_store) == WEBM
    with uow:
        assert uow.answers.get("an_1").media_sha256 == hashlib.sha256(WEBM).hexdigest()  # type: ignore[arg-type]
        assert [task.kind for task in uow.processing.tasks_of("iv_1")] == ["transcribe"]  # type: ignore[arg-type]


def test_a_duplicate_chunk_changes_nothing(client: FlaskClient, me: Headers) -> None:
    url = create(client, me).headers["Location"]
    patch(client, me, url, WEBM[:1000], 0)
    answer = patch(client, me, url, WEBM[:1000], 0)
    assert (answer.status_code, code_of(answer)) == (409, "UP409")
    assert offset_of(client, me, url) == 1000


@pytest.mark.parametrize("offset", ["999", "1001", "999999999999"])
def test_another_offset_is_a_conflict(client: FlaskClient, me: Headers, offset: str) -> None:
    url = create(client, me).headers["Location"]
    patch(client, me, url, WEBM[:1000], 0)
    assert patch(client, me, url, b"x", offset).status_code == 409
    assert offset_of(client, me, url) == 1000


@pytest.mark.parametrize("offset", ["-1", "NaN", "1e3", "١", "", "9" * 40])
def test_an_offset_that_is_no_number_is_refused(client: FlaskClient, me: Headers, offset: str) -> None:
    url = create(client, me).headers["Location"]
    try:
        answer = patch(client, me, url, WEBM, offset)
    except UnicodeEncodeError:  # the client library itself refuses to send it
        return
    assert answer.status_code == 400


def test_the_length_may_follow_with_the_last_chunk(
    client: FlaskClient, me: Headers, uow: SqlUnitOfWork, media_store: Any
) -> None:
    url = create(client, me, length=None).headers["Location"]
    assert client.head(url, headers=me).headers["Upload-Defer-Length"] == "1"
    patch(client, me, url, WEBM[:5000], 0)
    patch(client, me, url, WEBM[5000:], 5000, Upload_Length=str(len(WEBM)))
    assert stored(uow, media_store) == WEBM


def test_the_length_may_follow_alone(
    client: FlaskClient, me: Headers, uow: SqlUnitOfWork, media_store: Any
) -> None:
    url = create(client, me, length=None).headers["Location"]
    patch(client, me, url, WEBM, 0)
    answer = patch(client, me, url, b"", len(WEBM), Upload_Length=str(len(WEBM)))
    assert answer.status_code == 204
    assert stored(uow, media_store) == WEBM


def test_a_declared_length_cannot_change(client: FlaskClient, me: Headers) -> None:
    url = create(client, me).headers["Location"]
    answer = patch(client, me, url, WEBM[:1000], 0, Upload_Length="1000")
    assert answer.status_code == 409
    assert offset_of(client, me, url) == 0


def test_nothing_can_be_added_to_a_finished_recording(client: FlaskClient, me: Headers) -> None:
    url = create(client, me).headers["Location"]
    patch(client, me, url, WEBM, 0)
    assert patch(client, me, url, b"more", len(WEBM)).status_code == 409


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_a_wrong_checksum_stores_nothing(client: FlaskClient, me: Headers, algorithm: str) -> None:
    url = create(client, me).headers["Location"]
    wrong = f"{algorithm} {b64(hashlib.new(algorithm, b'else').digest())}"
    answer = patch(client, me, url, WEBM, 0, Upload_Checksum=wrong)
    assert (answer.status_code, code_of(answer)) == (460, "UP460")
    assert offset_of(client, me, url) == 0
    right = f"{algorithm} {b64(hashlib.new(algorithm, WEBM).digest())}"
    assert patch(client, me, url, WEBM, 0, Upload_Checksum=right).status_code == 204


def test_an_unknown_checksum_is_refused(client: FlaskClient, me: Headers) -> None:
    url = create(client, me).headers["Location"]
    assert patch(client, me, url, WEBM, 0, Upload_Checksum="crc32 AAAA").status_code == 400


@pytest.mark.parametrize(
    "content", [b"<!doctype html>" + b"x" * 99, b"%PDF-1.7 " + b"x" * 99, b"\x1aE\xdf\xa4" * 9]
)
def test_what_is_no_recording_is_refused_with_its_code(
    client: FlaskClient, me: Headers, content: bytes
) -> None:
    url = create(client, me, length=len(content)).headers["Location"]
    answer = patch(client, me, url, content, 0)
    assert (answer.status_code, code_of(answer)) == (415, "UP415")
    assert offset_of(client, me, url) == 0


def test_a_wrong_file_sent_byte_by_byte_is_refused_too(client: FlaskClient, me: Headers) -> None:
    url = create(client, me).headers["Location"]
    assert patch(client, me, url, b"\x1a", 0).status_code == 204
    assert patch(client, me, url, b"GARBAGE", 1).status_code == 415


def test_a_recording_of_a_few_bytes_is_refused(client: FlaskClient, me: Headers) -> None:
    url = create(client, me, length=2).headers["Location"]
    assert patch(client, me, url, b"\x1aE", 0).status_code == 415


def test_too_large_is_refused_before_and_while_sending(client: FlaskClient, me: Headers) -> None:
    refused = create(client, me, length=4 * MIB + 1)
    assert (refused.status_code, code_of(refused)) == (413, "UP413")
    url = create(client, me, length=None).headers["Location"]
    answer = patch(client, me, url, WEBM[:4] + bytes(4 * MIB), 0)
    assert (answer.status_code, code_of(answer)) == (413, "UP413")
    assert offset_of(client, me, url) == 0
    patch(client, me, url, WEBM, 0)
    answer = patch(client, me, url, bytes(4 * MIB), len(WEBM))
    assert (answer.status_code, code_of(answer)) == (413, "UP413")


def test_another_version_of_the_protocol_is_refused(client: FlaskClient, me: Headers) -> None:
    answer = create(client, me | {"Tus-Resumable": "0.2.2"})
    assert (answer.status_code, answer.headers["Tus-Version"]) == (412, "1.0.0")


def test_another_content_type_is_refused(client: FlaskClient, me: Headers) -> None:
    url = create(client, me).headers["Location"]
    answer = client.patch(url, data=WEBM, headers=me | {"Upload-Offset": "0", "Content-Type": "video/webm"})
    assert answer.status_code == 415
    assert answer.headers["Tus-Resumable"] == "1.0.0"


@pytest.mark.parametrize(
    "headers",
    [
        {"Upload-Length": "5"},  # whose answer?
        {"Upload-Length": "5", "Upload-Metadata": "answer_id !!!"},
        {"Upload-Metadata": "answer_id YW5fMQ=="},  # how long?
        {"Upload-Length": "5", "Upload-Defer-Length": "1", "Upload-Metadata": "answer_id YW5fMQ=="},
        {"Upload-Defer-Length": "2", "Upload-Metadata": "answer_id YW5fMQ=="},
        {"Upload-Length": "-5", "Upload-Metadata": "answer_id YW5fMQ=="},
    ],
)
def test_a_malformed_creation_is_refused(client: FlaskClient, me: Headers, headers: Headers) -> None:
    assert client.post("/api/uploads", headers=me | headers).status_code == 400


def test_a_stranger_reaches_nobody_elses_upload(client: FlaskClient, me: Headers, uow: SqlUnitOfWork) -> None:
    url = create(client, me).headers["Location"]
    other = a_candidate(id="ca_2", phone="13900000000")
    with uow:
        store(uow, [other])
        uow.commit()
    theirs = bearer_headers(uow, other) | TUS
    assert client.head(url, headers=theirs).status_code == 403
    assert patch(client, theirs, url, WEBM, 0).status_code == 403
    assert client.delete(url, headers=theirs).status_code == 403
    assert create(client, theirs).status_code == 403
    assert offset_of(client, me, url) == 0


def test_an_unknown_upload_is_not_found(client: FlaskClient, me: Headers) -> None:
    assert client.head("/api/uploads/up_nothing", headers=me).status_code == 404
    assert code_of(patch(client, me, "/api/uploads/up_nothing", WEBM, 0)) == "UP404"


def test_an_old_upload_is_gone(client: FlaskClient, me: Headers, clock: Any) -> None:
    url = create(client, me).headers["Location"]
    clock.advance(timedelta(hours=25))
    answer = patch(client, me, url, WEBM, 0)
    assert (answer.status_code, code_of(answer)) == (410, "UP410")


def test_a_terminated_upload_is_gone_and_the_question_stays_open(client: FlaskClient, me: Headers) -> None:
    url = create(client, me).headers["Location"]
    patch(client, me, url, WEBM[:1000], 0)
    assert client.delete(url, headers=me).status_code == 204
    assert client.head(url, headers=me).status_code == 410
    again = create(client, me).headers["Location"]
    assert patch(client, me, again, WEBM, 0).status_code == 204


class FullDisk:
    """A media store on a disk without space."""

    @contextmanager
    def writer(self, *_whose: object, **_where: object) -> Iterator[Any]:
        raise Transient("disk_full")
        yield


def test_a_full_disk_says_so_and_keeps_the_offset(
    client: FlaskClient, make_services: Callable[..., Services], me: Headers
) -> None:
    url = create(client, me).headers["Location"]
    patch(client, me, url, WEBM[:1000], 0)
    full = create_app(make_services(media=FullDisk())).test_client()
    answer = patch(full, me, url, WEBM[1000:], 1000)
    assert (answer.status_code, code_of(answer)) == (507, "UP507")
    assert offset_of(client, me, url) == 1000
