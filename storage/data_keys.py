"""The stored data keys, opened for the length of one transaction."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from hiring.model.ids import CandidateId
from storage.keyring import DataKey, KeyDestroyed, KeyProblem, Keyring, WrappedKey
from storage.tables import data_key

SYSTEM = "system"  # what belongs to no candidate: messages not handled yet
PHONE_INDEX = "index:phone"
OF_CANDIDATE = "candidate:"  # and the id


def of_candidate(candidate_id: CandidateId) -> str:
    return OF_CANDIDATE + candidate_id


class DataKeys:
    """Opens data keys through `session`, each at most once."""

    def __init__(self, session: Session, keyring: Keyring) -> None:
        self._session = session
        self._keyring = keyring
        self._open: dict[str, DataKey] = {}

    def get(self, subject: str) -> DataKey:
        """Raises KeyProblem when the key is missing, destroyed or doesn't open."""
        if subject not in self._open:
            stored = self._stored(subject)
            if stored is None:
                raise KeyProblem(f"no data key for {subject}")
            self._open[subject] = self._keyring.unwrap(stored)
        return self._open[subject]

    def preload(self, subjects: Iterable[str]) -> None:
        """Open the keys of many subjects with one query. What is missing or destroyed shows when it is used."""
        wanted = [subject for subject in set(subjects) if subject not in self._open]
        columns = (data_key.c.id, data_key.c.subject, data_key.c.wrapped, data_key.c.kek_id)
        query = select(*columns).where(data_key.c.subject.in_(wanted), data_key.c.destroyed_at.is_(None))
        for row in self._connection.execute(query) if wanted else ():
            self._open[row.subject] = self._keyring.unwrap(WrappedKey(*row))

    def get_or_create(self, subject: str) -> DataKey:
        """As `get`, with a new key for a subject that has none. A destroyed key is never replaced."""
        if subject not in self._open and self._stored(subject) is None:
            _, fresh = self._keyring.create(subject)
            row = {"id": fresh.id, "subject": subject, "wrapped": fresh.wrapped, "kek_id": fresh.kek_id}
            # Somebody else may create it at this moment; then theirs counts.
            self._connection.execute(insert(data_key).values(row).on_conflict_do_nothing())
        return self.get(subject)

    def destroy(self, candidate_id: CandidateId, *, now: datetime) -> bool:
        """Make everything sealed for this candidate unreadable for good; False when it already is."""
        subject = of_candidate(candidate_id)
        self._open.pop(subject, None)
        live = (data_key.c.subject == subject) & data_key.c.destroyed_at.is_(None)
        gone = update(data_key).where(live).values(wrapped=None, destroyed_at=now).returning(data_key.c.id)
        return self._connection.execute(gone).one_or_none() is not None

    def rewrap_all(self) -> int:
        """Put every live key under the present master key; returns how many changed."""
        live = data_key.c.destroyed_at.is_(None) & (data_key.c.kek_id != self._keyring.kek_id)
        columns = (data_key.c.id, data_key.c.subject, data_key.c.wrapped, data_key.c.kek_id)
        rows = self._connection.execute(select(*columns).where(live).with_for_update()).all()
        for row in rows:
            fresh = self._keyring.rewrap(WrappedKey(*row))
            change = {"wrapped": fresh.wrapped, "kek_id": fresh.kek_id}
            self._connection.execute(update(data_key).where(data_key.c.id == row.id).values(change))
        return len(rows)

    @property
    def _connection(self) -> Connection:
        return self._session.connection()

    def _stored(self, subject: str) -> WrappedKey | None:
        query = select(data_key.c.id, data_key.c.wrapped, data_key.c.kek_id).where(
            data_key.c.subject == subject
        )
        row = self._connection.execute(query).one_or_none()
        if row is None:
            return None
        if row.wrapped is None:
            raise KeyDestroyed(f"data key {row.id} of {subject} is destroyed")
        return WrappedKey(row.id, subject, row.wrapped, row.kek_id)
