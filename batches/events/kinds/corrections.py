"""Corrections as EPCIS 2.0 tells them: the right event first, then the wrong one again with a declaration of error."""

import copy
import uuid
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from batches.events.hashing import event_hash
from batches.events.rules import extensions, json_number, record_uri, utc


def with_weight(
    event: Mapping[str, Any],
    net_weight_kg: Decimal,
    *,
    place: int,
    corrects: uuid.UUID,
    recorded_at: datetime,
) -> dict[str, Any]:
    """The event as it should have been.

    Args:
        place: in `quantityList`, of the lot whose weight was wrong.
        corrects: our id of the wrong event. Without it, what is corrected back would be the first event again.

    Raises:
        ValueError: JSON cannot carry a weight exactly, or `recorded_at` is naive.
    """
    right = copy.deepcopy(dict(event))
    right["quantityList"][place]["quantity"] = json_number(net_weight_kg)
    right |= {"recordTime": utc(recorded_at), **extensions(corrects=record_uri(corrects))}
    return right | {"eventID": event_hash(right)}


def declared_wrong(
    event: Mapping[str, Any], *, corrective: Mapping[str, Any] | None, declared_at: datetime
) -> dict[str, Any]:
    """The whole event again under its id: it did not occur, or its data were wrong and another is right.

    Args:
        corrective: the right event, already recorded; None: it did not occur.

    Raises:
        ValueError: `declared_at` is naive.
    """
    declaration: dict[str, Any] = {"declarationTime": utc(declared_at)}
    if corrective is None:
        declaration["reason"] = "did_not_occur"
    else:
        declaration |= {"reason": "incorrect_data", "correctiveEventIDs": [corrective["eventID"]]}
    return copy.deepcopy(dict(event)) | {"recordTime": utc(declared_at), "errorDeclaration": declaration}
