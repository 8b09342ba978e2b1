"""Pictures made anew: no metadata, upright, in sRGB, in three sizes; files that are meant to hurt are refused."""

import json
import random
import subprocess
import sys
import zlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from batches.documents.errors import ImageAnimated, ImageNotReadable, ImageNotSupported, ImageTooLarge
from batches.documents.files import prepare_picture
from batches.documents.pictures import Drawn, redraw
from batches.documents.rules import JPEG, MOST_KEPT_EDGE, PNG
from tests.bombs import bombs
from tests.builders_documents import CORNERS, encode, make_picture
from tests.pictures import SECRETS, chunk, phone_jpeg, phone_pictures, segment

ROOT = Path(__file__).parents[4]
PHONES = 300
PLAIN = {0xC0, 0xC2, 0xC4, 0xDA, 0xDB, 0xDD}  # frame, tables, scans
JFIF = b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"  # version 1.1, no density, no thumbnail
MOST_S, MOST_BYTES = 0.2, 64 << 20


def markers(content: bytes) -> list[tuple[int, bytes]]:
    """Every segment of a JPEG up to its end, which is the end of the file: read by nobody's library."""
    assert content[:2] == b"\xff\xd8"
    found, at = [], 2
    while content[at : at + 2] != b"\xff\xd9":
        assert content[at] == 0xFF
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        found.append((marker, content[at + 4 : at + 2 + length]))
        at += 2 + length
        while marker == 0xDA and (content[at] != 0xFF or content[at + 1] in (0, *range(0xD0, 0xD8))):
            at += 1  # entropy-coded data, stuffed or with restarts
    assert at + 2 == len(content)
    return found


