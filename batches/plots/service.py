"""Use cases of plots and growing-area codes. The caller owns the transaction."""

import uuid
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.errors import NotFound
from batches.organisations.service import get_own_organisation
from batches.places.addresses import Address, check_address
from batches.plots.errors import GrowingAreaCodeNotValid, PlotNotUnderCode
from batches.plots.model import GrowingAreaCode, GrowingSeason, Plot, growing_area_plot
from batches.plots.rules import normalise_growing_area_code


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
) -> Plot:
    """Enter a plot of the actor's organisation.

    Raises:
        CommuneUnknown, CommuneNotInProvince: its place.
    """
    place = check_address(place)
    plot = Plot(
        organisation_id=get_own_organisation(session, actor).id,
        code=code,
        variety=variety,
        area_m2=area_m2,
        tree_count=tree_count,
        planted_year=planted_year,
        expected_yield_kg=expected_yield_kg,
        province_code=place.province_code,
        commune_code=place.commune_code,
    )
    session.add(plot)
    session.flush()
    return plot


def add_growing_area_code(
    session: Session,
    actor: Actor,
    *,
    code: str,
    market: str,
    valid_from: date,
    valid_to: date,
    plots: Sequence[Plot],
) -> GrowingAreaCode:
    """Enter a growing-area code over plots of the actor's organisation.

    Raises:
        GrowingAreaCodeInvalid: the code's form.
    """
    growing_area_code = GrowingAreaCode(
        organisation_id=get_own_organisation(session, actor).id,
        code=normalise_growing_area_code(code),
        market=market,
        valid_from=valid_from,
        valid_to=valid_to,
        plots=list(plots),
    )
    session.add(growing_area_code)
    session.flush()
    return growing_area_code


def add_season(
    growing_area_code: GrowingAreaCode, *, name: str, starts_on: date, ends_on: date, quota_kg: Decimal
) -> None:
    """Give a growing-area code a season with its quota."""
    growing_area_code.seasons.append(
        GrowingSeason(name=name, starts_on=starts_on, ends_on=ends_on, quota_kg=quota_kg)
    )


def get_own_plot(session: Session, actor: Actor, plot_id: uuid.UUID) -> Plot:
    """A plot of the actor's organisation.

    Raises:
        NotFound: it is missing or another organisation's.
    """
    plot = session.get(Plot, plot_id)
    if plot is None or plot.organisation_id != actor.organisation_id:
        raise NotFound(what="plot", id=plot_id, pointer="/plot_id")
    return plot


def choose_growing_area_code(
    session: Session, actor: Actor, *, plot: Plot, growing_area_code_id: uuid.UUID | None, on: date
) -> GrowingAreaCode | None:
    """The code that a harvest stands under: the one named, else the plot's only one valid that day, else None.

    Raises:
        NotFound: the one named is missing or another organisation's.
        PlotNotUnderCode, GrowingAreaCodeNotValid: the one named does not cover the plot, or not on that day.
    """
    covering = session.scalars(
        select(GrowingAreaCode).join(growing_area_plot).where(growing_area_plot.c.plot_id == plot.id)
    ).all()
    if growing_area_code_id is None:
        valid = [code for code in covering if code.valid_from <= on <= code.valid_to]
        return valid[0] if len(valid) == 1 else None
    named = session.get(GrowingAreaCode, growing_area_code_id)
    if named is None or named.organisation_id != actor.organisation_id:
        raise NotFound(what="growing-area code", id=growing_area_code_id, pointer="/growing_area_code_id")
    if named not in covering:
        raise PlotNotUnderCode(plot=plot.code, growing_area_code=named.code, pointer="/growing_area_code_id")
    if not named.valid_from <= on <= named.valid_to:
        raise GrowingAreaCodeNotValid(
            growing_area_code=named.code,
            valid_from=named.valid_from,
            valid_to=named.valid_to,
            on=on,
            pointer="/growing_area_code_id",
        )
    return named
