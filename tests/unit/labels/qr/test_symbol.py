"""Symbols: their version, and that they say what was asked."""

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from labels.qr.errors import PayloadTooLong
from labels.qr.payload import Payload
from labels.qr.symbol import Level, Symbol, encode

HOST = "https://label.example1.vn"  # 17 characters of host
FRUIT = "/01/09521234567899/21/7KX3Q9MT2A4B0CDE"
CODES = st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=16, max_size=16)


@pytest.mark.parametrize(
    ("rest", "level", "version"),
    [
        (FRUIT, "M", 4),
        (FRUIT, "Q", 5),
        ("/01/09521234567899/10/PHU2610057K3Q/21/7KX3Q9MT2A4B0CDE", "M", 5),
        ("/t/7KX3Q9MT2A4B0CDE", "M", 3),
    ],
)
def test_two_segments_keep_the_symbol_small(rest: str, level: Level, version: int) -> None:
    """Each kind of link takes the version that label sizes are planned with."""
    symbol = encode(Payload(host=HOST, rest=rest), level)

    assert (symbol.version, symbol.size, len(symbol.rows)) == (version, 17 + 4 * version, symbol.size)


def test_a_fruit_link_with_a_host_of_20_characters_is_version_4_at_m() -> None:
    """The longest host that small tags are planned with."""
    host = "https://truyxuat.phuhuu.coop"
    assert len(host.removeprefix("https://")) == 20

    assert encode(Payload(host=host, rest=FRUIT), "M").version == 4


@given(code=CODES, level=st.sampled_from(["M", "Q"]))
@settings(max_examples=25, deadline=None)
def test_a_symbol_says_its_payload(code: str, level: Level) -> None:
    """Another library reads back exactly the text, whatever the code."""
    payload = Payload(host=HOST, rest=f"/t/{code}")

    assert _read(encode(payload, level)) == payload.text


def test_a_run_asks_for_one_version() -> None:
    """A shorter link keeps the version of the run, so that all labels look alike."""
    symbol = encode(Payload(host=HOST, rest="/t/0"), "M", version=4)

    assert (symbol.version, symbol.size) == (4, 33)


@pytest.mark.parametrize(("rest", "version"), [(FRUIT, 2), ("/" + "0" * 4000, None)])
def test_a_link_too_long_is_refused(rest: str, version: int | None) -> None:
    """The encoder's own exception never crosses our border."""
    with pytest.raises(PayloadTooLong, match="does not fit a QR code of"):
        encode(Payload(host=HOST, rest=rest), "M", version=version)


def _read(symbol: Symbol) -> str:
    image = Image.new("L", (symbol.size + 8, symbol.size + 8), 255)
    for y, row in enumerate(symbol.rows):
        for x in range(symbol.size):
            if row >> (symbol.size - 1 - x) & 1:
                image.putpixel((x + 4, y + 4), 0)
    return str(zxingcpp.read_barcodes(image.resize((image.width * 4, image.height * 4), 0))[0].text)
