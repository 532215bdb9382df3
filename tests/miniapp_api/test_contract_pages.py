"""HR's contract pages over HTTP: draft, lint at once, second person, papers; lint of outside text; thresholds."""

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from flask.testing import FlaskClient

from hiring.model.interview import InterviewState
from hiring.model.people import Role
from hiring.reportjson import report_json
from storage.uow import SqlUnitOfWork
from tests.contracts.test_drafting import SENSIBLE
from tests.factories import NOON, Story, a_decision, a_report, a_staff, a_story, store
from tests.miniapp_api.conftest import TYPESETTER, bearer_headers, code_of
from tests.miniapp_api.test_manager_pages import a_body
from tests.reports import with_dimension
from tests.signing import SIGNED_PDF

Headers = dict[str, str]
CHOICE = {
    "rule": "communication_training",
    "dimension": "服务意识",
    "settled": "accepted",
    "reason": "同岗位统一安排",
}
LOW = with_dimension(a_body(), "服务意识", 41.7, (30.2, 53.2))


@pytest.fixture
def story(uow: SqlUnitOfWork) -> Story:
    report = a_report(id="rp_1", payload=report_json(LOW))
    return a_story(uow, report, a_decision(), state=InterviewState.APPROVED, closed_at=NOON)


@pytest.fixture
def hr(story: Story, bearer: Callable[..., Headers]) -> Headers:
    return bearer(story.hr)


@pytest.fixture
def second(uow: SqlUnitOfWork, story: Story) -> Headers:
    person = a_staff(id="st_hr2", name="何人事", roles=frozenset({Role.HR}))
    with uow:
        store(uow, [person])
        uow.commit()
    return bearer_headers(uow, person)


@pytest.fixture
def contract_id(client: FlaskClient, hr: Headers) -> str:
    made = client.post("/api/interviews/iv_1/contract", headers=hr)
    assert made.status_code == 201
    return str(made.json["contract_id"])


def save(client: FlaskClient, contract_id: str, headers: Headers, **changes: Any) -> Any:
    body = {
        "base": 1,
        "facts": SENSIBLE,
        "options": ["training_free"],
        "edits": {},
        "choices": [CHOICE],
    }
    return client.put(f"/api/contracts/{contract_id}", json=body | changes, headers=headers)


def test_an_approved_interview_is_offered_for_a_contract(client: FlaskClient, hr: Headers) -> None:
    answer = client.get("/api/contracts", headers=hr).json
    assert [r["interview_id"] for r in answer["ready"]] == ["iv_1"]
    assert answer["contracts"] == []


def test_the_draft_shows_basis_alternative_and_what_is_missing(
    client: FlaskClient, hr: Headers, contract_id: str
) -> None:
    page = client.get(f"/api/contracts/{contract_id}", headers=hr).json
    (proposal,) = page["proposals"]
    assert (proposal["dimension"], proposal["score"], proposal["interval"]) == (
        "服务意识",
        41.7,
        [30.2, 53.2],
    )
    assert proposal["alternative"]
    assert "term_start" in [f["field"] for f in page["faults"]]
    assert page["blocked"]
    assert "非法律意见" in page["disclaimer"]


def test_saved_facts_make_a_lawful_contract_with_right_dates(
    client: FlaskClient, hr: Headers, contract_id: str
) -> None:
    assert save(client, contract_id, hr).json == {"number": 2}
    page = client.get(f"/api/contracts/{contract_id}", headers=hr).json
    assert page["faults"] == []
    assert not page["blocked"]
    assert page["dates"] == {"term_end": "2029-11-30", "probation_end": "2027-05-31"}


def test_an_unlawful_edit_is_answered_with_article_quote_and_rewrite(
    client: FlaskClient, hr: Headers, contract_id: str
) -> None:
    save(client, contract_id, hr, edits={"pay": "乙方迟到一次，从工资中罚款200元。"})
    page = client.get(f"/api/contracts/{contract_id}", headers=hr).json
    (clause,) = [c for c in page["clauses"] if c["key"] == "pay"]
    (found,) = clause["findings"]
    assert (found["rule"], found["severity"]) == ("L18", "E")
    assert found["article"]
    assert found["quote"]
    assert found["rewrite"]
    assert (
        code_of(client.post(f"/api/contracts/{contract_id}/submit", json={"number": 2}, headers=hr))
        == "CO411"
    )


