"""The events of a batch as anybody may read them in EPCIS 2.0: the stages that its page shows, and no more.

What the page does not tell is left out of each event: weights and counts, buyers, plots, records. Lots that the batch
was made of are named by a name that leads nowhere, since nobody can walk from a lot to another. An event from which
something is left out has another hash, so it is named by our own id of it.
"""

import json
import uuid
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from batches.events.cbv import CONTEXT
from batches.events.model import Event
from batches.events.rules import utc
from batches.harvest.model import Batch
from batches.provenance.stages import shown_events
from batches.provenance.telling import read_told

_KEPT: Final = ("type", "action", "eventTime", "recordTime", "eventTimeZoneOffset", "bizStep", "disposition")
_CLASSES: Final = ("quantityList", "inputQuantityList", "outputQuantityList")
_PLACES: Final = ("readPoint", "bizLocation")
_TOLD: Final = (
    *("cbvmda:harvestStartDate", "cbvmda:harvestEndDate"),
    *("ronguon:variety", "ronguon:growingAreaCode", "ronguon:packingHouseCode"),
)
_REPORT: Final = "ronguon:reportNumber"
_PLOT: Final = "/loc/plot/"


def find_public_events(session: Session, lot: str) -> dict[str, Any] | None:
    """The EPCIS document of a published lot; None when there is no such lot."""
    batch = session.scalar(select(Batch).where(Batch.lot == lot))
    if batch is None or batch.published_at is None:
        return None
    told = read_told(session, batch)
    events = shown_events(told.history, told.sources)
    return {
        "@context": list(CONTEXT),
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": utc(max(event.recorded_at for event in events)),
        "epcisBody": {"eventList": [_shown(event, batch) for event in events]},
    }


def _shown(event: Event, batch: Batch) -> dict[str, Any]:
    recorded = json.loads(event.document)
    shown = {name: recorded[name] for name in _KEPT if name in recorded}
    shown["eventID"] = f"urn:uuid:{event.id}"
    for name in _CLASSES:
        if name in recorded:
            shown[name] = [{"epcClass": _class(found["epcClass"], batch)} for found in recorded[name]]
    for name in _PLACES:
        if name in recorded and _PLOT not in recorded[name]["id"]:
            shown[name] = recorded[name]
    if "ilmd" in recorded:
        shown["ilmd"] = _told(recorded["ilmd"])
    return shown | ({_REPORT: recorded[_REPORT]} if _REPORT in recorded else {})


def _class(name: str, batch: Batch) -> str:
    """The lot itself by its name, another by one of which only this batch's events make use."""
    is_own = name.endswith((f"/{batch.lot}", f".{batch.lot}"))
    return name if is_own else f"urn:uuid:{uuid.uuid5(batch.id, name)}"


def _told(ilmd: Mapping[str, Any]) -> dict[str, Any]:
    return {name: ilmd[name] for name in _TOLD if name in ilmd}
