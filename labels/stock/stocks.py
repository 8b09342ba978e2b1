"""Label stock as data: the geometry of a sheet or roll page in millimetres, origin at its top left corner.

A stock says where labels lie on paper, not what is printed on them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from labels.stock.errors import UnknownStock


@dataclass(frozen=True, kw_only=True, slots=True)
class Stock:
    """One kind of label paper.

    Attributes:
        margin_left_mm: from the page's left edge to the first label.
        gap_x_mm: between the right edge of a label and the left edge of the next.
        source: where the measures come from, and whether paper was measured.
    """

    key: str
    name_vi: str
    name_en: str
    page_width_mm: float
    page_height_mm: float
    columns: int
    rows: int
    label_width_mm: float
    label_height_mm: float
    margin_left_mm: float
    margin_top_mm: float
    gap_x_mm: float
    gap_y_mm: float
    source: str

    @property
    def per_page(self) -> int:
        return self.columns * self.rows


A4_3X8 = Stock(
    key="a4-3x8",
    name_vi="Giấy decal A4, 24 tem 63,5 × 33,9 mm",
    name_en="A4 label sheet, 24 labels of 63.5 × 33.9 mm",
    page_width_mm=210.0,
    page_height_mm=297.0,
    columns=3,
    rows=8,
    label_width_mm=63.5,
    label_height_mm=33.9,
    margin_left_mm=7.25,
    margin_top_mm=12.9,
    gap_x_mm=2.5,
    gap_y_mm=0.0,
    source="Published geometry of HERMA and Avery L7159 sheets; a starting point, not measured on paper.",
)

BUILT_IN: Mapping[str, Stock] = MappingProxyType({stock.key: stock for stock in (A4_3X8,)})


def get_stock(key: str) -> Stock:
    """The built-in stock of that key.

    Raises:
        UnknownStock: there is none.
    """
    if key not in BUILT_IN:
        raise UnknownStock(key=key, known=", ".join(BUILT_IN))
    return BUILT_IN[key]