def test_only_a_second_person_approves(
    client: FlaskClient, hr: Headers, second: Headers, contract_id: str
) -> None:
    save(client, contract_id, hr)
    step = {"number": 2}
    assert client.post(f"/api/contracts/{contract_id}/submit", json=step, headers=hr).status_code == 200
    assert not client.get(f"/api/contracts/{contract_id}", headers=hr).json["may_approve"]
    assert client.get(f"/api/contracts/{contract_id}", headers=second).json["may_approve"]
    own = client.post(f"/api/contracts/{contract_id}/approve", json=step, headers=hr)
    assert (own.status_code, code_of(own)) == (409, "CO403")
    assert client.post(f"/api/contracts/{contract_id}/approve", json=step, headers=second).status_code == 200
    page = client.get(f"/api/contracts/{contract_id}", headers=hr).json
    assert (page["state_name"], page["approver_name"]) == ("已批准，待签署", "何人事")


def test_the_manager_of_another_interview_sees_nothing(
    client: FlaskClient, uow: SqlUnitOfWork, contract_id: str
) -> None:
    stranger = a_staff(id="st_other")
    with uow:
        store(uow, [stranger])
        uow.commit()
    headers = bearer_headers(uow, stranger)
    assert client.get("/api/contracts", headers=headers).json == {"contracts": [], "ready": []}
    for door in ("", "/docx", "/pdf", "/difference"):
        assert client.get(f"/api/contracts/{contract_id}{door}", headers=headers).status_code == 403


def test_the_docx_is_the_saved_version_and_says_that_it_is_a_draft(
    client: FlaskClient, hr: Headers, contract_id: str
) -> None:
    save(client, contract_id, hr)
    answer = client.get(f"/api/contracts/{contract_id}/docx", headers=hr)
    paper = docx.Document(io.BytesIO(answer.data))
    text = "\n".join(p.text for p in paper.paragraphs)
    assert "王小明" in text
    assert "41.7" not in text
    assert "不得签署" in paper.sections[0].header.paragraphs[0].text
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.model
@pytest.mark.skipif(not TYPESETTER.fonts.exists(), reason="the font was not fetched: mingmian models pull")
def test_the_pdf_comes_as_pdf(client: FlaskClient, hr: Headers, contract_id: str) -> None:
    assert client.get(f"/api/contracts/{contract_id}/pdf", headers=hr).data.startswith(b"%PDF")


def test_a_difference_reads_clause_by_clause(client: FlaskClient, hr: Headers, contract_id: str) -> None:
    save(client, contract_id, hr)
    save(client, contract_id, hr, base=2, facts=SENSIBLE | {"monthly_wage": "9000", "probation_wage": "7200"})
    answer = client.get(f"/api/contracts/{contract_id}/difference", headers=hr).json
    assert (answer["before"], answer["after"]) == (2, 3)
    assert [c["title"] for c in answer["changes"]] == ["劳动报酬", "试用期工资"]


def test_reading_and_downloading_are_audited(
    client: FlaskClient, hr: Headers, contract_id: str, uow: SqlUnitOfWork
) -> None:
    from storage.reads.audit_log import audit_page

    client.get(f"/api/contracts/{contract_id}", headers=hr)
    client.get(f"/api/contracts/{contract_id}/docx", headers=hr)
    with uow:
        actions = [line.action for line in audit_page(uow.session, resource=f"contract:{contract_id}")]
    assert actions == ["contract.download", "contract.read", "contract.prepare"]


def test_outside_text_is_linted_whole(client: FlaskClient, hr: Headers) -> None:
    text = (
        "第一条 合同期限一年，试用期三个月。\n第二条 乙方自愿放弃社会保险。\n第三条 一式两份，双方各执一份。"
    )
    answer = client.post("/api/lint/text", json={"text": text}, headers=hr).json
    rules = {f["rule"] for p in answer["parts"] for f in p["findings"]}
    assert {"L01", "L26"} <= rules
    assert answer["blocked"]
    assert "非法律意见" in answer["disclaimer"]


