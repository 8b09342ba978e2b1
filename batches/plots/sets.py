"""Several plots at once: those that an entry or a paper names, and those of them that an actor may see."""

import uuid
from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.errors import NotFound
from batches.plots.model import Plot
from batches.plots.service import is_of_household


def get_own_plots(
    session: Session,
    actor: Actor,
    plot_ids: Sequence[uuid.UUID],
    *,
    pointer: str = "/plot_ids",
    lock: bool = False,
) -> list[Plot]:
    """The plots of these ids, each once, in the order of their ids.

    Args:
        lock: nobody else changes them, or registers their harvest, until the transaction ends.

    Raises:
        NotFound: one is missing or not the actor's to see; the pointer says which.
    """
    statement = select(Plot).where(
        Plot.id.in_(plot_ids), Plot.organisation_id == actor.organisation_id, is_of_household(actor)
    )
    if lock:
        statement = statement.with_for_update()
    plots = session.scalars(statement.order_by(Plot.id)).all()
    found = {plot.id for plot in plots}
    for index, plot_id in enumerate(plot_ids):
        if plot_id not in found:
            raise NotFound(what="plot", id=plot_id, pointer=f"{pointer}/{index}")
    return list(plots)


def lock_own_plots(session: Session, actor: Actor, plot_ids: Collection[uuid.UUID]) -> None:
    """Lock those of the plots that the actor may see, in the one order in which everybody does.

    Who goes on to lock them one by one, with a season in between, then waits for nobody who waits for them.
    """
    session.execute(
        select(Plot.id)
        .where(Plot.id.in_(plot_ids), Plot.organisation_id == actor.organisation_id, is_of_household(actor))
        .order_by(Plot.id)
        .with_for_update(of=Plot)
    )


def visible_plot_ids(session: Session, actor: Actor, plots: Collection[Plot]) -> list[uuid.UUID]:
    """The ids of those plots that the actor may see, by code."""
    ids = [plot.id for plot in sorted(plots, key=lambda plot: plot.code)]
    if actor.household_code is None:
        return ids
    own = set(session.scalars(select(Plot.id).where(Plot.id.in_(ids), is_of_household(actor))))
    return [plot_id for plot_id in ids if plot_id in own]
