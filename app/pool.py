"""Connections that a server may have closed meanwhile: asked before use, but only those that have rested."""

import time
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import InvalidatePoolError

RESTED_S = 1.0

_SINCE = "ronguon.rests_since"


def ask_rested_connections(engine: Engine) -> None:
    """Replace connections that do not answer, all at once, before a transaction begins on one.

    `pool_pre_ping` asks each time, which is a round trip of every transaction. What breaks within a second of its last
    use is told as busy, as what breaks in the middle is, and the next request finds a new connection.
    """

    @event.listens_for(engine, "checkin")
    def rest(_connection: object, record: Any) -> None:
        record.info[_SINCE] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def wake(connection: Any, record: Any, _proxy: object) -> None:
        since = record.info.get(_SINCE)
        if since is None or time.monotonic() - since < RESTED_S:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise InvalidatePoolError from error
