"""The mapped base and its column types, the same on SQLite and PostgreSQL.

Weights are whole grams in the database, so sums are exact on both; instants are UTC.
"""

import os
import uuid
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from typing import Any, ClassVar

from sqlalchemy import BigInteger, DateTime, Dialect, Insert, MetaData, Uuid, event, insert, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Mapper, ORMExecuteState, Session, make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.types import TypeDecorator
from uuid_utils import reseed_rng
from uuid_utils.compat import uuid7

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


os.register_at_fork(after_in_child=reseed_rng)  # forked processes must not make the same ids


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


class Fixed(TypeDecorator[Decimal]):
    """A decimal with at most `places` decimals, kept as a whole number, so that sums are exact on both databases."""

    impl = BigInteger
    cache_ok = True

    def __init__(self, places: int) -> None:
        super().__init__()
        self.places = places

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        scaled = value.scaleb(self.places)
        if scaled != scaled.to_integral_value():
            raise ValueError(f"expected at most {self.places} decimals, got {value}")
        return int(scaled)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-self.places)


class Kilograms(Fixed):
    """A weight in kg, kept as whole grams."""

    cache_ok = True

    def __init__(self) -> None:
        super().__init__(places=3)


class Percent(Fixed):
    """A percentage with at most two decimals."""

    cache_ok = True

    def __init__(self) -> None:
        super().__init__(places=2)


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


def insert_now(session: Session, row: Base) -> None:
    """Insert a whole new row, its id included, by one statement that was put together once.

    A third of what the unit of work takes for it. Afterwards the session holds the row as one that it has loaded,
    with nothing hanging on it.
    """
    session.connection().execute(_insert(type(row)), _values(row))
    _take_in(session, row)


def insert_unless_taken(session: Session, row: Base, *, column: str) -> bool:
    """The same, unless another row has the value of a unique column; answers whether it was inserted."""
    connection = session.connection()
    statement = _insert_unless_taken(type(row), column, connection.dialect.name)
    if connection.execute(statement, _values(row)).rowcount == 0:
        return False
    _take_in(session, row)
    return True


@cache
def _insert(kind: type[Base]) -> Insert:
    return insert(kind.__table__)  # type: ignore[arg-type]


@cache
def _insert_unless_taken(kind: type[Base], column: str, dialect: str) -> Insert:
    table: Any = kind.__table__
    insert_or_not = (
        sqlite.insert(table).on_conflict_do_nothing(index_elements=[column])
        if dialect == "sqlite"
        else postgresql.insert(table).on_conflict_do_nothing(index_elements=[column])
    )
    return insert_or_not.execution_options(preserve_rowcount=True)


def _values(row: Base) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _columns_and_lists(type(row))[0]}


def _take_in(session: Session, row: Base) -> None:
    columns, lists = _columns_and_lists(type(row))
    never_set = set(columns) - row.__dict__.keys()  # would be asked for when they are looked at
    for name in never_set:
        set_committed_value(row, name, None)
    for name in lists:
        set_committed_value(row, name, [])
    make_transient_to_detached(row)
    session.add(row)


@cache
def _columns_and_lists(kind: type[Base]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    mapper = inspect(kind)
    lists = tuple(relation.key for relation in mapper.relationships if relation.uselist)
    return tuple(column.key for column in mapper.column_attrs), lists


@event.listens_for(Base, "before_update", propagate=True)
def _refuse_update(mapper: Mapper[Any], connection: object, target: Base) -> None:
    """A row that was only pointed to by a new one is told here too, though no column of it changes."""
    if target.insert_only and any(
        inspect(target).attrs[column.key].history.has_changes() for column in mapper.column_attrs
    ):
        raise InsertOnlyViolation(mapper.local_table.description)


@event.listens_for(Base, "before_delete", propagate=True)
def _refuse_delete(mapper: Mapper[Any], connection: object, target: Base) -> None:
    if target.insert_only:
        raise InsertOnlyViolation(mapper.local_table.description)


@event.listens_for(Session, "do_orm_execute")
def _refuse_bulk_change(state: ORMExecuteState) -> None:
    if not (state.is_update or state.is_delete) or state.bind_mapper is None:
        return
    if issubclass(state.bind_mapper.class_, Base) and state.bind_mapper.class_.insert_only:
        raise InsertOnlyViolation(state.bind_mapper.local_table.description)
