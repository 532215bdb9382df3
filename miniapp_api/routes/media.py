"""Playing a recording: decrypted on the way, seekable, for the holder of a ticket."""

from collections.abc import Iterator

from flask import Response, request
from werkzeug.datastructures import Headers

from hiring.errors import NotFound
from hiring.model.answer import Answer
from hiring.model.ids import AnswerId
from miniapp_api import tickets
from miniapp_api.blueprints import area
from miniapp_api.errors import Refused
from miniapp_api.schemas.base import AnswerPath
from miniapp_api.schemas.manager import MediaQuery
from miniapp_api.services import services

api = area("media", "Recordings", signed_in=False)

_VIDEO = {"content": {"video/*": {"schema": {"type": "string", "format": "binary"}}}}
_PLAYABLE = frozenset(
    {"video/webm", "video/mp4", "audio/webm", "audio/mp4", "audio/ogg", "audio/wav", "audio/mpeg"}
)
_UNKNOWN_TYPE = "application/octet-stream"


@api.get("/media/<answer_id>", responses={200: _VIDEO, 206: _VIDEO})
def play(path: AnswerPath, query: MediaQuery) -> Response:
    """A recording or a Range of it."""
    s, answer_id = services(), AnswerId(path.answer_id)
    tickets.check(query.ticket, answer_id)
    with s.uow() as uow:
        answer = uow.answers.get(answer_id)
    if answer.media_key is None or answer.media_bytes is None:
        raise NotFound("MD404")
    start, stop = _asked_range(answer.media_bytes)
    whole = (start, stop) == (0, answer.media_bytes) and not request.range
    headers = Headers({"Accept-Ranges": "bytes", "Content-Length": str(stop - start)})
    headers["Content-Disposition"] = "inline"
    if not whole:
        headers["Content-Range"] = f"bytes {start}-{stop - 1}/{answer.media_bytes}"
    return Response(
        _bytes(answer, answer.media_key, start=start, stop=stop),
        status=200 if whole else 206,
        headers=headers,
        mimetype=_content_type(answer),
        direct_passthrough=True,
    )


def _asked_range(size: int) -> tuple[int, int]:
    """[start, stop) of the request. Raises Refused(416) outside the recording; several ranges become the whole."""
    asked = request.range
    if asked is None or asked.units != "bytes" or len(asked.ranges) != 1:
        return 0, size
    found = asked.range_for_length(size)
    if found is None:
        raise Refused(416, "RQ416")
    return found


def _content_type(answer: Answer) -> str:
    """What was declared, if it is one of the types a player takes; never a page or a script."""
    declared = answer.mime_type.partition(";")[0].strip().lower()
    return declared if declared in _PLAYABLE else _UNKNOWN_TYPE


def _bytes(answer: Answer, media_key: str, *, start: int, stop: int) -> Iterator[bytes]:
    if request.method == "HEAD":
        return iter(())
    return services().media.read(media_key, answer.candidate_id, start=start, stop=stop)
