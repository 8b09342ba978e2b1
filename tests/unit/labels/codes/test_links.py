"""The link on a label: every kind has its path for ever."""

import pytest

from labels.codes.links import LINKS, label_path

CODE = "7KX3Q9MTVH2D4F6J"
GTIN = "09521234543213"


@pytest.mark.parametrize(
    ("link", "gtin", "path"),
    [
        ("digital-link", GTIN, "/01/09521234543213/21/7KX3Q9MTVH2D4F6J"),
        ("digital-link-lot", GTIN, "/01/09521234543213/10/PH2605017K3Q/21/7KX3Q9MTVH2D4F6J"),
        ("short", GTIN, "/t/7KX3Q9MTVH2D4F6J"),
        ("digital-link", None, "/t/7KX3Q9MTVH2D4F6J"),
        ("digital-link-lot", None, "/t/7KX3Q9MTVH2D4F6J"),
        ("short", None, "/t/7KX3Q9MTVH2D4F6J"),
    ],
)
def test_each_kind_has_its_path(link: str, gtin: str | None, path: str) -> None:
    """Literal paths; without a GTIN none is invented and the short link stands in."""
    assert label_path(link, gtin, "PH2605017K3Q", CODE) == path


def test_an_unknown_kind_is_refused() -> None:
    """A design that names another kind is a fault to be seen, not a link to be guessed."""
    assert LINKS == ("digital-link", "digital-link-lot", "short")
    with pytest.raises(ValueError, match="expected one of digital-link, digital-link-lot, short, got long"):
        label_path("long", None, "PH2605017K3Q", CODE)
