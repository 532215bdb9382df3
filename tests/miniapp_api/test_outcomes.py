"""结果回流 over HTTP: files, rows and the roster come in; figures or refusals come out; a person activates."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from hiring.model.ids import DingTalkUserId
from hiring.model.interview import InterviewState
from hiring.model.outcome import ExitReason
from hiring.model.people import Role
from hiring.model.report_body import DimensionReport, ReportBody
from hiring.outcome_rows import COLUMNS
from hiring.ports import Employment
from hiring.reportjson import report_json
from miniapp_api.app import create_app
from scoring.measures import NotMeasured
from storage.spreadsheets import template
from tests.factories import NOON, a_candidate, a_job, a_plan, a_report, a_staff, an_interview, store
from tests.miniapp_api.conftest import CodeBook, bearer_headers, code_of

MISSING = NotMeasured("没有作答")
PEOPLE = 90


def a_body(**scores: float) -> ReportBody:
    rows = tuple(DimensionReport(name, "能力", 0.5, score, MISSING) for name, score in scores.items())
    return ReportBody(MISSING, MISSING, 0.0, (), rows, (), (), (), (), {})


@pytest.fixture
def ratings(uow: Any) -> list[dict[str, str]]:
    """A job with 90 assessed people of whom 甲 predicts the rating and 乙 does not; the rows of their reviews."""
    rng = np.random.default_rng(5)
    plan = a_plan(weights={"甲": 0.2, "乙": 0.8}, groups={"甲": "能力", "乙": "能力"})
    rows: list[Any] = [
        a_staff(id="st_hr", name="陈人事", roles=frozenset({Role.HR})),
        a_staff(id="st_manager"),
        a_job(id="jb_1", plan=plan),
    ]
    cells = []
    for number in range(PEOPLE):
        z, other, noise = rng.standard_normal(3)
        rating = float(np.clip(round(60 + 10 * z + 5 * noise), 0, 100))
        who = {"id": f"ca_{number}", "phone": f"1380000{number:04}", "name": f"某{number}"}
        made = NOON + timedelta(days=number)
        rows += [
            a_candidate(**who),
            an_interview(
                id=f"iv_{number}",
                candidate_id=f"ca_{number}",
                plan=plan,
                created_at=made,
                state=InterviewState.REPORTED,
            ),
            a_report(
                interview_id=f"iv_{number}",
                candidate_id=f"ca_{number}",
                payload=report_json(a_body(甲=60 + 10 * z, 乙=60 + 10 * other)),
            ),
        ]
        cells.append(
            {
                "手机号": who["phone"],
                "类型": "绩效",
                "周期": "2026H1",
                "评分": f"{rating:.0f}",
                "评分标准": "0-100",
                "日期": "2026-07-10",
            }
        )
    with uow:
        store(uow, rows)
        uow.commit()
    return cells


@pytest.fixture
def hr(uow: Any, ratings: Any) -> dict[str, str]:
    return bearer_headers(uow, a_staff(id="st_hr"))


def send(client: Any, hr: dict[str, str], cells: list[dict[str, str]]) -> Any:
    return client.post("/api/outcomes", headers=hr, json={"rows": [{"cells": row} for row in cells]})


def test_a_sheet_comes_in_and_the_template_has_its_columns(client: Any, hr: Any, ratings: Any) -> None:
    row = ratings[0] | {"类型": "绩效"}
    sheet = template(COLUMNS, [[row.get(column, "") for column in COLUMNS]], sheet="x")
    answer = client.post("/api/outcomes/sheet", headers=hr, data=sheet)
    assert answer.status_code == 200, answer.text
    assert (answer.json["added"], answer.json["faults"]) == (1, [])
    assert client.get("/api/outcomes/template", headers=hr).data.startswith(b"PK")
    (kind,) = client.get("/api/outcomes", headers=hr).json["kinds"]
    assert (kind["kind"], kind["facts"], kind["linked"]) == ("review", 1, 1)


def test_what_is_no_sheet_is_refused_in_chinese(client: Any, hr: Any) -> None:
    answer = client.post("/api/outcomes/sheet", headers=hr, data=b"PK\x03\x04zzz")
    assert (answer.status_code, code_of(answer)) == (422, "OC415")


def test_rows_are_answered_for_by_number(client: Any, hr: Any, ratings: Any) -> None:
    answer = send(client, hr, [ratings[0], ratings[1] | {"评分": "101"}])
    assert answer.json["added"] == 1
    assert answer.json["faults"][0]["line"] == 2


def test_the_roster_brings_days_and_says_nothing_about_strangers(
    make_services: Any, uow: Any, hr: Any, ratings: Any
) -> None:
    there = Employment(DingTalkUserId("user-ca_3"), "", "", date(2026, 3, 1), None, ExitReason.OTHER)
    stranger = Employment(DingTalkUserId("nobody"), "", "", date(2026, 3, 1), None, ExitReason.OTHER)
    client = create_app(make_services(dingtalk=CodeBook({}, [there, stranger]))).test_client()
    answer = client.post("/api/outcomes/sync", headers=hr).json
    assert (answer["added"], answer["strangers"], answer["faults"]) == (1, 1, [])


def test_too_few_people_get_reasons_in_place_of_figures(client: Any, hr: Any, ratings: Any) -> None:
    send(client, hr, ratings[:12])
    page = client.get("/api/jobs/jb_1/validity", headers=hr).json
    assert page["analysis"]["cases"] == 12
    assert "124" in page["analysis"]["predictors"][0]["performance"]["not_measured"]
    assert "not_measured" in page["suggestion"]


def test_enough_people_get_figures_a_suggestion_and_a_person_activates(
    client: Any, hr: Any, uow: Any, ratings: Any
) -> None:
    assert send(client, hr, ratings).json["added"] == PEOPLE
    page = client.get("/api/jobs/jb_1/validity", headers=hr).json
    found = {one["name"]: one["performance"] for one in page["analysis"]["predictors"]}
    assert found["甲"]["low"] > 0.7
    assert found["乙"]["low"] < 0 < found["乙"]["high"]
    suggestion = page["suggestion"]
    assert suggestion["weights"]["甲"] > 0.7
    assert suggestion["supported"]
    body = {"weights": suggestion["weights"], "reason": "回测支持", "replaces": page["number"]}
    assert client.post("/api/jobs/jb_1/weights", headers=hr, json=body).json == {"number": 1}
    assert client.get("/api/jobs/jb_1", headers=hr).json["weights"] == suggestion["weights"]
    later = client.get("/api/jobs/jb_1/validity", headers=hr).json
    assert later["history"][0]["basis"]["tested_n"] == 36
    assert later["history"][0]["by_name"] == "陈人事"
    again = client.post("/api/jobs/jb_1/weights", headers=hr, json=body)
    assert code_of(again) == "WT409"
    with uow:
        assert uow.interviews.get("iv_1").plan.weights == {"甲": 0.2, "乙": 0.8}


def test_weights_set_by_hand_carry_no_back_test(client: Any, hr: Any) -> None:
    body = {"weights": {"甲": 0.5, "乙": 0.5}, "reason": "专家共识", "replaces": 0}
    assert client.post("/api/jobs/jb_1/weights", headers=hr, json=body).status_code == 201
    history = client.get("/api/jobs/jb_1/validity", headers=hr).json["history"]
    assert history[0]["basis"] == {}
