"""Correcting a transcript: scoring waits only for who asks, the original stays, a later correction makes a new report."""

from datetime import timedelta

import pytest

from hiring.commands import CorrectTranscript, DecideInterview, OnInterview
from hiring.errors import Conflict, Forbidden, Invalid, NotFound
from hiring.model.delivery import OutboxKind
from hiring.model.interview import InterviewState
from hiring.model.people import Actor
from hiring.model.processing import ArtifactKind, Outcome, TaskKind, TaskState
from hiring.reportjson import transcript_json
from hiring.usecases.answering import submit_interview
from hiring.usecases.correcting import confirm_transcripts, correct_transcript, open_review, sweep_reviews
from hiring.usecases.deciding import decide_interview
from hiring.usecases.processing import lease_task, load_evaluation, save_report
from scoring.measures import Segment, Transcript
from tests.factories import (
    NOON,
    a_report_body,
    a_story,
    a_task,
    a_text_answer,
    an_actor,
    an_answer,
    an_artifact,
)

HEARD = "他要步登存折"
SAID = "他要补登存折"


def transcript(text: str) -> str:
    return transcript_json(Transcript(text, "zh", 9.0, (Segment(0, 9, text, 0.8),), (), "ear", "1"))


def answered(office, **interview):
    """Both questions answered, the first by video, everything transcribed, not handed in."""
    facts = {"state": InterviewState.IN_PROGRESS, "started_at": NOON} | interview
    done = {"state": TaskState.DONE, "finished_at": NOON}
    return a_story(
        office.new_uow(),
        an_answer(id="an_1"),
        a_text_answer(id="an_2", question_key="q2"),
        a_task(TaskKind.TRANSCRIBE, id="tk_1", **done),
        a_task(TaskKind.TRANSCRIBE, id="tk_2", answer_id="an_2", **done),
        an_artifact(id="ar_1", payload=transcript(HEARD)),
        **facts,
    )


def on(story):
    return OnInterview(an_actor(story.candidate), story.interview.id)


def correct(office, story, text=SAID, answer_id="an_1"):
    return office.run(correct_transcript, CorrectTranscript(an_actor(story.candidate), answer_id, text))


def evaluations(office):
    with office.new_uow() as uow:
        found = [t for t in uow.processing.tasks_of("iv_1") if t.kind == TaskKind.EVALUATE]
    return sorted(found, key=lambda task: task.generation)


def evaluate(office, score=82.0):
    """Run the newest evaluation; what it read of the first answer's correction."""
    lease = lease_task(evaluations(office)[-1].id, uow=office.new_uow(), clock=office.clock, ids=office.ids)
    read = load_evaluation(lease, uow=office.new_uow())
    save_report(lease, a_report_body(score), uow=office.new_uow(), clock=office.clock, ids=office.ids)
    return read.answers[0].corrected_text


def test_scoring_waits_for_nobody_who_did_not_ask(office):
    story = answered(office)
    office.run(submit_interview, on(story))
    assert len(evaluations(office)) == 1


def test_asked_before_submitting_nothing_is_scored_until_confirmed(office):
    story = answered(office)
    assert office.run(open_review, on(story))
    office.run(submit_interview, on(story))
    assert evaluations(office) == []
    assert correct(office, story)
    assert office.run(confirm_transcripts, on(story))
    assert evaluate(office) == SAID


def test_the_recognisers_text_is_never_changed(office):
    story = answered(office)
    office.run(open_review, on(story))
    correct(office, story)
    with office.new_uow() as uow:
        (original,) = uow.processing.artifacts("an_1", ArtifactKind.TRANSCRIPT)
        kept = uow.corrections.newest("iv_1")["an_1"]
    assert original.payload == transcript(HEARD)
    assert (kept.text, kept.artifact_id) == (SAID, "ar_1")


