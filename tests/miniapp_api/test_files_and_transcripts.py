"""Downloads behind a ticket with an audit row, and the candidate's transcripts through the HTTP door."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from hiring.model.interview import InterviewState
from hiring.model.people import Role
from hiring.reportjson import report_json, summary_json, transcript_json
from scoring.measures import Segment, Transcript
from storage import tables
from storage.uow import SqlUnitOfWork
from tests.factories import (
    NOON,
    Story,
    a_decision,
    a_report,
    a_report_body,
    a_staff,
    a_story,
    an_answer,
    an_artifact,
    store,
)
from tests.miniapp_api.conftest import TYPESETTER, bearer_headers, code_of

Headers = dict[str, str]
HEARD = "他要步登存折"
needs_font = pytest.mark.skipif(not TYPESETTER.fonts.is_dir(), reason="the font is not installed")


def tell(uow: SqlUnitOfWork, state: InterviewState, *more: object, **interview: Any) -> Story:
    body = a_report_body()
    transcript = Transcript(HEARD, "zh", 9.0, (Segment(0, 9, HEARD, 0.8),), (), "ear", "1")
    return a_story(
        uow,
        an_answer(id="an_1"),
        an_artifact(id="ar_1", payload=transcript_json(transcript)),
        a_report(id="rp_1", payload=report_json(body), summary=summary_json(body)),
        *more,
        state=state,
        submitted_at=NOON,
        reported_at=NOON,
        **interview,
    )


def downloads(uow: SqlUnitOfWork) -> list[tuple[str, str]]:
    log = tables.audit.c
    query = select(log.actor, log.facts).where(log.action == "document.download").order_by(log.seq)
    with uow:
        return [(row.actor, row.facts["file"]) for row in uow.session.execute(query)]


@needs_font
@pytest.mark.parametrize(("file", "begins"), [("report.pdf", b"%PDF"), ("report.png", b"\x89PNG")])
def test_the_manager_downloads_the_report_and_it_is_noted(
    client: FlaskClient, uow: SqlUnitOfWork, bearer: Callable[..., Headers], file: str, begins: bytes
) -> None:
    story = tell(uow, InterviewState.REPORTED)
    headers = bearer(story.manager)
    url = client.post("/api/interviews/iv_1/report/file", headers=headers, json={"file": file}).json["url"]
    answer = client.get(url)
    assert answer.status_code == 200
    assert answer.data.startswith(begins)
    assert downloads(uow) == [("staff:st_manager", file)]


@needs_font
def test_a_ticket_opens_its_one_file_for_ten_minutes(
    client: FlaskClient, uow: SqlUnitOfWork, bearer: Callable[..., Headers], clock: Any
) -> None:
    story = tell(uow, InterviewState.REPORTED)
    url = client.post("/api/interviews/iv_1/report/file", headers=bearer(story.hr), json={}).json["url"]
    assert client.get(url.replace("report.pdf", "report.png")).status_code == 403
    assert client.get(url.replace("?ticket=", "?ticket=1")).status_code == 403
    clock.advance(timedelta(minutes=10))
    assert client.get(url).status_code == 403


def test_a_manager_of_others_and_the_candidate_get_no_report_file(
    client: FlaskClient, uow: SqlUnitOfWork, bearer: Callable[..., Headers]
) -> None:
    story = tell(uow, InterviewState.APPROVED, a_decision())
    other = a_staff(id="st_other", roles=frozenset({Role.MANAGER}))
    with uow:
        store(uow, [other])
        uow.commit()
    for person in (other, story.candidate):
        headers = bearer_headers(uow, person)
        assert client.post("/api/interviews/iv_1/report/file", headers=headers, json={}).status_code == 403


@needs_font
def test_the_candidate_downloads_their_feedback_once_somebody_has_decided(
    client: FlaskClient, uow: SqlUnitOfWork, bearer: Callable[..., Headers]
) -> None:
    story = tell(uow, InterviewState.APPROVED, a_decision())
    url = client.post("/api/interviews/iv_1/feedback/file", headers=bearer(story.candidate)).json["url"]
    assert client.get(url).data.startswith(b"%PDF")
    assert downloads(uow) == [("candidate:ca_1", "feedback.pdf")]


def test_before_the_decision_there_is_no_feedback_file(
    client: FlaskClient, uow: SqlUnitOfWork, bearer: Callable[..., Headers]
) -> None:
    story = tell(uow, InterviewState.REPORTED)
    answer = client.post("/api/interviews/iv_1/feedback/file", headers=bearer(story.candidate))
    assert (answer.status_code, code_of(answer)) == (404, "RP404")


def test_the_candidate_corrects_and_confirms(
    client: FlaskClient, uow: SqlUnitOfWork, bearer: Callable[..., Headers]
) -> None:
    story = tell(uow, InterviewState.REPORTED)
    me, manager = bearer(story.candidate), bearer(story.manager)
    base = "/api/interviews/iv_1/transcripts"
    before = client.get(base, headers=me).json
    assert (before["state"], before["answers"][0]["original"]) == ("not_opened", HEARD)
    assert client.post(f"{base}/review", headers=me).status_code == 200
    report = client.get("/api/interviews/iv_1/report", headers=manager).json
    assert report["correcting_until"] == "2026-03-03T04:00:00Z"
    saved = client.put("/api/answers/an_1/transcript", headers=me, json={"text": "他要补登存折"})
    assert saved.json == {"changed": True}
    kept = client.get(base, headers=me).json["answers"][0]
    assert (kept["original"], kept["corrected"]) == (HEARD, "他要补登存折")
    assert client.post(f"{base}/confirm", headers=me).status_code == 200
    assert client.get(base, headers=me).json["state"] == "closed"
    refused = client.put("/api/answers/an_1/transcript", headers=me, json={"text": "别的"})
    assert code_of(refused) == "CR412"


def test_a_list_opens_no_body_where_there_is_a_summary(
    client: FlaskClient, uow: SqlUnitOfWork, bearer: Callable[..., Headers]
) -> None:
    story = tell(uow, InterviewState.REPORTED)
    with uow:  # a body that nobody could read
        uow.session.execute(tables.report.update().values(payload_sealed=b"broken"))
        uow.commit()
    rows = client.get("/api/interviews", headers=bearer(story.hr)).json["interviews"]
    assert rows[0]["composite"] == 82.0
