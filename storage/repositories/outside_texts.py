"""Texts from outside in PostgreSQL. The file's bytes are not mapped: a look at how it stands must not open megabytes."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from hiring.errors import NotFound
from hiring.model.ids import OutsideTextId
from hiring.model.outside_text import OutsideText
from hiring.outside_ports import OutsideTexts
from storage.data_keys import SYSTEM
from storage.mapping import DATA_KEYS
from storage.repositories import finding
from storage.repositories.leases import unattended
from storage.sealing import seal_bytes, unseal_bytes
from storage.tables import outside_text

_CONTENT = {"table": outside_text.name, "column": outside_text.c.content_sealed.name}


class SqlOutsideTexts(OutsideTexts):
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, text: OutsideText, content: bytes) -> None:
        finding.add(self._session, text)
        key = self._session.info[DATA_KEYS].get_or_create(SYSTEM)
        self._set_content(text.id, seal_bytes(content, key=key, row_id=text.id, **_CONTENT))

    def get(self, text_id: OutsideTextId) -> OutsideText:
        return finding.get(self._session, OutsideText, text_id, code="OT404")

    def lock(self, text_id: OutsideTextId) -> OutsideText:
        return finding.lock(self._session, OutsideText, text_id, code="TK404")

    def content(self, text_id: OutsideTextId) -> bytes:
        row = outside_text.c
        sealed = self._session.execute(select(row.content_sealed).where(row.id == text_id)).scalar()
        if sealed is None:
            raise NotFound("TK404")
        key = self._session.info[DATA_KEYS].get(SYSTEM)
        return unseal_bytes(sealed, key=key, row_id=text_id, **_CONTENT)

    def drop_content(self, text_id: OutsideTextId) -> None:
        with self._session.no_autoflush:  # the row may be finished only after its content is gone
            self._set_content(text_id, None)

    def erase(self, text_id: OutsideTextId) -> None:
        self._session.execute(delete(outside_text).where(outside_text.c.id == text_id))

    def erase_before(self, created_before: datetime) -> Sequence[OutsideTextId]:
        row = outside_text.c
        old = delete(outside_text).where(row.created_at <= created_before).returning(row.id)
        return self._session.scalars(old).all()

    def expired(self, now: datetime, *, limit: int) -> Sequence[OutsideText]:
        return unattended(self._session, OutsideText, outside_text, now, limit=limit)

    def _set_content(self, text_id: OutsideTextId, sealed: bytes | None) -> None:
        change = update(outside_text).where(outside_text.c.id == text_id).values(content_sealed=sealed)
        self._session.execute(change)
