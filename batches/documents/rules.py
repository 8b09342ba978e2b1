"""Where a file's bytes lie, and what they may be. Pure."""

import hashlib

IMAGE_SIGNATURES = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


def digest(content: bytes) -> str:
    """The sha256 in hex that names the content."""
    return hashlib.sha256(content).hexdigest()


def storage_path(sha256: str) -> str:
    """`ab/abcdef…`: two letters spread the files over folders."""
    return f"{sha256[:2]}/{sha256}"


def find_image_type(content: bytes) -> str | None:
    """The media type that the first bytes tell, or None when they are no allowed image."""
    return next((kind for start, kind in IMAGE_SIGNATURES.items() if content.startswith(start)), None)
