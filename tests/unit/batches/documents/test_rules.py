"""Where files lie, what they are, and in which sizes pictures are kept."""

import pytest

from batches.documents.rules import (
    JPEG,
    PDF,
    PNG,
    WEBP,
    digest,
    find_content_type,
    find_stored_sha256,
    fit,
    storage_path,
)

EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_file_lies_under_its_hash() -> None:
    """Two letters spread the files over folders; the name tells whether the bytes are right."""
    assert storage_path(digest(b"")) == f"e3/{EMPTY}"
    assert find_stored_sha256(f"e3/{EMPTY}") == EMPTY


@pytest.mark.parametrize(
    "path", [EMPTY, f"e4/{EMPTY}", f"e3/{EMPTY}.jpg", f"x/e3/{EMPTY}", f"e3/{EMPTY[:-1]}", "backup/2026.tar"]
)
def test_a_path_of_somebody_else_is_none_of_ours(path: str) -> None:
    """What else lies in a bucket is not ours to sweep."""
    assert find_stored_sha256(path) is None


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (b"\xff\xd8\xff\xe0 and more", JPEG),
        (b"\x89PNG\r\n\x1a\n and more", PNG),
        (b"RIFF\x10\0\0\0WEBPVP8 ", WEBP),
        (b"%PDF-1.7", PDF),
        (b"RIFF\x10\0\0\0WAVE", None),
        (b"GIF89a", None),
        (b"II*\0", None),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", None),
        (b" %PDF-1.7", None),
        (b"", None),
    ],
)
def test_a_file_is_what_its_first_bytes_say(content: bytes, content_type: str | None) -> None:
    """Not what its name or its sender says; only what we keep has a type."""
    assert find_content_type(content) == content_type


@pytest.mark.parametrize(
    ("width", "height", "edge", "expected"),
    [
        (4000, 3000, 1600, (1600, 1200)),
        (3000, 4000, 1600, (1200, 1600)),
        (1600, 1600, 1600, (1600, 1600)),
        (100, 50, 320, (100, 50)),
        (10_000, 1, 320, (320, 1)),
        (1, 10_000, 320, (1, 320)),
    ],
)
def test_a_picture_is_made_smaller_and_never_larger(
    width: int, height: int, edge: int, expected: tuple[int, int]
) -> None:
    """The longer edge decides, and no edge vanishes."""
    assert fit(width, height, edge) == expected
