"""Rolls that come with the service, named as shops in Vietnam name them. None was held against paper yet.

A page of a roll is one row of lanes, as wide as the driver's page and as high as a label.
"""

from labels.stock.geometry import Stock

ROLL_DPI = 203  # of nearly every thermal printer that is sold for them
FEED_GAP_MM = 2.0  # between rows, on the rolls of one width and the next


def _roll(
    width_mm: float,
    height_mm: float,
    *,
    source: str = "The page as shops and programs name it: one label, as wide as the page.",
    what_vi: str = "tem",
    what_en: str = "labels",
) -> Stock:
    """One lane, the label as large as the page."""
    size = f"{width_mm:g} × {height_mm:g} mm"
    return Stock(
        key=f"roll-{width_mm:g}x{height_mm:g}",
        name_vi=f"Cuộn {what_vi} {size}",
        name_en=f"Roll of {what_en}, {size}",
        page_width_mm=width_mm,
        page_height_mm=height_mm,
        columns=1,
        rows=1,
        label_width_mm=width_mm,
        label_height_mm=height_mm,
        margin_left_mm=0.0,
        margin_top_mm=0.0,
        gap_x_mm=0.0,
        gap_y_mm=FEED_GAP_MM,
        source=source,
        kind="roll",
        printer_dpi=ROLL_DPI,
    )


def _lanes(
    width_mm: float,
    height_mm: float,
    *,
    lanes: int,
    label_mm: float,
    gap_mm: float,
    source: str,
    margin_mm: float = 0.0,
) -> Stock:
    """Several lanes of labels as high as the page."""
    page, label = f"{width_mm:g} × {height_mm:g}", f"{label_mm:g} × {height_mm:g}"
    return Stock(
        key=f"roll-{width_mm:g}x{height_mm:g}",
        name_vi=f"Cuộn {lanes} tem {label} mm (khổ {page} mm)",
        name_en=f"Roll of labels, {lanes} lanes of {label} mm (page {page} mm)",
        page_width_mm=width_mm,
        page_height_mm=height_mm,
        columns=lanes,
        rows=1,
        label_width_mm=label_mm,
        label_height_mm=height_mm,
        margin_left_mm=margin_mm,
        margin_top_mm=0.0,
        gap_x_mm=gap_mm,
        gap_y_mm=FEED_GAP_MM,
        source=source,
        kind="roll",
        printer_dpi=ROLL_DPI,
    )


ROLLS = (
    _lanes(
        104,
        22,
        lanes=3,
        label_mm=34,
        gap_mm=1,
        source="The page as shops name it (“cuộn 3 nhãn 104 × 22”). Programs divide it into 34 and a gap of 1, 33 and "
        "2, or 34.67 mm and none; the lanes of the first two have the same middles. Measure yours first.",
    ),
    _lanes(
        105,
        22,
        lanes=3,
        label_mm=35,
        gap_mm=0,
        source="The page as shops name it, three labels of 35 mm without a gap. Measure yours first.",
    ),
    _lanes(
        110,
        22,
        lanes=3,
        label_mm=35,
        gap_mm=2,
        margin_mm=0.5,
        source="The usual liner of 110 mm: 0.5 + 35 + 2 + 35 + 2 + 35 + 0.5. A head of 104 mm (4 inches) does not "
        "reach the outer 3 mm of it. Measure yours first.",
    ),
    _lanes(
        72,
        22,
        lanes=2,
        label_mm=35,
        gap_mm=2,
        source="The page as shops name it: 35 + 2 + 35. Measure yours first.",
    ),
    _lanes(
        74,
        22,
        lanes=2,
        label_mm=35,
        gap_mm=2,
        margin_mm=1,
        source="The page as shops name it: 1 + 35 + 2 + 35 + 1. Measure yours first.",
    ),
    _lanes(
        110,
        15,
        lanes=3,
        label_mm=35,
        gap_mm=2,
        margin_mm=0.5,
        source="Labels of 35 × 15 mm as shops name them, on the usual liner of 110 mm. Measure yours first.",
    ),
    _roll(30, 20),
    _roll(40, 30),
    _roll(50, 30),
    _roll(60, 40),
    _roll(70, 50),
    _roll(100, 50),
    _roll(75, 100),
    _roll(100, 150),
    _roll(
        25,
        120,
        what_vi="tem vòng cuống",
        what_en="loop tags",
        source="A strip that goes round the stem and sticks to itself; made to order, so give the shop this size.",
    ),
    _roll(
        50,
        80,
        what_vi="thẻ treo",
        what_en="hang tags",
        source="A card that hangs on a string; made to order, so give the shop this size.",
    ),
)
