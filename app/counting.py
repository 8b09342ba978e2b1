"""Counting how often something happens, in this process or, for several machines, in Redis."""

import math
import threading
import time
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final, TypeVar

import structlog
from limits import RateLimitItem
from limits.errors import StorageError
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import FixedWindowRateLimiter

FORGETS_EVERY_S: Final = 10
AWAY_S: Final = 5.0  # how long Redis is left alone after it did not answer

_REDIS_OPTIONS: Final[dict[str, Any]] = {
    "wrap_exceptions": True,
    "socket_timeout": 1,
    "socket_connect_timeout": 1,
}

Answer = TypeVar("Answer")


class QuietMemory(MemoryStorage):
    """Counts in the process, and forgets old counts now and then; the library starts a thread for it at every hit."""

    STORAGE_SCHEME = ["quiet-memory"]  # noqa: RUF012 - the library's own form

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._counting = threading.Lock()
        self._forgets_at = 0.0

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count for a key and answer its count; a new one expires after that many seconds."""
        with self._counting:
            self._forget()
            self.get(key)  # drops one that is over
            self.storage[key] += amount
            if self.storage[key] == amount:
                self.expirations[key] = time.time() + expiry
            return self.storage[key]

    def _forget(self) -> None:
        if time.monotonic() < self._forgets_at:
            return
        self._forgets_at = time.monotonic() + FORGETS_EVERY_S
        for key in list(self.expirations):
            self.get(key)


class Counts:
    """Counts hits against limits, each under the names it is given.

    Attributes:
        memory: what this process has counted by itself.
    """

    def __init__(self, redis_url: str | None) -> None:
        self.memory = QuietMemory()
        self._own = FixedWindowRateLimiter(self.memory)
        self._shared = None
        if redis_url is not None:
            self._shared = FixedWindowRateLimiter(storage_from_string(redis_url, **_REDIS_OPTIONS))
        self._away_until = 0.0

    def hit(self, limit: RateLimitItem, *names: str) -> bool:
        """Count one; whether it is within the limit."""
        if self._shared is None:
            return self.memory.incr(_key(limit, names), limit.get_expiry()) <= limit.amount
        return self._ask(lambda counter: counter.hit(limit, *names))

    def has_room(self, limit: RateLimitItem, *names: str) -> bool:
        """Whether one more would be within the limit; counts nothing."""
        if self._shared is None:
            return self.memory.get(_key(limit, names)) < limit.amount
        return self._ask(lambda counter: counter.test(limit, *names))

    def seconds_left(self, limit: RateLimitItem, *names: str) -> int:
        """Until the count begins anew; at least one."""
        resets_at = self._ask(lambda counter: counter.get_window_stats(limit, *names).reset_time)
        return max(1, math.ceil(resets_at - time.time()))

    def _ask(self, ask: Callable[[FixedWindowRateLimiter], Answer]) -> Answer:
        """Redis, or this process's own counts while Redis does not answer."""
        if self._shared is not None and time.monotonic() >= self._away_until:
            try:
                return ask(self._shared)
            except StorageError as error:
                self._away_until = time.monotonic() + AWAY_S
                structlog.get_logger().warning("counts_not_shared", cause=type(error).__name__)
        return ask(self._own)


@lru_cache(maxsize=8192)
def _key(limit: RateLimitItem, names: tuple[str, ...]) -> str:
    """As the library names a count."""
    return limit.key_for(*names)
