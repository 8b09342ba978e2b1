"""The form of packing-house codes. Pure."""

import re

from batches.plots.packing_houses.errors import PackingHouseCodeInvalid

_PACKING_HOUSE_CODE = re.compile(r"VN-?([A-Z]{2,4}PH)-?([0-9]{3,5}[A-Z]?)")


def normalise_packing_house_code(text: str, *, pointer: str = "/code") -> str:
    """`VNĐTPH-0001` -> `VN-DTPH-0001`: as it is printed, in the one form by which it is found.

    Raises:
        PackingHouseCodeInvalid: it does not read VN-{2-4 letters}PH-{3-5 digits}.
    """
    match = _PACKING_HOUSE_CODE.fullmatch(text.strip().upper().replace("Đ", "D"))
    if match is None:
        raise PackingHouseCodeInvalid(packing_house_code=text, pointer=pointer)
    return f"VN-{match[1]}-{match[2]}"
