"""What all screens share: how a page is answered, what a refusal looks like, and the cookie of a device."""

from collections.abc import Mapping
from typing import Any

from flask import (
    Blueprint,
    Response,
    flash,
    get_flashed_messages,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_wtf.csrf import generate_csrf

from app import clock
from app.accounts.callers import signed_in
from app.config import settings
from app.refusals import TokenMissing
from app.statuses import STATUS
from app.web.words import ROLE_WORDS, done_words, refusal_words
from batches.errors import DomainError

blueprint = Blueprint("web", __name__, template_folder="templates")

DEVICE_KEPT_S = 400 * 86_400  # browsers keep a cookie no longer


def page(
    template: str, *, status: int = 200, problems: Mapping[str, str] | None = None, **values: Any
) -> Response:
    """A screen: made for one person and one language, and kept by nobody.

    Args:
        problems: what is wrong, by the name of its field; of the whole form under the empty name.
    """
    person = signed_in()
    html = render_template(
        f"web/{template}",
        csrf_token=generate_csrf,
        person=person,
        role_words=ROLE_WORDS,
        now=clock.now(),
        problems=problems or {},
        done=[done_words(str(code)) for code in get_flashed_messages()],
        **values,
    )
    response = make_response(html, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def refused(
    template: str, error: DomainError, *, at: str = "", words: str | None = None, **values: Any
) -> Response:
    """The same screen again, with what was wrong: at its field, else on top; in words of its own, if any."""
    problems = {at: words or refusal_words(error)}
    response = page(template, status=STATUS[type(error)], problems=problems, **values)
    if "seconds" in error.values:
        response.headers["Retry-After"] = str(error.values["seconds"])
    return response


def go_to(endpoint: str, *, done: str | None = None, **values: Any) -> Response:
    """Another screen, in the language in use; the request that brought us here is not repeated by a reload.

    Args:
        done: what was done, as `done_words` knows it; the next screen says so once.
    """
    if done is not None:
        flash(done)
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


def forget_device(response: Response) -> Response:
    """Let the browser hold no secret any more."""
    response.delete_cookie(_device_cookie(), secure=not settings().plain_http, httponly=True, samesite="Lax")
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
