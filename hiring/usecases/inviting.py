"""HR invites, calls off, and hands out links."""

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta

from hiring.access import Access, of_interview
from hiring.commands import InviteCandidate, OnInterview
from hiring.errors import Conflict, Invalid
from hiring.model.delivery import CardKind, LinkToken, OutboxKind
from hiring.model.ids import InterviewId
from hiring.model.interview import Interview, InterviewAction, InterviewState
from hiring.model.people import Actor
from hiring.model.snapshot import plan_sha256
from hiring.ports import Clock, Ids, UnitOfWork
from hiring.usecases.telling import note, redraw_cards, send_candidate_card, show_progress, tell_candidate

LINK_LIFETIME = timedelta(days=7)  # reliability-security-law.md B2: min(window end, 7 days)

_ENDED = frozenset(
    {
        InterviewState.DECLINED,
        InterviewState.SUBMITTED,
        InterviewState.REPORTED,
        InterviewState.APPROVED,
        InterviewState.REJECTED,
        InterviewState.WITHDRAWN,
        InterviewState.EXPIRED,
    }
)


def invite_candidate(
    command: InviteCandidate, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids
) -> InterviewId:
    """Invite a candidate to one round for a job and pin what it asks and the scoring profile in force.

    Raises Conflict(IV303) for a second invitation to the same round, Conflict(JB302) for a closed job,
    Invalid(IV421) for a window that ends before it begins or lies in the past, Invalid(IV423) for a foreign manager,
    Erased(CA410).
    """
    access.authorize(command.actor, "interview.invite")
    with uow:
        interview = place_invitation(command, uow, ids=ids, now=clock.now())
        uow.commit()
    return interview.id


def place_invitation(command: InviteCandidate, uow: UnitOfWork, *, ids: Ids, now: datetime) -> Interview:
    """Within the caller's transaction; the caller has checked the right to. Raises as invite_candidate."""
    if not now < command.closes_at or not command.starts_at < command.closes_at:
        raise Invalid("IV421")
    job = uow.interviews.get_job(command.job_id)
    if not job.open:
        raise Conflict("JB302")
    if command.manager_id not in job.manager_ids or command.actor.staff_id is None:
        raise Invalid("IV423")
    candidate = uow.people.lock_candidate(command.candidate_id)
    plan = replace(job.plan, scoring_profile=uow.profiles.version_in_force() or job.plan.scoring_profile)
    interview = Interview(
        id=InterviewId(ids.new("iv")),
        candidate_id=candidate.id,
        job_id=job.id,
        round=command.round,
        manager_id=command.manager_id,
        invited_by=command.actor.staff_id,
        starts_at=command.starts_at,
        closes_at=command.closes_at,
        plan=plan,
        plan_sha256=plan_sha256(plan),
        created_at=now,
    )
    uow.interviews.add(interview)
    send_candidate_card(uow, interview, CardKind.INVITATION, ids=ids, now=now)
    note(uow, command.actor, "interview.invite", interview, now=now, job=job.id)
    return interview


def withdraw_interview(
    command: OnInterview, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids
) -> bool:
    """Call the interview off, by HR or by the candidate. False when it already is."""
    now = clock.now()
    with uow:
        interview = uow.interviews.lock(command.interview_id)
        access.authorize(command.actor, "interview.withdraw", of_interview(interview))
        if not call_off(uow, interview, command.actor, ids=ids, now=now):
            return False
        uow.commit()
    return True


def call_off(uow: UnitOfWork, interview: Interview, actor: Actor, *, ids: Ids, now: datetime) -> bool:
    """Withdraw an interview whose lock the caller holds, with all that hangs on it. False when it already is."""
    if not interview.take(InterviewAction.WITHDRAW):
        return False
    interview.closed_at = now
    uow.deliveries.withdraw(
        interview_id=interview.id, kinds=[OutboxKind.CARD_REMINDER, OutboxKind.CARD_INVITATION], now=now
    )
    uow.deliveries.revoke_links(interview.id, now=now)
    redraw_cards(uow, interview, CardKind, ids=ids, now=now)
    if actor.staff_id:
        tell_candidate(uow, interview, "interview.withdrawn", ids=ids, now=now)
    show_progress(uow, interview, ids=ids, now=now)
    note(uow, actor, "interview.withdraw", interview, now=now)
    return True


def issue_link(command: OnInterview, *, uow: UnitOfWork, access: Access, clock: Clock, ids: Ids) -> str:
    """A fresh one-time secret for the candidate's H5 link; earlier ones stop working. Only its hash is stored."""
    now = clock.now()
    token = ids.token()
    with uow:
        interview = uow.interviews.lock(command.interview_id)
        access.authorize(command.actor, "interview.link", of_interview(interview))
        if interview.state in _ENDED or interview.closes_at <= now:
            raise Conflict("LK302")
        uow.deliveries.revoke_links(interview.id, now=now)
        link = LinkToken(
            token_sha256=secret_sha256(token),
            interview_id=interview.id,
            candidate_id=interview.candidate_id,
            created_at=now,
            expires_at=min(interview.closes_at, now + LINK_LIFETIME),
        )
        uow.deliveries.add_link(link)
        note(uow, command.actor, "interview.link", interview, now=now)
        uow.commit()
    return token


def secret_sha256(secret: str) -> str:
    """How link secrets and session tokens are stored and looked up: hex sha256."""
    return hashlib.sha256(secret.encode()).hexdigest()
