"""Reads résumé files in confined children that are kept and reused: starting one costs more than most files."""

import json
import os
import selectors
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from scoring.engines.documents.limits import DocumentLimits
from scoring.engines.documents.wire import HEADER, MAX_ANSWER_BYTES, Answer, Ask, unpacked
from scoring.engines.errors import EngineCode, EngineError, EnginePermanent, EngineTransient
from scoring.resume.document import Document

READ_BYTES = 1 << 20
START_TIMEOUT_S = 60.0  # loading the OCR models on a busy machine
FILES_PER_CHILD = 2_000  # then a fresh one: what a library leaks stays small


@dataclass(frozen=True, slots=True)
class ArchiveMember:
    """A file of an archive. shown_name: for people. content: None when it could not be unpacked, with the error."""

    shown_name: str
    content: bytes | None
    error: EngineError | None = None


class IsArchive(Exception):
    """The file is a zip of files: unpack it and read its members."""


class DocumentReader:
    """Up to `children` digital files at once, and up to `ocr_children` scans. Threads may share it.

    read() raises EnginePermanent EN101, EN401–EN414, IsArchive, or EngineTransient EN409 when no child starts.
    """

    def __init__(
        self, *, children: int = 2, ocr_children: int = 1, limits: DocumentLimits | None = None
    ) -> None:
        self._limits = limits or DocumentLimits()
        self._digital = _Pool(children, self._limits, "digital", self._limits.wall_s)
        self._ocr = _Pool(ocr_children, self._limits, "ocr", self._limits.ocr_wall_s)

    def read(self, source: Path | bytes) -> Document:
        """The document in a file."""
        content = _content(source, self._limits)
        kind, payload = self._digital.ask(Ask.READ, content)
        if kind is Answer.NEEDS_OCR:
            kind, payload = self._ocr.ask(Ask.READ, content)
        if kind is Answer.ARCHIVE:
            raise IsArchive
        if kind is not Answer.DOCUMENT:
            raise EnginePermanent(EngineCode.DOCUMENT_BROKEN, f"answer {kind.name}")
        return _document(payload)

    def unpack(self, source: Path | bytes) -> Iterator[ArchiveMember]:
        """The files of an archive, each as it comes. Raises EnginePermanent for the archive itself."""
        with self._digital.child() as child:
            child.send(Ask.UNPACK, _content(source, self._limits))
            while True:
                kind, payload = child.answer(self._limits.wall_s)
                if kind is not Answer.MEMBER:
                    return
                facts = json.loads(payload)
                if facts["code"]:
                    error = EnginePermanent(EngineCode(facts["code"]), str(facts["detail"])[:200])
                    yield ArchiveMember(str(facts["name"]), None, error)
                else:
                    yield ArchiveMember(str(facts["name"]), child.answer(self._limits.wall_s)[1])

    def close(self) -> None:
        """End all children."""
        self._digital.close()
        self._ocr.close()

    def __enter__(self) -> "DocumentReader":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def read_document(path: Path, *, limits: DocumentLimits | None = None) -> Document:
    """One file, with a child of its own. Raises as DocumentReader.read."""
    with DocumentReader(children=1, limits=limits) as reader:
        return reader.read(path)


def _content(source: Path | bytes, limits: DocumentLimits) -> bytes:
    if isinstance(source, bytes):
        size, content = len(source), source
    else:
        try:
            with source.open("rb") as stream:
                size = os.fstat(stream.fileno()).st_size
                content = stream.read(limits.max_bytes + 1)
        except OSError as exc:
            raise EnginePermanent(EngineCode.NOT_FOUND, type(exc).__name__) from exc
    if max(size, len(content)) > limits.max_bytes:
        raise EnginePermanent(EngineCode.DOCUMENT_TOO_LARGE, f"{size} bytes")
    if not content:
        raise EnginePermanent(EngineCode.EMPTY_FILE, "0 bytes")
    return content


def _document(payload: bytes) -> Document:
    try:
        return unpacked(payload)
    except (ValueError, KeyError, TypeError) as exc:
        raise EnginePermanent(EngineCode.DOCUMENT_BROKEN, "unreadable answer") from exc


