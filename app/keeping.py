"""What was read from the database, kept in the process for as long as it holds.

A reading is kept with the mark of all public changes that was there when it was read (`changes.py`). While the mark is
the same, which is asked once a second for all that a process keeps, nothing that it was made of has changed. When the
mark has moved, the reading is asked for again as it was asked, word for word: its own statements are sent by the driver
alone, and when every answer is the same, so is what was made of them, and nothing is read or made anew. Nobody who lets
a reading ask for more has to think of it here.

What is written past the service, in a console of the database, moves no mark: therefore statements are sent again
after ASKED_AGAIN_S at the latest. Time may change what a reading makes of the same answers (a consent that begins), so
it is done anew every ANEW_S. When the database does not answer, what is kept is given all the same, and says that it
could not be checked.
"""

import hashlib
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from app.changes import MARK, Mark
from app.statements import Asked, digest, listen, noting

ANEW_S = 900.0
ASKED_AGAIN_S = 10.0
SPARED_S = 1.0  # after a failure, before the database is asked again: else each request would wait for it

Value = TypeVar("Value")


class DatabaseAway(Exception):
    """The database does not answer, and nothing is kept."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept(Generic[Value]):
    """A value as it was read.

    Attributes:
        version: the same in every process that made the same value.
        is_checked: False: the database did not answer since.
        asked, answers: the statements that it was made of, and a digest of their answers.
        mark: of the public changes when the statements were last sent, or before.
        read_at, asked_at: on the monotonic clock, before the first statement was sent, first and last.
    """

    value: Value
    version: str
    asked: Sequence[Asked]
    answers: bytes
    mark: Mark | None
    read_at: float
    asked_at: float
    is_checked: bool = True


class Watch:
    """What a process knows of the public changes, asked for when it is older than it may be.

    Args:
        kept_s: how old it may be; 0 asks each time.
    """

    def __init__(self, engine: Engine, kept_s: Callable[[], float]) -> None:
        self.engine, self.kept_s = engine, kept_s
        self.failures = (DBAPIError, PoolTimeout, engine.dialect.loaded_dbapi.Error)
        self._mark: Mark | None = None
        self._asked_at = -math.inf
        self._asking = threading.Lock()
        self._spared_until = 0.0
        listen(engine)

    def mark(self) -> Mark:
        """The mark, asked for within `kept_s`; of threads that want it at once, one asks. The same one is one object.

        Raises:
            DBAPIError, PoolTimeout, the driver's own: the database does not answer, or did not just now.
        """
        wanted = time.monotonic()
        self.ask_not_at_once(wanted)
        if self._mark is not None and wanted - self._asked_at < self.kept_s():
            return self._mark
        with self._asking:
            self.ask_not_at_once(wanted)
            if self._mark is None or self._asked_at < wanted - self.kept_s():
                began = time.monotonic()
                try:
                    found = _mark(self.engine)
                except self.failures:
                    self.spare()
                    raise
                self._mark = self._mark if self._mark == found else found
                self._asked_at = began
            return self._mark

    def ask_not_at_once(self, now: float) -> None:
        if now < self._spared_until:
            raise PoolTimeout  # not asked, for it did not answer just now

    def spare(self) -> None:
        """Do not ask for a while."""
        self._spared_until = time.monotonic() + SPARED_S

    def spare_no_more(self) -> None:
        """Ask at once, though there was no answer just now."""
        self._spared_until = 0.0


class Keeper(Generic[Value]):
    """Values of one kind, by a key of theirs, those asked for last.

    Args:
        is_marked: False: what it keeps is made of tables whose changes move no mark; its statements are sent again
            whenever it is older than `kept_s`.
        most: how many are kept.
    """

    def __init__(self, watch: Watch, *, most: int, is_marked: bool = True) -> None:
        self._watch, self._is_marked = watch, is_marked
        self.most = most
        self._kept: OrderedDict[Hashable, Kept[Value]] = OrderedDict()
        self._changing = threading.Lock()

    def find(self, key: Hashable) -> Kept[Value] | None:
        """What is kept, however old."""
        return self._kept.get(key)

    def find_checked(self, key: Hashable) -> Kept[Value] | None:
        """What is kept and holds; None where it must be read, or the database does not answer."""
        try:
            return self._checked(key)
        except self._watch.failures:
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
        except self._watch.failures as error:
            self._watch.spare()
            kept = self._kept.get(key)
            if kept is None:
                raise DatabaseAway from error
            return replace(kept, is_checked=False)

    def forget(self, key: Hashable) -> None:
        """Let the next look send its statements again; without the database it is still known."""
        with self._changing:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept[key] = replace(kept, asked_at=-math.inf)

    def _checked(self, key: Hashable) -> Kept[Value] | None:
        now = time.monotonic()
        self._watch.ask_not_at_once(now)
        kept = self._kept.get(key)
        if kept is None or now - kept.read_at >= ANEW_S:
            return None
        mark, age_s = None, self._watch.kept_s()
        if self._is_marked:
            mark, age_s = self._watch.mark(), ASKED_AGAIN_S
        if kept.mark == mark and now - kept.asked_at < age_s:
            return kept
        if self._ask_again(kept) != kept.answers:
            return None
        return self._keep(key, replace(kept, mark=mark, asked_at=now))

    def _keep(self, key: Hashable, kept: Kept[Value]) -> Kept[Value]:
        with self._changing:
            self._kept[key] = kept
            self._kept.move_to_end(key)
            if len(self._kept) > self.most:
                self._kept.popitem(last=False)
        return kept

    def _read(self, read: Callable[[Session], Value]) -> Kept[Value]:
        """A reading and its answers of one moment: what is committed between the two must not count as known."""
        engine = self._watch.engine
        mark, began = self._watch.mark() if self._is_marked else None, time.monotonic()
        with Session(engine) as session:
            if engine.dialect.name == "postgresql":
                session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            with noting() as asked:
                value = read(session)
            answers = digest(session.connection(), asked)
        version = hashlib.blake2b(repr(value).encode(), digest_size=12).hexdigest()
        return Kept(
            value=value,
            version=version,
            asked=asked,
            answers=answers,
            mark=mark,
            read_at=began,
            asked_at=began,
        )

    def _ask_again(self, kept: Kept[Value]) -> bytes:
        with self._watch.engine.connect() as connection:
            return digest(connection, kept.asked)


def _mark(engine: Engine) -> Mark:
    with engine.connect() as connection:
        cursor = connection.connection.cursor()
        try:
            cursor.execute(MARK)
            found: Any = cursor.fetchone()
            return tuple(found)
        finally:
            cursor.close()
