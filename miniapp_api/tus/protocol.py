"""The headers of tus 1.0.0 (https://tus.io/protocols/resumable-upload), parsed once into values."""

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from werkzeug.datastructures import Headers

from miniapp_api.errors import Refused

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-defer-length,termination,expiration,checksum"
CONTENT_TYPE = "application/offset+octet-stream"
# The protocol asks for sha1 at least; both are checks against transport faults, not against attackers.
CHECKSUMS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256}
_MAX_DIGITS = 15  # more than any file we take, and safely inside a 64-bit integer


@dataclass(frozen=True, slots=True)
class Checksum:
    algorithm: str
    digest: bytes

    def matches(self, content: bytes) -> bool:
        return hmac.compare_digest(CHECKSUMS[self.algorithm](content).digest(), self.digest)


def require_version(headers: Headers) -> None:
    if headers.get("Tus-Resumable") != VERSION:
        raise Refused(412, "UP412")


def whole_number(headers: Headers, name: str) -> int | None:
    """A header that holds a number of bytes; None when it isn't there. Raises Refused(400) for anything else."""
    text = headers.get(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit()) or len(text) > _MAX_DIGITS:
        raise Refused(400, "RQ400")
    return int(text)


def declared_length(headers: Headers) -> int | None:
    """Of a creation: the length, or None when it is deferred. Exactly one of the two headers must be there."""
    length, deferred = whole_number(headers, "Upload-Length"), headers.get("Upload-Defer-Length")
    if (length is None) == (deferred is None) or deferred not in (None, "1"):
        raise Refused(400, "RQ400")
    return length


def metadata(headers: Headers) -> dict[str, str]:
    """Upload-Metadata: comma-separated pairs of a key and a base64 value. Raises Refused(400)."""
    pairs: dict[str, str] = {}
    for part in filter(None, (p.strip() for p in headers.get("Upload-Metadata", "").split(","))):
        key, _, encoded = part.partition(" ")
        try:
            pairs[key] = base64.b64decode(encoded, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError) as error:
            raise Refused(400, "RQ400") from error
    return pairs


def checksum(headers: Headers) -> Checksum | None:
    """Raises Refused(400) for an algorithm that isn't offered or a digest that isn't base64."""
    text = headers.get("Upload-Checksum")
    if text is None:
        return None
    algorithm, _, encoded = text.partition(" ")
    if algorithm not in CHECKSUMS:
        raise Refused(400, "RQ400")
    try:
        return Checksum(algorithm, base64.b64decode(encoded, validate=True))
    except binascii.Error as error:
        raise Refused(400, "RQ400") from error


def expires(moment: datetime) -> str:
    """As Upload-Expires wants it, e.g. "Wed, 25 Jun 2014 16:00:00 GMT". moment: aware UTC."""
    return format_datetime(moment, usegmt=True)
