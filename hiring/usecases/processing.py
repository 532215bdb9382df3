"""Leased work on recordings. A worker reads with a lease, computes with no transaction open, writes with its token."""

from hiring import messages
from hiring.errors import Conflict
from hiring.model.answer import ConsentKind
from hiring.model.delivery import AuditEntry, CardKind
from hiring.model.ids import ReportId, TaskId
from hiring.model.interview import Interview, InterviewAction, InterviewState
from hiring.model.people import SYSTEM, Actor
from hiring.model.processing import (
    Artifact,
    ArtifactKind,
    ProcessingTask,
    Report,
    TaskKind,
    TaskState,
)
from hiring.model.report_body import ReportBody
from hiring.ports import Clock, Ids, UnitOfWork
from hiring.reportjson import read_sitting, report_json, summary_json
from hiring.usecases.answering import counting_answers
from hiring.usecases.evaluating import queue_evaluation_when_ready
from hiring.usecases.probing import probes_to_evaluate, queue_choice
from hiring.usecases.telling import note, show_progress, tell_candidate, tell_hr
from hiring.views import AnsweredQuestion, EvaluationInput, Lease

SWEEP_BATCH = 100

# Work on these goes on; for the others what was queued is skipped. A probe is of use while somebody can be asked.
_ALIVE = frozenset({InterviewState.IN_PROGRESS, InterviewState.SUBMITTED, InterviewState.REPORTED})


def lease_task(task_id: TaskId, *, uow: UnitOfWork, clock: Clock, ids: Ids) -> Lease | None:
    """Take one attempt at a task; None when it is finished, held by another, or its interview was called off."""
    now = clock.now()
    with uow:
        task = uow.processing.lock_task(task_id)
        interview = uow.interviews.get(task.interview_id)
        token = ids.new("ls")
        if not task.lease(token, now=now):
            return None
        asking = interview.state == InterviewState.IN_PROGRESS
        if interview.state not in _ALIVE or (task.kind == TaskKind.PROBE and not asking):
            task.finish(token, TaskState.SKIPPED, now=now, error_code="TK410")
            uow.commit()
            return None
        lease = Lease(
            task_id=task.id,
            token=token,
            kind=task.kind,
            interview_id=interview.id,
            candidate_id=interview.candidate_id,
            answer=uow.answers.get(task.answer_id) if task.answer_id else None,
            plan=interview.plan,
            job_description=uow.interviews.get_job(interview.job_id).description,
            face_consent=uow.answers.has_live_consent(interview.id, ConsentKind.FACE),
            voice_consent=uow.answers.has_live_consent(interview.id, ConsentKind.VOICE),
        )
        uow.commit()
    return lease


def extend_lease(lease: Lease, *, uow: UnitOfWork, clock: Clock) -> None:
    """Keep the lease while computing. Raises Conflict(TK409) when another attempt took over."""
    with uow:
        uow.processing.lock_task(lease.task_id).extend(lease.token, now=clock.now())
        uow.commit()


def save_artifact(
    lease: Lease,
    kind: ArtifactKind,
    *,
    engine: str,
    engine_version: str,
    input_sha256: str,
    payload_json: str,
    uow: UnitOfWork,
    clock: Clock,
    ids: Ids,
) -> bool:
    """Store what an engine computed and finish the task.

    False when the consent it needed is gone or the interview was called off meanwhile: nothing is kept.

    Raises Conflict(TK409) when another attempt took over.
    """
    now = clock.now()
    if lease.answer is None:
        raise Conflict("TK409")
    with uow:
        interview = uow.interviews.lock(lease.interview_id)
        task = uow.processing.lock_task(lease.task_id)
        consented = kind != ArtifactKind.FACE or uow.answers.has_live_consent(interview.id, ConsentKind.FACE)
        allowed = consented and interview.state in _ALIVE
        task.finish(lease.token, TaskState.DONE if allowed else TaskState.SKIPPED, now=now)
        if allowed:
            uow.processing.add_artifact(
                Artifact(
                    id=ids.new("af"),
                    answer_id=lease.answer.id,
                    candidate_id=lease.candidate_id,
                    kind=kind,
                    engine=engine,
                    engine_version=engine_version,
                    input_sha256=input_sha256,
                    payload=payload_json,
                    created_at=now,
                )
            )
        if allowed and kind == ArtifactKind.TRANSCRIPT:
            queue_choice(uow, interview, uow.answers.get(lease.answer.id), ids=ids, now=now)
        queue_evaluation_when_ready(uow, interview, ids=ids, now=now)
        uow.commit()
    return allowed


