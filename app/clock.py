"""The clock of the running application: one place to read the time, so that a test can set it."""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import Flask, current_app

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    return datetime.now(UTC)


def now() -> datetime:
    """The instant, aware and in UTC."""
    return clock_of(current_app)()


def clock_of(app: Flask) -> Clock:
    """The clock of an application, outside a request too."""
    found: Clock = app.extensions["ronguon.clock"]
    return found
