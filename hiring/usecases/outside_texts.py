"""A file from outside for the linter: kept sealed, read by a worker as a leased task, told to whoever brought it, erased.

Nothing of it outlives the hour. Once the text is read, or can't be, the file itself goes at once.
"""

from dataclasses import dataclass, field

from hiring import messages
from hiring.access import Access
from hiring.errors import Invalid, NotFound
from hiring.model.delivery import AuditEntry
from hiring.model.ids import OutsideTextId
from hiring.model.outside_text import ID_PREFIX, KEPT, OutsideText
from hiring.model.people import SYSTEM, Actor
from hiring.model.processing import TaskState
from hiring.ports import Clock, Ids, UnitOfWork

FILE_MAX_BYTES = 10 * 2**20  # a contract of sixty scanned pages at fax quality; it lies in the database
NAME_MAX = 200
SWEEP_BATCH = 100


@dataclass(frozen=True, slots=True)
class BringText:
    actor: Actor
    file_name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class OnText:
    actor: Actor
    text_id: OutsideTextId


@dataclass(frozen=True, slots=True)
class TextLease:
    """One attempt's right to read a file. The token fences every write."""

    text_id: OutsideTextId
    token: str
    content: bytes = field(repr=False)


def bring_outside_text(
    command: BringText, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids
) -> OutsideTextId:
    """Keep a file and have it read. Raises Invalid(OT413) when too large, Invalid(OT421) when empty."""
    access.authorize(command.actor, "text.lint")
    size = len(command.content)
    if size > FILE_MAX_BYTES:
        raise Invalid("OT413", limit_mib=FILE_MAX_BYTES // 2**20)
    if not size:
        raise Invalid("OT421")
    assert command.actor.staff_id is not None
    now = clock.now()
    text = OutsideText(
        OutsideTextId(ids.new(ID_PREFIX)), command.actor.staff_id, now, command.file_name[-NAME_MAX:]
    )
    with uow:
        uow.outside_texts.add(text, command.content)
        uow.deliveries.post(messages.resume_job(text, ids=ids, now=now))
        _note(uow, command.actor, "text.upload", text.id, clock, bytes=str(size))
        uow.commit()
    return text.id


def read_outside_text(
    command: OnText,
    *,
    uow: UnitOfWork,
    access: Access,
    clock: Clock,
    ids: Ids,  # noqa: ARG001  # every use case takes the same ports
) -> OutsideText:
    """How it stands. Raises NotFound(OT404) when it is gone, an hour old, or somebody else's."""
    with uow:
        return _own(command, uow, access, clock)


def erase_outside_text(
    command: OnText,
    *,
    uow: UnitOfWork,
    access: Access,
    clock: Clock,
    ids: Ids,  # noqa: ARG001  # every use case takes the same ports
) -> None:
    """At its owner's wish, also while it is being read. Raises NotFound(OT404)."""
    with uow:
        text = _own(command, uow, access, clock)
        uow.outside_texts.erase(text.id)
        _note(uow, command.actor, "text.erase", text.id, clock, why="wish")
        uow.commit()


def lease_outside_text(
    text_id: OutsideTextId, *, uow: UnitOfWork, clock: Clock, ids: Ids
) -> TextLease | None:
    """Take one attempt; None when it is finished or another holds it. Raises NotFound(TK404) once it is erased."""
    with uow:
        text = uow.outside_texts.lock(text_id)
        token = ids.new("ls")
        if not text.lease(token, now=clock.now()):
            return None
        lease = TextLease(text.id, token, uow.outside_texts.content(text.id))
        uow.commit()
    return lease


def extend_text_lease(lease: TextLease, *, uow: UnitOfWork, clock: Clock) -> None:
    """Raises Conflict(TK409) when another attempt took over, NotFound(TK404) when it was erased."""
    with uow:
        uow.outside_texts.lock(lease.text_id).extend(lease.token, now=clock.now())
        uow.commit()


def save_outside_text(lease: TextLease, text: str, notes: str, *, uow: UnitOfWork, clock: Clock) -> None:
    """Keep what was read and drop the file. Raises Conflict(TK409), NotFound(TK404) as extend_text_lease."""
    with uow:
        row = uow.outside_texts.lock(lease.text_id)
        row.finish(lease.token, TaskState.DONE, now=clock.now())
        row.text, row.notes = text, notes
        uow.outside_texts.drop_content(row.id)
        uow.commit()


def fail_text_attempt(
    lease: TextLease, error_code: str, *, retry: bool, uow: UnitOfWork, clock: Clock, ids: Ids
) -> None:
    """Back to the queue while tries are left, else failed for its owner to see. Raises Conflict(TK409), NotFound(TK404)."""
    now = clock.now()
    with uow:
        text = uow.outside_texts.lock(lease.text_id)
        if text.fail(lease.token, error_code, retry=retry, now=now):
            uow.deliveries.post(messages.resume_job(text, ids=ids, now=now))
        else:
            uow.outside_texts.drop_content(text.id)
        uow.commit()


def sweep_outside_texts(*, uow: UnitOfWork, clock: Clock, ids: Ids) -> int:
    """Erase what is an hour old; give lapsed and forgotten ones back to the queue, or fail them. Returns how many of these."""
    now = clock.now()
    with uow:
        for text_id in uow.outside_texts.erase_before(now - KEPT):
            _note(uow, SYSTEM, "text.erase", text_id, clock, why="retention")
        texts = uow.outside_texts.expired(now, limit=SWEEP_BATCH)
        for text in texts:
            if text.lapse(now=now):
                uow.deliveries.post(messages.resume_job(text, ids=ids, now=now))
            else:
                uow.outside_texts.drop_content(text.id)
        uow.commit()
    return len(texts)


def _own(command: OnText, uow: UnitOfWork, access: Access, clock: Clock) -> OutsideText:
    access.authorize(command.actor, "text.lint")
    text = uow.outside_texts.get(command.text_id)
    if text.created_by != command.actor.staff_id or text.created_at + KEPT <= clock.now():
        raise NotFound("OT404")
    return text


def _note(
    uow: UnitOfWork, actor: Actor, action: str, text_id: OutsideTextId, clock: Clock, **facts: str
) -> None:
    uow.audit.record(AuditEntry(actor.audit_name, action, f"outside_text:{text_id}", clock.now(), facts))
