"""Tickets for one recording or file each: a <video> element or a download can send no Authorization header.

A ticket is "<expiry, seconds since 1970>.<HMAC-SHA256 over subject, person and expiry>.<person>", good for ten
minutes. It grants reading one thing (its subject) and nothing else, and its key is derived from the master key.
"""

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hiring.errors import Forbidden
from hiring.model.people import Actor
from miniapp_api.services import services

LIFETIME = timedelta(minutes=10)
_PURPOSE = b"mingmian media tickets 1"
_KEY_BYTES = 32


def ticket_key(master_key: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=_PURPOSE).derive(master_key)


def mint(subject: str, viewer: Actor) -> str:
    """subject: an answer's id, or "<interview id>/<file>"."""
    expires = int((services().clock.now() + LIFETIME).timestamp())
    person = base64.urlsafe_b64encode(viewer.audit_name.encode()).decode().rstrip("=")
    return f"{expires}.{_seal(subject, expires, person)}.{person}"


def check(ticket: str, subject: str) -> str:
    """Who may read it. Raises Forbidden(AC403) for a forged, foreign or expired ticket."""
    parts = ticket.split(".")
    if len(parts) != 3 or not (parts[0].isascii() and parts[0].isdigit()) or not ticket.isascii():
        raise Forbidden("AC403")
    expires, seal, person = int(parts[0]), parts[1], parts[2]
    if not hmac.compare_digest(seal, _seal(subject, expires, person)):
        raise Forbidden("AC403")
    if datetime.fromtimestamp(expires, UTC) <= services().clock.now():
        raise Forbidden("AC403")
    return base64.urlsafe_b64decode(person + "=" * (-len(person) % 4)).decode()


def _seal(subject: str, expires: int, person: str) -> str:
    key = services().settings.ticket_key
    return hmac.new(key, f"{subject}|{expires}|{person}".encode(), hashlib.sha256).hexdigest()
