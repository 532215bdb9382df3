"""HR enters what was found outside the AI interview, and how much each part weighs for a job."""

from dataclasses import dataclass
from datetime import date

from hiring.access import Access
from hiring.errors import Invalid
from hiring.model.assessment import Assessment, AssessmentKind, BackgroundVerdict
from hiring.model.delivery import AuditEntry
from hiring.model.ids import CandidateId, JobId
from hiring.model.people import Actor
from hiring.ports import Clock, Ids, UnitOfWork
from hiring.wording import SHANGHAI
from scoring.ranking import PartWeights

LOWEST, HIGHEST = 0.0, 100.0


@dataclass(frozen=True, slots=True)
class RecordAssessment:
    """result: a score 0–100 for a written test, a verdict for a background check."""

    actor: Actor
    candidate_id: CandidateId
    job_id: JobId
    result: float | BackgroundVerdict
    note: str
    source: str
    taken_on: date


@dataclass(frozen=True, slots=True)
class SetPartWeights:
    actor: Actor
    job_id: JobId
    weights: PartWeights


def record_assessment(
    command: RecordAssessment, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids
) -> bool:
    """Keep a result; an earlier one of the same kind is superseded, not changed. False when it says the same.

    Raises Invalid(AS422) for a score outside 0–100, Invalid(AS423) for a day to come, Invalid(AS424) for somebody who
    was not invited for this job, Invalid(AS425) for a doubtful or failed check without a note.
    """
    now = clock.now()
    access.authorize(command.actor, "assessment.record")
    _check(command, today=now.astimezone(SHANGHAI).date())
    kind, result = _kind_and_result(command.result)
    with uow:
        uow.people.lock_candidate(command.candidate_id)
        interviews = uow.interviews.of_candidate(command.candidate_id)
        if command.actor.staff_id is None or all(one.job_id != command.job_id for one in interviews):
            raise Invalid("AS424")
        before = uow.assessments.latest(command.candidate_id, command.job_id).get(kind)
        said = (result, command.note.strip(), command.source.strip(), command.taken_on)
        if before is not None and said == (before.result, before.note, before.source, before.taken_on):
            return False
        assessment = Assessment(
            id=ids.new("as"),
            candidate_id=command.candidate_id,
            job_id=command.job_id,
            kind=kind,
            result=result,
            note=command.note.strip(),
            source=command.source.strip(),
            taken_on=command.taken_on,
            entered_by=command.actor.staff_id,
            entered_at=now,
            supersedes=before.id if before else None,
        )
        uow.assessments.add(assessment)
        facts = {"assessment": assessment.id, "kind": kind.value, "job": command.job_id}
        resource = f"candidate:{command.candidate_id}"
        uow.audit.record(AuditEntry(command.actor.audit_name, "assessment.record", resource, now, facts))
        uow.commit()
    return True


def set_part_weights(
    command: SetPartWeights,
    *,
    uow: UnitOfWork,
    access: Access,
    clock: Clock,
    ids: Ids,  # noqa: ARG001  # every use case takes the same ports
) -> bool:
    """False when they are so already. Raises Invalid(AS426) unless the interview weighs something."""
    access.authorize(command.actor, "job.open")
    weights = command.weights
    if weights.interview <= 0 or weights.written < 0:
        raise Invalid("AS426")
    with uow:
        job = uow.interviews.get_job(command.job_id)
        if (job.interview_weight, job.written_weight) == (weights.interview, weights.written):
            return False
        job.interview_weight, job.written_weight = weights.interview, weights.written
        facts = {"interview": str(weights.interview), "written": str(weights.written)}
        entry = AuditEntry(command.actor.audit_name, "job.weigh", f"job:{job.id}", clock.now(), facts)
        uow.audit.record(entry)
        uow.commit()
    return True


def _check(command: RecordAssessment, *, today: date) -> None:
    result = command.result
    if not isinstance(result, BackgroundVerdict) and not LOWEST <= result <= HIGHEST:
        raise Invalid("AS422")
    if command.taken_on > today:
        raise Invalid("AS423")
    # Whoever decides has to know what the doubt is about; the candidate may ask.
    unexplained = isinstance(result, BackgroundVerdict) and result != BackgroundVerdict.PASSED
    if unexplained and not command.note.strip():
        raise Invalid("AS425")


def _kind_and_result(result: float | BackgroundVerdict) -> tuple[AssessmentKind, str]:
    if isinstance(result, BackgroundVerdict):
        return AssessmentKind.BACKGROUND_CHECK, result.value
    return AssessmentKind.WRITTEN_TEST, f"{result:g}"
