"""Use cases of plots. The caller owns the transaction."""

import uuid
from datetime import datetime
from decimal import Decimal

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.errors import NotFound
from batches.organisations.members.model import Member
from batches.ownership import get_own, own_organisation_id
from batches.places.addresses import Address, check_address
from batches.plots.model import Plot


def add_plot(
    session: Session,
    actor: Actor,
    *,
    code: str,
    variety: str,
    area_m2: int,
    place: Address,
    tree_count: int | None = None,
    planted_year: int | None = None,
    expected_yield_kg: Decimal | None = None,
    now: datetime,
) -> Plot:
    """Enter a plot of the actor's organisation.

    Raises:
        CommuneUnknown, CommuneNotInProvince: its place.
    """
    place = check_address(place)
    plot = Plot(
        organisation_id=own_organisation_id(actor),
        code=code,
        variety=variety,
        area_m2=area_m2,
        tree_count=tree_count,
        planted_year=planted_year,
        expected_yield_kg=expected_yield_kg,
        province_code=place.province_code,
        commune_code=place.commune_code,
        created_at=now,
        updated_at=now,
    )
    session.add(plot)
    session.flush()
    return plot


def get_own_plot(
    session: Session, actor: Actor, plot_id: uuid.UUID, *, pointer: str = "/plot_id", lock: bool = False
) -> Plot:
    """A plot of the actor's organisation; for a farmer bound to a household, of that household.

    Raises:
        NotFound: it is missing or not the actor's to see.
    """
    plot = get_own(session, actor, Plot, plot_id, what="plot", pointer=pointer, lock=lock)
    if actor.household_code is not None and not session.scalar(
        select(Plot.id).where(Plot.id == plot.id, is_of_household(actor))
    ):
        raise NotFound(what="plot", id=plot_id, pointer=pointer)
    return plot


def is_of_household(actor: Actor) -> ColumnElement[bool]:
    """Whether a plot is the actor's to see as far as its household goes."""
    if actor.household_code is None:
        return Plot.id.is_not(None)
    own = select(Member.id).where(
        Member.organisation_id == actor.organisation_id, Member.household_code == actor.household_code
    )
    return Plot.member_id.in_(own)
