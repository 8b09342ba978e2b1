"""The form of growing-area codes."""

import pytest

from batches.plots.growing_areas.errors import GrowingAreaCodeInvalid
from batches.plots.growing_areas.rules import normalise_growing_area_code


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("VN-DTOR-0017", "VN-DTOR-0017"),
        ("vn-đtor-0017", "VN-DTOR-0017"),
        ("VNTGOR0123", "VN-TGOR-0123"),
        (" VN-BTOR-036 ", "VN-BTOR-036"),
        ("VN-DTOR-0017A", "VN-DTOR-0017A"),
    ],
)
def test_codes_are_written_in_one_way(text: str, normal: str) -> None:
    """Letters of provinces of before July 2025 stay; Đ is written D; hyphens are put in."""
    assert normalise_growing_area_code(text) == normal


@pytest.mark.parametrize(
    "text", ["", "VN-DTPH-0001", "DT-0017", "VN-DTOR-12", "VN-DTOR-123456", "VN-DTOR-٠٠١٧"]
)
def test_what_is_no_growing_area_code_is_refused(text: str) -> None:
    """A packing-house code is none either."""
    with pytest.raises(GrowingAreaCodeInvalid):
        normalise_growing_area_code(text)
