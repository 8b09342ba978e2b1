"""What a picture's file says of itself, read before any decoder sees it, and the file without what none needs.

Pure. A decoder is only given a file whose size was found here; of JPEG and PNG without Exif, which is read here,
without text, which in a PNG unpacks to megabytes, and without the pictures that phones put behind the first.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from batches.documents.errors import FILE, ImageAnimated, ImageNotReadable, ImageTooLarge
from batches.documents.orientation import read_orientation
from batches.documents.rules import JPEG, MOST_PIXELS, PNG, WEBP

MOST_PARTS = 20_000  # chunks or segments: a camera writes a few, a PNG of 10 MB about a thousand
MOST_SCANS = 64  # a progressive JPEG has about ten, and each passes over the whole picture
MOST_FILL = 16
MOST_PROFILE_BYTES = 1 << 20

_PNG_START = 8
_PNG_NEEDED = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"iCCP", b"sRGB"}
_FRAMES = {0xC0, 0xC1, 0xC2}  # baseline, extended, progressive (ITU-T T.81, table B.1)
_OTHER_FRAMES = set(range(0xC3, 0xD0)) - {0xC4, 0xC8, 0xCC}  # lossless and arithmetic: nobody's camera
_TABLES = {0xC4, 0xDB, 0xDD}
_SCAN, _EXIF, _PROFILE = 0xDA, 0xE1, 0xE2
_ALONE = {0x01, *range(0xD0, 0xD9)}  # markers without a length
_ANIMATED = 0x02  # flag of VP8X (RFC 9649, 2.7.1.1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Container:
    """A still picture within the limits.

    Attributes:
        orientation: how it must be turned, 1 to 8 as in Exif.
        content: what its decoder gets.
    """

    content_type: str
    width: int
    height: int
    orientation: int
    content: bytes


@dataclass(frozen=True, slots=True)
class _Read:
    width: int
    height: int
    exif: bytes
    content: bytes


def open_container(content: bytes, content_type: str) -> Container:
    """Read a picture's size and leave out what its decoder does not need.

    Raises:
        ImageNotReadable: the file is not what its first bytes say.
        ImageTooLarge: it would have more than MOST_PIXELS.
        ImageAnimated: it has several frames.
    """
    readers = {JPEG: _open_jpeg, PNG: _open_png, WEBP: _open_webp}
    try:
        read = readers[content_type](content)
    except (struct.error, IndexError) as error:  # it ends in the middle of a header
        raise ImageNotReadable(pointer=FILE) from error
    _check_size(read.width, read.height, content_type)
    return Container(
        content_type=content_type,
        width=read.width,
        height=read.height,
        orientation=read_orientation(read.exif),
        content=read.content,
    )


def _check_size(width: int, height: int, content_type: str) -> None:
    if not width or not height:
        _refuse()
    most = MOST_PIXELS[content_type]
    if width * height > most:
        raise ImageTooLarge(width=width, height=height, most=most, pointer=FILE)


def _open_png(content: bytes) -> _Read:
    """PNG (third edition), 5: chunks of length, type, data and CRC."""
    if content[_PNG_START + 4 : _PNG_START + 8] != b"IHDR":
        _refuse()
    width, height = struct.unpack_from(">II", content, _PNG_START + 8)
    _check_size(width, height, PNG)
    kept, exif = [content[:_PNG_START]], b""
    for kind, chunk in _png_chunks(content):
        if kind == b"acTL":
            raise ImageAnimated(pointer=FILE)
        if kind == b"eXIf":
            exif = chunk[8:-4]
        if kind in _PNG_NEEDED and (kind != b"iCCP" or len(chunk) <= MOST_PROFILE_BYTES):
            kept.append(chunk)
    return _Read(width, height, exif, b"".join(kept))


def _png_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = _PNG_START
    for _ in range(MOST_PARTS):
        length, kind = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        if end > len(content):
            _refuse()
        yield kind, content[at:end]
        if kind == b"IEND":
            return
        at = end
    _refuse()


def _open_jpeg(content: bytes) -> _Read:
    """ITU-T T.81, B.1: segments up to the first scan, then the scans."""
    width = height = profile_bytes = 0
    kept, exif = [content[:2]], b""
    for marker, start, end in _jpeg_segments(content):
        segment = content[start:end]
        if marker in _FRAMES:
            if width:
                _refuse()
            height, width = struct.unpack_from(">HH", segment, 3)
        if marker == _PROFILE:
            profile_bytes += len(segment)
        if marker == _EXIF and segment[2:].startswith(b"Exif\0\0"):
            exif = exif or segment[2:]
        if marker == _SCAN:
            kept.append(_scans(content[start - 2 :]))
        elif _is_needed(marker, segment[2:]) and profile_bytes <= MOST_PROFILE_BYTES:
            kept.append(content[start - 2 : end])
    return _Read(width, height, exif, b"".join(kept))


def _jpeg_segments(content: bytes) -> Iterator[tuple[int, int, int]]:
    """The marker of each segment up to the first scan's, where its length stands, and its end."""
    at = 2
    for _ in range(MOST_PARTS):
        marker, at = _next_marker(content, at)
        if marker in _ALONE:
            continue
        (length,) = struct.unpack_from(">H", content, at)
        end = at + length
        if length < 2 or end > len(content) or marker in _OTHER_FRAMES:
            _refuse()
        yield marker, at, end
        if marker == _SCAN:
            return
        at = end
    _refuse()


