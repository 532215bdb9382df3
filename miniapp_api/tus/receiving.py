"""Taking in the body of one PATCH: in pieces, each durable before the next, as much as arrived of a cut one."""

from collections.abc import Iterator
from typing import IO

from werkzeug.exceptions import ClientDisconnected

from hiring.commands import AppendChunk
from hiring.errors import Invalid, Transient
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
TOO_LARGE = "UP413"  # a 422 of the domain, for which tus has a status of its own
CHECKSUM_MAX_BYTES = 8 * 2**20  # a checked PATCH is held in memory until its checksum is known


def receive(
    upload_id: UploadId,
    body: IO[bytes],
    *,
    offset: int,
    length: int | None,
    total: int | None,
    checked: Checksum | None,
) -> UploadProgress:
    """Append the body at `offset`, where the upload must stand. After a cut connection everything that came is kept.

    length: the total, when this request is the one that tells it. total: the same, whoever told it; asked for at the
    beginning of a recording only. Raises Refused(415) when the first bytes are no recording's, Refused(460) for a
    wrong checksum, and what append_chunk raises.
    """
    progress = None
    for piece in _checked(body, checked) if checked else _pieces(body):
        verdict = sniff(piece, offset=offset)
        if verdict == Verdict.REFUSED or (verdict == Verdict.UNDECIDED and total == offset + len(piece)):
            raise Refused(415, "UP415")
        progress = _append(upload_id, offset, piece, length)
        offset = progress.offset
    # An empty PATCH may still tell the length.
    return progress or _append(upload_id, offset, b"", length)


def _append(upload_id: UploadId, offset: int, piece: bytes, length: int | None) -> UploadProgress:
    s = services()
    command = AppendChunk(actor(), upload_id, offset, piece, length)
    try:
        return append_chunk(command, **ports(), media=s.media, max_bytes=s.settings.upload_max_bytes)
    except Invalid as error:
        if error.code != TOO_LARGE:
            raise
        raise Refused(413, TOO_LARGE, **error.facts) from error
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
