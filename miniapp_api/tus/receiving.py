"""Taking in the body of one PATCH: in pieces, each durable before the next, as much as arrived of a cut one."""

from collections.abc import Iterator
from typing import IO

from werkzeug.exceptions import ClientDisconnected

from hiring.commands import AppendChunk
from hiring.model.ids import UploadId
from hiring.usecases.uploading import append_chunk
from hiring.views import UploadProgress
from miniapp_api.errors import Refused
from miniapp_api.services import actor, ports, services
from miniapp_api.tus.protocol import Checksum
from miniapp_api.tus.sniff import SNIFF_BYTES, Verdict, sniff

# One piece costs a file sync and a commit, about 10 ms: 1 MiB makes that small beside the copying, and is what a
# server that is killed in mid-piece makes the sender repeat at most.
PIECE_BYTES = 2**20
_READ_BYTES = 64 * 2**10  # a reset connection loses at most one unfinished read
CHECKSUM_MAX_BYTES = 8 * 2**20  # a checked PATCH is held in memory until its checksum is known


def receive(
    upload_id: UploadId,
    body: IO[bytes],
    *,
    progress: UploadProgress,
    length: int | None,
    checked: Checksum | None,
) -> UploadProgress:
    """Append the body at the upload's offset. length: the total, when this request tells it.

    Raises Refused(415) when the first bytes are no recording's, Refused(460) for a wrong checksum, and what
    append_chunk raises. After a cut connection everything that came is kept.
    """
    total = progress.length if length is None else length
    head = _stored_head(upload_id, progress.offset)
    came = False
    for piece in _checked(body, checked) if checked else _pieces(body):
        if len(head) < SNIFF_BYTES:
            head += piece[: SNIFF_BYTES - len(head)]
            _must_be_recording(head, complete=total == progress.offset + len(piece))
        progress = _append(upload_id, progress.offset, piece, length)
        came = True
    if not came:  # an empty PATCH: it may still tell the length
        progress = _append(upload_id, progress.offset, b"", length)
    return progress


def _append(upload_id: UploadId, offset: int, piece: bytes, length: int | None) -> UploadProgress:
    s = services()
    command = AppendChunk(actor(), upload_id, offset, piece, length)
    try:
        return append_chunk(command, **ports(), media=s.media, max_bytes=s.settings.upload_max_bytes)
    except OSError as error:
        raise Refused(507, "UP507") from error


def _pieces(body: IO[bytes]) -> Iterator[bytes]:
    piece = bytearray()
    while True:
        try:
            part = body.read(_READ_BYTES)
        except ClientDisconnected:
            part = b""
        piece += part
        if len(piece) >= PIECE_BYTES or (piece and not part):
            yield bytes(piece)
            piece.clear()
        if not part:
            return


def _checked(body: IO[bytes], checked: Checksum) -> Iterator[bytes]:
    content = b"".join(_pieces(body))
    if not checked.matches(content):
        raise Refused(460, "UP460")
    if content:
        yield content


def _stored_head(upload_id: UploadId, offset: int) -> bytes:
    """The first bytes that an earlier, very short PATCH has left; enough of them means they were looked at."""
    if offset == 0 or offset >= SNIFF_BYTES:
        return b"\0" * min(offset, SNIFF_BYTES)
    s = services()
    with s.uow() as uow:
        upload = uow.answers.get_upload(upload_id)
    return b"".join(s.media.read(upload.media_key, upload.candidate_id, start=0, stop=offset))


def _must_be_recording(head: bytes, *, complete: bool) -> None:
    verdict = sniff(head)
    if verdict == Verdict.REFUSED or (verdict == Verdict.UNDECIDED and complete):
        raise Refused(415, "UP415")
