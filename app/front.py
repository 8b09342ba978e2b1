"""In front of Flask: answers that it gave a moment ago are given again, for a tenth of the work.

Each kind of answer that may be kept says by itself what its answers depend on and how long they hold. What is here is
of all kinds alike: limits, the request's id, log and metrics are as in Flask, and tests hold both answers side by side.
Every doubt goes Flask's way: what comes with a cookie, a token or a condition, and who is over a limit.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Protocol
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Flask

from app.health import request_id_of
from app.limits import Limits, limits_of
from app.logs import log_request
from app.metrics import metrics_of

REQUEST_ID: Final = "X-Request-ID"

PARTICULAR: Final = frozenset(
    {"HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_RANGE", "HTTP_IF_NONE_MATCH", "HTTP_IF_MATCH", "HTTP_ORIGIN"}
    | {"HTTP_ACCEPT_PROFILE", "HTTP_PREFER", "HTTP_IF_MODIFIED_SINCE", "HTTP_X_HTTP_METHOD_OVERRIDE"}
)
"""What makes a request another one than most: never answered here."""

_EXTENSION = "ronguon.front"

Headers = list[tuple[str, str]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Ready:
    """An answer that may be given again.

    Attributes:
        headers: without the request's id.
        route: as metrics name it.
        looked_up: what was looked up, as limits.py calls it; "" for nothing.
    """

    status: str
    headers: Headers
    body: bytes
    route: str
    looked_up: str


class Answers(Protocol):
    """One kind of answers that may be kept."""

    def find(self, environ: WSGIEnvironment) -> Ready | None:
        """The answer to a GET of nothing particular, if there is one and it holds."""

    def keep(self, environ: WSGIEnvironment, status: str, headers: Headers) -> None:
        """Look at an answer of Flask's, and keep what makes the next one."""

    def given(self, environ: WSGIEnvironment, ready: Ready) -> None:
        """Do what else belongs to an answer that was found and is given."""


class Front:
    """A WSGI application around Flask's own.

    Attributes:
        kinds: asked in turn.
        flask: what is asked for everything else.
    """

    def __init__(self, app: Flask) -> None:
        self.kinds: list[Answers] = []
        self.flask = app.wsgi_app
        self._app = app
        self._limits: Limits = limits_of(app)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """The kept answer, or Flask's."""
        began = time.perf_counter()
        if environ["REQUEST_METHOD"] != "GET" or not PARTICULAR.isdisjoint(environ):
            return self.flask(environ, start_response)
        for kind in self.kinds:
            ready = kind.find(environ)
            if ready is not None:
                if not self._limits.lets_pass(environ.get("REMOTE_ADDR", ""), ready.looked_up):
                    return self.flask(environ, start_response)
                kind.given(environ, ready)
                return self._give(ready, environ, start_response, began)
        return self._ask_flask(environ, start_response)

    def _give(
        self, ready: Ready, environ: WSGIEnvironment, start_response: StartResponse, began: float
    ) -> Iterable[bytes]:
        request_id = request_id_of(environ.get("HTTP_X_REQUEST_ID", ""))
        start_response(ready.status, [*ready.headers, (REQUEST_ID, request_id)])
        status, seconds = int(ready.status[:3]), time.perf_counter() - began
        metrics_of(self._app).count("GET", ready.route, status, seconds)
        log_request("GET", environ["PATH_INFO"], status, seconds, request_id)
        return [ready.body]

    def _ask_flask(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: Headers, *more: object) -> object:
            for kind in self.kinds:
                kind.keep(environ, status, headers)
            return start_response(status, headers, *more)  # type: ignore[arg-type]

        return self.flask(environ, start)  # type: ignore[arg-type]


def init_front(app: Flask) -> None:
    """Put it in front of an application, behind what tells it the client's address."""
    app.extensions[_EXTENSION] = app.wsgi_app = Front(app)  # type: ignore[method-assign]


def front_of(app: Flask) -> Front:
    found: Front = app.extensions[_EXTENSION]
    return found
