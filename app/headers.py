"""The headers that every response carries, the cookies' manners, and what other origins may read.

Set by hand: the sets that libraries bring forbid camera and place, which our own screens need, and force
https on a box in a plain network. A view that needs something else sets it itself, and is then listed in a test.
"""

from functools import cache, partial

from flask import Flask, Response, current_app, g, request

from app.config import Settings
from app.pages.style import style_sha256

OPEN = frozenset(  # GETs that any page's script may read: what names things, and where a name may lead
    {
        "api-docs.openapi_json",
        "media.get_media",
        *(f"resolver.{name}" for name in ("description", "digital_link", "lot_events", "lot_of_product")),
        *(f"resolver.{name}" for name in ("label", "party", "plot", "packing_house")),
        *(f"resolver.{name}_data" for name in ("label", "lot", "product", "party", "plot", "packing_house")),
        *("scan.label", "scan.lot_page", "scan.product_page"),
    }
)
EMBEDDED = frozenset({"media.get_media"})  # and what any page may show
PROBED = frozenset({"scan.home"})  # whose HEAD tells GS1's test suite that the host is there
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
TOLD = "ETag, Link, Location"  # headers that such a script may read too
ASKED = "Accept, Accept-Language, If-None-Match"  # and those that it may send
NOT_LISTED = "noindex, noarchive"
LISTED = "all"
TWO_YEARS_S = 63_072_000
ONE_DAY_S = 86_400

_OF_ALL = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()",
}
_NOTHING = "default-src 'none'; frame-ancestors 'none'"


def init_headers(app: Flask, settings: Settings) -> None:
    """Give every response its headers, errors too, and answer OPTIONS."""
    _init_cookies(app, settings)
    app.before_request(_answer_options)
    app.after_request(partial(_complete, is_https=(settings.label_base_url or "").startswith("https://")))


def listed(response: Response) -> Response:
    """Let search engines show a page; all others are kept from them."""
    response.headers["X-Robots-Tag"] = LISTED
    return response


@cache
def page_policy(*, is_listed: bool = False) -> str:
    """What a page may do: show its own style and pictures and send its forms home.

    Args:
        is_listed: search engines may show it: their tools ask for our robots.txt in its name. It runs no script either.
    """
    connect = "connect-src 'self'; " if is_listed else ""
    return (
        f"default-src 'none'; {connect}img-src 'self'; style-src {style_sha256()}; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def _init_cookies(app: Flask, settings: Settings) -> None:
    """`__Host-` lets no other host of a domain plant a cookie (RFC 6265bis, 4.1.3.2)."""
    is_secure = not settings.plain_http
    for kind in ("SESSION", "REMEMBER"):
        app.config[f"{kind}_COOKIE_SECURE"] = is_secure
        app.config[f"{kind}_COOKIE_HTTPONLY"] = True
        app.config[f"{kind}_COOKIE_SAMESITE"] = "Lax"
    app.config["SESSION_COOKIE_NAME"] = "__Host-ronguon" if is_secure else "ronguon"
    app.config["REMEMBER_COOKIE_NAME"] = "__Host-ronguon-remember" if is_secure else "ronguon-remember"


def _answer_options() -> Response | None:
    """Which methods an address has is no secret, so that nobody is asked for a token (RFC 9110, 9.3.7)."""
    if request.method != "OPTIONS" or request.endpoint is None:
        return None
    return current_app.make_default_options_response()


def _complete(response: Response, *, is_https: bool) -> Response:
    is_probed = request.method == "HEAD" and request.endpoint in PROBED
    is_embedded = request.endpoint in EMBEDDED or is_probed
    given = {
        **_OF_ALL,
        "Cross-Origin-Resource-Policy": "cross-origin" if is_embedded else "same-origin",
    }
    if is_https:
        given["Strict-Transport-Security"] = f"max-age={TWO_YEARS_S}; includeSubDomains; preload"
    if request.endpoint in OPEN:
        given |= _open_up()
    if "actor" in g:
        response.headers["Cache-Control"] = "no-store"
    policy = page_policy(is_listed=response.headers.get("X-Robots-Tag") == LISTED)
    usual = {
        "Content-Security-Policy": policy if response.mimetype == "text/html" else _NOTHING,
        "X-Robots-Tag": NOT_LISTED,
        "Cache-Control": "no-store",
    }
    _add(response, given, usual)
    return response


def _open_up() -> dict[str, str]:
    """Public files are anyone's to show; cookies never go along, and nothing else crosses an origin."""
    told = {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": ", ".join(sorted(SAFE_METHODS)),
        "Access-Control-Expose-Headers": TOLD,
    }
    if request.method == "OPTIONS":
        told |= {"Access-Control-Allow-Headers": ASKED, "Access-Control-Max-Age": str(ONE_DAY_S)}
    return told


def _add(response: Response, given: dict[str, str], usual: dict[str, str]) -> None:
    """All that is given, and of what is usual what is not there yet; each is searched for once, not at each header."""
    there = {name.lower() for name, _ in response.headers}
    for name, value in given.items():
        if name.lower() in there:
            response.headers[name] = value
        else:
            response.headers.add(name, value)
    for name, value in usual.items():
        if name.lower() not in there:
            response.headers.add(name, value)
