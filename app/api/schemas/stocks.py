"""Shapes of label stocks: `labels/stock` alone knows which can be, and says what is wrong with one."""

from typing import Any

from marshmallow import Schema, fields

from app.api.fields import Choice, Flag, Input, InputField, Instant, Measure, Text, Whole, WholeChoice
from app.api.schemas.batches import WarningOut
from labels.design.schema import KEY_FORM
from labels.own_stocks.rules import MOST_KEY
from labels.stock.geometry import KINDS, PRINTER_DPIS
from labels.stock.rules import LEAST_LABEL_MM, MOST_PAGE_MM, MOST_SIDE_BY_SIDE

MOST_NAME, MOST_SOURCE = 120, 500
OWN_SOURCE = "Của tổ chức · the organisation's own"
_SIDE: dict[str, Any] = {"least": LEAST_LABEL_MM, "most": MOST_PAGE_MM}
_MARGIN: dict[str, Any] = {"least": 0, "most": MOST_PAGE_MM}
_COUNT: dict[str, Any] = {"least": 1, "most": MOST_SIDE_BY_SIDE}
_DPI = {"description": "Of the printers that usually take it, for a run that names none; null: of any"}
_SOURCE = {"description": "Where the measures are from"}
_MEASURED = {"description": "Whether somebody held them against real paper"}
_PAGE = {"description": "Of a roll one row of lanes, as the printer's driver is told"}


def _parts(*, is_new: bool) -> dict[str, InputField[Any]]:
    """All of a stock but its key; of a change each can be left out."""
    needed: dict[str, Any] = {"required": is_new}

    def by_default(*, value: Any) -> dict[str, Any]:
        return {"load_default": value} if is_new else {}

    return {
        "name_vi": Text(most=MOST_NAME, **needed),
        "name_en": Text(most=MOST_NAME, **needed),
        "kind": Choice(*KINDS, **by_default(value="sheet")),
        "page_width_mm": Measure(**_SIDE, **needed, metadata=_PAGE),
        "page_height_mm": Measure(**_SIDE, **needed, metadata=_PAGE),
        "columns": Whole(**_COUNT, **needed),
        "rows": Whole(**_COUNT, **needed),
        "label_width_mm": Measure(**_SIDE, **needed),
        "label_height_mm": Measure(**_SIDE, **needed),
        "margin_left_mm": Measure(**_MARGIN, **by_default(value=0.0)),
        "margin_top_mm": Measure(**_MARGIN, **by_default(value=0.0)),
        "gap_x_mm": Measure(**_MARGIN, **by_default(value=0.0)),
        "gap_y_mm": Measure(**_MARGIN, **by_default(value=0.0)),
        "source": Text(most=MOST_SOURCE, metadata=_SOURCE, **by_default(value=OWN_SOURCE)),
        "is_measured": Flag(metadata=_MEASURED, **by_default(value=False)),
        "printer_dpi": WholeChoice(*PRINTER_DPIS, allow_none=True, metadata=_DPI, **by_default(value=None)),
    }


_KEY = Text(most=MOST_KEY, required=True, metadata={"pattern": KEY_FORM})
StockIn = Input.from_dict({"key": _KEY, **_parts(is_new=True)}, name="StockIn")
StockChange = Input.from_dict(
    {
        **_parts(is_new=False),
        "retired": Flag(metadata={"description": "true: no new run is made with it; its runs stay"}),
    },
    name="StockChange",
)


class StockLinksOut(Schema):
    self_ = fields.String(required=True, data_key="self")
    test_page = fields.String(
        required=True, metadata={"description": "A page to print at 100 % and to measure"}
    )
    calibration = fields.String(
        required=True, metadata={"description": "What is read off it as a calibration"}
    )


class StockOut(Schema):
    key = fields.String(required=True)
    name_vi = fields.String(required=True)
    name_en = fields.String(required=True)
    kind = fields.String(required=True)
    page_width_mm = fields.Float(required=True)
    page_height_mm = fields.Float(required=True)
    columns = fields.Integer(required=True, metadata={"description": "Of a roll its lanes"})
    rows = fields.Integer(required=True)
    per_page = fields.Integer(required=True)
    label_width_mm = fields.Float(required=True)
    label_height_mm = fields.Float(required=True)
    margin_left_mm = fields.Float(required=True)
    margin_top_mm = fields.Float(required=True)
    gap_x_mm = fields.Float(required=True)
    gap_y_mm = fields.Float(required=True)
    source = fields.String(required=True, metadata=_SOURCE)
    is_measured = fields.Boolean(required=True, metadata=_MEASURED)
    printer_dpi = fields.Integer(required=True, allow_none=True, metadata=_DPI)
    is_built_in = fields.Boolean(required=True)
    updated_at = Instant(required=True, allow_none=True, metadata={"description": "Of an own stock"})
    retired_at = Instant(required=True, allow_none=True)
    warnings = fields.List(fields.Nested(WarningOut), required=True)
    links = fields.Nested(StockLinksOut, required=True)
