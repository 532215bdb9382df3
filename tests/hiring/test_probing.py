"""Follow-up questions during the interview: chosen behind the candidate's back, asked to their face, never a trap."""

from datetime import timedelta

import pytest

from hiring.commands import BeginAnswer, OnInterview, OnProbe, TypeAnswer
from hiring.errors import Conflict, HiringError
from hiring.model.answer import AnswerState, ConsentKind
from hiring.model.delivery import OutboxKind
from hiring.model.interview import InterviewState
from hiring.model.plan import Modality
from hiring.model.probe import CHOICE_PATIENCE
from hiring.model.processing import LEASE, MAX_ATTEMPTS, ArtifactKind, TaskKind, TaskState
from hiring.usecases.answering import begin_answer, submit_interview, type_answer
from hiring.usecases.evaluating import queue_evaluation_when_ready
from hiring.usecases.probing import asked_probes, save_choice, settle_probes, skip_probe
from hiring.usecases.processing import (
    fail_attempt,
    lease_task,
    load_evaluation,
    save_artifact,
    sweep_tasks,
)
from scoring.measures import NotMeasured, ProbeChoice
from tests.factories import (
    NOON,
    a_consent,
    a_plan,
    a_probe,
    a_question,
    a_story,
    a_task,
    a_text_answer,
    an_actor,
    an_answer,
)

CHOICE = ProbeChoice("客户后来怎么说？", ("结果",), 0.4)
ANSWERED = (a_text_answer, "q1", "an_1"), (a_text_answer, "q2", "an_2")


def a_probing_story(office, *more, most=1, state=InterviewState.IN_PROGRESS, **changes):
    """Both questions answered in writing at noon, in an interview that may ask `most` follow-ups."""
    rows = [make(id=id_, question_key=key) for make, key, id_ in ANSWERED]
    plan = changes.pop("plan", a_plan(probing=most))
    story = a_story(office.new_uow(), *rows, *more, state=state, plan=plan, **changes)
    return an_actor(story.candidate)


def tasks(office, kind):
    with office.new_uow() as uow:
        return [task for task in uow.processing.tasks_of("iv_1") if task.kind == kind]


def probes(office):
    with office.new_uow() as uow:
        return {probe.id: probe for probe in uow.probes.of_interview("iv_1")}


def ports(office):
    return {"uow": office.new_uow(), "clock": office.clock, "ids": office.ids}


def transcribed(office, task_id="tk_1"):
    held = lease_task(task_id, **ports(office))
    facts = {"engine": "e", "engine_version": "1", "input_sha256": "b" * 64, "payload_json": "{}"}
    return save_artifact(held, ArtifactKind.TRANSCRIPT, **facts, **ports(office))


def settle(office, actor):
    return office.run(settle_probes, OnInterview(actor, "iv_1"))


def refusal(call, *args, **kwargs):
    with pytest.raises(HiringError) as refused:
        call(*args, **kwargs)
    return refused.value.code


def test_a_transcribed_answer_has_a_probe_chosen_for_it(office):
    a_probing_story(office, a_task(id="tk_1"))
    transcribed(office)
    (task,) = tasks(office, TaskKind.PROBE)
    (job,) = office.posted(OutboxKind.JOB_RUN)
    assert (task.answer_id, job["payload"]["queue"]) == ("an_1", "evaluate")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"most": 0}, "probing is off"),
        ({"state": InterviewState.SUBMITTED}, "nobody can be asked any more"),
        ({"probes_settled_at": NOON}, "it is settled what is asked"),
        ({"plan": a_plan(probing=1, questions=())}, "the bank has none"),
    ],
)
def test_no_probe_is_chosen_where(office, changes, why):
    if why == "the bank has none":
        bare = a_question("q1")
        rubric = type(bare.rubric)(bare.rubric.question, bare.rubric.dimension, "柜员", bare.rubric.anchors)
        changes = {"plan": a_plan(probing=1, questions=(a_question("q1", rubric=rubric), a_question("q2")))}
    a_probing_story(office, a_task(id="tk_1"), **changes)
    transcribed(office)
    assert tasks(office, TaskKind.PROBE) == []