def test_text_that_is_none_is_refused_in_words(client: FlaskClient, hr: Headers) -> None:
    answer = client.post("/api/lint/text", json={"text": "\u3000"}, headers=hr)
    assert (answer.status_code, code_of(answer)) == (422, "CT101")


def test_questions_and_advertisements_are_linted_line_by_line(client: FlaskClient, hr: Headers) -> None:
    lines = ["您打算什么时候要孩子？", "请讲一次您处理客户投诉的经历。", "限男性，35岁以下"]
    answer = client.post("/api/lint/questions", json={"lines": lines}, headers=hr).json
    assert [line["forbidden"] for line in answer["lines"]] == [True, False, True]
    assert answer["lines"][0]["law"]


def test_a_jobs_thresholds_are_versioned(client: FlaskClient, hr: Headers) -> None:
    before = client.get("/api/jobs/jb_1/clause-policy", headers=hr).json
    own = [{"rule": "communication_training", "threshold": 30, "max_width": 30, "enabled": True}]
    body = {"base": before["number"], "thresholds": own}
    assert client.put("/api/jobs/jb_1/clause-policy", json=body, headers=hr).json == {"number": 1}
    after = client.get("/api/jobs/jb_1/clause-policy", headers=hr).json
    (rule,) = [r for r in after["rules"] if r["rule"] == "communication_training"]
    assert (after["number"], rule["threshold"]) == (1, 30)
    assert code_of(client.put("/api/jobs/jb_1/clause-policy", json=body, headers=hr)) == "CO409"


def test_risk_notes_stand_beside_the_report(client: FlaskClient, hr: Headers) -> None:
    answer = client.get("/api/interviews/iv_1/risk-notes", headers=hr).json
    (note,) = answer["notes"]
    assert note["dimension"] == "服务意识"
    assert note["quotes"] == ["我先听客户把话说完"]
    assert note["follow_up"] == ["客户后来怎么说？"]
    assert "不作为录用" in answer["purpose"]


@pytest.fixture
def approved(client: FlaskClient, hr: Headers, second: Headers, contract_id: str) -> str:
    save(client, contract_id, hr)
    client.post(f"/api/contracts/{contract_id}/submit", json={"number": 2}, headers=hr)
    client.post(f"/api/contracts/{contract_id}/approve", json={"number": 2}, headers=second)
    return contract_id


def test_the_signed_copy_comes_in_and_goes_out_unchanged(
    client: FlaskClient, hr: Headers, approved: str
) -> None:
    door = f"/api/contracts/{approved}/signed"
    assert code_of(client.get(door, headers=hr)) == "CO416"
    sent = client.post(f"{door}?number=2", data=SIGNED_PDF, headers=hr)
    assert (sent.status_code, sent.json) == (200, {"changed": True})
    page = client.get(f"/api/contracts/{approved}", headers=hr).json
    assert (page["state"], page["has_signed_copy"]) == ("signed", True)
    assert client.get(door, headers=hr).data == SIGNED_PDF


def test_a_word_file_is_no_signed_copy(client: FlaskClient, hr: Headers, approved: str) -> None:
    answer = client.post(f"/api/contracts/{approved}/signed?number=2", data=b"PK\x03\x04", headers=hr)
    assert (answer.status_code, code_of(answer)) == (422, "CO415")


def test_the_manager_reads_and_approves_without_the_workbench(
    client: FlaskClient, hr: Headers, story: Story, bearer: Callable[..., Headers], contract_id: str
) -> None:
    manager = bearer(story.manager)
    save(client, contract_id, hr)
    client.post(f"/api/contracts/{contract_id}/submit", json={"number": 2}, headers=hr)
    assert [c["id"] for c in client.get("/api/contracts", headers=manager).json["contracts"]] == [contract_id]
    assert client.get(f"/api/contracts/{contract_id}", headers=manager).json["may_approve"]
    step = client.post(f"/api/contracts/{contract_id}/approve", json={"number": 2}, headers=manager)
    assert step.status_code == 200
