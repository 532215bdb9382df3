"""From the last answer to the decision: fenced work, one report, one winner."""

from datetime import timedelta

import pytest

from hiring.commands import DecideInterview, OnInterview
from hiring.errors import Conflict, Forbidden, HiringError
from hiring.model.answer import ConsentKind
from hiring.model.delivery import CardKind, OutboxKind
from hiring.model.interview import InterviewState
from hiring.model.people import Actor, Role
from hiring.model.plan import Modality
from hiring.model.processing import LEASE, MAX_ATTEMPTS, ArtifactKind, Outcome, TaskKind, TaskState
from hiring.usecases.answering import submit_interview
from hiring.usecases.deciding import decide_interview
from hiring.usecases.processing import (
    fail_attempt,
    lease_task,
    load_evaluation,
    retry_task,
    save_artifact,
    save_report,
    skip_task,
    sweep_interviews,
    sweep_tasks,
)
from storage.reads.audit_log import audit_page
from tests.factories import (
    a_card,
    a_consent,
    a_plan,
    a_question,
    a_report,
    a_report_body,
    a_staff,
    a_story,
    a_task,
    an_actor,
    an_answer,
)

ONE_QUESTION = a_plan(questions=(a_question("q1"),))


def a_submitted_story(office, *more, **changes):
    """One video answer; its transcription and observation wait."""
    rows = [
        an_answer(id="an_1"),
        a_task(id="tk_t"),
        a_task(TaskKind.OBSERVE, id="tk_o"),
        a_consent(ConsentKind.FACE),
        *more,
    ]
    return a_story(
        office.new_uow(), *rows, **({"state": InterviewState.SUBMITTED, "plan": ONE_QUESTION} | changes)
    )


def lease(office, task_id):
    return lease_task(task_id, uow=office.new_uow(), clock=office.clock, ids=office.ids)


def save(office, held, kind=ArtifactKind.TRANSCRIPT):
    return save_artifact(
        held,
        kind,
        engine="e",
        engine_version="1",
        input_sha256="b" * 64,
        payload_json="{}",
        uow=office.new_uow(),
        clock=office.clock,
        ids=office.ids,
    )


def tasks(office):
    with office.new_uow() as uow:
        return {task.id: task for task in uow.processing.tasks_of("iv_1")}


def evaluations(office):
    return [task for task in tasks(office).values() if task.kind == TaskKind.EVALUATE]


def test_the_evaluation_is_queued_once_when_the_last_step_is_done(office):
    a_submitted_story(office)
    save(office, lease(office, "tk_t"))
    assert evaluations(office) == []
    save(office, lease(office, "tk_o"), ArtifactKind.FACE)
    assert len(evaluations(office)) == 1


def test_work_done_before_the_submission_is_enough(office):
    story = a_submitted_story(office, state=InterviewState.IN_PROGRESS)
    save(office, lease(office, "tk_t"))
    save(office, lease(office, "tk_o"), ArtifactKind.FACE)
    assert evaluations(office) == []
    office.run(submit_interview, OnInterview(an_actor(story.candidate), "iv_1"))
    assert len(evaluations(office)) == 1


def test_the_attempt_that_lost_its_lease_writes_nothing(office):
    a_submitted_story(office)
    first = lease(office, "tk_t")
    assert lease(office, "tk_t") is None  # held
    office.clock.advance(LEASE)
    second = lease(office, "tk_t")
    with pytest.raises(Conflict) as refused:
        save(office, first)
    assert refused.value.code == "TK409"
    assert save(office, second) is True
    assert lease(office, "tk_t") is None  # done


def test_a_face_measured_after_consent_was_withdrawn_is_not_kept(office):
    a_submitted_story(office)
    held = lease(office, "tk_o")
    with office.new_uow() as uow:
        uow.answers.consents("iv_1")[0].withdrawn_at = office.clock.now()
        uow.commit()
    assert save(office, held, ArtifactKind.FACE) is False
    assert tasks(office)["tk_o"].state == TaskState.SKIPPED
    with office.new_uow() as uow:
        assert uow.processing.artifacts("an_1", ArtifactKind.FACE) == []


def test_a_failed_step_is_tried_again_then_shown_to_a_person_while_the_rest_goes_on(office):
    a_submitted_story(office)
    save(office, lease(office, "tk_t"))
    for _ in range(MAX_ATTEMPTS):
        held = lease(office, "tk_o")
        fail_attempt(held, "EN500", retry=True, uow=office.new_uow(), clock=office.clock, ids=office.ids)
    assert tasks(office)["tk_o"].state == TaskState.FAILED
    assert ("st_hr", "task.failed") in office.texts()
    assert len(evaluations(office)) == 1


def test_a_person_can_have_a_failed_step_tried_again(office):
    a_submitted_story(office)
    held = lease(office, "tk_t")
    fail_attempt(held, "EN415", retry=False, uow=office.new_uow(), clock=office.clock, ids=office.ids)
    hr = Actor(staff_id="st_hr", roles=frozenset({Role.HR}))
    ports = {"actor": hr, "clock": office.clock, "ids": office.ids}
    assert retry_task("tk_t", uow=office.new_uow(), **ports) is True
    assert lease(office, "tk_t") is not None
    assert retry_task("tk_o", uow=office.new_uow(), **ports) is False
    with office.new_uow() as uow:
        (line,) = [line for line in audit_page(uow.session) if line.action == "task.retry"]
    assert (line.actor, line.resource) == ("staff:st_hr", "task:tk_t")


