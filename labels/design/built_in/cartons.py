"""Labels of cartons: for the home market, and for China."""

from typing import Any

from labels.design.built_in.parts import other_names, row, sample_bar, text
from labels.design.designs import Box, Design, Line, Passage, Qr, Text

_LEFT_MM, _WIDTH_MM = 3.0, 57.4
_RIGHT_MM, _QR_MM = 62.5, 35.0


def _fact(caption: str, field: str, **but: Any) -> Passage:
    return row(caption, field, size_pt=7.6, captions_mm=25.5, **but)


BOX_100X50 = Design(
    key="box-100x50",
    name_vi="Tem thùng, cuộn 100 × 50 mm",
    name_en="Box label, roll of 100 × 50 mm",
    width_mm=100.0,
    height_mm=50.0,
    packaging_level="carton",
    link="auto",
    qr_level="M",
    elements=(
        Qr(x_mm=_RIGHT_MM, y_mm=0.8, size_mm=_QR_MM),
        Text(
            x_mm=_LEFT_MM,
            y_mm=1.6,
            width_mm=_WIDTH_MM,
            height_mm=16.6,
            valign="middle",
            passages=(
                text("product_name", size_pt=14.0, bold=True, max_lines=2, balanced=True),
                other_names(size_pt=8.4),
                text("organisation", size_pt=8.8, bold=True, max_lines=2, balanced=True, gap_mm=0.6),
                text("place", size_pt=7.6, max_lines=2, balanced=True),
            ),
        ),
        Line(x_mm=_LEFT_MM, y_mm=18.6, x2_mm=_LEFT_MM + _WIDTH_MM, y2_mm=18.6, thickness_mm=0.35),
        Text(
            x_mm=_LEFT_MM,
            y_mm=19.6,
            width_mm=_WIDTH_MM,
            height_mm=29.2,
            valign="middle",
            passages=(
                _fact("Vùng trồng", "growing_area_code"),
                _fact("Thu hoạch", "harvested_on"),
                _fact("Đóng gói", "packed_on"),
                _fact("Cơ sở đóng gói", "packing_house_code"),
                _fact("Lô", "lot"),
                _fact("Hạng", "grade"),
                _fact("Số quả", "fruit_count"),
                _fact("Khối lượng tịnh", "net_weight_kg_vi", write_in=True, suffix=" kg", gap_mm=0.7),
                _fact("Mã truy xuất", "trace_code", bold=False, max_lines=3, break_at=".", gap_mm=0.7),
                text("claim", size_pt=7.0, max_lines=2, balanced=True, gap_mm=0.7, optional=True),
            ),
        ),
        Text(
            x_mm=61.7,
            y_mm=36.0,
            width_mm=36.8,
            height_mm=12.8,
            valign="middle",
            passages=(
                text("code", size_pt=7.2, bold=True, align="center"),
                text("host", size_pt=7.4, align="center", max_lines=2, break_at=".-", balanced=True),
                *sample_bar(size_pt=5.6, gap_mm=0.8),
            ),
        ),
    ),
)

_CHINA_LEFT_MM, _CHINA_WIDTH_MM = 4.0, 92.0
_CHINA_RULE_MM = 0.5


def _china(caption: str, *fields: str, **but: Any) -> Passage:
    form = {"size_pt": 11.6, "caption_width_mm": 45.5, "bold": True, "gap_mm": 1.2, **but}
    return Passage(fields=fields, caption=caption, **form)


CHINA_CARTON = Design(
    key="china-carton-100x150",
    name_vi="Tem thùng xuất khẩu Trung Quốc, 100 × 150 mm",
    name_en="Carton label for China, 100 × 150 mm",
    width_mm=100.0,
    height_mm=150.0,
    packaging_level="carton",
    link="auto",
    qr_level="M",
    market="CN",
    elements=(
        Text(
            x_mm=_CHINA_LEFT_MM,
            y_mm=2.6,
            width_mm=_CHINA_WIDTH_MM,
            height_mm=25.4,
            valign="middle",
            passages=(
                Passage(words="榴莲 DURIAN", size_pt=36.0, bold=True, align="center"),
                text(
                    "product_name_zh",
                    "product_name_en",
                    "product_name",
                    separator=" · ",
                    size_pt=11.0,
                    align="center",
                    max_lines=3,
                    balanced=True,
                ),
            ),
        ),
        Line(x_mm=_CHINA_LEFT_MM, y_mm=28.4, x2_mm=96.0, y2_mm=28.4, thickness_mm=_CHINA_RULE_MM),
        Text(
            x_mm=_CHINA_LEFT_MM,
            y_mm=29.8,
            width_mm=_CHINA_WIDTH_MM,
            height_mm=64.4,
            valign="middle",
            passages=(
                _china("产地 Origin", words="越南 Vietnam"),
                _china("品种 Variety", "variety"),
                _china("果园 Orchard", "growing_area_code"),
                _china("包装厂 Packing house", "packing_house_code"),
                _china("批号 Lot No.", "lot"),
                _china("包装日期 Packing date", "packed_on_iso"),
                _china("等级 Grade", "grade"),
                _china("数量 Fruit count", "fruit_count"),
                _china("净重 Net weight", "net_weight_kg", write_in=True, suffix=" kg"),
                _china("出口商 Exporter", "exporter", max_lines=3, balanced=True),
                _china("生产者 Producer", "organisation", max_lines=3, balanced=True),
            ),
        ),
        Line(x_mm=_CHINA_LEFT_MM, y_mm=94.6, x2_mm=96.0, y2_mm=94.6, thickness_mm=_CHINA_RULE_MM),
        Qr(x_mm=1.6, y_mm=95.4, size_mm=41.4),
        Text(
            x_mm=44.0,
            y_mm=97.0,
            width_mm=52.0,
            height_mm=38.4,
            valign="middle",
            passages=(
                Passage(words="扫码追溯 Scan to trace", size_pt=10.4),
                text("code", size_pt=10.6, bold=True, gap_mm=0.8),
                text("host", size_pt=10.4, max_lines=2, break_at=".-"),
                text("trace_code", size_pt=8.0, caption="追溯码", max_lines=4, break_at=".", gap_mm=1.6),
                *sample_bar(size_pt=7.0, gap_mm=1.6),
            ),
        ),
        Box(
            x_mm=_CHINA_LEFT_MM,
            y_mm=137.4,
            width_mm=_CHINA_WIDTH_MM,
            height_mm=10.2,
            thickness_mm=_CHINA_RULE_MM,
        ),
        Text(
            x_mm=_CHINA_LEFT_MM + 1,
            y_mm=138.1,
            width_mm=_CHINA_WIDTH_MM - 2,
            height_mm=8.8,
            valign="middle",
            passages=(
                Passage(words="输往中华人民共和国", size_pt=13.0, align="center"),
                Passage(words="Exported to the People's Republic of China", size_pt=9.6, align="center"),
            ),
        ),
    ),
)
