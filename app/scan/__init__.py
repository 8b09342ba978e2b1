"""The public page behind the printed code."""

from flask import Flask

from app.front import front_of
from app.scan import codes, proxy, reports, routes
from app.scan.label_page import init_label_pages
from app.scan.looking import init_looking
from app.scan.warm import LabelAnswers


def init_scan(app: Flask) -> None:
    """Give an application its public pages, and let those that are warm be answered in front of it."""
    init_looking(app)
    init_label_pages(app)
    for part in (routes, proxy, reports, codes):
        app.register_blueprint(part.blueprint)
    front_of(app).kinds.append(LabelAnswers(app))


__all__ = ["init_scan"]
