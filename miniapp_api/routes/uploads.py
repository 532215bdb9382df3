"""Resumable uploads after tus 1.0.0: creation, creation-defer-length, termination, expiration, checksum."""

from flask import Response, request

from hiring.commands import OpenUpload
from hiring.model.ids import AnswerId, UploadId
from hiring.usecases.uploading import open_upload, upload_progress
from hiring.views import UploadProgress
from miniapp_api.blueprints import area
from miniapp_api.errors import Refused
from miniapp_api.schemas.base import UploadPath
from miniapp_api.services import actor, ports, services
from miniapp_api.tus import protocol
from miniapp_api.tus.receiving import CHECKSUM_MAX_BYTES, receive
from miniapp_api.tus.sniff import SIGNATURE_BYTES
from miniapp_api.tus.terminating import give_up

api = area("uploads", "Resumable uploads (tus 1.0.0)")

_EMPTY = {"description": "see https://tus.io/protocols/resumable-upload"}


@api.after_request
def add_tus_headers(response: Response) -> Response:
    """Every answer names the protocol's version, refusals included; a stale offset must never come from a cache."""
    response.headers["Tus-Resumable"] = protocol.VERSION
    response.headers["Cache-Control"] = "no-store"
    if response.status_code == 412:
        response.headers["Tus-Version"] = protocol.VERSION
    return response


@api.route("/uploads", methods=["OPTIONS"])
def describe_uploads() -> Response:
    return Response(
        status=204,
        headers={
            "Tus-Version": protocol.VERSION,
            "Tus-Extension": protocol.EXTENSIONS,
            "Tus-Max-Size": str(services().settings.upload_max_bytes),
            "Tus-Checksum-Algorithm": ",".join(protocol.CHECKSUMS),
        },
    )


@api.post("/uploads", responses={201: _EMPTY})
def create_upload() -> Response:
    """Begin an upload. Upload-Metadata: answer_id; Upload-Length, or Upload-Defer-Length: 1 while recording."""
    protocol.require_version(request.headers)
    length = protocol.declared_length(request.headers)
    answer_id = protocol.metadata(request.headers).get("answer_id")
    if not answer_id or not answer_id.isascii() or "\0" in answer_id:
        raise Refused(400, "RQ400")
    max_bytes = services().settings.upload_max_bytes
    if length is not None and length > max_bytes:
        raise Refused(413, "UP413", limit_mib=max_bytes // 2**20)
    upload_id = open_upload(OpenUpload(actor(), AnswerId(answer_id), length), **ports(), max_bytes=max_bytes)
    answer = Response(status=201, headers={"Location": f"/api/uploads/{upload_id}"})
    return _with_offset(answer, _progress(upload_id))


@api.route("/uploads/<upload_id>", methods=["HEAD"])
def find_offset(upload_id: str) -> Response:
    """Where the upload stands: every byte before the offset is durable."""
    protocol.require_version(request.headers)
    progress = _progress(UploadId(upload_id))
    answer = _with_offset(Response(status=200), progress)
    if progress.length is None:
        answer.headers["Upload-Defer-Length"] = "1"
    else:
        answer.headers["Upload-Length"] = str(progress.length)
    return answer


@api.patch("/uploads/<upload_id>", responses={204: _EMPTY})
def append(path: UploadPath) -> Response:
    """Add bytes at Upload-Offset; 409 with nothing changed when the upload stands elsewhere."""
    protocol.require_version(request.headers)
    if request.mimetype != protocol.CONTENT_TYPE:
        raise Refused(415, "RQ415")
    offset = protocol.whole_number(request.headers, "Upload-Offset")
    if offset is None:
        raise Refused(400, "RQ400")
    length = protocol.whole_number(request.headers, "Upload-Length")
    checked = protocol.checksum(request.headers)
    upload_id = UploadId(path.upload_id)
    _must_fit(checked_whole=checked is not None)
    request.max_content_length = services().settings.upload_max_bytes
    total = _progress(upload_id).length if offset < SIGNATURE_BYTES and length is None else length
    progress = receive(upload_id, request.stream, offset=offset, length=length, total=total, checked=checked)
    return _with_offset(Response(status=204), progress)


@api.delete("/uploads/<upload_id>", responses={204: _EMPTY})
def terminate(path: UploadPath) -> Response:
    """Give an unfinished upload up; its bytes are deleted."""
    protocol.require_version(request.headers)
    give_up(UploadId(path.upload_id))
    return Response(status=204)


def _progress(upload_id: UploadId) -> UploadProgress:
    s = services()
    return upload_progress(actor(), upload_id, uow=s.uow(), access=s.access, clock=s.clock)


def _must_fit(*, checked_whole: bool) -> None:
    """Refuse before reading a body that says it is too large; append_chunk refuses one that turns out to be."""
    max_bytes = services().settings.upload_max_bytes
    announced = request.content_length or 0
    if announced > (CHECKSUM_MAX_BYTES if checked_whole else max_bytes):
        raise Refused(413, "UP413", limit_mib=max_bytes // 2**20)


def _with_offset(response: Response, progress: UploadProgress) -> Response:
    response.headers["Upload-Offset"] = str(progress.offset)
    if not progress.complete:
        response.headers["Upload-Expires"] = protocol.expires(progress.upload_expires_at)
    return response
