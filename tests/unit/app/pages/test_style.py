"""The stylesheet: allowed by its hash, and readable."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from flask import Flask

from app.pages import init_pages
from app.pages.style import page_style, style_sha256

READ_TOGETHER = [
    ("ink", "paper"),
    ("ink", "card"),
    ("soft", "paper"),
    ("soft", "card"),
    ("soft", "leaf"),
    ("green", "card"),
    ("green", "leaf"),
    ("ink", "leaf"),
    ("rust", "blush"),
]


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("text", "ground"), READ_TOGETHER)
def test_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    """Every pair of colours that is read together reaches 4.5:1 (WCAG 2.2, 1.4.3)."""
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", page_style()))

    assert contrast(colours[text], colours[ground]) >= 4.5


def test_the_policy_allows_the_very_style_that_a_page_carries() -> None:
    """The hash is of the text between the page's style tags, byte for byte."""
    app = Flask("test")
    init_pages(app)
    with app.test_request_context("/"):
        page = app.jinja_env.get_template("pages/base.html").render()

    [style] = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)

    assert style_sha256() == f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"


@pytest.mark.parametrize("fetched", ["url(", "@import", "@font-face", "http"])
def test_the_style_fetches_nothing(fetched: str) -> None:
    """No font, image or sheet is loaded from anywhere."""
    assert fetched not in page_style()
