"""Zip packages (.docx, archives of résumés): checked by their directory before anything is unpacked."""

import io
import zipfile

from lxml import etree

from scoring.engines.documents.limits import DocumentLimits
from scoring.engines.documents.refusal import Refused
from scoring.engines.errors import EngineCode

MAX_XML_DEPTH = 400  # nested tables and text boxes stay below fifty
_DOCTYPE_WITHIN = 4_096
SMALL_PART = 1 << 20  # below this no ratio is a danger


def opened(content: bytes, limits: DocumentLimits) -> zipfile.ZipFile:
    """The package, with its directory within the limits. Raises Refused."""
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
        entries = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError) as exc:
        raise Refused(EngineCode.DOCUMENT_BROKEN, f"zip: {exc}") from exc
    if len(entries) > limits.max_entries:
        raise Refused(EngineCode.ARCHIVE_TOO_LARGE, f"{len(entries)} entries")
    total = sum(entry.file_size for entry in entries)
    if total > limits.max_unpacked_bytes:
        raise Refused(EngineCode.ARCHIVE_TOO_LARGE, f"{total} bytes unpacked")
    for entry in entries:
        if entry.file_size > SMALL_PART and entry.file_size > limits.max_ratio * max(1, entry.compress_size):
            raise Refused(
                EngineCode.ARCHIVE_TOO_LARGE, f"ratio {entry.file_size // max(1, entry.compress_size)}"
            )
    # Overlapping members (a bomb without ratios) would together be packed larger than the file.
    if sum(entry.compress_size for entry in entries) > len(content):
        raise Refused(EngineCode.ARCHIVE_TOO_LARGE, "overlapping entries")
    return package


def part(package: zipfile.ZipFile, name: str | zipfile.ZipInfo, max_bytes: int) -> bytes:
    """The unpacked bytes of one entry. Raises Refused; KeyError when there is none of the name."""
    entry = package.getinfo(name) if isinstance(name, str) else name
    if entry.flag_bits & 0x1:
        raise Refused(EngineCode.LOCKED, "encrypted entry")
    if entry.file_size > max_bytes:
        raise Refused(EngineCode.ARCHIVE_TOO_LARGE, f"part of {entry.file_size} bytes")
    try:
        with package.open(entry) as stream:
            held = stream.read(max_bytes + 1)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as exc:
        raise Refused(EngineCode.DOCUMENT_BROKEN, f"zip entry: {type(exc).__name__}") from exc
    except zipfile.zlib.error as exc:  # type: ignore[attr-defined]
        raise Refused(EngineCode.DOCUMENT_BROKEN, "zip entry: deflate") from exc
    if len(held) > max_bytes:
        raise Refused(EngineCode.ARCHIVE_TOO_LARGE, "part larger than declared")
    return held


def xml(content: bytes) -> etree._Element:
    """The root of an XML part. A document type, and with it every entity, is refused. Raises Refused."""
    head = content[:_DOCTYPE_WITHIN].replace(b"\0", b"")
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise Refused(EngineCode.UNSAFE_DOCUMENT, "document type in a part")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as exc:
        raise Refused(EngineCode.DOCUMENT_BROKEN, "XML") from exc
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused(EngineCode.UNSAFE_DOCUMENT, "document type in a part")
    return root
