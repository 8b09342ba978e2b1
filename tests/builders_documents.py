"""Makes documents, and the pictures that they are made from: small, and the same each time."""

from io import BytesIO
from typing import Any

from PIL import Image
from sqlalchemy.orm import Session

from app.storage import storage
from batches.actors import Actor
from batches.documents.files import PreparedFile, prepare_file, store_file
from batches.documents.model import Document
from batches.documents.service import add_document
from tests.conftest import NOW

CORNERS = ((200, 40, 40), (40, 160, 60), (40, 70, 200), (230, 220, 60))  # from the upper left, row by row
PDF_PAPER = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def make_picture(width: int = 120, height: int = 80, *, mode: str = "RGB") -> Image.Image:
    """Four corners of four colours, so that a turn can be seen."""
    small = Image.new("RGB", (2, 2))
    small.putdata(CORNERS)
    return small.resize((width, height), Image.Resampling.NEAREST).convert(mode)


def encode(picture: Image.Image, form: str = "JPEG", **options: Any) -> bytes:
    made = BytesIO()
    picture.save(made, form, **options)
    return made.getvalue()


def make_file(content: bytes | None = None, *, kind: str = "photo") -> PreparedFile:
    return prepare_file(content or encode(make_picture()), kind=kind, most_bytes=1 << 20)


def make_document(
    session: Session, actor: Actor, *, content: bytes | None = None, kind: str = "photo", **but: Any
) -> Document:
    file = make_file(content, kind=kind)
    store_file(storage(), file)
    return add_document(session, actor, file, kind=kind, **{"visibility": "private", "now": NOW, **but})
