"""The ranked list of a post, and sheets of results, through the HTTP door."""

import base64
import io
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import Workbook

from hiring.errors import Invalid
from hiring.model.interview import InterviewState
from hiring.reportjson import report_json, summary_json
from miniapp_api.assessment_sheet import read_sheet
from storage.uow import SqlUnitOfWork
from tests.factories import NOON, a_candidate, a_report, a_report_body, a_story, an_interview
from tests.miniapp_api.conftest import code_of

Headers = dict[str, str]


@pytest.fixture
def hr(uow: SqlUnitOfWork, bearer: Callable[..., Headers]) -> Headers:
    """ca_1 with 82 in the interview, ca_2 赵敏 with 60."""
    body, other = a_report_body(82.0), a_report_body(60.0)
    story = a_story(
        uow,
        a_report(id="rp_1", payload=report_json(body), summary=summary_json(body)),
        a_candidate(id="ca_2", name="赵敏", phone="13900000000"),
        an_interview(id="iv_2", candidate_id="ca_2", state=InterviewState.REPORTED),
        a_report(
            id="rp_2",
            interview_id="iv_2",
            candidate_id="ca_2",
            payload=report_json(other),
            summary=summary_json(other),
        ),
        state=InterviewState.REPORTED,
        reported_at=NOON,
    )
    return bearer(story.hr)


def rows(client: FlaskClient, hr: Headers) -> Any:
    return client.get("/api/jobs/jb_1/ranking", headers=hr).json["rows"]


def sheet(client: FlaskClient, hr: Headers, content: bytes) -> Any:
    body = {"name": "成绩.csv", "content_base64": base64.b64encode(content).decode()}
    return client.post("/api/jobs/jb_1/assessments/import", headers=hr, json=body)


def test_the_interview_alone_ranks_until_a_written_test_weighs(client: FlaskClient, hr: Headers) -> None:
    assert [(row["candidate_name"], row["place"]) for row in rows(client, hr)] == [("王小明", 1), ("赵敏", 2)]
    client.put("/api/jobs/jb_1/part-weights", headers=hr, json={"interview": 1, "written": 1})
    entered = {"candidate_id": "ca_2", "score": 100, "taken_on": "2026-03-01"}
    assert client.post("/api/jobs/jb_1/assessments", headers=hr, json=entered).json == {"changed": True}
    first, second = rows(client, hr)
    assert (first["candidate_name"], first["value"], first["missing"]) == ("王小明", 82.0, ["笔试"])
    assert (second["candidate_name"], second["value"], second["coverage"]) == ("赵敏", 80.0, 1.0)
    assert (first["place"], second["place"], second["tied"]) == (1, 1, True)


def test_a_sheet_enters_each_row_for_itself(client: FlaskClient, hr: Headers) -> None:
    lines = (
        "姓名,手机号,笔试成绩,背景调查,备注,日期",
        "王小明,138 0000 1234,88,通过,,2026-03-01",
        "赵敏,,75.5,存疑,学历待核实,2026/3/1",
        "钱多,,60,,,",
        "赵敏,,一百,,,",
        "赵敏,,101,,,",
    )
    results = sheet(client, hr, "\n".join(lines).encode("gb18030")).json["results"]
    assert [(r["row"], r["error"] and r["error"]["code"]) for r in results] == [
        (2, None),
        (3, None),
        (4, "AS428"),
        (5, "AS429"),
        (6, "AS422"),
    ]
    first, second = rows(client, hr)
    assert (first["written"]["result"], first["background"]["result"]) == ("88", "passed")
    assert (second["written"]["result"], second["background"]["note"]) == ("75.5", "学历待核实")
    assert first["written"]["source"] == "导入：成绩.csv"


def test_a_workbook_reads_like_a_csv() -> None:
    book = Workbook()
    book.active.append(["手机号", "笔试"])
    book.active.append([13800001234.0, 90])
    written = io.BytesIO()
    book.save(written)
    (row,) = read_sheet(written.getvalue())
    assert (row.number, row.cells["phone"], row.results()) == (2, "13800001234", [90.0])


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04nonsense", b"a,b\n1,2\n", b"\xff\xfe\x00\x00", "姓名,年龄\n".encode()]
)
def test_what_is_no_table_of_results_is_refused(content: bytes) -> None:
    with pytest.raises(Invalid, match="AS427"):
        read_sheet(content)


def test_a_body_says_score_or_verdict_not_both(client: FlaskClient, hr: Headers) -> None:
    both = {"candidate_id": "ca_1", "score": 80, "verdict": "passed", "taken_on": "2026-03-01"}
    assert code_of(client.post("/api/jobs/jb_1/assessments", headers=hr, json=both)) == "RQ422"


def test_the_managers_report_shows_the_parts(
    client: FlaskClient, hr: Headers, uow: SqlUnitOfWork, bearer: Callable[..., Headers]
) -> None:
    with uow:
        manager = uow.people.get_staff("st_manager")
    headers = bearer(manager)
    assert client.get("/api/interviews/iv_1/report", headers=headers).json["parts"] == []
    client.put("/api/jobs/jb_1/part-weights", headers=hr, json={"interview": 60, "written": 40})
    parts = client.get("/api/interviews/iv_1/report", headers=headers).json["parts"]
    assert [(part["name"], part["value"]) for part in parts] == [
        ("AI 面试", "82（74–90）"),
        ("笔试", "待完成"),
        ("背景调查", "待完成"),
    ]
