"""How a camera was held, as Exif tells it."""

import pytest

from batches.documents.orientation import read_orientation
from tests.pictures import exif


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("order", ["<", ">"])
def test_each_of_eight_ways_is_read(orientation: int, order: str) -> None:
    """In both byte orders, with and without the marker's own name before it."""
    block = exif(orientation, order)

    assert read_orientation(block) == read_orientation(b"Exif\0\0" + block) == orientation


@pytest.mark.parametrize(
    "block", [b"", b"nonsense", exif(9), exif(0), exif(6)[:12], b"MM\0*\xff\xff\xff\xff", b"II*\0\x08"]
)
def test_what_cannot_be_read_is_upright(block: bytes) -> None:
    """A picture is not refused for what its camera wrote."""
    assert read_orientation(block) == 1
