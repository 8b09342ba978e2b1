"""The history of a chain as one EPCIS 2.0 document: the recorded events in the order of time, never rebuilt."""

import json
from collections.abc import Sequence
from typing import Any

from batches.events.cbv import CONTEXT
from batches.events.rules import utc
from batches.provenance.history import Occurrence


def epcis_document(history: Sequence[Occurrence]) -> dict[str, Any]:
    """The document of at least one event; made when the last of them was recorded, so that it stays as it is."""
    return {
        "@context": list(CONTEXT),
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": utc(max(found.event.recorded_at for found in history)),
        "epcisBody": {"eventList": [json.loads(found.event.document) for found in history]},
    }
