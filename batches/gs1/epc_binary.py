"""Digital Links that are compressed as EPC binary strings, as RFID and NFC tags carry them. Decoding only.

GS1 Digital Link URI: Compression for EPC binary strings 1.0, 4.2 (`eh` and hexadecimal digits, `ex` and base 64), and
the schemes of the EPC Tag Data Standard that name what can be recorded here: SGTIN, SSCC and SGLN in their forms of
before release 2.0. Other schemes are refused.
"""

from collections.abc import Callable, Sequence
from typing import Final

from biip.checksums import gs1_standard_check_digit

from batches.gs1.digital_link import DigitalLink, Element, parse_link
from batches.gs1.errors import DigitalLinkInvalid

_HEX: Final = "0123456789abcdef"
_BASE_64: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_ALPHABETS: Final = {"eh": (_HEX, 4), "ex": (_BASE_64, 6)}

_PREFIX_BITS: Final = (40, 37, 34, 30, 27, 24, 20)
"""Of a company prefix with 12, 11, ... 6 digits, by partition value (TDS, tables 14-2 to 14-5)."""
_SGTIN_BITS: Final = (4, 7, 10, 14, 17, 20, 24)
_SSCC_BITS: Final = (18, 21, 24, 28, 31, 34, 38)
_SGLN_BITS: Final = (1, 4, 7, 11, 14, 17, 21)

NO_EXTENSION: Final = "0"


class _Refused(Exception):
    """The bits are none of a scheme that is known."""


class _Bits:
    """Bits that are read from the left."""

    def __init__(self, bits: str) -> None:
        self.rest = bits

    def number(self, count: int) -> int:
        if len(self.rest) < count:
            raise _Refused
        taken, self.rest = self.rest[:count], self.rest[count:]
        return int(taken, 2)

    def digits(self, bits: int, digits: int) -> str:
        """A number written with so many digits."""
        text = f"{self.number(bits):0{digits}d}" if digits else "0" * self.number(bits)
        if len(text) != digits:
            raise _Refused
        return text

    def text(self) -> str:
        """Up to twenty characters of seven bits; zeros end it."""
        codes = [self.number(7) for _ in range(20)]
        text = "".join(chr(code) for code in codes).rstrip("\0")
        if not text or "\0" in text:
            raise _Refused
        return text


def decompress(segment: str) -> DigitalLink:
    """The link of a path's last part, `eh…` or `ex…`.

    Raises:
        DigitalLinkInvalid: it is not such a string, of another scheme, or what it says is no valid link.
    """
    alphabet, width = _ALPHABETS.get(segment[:2], ("", 0))
    if not alphabet or not set(segment[2:]) <= set(alphabet):
        raise DigitalLinkInvalid.wrong_structure(segment)
    bits = _Bits("".join(f"{alphabet.index(letter):0{width}b}" for letter in segment[2:]))
    try:
        elements = _read(bits)
    except _Refused:
        raise DigitalLinkInvalid.wrong_structure(segment) from None
    if "1" in bits.rest:
        raise DigitalLinkInvalid.wrong_structure(segment)
    return parse_link(DigitalLink(elements=tuple(elements)).path)


def _read(bits: _Bits) -> list[Element]:
    scheme = _SCHEMES.get(bits.number(8))
    if scheme is None:
        raise _Refused
    bits.number(3)  # the filter says what kind of packing it is; a link has no place for that
    return scheme(bits)


def _sgtin(bits: _Bits, serial: Callable[[_Bits], str]) -> list[Element]:
    prefix, item = _partitioned(bits, _SGTIN_BITS, least=1)
    return [("01", _with_check_digit(item[0] + prefix + item[1:])), ("21", serial(bits))]


def _sscc(bits: _Bits) -> list[Element]:
    prefix, serial = _partitioned(bits, _SSCC_BITS, least=5)
    bits.number(24)
    return [("00", _with_check_digit(serial[0] + prefix + serial[1:]))]


def _sgln(bits: _Bits, extension: Callable[[_Bits], str]) -> list[Element]:
    prefix, location = _partitioned(bits, _SGLN_BITS, least=0)
    key = ("414", _with_check_digit(prefix + location))
    extended = extension(bits)
    return [key] if extended == NO_EXTENSION else [key, ("254", extended)]


def _partitioned(bits: _Bits, widths: Sequence[int], *, least: int) -> tuple[str, str]:
    """The company prefix and what its holder has numbered, `least` digits for the longest prefix."""
    partition = bits.number(3)
    if partition >= len(widths):
        raise _Refused
    return bits.digits(_PREFIX_BITS[partition], 12 - partition), bits.digits(
        widths[partition], least + partition
    )


def _with_check_digit(digits: str) -> str:
    return f"{digits}{gs1_standard_check_digit(digits)}"


_SCHEMES: Final[dict[int, Callable[[_Bits], list[Element]]]] = {
    0x30: lambda bits: _sgtin(bits, lambda rest: str(rest.number(38))),
    0x36: lambda bits: _sgtin(bits, _Bits.text),
    0x31: _sscc,
    0x32: lambda bits: _sgln(bits, lambda rest: str(rest.number(41))),
    0x39: lambda bits: _sgln(bits, _Bits.text),
}
