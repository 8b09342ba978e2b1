"""Shapes of printers and of what is read off their test pages."""

from typing import Any

from marshmallow import Schema, fields, post_load

from app.api.fields import Choice, Flag, Id, Input, Instant, Measure, Text, WholeChoice
from app.api.schemas.calibrations import READ, READ_TOLD, CalibrationOut
from labels.printers.rules import CODE_LENGTH, PRINTER_LANGUAGES
from labels.stock.geometry import PRINTER_DPIS
from labels.stock.readings import Readings

MOST_NAME = 60
_STOCK = {"description": "The key of the paper in it"}
_DPI = {"description": "Of its head; null where a driver takes pages of any, of `pdf` alone"}
_LANGUAGE = {"description": "`zpl` and `tspl` for label printers with a roll, `pdf` for all others"}
_CALIBRATED = {"description": "null: not yet with this paper, resolution and language"}
_PAGE = {"description": "The code of its test page as it is now, which stands on it"}


def _parts(*, is_new: bool) -> dict[str, fields.Field[Any]]:
    needed: dict[str, Any] = {"required": is_new}
    dpi: dict[str, Any] = {"load_default": None} if is_new else {}
    return {
        "name": Text(most=MOST_NAME, **needed),
        "stock": Text(most=60, metadata=_STOCK, **needed),
        "dpi": WholeChoice(*PRINTER_DPIS, allow_none=True, metadata=_DPI, **dpi),
        "language": Choice(*PRINTER_LANGUAGES, metadata=_LANGUAGE, **needed),
    }


PrinterIn = Input.from_dict(_parts(is_new=True), name="PrinterIn")
PrinterChange = Input.from_dict(
    {
        **_parts(is_new=False),
        "retired": Flag(metadata={"description": "true: no new run is made for it; its runs stay"}),
    },
    name="PrinterChange",
)


class PrinterReadingsIn(Input):
    page = Text(
        most=4 * CODE_LENGTH, required=True, metadata={"description": "The code that stands on the page"}
    )
    left_mm = Measure(**READ, metadata=READ_TOLD)
    right_mm = Measure(**READ, metadata=READ_TOLD)
    top_mm = Measure(**READ, metadata=READ_TOLD)
    bottom_mm = Measure(**READ, metadata=READ_TOLD)

    @post_load
    def as_readings(self, data: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
        return {"page": data.pop("page"), "readings": Readings(**data)}


class PrinterLinksOut(Schema):
    self_ = fields.String(required=True, data_key="self")
    stock = fields.String(required=True)
    test_page = fields.String(required=True)
    readings = fields.String(required=True)
    calibrations = fields.String(required=True)


class PrinterOut(Schema):
    id = Id(required=True)
    name = fields.String(required=True)
    stock = fields.String(required=True, metadata=_STOCK)
    dpi = fields.Integer(required=True, allow_none=True, metadata=_DPI)
    language = Choice(*PRINTER_LANGUAGES, required=True, metadata=_LANGUAGE)
    calibration = fields.Nested(CalibrationOut, required=True)
    calibrated_at = Instant(required=True, allow_none=True, metadata=_CALIBRATED)
    page = fields.String(required=True, metadata=_PAGE)
    created_at = Instant(required=True)
    updated_at = Instant(required=True)
    retired_at = Instant(required=True, allow_none=True)
    links = fields.Nested(PrinterLinksOut, required=True)


class PrinterCalibrationOut(Schema):
    id = Id(required=True)
    page = fields.String(required=True)
    left_mm = fields.Float(required=True)
    right_mm = fields.Float(required=True)
    top_mm = fields.Float(required=True)
    bottom_mm = fields.Float(required=True)
    calibration = fields.Nested(CalibrationOut, required=True)
    recorded_at = Instant(required=True)
    recorded_by = Id(required=True)
