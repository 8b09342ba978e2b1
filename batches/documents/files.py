"""A file that somebody sent, made ready to be kept: what may be slow, and needs no database."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from batches.documents.errors import FILE, FileNotSupported, FileTooLarge, ImageNotSupported
from batches.documents.pictures import Drawn, redraw
from batches.documents.rules import JPEG, PDF, digest, find_content_type, storage_path


@dataclass(frozen=True, slots=True)
class StoredFile:
    path: str
    modified_at: datetime


class Storage(Protocol):
    """Where bytes lie, by path. The edge chooses a folder or an object store."""

    def put(self, path: str, content: bytes) -> None: ...

    def get(self, path: str) -> bytes: ...

    def list(self) -> Iterable[StoredFile]: ...

    def find(self, path: str) -> StoredFile | None: ...

    def delete(self, path: str) -> None: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class PreparedFile:
    """A file as it is kept; `width_px` and `height_px` are None for a PDF, which has no renditions."""

    content_type: str
    content: bytes
    width_px: int | None = None
    height_px: int | None = None
    renditions: dict[str, Drawn] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        return digest(self.content)


def prepare_file(content: bytes, *, kind: str, most_bytes: int) -> PreparedFile:
    """A picture is made anew, a PDF stays as it came, anything else is refused.

    Raises:
        FileTooLarge: it is longer than `most_bytes`.
        FileNotSupported: it is neither a picture nor a PDF.
        ImageNotSupported: it is to be a photo, and is a PDF.
        ImageNotReadable, ImageTooLarge, ImageAnimated: the picture cannot be made anew.
    """
    if len(content) > most_bytes:
        raise FileTooLarge(got=len(content), most=most_bytes, pointer=FILE)
    content_type = find_content_type(content)
    if content_type is None:
        raise FileNotSupported(pointer=FILE)
    if content_type != PDF:
        return prepare_picture(content)
    if kind == "photo":
        raise ImageNotSupported(pointer=FILE)
    return PreparedFile(content_type=PDF, content=content)


def prepare_picture(content: bytes) -> PreparedFile:
    """A picture made anew, with its renditions.

    Raises:
        ImageNotSupported: the bytes are no JPEG, PNG or WebP.
        ImageNotReadable, ImageTooLarge, ImageAnimated: it cannot be made anew.
    """
    content_type = find_content_type(content)
    if content_type in (None, PDF):
        raise ImageNotSupported(pointer=FILE)
    picture = redraw(content, content_type)
    return PreparedFile(
        content_type=JPEG,
        content=picture.original.content,
        width_px=picture.original.width,
        height_px=picture.original.height,
        renditions=picture.renditions,
    )


def store_file(storage: Storage, file: PreparedFile) -> None:
    """Put the bytes where their rows will look for them.

    Also where they lie already: that makes them young, so that no sweep takes them before the row is there.
    """
    for content in {file.content, *(drawn.content for drawn in file.renditions.values())}:
        storage.put(storage_path(digest(content)), content)
