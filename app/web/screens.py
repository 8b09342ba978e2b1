"""What all screens share: how a page is answered, what a refusal looks like, and the cookie of a device."""

from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask_wtf.csrf import generate_csrf

from app import clock
from app.accounts.callers import signed_in
from app.config import settings
from app.errors import STATUS
from app.refusals import TokenMissing
from app.web.words import ROLE_WORDS, refusal_words
from batches.errors import DomainError

blueprint = Blueprint("web", __name__, template_folder="templates")

DEVICE_KEPT_S = 400 * 86_400  # browsers keep a cookie no longer


def page(template: str, *, status: int = 200, **values: Any) -> Response:
    """A screen: made for one person and one language, and kept by nobody."""
    person = signed_in()
    html = render_template(
        f"web/{template}",
        csrf_token=generate_csrf,
        person=person,
        role_words=ROLE_WORDS,
        now=clock.now(),
        **values,
    )
    response = make_response(html, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def refused(template: str, error: DomainError, **values: Any) -> Response:
    """The same screen again, with what was wrong on top."""
    response = page(template, status=STATUS[type(error)], problem=refusal_words(error), **values)
    if "seconds" in error.values:
        response.headers["Retry-After"] = str(error.values["seconds"])
    return response


def go_to(endpoint: str, **values: Any) -> Response:
    """Another screen, in the language in use; the request that brought us here is not repeated by a reload."""
    address = url_for(endpoint, lang=request.args.get("lang"), **values)
    response = make_response(redirect(address, code=303))
    response.headers["Cache-Control"] = "no-store"
    return response


def device_secret() -> str | None:
    """What the browser holds, if it was ever enrolled."""
    return request.cookies.get(_device_cookie())


def keep_device(response: Response, secret: str) -> Response:
    """Let the browser hold the secret of its device."""
    response.set_cookie(
        _device_cookie(),
        secret,
        max_age=DEVICE_KEPT_S,
        secure=not settings().plain_http,
        httponly=True,
        samesite="Lax",
    )
    return response


def _device_cookie() -> str:
    """`__Host-` lets no other host of a domain plant it (RFC 6265bis, 4.1.3.2)."""
    return "ronguon-device" if settings().plain_http else "__Host-ronguon-device"


@blueprint.errorhandler(TokenMissing)
def ask_to_log_in(_error: TokenMissing) -> Response:
    return go_to("web.log_in")


@blueprint.errorhandler(DomainError)
def show_refusal(error: DomainError) -> Response:
    """A calm page, as people see no problem documents."""
    return page("message.html", status=STATUS[type(error)], words=refusal_words(error))
