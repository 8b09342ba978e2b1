"""What is read of a picture's file before a decoder sees it, and what is left out for it."""

import pytest

from batches.documents.containers import MOST_SCANS, open_container
from batches.documents.errors import ImageNotReadable
from batches.documents.rules import JPEG, PNG, WEBP
from tests.builders_documents import encode, make_picture
from tests.pictures import SECRETS, phone_jpeg, phone_png, segment


@pytest.mark.parametrize(
    ("form", "content_type", "options"),
    [
        ("JPEG", JPEG, {}),
        ("JPEG", JPEG, {"progressive": True}),
        ("PNG", PNG, {}),
        ("WEBP", WEBP, {}),
        ("WEBP", WEBP, {"lossless": True}),
        ("WEBP", WEBP, {"icc_profile": b"x" * 200}),
    ],
)
def test_a_size_is_read_as_the_decoder_reads_it(
    form: str, content_type: str, options: dict[str, str]
) -> None:
    """Width first, in each kind of file and of bitstream."""
    found = open_container(encode(make_picture(123, 45), form, **options), content_type)

    assert (found.width, found.height) == (123, 45)


def test_a_jpeg_s_decoder_sees_one_picture_and_its_profile() -> None:
    """No text, no Exif, no preview; the profile stays, and how it must be turned is told."""
    found = open_container(phone_jpeg(make_picture(), 6), JPEG)

    assert not [secret for secret in SECRETS if secret in found.content]
    assert b"ICC_PROFILE\0" in found.content
    assert found.orientation == 6
    assert found.content.endswith(b"\xff\xd9")


def test_a_png_s_decoder_sees_no_text() -> None:
    """Text may be packed a thousandfold."""
    found = open_container(phone_png(make_picture(), 6), PNG)

    assert not [kind for kind in (b"tEXt", b"zTXt", b"iTXt", b"tIME", b"eXIf") if kind in found.content]
    assert b"iCCP" in found.content
    assert found.orientation == 6


def test_fill_and_markers_without_a_length_are_passed_over() -> None:
    """What T.81 allows between segments."""
    plain = encode(make_picture(50, 40))
    found = open_container(plain[:2] + b"\xff\x01" + b"\xff\xff\xff" + plain[2:], JPEG)

    assert (found.width, found.height) == (50, 40)


def test_a_large_profile_is_left_out() -> None:
    """A megabyte of profile, in one PNG chunk or in many segments, says nothing of use."""
    plain = encode(make_picture())
    parts = segment(0xE2, b"ICC_PROFILE\0\x01\x21" + bytes(60_000)) * 20

    assert len(open_container(plain[:2] + parts + plain[2:], JPEG).content) < len(parts)


def test_a_scan_over_the_limit_is_refused() -> None:
    """Each scan of a progressive picture passes over all of it."""
    plain = encode(make_picture(), progressive=True)
    at = plain.rindex(b"\xff\xda")
    had = plain.count(b"\xff\xda")
    most = plain[:-2] + plain[at:-2] * (MOST_SCANS - had) + plain[-2:]

    assert open_container(most, JPEG).width == 120
    with pytest.raises(ImageNotReadable):
        open_container(plain[:-2] + plain[at:-2] * (MOST_SCANS - had + 1) + plain[-2:], JPEG)


@pytest.mark.parametrize(("form", "content_type"), [("JPEG", JPEG), ("PNG", PNG), ("WEBP", WEBP)])
def test_a_file_cut_off_anywhere_is_read_or_refused(form: str, content_type: str) -> None:
    """Never anything else, wherever the cut is."""
    whole = encode(make_picture(20, 10), form)
    for length in range(len(whole)):
        try:
            found = open_container(whole[:length], content_type)
        except ImageNotReadable:
            continue
        assert (found.width, found.height) == (20, 10)
