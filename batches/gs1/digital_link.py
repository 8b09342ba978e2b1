"""GS1 Digital Link URIs, uncompressed: their path and query, built and read strictly. Not hosts.

GS1 Digital Link Standard: URI Syntax 1.6, 4; as the GS1 Barcode Syntax Engine reads them, without what that permits
for older links (names such as `/gtin/`, shorter GTINs in the path). Stricter in two points: broken percent-encoding
is refused, not taken as text, and so are `.` and `..`, which every browser takes for a step in the path.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import quote, unquote_to_bytes

from batches.gs1.application_identifiers import ApplicationIdentifier, find_identifier
from batches.gs1.errors import DigitalLinkInvalid
from batches.gs1.forms import expected_form
from batches.gs1.keys import check_gtin

GTIN_AI: Final = "01"
LOT_AI: Final = "10"
SERIAL_AI: Final = "21"
GLN_AI: Final = "414"
PARTY_AI: Final = "417"

_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SEPARATOR = re.compile(r"[&;]")
_DIGITS = re.compile(r"[0-9]+")
_ESCAPES = ("hai chữ số thập lục phân sau mỗi dấu %", "two hexadecimal digits behind each %")
_DOT_SEGMENTS = frozenset({".", ".."})

Element = tuple[str, str]
"""An Application Identifier and its value, decoded."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DigitalLink:
    """What a link identifies; `parse_link` makes one from outside text.

    Attributes:
        elements: the primary key, then its key qualifiers in their order.
        attributes: what the query says besides, in the order given.
    """

    elements: tuple[Element, ...]
    attributes: tuple[Element, ...] = ()

    @property
    def key(self) -> str:
        """The Application Identifier of the primary key."""
        return self.elements[0][0]

    @property
    def value(self) -> str:
        """The primary key itself."""
        return self.elements[0][1]

    @property
    def path(self) -> str:
        """Its path; what RFC 3986 does not leave unreserved is encoded."""
        return _path_of(self.elements)

    @property
    def query(self) -> str:
        """The query that says its attributes, without the question mark."""
        return "&".join(f"{code}={quote(value, safe='')}" for code, value in self.attributes)

    def get(self, code: str) -> str | None:
        """The value of the primary key or of a key qualifier."""
        return dict(self.elements).get(code)

    def up_to(self, *codes: str) -> "DigitalLink":
        """The same with no other key qualifiers than these."""
        return DigitalLink(
            elements=(self.elements[0], *(pair for pair in self.elements[1:] if pair[0] in codes))
        )


@lru_cache(maxsize=2048)
def _path_of(elements: tuple[Element, ...]) -> str:
    return "".join(f"/{code}/{quote(value, safe='')}" for code, value in elements)


def build_path(*, gtin: str, lot: str | None = None, serial: str | None = None) -> str:
    """The path `/01/{gtin}[/10/{lot}][/21/{serial}]` of what we issue.

    Raises:
        GtinInvalid: see `check_gtin`.
        DigitalLinkInvalid: a lot or serial is empty, too long, outside set 82, or `.` or `..`.
    """
    given = ((GTIN_AI, check_gtin(gtin)), (LOT_AI, lot), (SERIAL_AI, serial))
    link = DigitalLink(elements=tuple((code, value) for code, value in given if value is not None))
    _check(link, link.path)
    return link.path


@lru_cache(maxsize=2048)
def parse_link(path: str, query: str = "") -> DigitalLink:
    """What a link identifies, by its path and its query as they are sent, with percent-encoding.

    Raises:
        DigitalLinkInvalid: a part is missing, unknown or out of order; a value has the wrong length, characters,
            check digit or contents; an attribute does not belong into the query, stands twice, or misses one that
            it needs beside it.
    """
    head, *parts = path.split("/")
    codes, values = parts[::2], parts[1::2]
    if head or not codes or len(codes) != len(values):
        raise DigitalLinkInvalid.wrong_structure(path)
    elements = tuple(
        (code, _decode(value, code=code, path=path)) for code, value in zip(codes, values, strict=True)
    )
    link = DigitalLink(elements=elements, attributes=tuple(_attributes(query, path)))
    _check(link, path)
    return link


def _attributes(query: str, path: str) -> Iterator[Element]:
    """Those of a query whose names are numbers: others are nobody's business here."""
    for parameter in _SEPARATOR.split(query):
        code, is_pair, value = parameter.partition("=")
        if is_pair and _DIGITS.fullmatch(code):
            yield code, _decode(value.replace("+", " "), code=code, path=path)


def _decode(text: str, *, code: str, path: str) -> str:
    if _BROKEN_ESCAPE.search(text):
        raise DigitalLinkInvalid.wrong_value(path, code=code, value=text, expected=_ESCAPES)
    return unquote_to_bytes(text).decode("utf-8", errors="replace")


def _check(link: DigitalLink, path: str) -> None:
    key = find_identifier(link.key)
    qualifiers = tuple(code for code, _ in link.elements[1:])
    if key is None or not key.may_be_followed_by(qualifiers):
        raise DigitalLinkInvalid.wrong_structure(path)
    found = [_checked(*element, path=path) for element in (*link.elements, *link.attributes)]
    codes = [entry.code for entry in found]
    for entry in found[len(link.elements) :]:
        if (
            not entry.is_attribute
            or codes.count(entry.code) > 1
            or _belongs_into_path(entry, key, qualifiers)
        ):
            raise DigitalLinkInvalid.wrong_attribute(path, code=entry.code)
    for entry in found:
        if not entry.may_stand_beside([code for code in codes if code != entry.code]):
            raise DigitalLinkInvalid.wrong_company(path, code=entry.code)


def _checked(code: str, value: str, *, path: str) -> ApplicationIdentifier:
    entry = find_identifier(code)
    if entry is None:
        raise DigitalLinkInvalid.wrong_attribute(path, code=code)
    if value in _DOT_SEGMENTS or not entry.accepts(value):
        expected = expected_form(entry, value)
        raise DigitalLinkInvalid.wrong_value(path, code=code, value=value, expected=expected)
    return entry


def _belongs_into_path(
    entry: ApplicationIdentifier, key: ApplicationIdentifier, qualifiers: tuple[str, ...]
) -> bool:
    return any(
        key.may_be_followed_by((*qualifiers[:place], entry.code, *qualifiers[place:]))
        for place in range(len(qualifiers) + 1)
    )
