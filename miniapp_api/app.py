"""The Flask application: routes, guard, errors, headers, log lines and the OpenAPI document."""

from flask_openapi3.models.info import Info
from flask_openapi3.models.schema import Schema
from flask_openapi3.openapi import OpenAPI
from werkzeug.middleware.proxy_fix import ProxyFix

from miniapp_api import guard, headers, requestlog
from miniapp_api.blueprints import BEARER_SECURITY
from miniapp_api.errors import register_errors, validation_reply
from miniapp_api.routes import (
    answering,
    appeals,
    contracts,
    documents,
    events,
    exercises,
    interviews,
    invitation,
    jobs,
    lab,
    lint,
    media,
    operations,
    outcomes,
    outside_texts,
    personal_data,
    probes,
    public,
    ranking,
    ratings,
    resumes,
    reviews,
    screening,
    session,
    transcripts,
    uploads,
)
from miniapp_api.schemas.base import ErrorReply
from miniapp_api.schemas.hr import InterviewEvent
from miniapp_api.schemas.resumes import BatchEvent
from miniapp_api.services import EXTENSION, Services
from miniapp_api.spa import pages

SCHEMA_REF = "#/components/schemas/{model}"
JSON_MAX_BYTES = 2**20  # no request but an upload needs more
_AREAS = (
    public,
    session,
    invitation,
    answering,
    uploads,
    media,
    jobs,
    ranking,
    interviews,
    operations,
    outcomes,
    personal_data,
    reviews,
    documents,
    transcripts,
    contracts,
    lint,
    outside_texts,
    appeals,
    ratings,
    lab,
    resumes,
    screening,
    events,
    exercises,
    probes,
)


def create_app(services: Services) -> OpenAPI:
    """Raises ValueError when a route has no row in permissions.toml."""
    app = bare_app()
    app.extensions[EXTENSION] = services
    app.config["TRUSTED_HOSTS"] = list(services.settings.trusted_hosts)
    if services.settings.proxy_hops:
        hops = services.settings.proxy_hops
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]
    app.before_request(requestlog.start_timer)
    app.before_request(guard.check_request)
    app.after_request(headers.add_headers)
    app.after_request(requestlog.log_request)
    register_errors(app)
    guard.check_table(app, routes=services.routes, actions=services.access.matrix)
    return app


def bare_app() -> OpenAPI:
    """The routes and their document, without anything behind them: enough to write openapi.json."""
    app = OpenAPI(
        "mingmian",
        info=Info(title="明面 Mingmian", version="1"),
        security_schemes=BEARER_SECURITY,
        doc_ui=False,
        static_folder=None,
        validation_error_model=ErrorReply,
        validation_error_callback=validation_reply,
    )
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.config["MAX_CONTENT_LENGTH"] = JSON_MAX_BYTES
    for area in _AREAS:
        app.register_api(area.api)
    app.register_api(resumes.files)
    app.register_blueprint(pages)
    for kind in (InterviewEvent, BatchEvent):  # in a stream, so in no JSON response
        event = kind.model_json_schema(mode="serialization", ref_template=SCHEMA_REF)
        app.components_schemas[kind.__name__] = Schema(**event)
    return app
