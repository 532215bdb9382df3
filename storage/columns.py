"""The kinds of columns that the tables are made of, and the naming of their rules."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Text,
    text,
)

from hiring.model.processing import TaskState
from storage.column_types import Choice, UtcTime

metadata = MetaData(
    naming_convention={
        "pk": "%(table_name)s_pk",
        "fk": "%(table_name)s_%(column_0_name)s_fk",
        "uq": "%(table_name)s_%(column_0_N_name)s_uq",
        "ck": "%(table_name)s_%(constraint_name)s_ck",
        "ix": "%(table_name)s_%(column_0_N_name)s_ix",
    }
)


def row_id() -> Column[str]:
    return Column("id", Text, primary_key=True)


def words(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def moment(name: str, *, required: bool = False) -> Column[Any]:
    return Column(name, UtcTime, nullable=not required)


def reference(name: str, target: str, *, required: bool = True, index: bool = False) -> Column[str]:
    return Column(name, Text, ForeignKey(f"{target}.id"), nullable=not required, index=index)


def sealed(name: str, *, required: bool = False) -> Column[bytes]:
    return Column(f"{name}_sealed", LargeBinary, nullable=not required)


def one_of(name: str, kind: type[StrEnum]) -> tuple[Column[Any], CheckConstraint]:
    return Column(name, Choice(kind), nullable=False), CheckConstraint(_in(name, kind), name=name)


def leased(table: str) -> tuple[Column[Any] | CheckConstraint | Index, ...]:
    """What hiring.model.processing.Leased needs of `table`, and its rules."""
    return (
        *one_of("state", TaskState),
        Column("attempt", Integer, nullable=False),
        Column("lease_token", Text),
        moment("leased_until"),
        moment("finished_at"),
        words("error_code"),
        CheckConstraint("(lease_token IS NULL) = (leased_until IS NULL)", name="lease"),
        CheckConstraint("(state = 'running') = (lease_token IS NOT NULL)", name="running"),
        CheckConstraint(
            "(state IN ('done', 'skipped', 'failed')) = (finished_at IS NOT NULL)", name="finished"
        ),
        Index(
            f"{table}_unfinished_ix", "state", "leased_until", postgresql_where=text("finished_at IS NULL")
        ),
    )


def _in(name: str, values: Iterable[str]) -> str:
    return f"{name} IN ({', '.join(repr(str(value)) for value in values)})"
