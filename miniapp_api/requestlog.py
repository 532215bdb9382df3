"""One line a request: the route's template, never the address with its ids' query, never a body."""

import time

import structlog
from flask import Response, g, request

log = structlog.get_logger()


def start_timer() -> None:
    g.started_s = time.monotonic()


def log_request(response: Response) -> Response:
    actor = g.get("actor")
    log.info(
        "http_request",
        method=request.method,
        route=request.url_rule.rule if request.url_rule else "unknown",
        status=response.status_code,
        ms=round((time.monotonic() - g.started_s) * 1000, 1),
        actor=actor.audit_name if actor else "anonymous",
        code=g.get("error_code", ""),
    )
    return response
