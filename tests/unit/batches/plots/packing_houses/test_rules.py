"""The form of packing-house codes."""

import pytest

from batches.plots.packing_houses.errors import PackingHouseCodeInvalid
from batches.plots.packing_houses.rules import normalise_packing_house_code


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("VN-DTPH-0001", "VN-DTPH-0001"),
        ("VNDTPH-0001", "VN-DTPH-0001"),
        ("vn-đtph-0001", "VN-DTPH-0001"),
        (" VN-BTPH-036 ", "VN-BTPH-036"),
        ("VNTGPH12345B", "VN-TGPH-12345B"),
    ],
)
def test_codes_are_written_in_one_way(text: str, normal: str) -> None:
    """As they are printed, without hyphens or with three digits."""
    assert normalise_packing_house_code(text) == normal


@pytest.mark.parametrize(
    "text", ["", "VN-DTOR-0017", "VN-PH-0001", "VN-DTPH-12", "VN-DTPH-123456", "TH-DTPH-0001"]
)
def test_what_is_no_packing_house_code_is_refused(text: str) -> None:
    """A growing-area code is none either; the field is named."""
    with pytest.raises(PackingHouseCodeInvalid) as refusal:
        normalise_packing_house_code(text, pointer="/authorisations/0/packing_house_code")

    assert refusal.value.pointer == "/authorisations/0/packing_house_code"
