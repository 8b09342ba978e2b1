"""Small files that would take a decoder's time or memory, made by hand, and what refusing them costs.

`python -m tests.bombs` refuses each in a process of its own and prints code, seconds and bytes as JSON.
"""

import json
import struct
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

from batches.documents.files import prepare_picture
from batches.errors import DomainError
from tests.builders_documents import encode, make_picture
from tests.pictures import chunk, segment

HUGE = 60_000
PNG_START, END = b"\x89PNG\r\n\x1a\n", chunk(b"IEND", b"")
ROUNDS = 3


def png(width: int, height: int, *, depth: int = 8, colour: int = 0, interlaced: int = 0) -> bytes:
    """A PNG with a kilobyte of data."""
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced)
    return PNG_START + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + END


def whole_png(width: int, height: int) -> bytes:
    """A black picture of one bit a pixel with all of its data: 10,000 x 10,000 are 12 kB."""
    packer, row = zlib.compressobj(9), bytes(1 + (width + 7) // 8)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return PNG_START + chunk(b"IHDR", head) + chunk(b"IDAT", data) + END


def jpeg(width: int, height: int, *, frame: int = 0xC0) -> bytes:
    """A JPEG up to its scan, which has little in it."""
    size = struct.pack(">BHHB", 8, height, width, 3) + b"\x01\x22\0\x02\x11\x01\x03\x11\x01"
    plain = encode(make_picture(16, 16))
    return replaced_frame(plain, segment(frame, size))


def replaced_frame(plain: bytes, frame: bytes) -> bytes:
    at = plain.index(b"\xff\xc0")
    (length,) = struct.unpack_from(">H", plain, at + 2)
    return plain[:at] + frame + plain[at + 2 + length :]


def riff(*chunks: tuple[bytes, bytes]) -> bytes:
    body = b"".join(
        kind + struct.pack("<I", len(data)) + data + bytes(len(data) & 1) for kind, data in chunks
    )
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body


def canvas(width: int, height: int, *, flags: int = 0) -> tuple[bytes, bytes]:
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"VP8X", bytes([flags, 0, 0, 0]) + size


def lossless(width: int, height: int) -> tuple[bytes, bytes]:
    bits = (width - 1) | (height - 1) << 14
    return b"VP8L", b"\x2f" + struct.pack("<I", bits) + bytes(16)


def lossy(width: int, height: int) -> tuple[bytes, bytes]:
    return b"VP8 ", b"\x10\x02\0\x9d\x01\x2a" + struct.pack("<HH", width, height) + bytes(16)


def bombs() -> Iterator[tuple[str, bytes, str]]:
    """A name, the file, and the code with which it must be refused."""
    yield from _pngs()
    yield from _jpegs()
    yield from _webps()


def _pngs() -> Iterator[tuple[str, bytes, str]]:
    photo = encode(make_picture(900, 600), "PNG")
    profile = chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(64 << 20), 9))
    small = png(16, 16)
    yield "PNG 60,000 px, grey", png(HUGE, HUGE), "image-too-large"
    yield "PNG 60,000 px, 64-bit pixels", png(HUGE, HUGE, depth=16, colour=6), "image-too-large"
    yield "PNG 60,000 px, interlaced", png(HUGE, HUGE, interlaced=1), "image-too-large"
    yield "PNG 2^31-1 px", png(2**31 - 1, 2**31 - 1), "image-too-large"
    yield "PNG 10,000 px with all its data", whole_png(10_000, 10_000), "image-too-large"
    yield "PNG a line of 20 million", png(20_000_000, 1), "image-too-large"
    yield "PNG one pixel row too much", png(4000, 4001), "image-too-large"
    yield "PNG without width", png(0, 10), "image-not-readable"
    yield "PNG with too little data", png(3000, 2000, colour=2), "image-not-readable"
    yield "PNG cut off", photo[: len(photo) // 2], "image-not-readable"
    yield "PNG a profile that unpacks to 64 MB", small[:33] + profile + small[33:], "image-not-readable"
    yield "PNG a chunk of 4 GB", small[:33] + b"\xff\xff\xff\xffIDAT", "image-not-readable"
    yield "PNG 800,000 chunks", small[:33] + chunk(b"IDAT", b"") * 800_000, "image-not-readable"
    yield "APNG of 4 billion frames", small[:33] + chunk(b"acTL", b"\xff" * 8) + small[33:], "image-animated"


def _jpegs() -> Iterator[tuple[str, bytes, str]]:
    photo = encode(make_picture(900, 600))
    slow = encode(make_picture(900, 600), progressive=True)
    scan_at = slow.rindex(b"\xff\xda")
    yield "JPEG 60,000 px", jpeg(HUGE, HUGE), "image-too-large"
    yield "JPEG 65,535 px, progressive", jpeg(65_535, 65_535, frame=0xC2), "image-too-large"
    yield "JPEG one pixel column too much", jpeg(8001, 5000), "image-too-large"
    yield "JPEG without height", jpeg(100, 0), "image-not-readable"
    yield "JPEG lossless", jpeg(HUGE, HUGE, frame=0xC3), "image-not-readable"
    yield "JPEG arithmetic", jpeg(HUGE, HUGE, frame=0xC9), "image-not-readable"
    two = segment(0xC0, struct.pack(">BHHB", 8, 65_000, 65_000, 1) + b"\x01\x11\0")
    yield "JPEG a second frame", photo[:2] + two + photo[2:], "image-not-readable"
    yield "JPEG 5,000 scans", slow[:-2] + slow[scan_at:-2] * 5000 + slow[-2:], "image-not-readable"
    yield "JPEG cut off in its scan", photo[: len(photo) // 2], "image-not-readable"
    yield "JPEG cut off in its header", photo[:40], "image-not-readable"
    yield "JPEG 10 MB of fill", photo[:2] + b"\xff" * (10 << 20), "image-not-readable"
    yield "JPEG 2.5 million segments", photo[:2] + b"\xff\xfe\0\x02" * 2_500_000, "image-not-readable"


def _webps() -> Iterator[tuple[str, bytes, str]]:
    photo = encode(make_picture(900, 600), "WEBP")
    moving = encode(make_picture(), "WEBP", save_all=True, append_images=[make_picture(mode="L")])
    yield "WebP a canvas of 16 million px", riff(canvas(1 << 24, 1 << 24), lossy(16, 16)), "image-too-large"
    yield "WebP a canvas of 60,000 px", riff(canvas(HUGE, HUGE), lossless(16, 16)), "image-too-large"
    yield "WebP lossless 16,384 px", riff(lossless(16_384, 16_384)), "image-too-large"
    yield "WebP lossy 16,383 px", riff(lossy(16_383, 16_383)), "image-too-large"
    yield "WebP larger than its canvas", riff(canvas(16, 16), lossy(16_383, 16_383)), "image-too-large"
    yield "WebP that moves", moving, "image-animated"
    yield "WebP frames without a flag", riff(canvas(16, 16), (b"ANIM", bytes(6))), "image-animated"
    yield "WebP cut off", photo[: len(photo) // 2], "image-not-readable"
    yield "WebP a million chunks", riff() + b"JUNK\0\0\0\0" * 1_000_000, "image-not-readable"
    yield "WebP of nothing", riff(), "image-not-readable"


def refused(content: bytes) -> tuple[str, float, int]:
    """The code, the seconds and the bytes of memory that it took at most."""
    Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here (proc(5))
    before, began = _memory("VmRSS"), time.perf_counter()
    try:
        prepare_picture(content)
        code = "kept"
    except DomainError as error:
        code = error.code
    return code, time.perf_counter() - began, _memory("VmHWM") - before


def _memory(field: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(field))


def main() -> None:
    found = {}
    for name, content, _ in bombs():
        rounds = [refused(content) for _ in range(ROUNDS)]
        found[name] = (rounds[0][0], min(took for _, took, _ in rounds), max(grew for *_, grew in rounds))
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
