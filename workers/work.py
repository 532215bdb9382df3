"""One attempt at one processing task: lease, compute with no transaction open, write with the lease's token."""

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import IO

from hiring.errors import Permanent
from hiring.messages import QUEUE_OF
from hiring.model.answer import Answer
from hiring.model.ids import TaskId
from hiring.model.plan import Modality
from hiring.model.processing import ArtifactKind, TaskKind
from hiring.reportjson import face_json, transcript_json
from hiring.usecases.probing import load_transcript, save_choice
from hiring.usecases.processing import (
    extend_lease,
    fail_attempt,
    lease_task,
    load_evaluation,
    save_artifact,
    save_report,
    skip_task,
)
from hiring.views import Lease
from scoring.measures import Transcript
from workers.attempt import Ended, attempt
from workers.hot_words import hot_words
from workers.queueing import JOB_TIMEOUT_S
from workers.workshop import Workshop

TYPED_ENGINE, TYPED_VERSION = "typed", "1"  # the candidate's own words; nothing was recognised


def work_on(task_id: TaskId, shop: Workshop) -> Ended:
    """One attempt, unless the task is finished, held by another, or its interview was called off."""
    runtime = shop.runtime
    new_uow, clock, ids = runtime.storage.new_uow, runtime.clock, runtime.ids
    lease = lease_task(task_id, uow=new_uow(), clock=clock, ids=ids)
    if lease is None:
        return Ended.NOT_NEEDED
    return attempt(
        task_id,
        lease.kind,
        work=lambda: _STEPS[lease.kind](lease, shop),
        extend=lambda: extend_lease(lease, uow=new_uow(), clock=clock),
        fail=lambda code, retry: fail_attempt(lease, code, retry=retry, uow=new_uow(), clock=clock, ids=ids),
        limit_s=JOB_TIMEOUT_S[QUEUE_OF[lease.kind]],
        interview_id=lease.interview_id,
    )


def _transcribe(lease: Lease, shop: Workshop) -> Ended:
    answer = _answer_of(lease)
    if answer.modality == Modality.TEXT:
        typed = Transcript(
            text=answer.text,
            language="",
            duration_s=0.0,
            segments=(),
            flags=(),
            engine=TYPED_ENGINE,
            engine_version=TYPED_VERSION,
        )
        return _keep(
            lease,
            ArtifactKind.TRANSCRIPT,
            typed.engine,
            typed.engine_version,
            _sha256(answer.text),
            transcript_json(typed),
            shop,
        )
    from scoring.engines.media import decode_media

    hints = hot_words(lease, answer, shop.runtime.settings.glossary)
    source = _sha256(json.dumps([answer.media_sha256, hints], ensure_ascii=False))
    engine = shop.recognizer
    payload = _known(answer, ArtifactKind.TRANSCRIPT, engine.engine, engine.engine_version, source, shop)
    if payload is None:
        with opened_recording(answer, shop) as recording:
            media = decode_media(recording)
        payload = transcript_json(engine.transcribe(media.audio, hints=hints))
    return _keep(lease, ArtifactKind.TRANSCRIPT, engine.engine, engine.engine_version, source, payload, shop)


def _observe(lease: Lease, shop: Workshop) -> Ended:
    """Only under live consent: asked here, before a frame is decoded, and again by the use case that saves."""
    if not lease.face_consent:
        runtime = shop.runtime
        skip_task(lease, uow=runtime.storage.new_uow(), clock=runtime.clock, ids=runtime.ids)
        return Ended.SKIPPED
    answer = _answer_of(lease)
    engine, source = shop.observer, answer.media_sha256 or ""
    payload = _known(answer, ArtifactKind.FACE, engine.engine, engine.engine_version, source, shop)
    if payload is None:
        with opened_recording(answer, shop) as recording:
            payload = face_json(engine.observe(recording))
    return _keep(lease, ArtifactKind.FACE, engine.engine, engine.engine_version, source, payload, shop)


def _evaluate(lease: Lease, shop: Workshop) -> Ended:
    from workers.reporting import build_report

    runtime = shop.runtime
    evaluation = load_evaluation(lease, uow=runtime.storage.new_uow())
    body = build_report(
        evaluation,
        embedder=shop.embedder,
        profile=shop.profiles.get(evaluation.plan.scoring_profile),
        second=shop.second_rating,
        judge_share=runtime.settings.judge_share,
    )
    save_report(lease, body, uow=runtime.storage.new_uow(), clock=runtime.clock, ids=runtime.ids)
    return Ended.DONE


def _choose_probe(lease: Lease, shop: Workshop) -> Ended:
    from scoring.engines.transcript_text import plain
    from scoring.probing import choose_probe

    runtime = shop.runtime
    answer = _answer_of(lease)
    transcript = load_transcript(lease, uow=runtime.storage.new_uow())
    if transcript is None:
        raise Permanent("no_transcript")
    choice = choose_probe(
        lease.plan.question(answer.question_key).rubric,
        replace(transcript, text=plain(transcript.text).text),
        embedder=shop.embedder,
        profile=shop.profiles.get(lease.plan.scoring_profile),
    )
    kept = save_choice(lease, choice, uow=runtime.storage.new_uow(), clock=runtime.clock, ids=runtime.ids)
    return Ended.DONE if kept else Ended.SKIPPED


_STEPS: dict[TaskKind, Callable[[Lease, Workshop], Ended]] = {
    TaskKind.TRANSCRIBE: _transcribe,
    TaskKind.OBSERVE: _observe,
    TaskKind.EVALUATE: _evaluate,
    TaskKind.PROBE: _choose_probe,
}


@contextmanager
def opened_recording(answer: Answer, shop: Workshop) -> Iterator[IO[bytes]]:
    """The decrypted recording in a file without a name: whatever happens to this process, nothing is left behind."""
    if answer.media_key is None:
        raise Permanent("no_recording")
    with tempfile.TemporaryFile(dir=shop.scratch_folder) as plain:
        for piece in shop.runtime.storage.media.read(answer.media_key, answer.candidate_id):
            plain.write(piece)
        plain.flush()
        plain.seek(0, os.SEEK_SET)
        yield plain


def _keep(
    lease: Lease,
    kind: ArtifactKind,
    engine: str,
    engine_version: str,
    input_sha256: str,
    payload: str,
    shop: Workshop,
) -> Ended:
    kept = save_artifact(
        lease,
        kind,
        engine=engine,
        engine_version=engine_version,
        input_sha256=input_sha256,
        payload_json=payload,
        uow=shop.runtime.storage.new_uow(),
        clock=shop.runtime.clock,
        ids=shop.runtime.ids,
    )
    return Ended.DONE if kept else Ended.SKIPPED


def _known(
    answer: Answer, kind: ArtifactKind, engine: str, engine_version: str, input_sha256: str, shop: Workshop
) -> str | None:
    """The payload of the same computation, done before."""
    wanted = (engine, engine_version, input_sha256)
    with shop.runtime.storage.new_uow() as uow:
        for artifact in uow.processing.artifacts(answer.id, kind):
            if (artifact.engine, artifact.engine_version, artifact.input_sha256) == wanted:
                return artifact.payload
    return None


def _answer_of(lease: Lease) -> Answer:
    if lease.answer is None:
        raise Permanent("no_answer")
    return lease.answer


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
