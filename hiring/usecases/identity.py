"""Who is there: sign-in by DingTalk code or one-time link, and the session that follows."""

from datetime import datetime, timedelta

from hiring.commands import SignInWithCode, SignInWithLink
from hiring.errors import Forbidden, NotFound, Unauthenticated
from hiring.model.delivery import AuditEntry, Session
from hiring.model.ids import DingTalkUserId
from hiring.model.people import Actor, Role
from hiring.ports import Clock, DingTalk, Ids, UnitOfWork
from hiring.usecases.inviting import secret_sha256
from hiring.views import SignedIn

SESSION_LIFETIME = timedelta(hours=12)  # reliability-security-law.md B2: absolute 12 h
SESSION_IDLE = timedelta(minutes=30)
_SEEN_STEP = timedelta(minutes=1)  # write last_seen_at at most this often


def sign_in_with_code(
    command: SignInWithCode, *, uow: UnitOfWork, clock: Clock, ids: Ids, dingtalk: DingTalk
) -> SignedIn:
    """Sign in a member of the organisation. Raises Forbidden(AC404) for somebody we don't know."""
    identity = dingtalk.identify(command.code)  # outside the transaction: it is a network call
    now = clock.now()
    with uow:
        actor, name = actor_of(uow, identity.user_id)
        signed_in = _open_session(uow, actor, name, expires_at=now + SESSION_LIFETIME, ids=ids, now=now)
        uow.commit()
    return signed_in


def sign_in_with_link(command: SignInWithLink, *, uow: UnitOfWork, clock: Clock, ids: Ids) -> SignedIn:
    """Exchange a one-time link for a session on its one interview.

    Raises NotFound(LK404), the same for unknown, used, revoked and expired links.
    """
    now = clock.now()
    with uow:
        link = uow.deliveries.lock_link(secret_sha256(command.token))
        if link is None or link.used_at or link.revoked_at or link.expires_at <= now:
            raise NotFound("LK404")
        link.used_at = now
        candidate = uow.people.get_candidate(link.candidate_id)
        actor = Actor(
            candidate_id=candidate.id, roles=frozenset({Role.CANDIDATE}), interview_id=link.interview_id
        )
        signed_in = _open_session(uow, actor, candidate.name, expires_at=link.expires_at, ids=ids, now=now)
        uow.commit()
    return signed_in


def read_session(token: str, *, uow: UnitOfWork, clock: Clock) -> Actor:
    """Whose session this is, with their roles as they are now. Raises Unauthenticated(AC401)."""
    now = clock.now()
    with uow:
        session = uow.deliveries.find_session(secret_sha256(token))
        if session is None or session.revoked_at or session.expires_at <= now:
            raise Unauthenticated("AC401")
        if session.interview_id is None and session.last_seen_at + SESSION_IDLE <= now:
            raise Unauthenticated("AC401")
        actor = _actor_of_session(uow, session)
        if session.last_seen_at + _SEEN_STEP <= now:
            session.last_seen_at = now
            uow.commit()
    return actor


def sign_out(token: str, *, uow: UnitOfWork, clock: Clock) -> None:
    """End the session; ending it twice is fine."""
    with uow:
        session = uow.deliveries.find_session(secret_sha256(token))
        if session is not None and session.revoked_at is None:
            session.revoked_at = clock.now()
            uow.commit()


def actor_of(uow: UnitOfWork, user_id: DingTalkUserId) -> tuple[Actor, str]:
    """The person behind a DingTalk user id: staff, candidate, or both. Raises Forbidden(AC404)."""
    staff = uow.people.find_staff_by_dingtalk(user_id)
    candidate = uow.people.find_candidate_by_dingtalk(user_id)
    roles: frozenset[Role] = frozenset()
    if staff is not None and staff.active:
        roles |= staff.roles
    if candidate is not None:
        roles |= {Role.CANDIDATE}
    if not roles:
        raise Forbidden("AC404")
    actor = Actor(
        candidate_id=candidate.id if candidate else None,
        staff_id=staff.id if staff and staff.active else None,
        roles=roles,
    )
    name = staff.name if staff else candidate.name if candidate else ""
    return actor, name


def _actor_of_session(uow: UnitOfWork, session: Session) -> Actor:
    roles: frozenset[Role] = frozenset()
    staff_id = None
    if session.staff_id is not None:
        staff = uow.people.get_staff(session.staff_id)
        if staff.active:  # somebody who left loses the role at once, not at the next sign-in
            roles, staff_id = staff.roles, staff.id
    if session.candidate_id is not None:
        roles |= {Role.CANDIDATE}
    if not roles:
        raise Unauthenticated("AC401")
    return Actor(session.candidate_id, staff_id, roles, session.interview_id)


def _open_session(
    uow: UnitOfWork, actor: Actor, name: str, *, expires_at: datetime, ids: Ids, now: datetime
) -> SignedIn:
    token = ids.token()
    session = Session(
        token_sha256=secret_sha256(token),
        created_at=now,
        expires_at=expires_at,
        last_seen_at=now,
        candidate_id=actor.candidate_id,
        staff_id=actor.staff_id,
        interview_id=actor.interview_id,
    )
    uow.deliveries.add_session(session)
    uow.audit.record(AuditEntry(actor.audit_name, "session.open", "session", now, {}))
    return SignedIn(token, expires_at, actor, name)
