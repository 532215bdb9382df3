"""An upload under way, on the local disk, encrypted from its first byte.

`<name>.part` holds the header and the full segments, `<name>.tail` the open end (less than 1 MiB) with its index.
Appending seals the end anew under a fresh nonce and exchanges the tail file in one rename, so a crash leaves either
the old end or the new one. The tail says where the content ends: whatever `.part` holds beyond is left over from
a crash and is cut. An append therefore costs at most 1 MiB of writing more than the chunk itself.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from hiring.errors import Permanent
from storage.keyring import DataKey
from storage.media_segments import (
    HEADER_BYTES,
    SEALED_SEGMENT_BYTES,
    SEGMENT_BYTES,
    Place,
    check_header,
    header,
    open_segment,
    seal_segment,
    sealed_at,
)

_INDEX_BYTES = 8


class Spool:
    """One recording's local files. Not for two writers at once: the row lock on the upload sees to that."""

    def __init__(self, base: Path, media_key: str, key: DataKey) -> None:
        self._media_key = media_key
        self._key = key
        self.part = base.with_name(base.name + ".part")
        self.tail = base.with_name(base.name + ".tail")
        self._index = 0
        self._end = b""

    def open(self, *, offset: int) -> None:
        """Continue at `offset`, cutting what lies beyond. Raises Permanent("media_missing") when there is less."""
        if self.tail.exists():
            self._index, self._end = self._read_tail()
        else:
            self.part.parent.mkdir(parents=True, exist_ok=True)
            self._write_part(0, header(self._key))
            self._write_tail(0, b"")
        if offset > self.length:
            raise Permanent("media_missing")
        if offset < self.length:
            self._cut(offset)

    def look(self) -> int:
        """The length of what is here, without changing it. Raises FileNotFoundError when nothing is."""
        self._index, self._end = self._read_tail()
        return self.length

    @property
    def length(self) -> int:
        return self._index * SEGMENT_BYTES + len(self._end)

    def append(self, chunk: bytes) -> int:
        """The new length, durable when this returns."""
        if not chunk:
            return self.length
        grown = self._end + chunk
        full = len(grown) // SEGMENT_BYTES
        if full:
            pieces = (grown[i * SEGMENT_BYTES : (i + 1) * SEGMENT_BYTES] for i in range(full))
            sealed = [self._seal(piece, self._index + i, Place.INNER) for i, piece in enumerate(pieces)]
            self._write_part(sealed_at(self._index), b"".join(sealed))
        self._write_tail(self._index + full, grown[full * SEGMENT_BYTES :])
        return self.length

    def finish(self) -> str:
        """Add the last segment; `.part` is then a whole object. Returns the sha256 of the content."""
        digest = hashlib.sha256()
        for piece in self.read(0, self.length):
            digest.update(piece)
        self._write_part(sealed_at(self._index), self._seal(self._end, self._index, Place.LAST))
        return digest.hexdigest()

    def read(self, start: int, stop: int) -> Iterator[bytes]:
        """Content [start, stop) in pieces of at most 1 MiB."""
        for index in range(start // SEGMENT_BYTES, self._index + 1):
            begins = index * SEGMENT_BYTES
            if begins >= stop:
                return
            piece = self._end if index == self._index else self._read_inner(index)
            if wanted := piece[max(0, start - begins) : stop - begins]:
                yield wanted

    def adopt(self, whole: Path, *, last: int) -> None:
        """Take a finished object back, because its upload goes on after all."""
        with whole.open("rb") as file:
            check_header(file.read(HEADER_BYTES), self._key)
            file.seek(sealed_at(last))
            sealed = file.read()
        end = open_segment(sealed, key=self._key, media_key=self._media_key, index=last, place=Place.LAST)
        self.part.parent.mkdir(parents=True, exist_ok=True)
        self._write_tail(last, end)
        whole.replace(self.part)
        sync_folder(self.part.parent)

    def _cut(self, offset: int) -> None:
        index, keep = divmod(offset, SEGMENT_BYTES)
        piece = self._end if index == self._index else self._read_inner(index)
        self._write_tail(index, piece[:keep])

    def _read_inner(self, index: int) -> bytes:
        with self.part.open("rb") as file:
            check_header(file.read(HEADER_BYTES), self._key)
            file.seek(sealed_at(index))
            sealed = file.read(SEALED_SEGMENT_BYTES)
        return open_segment(sealed, key=self._key, media_key=self._media_key, index=index, place=Place.INNER)

    def _read_tail(self) -> tuple[int, bytes]:
        stored = self.tail.read_bytes()
        check_header(stored[:HEADER_BYTES], self._key)
        index = int.from_bytes(stored[HEADER_BYTES : HEADER_BYTES + _INDEX_BYTES], "big")
        sealed = stored[HEADER_BYTES + _INDEX_BYTES :]
        return index, open_segment(
            sealed, key=self._key, media_key=self._media_key, index=index, place=Place.OPEN
        )

    def _write_part(self, position: int, content: bytes) -> None:
        handle = os.open(self.part, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.truncate(position)
            file.seek(position)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def _write_tail(self, index: int, end: bytes) -> None:
        content = header(self._key) + index.to_bytes(_INDEX_BYTES, "big") + self._seal(end, index, Place.OPEN)
        fresh = self.tail.with_name(self.tail.name + ".new")
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.tail)
        sync_folder(self.tail.parent)
        self._index, self._end = index, end

    def _seal(self, plain: bytes, index: int, place: Place) -> bytes:
        return seal_segment(plain, key=self._key, media_key=self._media_key, index=index, place=place)


def sync_folder(folder: Path) -> None:
    """Make renames in `folder` survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
