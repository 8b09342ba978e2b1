"""The one stylesheet of the pages, and the hash by which a browser is allowed to use it."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

STYLESHEET = Path(__file__).parent / "style.css"


@cache
def page_style() -> Markup:
    """The text of the page's one `<style>`, the same on every page."""
    return Markup(STYLESHEET.read_text(encoding="utf-8"))  # noqa: S704  # our own file, without markup


def style_sha256() -> str:
    """The hash source of the stylesheet, as in `'sha256-…'` (CSP Level 3, 2.3.1)."""
    return f"'sha256-{b64encode(sha256(page_style().encode()).digest()).decode()}'"
