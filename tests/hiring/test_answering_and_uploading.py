"""The candidate's side: consent, order, takes, uploads cut and resumed, one submission."""

import hashlib
from datetime import timedelta

import pytest

from hiring.commands import AppendChunk, BeginAnswer, GiveConsents, OnInterview, OpenUpload, TypeAnswer
from hiring.errors import Conflict, Expired, Forbidden, HiringError, Invalid
from hiring.model.answer import AnswerState, ConsentKind
from hiring.model.delivery import OutboxKind
from hiring.model.interview import InterviewState
from hiring.model.plan import Modality
from hiring.model.processing import ArtifactKind, TaskKind
from hiring.model.report_body import AnswerReport, ReportBody
from hiring.reportjson import read_report, report_json
from hiring.usecases.answering import begin_answer, start_interview, submit_interview, type_answer
from hiring.usecases.consenting import give_consents
from hiring.usecases.uploading import append_chunk, open_upload
from scoring.measures import AnswerScore, FaceObservation, Flag, NotMeasured
from tests.factories import a_candidate, a_consent, a_report, a_story, an_actor, an_artifact
from tests.hiring.conftest import MAX_BYTES, TEXTS

ALL = frozenset(ConsentKind)


@pytest.fixture
def attending(office):
    """The story's candidate in a begun interview, with every consent."""
    consents = [a_consent(kind) for kind in ConsentKind]
    return an_actor(a_story(office.new_uow(), *consents, state=InterviewState.IN_PROGRESS).candidate)


def begin(office, actor, key="q1", modality=Modality.VIDEO):
    return office.run(begin_answer, BeginAnswer(actor, "iv_1", key, modality, "video/webm"))


def upload(office, actor, content, key="q1", modality=Modality.VIDEO):
    answer_id = begin(office, actor, key, modality)
    upload_id = office.run(open_upload, OpenUpload(actor, answer_id, len(content)), max_bytes=MAX_BYTES)
    append(office, actor, upload_id, 0, content)
    return answer_id


def append(office, actor, upload_id, offset, chunk, length=None):
    command = AppendChunk(actor, upload_id, offset, chunk, length)
    return office.run(append_chunk, command, media=office.media, max_bytes=MAX_BYTES)


def refusal(call, *args, **kwargs):
    with pytest.raises(HiringError) as refused:
        call(*args, **kwargs)
    return refused.value.code


def test_starting_needs_the_notice(office):
    actor = an_actor(a_story(office.new_uow()).candidate)
    assert refusal(office.run, start_interview, OnInterview(actor, "iv_1")) == "CN412"
    office.run(give_consents, GiveConsents(actor, "iv_1", frozenset({ConsentKind.NOTICE}), "1"), texts=TEXTS)
    assert office.run(start_interview, OnInterview(actor, "iv_1")) is True
    assert office.run(start_interview, OnInterview(actor, "iv_1")) is False


def test_consent_to_texts_that_changed_meanwhile_is_not_taken(office, attending):
    stale = GiveConsents(attending, "iv_1", ALL, "0")
    assert refusal(office.run, give_consents, stale, texts=TEXTS) == "CN409"


def test_unticking_face_withdraws_it_and_erases_what_was_measured(office, attending):
    answer_id = upload(office, attending, b"x" * 10)
    with office.new_uow() as uow:
        uow.processing.add_artifact(an_artifact(answer_id=answer_id, kind=ArtifactKind.FACE))
        uow.commit()
    fewer = GiveConsents(attending, "iv_1", ALL - {ConsentKind.FACE}, "1")
    office.run(give_consents, fewer, texts=TEXTS)
    with office.new_uow() as uow:
        assert not uow.answers.has_live_consent("iv_1", ConsentKind.FACE)
        assert uow.processing.artifacts(answer_id, ArtifactKind.FACE) == []


def test_a_report_forgets_the_face_when_its_consent_is_withdrawn(office, attending):
    face = FaceObservation(
        9.0, 1.0, 0.0, 0.8, 0.3, 0.1, 12.0, NotMeasured("-"), (Flag.SECOND_FACE,), "e", "1"
    )
    score = AnswerScore("服务意识", 70.0, (60.0, 80.0), 1.0, (), (Flag.SECOND_FACE,), (), "s", "1")
    answer = AnswerReport(
        "an_1", "q1", "问题", "服务意识", "video", NotMeasured("-"), score, NotMeasured("-"), face, ()
    )
    body = ReportBody(70.0, (60.0, 80.0), 1.0, (), (), (answer,), (), (), (Flag.SECOND_FACE,), {})
    with office.new_uow() as uow:
        uow.processing.add_report(a_report(payload=report_json(body)))
        uow.commit()
    fewer = GiveConsents(attending, "iv_1", ALL - {ConsentKind.FACE}, "1")
    office.run(give_consents, fewer, texts=TEXTS)
    with office.new_uow() as uow:
        kept = read_report(uow.processing.latest_report("iv_1").payload)
    assert kept.answers[0].face == NotMeasured("已撤回人脸观察的同意")
    assert (kept.flags, kept.answers[0].score.flags, kept.composite) == ((), (), 70.0)


def test_without_recording_consent_only_text_is_taken(office):
    notice = a_consent(ConsentKind.NOTICE)
    actor = an_actor(a_story(office.new_uow(), notice, state=InterviewState.IN_PROGRESS).candidate)
    assert refusal(begin, office, actor) == "CN403"
    office.run(type_answer, TypeAnswer(actor, begin(office, actor, modality=Modality.TEXT), "我先道歉。"))


def test_questions_come_in_their_order(office, attending):
    assert refusal(begin, office, attending, "q2") == "IV412"
    upload(office, attending, b"first")
    begin(office, attending, "q2")


