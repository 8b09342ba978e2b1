"""The one stylesheet of the pages and the headers that let a browser use it, and nothing else."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Response
from markupsafe import Markup

STYLESHEET = Path(__file__).parent / "style.css"


@cache
def page_style() -> Markup:
    """The text of the page's one `<style>`, the same on every page."""
    return Markup(STYLESHEET.read_text(encoding="utf-8"))  # noqa: S704  # our own file, without markup


def style_sha256() -> str:
    """The hash source of the stylesheet, as in `'sha256-…'` (CSP Level 3, 2.3.1)."""
    return f"'sha256-{b64encode(sha256(page_style().encode()).digest()).decode()}'"


def protect_page(response: Response, *, indexed: bool) -> Response:
    """Set the security headers of a page; what is not `indexed` search engines neither list nor keep."""
    response.headers["Content-Security-Policy"] = _policy()
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if not indexed:
        response.headers["X-Robots-Tag"] = "noindex, noarchive"
    return response


@cache
def _policy() -> str:
    return (
        f"default-src 'none'; img-src 'self'; style-src {style_sha256()}; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
