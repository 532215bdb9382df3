"""What the page may know before anybody has signed in."""

from flask import Response, current_app
from flask_openapi3.openapi import OpenAPI
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from miniapp_api.blueprints import area
from miniapp_api.replies import reply
from miniapp_api.schemas.session import ConfigReply, HealthReply
from miniapp_api.services import services

api = area("public", "Before sign-in", signed_in=False)


@api.get("/config", responses={200: ConfigReply})
def read_config() -> Response:
    """What the page needs for DingTalk's login."""
    settings = services().settings
    return reply(
        ConfigReply(
            company_name=settings.company_name,
            corp_id=settings.corp_id,
            client_id=settings.client_id,
            jsapi_url=settings.jsapi_url,
            sandbox=bool(settings.jsapi_url),
        )
    )


@api.get("/health", responses={200: HealthReply, 503: HealthReply})
def read_health() -> Response:
    """Alive, and whether the database answers."""
    try:
        with services().engine.connect() as connection:
            connection.execute(text("select 1"))
    except SQLAlchemyError:
        return reply(HealthReply(status="degraded", database=False), 503)
    return reply(HealthReply(status="ok", database=True))


@api.get("/openapi.json", doc_ui=False)
def read_openapi() -> dict[str, object]:
    """This document."""
    assert isinstance(current_app, OpenAPI)
    return current_app.api_doc
