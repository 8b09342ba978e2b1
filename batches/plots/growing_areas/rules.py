"""The form of growing-area codes, and whether one held on a day. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from batches.plots.growing_areas.errors import GrowingAreaCodeInvalid
from batches.plots.statuses import StatusChange, status_on

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


@dataclass(frozen=True, slots=True)
class InvalidReason:
    """Why a code did not hold on a day, in both languages."""

    vi: str
    en: str


def why_not_valid(
    *, valid_from: date, valid_to: date, changes: Iterable[StatusChange], on: date
) -> InvalidReason | None:
    """Why a code did not hold on a day: outside its dates, suspended or revoked; None when it held.

    A code without a recorded status is active within its dates.
    """
    if not valid_from <= on <= valid_to:
        return InvalidReason(
            f"hiệu lực từ {valid_from} đến {valid_to}", f"it is valid from {valid_from} to {valid_to}"
        )
    status = status_on(changes, on)
    if status in (None, "active"):
        return None
    words = {
        "suspended": ("đang bị tạm dừng", "it was suspended"),
        "revoked": ("đã bị thu hồi", "it was revoked"),
    }
    return InvalidReason(*words[str(status)])
