"""Where a file's bytes lie, what they may be, and how large pictures are kept. Pure; lengths in pixels."""

import hashlib
import re

JPEG, PNG, WEBP, PDF = "image/jpeg", "image/png", "image/webp", "application/pdf"

# A camera writes JPEG, of which a decoder holds one copy; of the others it holds up to four, and an A4 page at
# 400 dpi has 15.5 million. So no picture takes more than 400 MB (measured) while it is made anew.
MOST_PIXELS = {JPEG: 40_000_000, PNG: 16_000_000, WEBP: 16_000_000}
MOST_KEPT_EDGE = 4096  # A4 at 350 dpi, and a phone's usual 12 megapixels as they came
EDGES = {"small": 320, "medium": 800, "large": 1600}
ORIGINAL = "original"
SIZES = (*EDGES, ORIGINAL)

_STARTS = {
    b"\xff\xd8\xff": JPEG,
    b"\x89PNG\r\n\x1a\n": PNG,
    b"%PDF-": PDF,
}
_STORED = re.compile(r"([0-9a-f]{2})/(\1[0-9a-f]{62})")


def digest(content: bytes) -> str:
    """The sha256 in hex that names the content."""
    return hashlib.sha256(content).hexdigest()


def storage_path(sha256: str) -> str:
    """`ab/abcdef…`: two letters spread the files over folders."""
    return f"{sha256[:2]}/{sha256}"


def find_stored_sha256(path: str) -> str | None:
    """The sha256 at whose path a file lies, or None where the path is none of ours."""
    found = _STORED.fullmatch(path)
    return found[2] if found else None


def find_content_type(content: bytes) -> str | None:
    """The media type that the first bytes tell, or None when it is none that we keep."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    return next((kind for start, kind in _STARTS.items() if content.startswith(start)), None)


def fit(width: int, height: int, edge: int) -> tuple[int, int]:
    """The size in which the longer edge is at most `edge`; never larger, never without a pixel."""
    longer = max(width, height)
    if longer <= edge:
        return width, height
    return max(1, round(width * edge / longer)), max(1, round(height * edge / longer))
