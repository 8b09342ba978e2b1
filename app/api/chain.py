"""`/batches/{id}/trace` and `/batches/{id}/epcis`: the chain around a batch, as a graph and as a document."""

import json
import uuid
from typing import Any

from flask import Response

from app.api.api import Blueprint
from app.api.schemas.chain import EpcisOut, TraceOut, TraceQuery
from app.db import reading
from app.policy import allow, current_actor
from batches.provenance.epcis import epcis_document
from batches.provenance.history import Occurrence
from batches.provenance.trace import Trace, TracedBatch, chain_history, trace

blueprint = Blueprint("chain", __name__, description="What a batch was made of, and what it became")

READERS = ("manager", "farmer", "packer", "viewer")
LINKED_DATA = "application/ld+json"


@blueprint.get("/batches/<uuid:batch_id>/trace")
@blueprint.arguments(TraceQuery, location="query")
@blueprint.response(200, TraceOut)
@allow(*READERS, scope="batch:read")
def get_trace(query: dict[str, Any], batch_id: uuid.UUID) -> dict[str, Any]:
    """The chain around a batch that the caller's organisation made or accepted.

    Back, whoever made it; forward, what the caller's organisation made or accepted. Codes and organisations, no person.
    """
    with reading() as session:
        return _shown(trace(session, current_actor(), batch_id, query["direction"]))


@blueprint.get("/batches/<uuid:batch_id>/epcis")
@blueprint.response(200, EpcisOut, content_type=LINKED_DATA)
@allow(*READERS, scope="batch:read")
def get_epcis(batch_id: uuid.UUID) -> Response:
    """The recorded events of a batch and of all it was made of, as one EPCIS 2.0 JSON-LD document."""
    with reading() as session:
        document = epcis_document(chain_history(session, current_actor(), batch_id))
    return Response(json.dumps(document, ensure_ascii=False), content_type=LINKED_DATA)


def _shown(found: Trace) -> dict[str, Any]:
    return {
        "batch_id": found.batch_id,
        "direction": found.direction,
        "batches": [_shown_batch(batch) for batch in found.batches],
        "edges": found.edges,
        "movements": found.movements,
        "events": [_shown_event(occurrence, found) for occurrence in found.events],
    }


def _shown_batch(found: TracedBatch) -> dict[str, Any]:
    batch, place = found.batch, found.place
    columns = ("id", "lot", "harvested_on", "harvested_to_on", "net_weight_kg")
    given = ("kind", "status", "is_own", "organisation", "product", "packed_on")
    codes = ("growing_area_code", "packing_house_code")
    return {
        **{name: getattr(batch, name) for name in columns},
        **{name: getattr(found, name) for name in (*given, *codes)},
        "place": {
            "province_code": place.province_code,
            "commune_code": place.commune_code,
            "name_vi": place.commune_and_province("vi"),
            "name_en": place.commune_and_province("en"),
        },
    }


def _shown_event(occurrence: Occurrence, found: Trace) -> dict[str, Any]:
    event = occurrence.event
    columns = ("id", "kind", "epcis_event_id", "occurred_at", "recorded_at", "corrects_id", "is_declaration")
    return {
        **{name: getattr(event, name) for name in columns},
        "organisation": found.organisations[event.organisation_id].short_code,
        "batch_ids": occurrence.batch_ids,
    }
