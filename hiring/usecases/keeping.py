"""How long data are kept, and erasing them on time or on the candidate's wish (PIPL 19, 47).

Order in every deletion: first the file, then the row that says so. A crash in between leaves a row whose file is
gone; the next look deletes it once more, which is no error. The data key goes last: with it everything sealed for
the person is unreadable, also in whatever copy of the database there is without its keys.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hiring.access import Access, Resource
from hiring.commands import EraseCandidate
from hiring.errors import Conflict
from hiring.model.contract import EMPLOYED_STATES, OPEN_STATES, ContractState
from hiring.model.delivery import AuditEntry, CardKind
from hiring.model.ids import CandidateId, InterviewId
from hiring.model.interview import Interview, InterviewState
from hiring.model.people import SYSTEM, Actor
from hiring.ports import Clock, Ids, MediaStore, UnitOfWork
from hiring.usecases.contract_errands import call_off_errands
from hiring.usecases.inviting import call_off
from hiring.usecases.telling import redraw_cards

SWEEP_BATCH = 100  # of each kind in one look; what is left waits for the next
API_SOURCE = "api"  # inbox rows that hold the answers to requests with an Idempotency-Key
REPLIES_KEPT = timedelta(hours=24)  # what a sender may count on, after Stripe

_RUNNING = frozenset({InterviewState.INVITED, InterviewState.CONFIRMED, InterviewState.IN_PROGRESS})
_UNDER_REVIEW = frozenset({InterviewState.SUBMITTED, InterviewState.REPORTED})
_STAFF_CARDS = (CardKind.PROGRESS, CardKind.REPORT, CardKind.RESCHEDULE)  # they name the candidate


@dataclass(frozen=True, slots=True)
class KeepingPolicy:
    """Times since an interview closed; personal: since the candidate's last one did. The consent texts promise them."""

    recordings: timedelta
    personal: timedelta


@dataclass(frozen=True, slots=True)
class Kept:
    """What one look removed: interviews that lost their recordings, candidates erased, stored replies."""

    recordings: int
    candidates: int
    replies: int


def sweep_retention(
    *, uow: UnitOfWork, media: MediaStore, clock: Clock, ids: Ids, policy: KeepingPolicy
) -> Kept:
    """Remove what has been kept long enough. What belongs to an open interview is never touched.

    Raises BoundaryError when a file can't be deleted; what was removed until then stays removed and noted.
    """
    now = clock.now()
    with uow:
        replies = uow.deliveries.prune_inbox(API_SOURCE, received_before=now - REPLIES_KEPT)
        interviews = uow.interviews.with_recordings(now - policy.recordings, limit=SWEEP_BATCH)
        people = uow.people.past_keeping(now - policy.personal, limit=SWEEP_BATCH)
        uow.commit()
    recordings = sum(_delete_recordings(one, SYSTEM, uow=uow, media=media, now=now) for one in interviews)
    erased = sum(_erase(one, SYSTEM, "retention", uow=uow, media=media, ids=ids, now=now) for one in people)
    return Kept(recordings, erased, replies)


def erase_candidate(
    command: EraseCandidate, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids, media: MediaStore
) -> None:
    """Erase a candidate on their wish: running interviews are called off, recordings and the data key destroyed.

    Raises Conflict(CA409) while an interview is being evaluated or reviewed, Conflict(CA412) with an approved or signed contract,
    Conflict(IV409) when the candidate was
    invited anew at this very moment, NotFound(CA404), Erased(CA410). After a crash, asking again finishes it.
    """
    now, candidate_id = clock.now(), command.candidate_id
    with uow:
        interviews = _lock_all(uow, candidate_id)
        access.authorize(command.actor, "candidate.erase", _everything_of(candidate_id, interviews))
        if any(interview.state in _UNDER_REVIEW for interview in interviews):
            raise Conflict("CA409")
        if _is_employed(uow, candidate_id):
            raise Conflict("CA412")
        for interview in interviews:
            if interview.state in _RUNNING:
                call_off(uow, interview, command.actor, ids=ids, now=now)
        uow.commit()
    if not _erase(candidate_id, command.actor, "wish", uow=uow, media=media, ids=ids, now=now):
        raise Conflict("IV409")


