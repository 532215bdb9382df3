"""Signing in, and what the page has to know before it can."""

from hiring.model.people import Role
from miniapp_api.schemas.base import Body, Instant, Line, Reply


class ConfigReply(Reply):
    """jsapi_url: script to load instead of the bundled dingtalk-jsapi; "" in production."""

    company_name: str
    corp_id: str
    client_id: str
    jsapi_url: str
    sandbox: bool


class HealthReply(Reply):
    status: str
    database: bool


class DingTalkCode(Body):
    code: Line


class LinkSecret(Body):
    """The part after `#t=` of a one-time link."""

    token: Line


class Me(Reply):
    """Who is signed in. interview_id narrows a link session to that one interview."""

    name: str
    roles: list[Role]
    candidate_id: str | None
    staff_id: str | None
    interview_id: str | None


class SignedInReply(Reply):
    token: str
    expires_at: Instant
    me: Me
