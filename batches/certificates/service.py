"""Use cases of certificates. The caller owns the transaction."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.certificates.model import Certificate, certificate_plot
from batches.certificates.rules import is_valid_on
from batches.ownership import own_organisation_id
from batches.plots.model import Plot


def add_certificate(
    session: Session,
    actor: Actor,
    *,
    scheme: str,
    number: str,
    body: str,
    valid_from: date,
    valid_to: date,
    plots: Sequence[Plot],
    now: datetime,
) -> Certificate:
    """Enter a certificate of the actor's organisation with the plots in its scope."""
    certificate = Certificate(
        organisation_id=own_organisation_id(actor),
        scheme=scheme,
        number=number,
        body=body,
        valid_from=valid_from,
        valid_to=valid_to,
        suspended_from=None,
        area_m2=None,
        expected_yield_kg=None,
        document_id=None,
        created_at=now,
        updated_at=now,
        plots=list(plots),
    )
    session.add(certificate)
    session.flush()
    return certificate


def claims_of(session: Session, *, plot_id: uuid.UUID, harvested_on: date) -> list[Certificate]:
    """The certificates that fruit of a plot cut on a day may claim, oldest first."""
    in_scope = session.scalars(
        select(Certificate)
        .join(certificate_plot)
        .where(certificate_plot.c.plot_id == plot_id)
        .order_by(Certificate.valid_from, Certificate.id)
    )
    return [certificate for certificate in in_scope if is_valid_on(certificate.validity(), harvested_on)]
