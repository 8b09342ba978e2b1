"""Texts that are compressed apart and only joined."""

import gzip

import pytest
import zstandard

from app.scan.holes import HoledPage, parts_of
from app.scan.pressing import ENCODINGS, GZIP, IDENTITY, ZSTD, Pressed, chosen_encoding, joined

TEXTS = ("Sầu riêng Ri6 " * 500, "", "7K3Q-9XTM-2B4C-8HJN", "Đồng Tháp", "x" * 70_000)


def read(body: bytes, encoding: str) -> bytes:
    if encoding == ZSTD:
        return zstandard.ZstdDecompressor().stream_reader(body, read_across_frames=True).read()
    return gzip.decompress(body) if encoding == GZIP else body


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_joined_texts_are_one_body(encoding: str) -> None:
    """Long, empty and short texts, those of a request as they are among them, read as one."""
    texts = [Pressed(text.encode()) for text in TEXTS[:2]]
    texts += [Pressed.short(text.encode()) for text in TEXTS[1:4]]
    texts += [Pressed(TEXTS[4].encode())]
    body = joined(texts, encoding)

    assert read(body, encoding) == b"".join(text.raw for text in texts)
    assert encoding == IDENTITY or len(body) < 700
    assert body.count(b"\x1f\x8b\x08") == (encoding == GZIP)  # one member: browsers read no second one


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("gzip, deflate, br, zstd", ZSTD),
        ("gzip, deflate, br", GZIP),
        ("zstd;q=0, gzip;q=0.5", GZIP),
        ("ZSTD ; q=0.0, x", IDENTITY),
        ("br", IDENTITY),
        ("", IDENTITY),
        ("*", IDENTITY),
    ],
)
def test_the_best_encoding_that_is_accepted_is_chosen(accepted: str, chosen: str) -> None:
    """One that is refused by q=0 is not, and nothing is guessed of `*`."""
    assert chosen_encoding(accepted) == chosen


def test_a_page_is_filled_where_its_holes_are() -> None:
    """Each part where its name stands; a hole without a part is a fault of ours, never a gap."""
    page = HoledPage.of("<a><!--label:chip--><b><!--label:serial--><c>")
    parts = parts_of("before <!--label:serial-->\n S \n<!--label:chip--> C ")

    assert page.filled(parts) == "<a>C<b>S<c>"
    with pytest.raises(KeyError):
        page.filled({"chip": ""})
