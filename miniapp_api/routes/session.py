"""Signing in by DingTalk code or one-time link, and signing out."""

from flask import Response

from hiring.commands import SignInWithCode, SignInWithLink
from hiring.errors import NotFound, Permanent, Unauthenticated
from hiring.model.people import Actor
from hiring.ports import UnitOfWork
from hiring.usecases.identity import sign_in_with_code, sign_in_with_link, sign_out
from hiring.views import SignedIn
from miniapp_api.blueprints import area
from miniapp_api.guard import bearer_token
from miniapp_api.ratelimit import count_failed_link, limit_code_sign_in, limit_link_sign_in
from miniapp_api.replies import reply
from miniapp_api.schemas.base import Done
from miniapp_api.schemas.session import DingTalkCode, LinkSecret, Me, SignedInReply
from miniapp_api.services import actor, services

api = area("session", "Signing in and out")

BAD_LOGIN_CODE = "login_code"  # hiring.ports.DingTalk.identify: used, expired or made up


@api.post("/session/dingtalk", responses={200: SignedInReply}, security=[])
def sign_in_by_dingtalk(body: DingTalkCode) -> Response:
    """Exchange the code of dd.requestAuthCode for a bearer token."""
    limit_code_sign_in()
    s = services()
    try:
        signed_in = sign_in_with_code(
            SignInWithCode(body.code), uow=s.uow(), clock=s.clock, ids=s.ids, dingtalk=s.dingtalk
        )
    except Permanent as error:
        if error.reason != BAD_LOGIN_CODE:
            raise
        raise Unauthenticated("AC402") from error
    return _signed_in_reply(signed_in)


@api.post("/session/link", responses={200: SignedInReply}, security=[])
def sign_in_by_link(body: LinkSecret) -> Response:
    """Exchange a one-time link's secret; the same 404 for unknown, expired and used ones."""
    limit_link_sign_in()
    s = services()
    try:
        signed_in = sign_in_with_link(SignInWithLink(body.token), uow=s.uow(), clock=s.clock, ids=s.ids)
    except NotFound:
        count_failed_link()
        raise
    return _signed_in_reply(signed_in)


@api.get("/session", responses={200: Me})
def read_me() -> Response:
    """Who is signed in."""
    with services().uow() as uow:
        return reply(_me(actor(), name=_name_of(actor(), uow)))


@api.delete("/session", responses={200: Done})
def end_session() -> Response:
    """Sign out; ending it twice is fine."""
    s = services()
    sign_out(bearer_token(), uow=s.uow(), clock=s.clock)
    return reply(Done())


def _signed_in_reply(signed_in: SignedIn) -> Response:
    return reply(
        SignedInReply(
            token=signed_in.token,
            expires_at=signed_in.expires_at,
            me=_me(signed_in.actor, name=signed_in.name),
        )
    )


def _me(who: Actor, *, name: str) -> Me:
    return Me(
        name=name,
        roles=sorted(who.roles),
        candidate_id=who.candidate_id,
        staff_id=who.staff_id,
        interview_id=who.interview_id,
    )


def _name_of(who: Actor, uow: UnitOfWork) -> str:
    if who.staff_id is not None:
        return uow.people.get_staff(who.staff_id).name
    return uow.people.get_candidate(who.candidate_id).name if who.candidate_id is not None else ""
