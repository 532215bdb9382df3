"""Uploads over a real socket: cut anywhere, resumed, sent in chunks of unknown length."""

import base64
import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from hiring.model.answer import AnswerState
from hiring.model.interview import InterviewState
from hiring.usecases.inviting import secret_sha256
from miniapp_api.app import create_app
from miniapp_api.changes import Changes
from miniapp_api.services import Services
from tests.factories import NOON, a_session, a_story, an_answer
from tests.miniapp_api.conftest import LiveStorage
from tests.miniapp_api.live import RawClient, serve

MIB = 2**20
RECORDING = b"\x1aE\xdf\xa3" + random.Random(7).randbytes(2 * MIB + 4321)


@pytest.fixture
def storage(live_storage: LiveStorage) -> LiveStorage:
    recordings = [
        an_answer(
            id=answer_id,
            question_key=key,
            state=AnswerState.RECORDING,
            media_key=None,
            media_sha256=None,
            media_bytes=None,
            received_at=None,
        )
        for answer_id, key in (("an_1", "q1"), ("an_2", "q2"))
    ]
    session = a_session(
        token_sha256=secret_sha256("live"),
        staff_id=None,
        candidate_id="ca_1",
        interview_id="iv_1",
        expires_at=NOON + timedelta(days=9),
    )
    a_story(live_storage.new_uow(), *recordings, session, state=InterviewState.IN_PROGRESS)
    return live_storage


@pytest.fixture
def me(storage: LiveStorage, make_services: Callable[..., Services]) -> Iterator[RawClient]:
    services = make_services(
        uow=storage.new_uow, media=storage.media, engine=storage.engine, changes=Changes(storage.engine)
    )
    with serve(create_app(services)) as port:
        yield RawClient(port, {"Authorization": "Bearer live", "Tus-Resumable": "1.0.0"})


def open_upload(me: RawClient, answer_id: str = "an_1", **size: str) -> str:
    metadata = f"answer_id {base64.b64encode(answer_id.encode()).decode()}"
    status, headers, _ = me.ask("POST", "/api/uploads", Upload_Metadata=metadata, **size)
    assert status == 201
    return headers["Location"]


def offset_of(me: RawClient, url: str) -> int:
    status, headers, _ = me.ask("HEAD", url)
    assert status == 200
    return int(headers["Upload-Offset"])


def patch(me: RawClient, url: str, body: Any, offset: int, **headers: str) -> int:
    status, _, _ = me.ask(
        "PATCH",
        url,
        body,
        Upload_Offset=str(offset),
        Content_Type="application/offset+octet-stream",
        **headers,
    )
    return status


def stored(storage: LiveStorage, answer_id: str = "an_1") -> bytes:
    with storage.new_uow() as uow:
        answer = uow.answers.get(answer_id)  # type: ignore[arg-type]
    assert answer.media_key is not None
    return b"".join(storage.media.read(answer.media_key, answer.candidate_id))


def test_what_arrived_of_a_cut_chunk_is_kept_wherever_the_cut_falls(
    me: RawClient, storage: LiveStorage
) -> None:
    url = open_upload(me, Upload_Length=str(len(RECORDING)))
    # Before, inside and after the signature; around the read size, the piece size and the sealed segment.
    edges = [0, 1, 3, 4, 5, 12, 4096, 65535, 65536, 65537, MIB - 1, MIB, MIB + 1, 2 * MIB, len(RECORDING) - 1]
    cuts = sorted({*edges, *random.Random(11).sample(range(len(RECORDING)), 10)})
    for cut in cuts:
        offset = offset_of(me, url)
        me.send_cut(url, offset=offset, announced=len(RECORDING) - offset, sent=RECORDING[offset:cut])
        assert offset_of(me, url) == cut
    assert patch(me, url, RECORDING[cuts[-1] :], cuts[-1]) == 204
    assert stored(storage) == RECORDING


def test_a_second_sender_at_the_old_offset_changes_nothing(me: RawClient, storage: LiveStorage) -> None:
    url = open_upload(me, Upload_Length=str(len(RECORDING)))
    assert patch(me, url, RECORDING[:MIB], 0) == 204
    assert patch(me, url, RECORDING[:MIB], 0) == 409
    assert patch(me, url, RECORDING[MIB:], MIB) == 204
    assert stored(storage) == RECORDING


def test_a_stream_without_a_length_is_taken_in_and_ended_later(me: RawClient, storage: LiveStorage) -> None:
    url = open_upload(me, Upload_Defer_Length="1")
    slices = [RECORDING[start : start + 300_000] for start in range(0, len(RECORDING), 300_000)]
    sent = 0
    for one in slices:  # as a recorder gives them, each in a request of its own
        assert patch(me, url, one, sent) == 204
        sent += len(one)
    assert patch(me, url, b"", sent, Upload_Length=str(sent)) == 204
    assert stored(storage) == RECORDING


def test_two_questions_upload_at_the_same_time(me: RawClient, storage: LiveStorage) -> None:
    first = open_upload(me, "an_1", Upload_Length=str(len(RECORDING)))
    second = open_upload(me, "an_2", Upload_Length=str(len(RECORDING)))
    assert patch(me, first, RECORDING[:MIB], 0) == 204
    assert patch(me, second, RECORDING, 0) == 204
    assert patch(me, first, RECORDING[MIB:], MIB) == 204
    assert stored(storage, "an_1") == stored(storage, "an_2") == RECORDING
