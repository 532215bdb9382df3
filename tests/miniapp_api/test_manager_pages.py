"""The manager's doors: reviews, the report with its evidence, the recording behind a ticket, the verdict."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from hiring.model.interview import InterviewState
from hiring.model.report_body import AnswerReport, DimensionReport, ReportBody
from hiring.reportjson import report_json
from scoring.measures import AnswerScore, Evidence, NotMeasured, Segment, Transcript
from storage.uow import SqlUnitOfWork
from tests.factories import NOON, Story, a_report, a_staff, a_story, an_answer, store
from tests.miniapp_api.conftest import bearer_headers, code_of

Headers = dict[str, str]
WEBM = b"\x1aE\xdf\xa3" + bytes(range(256)) * 9000  # 2.3 MB: three sealed segments


def a_body() -> ReportBody:
    transcript = Transcript(
        text="我先听客户把话说完。",
        language="zh",
        duration_s=12.5,
        segments=(Segment(0.0, 3.2, "我先听客户把话说完。", 0.9),),
        flags=(),
        engine="faster-whisper",
        engine_version="base",
    )
    score = AnswerScore(
        dimension="服务意识",
        score=82.0,
        interval=(74.0, 90.0),
        coverage=0.8,
        evidence=(Evidence("我先听客户把话说完", "先安抚情绪", 0.0, 3.2),),
        flags=(),
        advice=("您提到“我先听客户把话说完”，可以再说说结果。",),
        scorer="profile",
        scorer_version="0",
    )
    answer = AnswerReport(
        answer_id="an_1",
        question_key="q1",
        question="请讲一次您妥善处理客户不满的经历。",
        dimension="服务意识",
        modality="video",
        transcript=transcript,
        score=score,
        speech=NotMeasured("未同意语音节奏观察"),
        face=NotMeasured("未同意人脸观察"),
        probes=("客户后来怎么说？",),
    )
    return ReportBody(
        composite=82.0,
        interval=(74.0, 90.0),
        coverage=1.0,
        missing=(),
        dimensions=(
            DimensionReport("服务意识", "能力", 0.5, 82.0, (74.0, 90.0)),
            DimensionReport("逻辑思维", "能力", 0.5, NotMeasured("没有作答"), NotMeasured("没有作答")),
        ),
        answers=(answer,),
        strengths=("先倾听",),
        risks=(),
        flags=(),
        versions={"asr": "base"},
    )


@pytest.fixture
def story(uow: SqlUnitOfWork, media_store: Any) -> Story:
    report = a_report(id="rp_1", payload=report_json(a_body()))
    answer = an_answer(id="an_1", media_key="iv_1/up_1", media_bytes=len(WEBM))
    story = a_story(uow, answer, report, state=InterviewState.REPORTED, reported_at=NOON)
    with media_store.writer("iv_1/up_1", "ca_1", offset=0) as writer:
        writer.append(WEBM)
        writer.seal()
    return story


@pytest.fixture
def manager(story: Story, bearer: Callable[..., Headers]) -> Headers:
    return bearer(story.manager)


def recording_url(client: FlaskClient, manager: Headers) -> str:
    return str(client.get("/api/interviews/iv_1/report", headers=manager).json["media"][0]["url"])


def test_reviews_are_the_managers_own(client: FlaskClient, manager: Headers, uow: SqlUnitOfWork) -> None:
    rows = client.get("/api/reviews", headers=manager).json["reviews"]
    assert [(row["interview_id"], row["composite"]) for row in rows] == [("iv_1", 82.0)]
    other = a_staff(id="st_other")
    with uow:
        store(uow, [other])
        uow.commit()
    theirs = bearer_headers(uow, other)
    assert client.get("/api/reviews", headers=theirs).json == {"reviews": []}
    assert client.get("/api/interviews/iv_1/report", headers=theirs).status_code == 403


def test_the_report_shows_evidence_and_says_what_was_not_measured(
    client: FlaskClient, manager: Headers
) -> None:
    report = client.get("/api/interviews/iv_1/report", headers=manager).json
    assert (report["report_id"], report["candidate_name"], report["decision"]) == ("rp_1", "王小明", None)
    assert report["body"]["dimensions"][1]["score"] == {"not_measured": "没有作答"}
    answer = report["body"]["answers"][0]
    assert answer["face"] == {"not_measured": "未同意人脸观察"}
    assert answer["score"]["evidence"][0] == {
        "quote": "我先听客户把话说完",
        "supports": "先安抚情绪",
        "start_s": 0.0,
        "end_s": 3.2,
    }


def test_reading_a_report_is_audited(client: FlaskClient, manager: Headers, uow: SqlUnitOfWork) -> None:
    client.get("/api/interviews/iv_1/report", headers=manager)
    with uow:
        rows = uow.session.execute(
            text("SELECT actor, resource FROM audit WHERE action = 'report.read'")
        ).all()
    assert [tuple(row) for row in rows] == [("staff:st_manager", "interview:iv_1")]


def test_the_candidate_reads_feedback_not_the_report(
    client: FlaskClient, manager: Headers, story: Story, uow: SqlUnitOfWork
) -> None:
    me = bearer_headers(uow, story.candidate)
    assert client.get("/api/interviews/iv_1/report", headers=me).status_code == 403
    body = {"report_id": "rp_1", "outcome": "reject", "reason": "案例不够具体"}
    assert client.post("/api/interviews/iv_1/decision", json=body, headers=manager).json == {"changed": True}
    feedback = client.get("/api/interviews/iv_1/feedback", headers=me).json
    assert feedback["decided"] is True
    first = feedback["dimensions"][0]
    assert first["score"] == 82.0
    assert first["percentile"]["not_measured"].startswith("百分位数据不足")
    assert first["advice"] == [
        {"text": "您提到“我先听客户把话说完”，可以再说说结果。", "quote": "我先听客户把话说完"}
    ]
    assert "案例不够具体" not in client.get("/api/interviews/iv_1/feedback", headers=me).text


def test_a_verdict_on_a_stale_report_is_refused(
    client: FlaskClient, manager: Headers, uow: SqlUnitOfWork
) -> None:
    with uow:
        store(uow, [a_report(id="rp_2", generation=2, payload=report_json(a_body()))])
        uow.commit()
    body = {"report_id": "rp_1", "outcome": "approve", "reason": "案例具体"}
    answer = client.post("/api/interviews/iv_1/decision", json=body, headers=manager)
    assert (answer.status_code, code_of(answer)) == (409, "DC409")


def test_a_verdict_needs_a_reason(client: FlaskClient, manager: Headers) -> None:
    body = {"report_id": "rp_1", "outcome": "approve", "reason": ""}
    answer = client.post("/api/interviews/iv_1/decision", json=body, headers=manager)
    assert (answer.status_code, code_of(answer)) == (422, "RQ422")


def test_the_second_verdict_is_told_who_was_first(client: FlaskClient, manager: Headers) -> None:
    url = "/api/interviews/iv_1/decision"
    approve = {"report_id": "rp_1", "outcome": "approve", "reason": "案例具体"}
    client.post(url, json=approve, headers=manager)
    assert client.post(url, json=approve, headers=manager).json == {"changed": False}
    answer = client.post(url, json=approve | {"outcome": "reject"}, headers=manager)
    assert (answer.status_code, answer.json["error"]["message"]) == (
        409,
        "李经理 已作出决定，不能再改。如需更正请联系 HR。（DC302）",
    )


def test_a_ticket_plays_the_whole_recording_without_a_session(client: FlaskClient, manager: Headers) -> None:
    answer = client.get(recording_url(client, manager))
    assert (answer.status_code, answer.headers["Accept-Ranges"]) == (200, "bytes")
    assert answer.headers["Content-Type"] == "video/webm"
    assert answer.data == WEBM


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("bytes=0-99", 0, 100),
        ("bytes=1048570-1048590", 1048570, 1048591),  # across two sealed segments
        ("bytes=2000000-", 2000000, len(WEBM)),
        ("bytes=-10", len(WEBM) - 10, len(WEBM)),
    ],
)
def test_a_player_can_seek(client: FlaskClient, manager: Headers, asked: str, start: int, stop: int) -> None:
    answer = client.get(recording_url(client, manager), headers={"Range": asked})
    assert answer.status_code == 206
    assert answer.headers["Content-Range"] == f"bytes {start}-{stop - 1}/{len(WEBM)}"
    assert answer.data == WEBM[start:stop]


def test_a_range_beyond_the_end_is_416(client: FlaskClient, manager: Headers) -> None:
    answer = client.get(recording_url(client, manager), headers={"Range": f"bytes={len(WEBM)}-"})
    assert (answer.status_code, code_of(answer)) == (416, "RQ416")


@pytest.mark.parametrize("spoil", ["", "x", "1.2.3", "٣.a.b", "9" * 200])
def test_a_made_up_ticket_opens_nothing(client: FlaskClient, story: Story, spoil: str) -> None:
    answer = client.get("/api/media/an_1", query_string={"ticket": spoil})
    assert (answer.status_code, code_of(answer)) == (403, "AC403")


def test_a_ticket_is_for_one_recording_and_ten_minutes(
    client: FlaskClient, manager: Headers, uow: SqlUnitOfWork, clock: Any
) -> None:
    url = recording_url(client, manager)
    with uow:
        store(uow, [an_answer(id="an_2", question_key="q2")])
        uow.commit()
    assert client.get(url.replace("an_1", "an_2")).status_code == 403
    clock.advance(timedelta(minutes=10))
    assert client.get(url).status_code == 403