def corners(content: bytes) -> list[tuple[int, ...]]:
    """The colours in the middle of the four corners."""
    with Image.open(BytesIO(content)) as picture:
        width, height = picture.size
        found = [
            picture.getpixel((x, y))
            for y in (height // 4, 3 * height // 4)
            for x in (width // 4, 3 * width // 4)
        ]
    return [colour for colour in found if isinstance(colour, tuple)]


def p3_in_srgb(colour: tuple[int, ...]) -> tuple[int, ...]:
    """A Display P3 colour of gamma 2.2 in sRGB, by the matrix between their primaries (both D65)."""
    red, green, blue = ((value / 255) ** 2.2 for value in colour)
    linear = (
        1.2249 * red - 0.2247 * green,
        -0.0420 * red + 1.0419 * green,
        -0.0197 * red - 0.0786 * green + 1.0979 * blue,
    )
    clipped = [min(max(value, 0.0), 1.0) for value in linear]
    return tuple(
        round(255 * (12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055))
        for value in clipped
    )


def near(found: tuple[int, ...], expected: tuple[int, ...], *, by: int) -> bool:
    return all(abs(one - other) <= by for one, other in zip(found, expected, strict=True))


def test_phones_pictures_keep_no_metadata_and_are_upright() -> None:
    """300 of them, in all sizes: only frame, tables and scans are left, and the corners are where they were."""
    expected = [p3_in_srgb(colour) for colour in CORNERS]
    for name, content, seen in phone_pictures(PHONES, seed=20261005):
        file = prepare_picture(content)
        assert (file.width_px, file.height_px) == seen.size, name
        for kept in {file.content, *(drawn.content for drawn in file.renditions.values())}:
            found = markers(kept)
            assert {marker for marker, _ in found} - PLAIN == {0xE0}, name
            assert [data for marker, data in found if marker == 0xE0] == [JFIF], name
            assert not [secret for secret in SECRETS if secret in kept], name
            for met, wanted in zip(corners(kept), expected, strict=True):
                assert near(met, wanted, by=16), (name, met, wanted)


def test_the_secrets_are_in_what_is_sent() -> None:
    """The test above looks for what is really there."""
    content = phone_jpeg(make_picture(), 6)

    assert all(secret in content for secret in SECRETS)


def test_bombs_are_refused_cheaply() -> None:
    """Each with its code, within 200 ms and 64 MB, in a process where nothing else takes memory."""
    expected = {name: code for name, _, code in bombs()}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.bombs"], cwd=ROOT, check=True, capture_output=True
    )
    found = json.loads(done.stdout)

    assert len(found) >= 30
    assert {name: code for name, (code, _, _) in found.items()} == expected
    assert {name: took for name, (_, took, _) in found.items() if took > MOST_S} == {}
    assert {name: grew for name, (_, _, grew) in found.items() if grew > MOST_BYTES} == {}


def test_a_picture_gets_three_sizes_and_is_never_enlarged() -> None:
    """The longer edge is 320, 800, 1600 at most; equal sizes are equal bytes."""
    large = redraw(encode(make_picture(2400, 1800)), JPEG)
    small = redraw(encode(make_picture(300, 200)), JPEG)

    def sizes(drawn: dict[str, Drawn]) -> dict[str, tuple[int, int]]:
        return {size: (found.width, found.height) for size, found in drawn.items()}

    assert sizes(large.renditions) == {"large": (1600, 1200), "medium": (800, 600), "small": (320, 240)}
    assert (large.original.width, large.original.height) == (2400, 1800)
    assert {found.content for found in small.renditions.values()} == {small.original.content}


def test_no_edge_is_longer_than_is_kept() -> None:
    """From 40 megapixels on a phone, the longer edge is brought down; the turn counts after that."""
    made = redraw(phone_jpeg(make_picture(MOST_KEPT_EDGE * 2, 64), 6), JPEG)

    assert (made.original.width, made.original.height) == (MOST_KEPT_EDGE, 32)


GREY = make_picture(mode="L")
MODES = {
    "1": make_picture().convert("1", dither=Image.Dither.NONE),
    "L": GREY,
    "LA": make_picture(mode="LA"),
    "P": make_picture().quantize(4),
    "RGB": make_picture(),
    "RGBA": make_picture(mode="RGBA"),
    "I;16": GREY.convert("I;16").point(lambda value: value * 256),
}


@pytest.mark.parametrize("mode", MODES)
def test_every_mode_of_a_png_is_drawn(mode: str) -> None:
    """Bits, greys of 8 and 16 bits, palettes and transparency."""
    found = corners(redraw(encode(MODES[mode], "PNG"), PNG).original.content)

    seen = GREY if mode == "I;16" else MODES[mode]
    for met, wanted in zip(found, corners(encode(seen.convert("RGB"), "PNG")), strict=True):
        assert near(met, wanted, by=6), (met, wanted)


def test_what_is_transparent_lies_on_white() -> None:
    """JPEG has no transparency, and a black ground would be a surprise."""
    picture = make_picture(mode="RGBA")
    picture.putalpha(0)

    assert corners(redraw(encode(picture, "PNG"), PNG).original.content) == [(255, 255, 255)] * 4


def test_a_print_shop_s_colours_become_screen_s() -> None:
    """A JPEG in CMYK, as a designer sends it."""
    made = redraw(encode(make_picture(mode="CMYK")), JPEG)

    for met, wanted in zip(corners(made.original.content), CORNERS, strict=True):
        assert near(met, wanted, by=8)


@pytest.mark.parametrize("profile", [b"", b"nonsense", b"ICC" * 300])
def test_a_broken_profile_says_nothing(profile: bytes) -> None:
    """The colours are then taken as sRGB."""
    plain = encode(make_picture())
    made = redraw(plain[:2] + segment(0xE2, b"ICC_PROFILE\0\x01\x01" + profile) + plain[2:], JPEG)

    for met, wanted in zip(corners(made.original.content), CORNERS, strict=True):
        assert near(met, wanted, by=6)


def test_packed_text_is_not_unpacked() -> None:
    """A hundred texts of a megabyte each are left out before they take a byte; the picture is kept."""
    plain = encode(make_picture(), "PNG")
    texts = chunk(b"zTXt", b"x\0\0" + zlib.compress(bytes(1 << 20), 9)) * 100

    assert redraw(plain[:33] + texts + plain[33:], PNG) == redraw(plain, PNG)


def test_the_same_bytes_make_the_same_bytes() -> None:
    """A retry stores nothing new."""
    content = phone_jpeg(make_picture(), 3)

    assert redraw(content, JPEG) == redraw(content, JPEG)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_damaged_picture_is_drawn_or_refused(form: str) -> None:
    """500 files with a few wrong bytes: a picture, or a refusal with a code; nothing else."""
    chance = random.Random(7)
    whole = encode(make_picture(64, 48), form, exif=Image.Exif().tobytes())
    for _ in range(500):
        content = bytearray(whole)
        for _ in range(chance.randrange(1, 4)):
            content[chance.randrange(12, len(content))] = chance.randrange(256)
        with suppress(ImageAnimated, ImageNotReadable, ImageNotSupported, ImageTooLarge):
            assert prepare_picture(bytes(content)).width_px


def test_a_picture_cut_off_is_refused() -> None:
    """Half a picture with a grey rest is no evidence of anything."""
    whole = encode(make_picture(600, 400), quality=95)

    for part in (len(whole) // 2, len(whole) - 200):
        with pytest.raises(ImageNotReadable):
            redraw(whole[:part], JPEG)
