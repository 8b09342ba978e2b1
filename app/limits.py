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
import threading
import time
from functools import lru_cache, partial
from ipaddress import IPv6Address, ip_address
from typing import Any

from flask import Flask, Request, Response, current_app, g, request
from flask_limiter import ApplicationLimit, Limiter
from limits import RateLimitItem, parse
from limits.errors import StorageError
from limits.storage import MemoryStorage

from app.config import Settings
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
        "parts.batch_text",
    }
)

UPLOADS = frozenset({"documents.create_document"})  # forms with a file: longer, and of few parts

LOOKED_UP = "ronguon.looked_up_for_nothing"
"""Set in `g` where a code or lot that is not there was looked up, and the answer is not 404 all the same."""

FORGETS_EVERY_S = 10
MOST_PARTS = 8
MOST_FIELD_BYTES = 131_072  # werkzeug counts its own buffer of 64 kB too
FORM_BYTES = 16_384  # what a form has around its file

_PUBLIC_LIMITS = "ronguon.public_limits"
_WITH_PORT = re.compile(r"\[(.+)\](?::[0-9]+)?|([0-9.]+):[0-9]+")
_REDIS_OPTIONS = {"socket_timeout": 1, "socket_connect_timeout": 1}


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


def init_limits(app: Flask, settings: Settings) -> None:
    """Bound each request's body and count it before it is answered. The policy knows the caller by then."""
    app.request_class = BoundedRequest
    app.config["MAX_CONTENT_LENGTH"] = settings.max_body_bytes
    app.url_value_preprocessor(partial(_let_upload, most_bytes=settings.max_upload_bytes))
    api, public, guess = (
        _share(text, settings) for text in (settings.rate_api, settings.rate_public, settings.rate_guess)
    )
    limiter = Limiter(
        key_func=hashed_address,
        application_limits=[
            ApplicationLimit(
                limit_provider=_written(api),
                scope="caller",
                key_function=lambda: str(g.actor.id),
                exempt_when=lambda: "actor" not in g,
            ),
            ApplicationLimit(
                limit_provider=_written(public),
                scope="address",
                exempt_when=lambda: not _is_public(),
            ),
            ApplicationLimit(
                limit_provider=_written(guess),
                scope="guess",
                key_function=lambda: f"{hashed_address()} {_guessed()}",
                exempt_when=lambda: _guessed() is None,
                deduct_when=lambda response: response.status_code == 404 or LOOKED_UP in g,
            ),
        ],
        storage_uri=settings.redis_url or f"{QuietMemory.STORAGE_SCHEME[0]}://",
        storage_options={"wrap_exceptions": True, **(_REDIS_OPTIONS if settings.redis_url else {})},
        in_memory_fallback_enabled=True,  # a service without Redis for a while counts by itself
        swallow_errors=True,
    )
    limiter.request_filter(lambda: request.endpoint in FREE)
    limiter.init_app(app)
    app.extensions["ronguon.limiter"] = limiter
    app.extensions[_PUBLIC_LIMITS] = (parse(_written(public)), parse(_written(guess)))
    app.extensions["ronguon.address_key"] = _address_key(app)
    app.after_request(partial(_slow_refused_tokens, limiter, guess))


def too_many_requests() -> TooManyRequests:
    """The refusal of the request that was just found over a limit."""
    limiter: Limiter = current_app.extensions["ronguon.limiter"]
    over = limiter.current_limit
    assert over is not None  # noqa: S101 - asked only when a limit was exceeded
    return TooManyRequests(seconds=_seconds_until(over.window.reset_time))


def hashed_address() -> str:
    """Who is on the line, told apart but not told: an IPv6 network counts as one."""
    return hashed(current_app, request.remote_addr or "")


def hashed(app: Flask, address: str) -> str:
    """The same of any address, outside a request too."""
    return _hashed(app.extensions["ronguon.address_key"], address)


def count_label_page(app: Flask, address: str, run: int) -> bool:
    """Count a public request for a label of a run outside Flask; False where it is over a limit.

    Raises:
        StorageError: what counts does not answer.
    """
    limiter: Limiter = app.extensions["ronguon.limiter"]
    public, guess = app.extensions[_PUBLIC_LIMITS]
    caller = hashed(app, address)
    return limiter.limiter.test(guess, f"{caller} run {run}", "guess") and limiter.limiter.hit(
        public, caller, "address"
    )


@lru_cache(maxsize=4096)
def _hashed(key: bytes, address: str) -> str:
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


def _written(limit: RateLimitItem) -> str:
    return f"{limit.amount}/{limit.GRANULARITY.name}"


def _address_key(app: Flask) -> bytes:
    """The same in all processes that share a Redis; a service that is not set up counts with a passing one."""
    secret = str(app.secret_key) if app.secret_key else secrets.token_hex(32)
    return hashlib.sha256(b"client address\x00" + secret.encode()).digest()


def _is_public() -> bool:
    return declared_policy(current_app.view_functions[request.endpoint or ""]) is PUBLIC


def _guessed() -> str | None:
    """What a request looks up that could be guessed: codes of one print run, or lots; else None."""
    asked = request.view_args or {}
    if request.blueprint not in ("codes", "resolver", "scan"):
        return None
    if "code" in asked:
        code = parse_code(asked["code"])
        return f"run {code.run}" if code else None
    return "lots" if "lot" in asked else None


def _slow_refused_tokens(limiter: Limiter, limit: RateLimitItem, response: Response) -> Response:
    if response.status_code != 401 or "Authorization" not in request.headers:
        return response
    place = (hashed_address(), "refused tokens")
    try:
        if limiter.limiter.hit(limit, *place):
            return response
        seconds = _seconds_until(limiter.limiter.get_window_stats(limit, *place).reset_time)
    except StorageError:
        return response
    return answer_refusal(TooManyRequests(seconds=seconds))


def _seconds_until(instant: float) -> int:
    return max(1, math.ceil(instant - time.time()))
