"""Plain text and Markdown in any encoding that Chinese résumés come in."""

import re

from scoring.engines.documents.blocks import Paragraph, lines_of
from scoring.engines.documents.characters import smuggled
from scoring.engines.documents.limits import DocumentLimits
from scoring.engines.documents.refusal import Refused
from scoring.engines.errors import EngineCode
from scoring.resume.document import Concealed, Concealment, Document, FileKind

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# What a header may declare; the confined child loads these before it is clamped, and can load no other.
ENCODINGS = frozenset(
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "gb18030",
        "gbk",
        "gb2312",
        "big5",
        "big5hkscs",
        "cp950",
        "latin-1",
        "iso8859-1",
        "cp1252",
        "ascii",
        "cp437",
    ]
)
SAMPLE_BYTES = 200_000  # enough to tell encodings apart
MAX_LINE_CHARS = 20_000  # a longer line is cut into lines: nobody reads it as one
_MARKDOWN = re.compile(r"^\s{0,3}#{1,6}\s+|^\s*>\s?|(?<!\w)(?:\*\*|__)|(?:\*\*|__)(?!\w)|`", re.MULTILINE)
_PIPE_ROW = re.compile(r"^\s*\|(.+)\|\s*$")
_PIPE_RULE = re.compile(r"^[\s|:-]+$")
_DRAWN_RULE = re.compile(r"^[\s=\-_*~·.#+—─━═]{4,}$")


def read_text(content: bytes, limits: DocumentLimits) -> Document:
    """Raises Refused for bytes that are no text."""
    text = decoded(content)
    if len(text) > limits.max_text_chars:
        raise Refused(EngineCode.DOCUMENT_TOO_COSTLY, f"{len(text)} characters")
    paragraphs: list[Paragraph] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n"):
        if _DRAWN_RULE.match(line) or (_PIPE_RULE.match(line) and line.strip()):
            continue
        if row := _PIPE_ROW.match(line):
            line = "\t".join(cell.strip() for cell in row.group(1).split("|"))
        line = _MARKDOWN.sub("", line)
        paragraphs += [Paragraph(line[i : i + MAX_LINE_CHARS]) for i in range(0, len(line), MAX_LINE_CHARS)]
    hidden = smuggled(text)
    concealed = (Concealed(hidden, Concealment.INVISIBLE, 1),) if hidden.strip() else ()
    return Document(FileKind.TEXT, tuple(lines_of(paragraphs)), concealed, 1)


def decoded(content: bytes, declared: str | None = None) -> str:
    """`content` as text. declared: the encoding a header or meta element names, tried after a byte order mark.

    Raises Refused for bytes that are no text in any of the encodings.
    """
    for mark, name in _BOMS:
        if content.startswith(mark):
            return content.decode(name, "replace")
    if wide := _utf16_without_mark(content):
        return content.decode(wide, "replace")
    for name in ("utf-8", *([declared] if declared else [])):
        if (strict := _strictly(content, name)) is not None:
            return strict
    name = max(("gb18030", "big5"), key=lambda name: _commonness(content[:SAMPLE_BYTES], name))
    text = content.decode(name, "replace")
    if text.count("\ufffd") * 50 > len(
        text
    ):  # more than one in fifty can't be read: cut bytes are one or two
        text = content.decode("utf-8", "replace")
    if "\0" in text or text.count("\ufffd") * 20 > len(text):
        raise Refused(EngineCode.NOT_A_DOCUMENT, "bytes in no text encoding")
    return text


def _strictly(content: bytes, encoding: str) -> str | None:
    # gb2312 is always meant as its superset.
    name = encoding.lower()
    name = "gb18030" if name in ("gb2312", "gbk", "gb_2312-80", "x-gbk") else name
    if name not in ENCODINGS:
        return None
    try:
        return content.decode(name)
    except UnicodeDecodeError:
        return None


def _utf16_without_mark(content: bytes) -> str | None:
    """Text has line feeds or spaces; in UTF-16 every second byte of those is zero, on one side only."""
    sample = content[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if len(content) % 2 or max(even, odd) < 2 or min(even, odd) * 8 > max(even, odd):
        return None
    name = "utf-16-le" if odd > even else "utf-16-be"
    text = _strictly(content, name)
    return name if text is not None and "\0" not in text else None


def _commonness(content: bytes, encoding: str) -> float:
    """How many of the double-byte characters are of the encoding's first, common level: 0–1, -1 for no text."""
    text = content.decode(encoding, "replace")
    wide = [c for c in text if ord(c) > 0x2E7F]
    if not wide:
        return -1.0
    levels = ("gb2312", 0xB0, 0xD7) if encoding == "gb18030" else ("big5", 0xA4, 0xC6)
    common = sum(levels[1] <= c.encode(levels[0], "replace")[0] <= levels[2] for c in wide)
    return common / len(wide)
