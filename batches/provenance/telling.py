"""All that the public form of a batch is made of, read once: the chain behind it with its plots, codes and diaries."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from batches.harvest.model import Batch
from batches.organisations.model import Organisation
from batches.packing.model import Packing
from batches.packing.queries import packings_of
from batches.plots.growing_areas.model import GrowingAreaCode
from batches.plots.model import Plot
from batches.plots.packing_houses.model import PackingHouse
from batches.provenance.history import Occurrence, history_of
from batches.provenance.origins import Grown, grown_of
from batches.provenance.reach import origin_reach
from batches.provenance.rows import rows_by_id
from batches.provenance.stages import Sources, results_of, shipments_of, stages_of
from batches.provenance.story import PublicStage


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What the public form of a batch is made of."""

    history: Sequence[Occurrence]
    sources: Sources
    codes: Mapping[uuid.UUID | None, GrowingAreaCode]
    grown: Sequence[Grown]
    packings: Mapping[uuid.UUID, Packing]

    @property
    def makers(self) -> Iterable[Organisation]:
        """The organisations that made a batch of the chain."""
        batches = self.sources.reach.batches.values()
        return [self.sources.organisations[batch.organisation_id] for batch in batches]

    @property
    def stages(self) -> list[PublicStage]:
        """The diaries' and the recorded ones, in the order of their days."""
        diaries = dict.fromkeys(grown.cultivation for grown in self.grown)
        stages = [stage for stage in diaries if stage is not None] + stages_of(self.history, self.sources)
        return sorted(stages, key=lambda stage: stage.occurred_on)


def read_told(session: Session, batch: Batch) -> Told:
    """The chain behind a batch by a fixed number of queries."""
    reach = origin_reach(session, batch.id)
    batches = list(reach.batches.values())
    history = history_of(session, reach, asked_by=None, sent_on=batch.id)
    parties = [
        party for found in history for party in (found.event.organisation_id, found.event.counterparty_id)
    ]
    makers = [found.organisation_id for found in batches]
    organisations = rows_by_id(session, Organisation, [*makers, *parties])
    plots = rows_by_id(session, Plot, [found.plot_id for found in batches])
    codes = rows_by_id(session, GrowingAreaCode, [found.growing_area_code_id for found in batches])
    packed = [found.id for found in batches if found.plot_id is None]
    packings = packings_of(session, packed) if packed else {}
    houses = rows_by_id(session, PackingHouse, [found.packing_house_id for found in packings.values()])
    houses_of = {
        packing.event_id: houses[packing.packing_house_id]
        for packing in packings.values()
        if packing.packing_house_id is not None
    }
    results, laboratories = results_of(session, history)
    sources = Sources(
        reach=reach,
        organisations=organisations,
        plots=plots,
        houses=houses_of,
        shipments=shipments_of(session, history),
        results=results,
        laboratories=laboratories,
    )
    harvests = [found for found in batches if found.plot_id is not None]
    grown = grown_of(session, harvests, organisations=organisations, plots=plots, codes=codes)
    return Told(history=history, sources=sources, codes=codes, grown=grown, packings=packings)
