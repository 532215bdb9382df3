"""Recordings behind fsspec: a local folder, S3 or OSS by URL. Encrypted before they touch any disk.

Uploads grow in a local spool; a finished recording becomes one object. On a local folder that is a rename;
elsewhere the object is put, its size compared, and only then the spool is emptied.
"""

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Protocol

import fsspec.core
from sqlalchemy.orm import Session, sessionmaker

from hiring.errors import Permanent, Transient
from hiring.model.ids import CandidateId
from hiring.ports import MediaStore, UploadWriter
from storage.data_keys import DataKeys, of_candidate
from storage.keyring import DataKey, KeyProblem, Keyring
from storage.media_segments import (
    HEADER_BYTES,
    SEALED_SEGMENT_BYTES,
    SEGMENT_BYTES,
    Place,
    check_header,
    last_index,
    open_segment,
    plain_bytes,
    sealed_at,
)
from storage.media_spool import Spool, sync_folder

_MEDIA_KEY = re.compile(r"[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*")
_SUFFIX = ".media"


class CandidateKeys(Protocol):
    def get(self, candidate_id: CandidateId) -> DataKey:
        """Raises KeyProblem when the candidate has no key, or no longer."""
        ...


class SessionKeys(CandidateKeys):
    """Keys read from the database each time, so that a destroyed key stops working at once."""

    def __init__(self, sessions: sessionmaker[Session], keyring: Keyring) -> None:
        self._sessions = sessions
        self._keyring = keyring

    def get(self, candidate_id: CandidateId) -> DataKey:
        with self._sessions() as session:
            return DataKeys(session, self._keyring).get(of_candidate(candidate_id))


class FsMediaStore(MediaStore):
    """url: any fsspec URL. spool: local folder for uploads under way, needed unless the URL is a local folder."""

    def __init__(self, url: str, keys: CandidateKeys, *, spool: Path | None = None) -> None:
        self._fs, root = fsspec.core.url_to_fs(url)
        self._root = PurePosixPath(root)
        self._local = "file" in _protocols(self._fs)
        self._keys = keys
        if not self._local and spool is None:
            raise ValueError(f"uploads to {self._fs.protocol} need a local spool folder")
        self._spool = spool or Path(root) / ".spool"

    @contextmanager
    def writer(self, media_key: str, candidate_id: CandidateId, *, offset: int) -> Iterator[UploadWriter]:
        spool = Spool(self._base(media_key), media_key, self._key(candidate_id))
        with _boundary():
            self._take_back(media_key, spool)
            spool.open(offset=offset)
        yield _Writer(self, media_key, spool)

    def read(
        self, media_key: str, candidate_id: CandidateId, *, start: int = 0, stop: int | None = None
    ) -> Iterator[bytes]:
        """In pieces of at most 1 MiB; of an upload under way, what is durable so far."""
        key, path = self._key(candidate_id), self._path(media_key)
        with _boundary():
            finished = self._fs.exists(path)
        if not finished:
            return self._read_spool(Spool(self._base(media_key), media_key, key), start, stop)
        return self._read_object(media_key, key, path, start, stop)

    def _read_spool(self, spool: Spool, start: int, stop: int | None) -> Iterator[bytes]:
        with _boundary():
            length = spool.look()
        yield from spool.read(start, length if stop is None else min(stop, length))

    def _read_object(
        self, media_key: str, key: DataKey, path: str, start: int, stop: int | None
    ) -> Iterator[bytes]:
        with _boundary():
            object_bytes = self._fs.info(path)["size"]
            check_header(self._fs.cat_file(path, start=0, end=HEADER_BYTES), key)
        last, length = last_index(object_bytes), plain_bytes(object_bytes)
        end = length if stop is None else min(stop, length)
        for index in range(max(0, start) // SEGMENT_BYTES, last + 1):
            begins, at = index * SEGMENT_BYTES, sealed_at(index)
            if begins >= end and (index != last or stop is not None):
                return
            with _boundary():
                sealed = self._fs.cat_file(path, start=at, end=min(at + SEALED_SEGMENT_BYTES, object_bytes))
            place = Place.LAST if index == last else Place.INNER
            plain = open_segment(sealed, key=key, media_key=media_key, index=index, place=place)
            if wanted := plain[max(0, start - begins) : max(0, end - begins)]:
                yield wanted

    def size(self, media_key: str) -> int:
        """Length of a finished recording's content."""
        with _boundary():
            return plain_bytes(self._fs.info(self._path(media_key))["size"])

    def delete(self, media_key: str) -> None:
        """Also what an upload under way has left. Deleting what is gone is no error."""
        base = self._base(media_key)
        with _boundary():
            for leftover in base.parent.glob(base.name + ".*"):
                leftover.unlink(missing_ok=True)
            if self._fs.exists(self._path(media_key)):
                self._fs.rm_file(self._path(media_key))

    def publish(self, media_key: str, spool: Spool) -> None:
        """Make the finished spool file the object, then empty the spool."""
        path = self._path(media_key)
        with _boundary():
            if self._local:
                Path(path).parent.mkdir(parents=True, exist_ok=True)
                spool.part.replace(path)
                sync_folder(Path(path).parent)
            else:
                self._put(spool.part, path)
                spool.part.unlink()
            spool.tail.unlink(missing_ok=True)

    def _put(self, whole: Path, path: str) -> None:
        self._fs.makedirs(str(PurePosixPath(path).parent), exist_ok=True)
        self._fs.put_file(str(whole), path)
        if self._fs.info(path)["size"] != whole.stat().st_size:
            raise Transient("media_put_short")

    def _take_back(self, media_key: str, spool: Spool) -> None:
        """Reopen an object that was finished although the commit that says so was lost."""
        path = self._path(media_key)
        if not self._fs.exists(path):
            return
        whole = Path(path)
        if not self._local:
            whole = spool.part.with_name(spool.part.name + ".back")
            whole.parent.mkdir(parents=True, exist_ok=True)
            self._fs.get_file(path, str(whole))
        spool.adopt(whole, last=last_index(whole.stat().st_size))
        if not self._local:
            self._fs.rm_file(path)

    def _key(self, candidate_id: CandidateId) -> DataKey:
        try:
            return self._keys.get(candidate_id)
        except KeyProblem as exc:
            raise Permanent("media_key_gone") from exc

    def _base(self, media_key: str) -> Path:
        _check(media_key)
        return self._spool / media_key

    def _path(self, media_key: str) -> str:
        _check(media_key)
        return str(self._root / (media_key + _SUFFIX))


class _Writer(UploadWriter):
    def __init__(self, store: FsMediaStore, media_key: str, spool: Spool) -> None:
        self._store = store
        self._media_key = media_key
        self._spool = spool

    def append(self, chunk: bytes) -> int:
        with _boundary():
            return self._spool.append(chunk)

    def seal(self) -> str:
        with _boundary():
            sha256 = self._spool.finish()
        self._store.publish(self._media_key, self._spool)
        return sha256


@contextmanager
def _boundary() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as exc:
        raise Permanent("media_missing") from exc
    except OSError as exc:
        raise Transient("disk_full" if exc.errno == errno.ENOSPC else "media_io") from exc


def _check(media_key: str) -> None:
    if not _MEDIA_KEY.fullmatch(media_key):
        raise ValueError("a media key is made of letters, digits, _ and -, with / between them")


def _protocols(fs: fsspec.AbstractFileSystem) -> tuple[str, ...]:
    return (fs.protocol,) if isinstance(fs.protocol, str) else tuple(fs.protocol)
