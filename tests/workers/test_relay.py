"""The relay against the real database, the real queue and the sandbox: nothing lost, nothing doubled, HR told."""

import dataclasses
from datetime import timedelta

import pytest
from redis import Redis

from hiring import messages
from hiring.commands import EraseCandidate, OnInterview
from hiring.model.delivery import CardKind, OutboxKind
from hiring.model.interview import InterviewState
from hiring.model.people import Role
from hiring.model.processing import TaskKind
from hiring.model.report_body import ReportBody
from hiring.reportjson import report_json
from hiring.usecases.keeping import erase_candidate
from hiring.usecases.scheduling import confirm_interview
from storage.reads.deliveries import DeliveryState, delivery_list
from tests.factories import (
    a_candidate,
    a_report,
    a_reschedule,
    a_staff,
    a_task,
    an_actor,
    an_answer,
    an_interview,
    store,
)
from workers.queueing import open_queue
from workers.relay import ERRAND_KINDS, JOB_KINDS, Lane

# The sandbox's people: lin is a candidate, zhou HR, chen a manager.
LONGEST_WAIT = timedelta(minutes=6)  # more than any backoff plus a ban's five minutes


@pytest.fixture
def interview(runtime):
    """iv_1, invited by zhou, of lin, decided by chen."""
    with runtime.storage.new_uow() as uow:
        hr = a_staff(id="st_hr", dingtalk_user_id="zhou")
        manager = a_staff(id="st_manager", dingtalk_user_id="chen")
        store(uow, [hr, manager, a_candidate(id="ca_1", dingtalk_user_id="lin")])
        uow.commit()
    return put_interview(runtime, "iv_1", candidate_id="ca_1")


def put_interview(runtime, interview_id, *, candidate_id, **changes):
    from tests.factories import a_job

    facts = {"state": InterviewState.INVITED, "candidate_id": candidate_id} | changes
    row = an_interview(id=interview_id, job_id=f"job_of_{interview_id}", **facts)
    with runtime.storage.new_uow() as uow:
        store(uow, [a_job(id=row.job_id), row])
        uow.commit()
    return row


def post(runtime, *rows):
    with runtime.storage.new_uow() as uow:
        store(uow, rows)
        uow.commit()


def card(runtime, kind=CardKind.INVITATION, *, recipient=messages.TO_CANDIDATE, interview="iv_1"):
    return messages.card(kind, interview, recipient=recipient, ids=runtime.ids, now=runtime.clock.now())


def text(runtime, code="interview.withdrawn", *, recipient=messages.TO_CANDIDATE):
    return messages.text(code, "iv_1", recipient=recipient, ids=runtime.ids, now=runtime.clock.now())


def run_errands(runtime, desk):
    lane = Lane(runtime.storage, desk, ERRAND_KINDS)
    while lane.deliver_next():
        pass


def rows(runtime, state):
    with runtime.storage.new_uow() as uow:
        return delivery_list(uow.session, state=state)


def cards_of(sandbox, user_id):
    return [item["outTrackId"] for item in sandbox.inbox(user_id) if item["kind"] == "card"]


def test_a_card_arrives_and_presses_on_it_will_be_known(runtime, desk, sandbox, interview):
    row = card(runtime)
    post(runtime, row)
    run_errands(runtime, desk)
    assert cards_of(sandbox, "lin") == [row.id]
    with runtime.storage.new_uow() as uow:
        known = uow.deliveries.find_card(row.id)
    assert (known.recipient, known.subject_id, known.kind) == ("lin", "iv_1", CardKind.INVITATION)


def test_a_delivery_whose_confirmation_was_lost_is_not_shown_twice(runtime, desk, sandbox, interview):
    row = card(runtime)
    post(runtime, row)
    sandbox.switch(next_lost_response=1)
    run_errands(runtime, desk)
    runtime.clock.advance(LONGEST_WAIT)
    run_errands(runtime, desk)
    assert cards_of(sandbox, "lin") == [row.id]
    assert [line.id for line in rows(runtime, DeliveryState.DELIVERED)][-1] == row.id


