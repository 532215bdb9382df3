"""Getting one row, or the refusal that says it is not there."""

from typing import Any, TypeVar, cast

from sqlalchemy import CursorResult, Executable
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from hiring.errors import NotFound

Row = TypeVar("Row")


def get(session: Session, kind: type[Row], key: Any, *, code: str) -> Row:
    """Raises NotFound(code)."""
    return _found(session.get(kind, key), code)


def lock(session: Session, kind: type[Row], key: Any, *, code: str) -> Row:
    """Get with a row lock held until the transaction ends, read afresh. Raises NotFound(code)."""
    return _found(session.get(kind, key, with_for_update=True, populate_existing=True), code)


def add(session: Session, row: object) -> None:
    """Insert now: without relationships the mapper doesn't know which table to fill first."""
    session.add(row)
    session.flush()


def add_unless(session: Session, row: object, *, unique: str) -> bool:
    """Insert; False, with the transaction still usable, when the constraint `unique` has such a row already."""
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as exc:
        if constraint_of(exc) != unique:
            raise
        return False
    return True


def changed(session: Session, statement: Executable) -> int:
    """Run an UPDATE or DELETE; how many rows it met."""
    return cast(CursorResult[Any], session.execute(statement)).rowcount


def constraint_of(error: IntegrityError) -> str | None:
    """The name of the constraint that PostgreSQL says was broken."""
    diagnosis = getattr(error.orig, "diag", None)
    return diagnosis.constraint_name if diagnosis else None


def _found(row: Row | None, code: str) -> Row:
    if row is None:
        raise NotFound(code)
    return row
