"""Removing files that no row names: what a refused or failed request left behind."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import CompoundSelect, select, union
from sqlalchemy.orm import InstrumentedAttribute, Session

from batches.documents.files import Storage
from batches.documents.model import Document, Rendition
from batches.documents.rules import find_stored_sha256

LEAST_AGE = timedelta(days=1)  # a younger file's row may be about to come


NAMING: dict[str, InstrumentedAttribute[str]] = {
    Document.__tablename__: Document.sha256,
    Rendition.__tablename__: Rendition.sha256,
}
"""The columns that name files, by their tables."""


def named_hashes() -> CompoundSelect[str]:
    """The hashes of all files that rows name."""
    return union(*(select(column) for column in NAMING.values()))


def sweep_files(session: Session, storage: Storage, *, is_dry: bool, now: datetime) -> Iterator[str]:
    """Delete the files without a row that are older than a day; answers their paths, one by one.

    What does not lie at a path of ours is left alone. A file is looked at again just before it goes: a new
    upload of the same bytes makes it young.
    """
    named = set(session.scalars(named_hashes()))
    for file in storage.list():
        sha256 = find_stored_sha256(file.path)
        if sha256 is None or sha256 in named or now - file.modified_at < LEAST_AGE:
            continue
        again = storage.find(file.path)
        if again is None or now - again.modified_at < LEAST_AGE:
            continue
        if not is_dry:
            storage.delete(file.path)
        yield file.path