def test_an_outage_delays_but_loses_nothing_and_keeps_the_order(runtime, desk, sandbox, interview):
    sent = [card(runtime, CardKind.INVITATION), text(runtime), card(runtime, CardKind.OFFER)][:2]
    post(runtime, *sent)
    sandbox.switch(outage="503")
    run_errands(runtime, desk)
    assert sandbox.inbox("lin") == []
    sandbox.switch(outage="off")
    runtime.clock.advance(LONGEST_WAIT)
    run_errands(runtime, desk)
    assert [item["kind"] for item in sandbox.inbox("lin")] == ["card", "message"]


def test_a_message_whose_outcome_is_unknown_is_marked_and_hr_is_told(runtime, desk, sandbox, interview):
    row = text(runtime)
    post(runtime, row)
    sandbox.switch(next_lost_response=1)
    run_errands(runtime, desk)
    (dead,) = rows(runtime, DeliveryState.DEAD)
    assert (dead.id, dead.outcome_unknown) == (row.id, True)
    assert "未能确认送达" in sandbox.texts("zhou")[0]


def test_hr_learns_of_a_card_that_can_not_be_delivered(runtime, desk, sandbox, interview):
    sandbox.switch(undeliverable_user_ids=["lin"])
    post(runtime, card(runtime))
    run_errands(runtime, desk)
    (dead,) = rows(runtime, DeliveryState.DEAD)
    assert not dead.outcome_unknown
    assert "未能送达" in sandbox.texts("zhou")[0]


def test_what_hr_can_not_be_told_is_not_told_to_hr(runtime, desk, sandbox, interview):
    sandbox.switch(undeliverable_user_ids=["zhou"])
    post(runtime, card(runtime, CardKind.PROGRESS, recipient="st_hr"))
    run_errands(runtime, desk)
    assert len(rows(runtime, DeliveryState.DEAD)) == 1
    assert rows(runtime, DeliveryState.PENDING) == []


def test_somebody_outside_dingtalk_gets_a_link_from_hr_instead(runtime, desk, sandbox, interview):
    post(runtime, a_candidate(id="ca_2", phone="13900000009", dingtalk_user_id=None))
    put_interview(runtime, "iv_2", candidate_id="ca_2")
    row = card(runtime, interview="iv_2")
    post(runtime, row)
    run_errands(runtime, desk)
    assert [line.id for line in rows(runtime, DeliveryState.DELIVERED)] == [row.id]
    assert "/v1.0/card/instances/createAndDeliver" not in sandbox.paths_called()


def test_a_reminder_that_an_outage_held_up_past_its_time_is_dropped(runtime, desk, sandbox, interview):
    late = put_interview(
        runtime, "iv_3", candidate_id="ca_1", state=InterviewState.CONFIRMED, starts_at=runtime.clock.now()
    )
    row = card(runtime, CardKind.REMINDER, interview=late.id)
    post(runtime, row)
    run_errands(runtime, desk)
    assert sandbox.inbox("lin") == []
    assert [line.id for line in rows(runtime, DeliveryState.DELIVERED)] == [row.id]


def test_two_progress_rows_make_one_card(runtime, desk, sandbox, interview):
    post(runtime, *(card(runtime, CardKind.PROGRESS, recipient="st_hr") for _ in range(2)))
    run_errands(runtime, desk)
    assert len(cards_of(sandbox, "zhou")) == 1


class ConfirmsMeanwhile:
    """DingTalk, with a candidate who confirms on the page while the card is on its way."""

    def __init__(self, real, confirm):
        self.real, self.confirm = real, confirm

    def deliver_card(self, card_id, recipient, content):
        self.confirm()
        self.real.deliver_card(card_id, recipient, content)

    def update_card(self, card_id, content):
        self.real.update_card(card_id, content)