def test_a_question_is_retaken_as_often_as_the_plan_allows(office, attending):
    first = upload(office, attending, b"first")
    second = upload(office, attending, b"second")  # one retake is allowed
    assert refusal(begin, office, attending) == "IV413"
    with office.new_uow() as uow:
        states = {a.id: a.state for a in uow.answers.of_interview("iv_1")}
    assert states == {first: AnswerState.REPLACED, second: AnswerState.RECEIVED}


def test_an_interrupted_take_costs_no_retake(office, attending):
    for _ in range(5):
        begin(office, attending)  # the page was reloaded
    upload(office, attending, b"at last")


def test_an_upload_cut_off_goes_on_where_it_stopped(office, attending):
    content = bytes(range(256)) * 40
    answer_id = begin(office, attending)
    upload_id = office.run(open_upload, OpenUpload(attending, answer_id, None), max_bytes=MAX_BYTES)
    assert append(office, attending, upload_id, 0, content[:3_000]).offset == 3_000
    progress = append(office, attending, upload_id, 3_000, content[3_000:], length=len(content))
    assert progress.complete
    with office.new_uow() as uow:
        answer = uow.answers.get(answer_id)
    assert answer.media_sha256 == hashlib.sha256(content).hexdigest()
    assert b"".join(office.media.read(answer.media_key, answer.candidate_id)) == content


@pytest.mark.parametrize(
    ("offset", "chunk", "length", "code"),
    [
        (0, b"again", None, "UP409"),  # a stale sender
        (9, b"gap", None, "UP409"),
        (5, b"x", 5, "UP409"),  # shorter than what is coming
        (5, b"x", MAX_BYTES + 1, "UP413"),
    ],
)
def test_what_does_not_fit_changes_nothing(office, attending, offset, chunk, length, code):
    answer_id = begin(office, attending)
    upload_id = office.run(open_upload, OpenUpload(attending, answer_id, None), max_bytes=MAX_BYTES)
    append(office, attending, upload_id, 0, b"hello")
    assert refusal(append, office, attending, upload_id, offset, chunk, length) == code
    assert append(office, attending, upload_id, 5, b"!", length=6).complete


def test_a_stranger_adds_nothing_to_an_upload(office, attending):
    answer_id = begin(office, attending)
    upload_id = office.run(open_upload, OpenUpload(attending, answer_id, 4), max_bytes=MAX_BYTES)
    with pytest.raises(Forbidden):
        append(office, an_actor(a_candidate(id="ca_2")), upload_id, 0, b"evil")


def test_an_old_upload_is_refused(office, attending):
    answer_id = begin(office, attending)
    upload_id = office.run(open_upload, OpenUpload(attending, answer_id, 4), max_bytes=MAX_BYTES)
    office.clock.advance(timedelta(hours=24))
    with pytest.raises(Expired):
        append(office, attending, upload_id, 0, b"late")


@pytest.mark.parametrize(
    ("modality", "live", "kinds"),
    [
        (Modality.VIDEO, ALL, {TaskKind.TRANSCRIBE, TaskKind.OBSERVE}),
        (Modality.VIDEO, ALL - {ConsentKind.FACE}, {TaskKind.TRANSCRIBE}),
        (Modality.VOICE, ALL, {TaskKind.TRANSCRIBE}),
    ],
)
def test_an_answer_is_worked_on_as_soon_as_it_is_there(office, modality, live, kinds):
    consents = [a_consent(kind) for kind in live]
    actor = an_actor(a_story(office.new_uow(), *consents, state=InterviewState.IN_PROGRESS).candidate)
    upload(office, actor, b"recording", modality=modality)
    with office.new_uow() as uow:
        assert {task.kind for task in uow.processing.tasks_of("iv_1")} == kinds
    assert len(office.posted(OutboxKind.JOB_RUN)) == len(kinds)


def test_submitting_takes_every_answer_and_only_once(office, attending):
    submit = OnInterview(attending, "iv_1")
    upload(office, attending, b"one")
    assert refusal(office.run, submit_interview, submit) == "IV411"
    upload(office, attending, b"two", "q2")
    office.run(submit_interview, submit)
    assert refusal(office.run, submit_interview, submit) == "IV302"
    assert refusal(begin, office, attending) == "IV302"


def test_nothing_is_begun_after_closing_time_but_a_running_upload_may_arrive(office, attending):
    with office.new_uow() as uow:
        closes_at = uow.interviews.get("iv_1").closes_at
    office.clock.set(closes_at - timedelta(minutes=1))
    answer_id = begin(office, attending)
    upload_id = office.run(open_upload, OpenUpload(attending, answer_id, 4), max_bytes=MAX_BYTES)
    office.clock.set(closes_at)
    with pytest.raises(Expired):
        begin(office, attending)
    assert append(office, attending, upload_id, 0, b"late").complete


def test_typed_answers_have_limits(office, attending):
    answer_id = begin(office, attending, modality=Modality.TEXT)
    for text, code in (("  ", "AN421"), ("长" * 5_001, "AN413")):
        with pytest.raises(Invalid) as refused:
            office.run(type_answer, TypeAnswer(attending, answer_id, text))
        assert refused.value.code == code
    office.run(type_answer, TypeAnswer(attending, answer_id, "先听他说完。"))
    with pytest.raises(Conflict):
        office.run(type_answer, TypeAnswer(attending, answer_id, "改一改"))


def test_a_text_answer_takes_no_upload(office, attending):
    answer_id = begin(office, attending, modality=Modality.TEXT)
    command = OpenUpload(attending, answer_id, 4)
    assert refusal(office.run, open_upload, command, max_bytes=MAX_BYTES) == "AN302"
