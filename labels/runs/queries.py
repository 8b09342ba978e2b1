"""Reads of print runs with a shape of their own."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from labels.runs.model import PrintRun


def lost_key_ids(session: Session, known: Collection[str]) -> list[str]:
    """The ids of keys that runs were made with and that are not known: their labels cannot be verified."""
    used = session.scalars(select(PrintRun.key_id).distinct().order_by(PrintRun.key_id))
    return [key_id for key_id in used if key_id not in known]