def test_a_choice_that_lost_its_lease_writes_nothing(office):
    a_probing_story(office, a_task(TaskKind.PROBE, id="tk_1"))
    first = lease_task("tk_1", **ports(office))
    office.clock.advance(LEASE)
    second = lease_task("tk_1", **ports(office))
    with pytest.raises(Conflict) as refused:
        save_choice(first, CHOICE, **ports(office))
    assert (refused.value.code, probes(office)) == ("TK409", {})
    assert save_choice(second, CHOICE, **ports(office)) is True
    (kept,) = probes(office).values()
    assert (kept.text, kept.question_key, kept.asked_at) == ("客户后来怎么说？", "q1", None)


def test_nothing_is_kept_where_no_probe_is_needed(office):
    a_probing_story(office, a_task(TaskKind.PROBE, id="tk_1"))
    assert save_choice(lease_task("tk_1", **ports(office)), NotMeasured("说全了"), **ports(office)) is False
    assert (probes(office), tasks(office, TaskKind.PROBE)[0].state) == ({}, TaskState.SKIPPED)


def test_a_choice_that_comes_after_the_settling_is_not_asked(office):
    actor = a_probing_story(office, a_task(TaskKind.PROBE, id="tk_1"))
    held = lease_task("tk_1", **ports(office))
    office.clock.advance(CHOICE_PATIENCE)
    assert settle(office, actor) is True
    assert save_choice(held, CHOICE, **ports(office)) is False
    assert probes(office) == {}


def test_a_choice_about_a_take_that_was_replaced_is_not_kept(office):
    a_probing_story(office, a_task(TaskKind.PROBE, id="tk_1"))
    held = lease_task("tk_1", **ports(office))
    with office.new_uow() as uow:
        uow.answers.get("an_1").state = AnswerState.REPLACED
        uow.commit()
    assert save_choice(held, CHOICE, **ports(office)) is False


def test_the_page_waits_for_pending_choices_and_no_longer_than_it_said(office):
    actor = a_probing_story(office, a_task(TaskKind.PROBE, id="tk_1"))
    assert settle(office, actor) is False
    office.clock.advance(CHOICE_PATIENCE - timedelta(seconds=1))
    assert settle(office, actor) is False
    office.clock.advance(timedelta(seconds=1))
    assert settle(office, actor) is True


def test_those_are_asked_first_whose_answers_show_least(office):
    fuller = a_probe(id="pb_1", coverage=0.6)
    barer = a_probe(id="pb_2", coverage=0.2, answer_id="an_2", question_key="q2")
    actor = a_probing_story(office, fuller, barer, most=1)
    settle(office, actor)
    with office.new_uow() as uow:
        assert [probe.id for probe in asked_probes(uow, "iv_1")] == ["pb_2"]
    assert probes(office)["pb_2"].asked_at == office.clock.now()


def test_settling_waits_for_the_last_question(office):
    actor = a_probing_story(
        office, plan=a_plan(probing=1, questions=tuple(map(a_question, ("q1", "q2", "q3"))))
    )
    assert refusal(settle, office, actor) == "IV411"


def an_asked_story(office, *more):
    return a_probing_story(office, a_probe(id="pb_1", asked_at=NOON), *more, probes_settled_at=NOON)


def answer_probe(office, actor, text="客户后来写了表扬信。", modality=Modality.TEXT):
    answer_id = office.run(begin_answer, BeginAnswer(actor, "iv_1", "probe:q1", modality))
    office.run(type_answer, TypeAnswer(actor, answer_id, text))
    return answer_id


def test_a_probe_is_answered_beside_the_question_and_evaluated_with_it(office):
    actor = an_asked_story(office, a_task(id="tk_e", kind=TaskKind.EVALUATE))
    answer_id = answer_probe(office, actor)
    first, second = load_evaluation(lease_task("tk_e", **ports(office)), uow=office.new_uow()).answers
    assert (first.answer.id, first.probe.text, first.probe.answer.id) == (
        "an_1",
        "客户后来怎么说？",
        answer_id,
    )
    assert second.probe is None