def test_the_sweep_brings_back_what_a_dead_worker_held(office):
    a_submitted_story(office)
    lease(office, "tk_t")
    office.clock.advance(timedelta(seconds=90))
    swept = sweep_tasks(uow=office.new_uow(), clock=office.clock, ids=office.ids)
    assert swept == 2  # the one that was held and the one the queue forgot
    assert {task.state for task in tasks(office).values()} == {TaskState.QUEUED}
    jobs = [row["payload"]["task_id"] for row in office.posted(OutboxKind.JOB_RUN)]
    assert sorted(jobs) == ["tk_o", "tk_t"]


def test_a_called_off_interview_is_not_worked_on(office):
    a_submitted_story(office, state=InterviewState.WITHDRAWN)
    assert lease(office, "tk_t") is None
    assert tasks(office)["tk_t"].state == TaskState.SKIPPED


def reported(office):
    """The story with its one report."""
    story = a_submitted_story(office, a_card(CardKind.REPORT, id="cd_r", recipient="user-st_manager"))
    save(office, lease(office, "tk_t"))
    skip_task(lease(office, "tk_o"), uow=office.new_uow(), clock=office.clock, ids=office.ids)
    held = lease(office, evaluations(office)[0].id)
    evaluation = load_evaluation(held, uow=office.new_uow())
    assert [(a.answer.id, a.transcript_json, a.face_json) for a in evaluation.answers] == [
        ("an_1", "{}", None)
    ]
    return story, save_report(held, a_report_body(), uow=office.new_uow(), clock=office.clock, ids=office.ids)


def test_the_report_goes_to_the_manager_once(office):
    _, report_id = reported(office)
    [card] = office.posted(OutboxKind.CARD_REPORT)
    assert (card["payload"]["recipient"], card["payload"]["subject_id"]) == ("st_manager", report_id)
    with office.new_uow() as uow:
        assert uow.interviews.get("iv_1").state == InterviewState.REPORTED


def decide(office, actor, report_id, outcome=Outcome.APPROVE, reason="案例具体"):
    return office.run(decide_interview, DecideInterview(actor, "iv_1", report_id, outcome, reason))


@pytest.mark.parametrize(
    ("outcome", "state"),
    [(Outcome.APPROVE, InterviewState.APPROVED), (Outcome.REJECT, InterviewState.REJECTED)],
)
def test_the_manager_decides_and_everybody_is_told(office, outcome, state):
    story, report_id = reported(office)
    assert decide(office, an_actor(story.manager), report_id, outcome) is True
    with office.new_uow() as uow:
        assert uow.interviews.get("iv_1").state == state
        assert uow.processing.find_decision("iv_1").decided_by == "st_manager"
    assert len(office.posted(OutboxKind.CARD_RESULT)) == 1
    assert "cd_r" in [row["payload"]["card_id"] for row in office.posted(OutboxKind.CARD_UPDATE)]
    assert ("st_hr", "interview.decided") in office.texts()


def test_a_second_tap_is_no_second_decision(office):
    story, report_id = reported(office)
    decide(office, an_actor(story.manager), report_id)
    assert decide(office, an_actor(story.manager), report_id) is False
    with pytest.raises(Conflict) as refused:
        decide(office, an_actor(story.manager), report_id, Outcome.REJECT)
    assert refused.value.code == "DC302"
    assert len(office.posted(OutboxKind.CARD_RESULT)) == 1


def test_a_decision_needs_a_reason_and_the_report_that_was_read(office):
    story, report_id = reported(office)
    with office.new_uow() as uow:
        uow.processing.add_report(a_report(id="rp_new", generation=2))
        uow.commit()
    for reason, report, code in (("  ", "rp_new", "DC422"), ("案例具体", report_id, "DC409")):
        with pytest.raises(HiringError) as refused:
            decide(office, an_actor(story.manager), report, reason=reason)
        assert refused.value.code == code


def test_only_this_interviews_manager_decides(office):
    story, report_id = reported(office)
    for person in (story.hr, story.candidate, a_staff(id="st_other")):
        with pytest.raises(Forbidden):
            decide(office, an_actor(person), report_id)


def test_what_was_not_submitted_in_time_expires_and_is_not_rejected(office):
    story = a_story(office.new_uow(), state=InterviewState.IN_PROGRESS)
    office.clock.set(story.interview.closes_at + timedelta(minutes=1))
    assert sweep_interviews(uow=office.new_uow(), clock=office.clock, ids=office.ids) == 1
    with office.new_uow() as uow:
        assert uow.interviews.get("iv_1").state == InterviewState.EXPIRED
    assert office.texts() == [("candidate", "interview.expired"), ("st_hr", "interview.expired_hr")]


def test_answers_to_questions_outside_the_plan_are_left_out(office):
    a_submitted_story(office, an_answer(id="an_9", question_key="q9", modality=Modality.VOICE))
    held = lease(office, "tk_t")
    assert [a.answer.id for a in load_evaluation(held, uow=office.new_uow()).answers] == ["an_1"]