def _is_employed(uow: UnitOfWork, candidate_id: CandidateId) -> bool:
    return any(c.state in EMPLOYED_STATES for c in uow.contracts.of_candidate(candidate_id))


def _drop_contracts(uow: UnitOfWork, candidate_id: CandidateId, *, ids: Ids, now: datetime) -> None:
    """Drafts are called off, and papers that were ever laid down to be signed go; the texts go with the key."""
    for contract in uow.contracts.of_candidate(candidate_id):
        if contract.state in OPEN_STATES:
            contract.state = ContractState.WITHDRAWN
        call_off_errands(uow, contract, ids=ids, now=now)


def _everything_of(candidate_id: CandidateId, interviews: list[Interview]) -> Resource:
    """A one-time link opens one interview only, so it covers the whole person only where there is no other."""
    only = interviews[0].id if len(interviews) == 1 else None
    return Resource(interview_id=only, candidate_id=candidate_id)


def _lock_all(uow: UnitOfWork, candidate_id: CandidateId) -> list[Interview]:
    """The candidate, then the interviews: until the transaction ends there are no others and none moves on."""
    uow.people.lock_candidate(candidate_id)
    found = sorted(interview.id for interview in uow.interviews.of_candidate(candidate_id))
    return [uow.interviews.lock(interview_id) for interview_id in found]


def _delete_recordings(
    interview_id: InterviewId, actor: Actor, *, uow: UnitOfWork, media: MediaStore, now: datetime
) -> bool:
    """Delete every recording of a closed interview; False when there was none."""
    with uow:
        # The uploads' locks stay while files go, else a chunk on its way could bring a deleted one back.
        media_keys = uow.answers.lock_recordings(interview_id)
        if not media_keys:
            return False
        for media_key in media_keys:
            media.delete(media_key)
        uow.answers.forget_recordings(interview_id)
        facts = {"recordings": str(len(media_keys))}
        uow.audit.record(
            AuditEntry(actor.audit_name, "media.delete", f"interview:{interview_id}", now, facts)
        )
        uow.commit()
    return True


def _erase(
    candidate_id: CandidateId,
    actor: Actor,
    why: str,
    *,
    uow: UnitOfWork,
    media: MediaStore,
    ids: Ids,
    now: datetime,
) -> bool:
    """Recordings, then links, sessions and the key. False, with the key kept, when an interview is open after all."""
    with uow:
        interviews = [interview.id for interview in uow.interviews.of_candidate(candidate_id)]
    for interview_id in interviews:
        _delete_recordings(interview_id, actor, uow=uow, media=media, now=now)
    with uow:
        held = _lock_all(uow, candidate_id)
        if any(interview.state in _RUNNING | _UNDER_REVIEW for interview in held):
            return False
        if _is_employed(uow, candidate_id):
            return False
        _drop_contracts(uow, candidate_id, ids=ids, now=now)
        for media_key in uow.resumes.media_keys(candidate_id):
            media.delete(media_key)
        uow.resumes.forget(candidate_id)
        for interview in held:
            uow.deliveries.revoke_links(interview.id, now=now)
        uow.deliveries.revoke_sessions(candidate_id, now=now)
        uow.people.erase(candidate_id, now=now)
        for interview in held:  # delivered only after this, when the name can't be read any more
            redraw_cards(uow, interview, _STAFF_CARDS, ids=ids, now=now)
        resource = f"candidate:{candidate_id}"
        uow.audit.record(AuditEntry(actor.audit_name, "candidate.erase", resource, now, {"why": why}))
        uow.commit()
    return True