def skip_task(lease: Lease, *, uow: UnitOfWork, clock: Clock, ids: Ids) -> None:
    """Finish without a result: consent is missing. Raises Conflict(TK409)."""
    now = clock.now()
    with uow:
        interview = uow.interviews.lock(lease.interview_id)
        uow.processing.lock_task(lease.task_id).finish(lease.token, TaskState.SKIPPED, now=now)
        queue_evaluation_when_ready(uow, interview, ids=ids, now=now)
        uow.commit()


def fail_attempt(
    lease: Lease, error_code: str, *, retry: bool, uow: UnitOfWork, clock: Clock, ids: Ids
) -> None:
    """An attempt failed: back to the queue while tries are left, else failed for a person to see.

    A follow-up question that can't be chosen is not asked, and nobody has to see to it.

    Raises Conflict(TK409) when another attempt took over.
    """
    now = clock.now()
    with uow:
        interview = uow.interviews.lock(lease.interview_id)
        task = uow.processing.lock_task(lease.task_id)
        if task.fail(lease.token, error_code, retry=retry, now=now):
            uow.deliveries.post(messages.job(task, ids=ids, now=now))
        elif task.kind == TaskKind.PROBE:
            task.state = TaskState.SKIPPED
        else:
            _report_failure(uow, interview, task, clock=clock, ids=ids)
        uow.commit()


def retry_task(task_id: TaskId, *, actor: Actor, uow: UnitOfWork, clock: Clock, ids: Ids) -> bool:
    """Queue a failed task again, by hand. False when it is not failed. The caller has checked the right to."""
    now = clock.now()
    with uow:
        task = uow.processing.lock_task(task_id)
        if task.state != TaskState.FAILED:
            return False
        task.state, task.finished_at, task.attempt = TaskState.QUEUED, None, 0
        uow.deliveries.post(messages.job(task, ids=ids, now=now))
        facts = {"kind": task.kind.value, "code": task.error_code}
        uow.audit.record(AuditEntry(actor.audit_name, "task.retry", f"task:{task.id}", now, facts))
        uow.commit()
    return True


def load_evaluation(lease: Lease, *, uow: UnitOfWork) -> EvaluationInput:
    """Everything the evaluation reads, in one short transaction."""
    with uow:
        counting = counting_answers(uow.answers.of_interview(lease.interview_id))
        review = uow.corrections.find_review(lease.interview_id)
        # What is still being written does not count until the candidate has confirmed it.
        corrections = {} if review is None or review.open else uow.corrections.newest(lease.interview_id)
        probes = probes_to_evaluate(uow, lease.interview_id, counting, corrections)
        answers = []
        for question in lease.plan.questions:
            answer = counting.get(question.key)
            if answer is not None:
                transcripts = uow.processing.artifacts(answer.id, ArtifactKind.TRANSCRIPT)
                faces = uow.processing.artifacts(answer.id, ArtifactKind.FACE) if lease.face_consent else []
                correction = corrections.get(answer.id)
                answers.append(
                    AnsweredQuestion(
                        answer=answer,
                        transcript_json=transcripts[0].payload if transcripts else None,
                        face_json=faces[0].payload if faces else None,
                        corrected_text=correction.text if correction else None,
                        probe=probes.get(question.key),
                    )
                )
        name = uow.people.get_candidate(lease.candidate_id).name
        sittings = tuple(
            (done.exercise_key, read_sitting(done.sitting))
            for done in uow.answers.exercises(lease.interview_id)
            if done.finished_at is not None
        )
        return EvaluationInput(
            lease.interview_id,
            lease.plan,
            tuple(answers),
            lease.face_consent,
            lease.voice_consent,
            name,
            sittings,
        )


