"""A4 label sheets that come with the service. Published measures: none was held against paper yet.

Sources of one number often differ by a millimetre, so a sheet is tried on plain paper before it is printed on.
"""

from labels.stock.geometry import Stock

A4_WIDTH_MM, A4_HEIGHT_MM = 210.0, 297.0
_CENTRED = "The margins follow from the label's size and gap, the block being in the middle of the sheet."


def _a4(
    key: str,
    name_vi: str,
    name_en: str,
    *,
    grid: tuple[int, int],
    label_mm: tuple[float, float],
    margin_mm: tuple[float, float],
    source: str,
    gap_mm: tuple[float, float] = (0.0, 0.0),
) -> Stock:
    """Columns and rows; then width and height, left and top, across and down."""
    return Stock(
        key=key,
        name_vi=name_vi,
        name_en=name_en,
        page_width_mm=A4_WIDTH_MM,
        page_height_mm=A4_HEIGHT_MM,
        columns=grid[0],
        rows=grid[1],
        label_width_mm=label_mm[0],
        label_height_mm=label_mm[1],
        margin_left_mm=margin_mm[0],
        margin_top_mm=margin_mm[1],
        gap_x_mm=gap_mm[0],
        gap_y_mm=gap_mm[1],
        source=source,
    )


A4_3X8 = _a4(
    "a4-3x8",
    "Giấy decal A4, 24 tem 63,5 × 33,9 mm",
    "A4 label sheet, 24 labels of 63.5 × 33.9 mm",
    grid=(3, 8),
    label_mm=(63.5, 33.9),
    margin_mm=(7.25, 12.9),
    gap_mm=(2.5, 0.0),
    source="Published geometry of HERMA and Avery L7159 sheets; a starting point, not measured on paper.",
)
_L7160 = _a4(
    "avery-l7160",
    "Giấy decal A4 Avery L7160, 21 tem 63,5 × 38,1 mm",
    "A4 label sheet Avery L7160, 21 labels of 63.5 × 38.1 mm",
    grid=(3, 7),
    label_mm=(63.5, 38.1),
    margin_mm=(7.25, 15.15),
    gap_mm=(2.5, 0.0),
    source=f"Label size and pitch of 66.0 mm as published for Avery L7160. {_CENTRED} "
    "gLabels gives 7.5 and 15.5 mm for the margins.",
)
_L7162 = _a4(
    "avery-l7162",
    "Giấy decal A4 Avery L7162, 16 tem 99,1 × 33,9 mm",
    "A4 label sheet Avery L7162, 16 labels of 99.1 × 33.9 mm",
    grid=(2, 8),
    label_mm=(99.1, 33.9),
    margin_mm=(4.65, 12.9),
    gap_mm=(2.5, 0.0),
    source=f"Label size and gap as published for Avery L7162. {_CENTRED} gLabels gives a gap of 3.4 mm.",
)
_L7163 = _a4(
    "avery-l7163",
    "Giấy decal A4 Avery L7163, 14 tem 99,1 × 38,1 mm",
    "A4 label sheet Avery L7163, 14 labels of 99.1 × 38.1 mm",
    grid=(2, 7),
    label_mm=(99.1, 38.1),
    margin_mm=(4.65, 15.15),
    gap_mm=(2.5, 0.0),
    source=f"Label size and gap as published for Avery L7163. {_CENTRED} "
    "gLabels gives 3.4 mm for the left margin and 3.9 mm for the gap.",
)
_L7165 = _a4(
    "avery-l7165",
    "Giấy decal A4 Avery L7165, 8 tem 99,1 × 67,7 mm",
    "A4 label sheet Avery L7165, 8 labels of 99.1 × 67.7 mm",
    grid=(2, 4),
    label_mm=(99.1, 67.7),
    margin_mm=(4.65, 13.1),
    gap_mm=(2.5, 0.0),
    source=f"Label size and pitch of 101.6 mm as published for Avery L7165 and in gLabels. {_CENTRED}",
)
_L7651 = _a4(
    "avery-l7651",
    "Giấy decal A4 Avery L7651, 65 tem 38,1 × 21,2 mm",
    "A4 label sheet Avery L7651, 65 labels of 38.1 × 21.2 mm",
    grid=(5, 13),
    label_mm=(38.1, 21.2),
    margin_mm=(4.75, 10.7),
    gap_mm=(2.5, 0.0),
    source=f"Label size and pitch of 40.6 mm as published for Avery L7651 and Label Planet LP65/38. {_CENTRED} "
    "gLabels gives 4.7 and 10.9 mm for the margins.",
)
_TOMY_145 = _a4(
    "tomy-145",
    "Giấy decal A4 Tomy 145, 65 tem 38 × 21 mm",
    "A4 label sheet Tomy 145, 65 labels of 38 × 21 mm",
    grid=(5, 13),
    label_mm=(38.0, 21.0),
    margin_mm=(5.0, 12.0),
    gap_mm=(2.5, 0.0),
    source="Label size and count as shops name them; of the margins that programs use (5 and 12, 10 and 12, "
    "5 and 6 mm) the ones that add up to a sheet with gaps. Measure yours first.",
)
_TOMY_128 = _a4(
    "tomy-128",
    "Giấy decal A4 Tomy 128, 8 tem 100 × 72 mm",
    "A4 label sheet Tomy 128, 8 labels of 100 × 72 mm",
    grid=(2, 4),
    label_mm=(100.0, 72.0),
    margin_mm=(3.5, 1.5),
    gap_mm=(3.0, 2.0),
    source="Label size and count as one Vietnamese program lists them, its gaps rounded so that the block is "
    "in the middle of the sheet. Measure yours first.",
)
_TOMY_130 = _a4(
    "tomy-130",
    "Giấy decal A4 Tomy 130, 12 tem 101 × 47 mm",
    "A4 label sheet Tomy 130, 12 labels of 101 × 47 mm",
    grid=(2, 6),
    label_mm=(101.0, 47.0),
    margin_mm=(2.5, 2.5),
    gap_mm=(3.0, 2.0),
    source="Label size and count as one Vietnamese program lists them. Measure yours first.",
)
_TOMY_135 = _a4(
    "tomy-135",
    "Giấy decal A4 Tomy 135, 21 tem 66 × 40 mm",
    "A4 label sheet Tomy 135, 21 labels of 66 × 40 mm",
    grid=(3, 7),
    label_mm=(66.0, 40.0),
    margin_mm=(3.5, 4.0),
    gap_mm=(2.5, 1.5),
    source="Label size and count as one Vietnamese program lists them; another calls 24 labels of 47 × 22 mm "
    "by this number. Measure yours first.",
)
_TOMY_136 = _a4(
    "tomy-136",
    "Giấy decal A4 Tomy 136, 24 tem 70 × 35 mm",
    "A4 label sheet Tomy 136, 24 labels of 70 × 35 mm",
    grid=(3, 8),
    label_mm=(70.0, 35.0),
    margin_mm=(0.0, 8.5),
    source="Label size and count as one Vietnamese program lists them; three columns of 70 mm leave no room for "
    "its gaps, so they are 0 as on other sheets of 70 × 35 mm. Measure yours first.",
)
SHEETS = (
    A4_3X8,
    _L7160,
    _L7162,
    _L7163,
    _L7165,
    _L7651,
    _TOMY_145,
    _TOMY_128,
    _TOMY_130,
    _TOMY_135,
    _TOMY_136,
)
