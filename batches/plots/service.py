"""Use cases of plots. The caller owns the transaction."""

import uuid
from datetime import datetime
from decimal import Decimal
from typing import TypedDict, Unpack

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.days import day_of
from batches.errors import NotFound
from batches.organisations.members.model import Member
from batches.ownership import get_own, list_own, own_organisation_id
from batches.paging import Page, Wanted
from batches.places.addresses import Address, check_address
from batches.plots.errors import PlotCodeTaken
from batches.plots.geojson import Boundary, Position, read_boundary
from batches.plots.model import Plot
from batches.plots.rules import check_planted_year, normalise_plot_code


class PlotChanges(TypedDict, total=False):
    """What may change of a plot. Its code may not: it stands in trace codes and events."""

    member_id: uuid.UUID | None
    variety: str
    area_m2: int
    place: Address
    tree_count: int | None
    planted_year: int | None
    expected_yield_kg: Decimal | None
    boundary: Boundary | None
    centroid: Position | None


def add_plot(
    session: Session,
    actor: Actor,
    *,
    code: str,
    variety: str,
    area_m2: int,
    place: Address,
    member_id: uuid.UUID | None = None,
    tree_count: int | None = None,
    planted_year: int | None = None,
    expected_yield_kg: Decimal | None = None,
    boundary: Boundary | None = None,
    centroid: Position | None = None,
    now: datetime,
) -> Plot:
    """Enter a plot of the actor's organisation.

    Args:
        centroid: where the plot is, when it is known better than from its boundary.

    Raises:
        PlotCodeInvalid, PlotCodeTaken: its code.
        NotFound: its household is missing or another organisation's.
        CommuneUnknown, CommuneNotInProvince: its place.
        PlantedInFuture: its trees are of a year to come.
        PositionOutsideVietnam, BoundaryNotValid, AreaDiffers, CentroidOutsidePlot: where it lies.
    """
    organisation_id = own_organisation_id(actor)
    code = normalise_plot_code(code)
    check_planted_year(planted_year, this_year=day_of(now).year)
    place = check_address(place)
    position = _settled(stated_m2=area_m2, boundary=boundary, centroid=centroid)
    _check_household(session, actor, member_id)
    if session.scalar(select(Plot.id).where(Plot.organisation_id == organisation_id, Plot.code == code)):
        raise PlotCodeTaken(plot_code=code, pointer="/code")
    plot = Plot(
        organisation_id=organisation_id,
        member_id=member_id,
        code=code,
        variety=variety,
        area_m2=area_m2,
        tree_count=tree_count,
        planted_year=planted_year,
        expected_yield_kg=expected_yield_kg,
        province_code=place.province_code,
        commune_code=place.commune_code,
        boundary=None if boundary is None else boundary.geojson(),
        position=None if position is None else list(position),
        created_at=now,
        updated_at=now,
    )
    session.add(plot)
    session.flush()
    return plot


def change_plot(
    session: Session, actor: Actor, plot_id: uuid.UUID, *, now: datetime, **changes: Unpack[PlotChanges]
) -> Plot:
    """Correct a plot; batches of it stay as they were judged.

    A new boundary moves the position into it, unless a centroid comes along.

    Raises:
        NotFound: plot or household is missing or not the actor's to see.
        CommuneUnknown, CommuneNotInProvince, PlantedInFuture: as when it is entered.
        PositionOutsideVietnam, BoundaryNotValid, AreaDiffers, CentroidOutsidePlot: area, boundary and
            position, changed or not, no longer agree.
    """
    plot = get_own_plot(session, actor, plot_id, pointer="", lock=True)
    check_planted_year(changes.get("planted_year"), this_year=day_of(now).year)
    if "member_id" in changes:
        _check_household(session, actor, changes["member_id"])
        plot.member_id = changes["member_id"]
    if "place" in changes:
        place = check_address(changes["place"])
        plot.province_code, plot.commune_code = place.province_code, place.commune_code
    if changes.keys() & {"area_m2", "boundary", "centroid"}:
        _move(plot, changes)
    for name in ("variety", "tree_count", "planted_year", "expected_yield_kg"):
        setattr(plot, name, changes.get(name, getattr(plot, name)))
    plot.updated_at = now
    session.flush()
    return plot


def list_plots(session: Session, actor: Actor, wanted: Wanted) -> Page[Plot]:
    """A page of the plots that the actor may see."""
    return list_own(session, actor, Plot, wanted, is_of_household(actor), updated_at=Plot.updated_at)


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


def _check_household(session: Session, actor: Actor, member_id: uuid.UUID | None) -> None:
    if member_id is not None:
        get_own(session, actor, Member, member_id, what="member", pointer="/member_id")


def _move(plot: Plot, changes: PlotChanges) -> None:
    """Area, boundary and position, which must agree whichever of them is new."""
    area_m2 = changes.get("area_m2", plot.area_m2)
    boundary = read_boundary(plot.boundary) if plot.boundary is not None else None
    centroid: Position | None = (plot.position[0], plot.position[1]) if plot.position is not None else None
    if "boundary" in changes:
        boundary = changes["boundary"]
        centroid = centroid if boundary is None else None
    if "centroid" in changes:
        centroid = changes["centroid"]
    position = _settled(
        stated_m2=area_m2,
        boundary=boundary,
        centroid=centroid,
        area_pointer="/area_ha" if "area_m2" in changes else "/boundary",
    )
    plot.area_m2 = area_m2
    plot.boundary = None if boundary is None else boundary.geojson()
    plot.position = None if position is None else list(position)


def _settled(
    *, stated_m2: int, boundary: Boundary | None, centroid: Position | None, area_pointer: str = "/area_ha"
) -> Position | None:
    """See `settle_position`; only a process that is sent an outline or a position loads what judges them."""
    if boundary is None and centroid is None:
        return None
    from batches.plots.boundaries import settle_position  # noqa: PLC0415 - 25 MB and 0.3 s of every start

    return settle_position(
        stated_m2=stated_m2, boundary=boundary, centroid=centroid, area_pointer=area_pointer
    )
