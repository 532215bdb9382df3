"""One attempt at one file from outside: lease, read in the confined child with no transaction open, write with the token."""

from hiring.errors import NotFound, Permanent
from hiring.messages import RESUME_QUEUE
from hiring.model.ids import OutsideTextId
from hiring.usecases.outside_texts import (
    TextLease,
    extend_text_lease,
    fail_text_attempt,
    lease_outside_text,
    save_outside_text,
)
from scoring.engines.documents.reader import DocumentReader, IsArchive
from scoring.engines.errors import EngineCode, EnginePermanent
from workers.attempt import Ended, attempt
from workers.outside_text import CONTRACT_LIMITS, notes_on, text_of
from workers.queueing import JOB_TIMEOUT_S
from workers.wiring import Runtime

KIND = "outside_text"


def work_on_outside_text(text_id: OutsideTextId, runtime: Runtime) -> Ended:
    """One attempt, unless it is finished, held by another, or erased."""
    new_uow, clock, ids = runtime.storage.new_uow, runtime.clock, runtime.ids
    try:
        lease = lease_outside_text(text_id, uow=new_uow(), clock=clock, ids=ids)
    except NotFound:
        return Ended.NOT_NEEDED  # its owner left, or the hour is over
    if lease is None:
        return Ended.NOT_NEEDED
    return attempt(
        text_id,
        KIND,
        work=lambda: _read(lease, runtime),
        extend=lambda: extend_text_lease(lease, uow=new_uow(), clock=clock),
        fail=lambda code, retry: fail_text_attempt(
            lease, code, retry=retry, uow=new_uow(), clock=clock, ids=ids
        ),
        limit_s=JOB_TIMEOUT_S[RESUME_QUEUE],
    )


def _read(lease: TextLease, runtime: Runtime) -> Ended:
    with DocumentReader(children=1, limits=CONTRACT_LIMITS) as reader:
        try:
            document = reader.read(lease.content)
        except IsArchive as exc:
            raise Permanent("OT415") from exc
    text = text_of(document)
    if not text.strip():
        raise EnginePermanent(EngineCode.NO_TEXT)
    notes = "\n".join(notes_on(document))
    save_outside_text(lease, text, notes, uow=runtime.storage.new_uow(), clock=runtime.clock)
    return Ended.DONE
