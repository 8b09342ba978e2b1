"""Tags that hang on the stem, because stickers do not hold on spines."""

from typing import Any

from labels.design.built_in.parts import RULE_MM, other_names, row, sample_bar, text
from labels.design.designs import Design, Line, Passage, Qr, Text

_STEM_LEFT_MM, _STEM_WIDTH_MM = 1.2, 22.6
_PRINTED_MM = 66.4  # the rest goes round the stem and is stuck on the back of what is printed
_CENTRED: dict[str, Any] = {"align": "center", "balanced": True}

STEM_LOOP = Design(
    key="stem-loop-25x120",
    name_vi="Tem quấn cuống, cuộn 25 × 120 mm",
    name_en="Stem loop tag, roll of 25 × 120 mm",
    width_mm=25.0,
    height_mm=120.0,
    packaging_level="fruit",
    link="auto",
    qr_level="Q",
    elements=(
        Qr(x_mm=1.1, y_mm=1.0, size_mm=22.8),
        Text(
            x_mm=_STEM_LEFT_MM,
            y_mm=23.9,
            width_mm=_STEM_WIDTH_MM,
            height_mm=42.0,
            valign="middle",
            passages=(
                text("code_begin", size_pt=9.0, min_size_pt=7.4, bold=True, align="center"),
                text("code_end", size_pt=9.0, min_size_pt=7.4, bold=True, align="center"),
                text("host", size_pt=6.2, max_lines=2, break_at=".-", **_CENTRED),
                text("product_name", size_pt=9.0, bold=True, max_lines=3, gap_mm=1.4, **_CENTRED),
                other_names(size_pt=6.4, align="center", optional=True),
                text("organisation", size_pt=7.0, bold=True, max_lines=4, gap_mm=0.9, **_CENTRED),
                text("place", size_pt=6.2, max_lines=3, **_CENTRED),
                row(
                    "Cắt",
                    "harvested_on",
                    size_pt=6.0,
                    captions_mm=0,
                    gap_mm=0.9,
                    max_lines=2,
                    break_at="-",
                    align="center",
                ),
                row("MSVT", "growing_area_code", size_pt=6.0, captions_mm=0, align="center"),
                row(
                    "Lô",
                    "lot",
                    size_pt=5.8,
                    captions_mm=0,
                    max_lines=2,
                    break_at="-",
                    bold=False,
                    align="center",
                ),
                text("claim", size_pt=6.0, max_lines=4, gap_mm=0.9, optional=True, **_CENTRED),
                text("sample_short", size_pt=7.0, bold=True, align="center", inverted=True, gap_mm=0.9),
            ),
        ),
        Line(x_mm=2.5, y_mm=_PRINTED_MM, x2_mm=22.5, y2_mm=_PRINTED_MM, thickness_mm=RULE_MM),
        Text(
            x_mm=_STEM_LEFT_MM,
            y_mm=_PRINTED_MM + 0.8,
            width_mm=_STEM_WIDTH_MM,
            height_mm=5.0,
            passages=(
                Passage(words="Quấn quanh cuống, dán vào mặt sau", size_pt=5.8, align="center", max_lines=2),
            ),
        ),
    ),
)

_TAG_LEFT_MM, _TAG_WIDTH_MM = 3.0, 44.0


def _fact(caption: str, field: str, **but: Any) -> Passage:
    return row(caption, field, size_pt=7.0, captions_mm=15.0, **but)


HANG_TAG = Design(
    key="hang-tag-50x80",
    name_vi="Thẻ treo mã lớn, 50 × 80 mm",
    name_en="Hang tag with a big code, 50 × 80 mm",
    width_mm=50.0,
    height_mm=80.0,
    packaging_level="fruit",
    link="auto",
    qr_level="Q",
    elements=(
        Qr(x_mm=7.0, y_mm=5.6, size_mm=36.0),  # above it is room for the hole
        Text(
            x_mm=_TAG_LEFT_MM,
            y_mm=41.8,
            width_mm=_TAG_WIDTH_MM,
            height_mm=7.2,
            valign="middle",
            passages=(
                text("code", size_pt=9.2, bold=True, align="center"),
                text("host", size_pt=7.0, align="center"),
            ),
        ),
        Line(x_mm=_TAG_LEFT_MM, y_mm=49.6, x2_mm=_TAG_LEFT_MM + _TAG_WIDTH_MM, y2_mm=49.6, thickness_mm=0.3),
        Text(
            x_mm=_TAG_LEFT_MM,
            y_mm=50.5,
            width_mm=_TAG_WIDTH_MM,
            height_mm=28.4,
            valign="middle",
            passages=(
                text("product_name", size_pt=11.0, bold=True, max_lines=2, balanced=True),
                other_names(size_pt=7.4, optional=True),
                text("organisation", size_pt=8.0, bold=True, max_lines=2, balanced=True, gap_mm=0.8),
                text("place", size_pt=7.0, max_lines=2, balanced=True),
                _fact("Thu hoạch", "harvested_on", gap_mm=0.8),
                _fact("Vùng trồng", "growing_area_code"),
                _fact("Lô", "lot"),
                text("claim", size_pt=7.0, max_lines=3, balanced=True, gap_mm=0.8, optional=True),
                *sample_bar(size_pt=6.2, gap_mm=0.8),
            ),
        ),
    ),
)
