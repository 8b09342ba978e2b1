"""Backups that say something else, all hashes right."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.backups.archive import ArchiveWriter, open_archive
from app.backups.manifest import Manifest


def rewritten(
    path: Path, change: Callable[[Manifest], Manifest] = lambda manifest: manifest, **parts: bytes
) -> Path:
    """The same backup with another manifest, or with other parts, each named by how its member's name begins."""
    archive = open_archive(path)
    made = path.with_name(f"rewritten-{path.name}")
    with made.open("wb") as file:
        writer = ArchiveWriter(file)
        for name in archive.manifest.members:
            found = next((content for kind, content in parts.items() if name.startswith(kind)), None)
            writer.add(name, archive.read(name) if found is None else found)
        writer.finish(change(replace(archive.manifest, members=dict(writer.members))))
    return made