class _Pool:
    """Children of one kind; a child that failed is ended and replaced by the next request."""

    def __init__(self, size: int, limits: DocumentLimits, kind: str, wall_s: float) -> None:
        self._slots = threading.BoundedSemaphore(size)
        self._lock = threading.Lock()
        self._idle: list[_Child] = []
        self._limits = limits
        self._kind = kind
        self._wall_s = wall_s

    def ask(self, ask: Ask, content: bytes) -> tuple[Answer, bytes]:
        with self.child() as child:
            child.send(ask, content)
            return child.answer(self._wall_s)

    @contextmanager
    def child(self) -> Iterator["_Child"]:
        """A child for one request."""
        with self._slots:
            with self._lock:
                child = self._idle.pop() if self._idle else None
            child = child or _Child(self._limits, self._kind)
            done = False
            try:
                yield child
                done = True
            except EnginePermanent as refused:
                done = child.is_sound
                raise refused
            finally:
                if done and child.is_sound and child.files < FILES_PER_CHILD:
                    with self._lock:
                        self._idle.append(child)
                else:
                    child.end()

    def close(self) -> None:
        with self._lock:
            idle, self._idle = self._idle, []
        for child in idle:
            child.end()


class _Child:
    """One confined process. is_sound: it answered all that it was asked."""

    def __init__(self, limits: DocumentLimits, kind: str) -> None:
        root = Path(__file__).resolve().parents[3]
        command = [
            sys.executable,
            "-P",
            "-m",
            "scoring.engines.documents.child",
            json.dumps(limits.as_dict()),
            kind,
        ]
        # A bare environment: no proxy, no key; few threads, because threads reserve address space.
        environment = {
            "PYTHONPATH": str(root),
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
            "MALLOC_ARENA_MAX": "2",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # the libraries' words may quote the file
            env=environment,
            bufsize=0,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._in = self._process.stdin.fileno()
        self._out = self._process.stdout.fileno()
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._out, selectors.EVENT_READ)
        self.is_sound = True
        self.files = 0
        try:
            self.answer(START_TIMEOUT_S)
        except EnginePermanent as exc:
            self.end()
            raise EngineTransient(EngineCode.DOCUMENT_TOO_COSTLY, "reader did not start") from exc

    def send(self, ask: Ask, content: bytes) -> None:
        self.files += 1
        self.is_sound = False
        for part in (HEADER.pack(ask, len(content)), content):
            view = memoryview(part)
            while view:
                try:
                    view = view[os.write(self._in, view[:READ_BYTES]) :]
                except BrokenPipeError as exc:
                    raise EnginePermanent(EngineCode.DOCUMENT_TOO_COSTLY, "reader ended") from exc

    def answer(self, wall_s: float) -> tuple[Answer, bytes]:
        """The next answer. Raises EnginePermanent for a refusal, silence, or a child that ended."""
        deadline = time.monotonic() + wall_s
        kind, size = HEADER.unpack(self._exactly(HEADER.size, deadline))
        if kind not in set(Answer) or size > MAX_ANSWER_BYTES:
            self.is_sound = False
            raise EnginePermanent(EngineCode.DOCUMENT_BROKEN, "unknown answer")
        payload = self._exactly(size, deadline)
        self.is_sound = kind not in (Answer.MEMBER, Answer.CONTENT)
        if kind == Answer.REFUSED:
            facts = json.loads(payload)
            raise EnginePermanent(EngineCode(facts["code"]), str(facts["detail"])[:200])
        return Answer(kind), payload

    def _exactly(self, size: int, deadline: float) -> bytes:
        parts, missing = [], size
        while missing:
            left = deadline - time.monotonic()
            if left <= 0 or not self._selector.select(left):
                raise self._failed("no answer in time")
            part = os.read(self._out, min(missing, READ_BYTES))
            if not part:
                raise self._failed("reader ended early: a limit, or a crash of a library")
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)

    def _failed(self, detail: str) -> EnginePermanent:
        self.is_sound = False
        return EnginePermanent(EngineCode.DOCUMENT_TOO_COSTLY, detail)

    def end(self) -> None:
        self.is_sound = False
        self._selector.close()
        with self._process as process:
            process.kill()
