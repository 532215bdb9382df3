"""An attempt at a task: repeatable, fenced, and never beyond what the candidate agreed to."""

import hashlib
from datetime import timedelta

import numpy as np
import pytest

from hiring.errors import Permanent, Transient
from hiring.model.answer import ConsentKind
from hiring.model.interview import InterviewState
from hiring.model.processing import LEASE, ArtifactKind, TaskKind, TaskState
from hiring.reportjson import read_transcript
from hiring.usecases.processing import sweep_tasks
from scoring.measures import FaceObservation, NotMeasured, Transcript
from tests.engines.conftest import write_sound
from tests.factories import (
    a_consent,
    a_job,
    a_plan,
    a_question,
    a_story,
    a_task,
    a_text_answer,
    an_answer,
)
from workers.attempt import Ended
from workers.work import work_on
from workers.workshop import Workshop

RECORDING = b"\x1aE\xdf\xa3 not really a recording"


class Watcher:
    engine, engine_version = "watcher", "1"

    def __init__(self, meanwhile=lambda: None):
        self.calls, self.meanwhile = 0, meanwhile

    def observe(self, source):
        self.calls += 1
        assert source.read() == RECORDING
        self.meanwhile()
        absent = NotMeasured("测试")
        return FaceObservation(1.0, 1.0, 0.0, absent, absent, absent, absent, absent, (), "watcher", "1")


class Bench(Workshop):
    """The workshop with another engine on the bench."""

    def __init__(self, runtime, *, observer=None):
        super().__init__(runtime)
        self.__dict__["observer"] = observer


@pytest.fixture
def answer(runtime):
    """A received text answer with its story."""
    text = a_text_answer(id="an_1")
    a_story(runtime.storage.new_uow(), text, state=InterviewState.IN_PROGRESS)
    return text


@pytest.fixture
def recorded(runtime):
    """A received video answer, its bytes encrypted in the store."""
    a_story(runtime.storage.new_uow(), state=InterviewState.IN_PROGRESS)
    with runtime.storage.media.writer("iv_1/an_2", "ca_1", offset=0) as writer:
        writer.append(RECORDING)
        sha256 = writer.seal()
    video = an_answer(id="an_2", media_key="iv_1/an_2", media_sha256=sha256, media_bytes=len(RECORDING))
    put(runtime, video)
    return video


def put(runtime, *rows):
    from tests.factories import store

    with runtime.storage.new_uow() as uow:
        store(uow, rows)
        uow.commit()


def task_in(runtime, task_id="tk_1"):
    with runtime.storage.new_uow() as uow:
        return uow.processing.get_task(task_id)


def artifacts(runtime, answer_id, kind):
    with runtime.storage.new_uow() as uow:
        return uow.processing.artifacts(answer_id, kind)


def test_a_typed_answer_is_its_own_transcript(runtime, answer):
    put(runtime, a_task(id="tk_1", answer_id="an_1"))
    assert work_on("tk_1", Bench(runtime)) == Ended.DONE
    (kept,) = artifacts(runtime, "an_1", ArtifactKind.TRANSCRIPT)
    assert read_transcript(kept.payload).text == answer.text
    assert kept.input_sha256 == hashlib.sha256(answer.text.encode()).hexdigest()


def test_a_finished_task_is_not_worked_on_again(runtime, answer):
    put(runtime, a_task(id="tk_1", answer_id="an_1"))
    work_on("tk_1", Bench(runtime))
    assert work_on("tk_1", Bench(runtime)) == Ended.NOT_NEEDED
    assert len(artifacts(runtime, "an_1", ArtifactKind.TRANSCRIPT)) == 1


def test_the_second_attempt_wins_and_the_firsts_write_is_refused(runtime, recorded):
    """The first worker hangs past its lease; the reconciler gives the task to another, which finishes."""
    put(runtime, a_task(TaskKind.OBSERVE, id="tk_1", answer_id="an_2"), a_consent(ConsentKind.FACE))
    second = Bench(runtime, observer=Watcher())

    def overtaken():
        runtime.clock.advance(LEASE + timedelta(seconds=1))
        sweep_tasks(uow=runtime.storage.new_uow(), clock=runtime.clock, ids=runtime.ids)
        assert work_on("tk_1", second) == Ended.DONE

    assert work_on("tk_1", Bench(runtime, observer=Watcher(overtaken))) == Ended.FENCED
    assert len(artifacts(runtime, "an_2", ArtifactKind.FACE)) == 1
    assert task_in(runtime).state == TaskState.DONE


def test_no_frame_is_looked_at_without_consent(runtime, recorded):
    put(runtime, a_task(TaskKind.OBSERVE, id="tk_1", answer_id="an_2"))
    watcher = Watcher()
    assert work_on("tk_1", Bench(runtime, observer=watcher)) == Ended.SKIPPED
    assert watcher.calls == 0
    assert task_in(runtime).state == TaskState.SKIPPED


