"""Keys: the master key of the installation wraps one data key for each candidate.

Deleting a person's data is destroying their data key: backups hold ciphertext that nobody can open again.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32  # AES-256
NONCE_BYTES = 12  # NIST SP 800-38D, 8.2: the length GCM is built for
KEY_ID_BYTES = 16
_WRAPPING = b"mingmian key wrapping 1"


class KeyProblem(Exception):
    """A key is missing, destroyed or not the right one. Never passed over: it means lost data or a wrong set-up."""


class KeyDestroyed(KeyProblem):
    """The key was destroyed on purpose, and with it everything it had sealed."""


@dataclass(frozen=True, slots=True)
class DataKey:
    """An opened data key. id: 16 random bytes as hex."""

    id: str
    secret: bytes

    def __repr__(self) -> str:
        return f"DataKey({self.id})"  # the secret must not reach a log or a traceback


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A data key as it is stored. subject: whose data it opens."""

    id: str
    subject: str
    wrapped: bytes
    kek_id: str


class Keyring:
    """The installation's master key, with the ones it replaced while a rotation is under way."""

    def __init__(self, master_key: bytes, *, older: Sequence[bytes] = ()) -> None:
        """Raises ValueError unless every key has 32 bytes."""
        keys = [_wrapping_key(master) for master in (master_key, *older)]
        self._keks = {_kek_id(kek): kek for kek in keys}
        self.kek_id = _kek_id(keys[0])

    def create(self, subject: str) -> tuple[DataKey, WrappedKey]:
        """A fresh data key and its stored form."""
        key = DataKey(secrets.token_hex(KEY_ID_BYTES), secrets.token_bytes(KEY_BYTES))
        return key, self._wrap(key, subject)

    def unwrap(self, stored: WrappedKey) -> DataKey:
        """Raises KeyProblem when the master key is not the one that wrapped it, or the row was altered."""
        kek = self._keks.get(stored.kek_id)
        if kek is None:
            raise KeyProblem(
                f"data key {stored.id} was wrapped by master key {stored.kek_id}, which is not here"
            )
        nonce, sealed = stored.wrapped[:NONCE_BYTES], stored.wrapped[NONCE_BYTES:]
        try:
            secret = AESGCM(kek).decrypt(nonce, sealed, _purpose(stored.subject, stored.id, stored.kek_id))
        except InvalidTag as exc:
            raise KeyProblem(f"data key {stored.id} does not open for {stored.subject}") from exc
        return DataKey(stored.id, secret)

    def rewrap(self, stored: WrappedKey) -> WrappedKey:
        """The same data key under the present master key: a rotation touches no data."""
        return self._wrap(self.unwrap(stored), stored.subject)

    def _wrap(self, key: DataKey, subject: str) -> WrappedKey:
        nonce = secrets.token_bytes(NONCE_BYTES)
        purpose = _purpose(subject, key.id, self.kek_id)
        sealed = AESGCM(self._keks[self.kek_id]).encrypt(nonce, key.secret, purpose)
        return WrappedKey(key.id, subject, nonce + sealed, self.kek_id)


def _wrapping_key(master_key: bytes) -> bytes:
    if len(master_key) != KEY_BYTES:
        raise ValueError(f"the master key has {len(master_key)} bytes, it must have {KEY_BYTES}")
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=_WRAPPING).derive(master_key)


def _kek_id(kek: bytes) -> str:
    return hashlib.sha256(b"mingmian kek id" + kek).hexdigest()[:16]


def _purpose(subject: str, key_id: str, kek_id: str) -> bytes:
    return f"data_key|{subject}|{key_id}|{kek_id}".encode()
