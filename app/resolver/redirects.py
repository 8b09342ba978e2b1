"""Redirects given a moment ago: where a name leads does not change; what is kept is only that it led there."""

import time
from dataclasses import dataclass
from typing import Final
from wsgiref.types import WSGIEnvironment

from app.front import REQUEST_ID, Headers, Ready

KEPT_S: Final = 60.0
MOST_KEPT: Final = 4096

MARK: Final = "ronguon.redirect"
"""In a request's environment: its answer may be given again; its route, and what it looked up as limits.py calls it."""

Key = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    until: float
    ready: Ready


class Redirects:
    """Those of one process, by all that they depend on."""

    def __init__(self) -> None:
        self._kept: dict[Key, _Kept] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def find(self, environ: WSGIEnvironment) -> Ready | None:
        kept = self._kept.get(_key(environ))
        return kept.ready if kept is not None and time.monotonic() < kept.until else None

    def keep(self, environ: WSGIEnvironment, status: str, headers: Headers) -> None:
        if MARK not in environ:
            return
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        route, looked_up = environ[MARK]
        told = [header for header in headers if header[0] != REQUEST_ID]
        ready = Ready(status=status, headers=told, body=b"", route=route, looked_up=looked_up)
        self._kept[_key(environ)] = _Kept(time.monotonic() + KEPT_S, ready)

    def given(self, environ: WSGIEnvironment, ready: Ready) -> None:
        """Who only is led on does not look at a label yet."""


def _key(environ: WSGIEnvironment) -> Key:
    """What an answer depends on."""
    return tuple(map(environ.get, ("RAW_URI", "PATH_INFO", "QUERY_STRING", "HTTP_ACCEPT")))