def test_what_was_seen_is_thrown_away_when_consent_is_withdrawn_meanwhile(runtime, recorded):
    put(runtime, a_task(TaskKind.OBSERVE, id="tk_1", answer_id="an_2"), a_consent(ConsentKind.FACE))

    def withdrawn():
        with runtime.storage.new_uow() as uow:
            (consent,) = uow.answers.consents("iv_1")
            consent.withdrawn_at = runtime.clock.now()
            uow.commit()

    assert work_on("tk_1", Bench(runtime, observer=Watcher(withdrawn))) == Ended.SKIPPED
    assert artifacts(runtime, "an_2", ArtifactKind.FACE) == []


def test_the_same_computation_is_looked_up_not_repeated(runtime, recorded):
    put(runtime, a_consent(ConsentKind.FACE), a_task(TaskKind.OBSERVE, id="tk_1", answer_id="an_2"))
    put(runtime, a_task(TaskKind.OBSERVE, id="tk_2", answer_id="an_2", generation=2))
    watcher = Watcher()
    for task_id in ("tk_1", "tk_2"):
        assert work_on(task_id, Bench(runtime, observer=watcher)) == Ended.DONE
    assert watcher.calls == 1


def test_nothing_of_a_recording_stays_in_the_scratch_folder(runtime, recorded):
    put(runtime, a_task(TaskKind.OBSERVE, id="tk_1", answer_id="an_2"), a_consent(ConsentKind.FACE))
    bench = Bench(runtime, observer=Watcher())
    work_on("tk_1", bench)
    assert list(bench.scratch_folder.iterdir()) == []
    assert bench.scratch_folder.stat().st_mode & 0o777 == 0o700


class Failing:
    engine, engine_version = "failing", "1"

    def __init__(self, error):
        self.error = error

    def observe(self, _source):
        raise self.error


@pytest.mark.parametrize(
    ("error", "state"), [(Transient("no_memory"), TaskState.QUEUED), (Permanent("broken"), TaskState.FAILED)]
)
def test_an_error_that_may_pass_is_tried_again_and_another_needs_a_person(runtime, recorded, error, state):
    put(runtime, a_task(TaskKind.OBSERVE, id="tk_1", answer_id="an_2"), a_consent(ConsentKind.FACE))
    assert work_on("tk_1", Bench(runtime, observer=Failing(error))) == Ended.FAILED
    task = task_in(runtime)
    assert (task.state, task.error_code) == (state, error.reason)


def test_a_tampered_recording_is_not_processed(runtime, recorded, tmp_path):
    put(runtime, a_task(TaskKind.OBSERVE, id="tk_1", answer_id="an_2"), a_consent(ConsentKind.FACE))
    (stored,) = [path for path in (tmp_path / "media").rglob("*") if path.is_file()]
    content = bytearray(stored.read_bytes())
    content[-1] ^= 1
    stored.write_bytes(content)
    watcher = Watcher()
    assert work_on("tk_1", Bench(runtime, observer=watcher)) == Ended.FAILED
    assert watcher.calls == 0
    assert task_in(runtime).error_code == "media_tampered"


class Listener:
    """Writes nothing down but the words it was told to expect."""

    engine, engine_version = "listener", "1"

    def __init__(self):
        self.hints = ()

    def transcribe(self, audio, *, hints=()):
        assert len(audio)
        self.hints = tuple(hints)
        return Transcript("您好。", "zh", 1.0, (), (), self.engine, self.engine_version)


def test_the_recogniser_is_told_the_words_of_the_job_the_question_and_the_company(runtime, tmp_path):
    """From the stored job and plan, through the task, to the engine."""
    hints = ("补登存折",)
    plan = a_plan(company="明湖银行", questions=(a_question("q1", hints=hints), a_question("q2")))
    put(runtime, a_job(id="jb_9", description="负责网点的反洗钱名单筛查，熟悉凭证管理。"))
    a_story(runtime.storage.new_uow(), job_id="jb_9", plan=plan, state=InterviewState.IN_PROGRESS)
    sound = write_sound(tmp_path / "a.wav", np.zeros(16_000)).read_bytes()
    with runtime.storage.media.writer("iv_1/an_3", "ca_1", offset=0) as writer:
        writer.append(sound)
        sha256 = writer.seal()
    put(
        runtime,
        an_answer(id="an_3", media_key="iv_1/an_3", media_sha256=sha256, media_bytes=len(sound)),
        a_task(id="tk_1", answer_id="an_3"),
    )
    runtime.settings.glossary.write_text("# 我们的系统\n星河账务\n", encoding="utf-8")
    bench, listener = Bench(runtime), Listener()
    bench.__dict__["recognizer"] = listener
    assert work_on("tk_1", bench) == Ended.DONE
    assert {"明湖银行", "柜员", "补登存折", "星河账务", "网点", "名单", "筛查", "凭证"} <= set(listener.hints)
    assert "# 我们的系统" not in listener.hints
    (kept,) = artifacts(runtime, "an_3", ArtifactKind.TRANSCRIPT)
    assert (kept.engine, kept.engine_version) == ("listener", "1")
