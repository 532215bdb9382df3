"""Every card kind fills exactly the variables of its template, within DingTalk's limits, in every state."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from hiring.cards import MAX_VALUE_BYTES, CardSubject, render_card
from hiring.links import Links
from hiring.model.delivery import CardKind
from hiring.model.ids import CandidateId, InterviewId, JobId, RescheduleId, StaffId
from hiring.model.interview import Interview, InterviewState
from hiring.model.plan import InterviewPlan, Modality, PlannedQuestion
from hiring.model.processing import Outcome
from hiring.model.report_body import DimensionReport, ReportBody
from hiring.model.reschedule import RescheduleRequest, RescheduleState
from scoring.measures import Flag, NotMeasured, RubricQuestion

CARDS = Path(__file__).parents[2] / "config" / "cards"
NOON = datetime(2026, 6, 12, 4, tzinfo=UTC)  # 12:00 in Shanghai, a Friday
LINKS = Links("http://127.0.0.1:8700")

QUESTION = PlannedQuestion(
    key="q1",
    rubric=RubricQuestion("问题", "服务意识", "柜员", {1: "差", 3: "中", 5: "好"}),
    modalities=(Modality.VIDEO,),
    preparation_s=60,
    answer_limit_s=180,
    retakes=1,
)
PLAN = InterviewPlan(
    "明面", "银行柜员", ("安静的环境",), (QUESTION, replace(QUESTION, key="q2")), {}, {}, "r", "0", "c", "p"
)
BODY = ReportBody(
    composite=78.2,
    interval=(71.0, 85.4),
    coverage=0.8,
    missing=("数字敏感度",),
    dimensions=(
        DimensionReport("服务意识", "能力", 0.5, 78.2, (71.0, 85.4)),
        DimensionReport("数字敏感度", "能力", 0.2, NotMeasured("未作答"), NotMeasured("未作答")),
    ),
    answers=(),
    strengths=("安抚情绪有步骤" * 300,),
    risks=("没有说明结果",),
    flags=(Flag.LOW_CONFIDENCE,),
    versions={},
)


def a_subject(state: InterviewState, wish_state: RescheduleState = RescheduleState.OPEN) -> CardSubject:
    interview = Interview(
        id=InterviewId("iv_1"),
        candidate_id=CandidateId("ca_1"),
        job_id=JobId("jo_1"),
        round=1,
        manager_id=StaffId("st_m"),
        invited_by=StaffId("st_h"),
        starts_at=NOON,
        closes_at=NOON + timedelta(days=1),
        plan=PLAN,
        plan_sha256="0",
        created_at=NOON,
        state=state,
    )
    wish = RescheduleRequest(
        RescheduleId("rs_1"), interview.id, interview.candidate_id, (NOON,), "", NOON, wish_state, (NOON,)
    )
    return CardSubject(interview, "李雷", 1, NOON, wish, BODY, Outcome.APPROVE, "王经理", NOON)


@pytest.mark.parametrize(
    ("kind", "state", "wish_state"), list(product(CardKind, InterviewState, RescheduleState))
)
def test_every_face_fills_its_template(
    kind: CardKind, state: InterviewState, wish_state: RescheduleState
) -> None:
    template = json.loads((CARDS / f"{kind}.json").read_text(encoding="utf-8"))
    content = render_card(kind, a_subject(state, wish_state), LINKS)
    assert content.template_id == template["templateId"]
    assert content.params.keys() == template["variables"].keys()
    assert all(len(value.encode()) <= MAX_VALUE_BYTES for value in content.params.values())


def test_an_open_invitation_says_when_where_and_how_long() -> None:
    params = render_card(CardKind.INVITATION, a_subject(InterviewState.INVITED), LINKS).params
    assert params["time_text"] == "6月12日（周五）12:00"
    assert params["duration_text"] == "约 8 分钟，共 2 题"  # 2 × (60 + 180) s
    assert params["detail_url"] == "http://127.0.0.1:8700/i/iv_1"
    assert params["show_confirm"] == "true"


@pytest.mark.parametrize("state", [InterviewState.DECLINED, InterviewState.SUBMITTED, InterviewState.EXPIRED])
def test_a_settled_invitation_offers_no_button(state: InterviewState) -> None:
    params = render_card(CardKind.INVITATION, a_subject(state), LINKS).params
    assert (params["show_confirm"], params["show_change"]) == ("false", "false")


def test_what_was_not_measured_is_said_and_never_zero() -> None:
    params = render_card(CardKind.REPORT, a_subject(InterviewState.REPORTED), LINKS).params
    assert params["composite_text"] == "78 分（71–85）"
    assert "数字敏感度 数据不足" in params["dimensions"]
    assert params["coverage_text"] == "覆盖 80% 的权重，未测得：数字敏感度"


def test_where_managers_rate_first_the_card_tells_nothing_of_the_judgement_before_the_verdict() -> None:
    decided = a_subject(InterviewState.REPORTED)
    plan = replace(PLAN, rate_first=True)
    waiting = replace(decided, interview=replace(decided.interview, plan=plan), outcome=None)
    params = render_card(CardKind.REPORT, waiting, LINKS).params
    assert "78" not in "".join(params.values())
    assert [params[name] for name in ("dimensions", "strengths", "risks", "flags")] == [""] * 4
    assert (params["show_actions"], params["report_url"]) == ("false", "http://127.0.0.1:8700/m")

    afterwards = replace(waiting, outcome=Outcome.APPROVE)
    assert render_card(CardKind.REPORT, afterwards, LINKS).params["composite_text"] == "78 分（71–85）"


def test_a_decided_report_names_the_person_and_takes_no_press() -> None:
    params = render_card(CardKind.REPORT, a_subject(InterviewState.APPROVED), LINKS).params
    assert params["status_text"] == "王经理 已于 6月12日（周五）12:00 决定：通过"
    assert params["show_actions"] == "false"


def test_progress_counts_answered_questions() -> None:
    params = render_card(CardKind.PROGRESS, a_subject(InterviewState.IN_PROGRESS), LINKS).params
    assert params["progress_text"] == "已完成 50%（1/2 题）"
