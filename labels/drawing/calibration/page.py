"""A stock's test page: its cells, an axis across and one down with two verniers each, and rules of a round length.

How it is read stands in `labels/stock/readings.py`. It goes through the same instructions as labels do.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from labels.drawing.calibration.free_space import CLEAR_MM, FreeSpace, Line, touches
from labels.drawing.calibration.long_rules import put_rule
from labels.drawing.calibration.scales import place_axes
from labels.drawing.fonts import LabelTypeface
from labels.drawing.instructions import PlacedText, Rect
from labels.drawing.pdf.single_page import write_page
from labels.stock.calibration import EXACT, Calibration, check_calibration
from labels.stock.geometry import Stock
from labels.stock.imposition import place
from labels.stock.readings import Scale, scale_across, scale_down
from labels.stock.rules import check_stock

_OUTLINE_MM = 0.12
_BESIDE_NUMBER_MM, _UNDER_NUMBER_MM = 1.5, 0.5  # else words begin as if the number were theirs
_MOST_CELLS_TRIED = 12  # for the words; a sheet's first cells are as good as its others
_LARGE_SIZES_PT = (9.0, 8.0, 7.0)
_SIZES_PT = (*_LARGE_SIZES_PT, 6.5, 6.0, 5.5, 5.0, 4.5)
_SMALL_SIZES_PT = (6.5, 6.0, 5.5, 5.0, 4.5, 4.0, 3.5, 3.0)


@dataclass(frozen=True, kw_only=True, slots=True)
class PageOf:
    """What a page says of the printer that it is for.

    Attributes:
        code: names this page and no other: readings are given with it.
    """

    printer: str
    code: str


def render_calibration_page(
    stock: Stock, *, calibration: Calibration = EXACT, of: PageOf | None = None
) -> bytes:
    """The page as a PDF of one page as large as the paper, to be printed at 100 %.

    Args:
        stock: whose cells are drawn.
        calibration: corrects the page, to see whether a calibration is right.
        of: whose page it is.

    Raises:
        StockNotPossible: it cannot be drawn.
        CalibrationBeyondLimits: the correction is none.
    """
    rects, texts = lay_out_calibration_page(stock, calibration=calibration, of=of)
    return write_page(
        width_mm=stock.page_width_mm,
        height_mm=stock.page_height_mm,
        rects=rects,
        texts=texts,
        title=f"Trang thử {stock.key} · {stock.name_vi}",
        language="vi",
        calibration=calibration,
    )


def lay_out_calibration_page(
    stock: Stock, *, calibration: Calibration = EXACT, of: PageOf | None = None
) -> tuple[list[Rect], list[PlacedText]]:
    """All that is drawn on it, before it is corrected: areas and texts, no text over another or over an axis.

    Raises: as `render_calibration_page`.
    """
    check_stock(stock)
    check_calibration(calibration)
    cells = [_cell(stock, position) for position in range(stock.per_page)]
    page = Rect(x_mm=0, y_mm=0, width_mm=stock.page_width_mm, height_mm=stock.page_height_mm)
    space = FreeSpace(page=page, typeface=LabelTypeface())
    scales = scale_across(stock, calibration), scale_down(stock, calibration)
    across, down = place_axes(*scales, crossing=cells[stock.rows // 2 * stock.columns])
    for axis in (across, down):
        space.take(*axis.strips())
        axis.write(space)
    rules = (
        put_rule(space, is_across=True, near=(stock.page_width_mm / 2, across.line_mm)),
        put_rule(space, is_across=False, near=(down.line_mm, stock.page_height_mm / 2)),
    )
    read = list(space.taken)
    for number, cell in enumerate(cells, start=1):
        _number(space, cell, number)
    outlines = [part for cell in cells for side in _outline(cell) for part in _around(side, read)]
    space.take(*outlines)
    _say(space, _Words.of(stock, scales, of), cells[:_MOST_CELLS_TRIED])
    drawn = [rect for one in (across, down, *rules) if one is not None for rect in one.rects()]
    return [*outlines, *drawn], space.texts


def _cell(stock: Stock, position: int) -> Rect:
    corner = place(stock, 1, position)
    return Rect(
        x_mm=corner.x_mm,
        y_mm=corner.y_mm,
        width_mm=stock.label_width_mm,
        height_mm=stock.label_height_mm,
    )


def _outline(cell: Rect) -> Iterator[Rect]:
    """The four sides, inside the cell."""
    right, bottom = cell.x_mm + cell.width_mm - _OUTLINE_MM, cell.y_mm + cell.height_mm - _OUTLINE_MM
    for y_mm in (cell.y_mm, bottom):
        yield Rect(x_mm=cell.x_mm, y_mm=y_mm, width_mm=cell.width_mm, height_mm=_OUTLINE_MM)
    for x_mm in (cell.x_mm, right):
        yield Rect(x_mm=x_mm, y_mm=cell.y_mm, width_mm=_OUTLINE_MM, height_mm=cell.height_mm)


def _around(side: Rect, areas: Sequence[Rect]) -> Iterator[Rect]:
    """What is left of a side where it would go through something that is read."""
    in_the_way = next((area for area in areas if touches(side, area)), None)
    if in_the_way is None:
        yield side
        return
    clear = CLEAR_MM + 0.01
    if side.width_mm > side.height_mm:
        end = in_the_way.x_mm + in_the_way.width_mm + clear
        parts = (
            replace(side, width_mm=in_the_way.x_mm - clear - side.x_mm),
            replace(side, x_mm=end, width_mm=side.x_mm + side.width_mm - end),
        )
    else:
        end = in_the_way.y_mm + in_the_way.height_mm + clear
        parts = (
            replace(side, height_mm=in_the_way.y_mm - clear - side.y_mm),
            replace(side, y_mm=end, height_mm=side.y_mm + side.height_mm - end),
        )
    for part in parts:
        if part.width_mm > 0 and part.height_mm > 0:
            yield from _around(part, areas)


def _number(space: FreeSpace, cell: Rect, number: int) -> None:
    """The cell's position, in a corner or wherever in it there is room."""
    size_pt = min(9.0, max(4.0, cell.height_mm / 4))
    inset_x, inset_y = 1.0 + 0.2 * size_pt * len(f"{number}"), 0.8 + 0.18 * size_pt
    xs = (cell.x_mm + inset_x, cell.x_mm + cell.width_mm - inset_x)
    ys = (cell.y_mm + inset_y, cell.y_mm + cell.height_mm - inset_y)
    corners = [(x, y) for y in ys for x in xs]
    inside = [
        (cell.x_mm + cell.width_mm * across / 10, cell.y_mm + cell.height_mm * down / 10)
        for down in range(1, 10)
        for across in range(1, 10)
    ]
    for smaller in (1.0, 0.7, 0.5):
        if space.put_number(f"{number}", size_pt=size_pt * smaller, bold=False, at=[*corners, *inside]):
            found = space.taken[-1]
            space.take(
                replace(
                    found,
                    width_mm=found.width_mm + _BESIDE_NUMBER_MM,
                    height_mm=found.height_mm + _UNDER_NUMBER_MM,
                )
            )
            return


