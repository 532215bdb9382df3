"""Taking in the body of one PATCH: in pieces, each durable before the next, as much as arrived of a cut one."""

from collections.abc import Iterator
from typing import IO

from werkzeug.exceptions import ClientDisconnected

from hiring.commands import AppendChunk
from hiring.errors import Transient
from hiring.model.ids import UploadId
from hiring.usecases.uploading import append_chunk
from hiring.views import UploadProgress
from miniapp_api.errors import Refused
from miniapp_api.services import actor, ports, services
from miniapp_api.tus.protocol import Checksum
from miniapp_api.tus.sniff import Verdict, sniff

# One piece costs a file sync and a commit, about 10 ms: 1 MiB makes that small beside the copying, and is what a
# server that is killed in mid-piece makes the sender repeat at most.
PIECE_BYTES = 2**20
_READ_BYTES = 64 * 2**10  # a reset connection loses at most one unfinished read
DISK_FULL = "disk_full"  # storage.media says so
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
    came = False
    for piece in _checked(body, checked) if checked else _pieces(body):
        complete = total == progress.offset + len(piece)
        verdict = sniff(piece, offset=progress.offset)
        if verdict == Verdict.REFUSED or (verdict == Verdict.UNDECIDED and complete):
            raise Refused(415, "UP415")
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
    except Transient as error:
        if error.reason != DISK_FULL:
            raise
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
