"""How often one may ask: each caller, each address, and each address that asks for what is not there.

Counted in the process, each of WORKERS with its share of the limit, or in Redis for all of them together.

Why guesses are counted as they are. Many buyers share one address (a market's wifi, a phone company), so only
what is not found counts, and for each print run apart: whoever tries codes of a run stops, at that address
and for a minute, nobody but those who scan the same run. A code withstands guessing by itself (35 bits):
at 60 a minute one is found in about a thousand years, at RATE_PUBLIC over many runs in about two hundred.
A refused token counts after it was looked at, so that a forgotten program with a revoked one never locks out
its office: 178 bits need no help.
"""

import hashlib
import hmac
import math
import re
import secrets
from dataclasses import dataclass
from functools import lru_cache, partial
from ipaddress import IPv6Address, ip_address
from typing import Any

from flask import Flask, Request, Response, current_app, g, request
from limits import RateLimitItem, parse

from app.config import Settings
from app.counting import Counts
from app.errors import answer_refusal
from app.policy import PUBLIC, declared_policy
from app.refusals import TooManyRequests
from labels.codes.codes import parse_code

FREE = frozenset(
    {
        "health.livez",
        "health.readyz",
        "media.get_media",
        "media.get_person_photo",
        "metrics.show_metrics",
        "pages.icon",
        "pages.robots",
    }
)

REPORTING = "reports.send_report"  # counted for each address when a report was kept
UPLOADS = frozenset({"documents.create_document"})  # forms with a file: longer, and of few parts

LOOKED_UP = "ronguon.looked_up_for_nothing"
"""Set in `g` where a code or lot that is not there was looked up, and the answer is not 404 all the same."""

MOST_PARTS = 8
MOST_FIELD_BYTES = 131_072  # werkzeug counts its own buffer of 64 kB too
FORM_BYTES = 16_384  # what a form has around its file

_WITH_PORT = re.compile(r"\[(.+)\](?::[0-9]+)?|([0-9.]+):[0-9]+")


class BoundedRequest(Request):
    """A request whose body has an end: werkzeug silently cuts one that came without a length at the limit."""

    def get_data(self, *args: Any, **kwargs: Any) -> Any:
        """The body.

        Raises:
            RequestEntityTooLarge: there is more of it than its route takes.
        """
        data = super().get_data(*args, **kwargs)
        if self.content_length is None:
            self.stream.read(1)  # past the limit it raises
        return data


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """How often a caller, an address and an address that guesses may ask."""

    counts: Counts
    address_key: bytes
    api: RateLimitItem
    public: RateLimitItem
    guess: RateLimitItem
    report: RateLimitItem

    def check(self) -> None:
        """Count a request before it is answered.

        Raises:
            TooManyRequests: it is one too many.
        """
        if request.endpoint is None or request.endpoint in FREE:
            return
        if "actor" in g:
            self._count(self.api, "caller", str(g.actor.id))
        if _is_public():
            self._count(self.public, "address", hashed_address())
        guessed = _guessed()
        if guessed is not None:
            names = ("guess", f"{hashed_address()} {guessed}")
            self._ask_for_room(self.guess, *names)
            g.guess, g.looked_up = names, guessed
        if request.endpoint == REPORTING:
            self._ask_for_room(self.report, "report", hashed_address())

    def hashed(self, address: str) -> str:
        """An address that a server tells, told apart but not told."""
        return _hash_address(self.address_key, address)

    def lets_pass(self, address: str, looked_up: str) -> bool:
        """Count a public request outside of Flask, and whether it may be answered there.

        Args:
            looked_up: what `check` put into `g` as looked up when it was first answered; "" for nothing.
        """
        hashed = self.hashed(address)
        if looked_up and not self.counts.has_room(self.guess, "guess", f"{hashed} {looked_up}"):
            return False
        return self.counts.hit(self.public, "address", hashed)

    def count_after(self, response: Response) -> Response:
        """What was looked up and is not there counts once that is known, and a report once it is kept."""
        if "guess" in g and (response.status_code == 404 or LOOKED_UP in g):
            self.counts.hit(self.guess, *g.guess)
        if request.endpoint == REPORTING and response.status_code == 303:
            self.counts.hit(self.report, "report", hashed_address())
        return response

    def slow_refused_tokens(self, response: Response) -> Response:
        """A refused token counts after it was looked at."""
        if response.status_code != 401 or "Authorization" not in request.headers:
            return response
        place = (hashed_address(), "refused tokens")
        if self.counts.hit(self.guess, *place):
            return response
        return answer_refusal(TooManyRequests(seconds=self.counts.seconds_left(self.guess, *place)))

    def _count(self, limit: RateLimitItem, *names: str) -> None:
        if not self.counts.hit(limit, *names):
            raise TooManyRequests(seconds=self.counts.seconds_left(limit, *names))

    def _ask_for_room(self, limit: RateLimitItem, *names: str) -> None:
        if not self.counts.has_room(limit, *names):
            raise TooManyRequests(seconds=self.counts.seconds_left(limit, *names))


