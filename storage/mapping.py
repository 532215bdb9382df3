"""Which class lies in which table, and which attributes are sealed on the way.

A sealed attribute is plain text on the object. Its mapped twin `<name>_sealed` holds the ciphertext: setting the
attribute marks the twin for sealing, a flush seals it, loading opens it at once (so a wrong key is loud and early).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, event
from sqlalchemy.orm import Mapper, QueryContext, deferred, object_session, registry
from sqlalchemy.orm import Session as OrmSession

from hiring.errors import Erased
from hiring.model.answer import Answer, Consent, Upload
from hiring.model.appeal import Appeal
from hiring.model.assessment import Assessment
from hiring.model.contract import ClausePolicy, ContractVersion, EmploymentContract
from hiring.model.correction import TranscriptCorrection, TranscriptReview
from hiring.model.delivery import Card, InboxRow, LinkToken, OutboxRow, Session
from hiring.model.exercise import Exercise
from hiring.model.interview import Interview
from hiring.model.job import Job
from hiring.model.outcome import OutcomeRecord, WeightSet
from hiring.model.outside_text import OutsideText
from hiring.model.people import Candidate, Staff
from hiring.model.probe import Probe
from hiring.model.processing import Artifact, Decision, ProcessingTask, Report
from hiring.model.rating import Rating
from hiring.model.reschedule import RescheduleRequest
from hiring.model.resume import (
    JobRequirements,
    ResumeBatch,
    ResumeCorrection,
    ResumeFile,
    ResumeMatch,
    ResumeParse,
    ResumeTask,
    ResumeTwin,
    Screening,
)
from hiring.model.scoring_profile import ProfileChange, ScoringProfile
from storage import data_keys, resume_tables, sealing, tables
from storage.data_keys import DataKeys
from storage.keyring import KeyDestroyed

DATA_KEYS = "data_keys"  # where a session's `info` holds its DataKeys
_TO_SEAL = b""
_UNMAPPED = ("seq", "content_sealed")  # the database's own count; megabytes that are opened when asked for


@dataclass(frozen=True, slots=True)
class SealedColumns:
    """The sealed attributes of one class. subject: whose key; row_id: part of what is authenticated."""

    table: Table
    attributes: tuple[str, ...]
    subject: Callable[[Any], str]
    row_id: Callable[[Any], str]


def _own(row: Any) -> str:
    return data_keys.of_candidate(row.candidate_id)


def _id(row: Any) -> str:
    return str(row.id)


SEALED: dict[type, SealedColumns] = {
    Candidate: SealedColumns(
        tables.candidate, ("name", "phone", "email"), lambda row: data_keys.of_candidate(row.id), _id
    ),
    Answer: SealedColumns(tables.answer, ("text",), _own, _id),
    Exercise: SealedColumns(tables.exercise, ("sitting",), _own, _id),
    Probe: SealedColumns(tables.probe, ("basis",), _own, _id),
    RescheduleRequest: SealedColumns(tables.reschedule, ("note", "reply"), _own, _id),
    Artifact: SealedColumns(tables.artifact, ("payload",), _own, _id),
    Report: SealedColumns(tables.report, ("payload", "summary"), _own, _id),
    Appeal: SealedColumns(tables.appeal, ("reason", "reply"), _own, _id),
    Assessment: SealedColumns(tables.assessment, ("result", "note", "source"), _own, _id),
    TranscriptCorrection: SealedColumns(tables.transcript_correction, ("text",), _own, _id),
    Decision: SealedColumns(tables.decision, ("reason",), _own, _id),
    OutcomeRecord: SealedColumns(tables.outcome_record, ("payload",), _own, _id),
    WeightSet: SealedColumns(tables.weight_set, ("reason",), lambda _: data_keys.SYSTEM, _id),
    EmploymentContract: SealedColumns(tables.contract, ("note",), _own, _id),
    ContractVersion: SealedColumns(tables.contract_version, ("payload",), _own, _id),
    Rating: SealedColumns(tables.rating, ("note",), _own, _id),
    ResumeFile: SealedColumns(resume_tables.resume_file, ("file_name",), _own, _id),
    ResumeTask: SealedColumns(resume_tables.resume_task, ("file_name",), _own, _id),
    ResumeParse: SealedColumns(resume_tables.resume_parse, ("payload",), _own, _id),
    ResumeCorrection: SealedColumns(resume_tables.resume_correction, ("value", "original"), _own, _id),
    ResumeMatch: SealedColumns(resume_tables.resume_match, ("payload",), _own, _id),
    Screening: SealedColumns(resume_tables.screening, ("reason",), _own, _id),
    OutsideText: SealedColumns(
        tables.outside_text, ("file_name", "text", "notes"), lambda _: data_keys.SYSTEM, _id
    ),
    InboxRow: SealedColumns(
        tables.inbox, ("body",), lambda _: data_keys.SYSTEM, lambda row: f"{row.source}:{row.key}"
    ),
}

_PLAIN: dict[type, Table] = {
    Staff: tables.staff,
    Job: tables.job,
    Consent: tables.consent,
    ProcessingTask: tables.processing_task,
    Card: tables.card,
    LinkToken: tables.link_token,
    Session: tables.browser_session,
    TranscriptReview: tables.transcript_review,
    ClausePolicy: tables.clause_policy,
    ProfileChange: tables.profile_change,
    ResumeBatch: resume_tables.resume_batch,
    JobRequirements: resume_tables.job_requirements,
    ResumeTwin: resume_tables.resume_twin,
}


class _SealedAttribute:
    """The plain side of a sealed column. "" is stored as NULL."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, row: Any, owner: type | None = None) -> Any:
        if row is None:
            return self
        if self.name not in row.__dict__:
            raise AttributeError(self.name)
        return row.__dict__[self.name]

    def __set__(self, row: Any, plain: str) -> None:
        if row.__dict__.get(self.name) != plain:
            setattr(row, f"{self.name}_sealed", _TO_SEAL)
        row.__dict__[self.name] = plain


