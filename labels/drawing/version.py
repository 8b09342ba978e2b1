"""What a file of labels depends on beside its run: our own code and the packages that write bytes."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

_LABELS = Path(__file__).parent.parent
_PACKAGES = ("pillow", "reportlab", "segno", "zlib-ng")


@cache
def renderer_version() -> str:
    """16 hex digits that change whenever the same run could come out as other bytes."""
    digest = hashlib.sha256(" ".join(f"{name} {version(name)}" for name in _PACKAGES).encode())
    for path in sorted(_LABELS.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
