"""Examples of label stocks: an own roll of two lanes, and a printer that misses by half a millimetre."""

from typing import Any

KEY = "cuon-80x30"
PATH_EXAMPLES = {"stock_key": "roll-50x30"}

ROLL: dict[str, Any] = {
    "key": KEY,
    "name_vi": "Cuộn 2 tem 38 × 30 mm",
    "name_en": "Roll of labels, 2 lanes of 38 × 30 mm",
    "kind": "roll",
    "page_width_mm": 80,
    "page_height_mm": 30,
    "columns": 2,
    "rows": 1,
    "label_width_mm": 38,
    "label_height_mm": 30,
    "margin_left_mm": 1,
    "margin_top_mm": 0,
    "gap_x_mm": 2,
    "gap_y_mm": 2,
    "source": "Đo bằng thước thép trên cuộn đang dùng.",
    "is_measured": True,
    "printer_dpi": 203,
}
SHOWN: dict[str, Any] = {
    **ROLL,
    "per_page": 2,
    "is_built_in": False,
    "updated_at": "2026-10-05T02:00:00Z",
    "retired_at": None,
    "warnings": [
        {
            "code": "direct-thermal-fades",
            "detail": "Giấy cảm nhiệt trực tiếp (không dùng ruy băng mực) phai dần khi gặp nóng và nắng. Tem phải đọc "
            "được lâu thì in chuyển nhiệt bằng ruy băng mực lên decal BOPP hoặc PET.",
        }
    ],
    "links": {
        "self": f"/api/v1/stocks/{KEY}",
        "test_page": f"/api/v1/stocks/{KEY}/test-page.pdf",
        "calibration": f"/api/v1/stocks/{KEY}/calibration",
    },
}
CALIBRATION = {"offset_x_mm": -0.5, "offset_y_mm": 0.0, "scale_x": 1.0, "scale_y": 1.0}
_CORRECTED = "offset_x_mm=-0.5&offset_y_mm=0.0&scale_x=1.0&scale_y=1.0"

EXAMPLES: dict[str, Any] = {
    "StockIn": ROLL,
    "StockChange": {"label_width_mm": 37.5, "gap_x_mm": 3},
    "StockOut": SHOWN,
    "StockListOut": {"items": [SHOWN], "next": None},
    "FoundCalibrationOut": {
        **CALIBRATION,
        "links": {"test_page": f"/api/v1/stocks/roll-50x30/test-page.pdf?{_CORRECTED}"},
    },
}
