"""Which links a label's QR can carry."""

import pytest

from labels.qr.errors import PayloadNotEncodable
from labels.qr.payload import Payload

HOST = "https://label.example.vn"


@pytest.mark.parametrize(
    ("rest", "head", "tail"),
    [
        ("/01/09521234567899/21/7KX3Q9MT2A4B0CDE", HOST, "/01/09521234567899/21/7KX3Q9MT2A4B0CDE"),
        ("/t/7KX3Q9MT2A4B0CDE", f"{HOST}/t", "/7KX3Q9MT2A4B0CDE"),
    ],
)
def test_a_link_is_cut_where_capitals_begin(rest: str, head: str, tail: str) -> None:
    """The lower-case part goes to byte mode, the rest to the denser alphanumeric mode."""
    payload = Payload(host=HOST, rest=rest)

    assert payload.segments == (head, tail)
    assert payload.text == head + tail == HOST + rest


def test_a_demo_on_this_machine_is_encodable() -> None:
    """A demo's base URL has http, an address and a port."""
    assert Payload(host="http://127.0.0.1:8000", rest="/t/0").text == "http://127.0.0.1:8000/t/0"


@pytest.mark.parametrize(
    ("host", "rest"),
    [
        ("https://label.example.vn/", "/t/0"),
        ("https://Label.example.vn", "/t/0"),
        ("label.example.vn", "/t/0"),
        ("ftp://label.example.vn", "/t/0"),
        ("https://nhãn.vn", "/t/0"),
        (HOST, "t/0"),
        (HOST, "/t/a"),
        (HOST, "/t/"),
        (HOST, "/01/1?x"),
        (HOST, "/t/0\n"),
        (HOST + "\n", "/t/0"),
    ],
)
def test_any_other_form_is_refused(host: str, rest: str) -> None:
    """What would cost a larger symbol, or is no link, never becomes a payload."""
    with pytest.raises(PayloadNotEncodable):
        Payload(host=host, rest=rest)
