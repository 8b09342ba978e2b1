"""Keeping the parts that snapshots share: each once, under its own hash."""

import hashlib

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from labels.runs.model import SnapshotPart


def keep_part(session: Session, body: str) -> int:
    """The id of a design or stock as canonical JSON, whoever keeps it at the same moment."""
    sha256 = hashlib.sha256(body.encode()).hexdigest()
    known = select(SnapshotPart.id).where(SnapshotPart.sha256 == sha256)
    found = session.scalar(known)
    if found is not None:
        return found
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    new = dialect.insert(SnapshotPart).values(sha256=sha256, body=body)
    session.execute(new.on_conflict_do_nothing(index_elements=["sha256"]))
    return session.scalars(known).one()
