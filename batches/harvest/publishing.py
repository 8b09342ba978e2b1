"""Publishing by itself: a batch is published when nothing of the legal minimum is missing and no hold is open."""

import uuid
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.harvest.model import Batch
from batches.harvest.queries import completeness_of


def publish_if_whole(session: Session, batch: Batch, *, now: datetime) -> None:
    """Publish a batch that may be; one that is published stays so, for its labels are out."""
    if batch.published_at is not None or batch.status != "registered":
        return
    if completeness_of(session, batch, has_claim=False).is_whole:
        batch.published_at = batch.updated_at = now


def publish_waiting(
    session: Session, *, organisation_id: uuid.UUID, product_id: uuid.UUID | None = None, now: datetime
) -> None:
    """Publish what was only waiting for its product's picture, or for its organisation's address."""
    waiting = select(Batch).where(Batch.organisation_id == organisation_id, Batch.published_at.is_(None))
    if product_id is not None:
        waiting = waiting.where(Batch.product_id == product_id)
    for batch in session.scalars(waiting):
        publish_if_whole(session, batch, now=now)
    session.flush()
