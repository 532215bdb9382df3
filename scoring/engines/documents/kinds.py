"""What a file is, by its content. Names are not looked at."""

import re
from enum import StrEnum

from scoring.engines.documents.refusal import Refused
from scoring.engines.errors import EngineCode

HEAD_BYTES = 4_096
PDF_WITHIN = 1_024  # where readers accept %PDF-


class Kind(StrEnum):
    """The readers' formats."""

    PDF = "pdf"
    PICTURE = "picture"
    DOCX = "docx"
    ARCHIVE = "archive"
    HTML = "html"
    MAIL = "mail"  # EML and MHT
    RTF = "rtf"
    TEXT = "text"


_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM", b"II*\0", b"MM\0*")
_HEIF = frozenset((b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif"))
_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"#!",
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(
    rb"<\s*(?:!doctype\s+html|html|head|body|meta|table|div|p|title|style|h1)\b|xmlns:[ow]=", re.IGNORECASE
)
_MAIL = re.compile(
    rb"^(?:mime-version|content-type|from|subject|received|return-path|date|to|message-id|x-[\w-]+|content-[\w-]+)\s*:",
    re.IGNORECASE,
)


def kind_of(content: bytes) -> Kind:
    """The format of `content`. Raises Refused for what is no document."""
    head = content[:HEAD_BYTES]
    if not head.strip(b"\0\r\n\t "):
        raise Refused(EngineCode.EMPTY_FILE, f"{len(content)} bytes")
    if b"%PDF-" in head[:PDF_WITHIN]:
        return Kind.PDF
    if head.startswith(_PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return Kind.PICTURE
    if head[4:8] == b"ftyp":
        if head[8:12] in _HEIF:
            return Kind.PICTURE
        raise Refused(EngineCode.NOT_A_DOCUMENT, "video")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(content)
    if head.startswith(_OLE):
        raise Refused(EngineCode.OLD_WORD, "OLE compound file")
    if head.startswith(_PROGRAMS):
        raise Refused(EngineCode.NOT_A_DOCUMENT, "program or foreign archive")
    return _of_text(head)


def _package(content: bytes) -> Kind:
    """By names in the directory at the end; the readers check it before unpacking."""
    if b"word/document.xml" in content:
        return Kind.DOCX
    if any(name in content for name in (b"xl/workbook.xml", b"ppt/presentation.xml")):
        raise Refused(EngineCode.NOT_A_DOCUMENT, "spreadsheet or slides")
    return Kind.ARCHIVE


def _of_text(head: bytes) -> Kind:
    plain = (
        head.replace(b"\0", b"")
        .removeprefix(b"\xef\xbb\xbf")
        .removeprefix(b"\xff\xfe")
        .removeprefix(b"\xfe\xff")
    )
    start = plain.lstrip()
    if start.startswith(b"{\\rtf"):
        return Kind.RTF
    if _MAIL.match(start) and re.search(
        rb"^content-(?:type|transfer)|^mime-version", start, re.IGNORECASE | re.MULTILINE
    ):
        return Kind.MAIL
    if start.startswith(b"<") and _MARKUP.search(start):
        return Kind.HTML
    if len(_MARKUP.findall(start)) >= 3:
        return Kind.HTML
    return Kind.TEXT
