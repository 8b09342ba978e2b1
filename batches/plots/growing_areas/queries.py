"""Growing-area codes and their history as a caller may see them."""

import uuid
from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from batches.actors import Actor
from batches.errors import NotFound
from batches.ownership import get_own, list_own
from batches.paging import Page, Wanted, read_page
from batches.plots.growing_areas.model import GrowingAreaCode, GrowingAreaStatus
from batches.plots.model import Plot
from batches.plots.service import is_of_household
from batches.plots.sets import visible_plot_ids


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
