"""Growing-area codes and their history as a caller may see them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, selectinload

from batches.actors import Actor
from batches.errors import NotFound
from batches.ownership import get_own, list_own
from batches.paging import Page, Wanted, read_page
from batches.plots.growing_areas.errors import PlotNotUnderCode
from batches.plots.growing_areas.model import GrowingAreaCode, GrowingAreaStatus, growing_area_plot
from batches.plots.model import Plot
from batches.plots.service import is_of_household
from batches.plots.sets import visible_plot_ids
from batches.plots.statuses import StatusChange


@dataclass(frozen=True, kw_only=True, slots=True)
class CodeOver:
    """A growing-area code over a plot, as far as a harvest asks.

    Attributes:
        history: its statuses in the order in which they were recorded.
    """

    id: uuid.UUID
    code: str
    valid_from: date
    valid_to: date
    history: Sequence[StatusChange]

    def changes(self) -> Sequence[StatusChange]:
        return self.history


def codes_over(session: Session, plot_id: uuid.UUID) -> list[CodeOver]:
    """The growing-area codes that a plot is under, by code."""
    rows = session.connection().execute(_codes_and_statuses(), {"plot_id": plot_id})
    return [
        CodeOver(
            id=code_id,
            code=code,
            valid_from=valid_from,
            valid_to=valid_to,
            history=[StatusChange(status=row.status, from_on=row.from_on) for row in group if row.status],
        )
        for (code_id, code, valid_from, valid_to), group in groupby(rows, key=lambda row: row[:4])
    ]


def get_code_over(
    session: Session,
    actor: Actor,
    *,
    plot_id: uuid.UUID,
    plot_code: str,
    growing_area_code_id: uuid.UUID,
) -> CodeOver:
    """The code that a harvest of a plot names, whether it holds or not.

    Raises:
        NotFound: it is missing, another organisation's or, to a farmer, of other households: nobody borrows a code.
        PlotNotUnderCode: it does not cover the plot.
    """
    pointer = "/growing_area_code_id"
    named = get_growing_area_code(session, actor, growing_area_code_id, pointer=pointer)
    for over in codes_over(session, plot_id):
        if over.id == named.id:
            return over
    raise PlotNotUnderCode(plot=plot_code, growing_area_code=named.code, pointer=pointer)


@cache
def _codes_and_statuses() -> Select[Any]:
    """Put together once: every registration asks it."""
    code, status = GrowingAreaCode.__table__.c, GrowingAreaStatus.__table__.c
    return (
        select(code.id, code.code, code.valid_from, code.valid_to, status.status, status.from_on)
        .select_from(growing_area_plot)
        .join(GrowingAreaCode.__table__, code.id == growing_area_plot.c.growing_area_code_id)
        .outerjoin(GrowingAreaStatus.__table__, status.growing_area_code_id == code.id)
        .where(growing_area_plot.c.plot_id == bindparam("plot_id"))
        .order_by(code.code, status.id)
    )


def get_growing_area_code(
    session: Session, actor: Actor, code_id: uuid.UUID, *, pointer: str = ""
) -> GrowingAreaCode:
    """A code of the actor's organisation; for a farmer bound to a household, one over a plot of it.

    Raises:
        NotFound: it is missing or not the actor's to see.
    """
    what: Final = "growing-area code"
    code = get_own(session, actor, GrowingAreaCode, code_id, what=what, pointer=pointer)
    if actor.household_code is not None and not plot_ids_seen(session, actor, code):
        raise NotFound(what=what, id=code_id, pointer=pointer)
    return code


def list_growing_area_codes(session: Session, actor: Actor, wanted: Wanted) -> Page[GrowingAreaCode]:
    """A page of the codes that the actor may see."""
    where = [] if actor.household_code is None else [GrowingAreaCode.plots.any(is_of_household(actor))]
    load = [
        selectinload(GrowingAreaCode.plots).load_only(Plot.code),
        selectinload(GrowingAreaCode.seasons),
        selectinload(GrowingAreaCode.statuses),
        selectinload(GrowingAreaCode.authorisations),
    ]
    return list_own(
        session, actor, GrowingAreaCode, wanted, *where, updated_at=GrowingAreaCode.updated_at, load=load
    )


def list_growing_area_statuses(
    session: Session, actor: Actor, code_id: uuid.UUID, wanted: Wanted
) -> Page[GrowingAreaStatus]:
    """A page of a code's status history, the last recorded first.

    Raises:
        NotFound: the code is missing or not the actor's to see.
    """
    code = get_growing_area_code(session, actor, code_id)
    of_code = select(GrowingAreaStatus).where(GrowingAreaStatus.growing_area_code_id == code.id)
    return read_page(
        session, of_code, wanted, key=GrowingAreaStatus.id, updated_at=GrowingAreaStatus.recorded_at
    )


def plot_ids_seen(session: Session, actor: Actor, code: GrowingAreaCode) -> Sequence[uuid.UUID]:
    """The plots under a code, but for those of other households than the one that a farmer is bound to."""
    return sorted(visible_plot_ids(session, actor, code.plots))
