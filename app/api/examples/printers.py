"""Examples of printers: a label printer whose roll lies 2.3 mm too far right and comes out a percent short."""

from typing import Any

PRINTER = "01a2b3c4-0000-7000-8000-0000000000a1"
PATH_EXAMPLES = {"printer_id": PRINTER}
CALIBRATION = {"offset_x_mm": -2.312, "offset_y_mm": -0.013, "scale_x": 1.0, "scale_y": 1.0125}
READINGS = {"left_mm": 6.3, "right_mm": 91.3, "top_mm": 4.0, "bottom_mm": 12.8}

KEPT: dict[str, Any] = {
    "name": "Xprinter kho 2",
    "stock": "roll-105x22",
    "dpi": 203,
    "language": "tspl",
}
SHOWN: dict[str, Any] = {
    "id": PRINTER,
    **KEPT,
    "calibration": CALIBRATION,
    "calibrated_at": "2026-10-05T02:10:00Z",
    "page": "55MQ",
    "created_at": "2026-10-05T02:00:00Z",
    "updated_at": "2026-10-05T02:10:00Z",
    "retired_at": None,
    "links": {
        "self": f"/api/v1/printers/{PRINTER}",
        "stock": "/api/v1/stocks/roll-105x22",
        "test_page": f"/api/v1/printers/{PRINTER}/test-page",
        "readings": f"/api/v1/printers/{PRINTER}/readings",
        "calibrations": f"/api/v1/printers/{PRINTER}/calibrations",
    },
}
READ: dict[str, Any] = {
    "id": "01a2b3c4-0000-7000-8000-0000000000a2",
    "page": "1FXE",
    **READINGS,
    "calibration": CALIBRATION,
    "recorded_at": "2026-10-05T02:10:00Z",
    "recorded_by": "01a2b3c4-0000-7000-8000-000000000005",
}

EXAMPLES: dict[str, Any] = {
    "PrinterIn": KEPT,
    "PrinterChange": {"name": "Xprinter kho 3"},
    "PrinterReadingsIn": {"page": "1FXE", **READINGS},
    "PrinterOut": SHOWN,
    "PrinterListOut": {"items": [SHOWN], "next": None},
    "PrinterCalibrationListOut": {"items": [READ], "next": None},
}
