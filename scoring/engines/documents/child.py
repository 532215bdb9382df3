"""Runs in a child process of its own: reads files from standard input one after the other, until it ends.

Started by scoring.engines.documents.reader only. Everything here may meet hostile bytes: limits are set before
the first file comes, and nothing can be opened any more, no file, no socket.
"""

import contextlib
import ctypes
import json
import os
import resource
import sys
from collections.abc import Iterator

import cv2
import numpy as np
from PIL import Image

from scoring.engines.documents.archive import members
from scoring.engines.documents.kinds import Kind, kind_of
from scoring.engines.documents.limits import DocumentLimits
from scoring.engines.documents.mail import read_mail
from scoring.engines.documents.pdf import Recognise
from scoring.engines.documents.read import read_content
from scoring.engines.documents.refusal import NeedsOcr, Refused
from scoring.engines.documents.text import ENCODINGS
from scoring.engines.documents.wire import HEADER, Answer, Ask, packed
from scoring.engines.errors import EngineCode

PR_SET_NO_NEW_PRIVS = 38
NO_NEW_FILES = 3  # descriptors 0, 1, 2 stay open; nothing else can be opened
RECURSION = 6_000  # frames: nesting limits of the readers, several frames a level


def main() -> None:
    """argv: the limits as JSON, and "ocr" or "digital"."""
    limits = DocumentLimits(**json.loads(sys.argv[1]))
    sys.setrecursionlimit(RECURSION)
    recognise = _recogniser() if sys.argv[2] == "ocr" else None
    _warm_up(limits)
    _confine(limits.ocr_address_bytes if recognise else limits.max_memory_bytes, limits.max_memory_bytes)
    _write(Answer.READY, b"")
    cpu_s = limits.ocr_cpu_s if recognise else limits.cpu_s
    while (request := _request(limits)) is not None:
        _allow_cpu(cpu_s)
        ask, content = request
        try:
            _answer(ask, content, limits, recognise)
        except Refused as refusal:
            _refuse(refusal)
        except (MemoryError, RecursionError):
            _refuse(Refused(EngineCode.DOCUMENT_TOO_COSTLY, "memory or nesting"))
            return  # a fresh child takes over


def _recogniser() -> Recognise:
    from scoring.engines.documents.ocr import PictureReader

    reader = PictureReader()
    # One word before the clamp: the recognition model loads with the first text.
    picture = np.full((120, 400, 3), 255, dtype=np.uint8)
    cv2.putText(picture, "CV 2026", (20, 80), cv2.FONT_HERSHEY_SIMPLEX, 2.0, (0, 0, 0), 4)
    reader.read(picture, 1.0)
    return reader.read


def _answer(ask: Ask, content: bytes, limits: DocumentLimits, recognise: Recognise | None) -> None:
    if ask is Ask.UNPACK:
        for member in members(content, limits):
            refusal = member.refusal
            facts = {"name": member.shown_name, "code": "", "detail": ""}
            if refusal is not None:
                facts |= {"code": refusal.code.value, "detail": refusal.detail}
            _write(Answer.MEMBER, json.dumps(facts).encode())
            if member.content is not None:
                _write(Answer.CONTENT, member.content)
        _write(Answer.END, b"")
        return
    if kind_of(content) is Kind.ARCHIVE:
        _write(Answer.ARCHIVE, b"")
        return
    try:
        document = read_content(content, limits, recognise)
    except NeedsOcr:
        _write(Answer.NEEDS_OCR, b"")
        return
    _write(Answer.DOCUMENT, packed(document))


def _refuse(refusal: Refused) -> None:
    _write(Answer.REFUSED, json.dumps({"code": refusal.code.value, "detail": refusal.detail[:200]}).encode())


def _confine(address_bytes: int, data_bytes: int) -> None:
    # Not PR_SET_PDEATHSIG: it fires when the starting thread ends. The closed pipe ends a child without parent.
    with contextlib.suppress(OSError, AttributeError):  # Linux only: gain nothing by exec
        ctypes.CDLL(None).prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    resource.setrlimit(resource.RLIMIT_AS, (address_bytes, address_bytes))
    resource.setrlimit(resource.RLIMIT_DATA, (data_bytes, data_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (NO_NEW_FILES, NO_NEW_FILES))


def _warm_up(limits: DocumentLimits) -> None:
    """Encodings, picture formats and mail load their modules at first use, which the clamp would forbid."""
    Image.init()
    for transfer, body in (("base64", b"Q1Y="), ("quoted-printable", b"CV"), ("8bit", b"CV")):
        head = f"MIME-Version: 1.0\nContent-Type: text/plain; charset=gb2312\nContent-Transfer-Encoding: {transfer}\n\n"
        read_mail(head.encode() + body, limits)
    for name in ENCODINGS:
        "中".encode(name, "replace").decode(name, "replace")


def _allow_cpu(seconds: int) -> None:
    """`seconds` more than used so far; the kernel ends the child beyond them."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, hard))


def _request(limits: DocumentLimits) -> tuple[Ask, bytes] | None:
    header = _exactly(HEADER.size)
    if len(header) < HEADER.size:
        return None
    kind, size = HEADER.unpack(header)
    if size > limits.max_bytes:
        return None
    content = _exactly(size)
    return (Ask(kind), content) if len(content) == size else None


def _exactly(size: int) -> bytes:
    return b"".join(_parts(size))


def _parts(missing: int) -> Iterator[bytes]:
    while missing:
        part = os.read(0, min(missing, 1 << 20))
        if not part:
            return
        missing -= len(part)
        yield part


def _write(kind: Answer, payload: bytes) -> None:
    for part in (HEADER.pack(kind, len(payload)), payload):
        view = memoryview(part)
        while view:
            view = view[os.write(1, view) :]


if __name__ == "__main__":
    main()