def test_asked_after_the_report_a_correction_makes_a_new_generation(office):
    story = answered(office)
    office.run(submit_interview, on(story))
    assert evaluate(office) is None
    office.run(open_review, on(story))
    correct(office, story)
    office.run(confirm_transcripts, on(story))
    assert sorted(task.generation for task in evaluations(office)) == [1, 2]
    assert evaluate(office) == SAID
    with office.new_uow() as uow:
        assert uow.processing.latest_report("iv_1").generation == 2
    assert len(office.posted(OutboxKind.CARD_REPORT)) == 2


def test_what_is_not_confirmed_yet_does_not_count(office):
    story = answered(office)
    office.run(submit_interview, on(story))
    office.run(open_review, on(story))
    correct(office, story)
    assert evaluate(office) is None


def test_confirming_without_a_change_makes_no_second_report(office):
    story = answered(office)
    office.run(submit_interview, on(story))
    evaluate(office)
    office.run(open_review, on(story))
    office.run(confirm_transcripts, on(story))
    assert len(evaluations(office)) == 1


def test_confirming_twice_is_no_second_evaluation(office):
    story = answered(office)
    office.run(open_review, on(story))
    office.run(submit_interview, on(story))
    assert office.run(confirm_transcripts, on(story)) is True
    assert office.run(confirm_transcripts, on(story)) is False
    assert len(evaluations(office)) == 1


def test_after_a_day_what_was_saved_counts(office):
    story = answered(office)
    office.run(open_review, on(story))
    office.run(submit_interview, on(story))
    correct(office, story)
    office.clock.advance(timedelta(hours=24))
    assert sweep_reviews(uow=office.new_uow(), clock=office.clock, ids=office.ids) == 1
    assert sweep_reviews(uow=office.new_uow(), clock=office.clock, ids=office.ids) == 0
    assert evaluate(office) == SAID


def test_a_day_after_submitting_it_is_too_late_to_ask(office):
    story = answered(office)
    office.run(submit_interview, on(story))
    office.clock.advance(timedelta(hours=24))
    with pytest.raises(Conflict, match="CR409"):
        office.run(open_review, on(story))


def test_once_confirmed_it_can_not_be_opened_again(office):
    story = answered(office)
    office.run(open_review, on(story))
    office.run(confirm_transcripts, on(story))
    with pytest.raises(Conflict, match="CR302"):
        office.run(open_review, on(story))


@pytest.mark.parametrize(
    ("text", "answer_id", "refusal", "code"),
    [
        ("  ", "an_1", Invalid, "AN421"),
        ("好" * 5001, "an_1", Invalid, "AN413"),
        (SAID, "an_2", NotFound, "CR404"),  # typed: these are the candidate's own words already
    ],
)
def test_what_can_not_be_corrected(office, text, answer_id, refusal, code):
    story = answered(office)
    office.run(open_review, on(story))
    with pytest.raises(refusal, match=code):
        correct(office, story, text, answer_id)


def test_nothing_is_corrected_without_asking_first(office):
    with pytest.raises(Conflict, match="CR412"):
        correct(office, answered(office))


def test_saving_the_same_text_keeps_no_second_row(office):
    story = answered(office)
    office.run(open_review, on(story))
    assert correct(office, story, HEARD) is False
    assert correct(office, story) is True
    assert correct(office, story) is False


def test_nobody_else_may_correct(office):
    story = answered(office)
    with pytest.raises(Forbidden):
        office.run(open_review, OnInterview(Actor(candidate_id="ca_other"), story.interview.id))
    with pytest.raises(Forbidden):
        office.run(open_review, OnInterview(an_actor(story.hr), story.interview.id))


def test_a_decision_waits_while_the_candidate_corrects(office):
    story = answered(office)
    office.run(submit_interview, on(story))
    evaluate(office)
    office.run(open_review, on(story))
    with office.new_uow() as uow:
        report = uow.processing.latest_report("iv_1")
    command = DecideInterview(an_actor(story.manager), "iv_1", report.id, Outcome.APPROVE, "案例具体")
    with pytest.raises(Conflict, match="DC410"):
        office.run(decide_interview, command)
    office.run(confirm_transcripts, on(story))
    assert office.run(decide_interview, command)
