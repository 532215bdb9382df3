"""A named person puts weights in force. They reach interviews created from then on; no report is ever scored again."""

from dataclasses import replace
from math import isclose

from hiring.access import Access
from hiring.commands import ActivateWeights
from hiring.errors import Conflict, Forbidden, Invalid
from hiring.model.delivery import AuditEntry
from hiring.model.outcome import WeightSet
from hiring.ports import Clock, Ids, UnitOfWork
from hiring.usecases.deciding import MIN_REASON_CHARS

SUM_TOLERANCE = 0.001  # four written decimals of ten dimensions


def activate_weights(
    command: ActivateWeights, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids
) -> int:
    """The number of the new set. Raises Invalid(WT421) without a reason, Invalid(WT422) for weights that don't fit
    the job's dimensions, Conflict(WT409) when another set came into force since `replaces` was read."""
    access.authorize(command.actor, "weights.activate")
    if command.actor.staff_id is None:
        raise Forbidden("AC403")
    if len(command.reason.strip()) < MIN_REASON_CHARS:
        raise Invalid("WT421")
    now = clock.now()
    with uow:
        job = uow.outcomes.lock_job(command.job_id)
        last = uow.outcomes.latest_weights(command.job_id)
        number = last.number if last else 0
        if number != command.replaces:
            raise Conflict("WT409")
        _check(command.weights, job.plan.weights)
        weights = {name: float(command.weights[name]) for name in job.plan.weights}
        job.plan = replace(job.plan, weights=weights)
        uow.outcomes.add_weights(
            WeightSet(
                id=ids.new("ws"),
                job_id=job.id,
                number=number + 1,
                weights=weights,
                basis=dict(command.basis),
                reason=command.reason.strip(),
                activated_by=command.actor.staff_id,
                activated_at=now,
            )
        )
        facts = {"number": str(number + 1), "by_hand": str(not command.basis)}
        uow.audit.record(
            AuditEntry(command.actor.audit_name, "weights.activate", f"job:{job.id}", now, facts)
        )
        uow.commit()
    return number + 1


def _check(weights: dict[str, float], held: dict[str, float]) -> None:
    fits = weights.keys() == held.keys() and all(0 <= weight <= 1 for weight in weights.values())
    if not fits or not isclose(sum(weights.values()), 1.0, abs_tol=SUM_TOLERANCE):
        raise Invalid("WT422")
