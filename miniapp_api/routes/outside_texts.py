"""Files from outside for the linter. Nothing here opens them: a worker's confined reader does."""

from flask import Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from hiring.errors import Invalid
from hiring.model.ids import OutsideTextId
from hiring.usecases.outside_texts import (
    FILE_MAX_BYTES,
    BringText,
    OnText,
    bring_outside_text,
    erase_outside_text,
    read_outside_text,
)
from miniapp_api import text_view
from miniapp_api.blueprints import area
from miniapp_api.replies import reply
from miniapp_api.schemas.base import Done
from miniapp_api.schemas.outside_texts import OutsideTextCreated, OutsideTextPath, OutsideTextReply
from miniapp_api.schemas.resumes import FileNameQuery
from miniapp_api.services import actor, ports

api = area(
    "outside_texts", "Files from outside: read by a worker, judged by the linter, erased within the hour"
)


@api.post("/lint/files", responses={201: OutsideTextCreated})
def bring_text_file(query: FileNameQuery) -> Response:
    """One document, its bytes as the body."""
    request.max_content_length = FILE_MAX_BYTES
    try:
        content = request.get_data()
    except RequestEntityTooLarge as exc:
        raise Invalid("OT413", limit_mib=FILE_MAX_BYTES // 2**20) from exc
    command = BringText(actor(), query.name, content)
    return reply(OutsideTextCreated(text_id=bring_outside_text(command, **ports())), 201)


@api.get("/lint/files/<text_id>", responses={200: OutsideTextReply})
def read_text_file(path: OutsideTextPath) -> Response:
    """How far it has come, for whoever brought it; with what the linter says once it was read."""
    return reply(text_view.standing(read_outside_text(_on(path), **ports())))


@api.delete("/lint/files/<text_id>", responses={200: Done})
def erase_text_file(path: OutsideTextPath) -> Response:
    """Erase it before its hour is over."""
    erase_outside_text(_on(path), **ports())
    return reply(Done())


def _on(path: OutsideTextPath) -> OnText:
    return OnText(actor(), OutsideTextId(path.text_id))
