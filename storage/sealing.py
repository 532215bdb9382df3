"""Sealed columns: AES-256-GCM under the data key of the person the value is about.

Layout of a sealed value: version (1 byte) | key id (16) | nonce (12) | ciphertext and tag.
The place it belongs to (table, column, row, key) is authenticated, so a value moved elsewhere does not open.
"""

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.keyring import KEY_ID_BYTES, NONCE_BYTES, DataKey

_VERSION = b"\x01"
_HEADER_BYTES = len(_VERSION) + KEY_ID_BYTES + NONCE_BYTES


class SealBroken(Exception):
    """A sealed value does not open at this place: altered, moved, or sealed with another key."""


def seal(plain: str, *, key: DataKey, table: str, column: str, row_id: str) -> bytes:
    """The sealed form of `plain` for this one place."""
    return seal_bytes(plain.encode(), key=key, table=table, column=column, row_id=row_id)


def unseal(sealed: bytes, *, key: DataKey, table: str, column: str, row_id: str) -> str:
    """Raises SealBroken unless `sealed` was made for exactly this place with this key."""
    return unseal_bytes(sealed, key=key, table=table, column=column, row_id=row_id).decode()


def seal_bytes(plain: bytes, *, key: DataKey, table: str, column: str, row_id: str) -> bytes:
    """As seal."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    place = _place(table, column, row_id, key.id)
    return _VERSION + bytes.fromhex(key.id) + nonce + AESGCM(key.secret).encrypt(nonce, plain, place)


def unseal_bytes(sealed: bytes, *, key: DataKey, table: str, column: str, row_id: str) -> bytes:
    """As unseal."""
    where = f"{table}.{column} of {row_id}"
    key_id = sealed[len(_VERSION) : len(_VERSION) + KEY_ID_BYTES].hex()
    if sealed[:1] != _VERSION or len(sealed) < _HEADER_BYTES:
        raise SealBroken(f"{where}: unknown layout")
    if key_id != key.id:
        raise SealBroken(f"{where}: sealed with key {key_id}, not {key.id}")
    nonce, body = sealed[_HEADER_BYTES - NONCE_BYTES : _HEADER_BYTES], sealed[_HEADER_BYTES:]
    try:
        return AESGCM(key.secret).decrypt(nonce, body, _place(table, column, row_id, key.id))
    except InvalidTag as exc:
        raise SealBroken(f"{where}: altered or moved") from exc


def phone_index(phone: str, *, key: DataKey) -> bytes:
    """A keyed fingerprint of the number, so that it can be looked up without being readable."""
    digits = "".join(letter for letter in phone if letter.isdigit())
    national = digits[2:] if len(digits) == 13 and digits.startswith("86") else digits  # +86 138 0000 0000
    return hmac.new(key.secret, national.encode(), hashlib.sha256).digest()


def _place(table: str, column: str, row_id: str, key_id: str) -> bytes:
    return f"{table}|{column}|{row_id}|{key_id}".encode()
