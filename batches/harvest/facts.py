"""What a registration looks at, in few statements that are put together once. Decides nothing.

Columns, not mapped rows: putting a statement together, and loading rows that nobody changes, took most of the time
of a registration. On SQLite it holds the only write lock meanwhile.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ScalarSelect, Select, and_, bindparam, func, select
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.errors import NotFound
from batches.harvest.model import Batch
from batches.organisations.members.model import Member
from batches.organisations.model import Organisation
from batches.ownership import own_organisation_id
from batches.plots.growing_areas.model import GrowingSeason
from batches.plots.growing_areas.queries import CodeOver
from batches.plots.growing_areas.rules import Season
from batches.plots.model import Plot
from batches.products.model import Product


class PlotFacts(NamedTuple):
    """A plot as far as a harvest asks."""

    id: uuid.UUID
    code: str
    variety: str
    expected_yield_kg: Decimal | None


class OrganisationFacts(NamedTuple):
    """An organisation as far as a harvest asks."""

    id: uuid.UUID
    short_code: str
    name: str
    commune_code: str


class ProductFacts(NamedTuple):
    """A product as far as a harvest asks."""

    id: uuid.UUID
    code: str
    gtin: str | None
    variety: str
    name_vi: str
    image_id: uuid.UUID | None
    standards: str | None
    shelf_life_days: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Parties:
    """Who grew what on which plot, and under which code."""

    organisation: OrganisationFacts
    plot: PlotFacts
    product: ProductFacts
    area_code: CodeOver | None


class LookAlike(NamedTuple):
    """A batch of the same plot, day and weight."""

    lot: str
    registered_at: datetime


class Used(NamedTuple):
    """What was cut before, without what was rejected."""

    of_code_kg: Decimal
    of_plot_kg: Decimal


def lock_growing(session: Session, actor: Actor, plot_id: uuid.UUID) -> tuple[OrganisationFacts, PlotFacts]:
    """The actor's organisation and its plot, which nobody else changes or harvests until the transaction ends.

    Raises:
        NotFound: the actor acts for no organisation; the plot is missing or not the actor's to see.
    """
    asked = {"organisation_id": own_organisation_id(actor), "plot_id": plot_id}
    row = session.connection().execute(_growing(), asked).first()
    if row is None or actor.household_code not in (None, row.household_code):
        raise NotFound(what="plot", id=plot_id, pointer="/plot_id")
    return OrganisationFacts._make(row[:4]), PlotFacts._make(row[4:8])


def get_sold(
    session: Session,
    actor: Actor,
    product_id: uuid.UUID,
    *,
    plot_id: uuid.UUID,
    harvested_on: date,
    net_weight_kg: Decimal,
    since: datetime,
) -> tuple[ProductFacts, LookAlike | None]:
    """The actor's product, and a batch of the same plot, day and weight that was registered since an instant.

    Raises:
        NotFound: the product is missing or another organisation's.
    """
    asked = {
        "organisation_id": own_organisation_id(actor),
        "product_id": product_id,
        "plot_id": plot_id,
        "harvested_on": harvested_on,
        "net_weight_kg": net_weight_kg,
        "since": since,
    }
    row = session.connection().execute(_sold(), asked).first()
    if row is None:
        raise NotFound(what="product", id=product_id, pointer="/product_id")
    *product, lot, registered_at = row
    return ProductFacts._make(product), None if lot is None else LookAlike(lot, registered_at)


def find_season(session: Session, code_id: uuid.UUID, day: date) -> Season | None:
    """The season of a code that contains a day, locked: its quota is counted one after the other."""
    row = session.connection().execute(_season(), {"code_id": code_id, "day": day}).first()
    if row is None:
        return None
    return Season(name=row.name, starts_on=row.starts_on, ends_on=row.ends_on, quota_kg=row.quota_kg)


def used_before(
    session: Session,
    *,
    code_id: uuid.UUID | None,
    plot_id: uuid.UUID | None,
    from_on: date,
    to_on: date,
    but: uuid.UUID | None,
) -> Used:
    """The weight of all batches but the rejected ones, under a code and of a plot, between two days.

    Args:
        code_id, plot_id: None is not asked.
        but: a batch that does not count.
    """
    asked = {"code_id": code_id, "plot_id": plot_id, "from_on": from_on, "to_on": to_on}
    if but is not None:
        asked["but"] = but
    of_code, of_plot = session.connection().execute(_used(has_exception=but is not None), asked).one()
    return Used(of_code or Decimal(0), of_plot or Decimal(0))


@cache
def _growing() -> Select[Any]:
    organisation, plot, member = Organisation.__table__, Plot.__table__, Member.__table__
    return (
        select(
            *(organisation.c[name] for name in OrganisationFacts._fields),
            *(plot.c[name] for name in PlotFacts._fields),
            member.c.household_code,
        )
        .select_from(plot)
        .join(organisation, organisation.c.id == plot.c.organisation_id)
        .outerjoin(member, member.c.id == plot.c.member_id)
        .where(plot.c.id == bindparam("plot_id"), organisation.c.id == bindparam("organisation_id"))
        .with_for_update(of=plot)
    )


@cache
def _sold() -> Select[Any]:
    product, batch = Product.__table__, Batch.__table__
    looks_alike = and_(
        batch.c.plot_id == bindparam("plot_id"),
        batch.c.harvested_on == bindparam("harvested_on"),
        batch.c.net_weight_kg == bindparam("net_weight_kg"),
        batch.c.registered_at > bindparam("since"),
    )
    return (
        select(*(product.c[name] for name in ProductFacts._fields), batch.c.lot, batch.c.registered_at)
        .select_from(product)
        .outerjoin(batch, looks_alike)
        .where(
            product.c.id == bindparam("product_id"),
            product.c.organisation_id == bindparam("organisation_id"),
        )
        .limit(1)
    )


@cache
def _season() -> Select[Any]:
    season = GrowingSeason.__table__.c
    return (
        select(season.name, season.starts_on, season.ends_on, season.quota_kg)
        .where(
            season.growing_area_code_id == bindparam("code_id"),
            season.starts_on <= bindparam("day"),
            season.ends_on >= bindparam("day"),
        )
        .order_by(season.starts_on)
        .limit(1)
        .with_for_update()
    )


@cache
def _used(*, has_exception: bool) -> Select[Any]:
    """Without an exception an index alone answers it: some thousand batches of a season are added up in no time."""
    batch = Batch.__table__.c

    def total(column: str, asked: str) -> ScalarSelect[Any]:
        counted = select(func.sum(batch.net_weight_kg)).where(
            batch[column] == bindparam(asked),
            batch.harvested_on.between(bindparam("from_on"), bindparam("to_on")),
            batch.rejected_at.is_(None),
            batch.plot_id.is_not(None),  # what was packed of harvests is not counted again
        )
        if has_exception:
            counted = counted.where(batch.id != bindparam("but"))
        return counted.scalar_subquery()

    return select(total("growing_area_code_id", "code_id"), total("plot_id", "plot_id"))
