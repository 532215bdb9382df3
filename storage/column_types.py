"""How the domain's values lie in PostgreSQL columns."""

# ruff: noqa: ARG002 (SQLAlchemy fixes the signatures; no type here depends on the dialect)

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Dialect, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TIMESTAMP
from sqlalchemy.types import TypeDecorator

from contracts.proposals import Threshold
from hiring.model.people import Role
from hiring.model.plan import InterviewPlan


class UtcTime(TypeDecorator[datetime]):
    """Aware datetimes, handed back in UTC whatever the time zone of the database session."""

    impl = TIMESTAMP(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else _utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)


class UtcTimes(TypeDecorator[tuple[datetime, ...]]):
    """A tuple of aware datetimes."""

    impl = ARRAY(TIMESTAMP(timezone=True))
    cache_ok = True

    def process_bind_param(self, value: Iterable[datetime] | None, dialect: Dialect) -> list[datetime]:
        return [_utc(moment) for moment in value or ()]

    def process_result_value(self, value: list[datetime] | None, dialect: Dialect) -> tuple[datetime, ...]:
        return tuple(moment.astimezone(UTC) for moment in value or ())


class Words(TypeDecorator[tuple[str, ...]]):
    """A tuple of strings."""

    impl = ARRAY(Text())
    cache_ok = True

    def process_bind_param(self, value: Iterable[str] | None, dialect: Dialect) -> list[str]:
        return list(value or ())

    def process_result_value(self, value: list[str] | None, dialect: Dialect) -> tuple[str, ...]:
        return tuple(value or ())


class Roles(TypeDecorator[frozenset[Role]]):
    """A set of roles, sorted."""

    impl = ARRAY(Text())
    cache_ok = True

    def process_bind_param(self, value: Iterable[Role] | None, dialect: Dialect) -> list[str]:
        return sorted(role.value for role in value or ())

    def process_result_value(self, value: list[str] | None, dialect: Dialect) -> frozenset[Role]:
        return frozenset(Role(word) for word in value or ())


class Choice(TypeDecorator[Any]):
    """A member of a closed set, as its value. The table adds the CHECK."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.kind(value)


class Plan(TypeDecorator[InterviewPlan]):
    """The pinned plan as JSON."""

    impl = JSONB
    cache_ok = True

    def process_bind_param(self, value: InterviewPlan | None, dialect: Dialect) -> Any:
        return None if value is None else _plan_json().dump_python(value, mode="json")

    def process_result_value(self, value: Any, dialect: Dialect) -> InterviewPlan | None:
        return None if value is None else _plan_json().validate_python(value)


class Thresholds(TypeDecorator[tuple[Threshold, ...]]):
    """A job's own thresholds as JSON."""

    impl = JSONB
    cache_ok = True

    def process_bind_param(self, value: Iterable[Threshold] | None, dialect: Dialect) -> Any:
        return _thresholds_json().dump_python(tuple(value or ()), mode="json")

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[Threshold, ...]:
        return _thresholds_json().validate_python(value)


@cache
def _thresholds_json() -> TypeAdapter[tuple[Threshold, ...]]:
    return TypeAdapter(tuple[Threshold, ...])


def plan_of(value: Any) -> InterviewPlan:
    """A plan read by a query of its own, without the mapper."""
    return _plan_json().validate_python(value)


@cache
def _plan_json() -> TypeAdapter[InterviewPlan]:
    return TypeAdapter(InterviewPlan)


def _utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("naive datetime: the product stores aware UTC only")
    return value.astimezone(UTC)
