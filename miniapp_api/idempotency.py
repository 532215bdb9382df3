"""Idempotency-Key: the same request twice has one effect and one answer, for a day.

The first request claims its key in the inbox (source "api") before it runs, and stores its answer there when it
succeeded; a refusal frees the key. Where the process died between the effect and the stored answer, the key is
taken over after a minute and the request runs again: use cases answer "already so" to that.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import timedelta

from flask import Response, request

from hiring.model.delivery import InboxRow
from hiring.usecases.keeping import API_SOURCE, REPLIES_KEPT
from miniapp_api.errors import Refused
from miniapp_api.services import actor, services
from storage.uow import SqlUnitOfWork

KEY_MAX = 255  # Stripe's limit, the pattern we follow
ABANDONED_AFTER = timedelta(minutes=1)  # longer than any request of ours runs


@dataclass(frozen=True, slots=True)
class Remembered:
    """fingerprint: of method, path and body. status 0: still running."""

    fingerprint: str
    status: int = 0
    body: str = ""


def once(run: Callable[[], Response]) -> Response:
    """The answer of `run`, or the stored one of the same request. Without an Idempotency-Key just runs.

    Raises Refused(422, RQ423) when the key was used for something else, Refused(409, RQ409) while it runs.
    """
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return run()
    if not (key.isascii() and key.isprintable() and 1 <= len(key) <= KEY_MAX):
        raise Refused(400, "RQ400")
    name, fingerprint = f"{actor().audit_name}:{key}", _fingerprint()
    stored = _claim(name, fingerprint)
    if stored is not None:
        return stored
    answer: Response | None = None
    try:
        answer = run()
    finally:
        _settle(name, fingerprint, answer)
    return answer


def _fingerprint() -> str:
    parts = [request.method.encode(), request.path.encode(), request.get_data()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _claim(name: str, fingerprint: str) -> Response | None:
    """None when the key is ours now, else the stored answer."""
    now = services().clock.now()
    fresh = InboxRow(API_SOURCE, name, _dump(Remembered(fingerprint)), received_at=now)
    with services().uow() as uow:
        if uow.deliveries.receive(fresh):
            uow.commit()
            return None
        row = _lock(uow, name)
        if row is None:  # freed at this very moment; the sender may try again
            raise Refused(409, "RQ409")
        stored = Remembered(**json.loads(row.body))
        age = now - row.received_at
        if age > REPLIES_KEPT or (stored.status == 0 and age > ABANDONED_AFTER):
            row.body, row.received_at = _dump(Remembered(fingerprint)), now
            uow.commit()
            return None
    if stored.fingerprint != fingerprint:
        raise Refused(422, "RQ423")
    if stored.status == 0:
        raise Refused(409, "RQ409")
    return Response(stored.body, stored.status, mimetype="application/json")


def _settle(name: str, fingerprint: str, answer: Response | None) -> None:
    with services().uow() as uow:
        row = _lock(uow, name)
        if row is None:
            return
        if answer is None:
            uow.session.delete(row)
        else:
            row.body = _dump(Remembered(fingerprint, answer.status_code, answer.get_data(as_text=True)))
        uow.commit()


def _lock(uow: SqlUnitOfWork, name: str) -> InboxRow | None:
    return uow.session.get(InboxRow, (API_SOURCE, name), with_for_update=True, populate_existing=True)


def _dump(remembered: Remembered) -> str:
    return json.dumps(asdict(remembered))
