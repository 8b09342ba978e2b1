"""Label pages that a process has made and may still use, for the layer in front of Flask.

Only what Flask answered a moment ago for the same batch, state and language is answered so, with the headers that it
gave then. Whether what a label's page is made of still holds is asked at each look; code, range, void and path are
checked when it does not, and a second later at the latest.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from wsgiref.types import WSGIEnvironment

from flask import Flask
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from app.clock import clock_of
from app.config import Settings
from app.front import Headers, Ready
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
MOST_READY = 1_024  # whole pages, of some 7 kB where they are compressed

_PATH = re.compile(r"(/t/|/obj/|/01/(\d{14})(?:/10/([0-9A-Z-]{1,20}))?/21/)([0-9A-HJKMNP-TV-Z]{16})")
_QUERIES = {"": None} | {f"lang={code}": code for code in LANGUAGES}
_DEPENDS_ON = (
    *("PATH_INFO", "QUERY_STRING", "HTTP_ACCEPT", "HTTP_ACCEPT_LANGUAGE", "HTTP_ACCEPT_ENCODING"),
    "HTTP_SURROGATE_CAPABILITY",
)
_OF_EACH = frozenset({"etag", "content-length", "content-encoding", "x-request-id", "date"})
_CODE = "\x00"


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


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadyLabel(Ready):
    """A label's page, and what it was made of."""

    scanned: Scanned


class LabelAnswers:
    """The pages of one process."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._settings: Settings = app.extensions["ronguon.settings"]
        self._looking: Looking = looking_of(app)
        self._pages: LabelPages = label_pages_of(app)
        self._headers: MadePages[Headers] = MadePages(MOST_HEADERS)
        self._ready: dict[tuple[str | None, ...], ReadyLabel] = {}

    def find(self, environ: WSGIEnvironment) -> Ready | None:
        key = tuple(map(environ.get, _DEPENDS_ON))
        ready = self._ready.get(key)
        if ready is not None and self._looking.holds(ready.scanned):
            return ready
        asked = plain_request(environ)
        made = self._made(asked, environ) if asked else None
        if made is not None:
            if len(self._ready) >= MOST_READY:
                self._ready.clear()
            self._ready[key] = made
        return made

    def keep(self, environ: WSGIEnvironment, status: str, headers: Headers) -> None:
        page: LabelPage | None = environ.get(PAGE)
        asked = plain_request(environ) if page is not None else None
        if page is None or asked is None or not page.is_checked or status != "200 OK":
            return
        told = [
            (name, value.replace(asked.code, _CODE))
            for name, value in headers
            if name.lower() not in _OF_EACH
        ]
        self._headers.put(_key(asked, page), told)

    def given(self, environ: WSGIEnvironment, ready: Ready) -> None:
        """Count who looks at the label."""
        assert isinstance(ready, ReadyLabel)  # noqa: S101 - they are all of ours
        note_scan_from(self._app, environ, ready.scanned.label.run_id, ready.scanned.label.serial)

    def _made(self, asked: Asked, environ: WSGIEnvironment) -> ReadyLabel | None:
        """The page, if what is kept of the label holds, the path is its own, and Flask has answered one like it."""
        keys = known_label_keys(self._app)
        scanned = self._looking.scan(keys, asked.code, may_read=False) if keys else None
        if scanned is None or asked.gtin not in (None, scanned.label.gtin):
            return None
        if asked.lot not in (None, scanned.label.lot):
            return None
        page = self._pages.find(scanned, asked.language, day_of(clock_of(self._app)()))
        headers = self._headers.find(_key(asked, page)) if page else None
        if page is None or headers is None:
            return None
        encoding = chosen_encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
        body = page.body(encoding, with_includes=joins_parts(environ, self._settings))
        return ReadyLabel(
            status="200 OK",
            headers=_completed(headers, asked.code, page, encoding, len(body)),
            body=body,
            route=asked.route,
            looked_up=f"run {scanned.run}",
            scanned=scanned,
        )


def plain_request(environ: WSGIEnvironment) -> Asked | None:
    """A request of nothing but a label's page in HTML, as a phone sends it."""
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


def _completed(headers: Headers, code: str, page: LabelPage, encoding: str, length: int) -> Headers:
    told = [(name, value.replace(_CODE, code) if _CODE in value else value) for name, value in headers]
    if encoding != IDENTITY:
        told.append(("Content-Encoding", encoding))
    return [*told, ("Content-Length", str(length)), ("ETag", f'"{page.etag(encoding)}"')]
