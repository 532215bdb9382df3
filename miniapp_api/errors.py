"""The one place where errors become answers: a Chinese text with a code, and nothing about our insides."""

import structlog
from flask import Flask, Response, g, request
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from contracts.findings import ContractsError
from hiring.error_texts import ERROR_TEXTS, coded_text, text_of
from hiring.errors import BoundaryError, HiringError, Transient
from miniapp_api.replies import reply
from miniapp_api.schemas.base import ErrorOut, ErrorReply, FieldFault
from miniapp_api.services import services

log = structlog.get_logger()

_UNFORESEEN = "请求没有成功，请刷新页面后重试。"
_KEPT_HEADERS = frozenset({"Allow", "Retry-After", "Content-Range"})
_FIELD_TEXTS: dict[str, str] = {
    "missing": "必填",
    "extra_forbidden": "不支持的字段",
    "string_too_long": "内容过长",
    "string_too_short": "不能为空",
    "too_long": "数量过多",
    "too_short": "数量不足",
    "enum": "不是可选的值",
    "literal_error": "不是可选的值",
    "string_pattern_mismatch": "格式不正确",
    "timezone_aware": "时间须带时区",
}


class Refused(HiringError):
    """A refusal by the HTTP side itself, with the status that HTTP or tus asks for."""

    def __init__(self, http_status: int, code: str, **facts: object) -> None:
        super().__init__(code, **facts)
        self.http_status = http_status


def register_errors(app: Flask) -> None:
    app.register_error_handler(HiringError, _refused)
    app.register_error_handler(ContractsError, _unreadable_text)
    app.register_error_handler(BoundaryError, _outside_failed)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _bug)


def validation_reply(error: ValidationError) -> Response:
    """What a malformed request is told: which fields, never what it sent."""
    faults = [
        FieldFault(
            field=".".join(str(part) for part in fault["loc"]) or "body",
            message=_FIELD_TEXTS.get(fault["type"], "不正确"),
        )
        for fault in error.errors(include_input=False, include_url=False)
    ]
    return error_reply(422, "RQ422", fields=faults)


def error_reply(status: int, code: str, *, fields: list[FieldFault] | None = None) -> Response:
    """An answer whose text needs no facts."""
    message = coded_text(code) if code in ERROR_TEXTS else f"{_UNFORESEEN}（{code}）"
    g.error_code = code
    return reply(ErrorReply(error=ErrorOut(code=code, message=message, fields=fields)), status)


def _refused(error: HiringError) -> Response:
    g.error_code = error.code
    return reply(ErrorReply(error=ErrorOut(code=error.code, message=text_of(error))), error.http_status)


def _unreadable_text(error: ContractsError) -> Response:
    """Text or facts the linter can't judge: its own Chinese message, with its code."""
    g.error_code = error.code
    return reply(ErrorReply(error=ErrorOut(code=error.code, message=str(error))), 422)


def _outside_failed(error: BoundaryError) -> Response:
    log.warning("boundary_error", route=_route(), cause=error.reason, kind=type(error).__name__)
    answer = error_reply(503, "SY503")
    if isinstance(error, Transient) and error.retry_after:
        answer.headers["Retry-After"] = str(int(error.retry_after.total_seconds()) + 1)
    return answer


def _http_error(error: HTTPException) -> Response:
    if error.response is not None:  # made by validation_reply
        return error.response  # type: ignore[return-value]  # werkzeug says "sansio response"; ours are Flask's
    status = error.code or 500
    answer = error_reply(status, f"RQ{status}")
    answer.headers.extend([h for h in error.get_headers() if h[0] in _KEPT_HEADERS])
    return answer


def _bug(error: Exception) -> Response:
    incident = services().ids.new("in")
    # The type and place of the error, never its message: an SQL error quotes the row.
    log.error("bug", incident=incident, route=_route(), kind=type(error).__name__, where=_where(error))
    g.error_code = "SY500"
    message = coded_text("SY500", incident=incident)
    return reply(ErrorReply(error=ErrorOut(code="SY500", message=message, incident=incident)), 500)


def _where(error: Exception) -> str:
    trace, places = error.__traceback__, []
    while trace is not None:
        places.append(f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}")
        trace = trace.tb_next
    return " > ".join(places[-6:])


def _route() -> str:
    return request.url_rule.rule if request.url_rule else "unknown"
