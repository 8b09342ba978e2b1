"""Shapes of how a printer misses: a calibration, and what is read off a test page."""

from dataclasses import fields as attributes
from typing import Any

from marshmallow import Schema, fields, post_load

from app.api.fields import Input, Measure, QueryMeasure
from labels.stock.calibration import LEAST_SCALE, MOST_OFFSET_MM, MOST_SCALE, Calibration
from labels.stock.readings import Printed, Readings
from labels.stock.rules import MOST_PAGE_MM

_OFFSET: dict[str, Any] = {"least": -MOST_OFFSET_MM, "most": MOST_OFFSET_MM, "load_default": 0.0}
_SCALE: dict[str, Any] = {"least": LEAST_SCALE, "most": MOST_SCALE, "load_default": 1.0}
_OFFSET_TOLD = {"description": "To the right, down; of everything on the page, after scaling"}
_SCALE_TOLD = {"description": "From the top left corner; 1.01 for a printer whose 100 mm come out as 99"}
READ: dict[str, Any] = {"least": -MOST_OFFSET_MM, "most": MOST_PAGE_MM, "required": True}
READ_TOLD = {
    "description": "Where the zero line of this vernier stands on a steel rule, whose own zero is on the left edge or "
    "on the top edge; between two lines that are straight equally well the middle"
}


class CalibrationIn(Input):
    offset_x_mm = Measure(**_OFFSET, metadata=_OFFSET_TOLD)
    offset_y_mm = Measure(**_OFFSET, metadata=_OFFSET_TOLD)
    scale_x = Measure(**_SCALE, metadata=_SCALE_TOLD)
    scale_y = Measure(**_SCALE, metadata=_SCALE_TOLD)

    @post_load
    def as_calibration(self, data: dict[str, Any], **_kwargs: Any) -> Calibration:
        return Calibration(**data)


class CalibrationQuery(Input):
    offset_x_mm = QueryMeasure(**_OFFSET, metadata=_OFFSET_TOLD)
    offset_y_mm = QueryMeasure(**_OFFSET, metadata=_OFFSET_TOLD)
    scale_x = QueryMeasure(**_SCALE, metadata=_SCALE_TOLD)
    scale_y = QueryMeasure(**_SCALE, metadata=_SCALE_TOLD)

    @post_load
    def as_calibration(self, data: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
        return {"calibration": _taken(Calibration, data)}


class ReadingsQuery(CalibrationQuery):
    left_mm = QueryMeasure(**READ, metadata=READ_TOLD)
    right_mm = QueryMeasure(**READ, metadata=READ_TOLD)
    top_mm = QueryMeasure(**READ, metadata=READ_TOLD)
    bottom_mm = QueryMeasure(**READ, metadata=READ_TOLD)

    @post_load
    def as_calibration(self, data: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
        return {"readings": _taken(Readings, data), "printed": Printed(calibration=_taken(Calibration, data))}


class CalibrationOut(Schema):
    offset_x_mm = fields.Float(required=True)
    offset_y_mm = fields.Float(required=True)
    scale_x = fields.Float(required=True)
    scale_y = fields.Float(required=True)


class CalibrationLinksOut(Schema):
    test_page = fields.String(
        required=True, metadata={"description": "Printed with it, to see whether it is right"}
    )


class FoundCalibrationOut(CalibrationOut):
    links = fields.Nested(CalibrationLinksOut, required=True)


def _taken(kind: type[Any], data: dict[str, Any]) -> Any:
    return kind(**{one.name: data[one.name] for one in attributes(kind)})
