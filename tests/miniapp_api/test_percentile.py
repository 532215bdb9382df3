"""A percentile only over the same job and rubric, measured, with at least thirty others."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from flask.testing import FlaskClient

from hiring.model.interview import InterviewState
from hiring.model.report_body import DimensionReport, ReportBody
from hiring.reportjson import report_json
from scoring.measures import NotMeasured
from storage.uow import SqlUnitOfWork
from tests.factories import (
    Story,
    a_candidate,
    a_decision,
    a_job,
    a_plan,
    a_report,
    a_story,
    an_interview,
    store,
)

NOTHING = NotMeasured("没有回答")
OTHER_RUBRIC = "d" * 64


def payload(score: float | NotMeasured) -> str:
    part = DimensionReport("服务意识", "能力", 1.0, score, NOTHING)
    return report_json(ReportBody(score, NOTHING, 1.0, (), (part,), (), (), (), (), {}))


def decided(uow: SqlUnitOfWork, score: float | NotMeasured = 70.0) -> Story:
    """ca_1 with this score, approved."""
    return a_story(
        uow,
        a_report(id="rp_1", payload=payload(score)),
        a_decision(),
        state=InterviewState.APPROVED,
    )


def add_peers(
    uow: SqlUnitOfWork,
    scores: Sequence[float | NotMeasured],
    *,
    prefix: str = "p",
    job_id: str = "jb_1",
    rubric_sha256: str = "a" * 64,
) -> None:
    """One more candidate for each score, with an interview and a report."""
    with uow:
        for number, score in enumerate(scores):
            who, iv = f"ca_{prefix}{number}", f"iv_{prefix}{number}"
            plan = a_plan(rubric_sha256=rubric_sha256)
            report = {"rubric_sha256": rubric_sha256, "payload": payload(score)}
            store(
                uow,
                [
                    a_candidate(id=who, phone=""),
                    an_interview(id=iv, candidate_id=who, job_id=job_id, plan=plan),
                    a_report(id=f"rp_{prefix}{number}", interview_id=iv, candidate_id=who, **report),
                ],
            )
        uow.commit()


@pytest.fixture
def shown(client: FlaskClient, bearer: Callable[..., dict[str, str]]) -> Callable[[Story], Any]:
    def read(story: Story) -> Any:
        headers = bearer(story.candidate)
        feedback = client.get("/api/interviews/iv_1/feedback", headers=headers).json
        standing = feedback["dimensions"][0]["percentile"]
        return standing.get("value", standing)

    return read


def too_few(n: int) -> dict[str, str]:
    who = f"同岗位、同评分标准、测得这一项的其他候选人 {n} 人"
    return {"not_measured": f"百分位数据不足：{who}，满 30 人才提供"}


def test_twenty_nine_others_are_too_few_and_the_text_says_so(uow: SqlUnitOfWork, shown: Any) -> None:
    story = decided(uow)
    add_peers(uow, [50.0] * 29)
    assert shown(story) == too_few(29)


def test_with_thirty_it_is_those_below_and_half_of_the_ties(uow: SqlUnitOfWork, shown: Any) -> None:
    story = decided(uow, 70.0)
    add_peers(uow, [50.0] * 20 + [70.0] * 4 + [90.0] * 6)
    assert shown(story) == pytest.approx(73.333, abs=0.001)  # (20 + 4/2) / 30


def test_another_job_another_rubric_and_unmeasured_scores_do_not_count(
    uow: SqlUnitOfWork, shown: Any
) -> None:
    story = decided(uow)
    with uow:
        store(uow, [a_job(id="jb_2")])
        uow.commit()
    add_peers(uow, [50.0] * 29)
    add_peers(uow, [50.0] * 3, prefix="job", job_id="jb_2")
    add_peers(uow, [50.0] * 3, prefix="rubric", rubric_sha256=OTHER_RUBRIC)
    add_peers(uow, [NOTHING] * 3, prefix="unmeasured")
    assert shown(story) == too_few(29)


def test_a_person_counts_once_with_the_latest_report_and_an_erased_one_not_at_all(
    uow: SqlUnitOfWork, shown: Any, clock: Any
) -> None:
    story = decided(uow, 70.0)
    add_peers(uow, [50.0] * 31)
    with uow:
        later = {"interview_id": "iv_p0", "candidate_id": "ca_p0", "generation": 2}
        store(uow, [a_report(payload=payload(90.0), **later)])
        uow.people.erase("ca_p1", now=clock.now())
        uow.commit()
    assert shown(story) == pytest.approx(96.667, abs=0.001)  # 29 of 30 below; ca_p0 is above now


def test_without_a_score_of_ones_own_there_is_nothing_to_compare(uow: SqlUnitOfWork, shown: Any) -> None:
    story = decided(uow, NOTHING)
    add_peers(uow, [50.0] * 30)
    assert shown(story) == {"not_measured": "百分位数据不足：没有测得分数，无法比较"}
