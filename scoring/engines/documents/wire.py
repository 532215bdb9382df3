"""What goes between the reading child and its parent. The child handles hostile bytes: the parent checks all."""

import json
import struct
from collections.abc import Mapping
from dataclasses import asdict
from enum import IntEnum
from typing import Any

from scoring.resume.document import Box, Concealed, Concealment, Document, FileKind, Line

HEADER = struct.Struct("<BI")  # kind, payload bytes
MAX_ANSWER_BYTES = 64 << 20


class Ask(IntEnum):
    """What the parent wants done with the bytes that follow."""

    READ = 1
    UNPACK = 2


class Answer(IntEnum):
    """What the child says."""

    READY = 1
    DOCUMENT = 2  # payload: a document as JSON
    REFUSED = 3  # payload: JSON {code, detail}
    NEEDS_OCR = 4
    ARCHIVE = 5  # the file to read is an archive: ask UNPACK
    MEMBER = 6  # payload: JSON {name, code, detail}; then CONTENT when code is empty
    CONTENT = 7
    END = 8


def packed(document: Document) -> bytes:
    return json.dumps(asdict(document), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def unpacked(payload: bytes) -> Document:
    """Raises ValueError, KeyError or TypeError when the child sent nonsense."""
    fields: Mapping[str, Any] = json.loads(payload)
    return Document(
        kind=FileKind(fields["kind"]),
        lines=tuple(_line(line) for line in fields["lines"]),
        concealed=tuple(
            Concealed(str(c["text"]), Concealment(c["how"]), int(c["page"])) for c in fields["concealed"]
        ),
        pages=int(fields["pages"]),
        notes=tuple(str(note) for note in fields["notes"]),
    )


def _line(fields: Mapping[str, Any]) -> Line:
    box = fields["box"]
    return Line(
        text=str(fields["text"]),
        cells=tuple(str(cell) for cell in fields["cells"]),
        page=int(fields["page"]),
        column=int(fields["column"]),
        size_pt=None if fields["size_pt"] is None else float(fields["size_pt"]),
        bold=bool(fields["bold"]),
        box=None if box is None else Box(*(float(box[side]) for side in ("left", "top", "right", "bottom"))),
        confidence=float(fields["confidence"]),
        label=str(fields["label"]),
    )
