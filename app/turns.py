"""Turns to write to SQLite: its own waiting sleeps longer each time that it looks, and so wakes up late.

Threads of a process queue for a lock of their own, and the first of each queue for a lock on a file, which the kernel
hands on at once and takes from a process that dies. Whoever gets no turn in time goes on: then SQLite decides.
"""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SUFFIX = "-turn"
IN_A_ROW = 8


class Turns:
    """The queue of one process.

    Up to `IN_A_ROW` of its threads have their turns one after the other before another process has one: what SQLite
    has read into memory stays right meanwhile.

    Args:
        database: the file; None where it is in memory, and no other process has it.
        patience_s: how long a thread waits for the others of its process.
    """

    def __init__(self, database: Path | None, *, patience_s: float) -> None:
        self._file = database.with_name(database.name + SUFFIX) if database else None
        self._patience_s = patience_s
        self._first = threading.Lock()
        self._counting = threading.Lock()
        self._waiting = 0
        self._descriptor: int | None = None
        self._left = 0

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold the turn."""
        if not self._queue():
            yield
            return
        try:
            self._go_before_others()
            yield
        finally:
            self._hand_on()

    def _queue(self) -> bool:
        with self._counting:
            self._waiting += 1
        is_first = self._first.acquire(timeout=self._patience_s)
        with self._counting:  # who leaves was counted on by whoever hands the turn on: it may be there by now
            self._waiting -= 1
            return is_first or self._first.acquire(blocking=False)

    def _go_before_others(self) -> None:
        if self._file is None or self._descriptor is not None:
            return
        descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        self._descriptor, self._left = descriptor, IN_A_ROW

    def _hand_on(self) -> None:
        with self._counting:
            self._left -= 1
            if self._descriptor is not None and not (self._waiting and self._left > 0):
                os.close(self._descriptor)
                self._descriptor = None
            self._first.release()
