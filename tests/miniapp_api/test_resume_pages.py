"""Résumés through the HTTP door: a batch, a sheet, the talent pool, one person, requirements, screening."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import Workbook, load_workbook
from sqlalchemy import select

from hiring.model.resume import MatchBody, ResumeTask
from hiring.usecases.reading import Matching, Reading, lease_resume_task, save_work
from miniapp_api.services import EXTENSION
from scoring.resume.corrected import searchable
from storage.uow import SqlUnitOfWork
from tests.factories import a_job, a_story
from tests.miniapp_api.conftest import code_of
from tests.resumes.people import a_person
from tests.resumes.resume_factory import a_resume, the_vocabulary

Headers = dict[str, str]
JD = "任职要求：\n1. 本科及以上学历；\n2. 3年以上后端开发经验；\n3. 熟悉Python；\n4. 限男性，35岁以下。"


@pytest.fixture
def hr(uow: SqlUnitOfWork, bearer: Callable[..., Headers], ids: Any) -> Headers:
    for taken in ("ca", "iv"):  # ca_1 and iv_1 are in the story
        ids.new(taken)
    story = a_story(uow, a_job(id="jb_dev", title="后端开发工程师", description=JD))
    return bearer(story.hr)


@pytest.fixture
def batch(client: FlaskClient, hr: Headers) -> str:
    reply = client.post("/api/resume-batches", json={"job_id": "jb_dev"}, headers=hr)
    assert reply.status_code == 201
    return str(reply.json["batch_id"])


def bring(client: FlaskClient, hr: Headers, batch: str, ordinal: int, content: bytes) -> Any:
    address = f"/api/resume-batches/{batch}/files/{ordinal}?name=简历{ordinal}.txt"
    return client.post(address, data=content, headers=hr, content_type="application/octet-stream")


def read_all(client: FlaskClient, score: float = 90.0) -> None:
    """What the worker would do, with a score of ours."""
    s = client.application.extensions[EXTENSION]
    with s.uow() as uow:
        queued = uow.session.scalars(select(ResumeTask.id).where(ResumeTask.finished_at.is_(None))).all()
    for task_id in queued:
        lease = lease_resume_task(task_id, uow=s.uow(), clock=s.clock, ids=s.ids)
        resume = a_resume(b"".join(s.media.read(lease.file.media_key, lease.file.candidate_id)).decode())
        save_work(
            lease,
            Reading("test", resume, resume, searchable(resume, the_vocabulary())),
            Matching("test", MatchBody(score, ("本科",), ("缺Go",), ("缺Go",), ("hidden_text",))),
            uow=s.uow(),
            clock=s.clock,
            ids=s.ids,
        )


@pytest.fixture
def person(client: FlaskClient, hr: Headers, batch: str) -> str:
    bring(client, hr, batch, 0, a_person(1).encode())
    read_all(client)
    return str(client.get("/api/talent-pool", headers=hr).json["rows"][0]["candidate_id"])


def test_a_batch_shows_its_progress_and_what_was_there_already(
    client: FlaskClient, hr: Headers, batch: str
) -> None:
    for ordinal in range(3):
        assert bring(client, hr, batch, ordinal, a_person(min(ordinal, 1)).encode()).status_code == 201
    before = client.get(f"/api/resume-batches/{batch}", headers=hr).json
    assert (before["batch"]["queued"], before["batch"]["duplicate"]) == (2, 1)
    read_all(client)
    [after] = client.get("/api/resume-batches", headers=hr).json["batches"]
    assert (after["queued"], after["done"], after["job_title"]) == (0, 2, "后端开发工程师")
    assert [item["file_name"] for item in before["items"]] == ["简历2.txt"]


def test_an_empty_file_is_refused(client: FlaskClient, hr: Headers, batch: str) -> None:
    assert code_of(bring(client, hr, batch, 0, b"")) == "CV421"


def a_sheet(*rows: tuple[str, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_sheet_takes_the_good_rows_and_names_the_bad_ones(
    client: FlaskClient, hr: Headers, batch: str
) -> None:
    content = a_sheet(
        ("姓名", "手机号", "最高学历", "毕业院校", "技能"),
        ("赵敏", "13912345678", "本科", "浙江工业大学", "Python、MySQL"),
        ("", "13912345679", "", "", ""),
        ("钱进", "12345", "", "", ""),
    )
    reply = client.post(
        f"/api/resume-batches/{batch}/sheet",
        data=content,
        headers=hr,
        content_type="application/octet-stream",
    ).json
    assert reply["queued"] == 1
    assert [(fault["row"], fault["error"]["code"]) for fault in reply["faults"]] == [
        (3, "CV417"),
        (4, "CV418"),
    ]
    read_all(client)
    [row] = client.get("/api/talent-pool", headers=hr).json["rows"]
    assert (row["name"], row["degree"], row["school"]) == ("赵敏", "本科", "浙江工业大学")


def test_a_sheet_without_names_is_refused_whole(client: FlaskClient, hr: Headers, batch: str) -> None:
    reply = client.post(f"/api/resume-batches/{batch}/sheet", data=a_sheet(("手机号",), ("1",)), headers=hr)
    assert code_of(reply) == "CV416"


def test_the_template_reads_back_as_a_sheet(client: FlaskClient, hr: Headers, batch: str) -> None:
    content = client.get("/api/resume-template", headers=hr).data
    assert load_workbook(io.BytesIO(content)).active.max_row == 2
    reply = client.post(f"/api/resume-batches/{batch}/sheet", data=content, headers=hr)
    assert (reply.json["queued"], reply.json["faults"]) == (1, [])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("skills=python&degrees=本科&years_min=3&city=杭州", 1),
        ("q=浙江工业大学 订单", 1),
        ("skills=Python,Kubernetes", 0),
        ("degrees=博士", 0),
        ("years_min=9", 0),
        ("q=清华", 0),
    ],
)
def test_the_talent_pool_is_searched_by_fields_and_words(
    client: FlaskClient, hr: Headers, person: str, query: str, found: int
) -> None:
    assert len(client.get(f"/api/talent-pool?{query}", headers=hr).json["rows"]) == found


def test_a_person_is_shown_with_fields_match_and_flags(client: FlaskClient, hr: Headers, person: str) -> None:
    shown = client.get(f"/api/candidates/{person}/file", headers=hr).json
    [resume], [match] = shown["resumes"], shown["matches"]
    assert resume["phone"] == "13100000001"
    assert resume["work"][0]["end"] == "至今"
    assert (match["job_title"], match["high"], match["near"]) == ("后端开发工程师", True, ["缺Go"])


def test_a_correction_keeps_what_was_read(client: FlaskClient, hr: Headers, person: str) -> None:
    [resume] = client.get(f"/api/candidates/{person}/file", headers=hr).json["resumes"]
    work = [{"company": "云帆科技", "title": "架构师", "start": "2015-03", "end": "至今"}]
    body = {"field": "work", "value": work}
    assert client.put(f"/api/resumes/{resume['resume_id']}/fields", json=body, headers=hr).json["changed"]
    [after] = client.get(f"/api/candidates/{person}/file", headers=hr).json["resumes"]
    assert after["work"][0]["title"] == "架构师"
    assert after["years"] > 10
    assert "云帆1科技有限公司" in after["corrections"][0]["original"]


@pytest.mark.parametrize("value", [[{"start": "去年"}], "文字", [3]])
def test_a_correction_that_does_not_fit_is_refused(
    client: FlaskClient, hr: Headers, person: str, value: Any
) -> None:
    [resume] = client.get(f"/api/candidates/{person}/file", headers=hr).json["resumes"]
    reply = client.put(
        f"/api/resumes/{resume['resume_id']}/fields", json={"field": "work", "value": value}, headers=hr
    )
    assert code_of(reply) == "CV422"


def test_the_original_is_handed_out_by_ticket_and_never_as_a_page(
    client: FlaskClient, hr: Headers, batch: str
) -> None:
    page = b"<html><script>alert(1)</script>" + a_person(4).encode()
    bring(client, hr, batch, 0, page)
    s = client.application.extensions[EXTENSION]
    with s.uow() as uow:
        resume_id = uow.session.scalars(select(ResumeTask.resume_id)).one()
    url = client.post(f"/api/resumes/{resume_id}/file", headers=hr).json["url"]
    got = client.get(url)
    assert got.data == page
    assert got.mimetype == "application/octet-stream"
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert "%E7%AE%80%E5%8E%860.txt" in got.headers["Content-Disposition"]  # 简历0.txt, as it came
    assert client.get(url.replace("ticket=", "ticket=1")).status_code == 403


def test_what_may_not_be_asked_is_flagged_and_in_no_requirement(client: FlaskClient, hr: Headers) -> None:
    asked = client.get("/api/jobs/jb_dev/requirements", headers=hr).json
    assert (asked["number"], asked["degree"], asked["years_min"]) == (0, "本科", 3)
    assert asked["restrictions"]
    assert asked["restrictions"][0]["law"]
    assert "男" not in str(asked["groups"])


def test_confirmed_requirements_are_a_version_with_a_name(client: FlaskClient, hr: Headers) -> None:
    group = {"kind": "skill", "need": "hard", "names": ["golang"]}
    body = {"after": 0, "degree": "硕士", "years_min": 2, "groups": [group]}
    assert client.put("/api/jobs/jb_dev/requirements", json=body, headers=hr).json["number"] == 1
    asked = client.get("/api/jobs/jb_dev/requirements", headers=hr).json
    assert (asked["number"], asked["degree"], asked["groups"][0]["names"]) == (1, "硕士", ["Go"])
    assert asked["confirmed_by"]
    assert code_of(client.put("/api/jobs/jb_dev/requirements", json=body, headers=hr)) == "JR409"


def test_a_discriminating_requirement_cannot_be_confirmed(client: FlaskClient, hr: Headers) -> None:
    group = {"kind": "skill", "need": "hard", "names": ["限男性"]}
    reply = client.put("/api/jobs/jb_dev/requirements", json={"after": 0, "groups": [group]}, headers=hr)
    assert code_of(reply) == "JR423"


def decide(client: FlaskClient, hr: Headers, person: str, **changes: Any) -> Any:
    body = {"candidate_ids": [person], "outcome": "hold", "reason": "经验方向不符"} | changes
    return client.post("/api/jobs/jb_dev/screening", json=body, headers=hr)


def test_a_low_score_decides_nothing(client: FlaskClient, hr: Headers, batch: str) -> None:
    bring(client, hr, batch, 0, a_person(1).encode())
    read_all(client, score=3.0)
    [row] = client.get("/api/jobs/jb_dev/screening", headers=hr).json["rows"]
    assert (row["score"], row["outcome"], row["decided_by"]) == (3.0, None, "")


def test_holding_back_needs_a_reason_and_carries_a_name(
    client: FlaskClient, hr: Headers, person: str
) -> None:
    assert decide(client, hr, person, reason="").json["results"][0]["error"]["code"] == "SR422"
    assert decide(client, hr, person).json["results"][0]["error"] is None
    [row] = client.get("/api/jobs/jb_dev/screening", headers=hr).json["rows"]
    assert (row["outcome"], row["reason"], bool(row["decided_by"])) == ("hold", "经验方向不符", True)
    assert row["flags"][0]["name"] == "有看不见的文字"


def test_going_on_to_an_interview_invites(client: FlaskClient, hr: Headers, person: str) -> None:
    times = {"starts_at": "2026-03-03T04:00:00Z", "closes_at": "2026-03-04T04:00:00Z"}
    without = decide(client, hr, person, outcome="interview", reason="符合要求").json["results"][0]
    assert without["error"]["code"] == "SR423"
    done = decide(
        client, hr, person, outcome="interview", reason="符合要求", manager_id="st_manager", **times
    ).json["results"][0]
    assert done["error"] is None
    [row] = client.get("/api/jobs/jb_dev/screening", headers=hr).json["rows"]
    [interview] = client.get(f"/api/candidates/{person}/file", headers=hr).json["interviews"]
    assert row["interview_id"] == interview["id"]


def test_nobody_is_a_high_match_where_nothing_must_be_met(
    client: FlaskClient, hr: Headers, person: str
) -> None:
    plus = {"kind": "skill", "need": "plus", "names": ["Python"]}
    client.put("/api/jobs/jb_dev/requirements", json={"after": 0, "groups": [plus]}, headers=hr)
    read_all(client, score=97.0)
    [row] = client.get("/api/jobs/jb_dev/screening", headers=hr).json["rows"]
    [match] = client.get(f"/api/candidates/{person}/file", headers=hr).json["matches"]
    assert (row["score"], row["high"], row["musts"]) == (97.0, False, False)
    assert (match["high"], match["musts"]) == (False, False)


def test_somebody_never_held_against_the_job_is_not_decided_on(client: FlaskClient, hr: Headers) -> None:
    assert decide(client, hr, "ca_1").json["results"][0]["error"]["code"] == "SR409"


def test_a_manager_sees_no_resumes(
    client: FlaskClient, person: str, uow: SqlUnitOfWork, bearer: Callable[..., Headers]
) -> None:
    with uow:
        manager = uow.people.get_staff("st_manager")  # type: ignore[arg-type]
    headers = bearer(manager)
    for address in ("talent-pool", "resume-batches", f"candidates/{person}/file", "jobs/jb_dev/screening"):
        assert client.get(f"/api/{address}", headers=headers).status_code == 403
