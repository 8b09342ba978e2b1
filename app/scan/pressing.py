"""Texts compressed apart, so that what stands in every page of a batch is compressed once and then only joined.

zstd: frames one after the other are one body (RFC 8878, 3.1). gzip: browsers read only the first of several members,
so the texts are deflate blocks that end at a byte and know nothing of each other, in one member (RFC 1952, 2.2).
"""

import struct
import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache

import zstandard

IDENTITY, GZIP, ZSTD = "identity", "gzip", "zstd"
ENCODINGS = (ZSTD, GZIP, IDENTITY)  # the best first

ZSTD_LEVEL = 6  # of what is compressed once for many readers; 19 saves 3 % for thirty times the work
GZIP_LEVEL = 6

_GZIP_HEAD = b"\x1f\x8b\x08" + bytes(6) + b"\xff"
_GZIP_END = b"\x03\x00"  # an empty last block
_ZSTD_SHORT = b"\x28\xb5\x2f\xfd\x20"  # the head of a frame of one segment whose length is one byte


class Pressed:
    """A text in each encoding; compressed when it is first wanted."""

    __slots__ = ("_found", "raw")

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self._found = {IDENTITY: raw}

    @classmethod
    def short(cls, raw: bytes) -> "Pressed":
        """A text of less than 256 bytes, as it is: for what is of one request alone."""
        text, size = cls(raw), len(raw)
        text._found[ZSTD] = _ZSTD_SHORT + bytes((size,)) + (size << 3 | 1).to_bytes(3, "little") + raw
        text._found[GZIP] = b"\x00" + struct.pack("<HH", size, size ^ 0xFFFF) + raw
        return text

    def within(self, encoding: str) -> bytes:
        """The bytes that are joined to a body of that encoding."""
        found = self._found.get(encoding)
        if found is None:
            found = self._found[encoding] = _zstd(self.raw) if encoding == ZSTD else _deflated(self.raw)
        return found


def joined(texts: Sequence[Pressed], encoding: str) -> bytes:
    """One body of texts in their order."""
    body = b"".join(text.within(encoding) for text in texts)
    return in_gzip(body, b"", [text.raw for text in texts]) if encoding == GZIP else body


def in_gzip(body: bytes, between: bytes, raw: Iterable[bytes]) -> bytes:
    """Joined blocks as a gzip member; they stand for raw texts with another one between each two."""
    check = size = 0
    for number, text in enumerate(raw):
        if number and between:
            check, size = zlib.crc32(between, check), size + len(between)
        check, size = zlib.crc32(text, check), size + len(text)
    return b"".join((_GZIP_HEAD, body, _GZIP_END, struct.pack("<II", check, size & 0xFFFFFFFF)))


@lru_cache(maxsize=1024)
def chosen_encoding(accepted: str) -> str:
    """The best encoding of an Accept-Encoding header; one with q=0 is refused (RFC 9110, 12.5.3)."""
    named = set()
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        if weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000"):
            named.add(name.strip())
    return next((encoding for encoding in ENCODINGS if encoding in named), IDENTITY)


def _zstd(raw: bytes) -> bytes:
    compressor = zstandard.ZstdCompressor(level=ZSTD_LEVEL, write_checksum=False, write_content_size=True)
    return compressor.compress(raw)


def _deflated(raw: bytes) -> bytes:
    compressor = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, -15)
    return compressor.compress(raw) + compressor.flush(zlib.Z_FULL_FLUSH)
