"""What an application needs for its pages: languages, base template, icon."""

from pathlib import Path

from flask import Blueprint, Flask, Response

from app.pages.languages import LANGUAGES, SOURCE, PageBabel, format_day, format_instant, page_language
from app.pages.style import page_style
from app.policy import public

ROBOTS = "User-agent: *\nDisallow: /api/\nDisallow: /report\n"
"""Pages that are not to be listed say so themselves: who may not read them would not know (RFC 9309)."""

ICON = Path(__file__).parent / "icon.svg"

_KEPT = {"Cache-Control": "public, max-age=86400"}
blueprint = Blueprint("pages", __name__, template_folder="templates")


def init_pages(app: Flask) -> None:
    """Give an application the base template `pages/base.html` with all that it needs."""
    PageBabel(app, default_locale=SOURCE.locale, locale_selector=lambda: page_language().locale)
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.filters.update(day=format_day, instant=format_instant)
    app.jinja_env.globals.update(languages=LANGUAGES, page_language=page_language, page_style=page_style)
    app.register_blueprint(blueprint)


@blueprint.get("/icon.svg")
@public
def icon() -> Response:
    """The icon of the pages; without one, browsers ask for `/favicon.ico` and log that it is missing."""
    return Response(ICON.read_bytes(), content_type="image/svg+xml", headers=_KEPT)


@blueprint.get("/robots.txt")
@public
def robots() -> Response:
    """Where search engines have nothing to look for."""
    return Response(ROBOTS, content_type="text/plain; charset=utf-8", headers=_KEPT)