def _say(space: FreeSpace, words: "_Words", cells: Sequence[Rect]) -> None:
    """What the page says: all of it in one cell, else in several, else on a small label what matters most."""
    in_one = [*words.name, *words.what_matters, *words.in_vietnamese]
    if space.put_block([*in_one, *words.in_english], cells=cells, sizes_pt=_LARGE_SIZES_PT):
        return
    if space.put_block(in_one, cells=cells, sizes_pt=_LARGE_SIZES_PT):
        space.put_block(words.in_english, cells=cells, sizes_pt=_SIZES_PT)
        return
    shortest = [Line(text="100 %"), *words.what_matters[1:]]
    for lines in ([*words.name, *words.what_matters], words.what_matters, shortest):
        if space.put_block(lines, cells=cells, sizes_pt=_SMALL_SIZES_PT):
            break
    if space.put_block(words.in_vietnamese, cells=cells, sizes_pt=_SIZES_PT):
        space.put_block(words.in_english, cells=cells, sizes_pt=_SIZES_PT)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Words:
    """All that a page may say."""

    name: list[Line]
    what_matters: list[Line]
    in_vietnamese: list[Line]
    in_english: list[Line]

    @classmethod
    def of(cls, stock: Stock, scales: tuple[Scale, Scale], of: PageOf | None) -> "_Words":
        across, down = (_expected(scale) for scale in scales)
        edges = _ROLL_EDGES if stock.is_roll else _SHEET_EDGES
        code = [Line(text=_unbroken(f"Mã trang · Page {of.code}"), bold=True)] if of else []
        return cls(
            name=_name(stock, of),
            what_matters=[Line(text=_unbroken("In đúng 100 % · Print at 100 %"), bold=True), *code],
            in_vietnamese=[
                Line(text=text.format(across=across, down=down, left=edges[0], top=edges[1]))
                for text in _HOW_TO_READ_VI
            ],
            in_english=[
                Line(text=text.format(across=across, down=down, left=edges[2], top=edges[3]), share=0.85)
                for text in _HOW_TO_READ_EN
            ],
        )


_SHEET_EDGES = ("mép trái tờ giấy", "mép trên", "left edge of the paper", "top edge")
_ROLL_EDGES = ("mép trái con tem đầu", "mép trên", "left edge of the first label", "top edge")
_HOW_TO_READ_VI = (
    "Không chọn “vừa trang”. Đặt số 0 của thước thép ở {left}, cạnh thước dọc theo vạch ngang.",
    "Đọc hai thang số như thước kẹp: lấy số mm của thước ngay trước vạch 0 đậm, rồi số của vạch in nào nằm thẳng "
    "một vạch của thước: 20\u00a0và\u00a04 là 20,4.",
    "Làm như vậy với vạch dọc, từ {top}. Máy không lệch: ngang {across}, dọc {down}.",
)
_HOW_TO_READ_EN = (
    "Not “fit to page”. Zero of a steel rule on the {left}, along the axis across. Read both verniers as on a caliper: "
    "the rule's millimetre before the bold 0, then the number of the printed line that goes straight on in a line "
    "of the rule. 20 and 4 is 20.4. The same down, from the {top}.",
)


def _name(stock: Stock, of: PageOf | None) -> list[Line]:
    size = f"{stock.page_width_mm:g} × {stock.page_height_mm:g} mm"
    names = [of.printer, stock.name_vi] if of else [stock.name_vi]
    return [
        *(Line(text=_unbroken(_drawable(name)), bold=True) for name in names if _drawable(name).strip()),
        Line(text=f"{stock.key} · {_unbroken(size)}", share=0.85),
    ]


def _drawable(text: str) -> str:
    return "".join(character for character in text if not LabelTypeface().lacks(character, bold=True))


def _expected(scale: Scale) -> str:
    near, far = (vernier.zero_mm - scale.start_mm for vernier in (scale.near, scale.far))
    return f"{near:.1f}\u00a0và\u00a0{far:.1f}".replace(".", ",")


def _unbroken(text: str) -> str:
    """With measures that stay on one line."""
    for before, after in ((" × ", "\u00a0×\u00a0"), (" mm", "\u00a0mm"), (" %", "\u00a0%")):
        text = text.replace(before, after)
    return text
