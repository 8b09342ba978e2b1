"""Use cases of growing-area codes. The caller owns the transaction."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.ownership import get_own, own_organisation_id
from batches.plots.growing_areas.errors import PlotNotUnderCode
from batches.plots.growing_areas.model import GrowingAreaCode, GrowingSeason, growing_area_plot
from batches.plots.growing_areas.rules import normalise_growing_area_code
from batches.plots.model import Plot


def add_growing_area_code(
    session: Session,
    actor: Actor,
    *,
    code: str,
    market: str,
    valid_from: date,
    valid_to: date,
    plots: Sequence[Plot],
    now: datetime,
) -> GrowingAreaCode:
    """Enter a growing-area code over plots of the actor's organisation.

    Raises:
        GrowingAreaCodeInvalid: the code's form.
    """
    growing_area_code = GrowingAreaCode(
        organisation_id=own_organisation_id(actor),
        code=normalise_growing_area_code(code),
        market=market,
        valid_from=valid_from,
        valid_to=valid_to,
        plots=list(plots),
        created_at=now,
        updated_at=now,
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


def codes_over(session: Session, plot: Plot) -> Sequence[GrowingAreaCode]:
    """The growing-area codes that a plot is under, by code."""
    return session.scalars(
        select(GrowingAreaCode)
        .join(growing_area_plot)
        .where(growing_area_plot.c.plot_id == plot.id)
        .order_by(GrowingAreaCode.code)
    ).all()


def get_code_over(
    session: Session, actor: Actor, *, plot: Plot, growing_area_code_id: uuid.UUID
) -> GrowingAreaCode:
    """The code that a harvest of a plot names, whether it holds or not.

    Raises:
        NotFound: it is missing or another organisation's: nobody borrows a code.
        PlotNotUnderCode: it does not cover the plot.
    """
    pointer = "/growing_area_code_id"
    named = get_own(
        session, actor, GrowingAreaCode, growing_area_code_id, what="growing-area code", pointer=pointer
    )
    if named not in codes_over(session, plot):
        raise PlotNotUnderCode(plot=plot.code, growing_area_code=named.code, pointer=pointer)
    return named
