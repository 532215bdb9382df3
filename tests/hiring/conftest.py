"""An office: the ports of every use case in one hand, and a look at what it posted."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from hiring.access import Access, load_access
from hiring.model.answer import ConsentKind
from hiring.model.delivery import OutboxKind
from hiring.ports import ConsentTexts
from storage import tables
from storage.clock import RandomIds
from storage.media import FsMediaStore
from storage.uow import SqlUnitOfWork
from tests.conftest import FixedClock

TEXTS = ConsentTexts("1", dict.fromkeys(ConsentKind, "c" * 64))
MAX_BYTES = 1_000_000


@dataclass
class Office:
    """Calls use cases with real storage, a settable clock."""

    new_uow: Callable[[], SqlUnitOfWork]
    access: Access
    clock: FixedClock
    ids: RandomIds
    media: FsMediaStore

    def run(self, usecase: Callable[..., Any], command: Any, **more: Any) -> Any:
        return usecase(
            command, uow=self.new_uow(), access=self.access, clock=self.clock, ids=self.ids, **more
        )

    def posted(self, *kinds: OutboxKind) -> list[dict[str, Any]]:
        """The outbox rows of these kinds that are still to go out, oldest first."""
        row = tables.outbox
        query = select(row).where(row.c.kind.in_(kinds), row.c.withdrawn_at.is_(None)).order_by(row.c.seq)
        with self.new_uow() as uow:
            return [dict(found) for found in uow.session.execute(query).mappings()]

    def texts(self) -> list[tuple[str, str]]:
        """(recipient, text code) of the plain messages."""
        rows = self.posted(OutboxKind.MESSAGE_TEXT)
        return [(row["payload"]["recipient"], row["payload"]["text_code"]) for row in rows]


@pytest.fixture
def office(uow_factory: Callable[[], SqlUnitOfWork], clock: FixedClock, media_store: FsMediaStore) -> Office:
    access = load_access(Path(__file__).parents[2] / "config" / "permissions.toml")
    return Office(uow_factory, access, clock, RandomIds(), media_store)
