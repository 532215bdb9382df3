"""Outcomes come in: each fact is kept once, a correction beside what it corrects, and every row is answered for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hiring.access import Access
from hiring.commands import RecordOutcomes
from hiring.errors import Invalid
from hiring.model.delivery import AuditEntry
from hiring.model.ids import CandidateId, DingTalkUserId
from hiring.model.interview import Interview
from hiring.model.outcome import KIND_OF, OutcomeRecord, OutcomeSource
from hiring.model.people import SYSTEM, Candidate
from hiring.outcome_rows import MAX_ROWS, OutcomeRow, RowFault
from hiring.outcomejson import outcome_json
from hiring.ports import Clock, Ids, UnitOfWork

UNKNOWN = "系统中没有这位候选人（按手机号或钉钉 userId 查找），未导入"
OTHER_NAME = "手机号或钉钉 userId 对应的候选人与姓名不一致，未导入"


@dataclass(frozen=True, slots=True)
class Recorded:
    """added + corrected + unchanged + strangers + len(faults) is the number of rows.

    unlinked: of those kept, without an interview. strangers: rows of 智能人事 about people who were never candidates
    here, of whom nothing is kept; in a file such a row is a fault.
    """

    added: int
    corrected: int
    unchanged: int
    unlinked: int
    strangers: int
    faults: tuple[RowFault, ...]


def record_outcomes(
    command: RecordOutcomes, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids
) -> Recorded:
    """Keep what is new, in one transaction; the same file again changes nothing. Raises Invalid(OC413) for too many rows."""
    access.authorize(command.actor, "outcome.import")
    return _record(
        command.rows, command.faults, command.source, command.actor.audit_name, uow=uow, clock=clock, ids=ids
    )


def record_outcomes_on_console(
    rows: Sequence[OutcomeRow],
    faults: Sequence[RowFault],
    source: OutcomeSource,
    *,
    uow: UnitOfWork,
    clock: Clock,
    ids: Ids,
) -> Recorded:
    """The same from the CLI, where the machine's administrator sits and there is no actor to check."""
    return _record(rows, faults, source, SYSTEM.audit_name, uow=uow, clock=clock, ids=ids)


def _record(
    rows: Sequence[OutcomeRow],
    faults: Sequence[RowFault],
    source: OutcomeSource,
    by: str,
    *,
    uow: UnitOfWork,
    clock: Clock,
    ids: Ids,
) -> Recorded:
    if source != OutcomeSource.HRM and len(rows) + len(faults) > MAX_ROWS:
        raise Invalid("OC413", limit=MAX_ROWS)
    now, found, refused = clock.now(), [], list(faults)
    counts = {"added": 0, "corrected": 0, "unchanged": 0, "unlinked": 0, "strangers": 0}
    with uow:
        for row in rows:
            person = _person(uow, row)
            if isinstance(person, Candidate):
                found.append((person.id, row))
            elif person == UNKNOWN and source == OutcomeSource.HRM:
                counts["strangers"] += 1
            else:
                refused.append(RowFault(row.line, person))
        for candidate_id in sorted({candidate_id for candidate_id, _ in found}):
            uow.people.lock_candidate(
                candidate_id
            )  # in one order, so that two imports never wait for each other
            interview = uow.outcomes.assessed_in(candidate_id)
            for row in (row for owner, row in found if owner == candidate_id):
                counts[_keep(uow, candidate_id, interview, row, source, by, ids=ids, now=now)] += 1
                counts["unlinked"] += interview is None
        facts = {name: str(count) for name, count in counts.items()} | {"faults": str(len(refused))}
        uow.audit.record(AuditEntry(by, "outcome.import", f"outcomes:{source}", now, facts))
        uow.commit()
    return Recorded(**counts, faults=tuple(sorted(refused, key=lambda fault: fault.line)))


def _person(uow: UnitOfWork, row: OutcomeRow) -> Candidate | str:
    person = uow.people.find_candidate_by_dingtalk(DingTalkUserId(row.user_id)) if row.user_id else None
    if person is None and row.phone:
        person = uow.people.find_candidate_by_phone(row.phone)
    if person is None:
        return UNKNOWN
    return OTHER_NAME if row.name and row.name != person.name else person


def _keep(
    uow: UnitOfWork,
    candidate_id: CandidateId,
    interview: Interview | None,
    row: OutcomeRow,
    source: OutcomeSource,
    by: str,
    *,
    ids: Ids,
    now: datetime,
) -> str:
    """Which count it goes to. A link found later is a further revision too: what was pinned belongs to the record."""
    kind, payload = KIND_OF[type(row.facts)], outcome_json(row.facts)
    last = uow.outcomes.latest(candidate_id, kind, row.period)
    interview_id = interview.id if interview else None
    if last is not None and (last.payload, last.interview_id) == (payload, interview_id):
        return "unchanged"
    record = OutcomeRecord(
        id=ids.new("oc"),
        candidate_id=candidate_id,
        interview_id=interview_id,
        kind=kind,
        period=row.period,
        revision=last.revision + 1 if last else 1,
        payload=payload,
        source=source,
        recorded_by=by,
        recorded_at=now,
    )
    if interview is not None:
        record.plan_sha256 = interview.plan_sha256
        record.rubric_sha256 = interview.plan.rubric_sha256
        record.scoring_profile = interview.plan.scoring_profile
    uow.outcomes.add(record)
    return "corrected" if last else "added"
