"""Zip archives of résumés: members one by one, under names of ours."""

import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from scoring.engines.documents.characters import readable
from scoring.engines.documents.kinds import Kind, kind_of
from scoring.engines.documents.limits import DocumentLimits
from scoring.engines.documents.packages import opened, part
from scoring.engines.documents.refusal import Refused
from scoring.engines.errors import EngineCode

UTF8_FLAG = 0x800
LINK_MODE, TYPE_MASK = 0o120000, 0o170000
MAX_NAME_CHARS = 120
_FURNITURE = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Member:
    """One entry. shown_name: the last part of its path, for people only, never for a path on disk."""

    shown_name: str
    content: bytes | None
    refusal: Refused | None = None


def members(content: bytes, limits: DocumentLimits) -> Iterator[Member]:
    """Every file of the archive. Raises Refused when the archive itself is no good."""
    package = opened(content, limits)
    left = limits.max_unpacked_bytes
    for entry in package.infolist():
        path = _path(entry)
        if entry.is_dir() or any(part in path for part in _FURNITURE):
            continue
        name = shown_name(path)
        try:
            held = _content(package, entry, min(left, limits.max_bytes))
        except Refused as refusal:
            yield Member(name, None, refusal)
            continue
        left -= len(held)
        yield Member(name, held)


def _content(package: zipfile.ZipFile, entry: zipfile.ZipInfo, max_bytes: int) -> bytes:
    if (entry.external_attr >> 16) & TYPE_MASK == LINK_MODE:
        raise Refused(EngineCode.UNSAFE_DOCUMENT, "symbolic link")
    held = part(package, entry, max_bytes)
    if kind_of(held) is Kind.ARCHIVE:
        raise Refused(EngineCode.NESTED_ARCHIVE, "archive in an archive")
    return held


def _path(entry: zipfile.ZipInfo) -> str:
    """Windows zips write GBK without saying so; zipfile reads that as code page 437."""
    if entry.flag_bits & UTF8_FLAG:
        return entry.filename
    raw = entry.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename


def shown_name(path: str) -> str:
    """The last part of `path` without control and bidi characters; "未命名" when nothing is left."""
    last = path.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    clean = "".join(c for c in readable(last) if unicodedata.category(c)[0] != "C").strip(" .")
    return clean[:MAX_NAME_CHARS] or "未命名"
