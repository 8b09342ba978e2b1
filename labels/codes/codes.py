"""A label's code: 16 characters of Crockford base32 that prove themselves. Frozen for ever; no database.

    7KX3Q  9MTV          H2D4F6J
    run 5  serial 4      MAC 7: the first 35 bits of HMAC-SHA256 under the run's key

The MAC's message is 10 bytes: version 1, purpose 1 (label), run (4, big-endian), serial (4, big-endian).
The run's key is HKDF-SHA256 (RFC 5869) of the master key: 32 bytes, salt `SALT`, and as info
`label-run-key`, 0, the master key's id in ASCII, 0, run (4, big-endian).
"""

import hmac
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from labels.codes.crockford import BITS_PER_CHARACTER, decode, encode

RUN_LENGTH: Final = 5
SERIAL_LENGTH: Final = 4
MAC_LENGTH: Final = 7
CODE_LENGTH: Final = RUN_LENGTH + SERIAL_LENGTH + MAC_LENGTH
MAX_RUN: Final = 32**RUN_LENGTH - 1
MAX_SERIAL: Final = 32**SERIAL_LENGTH - 1

SALT: Final = b"ronguon.vn label code v1"
RUN_KEY_BYTES: Final = 32
VERSION: Final = 1
PURPOSE_LABEL: Final = 1

_SERIAL_BITS = BITS_PER_CHARACTER * SERIAL_LENGTH
_MAC_BITS = BITS_PER_CHARACTER * MAC_LENGTH
_MAC_BYTES = 5  # 40 bits, of which the MAC takes the first 35


@dataclass(frozen=True, kw_only=True, slots=True)
class LabelCode:
    """A code that could be read; whether it is ours, `verify` says.

    Attributes:
        run: 0 to MAX_RUN, the number of the print run.
        serial: 0 to MAX_SERIAL; no label has 0.
        mac: 35 bits.
    """

    run: int
    serial: int
    mac: int

    @property
    def text(self) -> str:
        """The 16 characters, without dashes."""
        value = (self.run << _SERIAL_BITS | self.serial) << _MAC_BITS | self.mac
        return encode(value, CODE_LENGTH)


def derive_run_key(master: bytes, key_id: str, run: int) -> bytes:
    """The key of one run; it tells nothing about the master key or another run's key.

    Raises:
        ValueError: the run is not within 0 to MAX_RUN, or the id is not ASCII.
    """
    if not 0 <= run <= MAX_RUN:
        raise ValueError(f"expected a run within 0 to {MAX_RUN}, got {run}")
    info = b"label-run-key\x00" + key_id.encode("ascii") + b"\x00" + run.to_bytes(4, "big")
    return HKDF(algorithm=SHA256(), length=RUN_KEY_BYTES, salt=SALT, info=info).derive(master)


def make_code(run_key: bytes, run: int, serial: int) -> str:
    """The code of label `serial` of a run: 16 characters without dashes.

    Raises:
        ValueError: the run is not within 0 to MAX_RUN, or the serial not within 1 to MAX_SERIAL.
    """
    if not (0 <= run <= MAX_RUN and 1 <= serial <= MAX_SERIAL):
        raise ValueError(f"expected run 0 to {MAX_RUN} and serial 1 to {MAX_SERIAL}, got {run} and {serial}")
    return LabelCode(run=run, serial=serial, mac=_mac(run_key, run, serial)).text


def parse_code(text: str) -> LabelCode | None:
    """What a person typed or a phone read, or None when it has no 16 Crockford characters."""
    value = decode(text, CODE_LENGTH)
    if value is None:
        return None
    return LabelCode(
        run=value >> _SERIAL_BITS + _MAC_BITS,
        serial=value >> _MAC_BITS & MAX_SERIAL,
        mac=value & (1 << _MAC_BITS) - 1,
    )


def is_authentic(code: LabelCode, run_key: bytes) -> bool:
    """Whether the MAC is right, compared in constant time. The quantity of the run is not asked."""
    met = code.mac.to_bytes(_MAC_BYTES, "big")
    expected = _mac(run_key, code.run, code.serial).to_bytes(_MAC_BYTES, "big")
    return hmac.compare_digest(met, expected)


def verify(code: LabelCode, run_key: bytes, quantity: int) -> bool:
    """Whether the run with this key and quantity issued the code. Voids are the caller's to know."""
    return is_authentic(code, run_key) and 1 <= code.serial <= quantity


def show(code: str) -> str:
    """The 16 characters as printed for people: 4-4-4-4."""
    return "-".join(code[start : start + 4] for start in range(0, CODE_LENGTH, 4))


def _mac(run_key: bytes, run: int, serial: int) -> int:
    message = bytes((VERSION, PURPOSE_LABEL)) + run.to_bytes(4, "big") + serial.to_bytes(4, "big")
    digest = hmac.digest(run_key, message, "sha256")
    return int.from_bytes(digest[:_MAC_BYTES], "big") >> 8 * _MAC_BYTES - _MAC_BITS