def save_report(lease: Lease, body: ReportBody, *, uow: UnitOfWork, clock: Clock, ids: Ids) -> ReportId:
    """Store the report, send it to the manager and tell HR. Raises Conflict(TK409) when another attempt took over."""
    now = clock.now()
    with uow:
        interview = uow.interviews.lock(lease.interview_id)
        task = uow.processing.lock_task(lease.task_id)
        task.finish(lease.token, TaskState.DONE, now=now)
        interview.take(InterviewAction.REPORT)
        interview.reported_at = now
        report = Report(
            id=ReportId(ids.new("rp")),
            interview_id=interview.id,
            candidate_id=interview.candidate_id,
            generation=task.generation,
            rubric_sha256=interview.plan.rubric_sha256,
            payload=report_json(body),
            created_at=now,
            summary=summary_json(body),
        )
        uow.processing.add_report(report)
        uow.deliveries.post(
            messages.card(
                CardKind.REPORT,
                interview.id,
                recipient=interview.manager_id,
                subject_id=report.id,  # a press decides on this very report, so a stale card is refused
                ids=ids,
                now=now,
                dedupe_key=f"{CardKind.REPORT}:{interview.id}:{report.generation}",
            )
        )
        tell_candidate(uow, interview, "interview.evaluated", ids=ids, now=now)
        show_progress(uow, interview, ids=ids, now=now)
        note(uow, SYSTEM, "report.save", interview, now=now, report=report.id)
        uow.commit()
    return report.id


def sweep_tasks(*, uow: UnitOfWork, clock: Clock, ids: Ids) -> int:
    """Give lapsed and forgotten tasks back to their queues, or fail them when their tries are used up.

    The reconciler's guarantee: whatever happens to workers and queue, no task is lost. Returns how many it touched.
    """
    now = clock.now()
    with uow:
        tasks = uow.processing.expired(now, limit=SWEEP_BATCH)
        for task in tasks:
            if task.lapse(now=now):
                uow.deliveries.post(messages.job(task, ids=ids, now=now))
            elif task.kind == TaskKind.PROBE:
                task.state = TaskState.SKIPPED
            else:
                _report_failure(uow, uow.interviews.get(task.interview_id), task, clock=clock, ids=ids)
        uow.commit()
    return len(tasks)


def sweep_interviews(*, uow: UnitOfWork, clock: Clock, ids: Ids) -> int:
    """Close interviews whose time has passed without a submission. Nobody is rejected by it. Returns how many."""
    now = clock.now()
    with uow:
        overdue = uow.interviews.overdue(now, limit=SWEEP_BATCH)
        for interview in overdue:
            if interview.take(InterviewAction.EXPIRE):
                interview.closed_at = now
                show_progress(uow, interview, ids=ids, now=now)
                tell_candidate(uow, interview, "interview.expired", ids=ids, now=now)
                tell_hr(uow, interview, "interview.expired_hr", ids=ids, now=now)
                note(uow, SYSTEM, "interview.expire", interview, now=now)
        uow.commit()
    return len(overdue)


def _report_failure(
    uow: UnitOfWork, interview: Interview, task: ProcessingTask, *, clock: Clock, ids: Ids
) -> None:
    """HR learns that a step needs a person; the rest of the interview goes on without it."""
    now = clock.now()
    tell_hr(uow, interview, "task.failed", ids=ids, now=now, subject_id=task.id)
    facts = {"kind": task.kind.value, "code": task.error_code}
    uow.audit.record(AuditEntry(SYSTEM.audit_name, "task.fail", f"task:{task.id}", now, facts))
    if task.kind != TaskKind.EVALUATE:
        queue_evaluation_when_ready(uow, interview, ids=ids, now=now)
