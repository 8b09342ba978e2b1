"""Paths of GS1 Digital Link URIs: a product, its lot, its serial. Not hosts, not queries.

GS1 Digital Link Standard: URI Syntax 1.6, 4 (path) and 5 (percent-encoding).
"""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote_to_bytes

from batches.gs1.errors import DigitalLinkInvalid, GtinInvalid
from batches.gs1.keys import check_gtin

GTIN_AI: Final = "01"
LOT_AI: Final = "10"
SERIAL_AI: Final = "21"
QUALIFIERS: Final = (LOT_AI, SERIAL_AI)
"""Key qualifiers of a GTIN that we use, in the order that the standard demands (22, 10, 21)."""

_CSET_82 = re.compile(r"""[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}""", re.ASCII)
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_DOT_SEGMENTS = frozenset({".", ".."})


@dataclass(frozen=True, kw_only=True, slots=True)
class DigitalLinkPath:
    """What a path identifies; only `parse_path` makes one from outside text.

    Attributes:
        gtin: 14 digits.
        lot: AI 10, decoded.
        serial: AI 21, decoded.
    """

    gtin: str
    lot: str | None = None
    serial: str | None = None


def build_path(*, gtin: str, lot: str | None = None, serial: str | None = None) -> str:
    """The path `/01/{gtin}[/10/{lot}][/21/{serial}]`; what RFC 3986 does not leave unreserved is encoded.

    Raises:
        GtinInvalid: see `check_gtin`.
        DigitalLinkInvalid: a lot or serial is empty, too long, outside set 82, or `.` or `..`, which
            every browser would take for a step in the path.
    """
    path = f"/{GTIN_AI}/{check_gtin(gtin)}"
    for ai, value in zip(QUALIFIERS, (lot, serial), strict=True):
        if value is not None:
            _check_value(value, ai=ai, path=path)
            path += f"/{ai}/{quote(value, safe='')}"
    return path


def parse_path(path: str) -> DigitalLinkPath:
    """What `path` identifies: qualifiers in order, 14 digits with the right check digit, values of set 82.

    Raises:
        DigitalLinkInvalid: anything else, a trailing slash and short names such as `/gtin/` included.
    """
    head, *parts = path.split("/")
    ais, values = parts[::2], parts[1::2]
    if head or len(ais) != len(values) or not _in_order(ais):
        raise DigitalLinkInvalid.wrong_structure(path)
    gtin = _parse_gtin(values[0], path)
    found = {ai: _decode(value, ai=ai, path=path) for ai, value in zip(ais[1:], values[1:], strict=True)}
    return DigitalLinkPath(gtin=gtin, lot=found.get(LOT_AI), serial=found.get(SERIAL_AI))


def _in_order(ais: list[str]) -> bool:
    return ais[:1] == [GTIN_AI] and ais[1:] == [ai for ai in QUALIFIERS if ai in ais]


def _parse_gtin(text: str, path: str) -> str:
    if len(text) != 14:
        raise DigitalLinkInvalid.wrong_gtin(path, reason=None)
    try:
        return check_gtin(text)
    except GtinInvalid as error:
        raise DigitalLinkInvalid.wrong_gtin(path, reason=error) from None


def _decode(text: str, *, ai: str, path: str) -> str:
    if _BROKEN_ESCAPE.search(text):
        raise DigitalLinkInvalid.wrong_value(path, ai=ai, value=text)
    value = unquote_to_bytes(text).decode("utf-8", errors="replace")
    _check_value(value, ai=ai, path=path)
    return value


def _check_value(value: str, *, ai: str, path: str) -> None:
    if value in _DOT_SEGMENTS or not _CSET_82.fullmatch(value):
        raise DigitalLinkInvalid.wrong_value(path, ai=ai, value=value)
