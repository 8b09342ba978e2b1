"""Label pages that a process has made and may still use, answered before Flask: a quarter of the work.

Only what Flask answered a moment ago for the same batch, state and language is answered so, with the headers that it
gave then; everything else, and every doubt, is passed on to it. Code, range, void, path, limits, log, metrics and
scans are as they are there; a test compares both answers.
"""

import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from app.clock import clock_of
from app.config import Settings
from app.health import request_id_of
from app.limits import limits_of
from app.logs import log_plainly
from app.metrics import metrics_of
from app.pages.languages import LANGUAGES, choose_language
from app.scan.label_page import PAGE, LabelPage, LabelPages, label_pages_of
from app.scan.looking import Looking, Scanned, looking_of
from app.scan.made import MadePages
from app.scan.pressing import IDENTITY, chosen_encoding
from app.scan.proxy import joins_parts
from app.secrets import known_label_keys
from app.sightings import note_scan_from
from batches.days import day_of

MOST_HEADERS = 8_192

_PATH = re.compile(r"(/t/|/obj/|/01/(\d{14})(?:/10/([0-9A-Z-]{1,20}))?/21/)([0-9A-HJKMNP-TV-Z]{16})")
_QUERIES = {"": None} | {f"lang={code}": code for code in LANGUAGES}
_PARTICULAR = frozenset(
    {"HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_RANGE", "HTTP_IF_NONE_MATCH", "HTTP_IF_MATCH", "HTTP_ORIGIN"}
    | {"HTTP_ACCEPT_PROFILE", "HTTP_PREFER", "HTTP_IF_MODIFIED_SINCE", "HTTP_X_HTTP_METHOD_OVERRIDE"}
)
_OF_EACH = frozenset({"etag", "content-length", "content-encoding", "x-request-id", "date"})
_CODE = "\x00"

Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a plain request for a label's page asks for; `prefix` is its path up to the code."""

    prefix: str
    gtin: str | None
    lot: str | None
    code: str
    language: str

    @property
    def route(self) -> str:
        if self.gtin is None:
            return f"{self.prefix}<code>"
        return "/01/<gtin>/10/<lot>/21/<code>" if self.lot else "/01/<gtin>/21/<code>"


class WarmPages:
    """A WSGI application in front of Flask's."""

    def __init__(self, app: Flask, behind: WSGIApplication) -> None:
        self._app, self._behind = app, behind
        self._settings: Settings = app.extensions["ronguon.settings"]
        self._looking: Looking = looking_of(app)
        self._pages: LabelPages = label_pages_of(app)
        self._headers: MadePages[Headers] = MadePages(MOST_HEADERS)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        asked = plain_request(environ)
        if asked is None:
            return self._behind(environ, start_response)
        return self._answered(asked, environ, start_response) or self._passed_on(
            asked, environ, start_response
        )

    def _answered(
        self, asked: Asked, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes] | None:
        began = time.perf_counter()
        scanned = self._scanned(asked)
        page = self._page(scanned, asked.language) if scanned else None
        headers = self._headers.find(_key(asked, page)) if page else None
        if scanned is None or page is None or headers is None or not self._may(environ, scanned):
            return None
        note_scan_from(self._app, environ, scanned.label.run_id, scanned.label.serial)
        encoding = chosen_encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
        has_joiner = joins_parts(environ, self._settings)
        body = page.body(encoding, with_includes=has_joiner)
        own_id = request_id_of(environ.get("HTTP_X_REQUEST_ID", ""))
        start_response("200 OK", _completed(headers, asked, page, encoding, len(body), own_id))
        self._told(asked, environ, own_id, time.perf_counter() - began)
        return [body]

    def _scanned(self, asked: Asked) -> Scanned | None:
        """The label, if what is kept of it holds and the path is its own."""
        keys = known_label_keys(self._app)
        scanned = self._looking.scan(keys, asked.code, may_read=False) if keys else None
        if scanned is None or asked.gtin not in (None, scanned.label.gtin):
            return None
        return scanned if asked.lot in (None, scanned.label.lot) else None

    def _page(self, scanned: Scanned, language: str) -> LabelPage | None:
        return self._pages.find(scanned, language, day_of(clock_of(self._app)()))

    def _may(self, environ: WSGIEnvironment, scanned: Scanned) -> bool:
        return limits_of(self._app).lets_pass(environ.get("REMOTE_ADDR", ""), f"run {scanned.run}")

    def _told(self, asked: Asked, environ: WSGIEnvironment, own_id: str, seconds: float) -> None:
        metrics_of(self._app).count("GET", asked.route, 200, seconds)
        path, milliseconds = environ["PATH_INFO"], round(seconds * 1000, 1)
        log_plainly("request", method="GET", path=path, status=200, ms=milliseconds, request_id=own_id)

    def _passed_on(
        self, asked: Asked, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        def start(status: str, headers: Headers, *error: Any) -> Any:
            page: LabelPage | None = environ.get(PAGE)
            if page is not None and page.is_checked and status == "200 OK":
                told = [
                    (name, value.replace(asked.code, _CODE))
                    for name, value in headers
                    if name.lower() not in _OF_EACH
                ]
                self._headers.put(_key(asked, page), told)
            return start_response(status, headers, *error)

        return self._behind(environ, start)


def init_warm_pages(app: Flask) -> None:
    """Put them in front of an application, behind what tells it the client's address."""
    app.wsgi_app = WarmPages(app, app.wsgi_app)  # type: ignore[method-assign]


def plain_request(environ: WSGIEnvironment) -> Asked | None:
    """A request of nothing but a label's page in HTML, as a phone sends it."""
    if environ["REQUEST_METHOD"] != "GET" or not _PARTICULAR.isdisjoint(environ):
        return None
    found, query = _PATH.fullmatch(environ["PATH_INFO"]), environ.get("QUERY_STRING", "")
    if found is None or query not in _QUERIES:
        return None
    prefix, gtin, lot, code = found.groups()
    if prefix != "/t/" and not _names_html(environ.get("HTTP_ACCEPT", "")):
        return None  # the resolver's
    language = _language(_QUERIES[query], environ.get("HTTP_ACCEPT_LANGUAGE", ""))
    return Asked(prefix, gtin, lot, code, language)


@lru_cache(maxsize=1024)
def _language(asked: str | None, accepted: str) -> str:
    return choose_language(asked, parse_accept_header(accepted, LanguageAccept)).code


def _names_html(accepted: str) -> bool:
    """As browsers do: before all else."""
    return accepted == "text/html" or accepted.startswith("text/html,")


def _key(asked: Asked, page: LabelPage) -> tuple[str, str]:
    return asked.prefix, page.made.digest


def _completed(
    headers: Headers, asked: Asked, page: LabelPage, encoding: str, length: int, own_id: str
) -> Headers:
    told = [(name, value.replace(_CODE, asked.code) if _CODE in value else value) for name, value in headers]
    if encoding != IDENTITY:
        told.append(("Content-Encoding", encoding))
    return [
        *told,
        ("Content-Length", str(length)),
        ("ETag", f'"{page.etag(encoding)}"'),
        ("X-Request-ID", own_id),
    ]