def init_limits(app: Flask, settings: Settings) -> None:
    """Bound each request's body and count it before it is answered. The policy knows the caller by then."""
    app.request_class = BoundedRequest
    app.config["MAX_CONTENT_LENGTH"] = settings.max_body_bytes
    app.url_value_preprocessor(partial(_let_upload, most_bytes=settings.max_upload_bytes))
    limits = Limits(
        counts=Counts(settings.redis_url),
        address_key=_address_key(app),
        **{
            name: _share(getattr(settings, f"rate_{name}"), settings)
            for name in ("api", "public", "guess", "report")
        },
    )
    app.extensions["ronguon.limits"] = limits
    app.before_request(limits.check)
    app.after_request(limits.count_after)
    app.after_request(limits.slow_refused_tokens)


def limits_of(app: Flask) -> Limits:
    found: Limits = app.extensions["ronguon.limits"]
    return found


def hashed_address() -> str:
    """Who is on the line, told apart but not told: an IPv6 network counts as one."""
    if "hashed_address" not in g:
        g.hashed_address = limits_of(current_app).hashed(request.remote_addr or "")
    found: str = g.hashed_address
    return found


@lru_cache(maxsize=4096)
def _hash_address(key: bytes, address: str) -> str:
    return hmac.digest(key, _network(address), "sha256").hex()[:32]


def _network(told: str) -> bytes:
    """What counts as one address; a proxy may add a port, and what is no address is a word that counts too."""
    with_port = _WITH_PORT.fullmatch(told)
    text = (with_port[1] or with_port[2]) if with_port else told
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return told.encode("utf-8", "replace")
    if isinstance(address, IPv6Address):
        mapped = address.ipv4_mapped  # a socket that listens on both
        return mapped.packed if mapped else IPv6Address(int(address) >> 64 << 64).packed
    return address.packed


def _let_upload(endpoint: str | None, _values: object, *, most_bytes: int) -> None:
    """Before anything reads a body: one with a file may be longer than others, and its form is bounded too."""
    if endpoint in UPLOADS:
        request.max_content_length = most_bytes + FORM_BYTES
        request.max_form_parts = MOST_PARTS
        request.max_form_memory_size = MOST_FIELD_BYTES


def _share(text: str, settings: Settings) -> RateLimitItem:
    """A limit, or a process's share of it where each counts by itself."""
    whole = parse(text)
    processes = 1 if settings.redis_url else settings.workers
    return type(whole)(math.ceil(whole.amount / processes))


def _address_key(app: Flask) -> bytes:
    """The same in all processes that share a Redis; a service that is not set up counts with a passing one."""
    secret = str(app.secret_key) if app.secret_key else secrets.token_hex(32)
    return hashlib.sha256(b"client address\x00" + secret.encode()).digest()


def _is_public() -> bool:
    return declared_policy(current_app.view_functions[request.endpoint or ""]) is PUBLIC


def _guessed() -> str | None:
    """What a request looks up that could be guessed: codes of one print run, or lots; else None."""
    asked = request.view_args or {}
    if request.blueprint not in ("codes", "lot-codes", "reports", "resolver", "scan"):
        return None
    if "case" in asked:
        return "cases"
    if "code" in asked:
        code = parse_code(asked["code"])
        return f"run {code.run}" if code else None
    return "lots" if "lot" in asked else None
