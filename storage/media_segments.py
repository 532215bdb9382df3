"""How a recording lies on disk: authenticated segments of 1 MiB, so that any part can be read and none exchanged.

Object:  version (1) | key id (16) | segment 0 | segment 1 | … | last segment
Segment: nonce (12) | ciphertext of up to 1 MiB | tag (16). All but the last carry exactly 1 MiB; the last carries less,
possibly nothing. Authenticated with each: media key | index | place | key id. A cut at a segment boundary shows,
because then the object does not end with a segment sealed as the last one.
"""

import secrets
from enum import StrEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hiring.errors import Permanent
from storage.keyring import KEY_ID_BYTES, NONCE_BYTES, DataKey

SEGMENT_BYTES = 1 << 20
_VERSION = b"\x01"
HEADER_BYTES = len(_VERSION) + KEY_ID_BYTES
OVERHEAD_BYTES = NONCE_BYTES + 16
SEALED_SEGMENT_BYTES = SEGMENT_BYTES + OVERHEAD_BYTES


class Place(StrEnum):
    INNER = "inner"
    LAST = "last"
    OPEN = "open"  # the growing end of an upload under way


def header(key: DataKey) -> bytes:
    return _VERSION + bytes.fromhex(key.id)


def check_header(found: bytes, key: DataKey) -> None:
    """Raises Permanent("media_tampered") for another layout or another key."""
    if found != header(key):
        raise Permanent("media_tampered")


def seal_segment(plain: bytes, *, key: DataKey, media_key: str, index: int, place: Place) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key.secret).encrypt(nonce, plain, _bound_to(media_key, index, place, key))


def open_segment(sealed: bytes, *, key: DataKey, media_key: str, index: int, place: Place) -> bytes:
    """Raises Permanent("media_tampered") unless this is that very segment."""
    if len(sealed) < OVERHEAD_BYTES:
        raise Permanent("media_tampered")
    nonce, body = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        return AESGCM(key.secret).decrypt(nonce, body, _bound_to(media_key, index, place, key))
    except InvalidTag as exc:
        raise Permanent("media_tampered") from exc


def sealed_at(index: int) -> int:
    """Where segment `index` begins."""
    return HEADER_BYTES + index * SEALED_SEGMENT_BYTES


def last_index(object_bytes: int) -> int:
    """Index of the last segment of a finished object of this size."""
    return (object_bytes - HEADER_BYTES) // SEALED_SEGMENT_BYTES


def plain_bytes(object_bytes: int) -> int:
    """Length of the content of a finished object of this size. Raises Permanent("media_tampered")."""
    index = last_index(object_bytes)
    rest = object_bytes - sealed_at(index) - OVERHEAD_BYTES
    if index < 0 or rest < 0:
        raise Permanent("media_tampered")
    return index * SEGMENT_BYTES + rest


def _bound_to(media_key: str, index: int, place: Place, key: DataKey) -> bytes:
    return f"{media_key}|{index}|{place}|{key.id}".encode()
