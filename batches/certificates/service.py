"""Use cases of certificates. The caller owns the transaction."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from batches.actors import Actor
from batches.certificates.errors import CertificateEntered
from batches.certificates.model import Certificate
from batches.certificates.rules import check_dates, check_number
from batches.documents.references import get_document_of_kind
from batches.ownership import get_own, list_own, own_organisation_id
from batches.paging import Page, Wanted
from batches.plots.model import Plot
from batches.plots.sets import get_own_plots


def add_certificate(
    session: Session,
    actor: Actor,
    *,
    scheme: str,
    number: str,
    body: str,
    valid_from: date,
    valid_to: date,
    plot_ids: Sequence[uuid.UUID],
    suspended_from: date | None = None,
    area_m2: int | None = None,
    expected_yield_kg: Decimal | None = None,
    document_id: uuid.UUID | None = None,
    now: datetime,
) -> Certificate:
    """Enter a certificate of the actor's organisation with the plots in its scope.

    Raises:
        CertificateNumberInvalid, CertificateDatesReversed: it is no paper that there can be.
        CertificateEntered: the same number of the same scheme is there, with days in common.
        NotFound, DocumentKindWrong: a plot, or the paper itself.
    """
    certificate = Certificate(
        organisation_id=own_organisation_id(actor),
        scheme=scheme,
        number=number,
        body=body,
        valid_from=valid_from,
        valid_to=valid_to,
        suspended_from=suspended_from,
        area_m2=area_m2,
        expected_yield_kg=expected_yield_kg,
        document_id=document_id,
        created_at=now,
        updated_at=now,
        plots=get_own_plots(session, actor, plot_ids),
    )
    _check(session, actor, certificate)
    _check_new(session, certificate)
    session.add(certificate)
    session.flush()
    return certificate


def change_certificate(
    session: Session, actor: Actor, certificate_id: uuid.UUID, changes: Mapping[str, Any], *, now: datetime
) -> Certificate:
    """Correct a certificate, suspend it from a day on, or lift that; claims follow at once.

    A lifted suspension leaves no trace: fruit cut meanwhile may claim the certificate again.

    Args:
        changes: some of what `add_certificate` takes; what is left out stays.

    Raises:
        NotFound: it is missing or not the actor's.
        As `add_certificate`.
    """
    certificate = get_own(session, actor, Certificate, certificate_id, what="certificate", lock=True)
    values = dict(changes)
    if "plot_ids" in values:
        certificate.plots = get_own_plots(session, actor, values.pop("plot_ids"))
    for name, value in values.items():
        setattr(certificate, name, value)
    _check(session, actor, certificate)
    certificate.updated_at = now
    session.flush()
    return certificate


def get_own_certificate(session: Session, actor: Actor, certificate_id: uuid.UUID) -> Certificate:
    """A certificate of the actor's organisation.

    Raises:
        NotFound: it is missing or another organisation's.
    """
    return get_own(session, actor, Certificate, certificate_id, what="certificate")


def list_own_certificates(session: Session, actor: Actor, wanted: Wanted) -> Page[Certificate]:
    """A page of the certificates of the actor's organisation."""
    plots = selectinload(Certificate.plots).load_only(Plot.code)
    return list_own(session, actor, Certificate, wanted, updated_at=Certificate.updated_at, load=[plots])


def _check(session: Session, actor: Actor, certificate: Certificate) -> None:
    check_number(certificate.number)
    check_dates(certificate.validity())
    if certificate.document_id is not None:
        with session.no_autoflush:
            get_document_of_kind(
                session, actor, certificate.document_id, kind="certificate", pointer="/document_id"
            )


def _check_new(session: Session, certificate: Certificate) -> None:
    """A renewed paper may keep its number; the same one twice would stand twice on every page."""
    entered = session.scalars(
        select(Certificate).where(
            Certificate.organisation_id == certificate.organisation_id,
            Certificate.scheme == certificate.scheme,
            Certificate.number == certificate.number,
            Certificate.valid_from <= certificate.valid_to,
            Certificate.valid_to >= certificate.valid_from,
        )
    ).first()
    if entered is not None:
        raise CertificateEntered(
            number=entered.number,
            valid_from=entered.valid_from,
            valid_to=entered.valid_to,
            pointer="/number",
        )
