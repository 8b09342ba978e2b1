"""Pages as answers: compressed, told apart by ETags, asked for anew each time and made for one language."""

import hashlib

from flask import Response, request

from app.config import settings
from app.scan.label_page import PAGE, LabelPage
from app.scan.pressing import IDENTITY, Pressed, chosen_encoding, joined
from app.scan.proxy import joins_parts

HTML = "text/html; charset=utf-8"


def answer_page(html: str, *, status: int = 200) -> Response:
    """A page that anybody may keep as long as they ask each time whether it still holds."""
    encoding, text = _encoding(), html.encode()
    response = _answer(joined([Pressed(text)], encoding), encoding, status)
    response.cache_control.no_cache = True
    if status == 200:
        response.set_etag(hashlib.blake2b(text + encoding.encode(), digest_size=12).hexdigest())
        response.make_conditional(request)
    return response


def answer_label_page(page: LabelPage) -> Response:
    """The page of a label, which is between its reader and the service: no cache for many keeps it."""
    request.environ[PAGE] = page
    encoding = _encoding()
    has_joiner = page.is_checked and joins_parts(request.environ, settings())
    response = _answer(page.body(encoding, with_includes=has_joiner), encoding, 200)
    response.cache_control.private = True
    if not page.is_checked:
        response.cache_control.no_store = True
        return response
    response.cache_control.no_cache = True
    response.set_etag(page.etag(encoding))
    response.make_conditional(request)
    return response


def _encoding() -> str:
    return chosen_encoding(request.headers.get("Accept-Encoding", ""))


def _answer(body: bytes, encoding: str, status: int) -> Response:
    response = Response(body, status, content_type=HTML)
    if encoding != IDENTITY:
        response.headers["Content-Encoding"] = encoding
    response.vary.update(("Accept-Language", "Accept-Encoding"))
    return response
