"""Names for lists: many candidates' sealed names, opened with two queries."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.model.ids import CandidateId
from hiring.model.people import Candidate
from hiring.wording import ERASED as ERASED  # the lists and their tests ask for it here
from storage import tables
from storage.data_keys import DataKeys, of_candidate
from storage.keyring import KeyDestroyed
from storage.mapping import DATA_KEYS, SEALED, open_column


def candidate_names(session: Session, candidate_ids: Iterable[CandidateId]) -> Mapping[CandidateId, str]:
    """Name by id; ERASED for people whose data was deleted."""
    wanted, person = sorted(set(candidate_ids)), tables.candidate.c
    keys = data_keys_of(session)
    keys.preload(of_candidate(one) for one in wanted)
    rows = session.execute(select(person.id, person.name_sealed).where(person.id.in_(wanted)))
    return {row.id: open_candidate(keys, row.id, "name", row.name_sealed) for row in rows}


def open_candidate(keys: DataKeys, candidate_id: CandidateId, attribute: str, sealed: bytes | None) -> str:
    """One sealed attribute of a candidate, ERASED once their key is destroyed."""
    return open_of(keys, Candidate, attribute, sealed, candidate_id=candidate_id, row_id=candidate_id)


def open_of(
    keys: DataKeys,
    kind: type,
    attribute: str,
    sealed: bytes | None,
    *,
    candidate_id: CandidateId,
    row_id: str,
) -> str:
    """One sealed attribute of any row about a candidate, ERASED once their key is destroyed."""
    try:
        return open_column(
            sealed, keys, SEALED[kind], attribute, subject=of_candidate(candidate_id), row_id=row_id
        )
    except KeyDestroyed:
        return ERASED


def data_keys_of(session: Session) -> DataKeys:
    keys = session.info[DATA_KEYS]
    assert isinstance(keys, DataKeys)
    return keys
