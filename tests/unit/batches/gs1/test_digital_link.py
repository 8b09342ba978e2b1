"""Digital Link paths: built as the standard says, read back strictly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batches.gs1.digital_link import DigitalLinkPath, build_path, parse_path
from batches.gs1.errors import DigitalLinkInvalid, GtinInvalid

GTIN = "09521234543213"
CSET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
values = st.text(CSET_82, min_size=1, max_size=20).filter(lambda value: value not in {".", ".."})


@given(st.none() | values, st.none() | values)
def test_what_is_built_is_read_back(lot: str | None, serial: str | None) -> None:
    """Every lot and serial of set 82 survives, and the path holds nothing that a browser would alter."""
    path = build_path(gtin=GTIN, lot=lot, serial=serial)

    assert parse_path(path) == DigitalLinkPath(gtin=GTIN, lot=lot, serial=serial)
    assert set(path) <= set("/%-._" + "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")


@pytest.mark.parametrize(
    ("parts", "path"),
    [
        ({}, "/01/09521234543213"),
        ({"serial": "7KX3Q9MTVH2D4F6J"}, "/01/09521234543213/21/7KX3Q9MTVH2D4F6J"),
        ({"lot": "PH260501AB12", "serial": "1"}, "/01/09521234543213/10/PH260501AB12/21/1"),
        ({"lot": "A/B+C"}, "/01/09521234543213/10/A%2FB%2BC"),
    ],
)
def test_a_path_reads_as_the_standard_writes_it(parts: dict[str, str], path: str) -> None:
    """Literal paths, so that building and parsing cannot drift together."""
    assert build_path(gtin="9521234543213", **parts) == path


@pytest.mark.parametrize("value", ["", "A" * 21, "Sầu", "A B", "A\n", "#", ".", ".."])
def test_values_outside_the_standard_are_not_built(value: str) -> None:
    """Empty, too long, outside set 82, or a dot segment that a browser would remove."""
    with pytest.raises(DigitalLinkInvalid, match="1-20 characters"):
        build_path(gtin=GTIN, lot=value)


def test_a_wrong_gtin_is_not_built() -> None:
    """The GTIN's own refusal is given."""
    with pytest.raises(GtinInvalid):
        build_path(gtin="09521234543214")


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/01",
        "01/09521234543213",
        "/01/09521234543213/",
        "//01/09521234543213",
        "/01/09521234543213/21",
        "/01/09521234543213/21/1/10/A",
        "/01/09521234543213/10/A/10/B",
        "/01/09521234543213/99/A",
        "/01/09521234543213/22/A/10/B",
        "/10/A/01/09521234543213",
        "/gtin/09521234543213",
        "/t/01/09521234543213",
    ],
)
def test_other_structures_are_refused(path: str) -> None:
    """Missing, unknown, repeated or misplaced parts."""
    with pytest.raises(DigitalLinkInvalid, match="a part is missing, unknown or out of order"):
        parse_path(path)


@pytest.mark.parametrize(
    ("gtin", "reason"),
    [
        ("9521234543213", "does not have 14 digits"),
        ("", "does not have 14 digits"),
        ("09521234543214", "expected 3"),
        ("0952123454321x", "expected 8, 12, 13 or 14 digits"),
        ("02900000000018"[:13] + "0", "expected"),
        ("%309521234543213"[:14], "expected"),
    ],
)
def test_a_path_needs_14_digits_with_the_right_check_digit(gtin: str, reason: str) -> None:
    """A GTIN-13 in a path, a wrong check digit or encoded digits are refused, and the reason is told."""
    with pytest.raises(DigitalLinkInvalid, match=reason):
        parse_path(f"/01/{gtin}/21/1")


@pytest.mark.parametrize("value", ["", "A" * 21, "%", "%4", "%zz", "A%20B", "%C3%A2", "%ff", "%2E", ".."])
def test_a_path_needs_values_of_set_82(value: str) -> None:
    """Broken escapes, foreign characters, dot segments and wrong lengths are refused after decoding."""
    with pytest.raises(DigitalLinkInvalid, match="1-20 characters") as caught:
        parse_path(f"/01/{GTIN}/21/{value}")

    assert caught.value.code == "digital-link-invalid"


def test_characters_encoded_needlessly_still_mean_themselves() -> None:
    """%41 is A (RFC 3986, 2.3), and a plus is a plus."""
    assert parse_path(f"/01/{GTIN}/10/%41+B").lot == "A+B"
