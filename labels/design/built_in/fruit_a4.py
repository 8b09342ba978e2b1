"""The label of a fruit on an A4 sheet of 24, for any office printer."""

from labels.design.designs import Design, Line, Passage, Qr, Text

_LEFT_MM = 2.6
_RIGHT_MM = 61.1
_COLUMN_MM = 24.6  # right of the quiet zone
_CAPTIONS_MM = 13.8


def _row(caption: str, field: str, *, gap_mm: float = 0.0) -> Passage:
    return Passage(
        fields=(field,), size_pt=6.8, bold=True, caption=caption, caption_width_mm=_CAPTIONS_MM, gap_mm=gap_mm
    )


_HEADER = (
    Text(
        x_mm=_LEFT_MM,
        y_mm=0.9,
        width_mm=45.4,
        height_mm=4.2,
        valign="middle",
        passages=(Passage(fields=("product_name",), size_pt=10.4, bold=True, max_lines=2),),
    ),
    Text(
        x_mm=48.4,
        y_mm=0.9,
        width_mm=_RIGHT_MM - 48.4,
        height_mm=4.2,
        valign="middle",
        passages=(Passage(fields=("serial",), size_pt=6.8, caption="Số", align="right"),),
    ),
    Line(x_mm=_LEFT_MM, y_mm=5.15, x2_mm=_RIGHT_MM, y2_mm=5.15, thickness_mm=0.15),
)

_FACTS = Text(
    x_mm=_COLUMN_MM,
    y_mm=5.6,
    width_mm=_RIGHT_MM - _COLUMN_MM,
    height_mm=24.4,
    valign="middle",
    passages=(
        Passage(
            fields=("product_name_en", "product_name_zh"),
            separator=" · ",
            size_pt=7.2,
            max_lines=2,
            optional=True,
        ),
        Passage(fields=("organisation",), size_pt=7.8, bold=True, max_lines=2, gap_mm=0.6),
        Passage(fields=("place",), size_pt=7.2, max_lines=2),
        _row("Thu hoạch", "harvested_on", gap_mm=0.6),
        _row("Vùng trồng", "growing_area_code"),
        _row("Lô", "lot"),
        Passage(fields=("claim",), size_pt=6.8, max_lines=5, gap_mm=0.6, optional=True),
        Passage(fields=("sample_vi",), size_pt=6.4, bold=True, align="center", inverted=True, gap_mm=0.6),
        Passage(
            fields=("sample_en", "sample_zh"), separator=" · ", size_pt=6.4, align="center", inverted=True
        ),
    ),
)

_FOOTER = (
    Text(
        x_mm=_LEFT_MM,
        y_mm=30.25,
        width_mm=31.4,
        height_mm=2.55,
        valign="bottom",
        passages=(Passage(fields=("code",), size_pt=6.6, bold=True),),
    ),
    Text(
        x_mm=34.6,
        y_mm=30.25,
        width_mm=_RIGHT_MM - 34.6,
        height_mm=2.55,
        valign="bottom",
        passages=(Passage(fields=("host",), size_pt=6.6, align="right"),),
    ),
)

FRUIT_A4 = Design(
    key="fruit-a4",
    name_vi="Tem quả, giấy A4 24 tem",
    name_en="Fruit label, A4 sheet of 24",
    width_mm=63.5,
    height_mm=33.9,
    packaging_level="fruit",
    link="auto",
    qr_level="Q",
    elements=(Qr(x_mm=0.45, y_mm=5.8, size_mm=24.0), *_HEADER, _FACTS, *_FOOTER),
)
