"""The mapped base and its column types, the same on SQLite and PostgreSQL.

Weights are whole grams in the database, so sums are exact on both; instants are UTC.
"""

import uuid
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import BigInteger, DateTime, Dialect, MetaData, Uuid, event
from sqlalchemy.orm import DeclarativeBase, Mapper, ORMExecuteState, Session
from sqlalchemy.types import TypeDecorator
from uuid_utils.compat import uuid7

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Instant(TypeDecorator[datetime]):
    """An aware datetime; naive ones are refused, and SQLite's naive answers are read as UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"expected an aware datetime, got naive {value.isoformat()}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Kilograms(TypeDecorator[Decimal]):
    """A weight in kg with at most three decimals, kept as whole grams."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        grams = value * 1000
        if grams != grams.to_integral_value():
            raise ValueError(f"expected a weight in whole grams, got {value} kg")
        return int(grams)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-3)


class Base(DeclarativeBase):
    """Root of every mapped class. `insert_only` rows are never changed or deleted, here and by trigger."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        uuid.UUID: Uuid(),
        datetime: Instant(),
        Decimal: Kilograms(),
    }
    insert_only: ClassVar[bool] = False


class InsertOnlyViolation(RuntimeError):
    """A bug in our own code: it tried to change or delete a row of an insert-only table."""

    def __init__(self, table: str) -> None:
        super().__init__(f"rows of {table} are insert-only: a correction is a new row")


def new_id() -> uuid.UUID:
    """A fresh UUIDv7: sortable by the millisecond in which it was made."""
    return uuid7()


@event.listens_for(Base, "before_update", propagate=True)
@event.listens_for(Base, "before_delete", propagate=True)
def _refuse_change(mapper: Mapper[Any], connection: object, target: Base) -> None:
    if target.insert_only:
        raise InsertOnlyViolation(mapper.local_table.description)


@event.listens_for(Session, "do_orm_execute")
def _refuse_bulk_change(state: ORMExecuteState) -> None:
    if not (state.is_update or state.is_delete) or state.bind_mapper is None:
        return
    if issubclass(state.bind_mapper.class_, Base) and state.bind_mapper.class_.insert_only:
        raise InsertOnlyViolation(state.bind_mapper.local_table.description)
