"""Follow-up questions during the interview: chosen while the candidate goes on, settled after the last question.

Only bank questions, at most the plan's number, those first whose answers show least. A choice that comes after the
settling is not asked. Nobody has to answer one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from hiring import messages
from hiring.access import Access, of_interview
from hiring.commands import OnInterview, OnProbe
from hiring.errors import Conflict, Invalid, NotFound
from hiring.model.answer import Answer, AnswerState
from hiring.model.correction import TranscriptCorrection
from hiring.model.ids import AnswerId, InterviewId, ProbeId, TaskId
from hiring.model.interview import Interview, InterviewState
from hiring.model.probe import CHOICE_PATIENCE, Probe, is_probe_key
from hiring.model.processing import ArtifactKind, ProcessingTask, TaskKind, TaskState
from hiring.ports import Clock, Ids, UnitOfWork
from hiring.reportjson import basis_json, read_basis, read_transcript
from hiring.usecases.answering import answered_count, counting_answers, must_be_answering
from hiring.usecases.telling import note
from hiring.views import AskedProbe, Lease
from scoring.measures import NotMeasured, ProbeChoice, Transcript

_BEFORE_CHOICE = frozenset({TaskKind.TRANSCRIBE, TaskKind.PROBE})


def queue_choice(uow: UnitOfWork, interview: Interview, answer: Answer, *, ids: Ids, now: datetime) -> None:
    """An answer was transcribed: choose a probe for it, where the plan allows and it is not too late."""
    late = interview.state != InterviewState.IN_PROGRESS or interview.probes_settled_at is not None
    if late or not interview.plan.most_probes or is_probe_key(answer.question_key):
        return
    if answer.state != AnswerState.RECEIVED or uow.processing.find_task(
        interview.id, TaskKind.PROBE, answer.id
    ):
        return
    if not interview.plan.question(answer.question_key).rubric.probes:
        return
    task = ProcessingTask(
        id=TaskId(ids.new("tk")),
        interview_id=interview.id,
        candidate_id=interview.candidate_id,
        kind=TaskKind.PROBE,
        created_at=now,
        answer_id=answer.id,
    )
    uow.processing.add_task(task)
    uow.deliveries.post(messages.job(task, ids=ids, now=now))


def load_transcript(lease: Lease, *, uow: UnitOfWork) -> Transcript | None:
    """What the choice reads."""
    if lease.answer is None:
        return None
    with uow:
        found = uow.processing.artifacts(lease.answer.id, ArtifactKind.TRANSCRIPT)
        return read_transcript(found[0].payload) if found else None


def save_choice(
    lease: Lease, choice: ProbeChoice | NotMeasured, *, uow: UnitOfWork, clock: Clock, ids: Ids
) -> bool:
    """Keep a choice. False when there is none, or it comes too late. Raises Conflict(TK409)."""
    now = clock.now()
    if lease.answer is None:
        raise Conflict("TK409")
    with uow:
        interview = uow.interviews.lock(lease.interview_id)
        task = uow.processing.lock_task(lease.task_id)
        answer = uow.answers.get(lease.answer.id)
        in_time = interview.state == InterviewState.IN_PROGRESS and interview.probes_settled_at is None
        wanted = in_time and answer.state == AnswerState.RECEIVED
        chosen = choice if wanted and isinstance(choice, ProbeChoice) else None
        task.finish(lease.token, TaskState.DONE if chosen else TaskState.SKIPPED, now=now)
        if chosen:
            uow.probes.add(
                Probe(
                    id=ProbeId(ids.new("pb")),
                    interview_id=interview.id,
                    candidate_id=interview.candidate_id,
                    answer_id=answer.id,
                    question_key=answer.question_key,
                    text=chosen.probe,
                    basis=basis_json(chosen),
                    chosen_at=now,
                )
            )
        uow.commit()
    return chosen is not None


def settle_probes(
    command: OnInterview,
    *,
    uow: UnitOfWork,
    access: Access,
    clock: Clock,
    ids: Ids,  # noqa: ARG001  # every use case takes the same ports
) -> bool:
    """After the last question: fix which probes are asked. False while choices are still worth waiting for.

    Raises Invalid(IV411) while a question lacks an answer, Conflict(IV302), Expired(IV410).
    """
    now = clock.now()
    with uow:
        interview = uow.interviews.lock(command.interview_id)
        access.authorize(command.actor, "interview.attend", of_interview(interview))
        must_be_answering(interview, now=now)
        if not interview.plan.most_probes or interview.probes_settled_at is not None:
            return True
        answers = uow.answers.of_interview(interview.id)
        missing = len(interview.plan.questions) - answered_count(interview.plan, answers)
        if missing:
            raise Invalid("IV411", missing=missing)
        counting = [a for a in counting_answers(answers).values() if a.received_at is not None]
        if _worth_waiting(uow, interview, counting, now=now):
            return False
        interview.probes_settled_at = now
        asked = _most_needed(uow, interview, {a.id for a in counting})
        for probe in asked:
            probe.asked_at = now
        note(uow, command.actor, "probe.ask", interview, now=now, probes=str(len(asked)))
        uow.commit()
    return True


def skip_probe(
    command: OnProbe,
    *,
    uow: UnitOfWork,
    access: Access,
    clock: Clock,
    ids: Ids,  # noqa: ARG001  # every use case takes the same ports
) -> bool:
    """The candidate would rather not. False when skipped or answered before. Raises NotFound(PB404)."""
    now = clock.now()
    with uow:
        interview = uow.interviews.lock(command.interview_id)
        access.authorize(command.actor, "interview.attend", of_interview(interview))
        must_be_answering(interview, now=now)
        probe = next((p for p in asked_probes(uow, interview.id) if p.id == command.probe_id), None)
        if probe is None:
            raise NotFound("PB404")
        answered = probe.key in counting_answers(uow.answers.of_interview(interview.id))
        if answered or not probe.skip(now=now):
            return False
        note(uow, command.actor, "probe.skip", interview, now=now, probe=probe.id)
        uow.commit()
    return True


def asked_probes(uow: UnitOfWork, interview_id: InterviewId) -> list[Probe]:
    return [probe for probe in uow.probes.of_interview(interview_id) if probe.asked_at is not None]


def probes_to_evaluate(
    uow: UnitOfWork,
    interview_id: InterviewId,
    counting: Mapping[str, Answer],
    corrections: Mapping[AnswerId, TranscriptCorrection],
) -> dict[str, AskedProbe]:
    """By the key of the question they belong to."""
    found = {}
    for probe in asked_probes(uow, interview_id):
        asked = AskedProbe(probe.text, read_basis(probe.basis), None, None)
        answer = counting.get(probe.key)
        if answer is not None and probe.skipped_at is None:
            transcripts = uow.processing.artifacts(answer.id, ArtifactKind.TRANSCRIPT)
            correction = corrections.get(answer.id)
            asked = replace(
                asked,
                answer=answer,
                transcript_json=transcripts[0].payload if transcripts else None,
                corrected_text=correction.text if correction else None,
            )
        found[probe.question_key] = asked
    return found


def _worth_waiting(
    uow: UnitOfWork, interview: Interview, counting: Sequence[Answer], *, now: datetime
) -> bool:
    last = max(answer.received_at for answer in counting if answer.received_at is not None)
    if now >= last + CHOICE_PATIENCE:
        return False
    theirs = {answer.id for answer in counting}
    tasks = uow.processing.tasks_of(interview.id)
    return any(t.kind in _BEFORE_CHOICE and t.answer_id in theirs and not t.finished for t in tasks)


def _most_needed(uow: UnitOfWork, interview: Interview, counting: set[AnswerId]) -> list[Probe]:
    """Those of answers that count, least coverage first; at equal coverage in the order of the questions."""
    order = [question.key for question in interview.plan.questions]
    chosen = [probe for probe in uow.probes.of_interview(interview.id) if probe.answer_id in counting]
    chosen.sort(key=lambda probe: (read_basis(probe.basis).coverage, order.index(probe.question_key)))
    return chosen[: interview.plan.most_probes]
