"""In front of Flask: a redirect that it has given is given again for a minute, without the way through Flask.

Where a name leads does not change: what is kept is only that it led there. Each one given again is counted, logged
and named like the others; who is over a limit goes Flask's way and is told so there. What comes with a cookie or a
token does too.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from flask import Flask

from app.health import request_id_of
from app.limits import limits_of
from app.logs import log_plainly
from app.metrics import metrics_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

KEPT_S: Final = 60.0
MOST_KEPT: Final = 4096

MARK: Final = "ronguon.warm"
"""In a request's environment: its answer may be given again; its route, and what it looked up as limits.py calls it."""

_ID: Final = "X-Request-ID"
_PERSONAL: Final = ("HTTP_COOKIE", "HTTP_AUTHORIZATION")

Key = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer with the route that gave it."""

    until: float
    status: str
    headers: list[tuple[str, str]]
    route: str
    looked_up: str


class Warm:
    """A WSGI application around Flask's own."""

    def __init__(self, app: Flask) -> None:
        self._flask: WSGIApplication = app.wsgi_app
        self._app = app
        self._kept: dict[Key, Kept] = {}

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """The kept answer, or Flask's."""
        began = time.perf_counter()
        key = _key(environ)
        kept = self._kept.get(key) if key else None
        if key is None or kept is None or kept.until < time.monotonic():
            return self._ask_flask(key, environ, start_response)
        if not limits_of(self._app).lets_pass(environ.get("REMOTE_ADDR", ""), kept.looked_up):
            return self._flask(environ, start_response)
        request_id = request_id_of(environ.get("HTTP_X_REQUEST_ID", ""))
        start_response(kept.status, [*kept.headers, (_ID, request_id)])
        seconds = time.perf_counter() - began
        method = environ["REQUEST_METHOD"]
        status, milliseconds = int(kept.status[:3]), round(seconds * 1000, 1)
        metrics_of(self._app).count(method, kept.route, status, seconds)
        path = environ["PATH_INFO"]
        log_plainly(
            "request", method=method, path=path, status=status, ms=milliseconds, request_id=request_id
        )
        return [b""]

    def _ask_flask(
        self, key: Key | None, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Flask's answer, which is kept when it says that it may be."""
        told: list[tuple[str, list[tuple[str, str]]]] = []

        def start(status: str, headers: list[tuple[str, str]], *more: object) -> object:
            told.append((status, headers))
            return start_response(status, headers, *more)  # type: ignore[arg-type]

        body = self._flask(environ, start)  # type: ignore[arg-type]
        if key is not None and told and MARK in environ:
            status, headers = told[0]
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[key] = Kept(
                until=time.monotonic() + KEPT_S,
                status=status,
                headers=[header for header in headers if header[0] != _ID],
                route=environ[MARK][0],
                looked_up=environ[MARK][1],
            )
        return body


def _key(environ: "WSGIEnvironment") -> Key | None:
    """What the answer depends on; None for a request of which no answer is kept."""
    if environ["REQUEST_METHOD"] != "GET" or any(name in environ for name in _PERSONAL):
        return None
    return tuple(environ.get(name) for name in ("RAW_URI", "PATH_INFO", "QUERY_STRING", "HTTP_ACCEPT"))