def _next_marker(content: bytes, at: int) -> tuple[int, int]:
    """A marker and where what follows it begins; a few FF may stand before it to fill (B.1.1.2)."""
    near = content[at : at + MOST_FILL]
    marker = near.lstrip(b"\xff")
    if not near.startswith(b"\xff") or not marker:
        _refuse()
    return marker[0], at + len(near) - len(marker) + 1


def _is_needed(marker: int, segment: bytes) -> bool:
    """Tables and frame, the profile, and Adobe's word on colours."""
    if marker in _FRAMES | _TABLES:
        return True
    starts = {0xE0: b"JFIF\0", _PROFILE: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
    return marker in starts and segment.startswith(starts[marker])


def _scans(rest: bytes) -> bytes:
    """The picture's own scans: what stands behind its end is another picture's."""
    end = rest.find(b"\xff\xd9")
    scans = rest if end < 0 else rest[: end + 2]
    if scans.count(b"\xff\xda") > MOST_SCANS:
        _refuse()
    return scans


def _open_webp(content: bytes) -> _Read:
    """RFC 9649, 2: RIFF chunks; the canvas, and each bitstream in it."""
    width = height = 0
    exif = b""
    for kind, data in _riff_chunks(content):
        if kind == b"EXIF":
            exif = data
        size = (0, 0)
        if kind == b"VP8X":
            if data[0] & _ANIMATED:
                raise ImageAnimated(pointer=FILE)
            size = 1 + int.from_bytes(data[4:7], "little"), 1 + int.from_bytes(data[7:10], "little")
        if kind in (b"ANIM", b"ANMF"):
            raise ImageAnimated(pointer=FILE)
        if kind == b"VP8 ":  # RFC 6386, 9.1
            across, down = struct.unpack_from("<HH", data, 6)
            size = across & 0x3FFF, down & 0x3FFF
        if kind == b"VP8L":  # RFC 9649, 3.4
            bits = int.from_bytes(data[1:5], "little")
            size = 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
        width, height = max(width, size[0]), max(height, size[1])
    return _Read(width, height, exif, content)


def _riff_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each chunk's type and data; one that is cut off is its decoder's to refuse."""
    at = 12
    for _ in range(MOST_PARTS):
        if at + 8 > len(content):
            return
        kind, length = struct.unpack_from("<4sI", content, at)
        yield kind, content[at + 8 : at + 8 + length]
        at += 8 + length + (length & 1)
    _refuse()


def _refuse() -> NoReturn:
    raise ImageNotReadable(pointer=FILE)