def test_a_card_that_was_overtaken_on_its_way_is_redrawn(runtime, desk, sandbox, interview):
    def confirm():
        with runtime.storage.new_uow() as uow:
            candidate = uow.people.get_candidate("ca_1")
        command = OnInterview(an_actor(candidate), "iv_1")
        confirm_interview(
            command,
            uow=runtime.storage.new_uow(),
            access=runtime.access,
            clock=runtime.clock,
            ids=runtime.ids,
        )

    row = card(runtime)
    post(runtime, row)
    meanwhile = dataclasses.replace(desk, dingtalk=ConfirmsMeanwhile(desk.dingtalk, confirm))
    assert Lane(runtime.storage, meanwhile, {OutboxKind.CARD_INVITATION}).deliver_next()
    run_errands(runtime, desk)
    (shown,) = [item for item in sandbox.inbox("lin") if item["outTrackId"] == row.id]
    assert shown["params"]["show_confirm"] == "false"


def test_with_the_queue_away_cards_go_out_and_jobs_wait(runtime, desk, sandbox, interview):
    nobody = Redis.from_url("unix:///nowhere/valkey.sock")
    away = dataclasses.replace(desk, queues={"transcribe": open_queue("transcribe", nobody)})
    task = a_task(TaskKind.TRANSCRIBE, id="tk_1", answer_id="an_1")
    post(runtime, an_answer(id="an_1", media_key="iv_1/an_1"), task)
    post(runtime, messages.job(task, ids=runtime.ids, now=runtime.clock.now()), card(runtime))
    run_errands(runtime, away)
    assert Lane(runtime.storage, away, JOB_KINDS).deliver_next()
    assert len(cards_of(sandbox, "lin")) == 1
    runtime.clock.advance(LONGEST_WAIT)
    assert Lane(runtime.storage, desk, JOB_KINDS).deliver_next()
    assert desk.queues["transcribe"].job_ids == ["tk_1-0"]


def test_what_was_to_be_said_about_an_erased_person_is_settled_and_holds_nobody_up(
    runtime, desk, sandbox, interview
):
    card_rows = [card(runtime), card(runtime, CardKind.PROGRESS, recipient="st_hr")]
    post(runtime, *card_rows, text(runtime), text(runtime, "task.failed", recipient="st_hr"))
    with runtime.storage.new_uow() as uow:
        uow.people.erase("ca_1", now=runtime.clock.now())
        uow.commit()
    run_errands(runtime, desk)
    assert rows(runtime, DeliveryState.PENDING) == rows(runtime, DeliveryState.DEAD) == []
    assert sandbox.inbox("lin") == sandbox.inbox("zhou") == []


def test_cards_that_staff_hold_lose_the_name_of_an_erased_person(runtime, desk, sandbox, interview):
    wish = a_reschedule(note="那天要考试")
    report = a_report(
        payload=report_json(ReportBody(81.0, (75.0, 87.0), 1.0, (), (), (), ("条理清楚",), (), (), {}))
    )
    subject = {"recipient": "st_hr", "ids": runtime.ids, "now": runtime.clock.now()}
    staff_cards = [
        messages.card(CardKind.RESCHEDULE, "iv_1", subject_id="rs_9", **subject),
        messages.card(CardKind.REPORT, "iv_1", subject_id="rp_9", **subject),
        messages.card(CardKind.PROGRESS, "iv_1", **subject),
    ]
    wish.id, report.id = "rs_9", "rp_9"
    post(runtime, wish, report, *staff_cards)
    run_errands(runtime, desk)
    assert str(sandbox.inbox("zhou")).count("王小明") >= 3
    erase = EraseCandidate(an_actor(a_staff(id="st_hr", roles=frozenset({Role.HR}))), "ca_1")
    ports = {"access": runtime.access, "clock": runtime.clock, "ids": runtime.ids}
    erase_candidate(erase, uow=runtime.storage.new_uow(), media=runtime.storage.media, **ports)
    run_errands(runtime, desk)
    shown = str([item.get("params", item) for item in sandbox.inbox("zhou") if item["kind"] == "card"])
    assert [word for word in ("王小明", "那天要考试", "条理清楚", "81") if word in shown] == []
    assert shown.count("候选人的资料已删除") == 3
    assert rows(runtime, DeliveryState.PENDING) == rows(runtime, DeliveryState.DEAD) == []
