"""Which language a page is in, and how its days are written."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from app.pages import init_pages
from app.pages.languages import choose_language, format_day, format_instant


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("", "vi"),
        ("en", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("zh-Hans-CN;q=0.9, en;q=0.8", "zh"),
        ("fr-FR, en-GB;q=0.7, vi;q=0.3", "en"),
        ("fr", "vi"),
        ("*", "vi"),
        ("en;q=0.5, *;q=0.1", "en"),
        ("en;q=0, fr", "vi"),
        ("en;q=0.4, zh-TW;q=0.9", "zh"),
        ("EN-us", "en"),
        ("nonsense;;;q=x", "vi"),
    ],
)
def test_a_browser_gets_the_best_language_that_it_accepts(header: str, code: str) -> None:
    """Quality decides, a region or script counts as its language, q=0 refuses, others read Vietnamese."""
    accepted = parse_accept_header(header, LanguageAccept)

    assert choose_language(None, accepted).code == code


@pytest.mark.parametrize(
    ("asked", "code"), [("zh", "zh"), ("vi", "vi"), ("xx", "en"), ("", "en"), ("../en", "en")]
)
def test_a_language_asked_for_by_name_wins(asked: str, code: str) -> None:
    """`?lang=` is followed before Accept-Language when we have that language, and ignored when not."""
    assert choose_language(asked, [("en", 1.0)]).code == code


@pytest.mark.parametrize(
    ("code", "day", "instant"),
    [
        ("vi", "05/10/2026", "05/10/2026 00:30"),
        ("en", "5 October 2026", "5 October 2026 00:30"),
        ("zh", "2026年10月5日", "2026年10月5日 00:30"),
    ],
)
def test_days_are_written_as_their_readers_do(code: str, day: str, instant: str) -> None:
    """An instant is told on the day and at the minute that it was in Vietnam, whatever the server's zone."""
    app = Flask("test")
    init_pages(app)

    with app.test_request_context(f"/?lang={code}"):
        assert format_day(date(2026, 10, 5)) == day
        assert format_instant(datetime(2026, 10, 4, 17, 30, tzinfo=UTC)) == instant