@cache
def map_model() -> None:
    """Map every entity, once for the process."""
    mapper = registry(metadata=tables.metadata)
    for kind, table in _PLAIN.items():
        mapper.map_imperatively(kind, table)
    upload = tables.upload.c
    mapper.map_imperatively(
        Upload, tables.upload, properties={"offset": upload.offset_bytes, "length": upload.length_bytes}
    )
    # Half a megabyte where the profile was shipped; most reads want the version or the state.
    body = {"body": deferred(tables.scoring_profile.c.body)}
    mapper.map_imperatively(ScoringProfile, tables.scoring_profile, properties=body)
    mapper.map_imperatively(OutboxRow, tables.outbox, exclude_properties=["seq"])
    mapper.map_imperatively(Interview, tables.interview, version_id_col=tables.interview.c.version)
    for kind, sealed in SEALED.items():
        mapper.map_imperatively(kind, sealed.table, exclude_properties=_UNMAPPED)
        for name in sealed.attributes:
            setattr(kind, name, _SealedAttribute(name))
        event.listen(kind, "before_insert", _seal)
        event.listen(kind, "before_update", _seal)
        event.listen(kind, "load", _open_loaded)
        event.listen(kind, "refresh", _open_refreshed)


def move_to(row: Any, candidate_id: str) -> None:
    """Give a row to another candidate: what is sealed in it is sealed anew with that one's key."""
    row.candidate_id = candidate_id
    for name in SEALED[type(row)].attributes:
        setattr(row, f"{name}_sealed", _TO_SEAL)


def _seal(_mapper: Mapper[Any], _connection: Connection, row: Any) -> None:
    spec, keys = SEALED[type(row)], _keys(object_session(row))
    for name in spec.attributes:
        column = f"{name}_sealed"
        if getattr(row, column) != _TO_SEAL:
            continue
        plain = getattr(row, name)
        sealed = None
        if plain:
            key = keys.get_or_create(spec.subject(row))
            sealed = sealing.seal(
                plain, key=key, table=spec.table.name, column=column, row_id=spec.row_id(row)
            )
        setattr(row, column, sealed)
        if column == "phone_sealed":
            index_key = keys.get_or_create(data_keys.PHONE_INDEX)
            row.phone_index = sealing.phone_index(plain, key=index_key) if plain else None


def _open_loaded(row: Any, context: QueryContext) -> None:
    spec, keys = SEALED[type(row)], _keys(context.session)
    subject, row_id = spec.subject(row), spec.row_id(row)
    for name in spec.attributes:
        sealed = row.__dict__[f"{name}_sealed"]
        try:
            row.__dict__[name] = open_column(sealed, keys, spec, name, subject=subject, row_id=row_id)
        except KeyDestroyed as exc:
            raise Erased("CA410") from exc


def _open_refreshed(row: Any, context: QueryContext, _names: Any) -> None:
    _open_loaded(row, context)


def open_column(
    sealed: bytes | None, keys: DataKeys, spec: SealedColumns, name: str, *, subject: str, row_id: str
) -> str:
    """The plain text of one sealed column, "" for NULL. Raises KeyProblem, SealBroken."""
    if sealed is None:
        return ""
    return sealing.unseal(
        sealed, key=keys.get(subject), table=spec.table.name, column=f"{name}_sealed", row_id=row_id
    )


def _keys(session: OrmSession | None) -> DataKeys:
    assert session is not None, "sealed rows are read and written in a session"
    keys = session.info[DATA_KEYS]
    assert isinstance(keys, DataKeys)
    return keys
