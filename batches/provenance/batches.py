"""Batches with all that hangs on them, as those who may see them read them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from batches.actors import Actor
from batches.certificates.queries import Claim
from batches.findings import Finding, read_finding
from batches.harvest.completeness import Completeness
from batches.harvest.model import Batch, Hold
from batches.harvest.queries import completeness_of
from batches.harvest.service import Registration
from batches.lineage.origins import certificates_of
from batches.movements.access import get_seen_batch, is_seen_by
from batches.organisations.model import Organisation
from batches.packing.model import Packing
from batches.packing.queries import packings_of
from batches.paging import Page, Wanted, read_page
from batches.plots.model import Plot
from batches.plots.service import is_of_household
from batches.products.model import Product
from batches.quality.export import missing_for_export
from batches.recalls.standing import Standing, standings

NO_CLAIM = ("on_hold", "rejected", "recalled")


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisteredBatch:
    """A batch with what it may claim, what holds or recalls it, and what the law still misses.

    Attributes:
        status: see `Standing.status_of`.
        packing: how it came to be; None for a harvest.
        missing_for_export: the tests that a batch packed for China still lacks; None where none are asked for.
    """

    batch: Batch
    status: str
    standing: Standing
    claims: Sequence[Claim]
    holds: list[Hold]
    warnings: list[Finding]
    completeness: Completeness
    packing: Packing | None = None
    missing_for_export: list[str] | None = None


def get_registered_batch(session: Session, actor: Actor, batch_id: uuid.UUID) -> RegisteredBatch:
    """A batch that the actor's organisation made, or accepted.

    Raises:
        NotFound: it is missing or not the actor's to see.
    """
    return registered(session, get_seen_batch(session, actor, batch_id))


def list_registered_batches(
    session: Session, actor: Actor, wanted: Wanted, *, is_received: bool = False
) -> Page[RegisteredBatch]:
    """A page of the batches that the actor's organisation made.

    Args:
        is_received: also those that it accepted.
    """
    own = Batch.organisation_id == actor.organisation_id
    found = select(Batch).where(is_seen_by(actor.organisation_id) if is_received else own)
    if actor.household_code is not None:
        found = found.join(Plot, Plot.id == Batch.plot_id).where(is_of_household(actor))
    found = found.options(selectinload(Batch.grades), selectinload(Batch.holds).selectinload(Hold.decision))
    page = read_page(session, found, wanted, key=Batch.id, updated_at=Batch.updated_at)
    return Page(rows=registered_all(session, page.rows), next=page.next)


def just_registered(made: Registration) -> RegisteredBatch:
    """A harvest that was recorded in this very transaction: nothing can weigh on it but its own holds."""
    return RegisteredBatch(
        batch=made.batch,
        status=made.batch.status,
        standing=Standing(),
        claims=made.claims,
        holds=made.holds,
        warnings=made.warnings,
        completeness=made.completeness,
    )


def registered(session: Session, batch: Batch) -> RegisteredBatch:
    return registered_all(session, [batch])[0]


def registered_all(session: Session, batches: Sequence[Batch]) -> list[RegisteredBatch]:
    """The same of many, with a query for each kind of what hangs on them, not one for each batch."""
    certificates = certificates_of(session, batches)
    standing = standings(session, [batch.id for batch in batches])
    packings = packings_of(session, [batch.id for batch in batches if batch.plot_id is None])
    missing = missing_for_export(session, packings.values())
    # Held until the end: a session forgets what nobody holds, and would ask for each batch again.
    _held = _used_by(session, batches)
    return [
        _registered(
            session,
            batch,
            certificates[batch.id],
            standing[batch.id],
            packings.get(batch.id),
            missing.get(batch.id),
        )
        for batch in batches
    ]


def _used_by(session: Session, batches: Sequence[Batch]) -> Sequence[object]:
    organisation_ids = {batch.organisation_id for batch in batches}
    product_ids = {batch.product_id for batch in batches}
    return [
        *session.scalars(select(Organisation).where(Organisation.id.in_(organisation_ids))),
        *session.scalars(select(Product).where(Product.id.in_(product_ids))),
    ]


def _registered(
    session: Session,
    batch: Batch,
    certificates: list[Claim],
    standing: Standing,
    packing: Packing | None,
    missing: list[str] | None,
) -> RegisteredBatch:
    status = standing.status_of(batch)
    return RegisteredBatch(
        batch=batch,
        status=status,
        standing=standing,
        claims=[] if status in NO_CLAIM else certificates,
        holds=batch.open_holds,
        warnings=[read_finding(stored) for stored in batch.warnings],
        completeness=completeness_of(session, batch, has_claim=bool(certificates)),
        packing=packing,
        missing_for_export=missing,
    )


def claims_of_batch(session: Session, batch: Batch, status: str) -> list[Claim]:
    """What a batch may claim: nothing while it is held, recalled or rejected."""
    return [] if status in NO_CLAIM else certificates_of(session, [batch])[batch.id]
