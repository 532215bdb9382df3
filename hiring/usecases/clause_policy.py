"""A job's own thresholds for proposals: a new version each time, the old ones stay."""

from contracts.book import ContractBook
from hiring.access import Access
from hiring.commands import SetClausePolicy
from hiring.errors import Conflict, Invalid
from hiring.model.contract import ClausePolicy
from hiring.model.delivery import AuditEntry
from hiring.ports import Clock, Ids, UnitOfWork

_POINTS = 100.0


def set_clause_policy(
    command: SetClausePolicy, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids, book: ContractBook
) -> int:
    """The new version's number. Raises Invalid(CO423) for an unknown rule or a value outside 0–100, Conflict(CO409)."""
    access.authorize(command.actor, "contract.policy")
    known = {rule.key for rule in book.proposals}
    inside = all(0 <= t.threshold <= _POINTS and 0 <= t.max_width <= _POINTS for t in command.thresholds)
    rules = [t.rule for t in command.thresholds]
    if not inside or len(set(rules)) != len(rules) or not set(rules) <= known:
        raise Invalid("CO423")
    if command.actor.staff_id is None:
        raise Invalid("CO423")
    now = clock.now()
    with uow:
        uow.interviews.get_job(command.job_id)
        before = uow.contracts.policy(command.job_id)
        number = before.number if before else 0
        if number != command.base:
            raise Conflict("CO409")
        uow.contracts.add_policy(
            ClausePolicy(
                ids.new("cp"), command.job_id, number + 1, command.thresholds, command.actor.staff_id, now
            )
        )
        facts = {"number": str(number + 1)}
        uow.audit.record(
            AuditEntry(command.actor.audit_name, "contract.policy", f"job:{command.job_id}", now, facts)
        )
        uow.commit()
    return number + 1
