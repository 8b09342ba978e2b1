"""A run of a hundred labels after a log."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from batches.errors import DomainError
from labels.runs.life.rules import Bound, Entry, RunLife, fold
from labels.runs.ranges import Range, Ranges

NOW = datetime(2026, 10, 25, 3, 0, tzinfo=UTC)
BATCH = uuid.UUID(int=1)
WHOLE = Ranges.of(Range(1, 100))
DAY = timedelta(days=1)


def bound(serials: Ranges = WHOLE, **but: Any) -> Bound:
    return Bound(**{"batch_id": BATCH, "serials": serials, "worked_at": NOW, **but})


def entry(kind: Any, part: Range | None = None, **but: Any) -> Entry:
    return Entry(**{"id": uuid.uuid4(), "kind": kind, "part": part, "at": NOW, **but})


def life(*log: Entry, **but: Any) -> RunLife:
    """A run of a hundred labels for a batch, after a log."""
    return fold(RunLife(**{"run": "7KX3Q", "quantity": 100, "bound": (bound(),), **but}), log)


def refused(check: Callable[[], object]) -> type[DomainError] | None:
    try:
        check()
    except DomainError as error:
        return type(error)
    return None
