"""The side effects of the product as outbox rows. One function per kind: who, about what, when.

Payload keys: interview_id, subject_id, recipient ("candidate" or a staff id), card_id, text_code, task_id, queue, contract_id, reference, look.
The relay (workers/relay) reads the rest from the database when it delivers, so a payload never goes stale
and never holds personal data.
"""

from datetime import datetime

from hiring.model.contract import EmploymentContract
from hiring.model.delivery import CardKind, OutboxKind, OutboxRow
from hiring.model.ids import CardId, InterviewId
from hiring.model.outside_text import OutsideText
from hiring.model.processing import ProcessingTask, TaskKind
from hiring.model.resume import ResumeTask
from hiring.ports import Ids

TO_CANDIDATE = "candidate"

QUEUE_OF: dict[TaskKind, str] = {
    TaskKind.TRANSCRIBE: "transcribe",
    TaskKind.OBSERVE: "observe",
    TaskKind.EVALUATE: "evaluate",
    TaskKind.PROBE: "evaluate",  # the same models, and seconds of work
}

RESUME_QUEUE = "resume"
QUEUES = (*QUEUE_OF.values(), RESUME_QUEUE)

_KIND_OF_CARD: dict[CardKind, OutboxKind] = {
    CardKind.INVITATION: OutboxKind.CARD_INVITATION,
    CardKind.RESCHEDULE: OutboxKind.CARD_RESCHEDULE,
    CardKind.OFFER: OutboxKind.CARD_OFFER,
    CardKind.REMINDER: OutboxKind.CARD_REMINDER,
    CardKind.PROGRESS: OutboxKind.CARD_PROGRESS,
    CardKind.REPORT: OutboxKind.CARD_REPORT,
    CardKind.RESULT: OutboxKind.CARD_RESULT,
}


def card(
    kind: CardKind,
    interview_id: InterviewId,
    *,
    recipient: str,
    ids: Ids,
    now: datetime,
    subject_id: str | None = None,
    at: datetime | None = None,
    dedupe_key: str | None = None,
) -> OutboxRow:
    """Deliver a new card. recipient: TO_CANDIDATE or a staff id. at: not before this moment (reminders)."""
    return OutboxRow(
        id=ids.new("cd"),
        kind=_KIND_OF_CARD[kind],
        ordering_key=f"{interview_id}:{recipient}",
        dedupe_key=dedupe_key,
        payload={
            "interview_id": interview_id,
            "subject_id": subject_id or interview_id,
            "recipient": recipient,
        },
        available_at=at or now,
        created_at=now,
    )


def card_update(card_id: CardId, interview_id: InterviewId, *, ids: Ids, now: datetime) -> OutboxRow:
    """Redraw a delivered card from the present state; pending redraws of one card coalesce."""
    return OutboxRow(
        id=ids.new("cu"),
        kind=OutboxKind.CARD_UPDATE,
        ordering_key=f"card:{card_id}",
        dedupe_key=f"update:{card_id}",
        payload={"interview_id": interview_id, "card_id": card_id},
        available_at=now,
        created_at=now,
    )


def text(
    text_code: str,
    interview_id: InterviewId,
    *,
    recipient: str,
    ids: Ids,
    now: datetime,
    subject_id: str = "",
) -> OutboxRow:
    """Send one of the plain messages of hiring/notices.py. recipient: TO_CANDIDATE or a staff id."""
    return OutboxRow(
        id=ids.new("ms"),
        kind=OutboxKind.MESSAGE_TEXT,
        ordering_key=f"{interview_id}:{recipient}",
        dedupe_key=None,
        payload={
            "interview_id": interview_id,
            "subject_id": subject_id or interview_id,
            "recipient": recipient,
            "text_code": text_code,
        },
        available_at=now,
        created_at=now,
    )


def contract_errand(kind: OutboxKind, contract: EmploymentContract, *, ids: Ids, now: datetime) -> OutboxRow:
    """Hand an approved contract to signing, or its person to pre-entry."""
    return OutboxRow(
        id=ids.new("ce"),
        kind=kind,
        ordering_key=f"{kind}:{contract.id}",
        dedupe_key=f"{kind}:{contract.id}",
        payload={"interview_id": contract.interview_id, "contract_id": contract.id},
        available_at=now,
        created_at=now,
    )


def contract_clear(contract: EmploymentContract, *, ids: Ids, now: datetime) -> OutboxRow:
    """Remove the papers that were laid down to be signed; never before a hand-off that is under way."""
    return OutboxRow(
        id=ids.new("cx"),
        kind=OutboxKind.CONTRACT_CLEAR,
        ordering_key=f"{OutboxKind.CONTRACT_SIGN}:{contract.id}",
        dedupe_key=f"{OutboxKind.CONTRACT_CLEAR}:{contract.id}",
        payload={"interview_id": contract.interview_id, "contract_id": contract.id},
        available_at=now,
        created_at=now,
    )


def contract_look(
    contract: EmploymentContract, look: int, *, at: datetime, ids: Ids, now: datetime
) -> OutboxRow:
    """Ask the signing service how the contract's process stands. look: the how-manieth time."""
    return OutboxRow(
        id=ids.new("cl"),
        kind=OutboxKind.CONTRACT_STANDING,
        ordering_key=f"{OutboxKind.CONTRACT_STANDING}:{contract.id}",
        dedupe_key=f"{OutboxKind.CONTRACT_STANDING}:{contract.id}:{look}",
        payload={
            "interview_id": contract.interview_id,
            "contract_id": contract.id,
            "reference": contract.sign_reference,
            "look": str(look),
        },
        available_at=at,
        created_at=now,
    )


def contract_reminder(
    text_code: str, contract: EmploymentContract, *, at: datetime, ids: Ids, now: datetime
) -> OutboxRow:
    """Remind the author of a date, at that moment. text_code: one of hiring.notices.CONTRACT_NOTICES."""
    return OutboxRow(
        id=ids.new("cr"),
        kind=OutboxKind.CONTRACT_REMINDER,
        ordering_key=f"reminder:{contract.id}",
        dedupe_key=f"{text_code}:{contract.id}:{at:%Y%m%d}",
        payload={
            "interview_id": contract.interview_id,
            "contract_id": contract.id,
            "recipient": contract.author_id,
            "text_code": text_code,
        },
        available_at=at,
        created_at=now,
    )


def job(task: ProcessingTask, *, ids: Ids, now: datetime) -> OutboxRow:
    """Put a processing task on its queue. The task row, not the queue, is the truth."""
    return _job(task.id, task.attempt, QUEUE_OF[task.kind], ids=ids, now=now)


def resume_job(task: ResumeTask | OutsideText, *, ids: Ids, now: datetime) -> OutboxRow:
    """Put a file to be read on the queue of résumés, whose workers hold the reader."""
    return _job(task.id, task.attempt, RESUME_QUEUE, ids=ids, now=now)


def _job(task_id: str, attempt: int, queue: str, *, ids: Ids, now: datetime) -> OutboxRow:
    return OutboxRow(
        id=ids.new("jb"),
        kind=OutboxKind.JOB_RUN,
        ordering_key=f"task:{task_id}",
        dedupe_key=f"job:{task_id}:{attempt}",
        payload={"task_id": task_id, "queue": queue, "attempt": str(attempt)},
        available_at=now,
        created_at=now,
    )
