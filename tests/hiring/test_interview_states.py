"""The state machine, cell by cell: what is possible, what already holds, what is refused."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from hiring.errors import Conflict
from hiring.model.ids import CandidateId, InterviewId, JobId, StaffId
from hiring.model.interview import (
    SETTLED,
    STATE_NAMES,
    TRANSITIONS,
    Interview,
    InterviewAction,
    InterviewState,
)
from hiring.model.plan import InterviewPlan

NOON = datetime(2026, 6, 12, 4, tzinfo=UTC)
PLAN = InterviewPlan("明面", "柜员", (), (), {}, {}, "r1", "0" * 64, "c1", "p1")
FINAL = {InterviewState.APPROVED, InterviewState.REJECTED}


def an_interview_in(state: InterviewState) -> Interview:
    return Interview(
        id=InterviewId("iv_1"),
        candidate_id=CandidateId("ca_1"),
        job_id=JobId("jo_1"),
        round=1,
        manager_id=StaffId("st_m"),
        invited_by=StaffId("st_h"),
        starts_at=NOON,
        closes_at=NOON + timedelta(days=1),
        plan=PLAN,
        plan_sha256="0" * 64,
        created_at=NOON,
        state=state,
    )


@pytest.mark.parametrize(("state", "action"), list(product(InterviewState, InterviewAction)))
def test_every_action_moves_settles_or_is_refused(state: InterviewState, action: InterviewAction) -> None:
    interview = an_interview_in(state)
    if SETTLED.get(action) == state:
        assert interview.take(action) is False
        assert interview.state == state
    elif (state, action) in TRANSITIONS:
        assert interview.take(action) is True
        assert interview.state == TRANSITIONS[state, action]
    else:
        with pytest.raises(Conflict) as refused:
            interview.take(action)
        assert refused.value.code == "IV302"
        assert interview.state == state


def test_only_a_reported_interview_can_be_decided() -> None:
    sources = {state for (state, _), after in TRANSITIONS.items() if after in FINAL}
    assert sources == {InterviewState.REPORTED}


def test_nothing_leaves_a_final_state() -> None:
    ends = FINAL | {InterviewState.DECLINED, InterviewState.WITHDRAWN, InterviewState.EXPIRED}
    assert {state for state, _ in TRANSITIONS} & ends == set()


def test_every_state_has_a_chinese_name() -> None:
    assert set(STATE_NAMES) == set(InterviewState)


def test_moving_keeps_the_time_there_is_to_answer() -> None:
    interview = an_interview_in(InterviewState.CONFIRMED)
    interview.move_to(NOON + timedelta(hours=5))
    assert interview.closes_at == NOON + timedelta(days=1, hours=5)
    assert interview.reminder_at == NOON + timedelta(hours=4)
