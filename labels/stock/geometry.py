"""What a stock is: the geometry of a sheet, or of one row of a roll, in millimetres from its top left corner.

A stock says where labels lie on paper, not what is printed on them.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["sheet", "roll"]
KINDS: tuple[Kind, ...] = ("sheet", "roll")
PRINTER_DPIS = (203, 300, 600)  # thermal heads have 8, 12 or 24 dots a millimetre


@dataclass(frozen=True, kw_only=True, slots=True)
class Stock:
    """One kind of label paper; a run keeps its own for ever, so what is added here has a default.

    Attributes:
        page_width_mm, page_height_mm: of a roll one row of lanes, as the printer's driver is told.
        margin_left_mm: from the page's left edge to the first label.
        gap_x_mm: between the right edge of a label and the left edge of the next.
        gap_y_mm: the same downwards; of a roll between one row and the next, which the printer's sensor finds.
        source: where the measures come from.
        is_measured: whether somebody held them against real paper.
        printer_dpi: dots per inch of the printers that usually take it, for a run that names none; None: any.
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
    kind: Kind = "sheet"
    is_measured: bool = False
    printer_dpi: int | None = None

    @property
    def per_page(self) -> int:
        return self.columns * self.rows

    @property
    def is_roll(self) -> bool:
        return self.kind == "roll"

    @property
    def lanes(self) -> int:
        """Labels side by side on a roll."""
        return self.columns

    @property
    def right_mm(self) -> float:
        """The right edge of the last column."""
        return self.margin_left_mm + _span(self.columns, self.label_width_mm, self.gap_x_mm)

    @property
    def bottom_mm(self) -> float:
        """The bottom edge of the last row."""
        return self.margin_top_mm + _span(self.rows, self.label_height_mm, self.gap_y_mm)


def _span(count: int, size_mm: float, gap_mm: float) -> float:
    return count * size_mm + (count - 1) * gap_mm
