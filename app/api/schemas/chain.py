"""Shapes of a batch's chain: the graph, and the EPCIS document."""

from marshmallow import Schema, fields

from app.api.fields import Choice, Day, Id, Input, Instant, Weight
from app.api.schemas.batches import STATUSES
from batches.movements.model import ANSWERS
from batches.provenance.reach import DIRECTIONS

BATCH_KINDS = ("harvest", "packing")
SHIPMENT_STATES = ("sent", *ANSWERS)


class TraceQuery(Input):
    direction = Choice(
        *DIRECTIONS,
        load_default="both",
        metadata={"description": "back: what it was made of; forward: what it became, as far as it is yours"},
    )


class TracedOrganisationOut(Schema):
    short_code = fields.String(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True)


class TracedProductOut(Schema):
    name_vi = fields.String(required=True)
    variety = fields.String(required=True)
    gtin = fields.String(required=True, allow_none=True)


class TracedPlaceOut(Schema):
    province_code = fields.String(required=True)
    commune_code = fields.String(required=True)
    name_vi = fields.String(required=True, metadata={"description": "Commune and province"})
    name_en = fields.String(required=True)


class TracedBatchOut(Schema):
    id = Id(required=True)
    lot = fields.String(required=True)
    kind = Choice(*BATCH_KINDS, required=True)
    status = Choice(*STATUSES, required=True)
    is_own = fields.Boolean(required=True)
    organisation = fields.Nested(TracedOrganisationOut, required=True)
    product = fields.Nested(TracedProductOut, required=True)
    harvested_on = Day(required=True)
    harvested_to_on = Day(required=True, allow_none=True)
    packed_on = Day(required=True, allow_none=True)
    net_weight_kg = Weight(required=True)
    growing_area_code = fields.String(required=True, allow_none=True)
    packing_house_code = fields.String(required=True, allow_none=True)
    place = fields.Nested(
        TracedPlaceOut, required=True, metadata={"description": "Where it was cut or packed: its commune"}
    )


class TracedEdgeOut(Schema):
    input_id = Id(required=True)
    output_id = Id(required=True)
    net_weight_kg = Weight(required=True, metadata={"description": "As it went in"})


class TracedLineOut(Schema):
    batch_id = Id(required=True)
    lot = fields.String(required=True)
    sent_kg = Weight(required=True)
    received_kg = Weight(required=True, allow_none=True, metadata={"description": "null: not received"})


class TracedMovementOut(Schema):
    id = Id(required=True)
    from_organisation = fields.String(
        required=True, attribute="sender", metadata={"description": "Short code"}
    )
    to_organisation = fields.String(
        required=True,
        allow_none=True,
        attribute="receiver",
        metadata={"description": "Short code; null for a buyer who is not here"},
    )
    state = Choice(*SHIPMENT_STATES, required=True)
    shipped_at = Instant(required=True)
    received_at = Instant(required=True, allow_none=True)
    lines = fields.List(fields.Nested(TracedLineOut), required=True)


class TracedEventOut(Schema):
    id = Id(required=True)
    kind = fields.String(required=True)
    organisation = fields.String(required=True, metadata={"description": "Short code of who recorded it"})
    epcis_event_id = fields.String(required=True)
    occurred_at = Instant(required=True)
    recorded_at = Instant(required=True)
    batch_ids = fields.List(Id(), required=True)
    corrects_id = Id(required=True, allow_none=True)
    is_declaration = fields.Boolean(required=True)


class TraceOut(Schema):
    batch_id = Id(required=True)
    direction = Choice(*DIRECTIONS, required=True)
    batches = fields.List(fields.Nested(TracedBatchOut), required=True)
    edges = fields.List(fields.Nested(TracedEdgeOut), required=True)
    movements = fields.List(fields.Nested(TracedMovementOut), required=True)
    events = fields.List(fields.Nested(TracedEventOut), required=True)


class EpcisBodyOut(Schema):
    event_list = fields.List(fields.Dict(), required=True, data_key="eventList")


class EpcisOut(Schema):
    context = fields.List(
        fields.Raw(metadata={"anyOf": [{"type": "string"}, {"type": "object"}]}),
        required=True,
        data_key="@context",
    )
    type = fields.String(required=True)
    schema_version = fields.String(required=True, data_key="schemaVersion")
    creation_date = fields.String(required=True, data_key="creationDate", metadata={"format": "date-time"})
    epcis_body = fields.Nested(EpcisBodyOut, required=True, data_key="epcisBody")
