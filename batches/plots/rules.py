"""The form of growing-area codes. Pure."""

import re

from batches.plots.errors import GrowingAreaCodeInvalid

_GROWING_AREA_CODE = re.compile(r"VN-?([A-Z]{2,4}OR)-?([0-9]{3,5}[A-Z]?)")


def normalise_growing_area_code(text: str) -> str:
    """`vn-Đtor0017` -> `VN-DTOR-0017`: the letters of the province are those of before July 2025.

    Raises:
        GrowingAreaCodeInvalid: it does not read VN-{2-4 letters}OR-{3-5 digits}.
    """
    match = _GROWING_AREA_CODE.fullmatch(text.strip().upper().replace("Đ", "D"))
    if match is None:
        raise GrowingAreaCodeInvalid(growing_area_code=text)
    return f"VN-{match[1]}-{match[2]}"
