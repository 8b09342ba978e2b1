"""Use cases of growing-area codes. The caller owns the transaction."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TypedDict, Unpack

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.actors import Actor
from batches.ownership import own_organisation_id
from batches.plots.growing_areas.errors import GrowingAreaCodeTaken
from batches.plots.growing_areas.model import (
    GrowingAreaCode,
    GrowingAreaStatus,
    GrowingSeason,
    PackingAuthorisation,
    growing_area_plot,
)
from batches.plots.growing_areas.queries import get_growing_area_code
from batches.plots.growing_areas.rules import (
    Authorisation,
    Season,
    check_authorisations,
    check_market,
    check_seasons,
    normalise_growing_area_code,
)
from batches.plots.model import Plot
from batches.plots.packing_houses.rules import normalise_packing_house_code


class GrowingAreaChanges(TypedDict, total=False):
    """What may change of a code; each list replaces the one that is there."""

    plots: Sequence[Plot]
    seasons: Sequence[Season]
    authorisations: Sequence[Authorisation]
    valid_to: date


def add_growing_area_code(
    session: Session,
    actor: Actor,
    *,
    code: str,
    market: str,
    valid_from: date,
    valid_to: date,
    plots: Sequence[Plot],
    seasons: Sequence[Season] = (),
    authorisations: Sequence[Authorisation] = (),
    now: datetime,
) -> GrowingAreaCode:
    """Enter a growing-area code over plots of the actor's organisation.

    Raises:
        GrowingAreaCodeInvalid, GrowingAreaCodeTaken: the code.
        MarketInvalid: its market.
        GrowingAreaPeriodReversed, SeasonOutsideValidity, SeasonsOverlap: its dates.
        PackingHouseCodeInvalid: a packing house that it authorises.
    """
    code = normalise_growing_area_code(code)
    check_market(market)
    check_seasons(seasons, valid_from=valid_from, valid_to=valid_to)
    if session.scalar(select(GrowingAreaCode.id).where(GrowingAreaCode.code == code)):
        raise GrowingAreaCodeTaken(growing_area_code=code, pointer="/code")
    growing_area_code = GrowingAreaCode(
        organisation_id=own_organisation_id(actor),
        code=code,
        market=market,
        valid_from=valid_from,
        valid_to=valid_to,
        plots=list(dict.fromkeys(plots)),
        seasons=[GrowingSeason.of(season) for season in seasons],
        authorisations=_authorisations(authorisations),
        created_at=now,
        updated_at=now,
    )
    session.add(growing_area_code)
    session.flush()
    return growing_area_code


def change_growing_area_code(
    session: Session,
    actor: Actor,
    code_id: uuid.UUID,
    *,
    now: datetime,
    **changes: Unpack[GrowingAreaChanges],
) -> GrowingAreaCode:
    """Change what a code covers, allows and authorises, or when it ends.

    Raises:
        NotFound: it is missing or another organisation's.
        GrowingAreaPeriodReversed, SeasonOutsideValidity, SeasonsOverlap: dates that no longer fit together.
        PackingHouseCodeInvalid: a packing house that it authorises.
    """
    found = _get_with_plots_locked(session, actor, code_id)
    valid_to = changes.get("valid_to", found.valid_to)
    seasons = changes.get("seasons", [row.value for row in found.seasons])
    check_seasons(seasons, valid_from=found.valid_from, valid_to=valid_to)
    found.valid_to = valid_to
    if "seasons" in changes:
        found.seasons = [GrowingSeason.of(season) for season in seasons]
    if "authorisations" in changes:
        found.authorisations = _authorisations(changes["authorisations"])
    if "plots" in changes:
        found.plots = list(dict.fromkeys(changes["plots"]))
    found.updated_at = now
    session.flush()
    return found


def record_growing_area_status(
    session: Session,
    actor: Actor,
    code_id: uuid.UUID,
    *,
    status: str,
    from_on: date,
    reason: str | None = None,
    now: datetime,
) -> GrowingAreaStatus:
    """Say what a code is from a day on; what was said before stays in its history.

    Raises:
        NotFound: it is missing or another organisation's.
    """
    code = _get_with_plots_locked(session, actor, code_id)
    recorded = GrowingAreaStatus(
        growing_area_code=code,
        status=status,
        from_on=from_on,
        reason=reason,
        recorded_at=now,
        recorded_by=actor.id,
    )
    session.add(recorded)
    code.updated_at = now
    session.flush()
    return recorded


def _authorisations(given: Iterable[Authorisation]) -> list[PackingAuthorisation]:
    """Checked, and by the codes' normal forms."""
    normal = [
        replace(
            found,
            packing_house_code=normalise_packing_house_code(
                found.packing_house_code, pointer=f"/authorisations/{place}/packing_house_code"
            ),
        )
        for place, found in enumerate(given)
    ]
    check_authorisations(normal)
    return [PackingAuthorisation.of(found) for found in normal]


def _get_with_plots_locked(session: Session, actor: Actor, code_id: uuid.UUID) -> GrowingAreaCode:
    """The code, and a turn after the harvests that are being registered on its plots, which lock those too.

    So no harvest misses what changes here, and no review misses a harvest. The code itself is left unlocked:
    a harvest refers to it while it holds the plot, and each would wait for the other.
    """
    code = get_growing_area_code(session, actor, code_id)
    under = select(Plot.id).join(growing_area_plot).where(growing_area_plot.c.growing_area_code_id == code.id)
    session.execute(under.order_by(Plot.id).with_for_update(of=Plot))
    return code