def test_an_answer_to_a_probe_is_transcribed_but_neither_observed_nor_probed_again(office):
    face = a_consent(ConsentKind.FACE)
    actor = an_asked_story(office, face)
    answer_probe(office, actor)
    found = tasks(office, TaskKind.TRANSCRIBE) + tasks(office, TaskKind.OBSERVE)
    assert [task.kind for task in found] == [TaskKind.TRANSCRIBE]
    transcribed(office, found[0].id)
    assert tasks(office, TaskKind.PROBE) == []


def test_a_recorded_answer_to_a_probe_needs_the_same_consent(office):
    actor = an_asked_story(office)
    command = BeginAnswer(actor, "iv_1", "probe:q1", Modality.VOICE)
    assert refusal(office.run, begin_answer, command) == "CN403"


def test_a_probe_is_taken_twice_at_most(office):
    actor = an_asked_story(office)
    answer_probe(office, actor)
    answer_probe(office, actor)
    assert refusal(answer_probe, office, actor) == "IV413"


def test_skipping_leaves_a_trace_and_closes_the_probe(office):
    actor = an_asked_story(office)
    assert office.run(skip_probe, OnProbe(actor, "iv_1", "pb_1")) is True
    assert office.run(skip_probe, OnProbe(actor, "iv_1", "pb_1")) is False
    assert probes(office)["pb_1"].skipped_at == office.clock.now()
    assert refusal(answer_probe, office, actor) == "PB302"


def test_what_was_not_asked_can_neither_be_answered_nor_skipped(office):
    actor = a_probing_story(office, a_probe(id="pb_1"), probes_settled_at=NOON)
    assert refusal(answer_probe, office, actor) == "PB404"
    assert refusal(office.run, skip_probe, OnProbe(actor, "iv_1", "pb_1")) == "PB404"


def test_a_question_is_not_taken_again_once_its_probe_is_known(office):
    actor = an_asked_story(office)
    command = BeginAnswer(actor, "iv_1", "q1", Modality.TEXT)
    assert refusal(office.run, begin_answer, command) == "PB302"


def test_neither_an_open_probe_nor_a_pending_choice_keeps_anybody_from_submitting(office):
    actor = an_asked_story(office, a_task(TaskKind.PROBE, id="tk_1", answer_id="an_2"))
    assert office.run(submit_interview, OnInterview(actor, "iv_1")) is True
    assert len(tasks(office, TaskKind.EVALUATE)) == 1
    assert lease_task("tk_1", **ports(office)) is None  # it is of no use any more
    with office.new_uow() as uow:
        interview = uow.interviews.lock("iv_1")
        assert not queue_evaluation_when_ready(uow, interview, ids=office.ids, now=office.clock.now())


def test_an_answered_probe_does_not_stand_in_for_a_question(office):
    actor = a_story(
        office.new_uow(),
        a_text_answer(id="an_1"),
        an_answer(id="an_p", question_key="probe:q1"),
        state=InterviewState.IN_PROGRESS,
        plan=a_plan(probing=1),
    ).candidate
    assert refusal(office.run, submit_interview, OnInterview(an_actor(actor), "iv_1")) == "IV411"


def test_a_choice_that_keeps_failing_is_dropped_and_nobody_is_called(office):
    a_probing_story(
        office, a_task(TaskKind.PROBE, id="tk_1"), a_task(TaskKind.PROBE, id="tk_2", answer_id="an_2")
    )
    for _ in range(MAX_ATTEMPTS):
        held = lease_task("tk_1", **ports(office))
        fail_attempt(held, "OOM", retry=True, **ports(office))
        lease_task("tk_2", **ports(office))
        office.clock.advance(LEASE)
        sweep_tasks(**ports(office))
    assert {task.state for task in tasks(office, TaskKind.PROBE)} == {TaskState.SKIPPED}
    assert office.texts() == []
