"""Shapes of print runs."""

from typing import Any

from marshmallow import Schema, fields, post_load

from app.api.fields import (
    Choice,
    Id,
    Input,
    InputNested,
    Instant,
    QueryWhole,
    Text,
    Weight,
    Whole,
    WholeChoice,
)
from app.api.schemas.calibrations import CalibrationIn, CalibrationOut
from labels.codes.codes import MAX_SERIAL
from labels.printers.rules import PRINTER_LANGUAGES
from labels.runs.facts import Carton
from labels.runs.model import LANGUAGES
from labels.runs.paper import DEFAULT_STOCK
from labels.stock.geometry import PRINTER_DPIS

CARTON_WEIGHT = {
    "description": "Of each carton, on designs that print it; left out, they have a rule to write on"
}
BLANK = {"description": "Left out: blank labels, which are given to batches by `/bindings`"}
OVER = {"description": "Why more labels than fruit, which another person then must approve"}
STATES = ("awaiting_approval", "declined", "created", "partly_printed", "printed", "closed")
CLOSES = {"description": "When its first labels that are not told to be applied become void by themselves"}
STOCK = {"description": f"Left out: the printer's, or `{DEFAULT_STOCK}`"}
PRINTER = {
    "description": "One of `/printers`: its stock, dpi, calibration and kind of file are taken and kept. A field "
    "beside it that says otherwise is refused"
}
FILE_KIND = {"description": "What its printer takes; `links.labels` is that file"}
CARTON_COUNT = {"description": "Fruits in each carton, on designs that print it"}
PRINTER_DPI = {
    "description": "Of the printer: a QR module is then a whole number of its dots, and a code that would come out too "
    "small is refused with what would do. Left out: of the printers that usually take the stock"
}


class PrintRunIn(Input):
    batch_id = Id(load_default=None, allow_none=True, metadata=BLANK)
    quantity = Whole(least=1, most=MAX_SERIAL, required=True)
    over_allotment_reason = Text(most=1000, load_default=None, allow_none=True, metadata=OVER)
    design = Text(most=60, load_default="fruit-a4")
    stock = Text(most=60, load_default=None, allow_none=True, metadata=STOCK)
    start_position = Whole(least=1, most=10_000, load_default=1)
    printer_dpi = WholeChoice(*PRINTER_DPIS, load_default=None, allow_none=True, metadata=PRINTER_DPI)
    calibration = InputNested(CalibrationIn, load_default=None)
    printer_id = Id(load_default=None, allow_none=True, metadata=PRINTER)
    language = Choice(*LANGUAGES, load_default="vi")
    carton_net_weight_kg = Weight(load_default=None, allow_none=True, metadata=CARTON_WEIGHT)
    carton_fruit_count = Whole(
        least=1, most=10_000, load_default=None, allow_none=True, metadata=CARTON_COUNT
    )

    @post_load
    def as_carton(self, data: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
        """What is told of each carton, as one value."""
        told = Carton(
            net_weight_kg=data.pop("carton_net_weight_kg"), fruit_count=data.pop("carton_fruit_count")
        )
        return {**data, "carton": told}


class RangeQuery(Input):
    first = QueryWhole(least=1, most=MAX_SERIAL, data_key="from", load_default=None)
    last = QueryWhole(least=1, most=MAX_SERIAL, data_key="to", load_default=None)


class PrintRunLinksOut(Schema):
    self_ = fields.String(required=True, data_key="self")
    batch = fields.String(required=True, allow_none=True)
    log = fields.String(required=True)
    ranges = fields.String(required=True)
    labels = fields.String(required=True, metadata={"description": "The file for its printer"})
    scans = fields.String(required=True)
    labels_pdf = fields.String(required=True)
    labels_zpl = fields.String(required=True, allow_none=True, metadata={"description": "On a roll"})
    labels_tspl = fields.String(required=True, allow_none=True, metadata={"description": "On a roll"})
    preview = fields.String(required=True, metadata={"description": "A picture of the first label"})
    first_label = fields.String(required=True, metadata={"description": "The link in the first label's QR"})


class LabelCountsOut(Schema):
    printed = fields.Integer(required=True)
    applied = fields.Integer(required=True)
    void = fields.Integer(required=True)
    open = fields.Integer(required=True, metadata={"description": "Neither applied nor void"})
    reprinted = fields.Integer(
        required=True, metadata={"description": "Copies that were granted beside the first print"}
    )


class PrintRunOut(Schema):
    id = Id(required=True)
    run_code = fields.String(required=True)
    first_code = fields.String(required=True, metadata={"description": "16 characters, without dashes"})
    last_code = fields.String(required=True)
    batch_id = Id(required=True, allow_none=True, metadata={"description": "null: a blank run"})
    level = Choice("fruit", "carton", required=True, metadata={"description": "What a label stands on"})
    quantity = Whole(least=1, most=MAX_SERIAL, required=True)
    design = fields.String(required=True)
    stock = fields.String(required=True)
    start_position = Whole(least=1, most=10_000, required=True)
    printer_dpi = fields.Integer(required=True, allow_none=True)
    calibration = fields.Nested(CalibrationOut, required=True)
    printer_id = fields.String(required=True, allow_none=True)
    file_kind = Choice(*PRINTER_LANGUAGES, required=True, metadata=FILE_KIND)
    language = Choice(*LANGUAGES, required=True)
    state = Choice(*STATES, required=True)
    over_allotment_reason = fields.String(required=True, allow_none=True)
    closes_at = Instant(required=True, allow_none=True, metadata=CLOSES)
    closed_at = Instant(required=True, allow_none=True)
    labels = fields.Nested(LabelCountsOut, required=True)
    fingerprint = fields.String(required=True, metadata={"description": "SHA-256 of all that is printed"})
    created_at = Instant(required=True)
    links = fields.Nested(PrintRunLinksOut, required=True)
