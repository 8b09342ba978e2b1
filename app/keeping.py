"""What was read from the database, kept in the process; and asked for again as it was asked, word for word.

A reading is kept with the statements that it sent and a digest of what they answered. Within KEPT_S it is used as it
is. After that its statements are sent again, by the driver alone: when every answer is the same, so is what was made
of them, and nothing is read or made anew. Nobody who lets a reading ask for more has to think of it here.

Time may change what a reading makes of the same answers (a consent that begins), so it is done anew every ANEW_S.
When the database does not answer, what is kept is given all the same, and says that it could not be checked.
"""

import hashlib
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

ANEW_S = 900.0
SPARED_S = 1.0  # after a failure, before the database is asked again: else each request would wait for it

Value = TypeVar("Value")
Asked = tuple[str, Any]

_asking: ContextVar[list[Asked] | None] = ContextVar("ronguon.asking", default=None)


class DatabaseAway(Exception):
    """The database does not answer, and nothing is kept."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept(Generic[Value]):
    """A value as it was read.

    Attributes:
        version: the same in every process that made the same value.
        is_checked: False: the database did not answer since.
        asked, answers: the statements that it was made of, and a digest of their answers.
        read_at, checked_at: on the monotonic clock, before the first statement was sent.
    """

    value: Value
    version: str
    asked: Sequence[Asked]
    answers: bytes
    read_at: float
    checked_at: float
    is_checked: bool = True


class Keeper(Generic[Value]):
    """Values of one kind, by a key of theirs, those asked for last.

    Args:
        kept_s: how old a value may be without being checked; 0 checks it each time.
        most: how many are kept.
    """

    def __init__(self, engine: Engine, *, kept_s: Callable[[], float], most: int) -> None:
        self._engine = engine
        self._kept_s = kept_s
        self.most = most
        self._kept: OrderedDict[Hashable, Kept[Value]] = OrderedDict()
        self._changing = threading.Lock()
        self._spared_until = 0.0
        _listen(engine)

    def find(self, key: Hashable) -> Kept[Value] | None:
        """What is kept, however old."""
        return self._kept.get(key)

    def find_checked(self, key: Hashable) -> Kept[Value] | None:
        """What is kept and holds; None where it must be read, or the database does not answer."""
        try:
            return self._checked(key)
        except self._failures:
            return None

    def get(self, key: Hashable, read: Callable[[Session], Value]) -> Kept[Value]:
        """The value, read unless it is kept and holds.

        Args:
            read: must ask for everything in the session that it is given.

        Raises:
            DatabaseAway: it does not answer, and nothing is kept.
        """
        try:
            return self._checked(key) or self._keep(key, self._read(read))
        except self._failures as error:
            self._spared_until = max(self._spared_until, time.monotonic() + SPARED_S)
            kept = self._kept.get(key)
            if kept is None:
                raise DatabaseAway from error
            return replace(kept, is_checked=False)

    def forget(self, key: Hashable) -> None:
        """Let the next look read it anew; without the database it is still known."""
        with self._changing:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept[key] = replace(kept, checked_at=-math.inf)

    def spare_no_more(self) -> None:
        """Ask the database at once, though it did not answer just now."""
        self._spared_until = 0.0

    def _checked(self, key: Hashable) -> Kept[Value] | None:
        now = time.monotonic()
        if now < self._spared_until:
            raise PoolTimeout  # not asked, for it did not answer just now
        kept = self._kept.get(key)
        if kept is None or now - kept.read_at >= ANEW_S:
            return None
        if now - kept.checked_at < self._kept_s():
            return kept
        is_same = self._ask_again(kept) == kept.answers
        return self._keep(key, replace(kept, checked_at=now)) if is_same else None

    @property
    def _failures(self) -> tuple[type[Exception], ...]:
        return (DBAPIError, PoolTimeout, self._engine.dialect.loaded_dbapi.Error)

    def _keep(self, key: Hashable, kept: Kept[Value]) -> Kept[Value]:
        with self._changing:
            self._kept[key] = kept
            self._kept.move_to_end(key)
            if len(self._kept) > self.most:
                self._kept.popitem(last=False)
        return kept

    def _read(self, read: Callable[[Session], Value]) -> Kept[Value]:
        """A reading and its answers of one moment: what is committed between the two must not count as known."""
        began = time.monotonic()
        with Session(self._engine) as session:
            if self._engine.dialect.name == "postgresql":
                session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            with _noting() as asked:
                value = read(session)
            answers = _digest(session.connection(), asked)
        version = hashlib.blake2b(repr(value).encode(), digest_size=12).hexdigest()
        return Kept(
            value=value, version=version, asked=asked, answers=answers, read_at=began, checked_at=began
        )

    def _ask_again(self, kept: Kept[Value]) -> bytes:
        with self._engine.connect() as connection:
            return _digest(connection, kept.asked)


@contextmanager
def _noting() -> Iterator[list[Asked]]:
    asked: list[Asked] = []
    token = _asking.set(asked)
    try:
        yield asked
    finally:
        _asking.reset(token)


def _listen(engine: Engine) -> None:
    if not event.contains(engine, "after_cursor_execute", _note):
        event.listen(engine, "after_cursor_execute", _note)


def _note(
    _connection: Connection, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool
) -> None:
    asked = _asking.get()
    if asked is not None and statement.startswith(("SELECT", "WITH")):
        asked.append((statement, parameters))


def _digest(connection: Connection, asked: Sequence[Asked]) -> bytes:
    """Of all answers, by a cursor of the driver: what the ORM would make of the rows takes ten times as long."""
    cursor = connection.connection.cursor()
    digest = hashlib.blake2b(digest_size=16)
    try:
        for statement, parameters in asked:
            cursor.execute(statement, parameters)
            digest.update(repr(cursor.fetchall()).encode())
    finally:
        cursor.close()
    return digest.digest()
