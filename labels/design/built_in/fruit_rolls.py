"""Tags for single fruits from rolls of a thermal printer."""

from labels.design.built_in.parts import other_names, row, text
from labels.design.designs import Design, Qr, Text

_COLUMN_MM, _EDGE_MM = 20.55, 33.65

FRUIT_35X22 = Design(
    key="fruit-35x22",
    name_vi="Tem quả nhỏ, cuộn 35 × 22 mm",
    name_en="Small fruit tag, roll of 35 × 22 mm",
    width_mm=34.0,  # the lanes of rolls that shops call 35 mm are 34 to 35 wide
    height_mm=22.0,
    packaging_level="fruit",
    link="short",  # so that it takes a version 4 at most: 4 dots a module at 203 dpi
    qr_level="M",
    elements=(
        Qr(x_mm=0.0, y_mm=0.7, size_mm=20.55),
        Text(
            x_mm=_COLUMN_MM,
            y_mm=0.5,
            width_mm=_EDGE_MM - _COLUMN_MM,
            height_mm=21.0,
            valign="middle",
            passages=(
                text("sample_short", size_pt=6.4, bold=True),
                text("product_name", size_pt=7.8, bold=True, max_lines=7, balanced=True),
                text("lot_in_two", size_pt=5.8, max_lines=2, gap_mm=0.7, optional=True),
                text("code_begin", size_pt=6.4, bold=True, gap_mm=0.7),
                text("code_end", size_pt=6.4, bold=True),
                text("host", size_pt=5.8, max_lines=3, break_at=".-", gap_mm=0.7),
            ),
        ),
    ),
)

_FACTS_MM, _RIGHT_MM = 23.4, 49.2

FRUIT_50X30 = Design(
    key="fruit-50x30",
    name_vi="Tem quả, cuộn 50 × 30 mm",
    name_en="Fruit tag, roll of 50 × 30 mm",
    width_mm=50.0,
    height_mm=30.0,
    packaging_level="fruit",
    link="auto",
    qr_level="Q",
    elements=(
        Qr(x_mm=0.5, y_mm=0.6, size_mm=22.55),
        Text(
            x_mm=0.5,
            y_mm=23.2,
            width_mm=22.55,
            height_mm=6.0,
            valign="middle",
            passages=(
                text("code_begin", size_pt=7.4, bold=True, align="center"),
                text("code_end", size_pt=7.4, bold=True, align="center"),
            ),
        ),
        Text(
            x_mm=_FACTS_MM,
            y_mm=0.5,
            width_mm=_RIGHT_MM - _FACTS_MM,
            height_mm=29.0,
            valign="middle",
            passages=(
                text("product_name", size_pt=9.6, min_size_pt=6.2, bold=True, max_lines=4, balanced=True),
                other_names(size_pt=6.4, optional=True),
                text("organisation", size_pt=7.2, bold=True, max_lines=4, balanced=True, gap_mm=0.7),
                text("place", size_pt=6.2, max_lines=3, balanced=True),
                row("Cắt", "harvested_on", size_pt=6.2, captions_mm=0, max_lines=2, break_at="-", gap_mm=0.7),
                row("MSVT", "growing_area_code", size_pt=6.2, captions_mm=0),
                row("Lô", "lot", size_pt=6.2, captions_mm=0),
                text("claim", size_pt=6.2, max_lines=3, balanced=True, gap_mm=0.7, optional=True),
                text("host", size_pt=6.2, max_lines=2, break_at=".-", balanced=True, gap_mm=0.7),
                text("sample_short", size_pt=6.4, bold=True, align="center", inverted=True, gap_mm=0.7),
            ),
        ),
    ),
)
