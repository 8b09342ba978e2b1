"""The papers of a batch's certificates, of those that are published."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.certificates.model import Certificate
from batches.documents.model import Document
from batches.harvest.model import Batch
from batches.provenance.batches import claims_of_batch
from batches.provenance.story import PublicBatch, PublicPaper


def public_papers(session: Session, batch: PublicBatch) -> list[PublicPaper]:
    """Of the certificates that a batch may claim now, in their order."""
    if not batch.claims:
        return []
    claims = claims_of_batch(session, session.get_one(Batch, batch.batch_id), batch.status)
    papers = _published(session, [claim.id for claim in claims])
    return [
        PublicPaper(number=claim.number, document_id=document.id, content_type=document.content_type)
        for claim in claims
        if (document := papers.get(claim.id))
    ]


def _published(session: Session, certificate_ids: list[uuid.UUID]) -> dict[uuid.UUID, Document]:
    found = session.execute(
        select(Certificate.id, Document)
        .join(Document, Document.id == Certificate.document_id)
        .where(Certificate.id.in_(certificate_ids), Document.visibility == "public")
    )
    return {row[0]: row[1] for row in found}
