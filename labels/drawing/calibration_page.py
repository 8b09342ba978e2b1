"""A stock's test page: its cells, a scale across and one down numbered from each edge, and a rule to measure.

How it is read stands in `labels/stock/readings.py`. It goes through the same instructions as labels do.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from labels.drawing.fonts import LabelTypeface
from labels.drawing.free_space import CLEAR_MM, FreeSpace, Line, touches
from labels.drawing.instructions import PlacedText, Rect
from labels.drawing.pdf_page import write_page
from labels.drawing.scales import place_axes
from labels.stock.calibration import EXACT, Calibration, check_calibration
from labels.stock.geometry import Stock
from labels.stock.imposition import place
from labels.stock.readings import scale_across, scale_down
from labels.stock.rules import check_stock

_OUTLINE_MM = 0.12
_BESIDE_NUMBER_MM, _UNDER_NUMBER_MM = 1.5, 0.5  # else words begin as if the number were theirs
_MOST_CELLS_TRIED = 12  # for the words; a sheet's first cells are as good as its others
_SIZES_PT = (9.0, 8.0, 7.0, 6.5, 6.0, 5.5, 5.0, 4.5, 4.0)
_SMALL_SIZES_PT = (6.5, 6.0, 5.5, 5.0, 4.5, 4.0, 3.5, 3.0)


def render_calibration_page(stock: Stock, *, calibration: Calibration = EXACT) -> bytes:
    """The page as a PDF of one page as large as the paper, to be printed at 100 %.

    Args:
        stock: whose cells are drawn.
        calibration: corrects the page, to see whether a calibration is right.

    Raises:
        StockNotPossible: it cannot be drawn.
        CalibrationBeyondLimits: the correction is none.
    """
    check_stock(stock)
    check_calibration(calibration)
    rects, texts = lay_out_calibration_page(stock)
    return write_page(
        width_mm=stock.page_width_mm,
        height_mm=stock.page_height_mm,
        rects=rects,
        texts=texts,
        title=f"Trang thử {stock.key} · {stock.name_vi}",
        language="vi",
        calibration=calibration,
    )


def lay_out_calibration_page(stock: Stock) -> tuple[list[Rect], list[PlacedText]]:
    """All that is drawn on it: areas and texts, no text over another or over a scale."""
    cells = [_cell(stock, position) for position in range(stock.per_page)]
    page = Rect(x_mm=0, y_mm=0, width_mm=stock.page_width_mm, height_mm=stock.page_height_mm)
    space = FreeSpace(page=page, typeface=LabelTypeface())
    crossing = cells[stock.rows // 2 * stock.columns]
    axes = place_axes(scale_across(stock), scale_down(stock), cells=cells, crossing=crossing, space=space)
    space.take(*(strip for axis in axes for strip in axis.strips()))
    strips = len(space.taken)
    for axis in axes:
        axis.put_marks(space)
    for axis in axes:
        axis.put_label(space)
    read = space.taken[strips:]
    for number, cell in enumerate(cells, start=1):
        _number(space, cell, number)
    outlines = [part for cell in cells for side in _outline(cell) for part in _around(side, read)]
    space.take(*outlines)
    for axis in axes:
        axis.put_numbers(space)
    _say(space, stock, cells[:_MOST_CELLS_TRIED])
    return [*outlines, *(rect for axis in axes for rect in axis.rects())], space.texts


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


def _say(space: FreeSpace, stock: Stock, cells: Sequence[Rect]) -> None:
    """What the page says: all of it in one cell, else in several, else on a small label what matters most."""
    head, in_vietnamese, in_english = _name(stock), _how_to_read_vi(stock), _how_to_read_en(stock)
    if space.put_block([*head, *in_vietnamese, *in_english], cells=cells, sizes_pt=_SIZES_PT):
        return
    for lines in (head, head[1:], head[2:], [Line(text="100 %")]):
        if space.put_block(lines, cells=cells, sizes_pt=_SMALL_SIZES_PT):
            break
    if space.put_block(in_vietnamese, cells=cells, sizes_pt=_SIZES_PT):
        space.put_block(in_english, cells=cells, sizes_pt=_SIZES_PT)


def _name(stock: Stock) -> list[Line]:
    size = f"{stock.page_width_mm:g} × {stock.page_height_mm:g} mm"
    name = "".join(
        character for character in stock.name_vi if not LabelTypeface().lacks(character, bold=True)
    )
    return [
        Line(text=_unbroken(name), bold=True),
        Line(text=f"{stock.key} · {_unbroken(size)}", share=0.85),
        Line(text=_unbroken("In đúng 100 % · Print at 100 %"), bold=True),
    ]


def _how_to_read_vi(stock: Stock) -> list[Line]:
    edge = "mép tem ngoài cùng" if stock.is_roll else "mép giấy"
    return [
        Line(text="Không chọn “vừa trang”. Đo hai thước in sẵn, ngang và dọc."),
        Line(text=f"Đặt số 0 của thước ở {edge}: vạch {_marks(stock)} phải trùng số đậm."),
    ]


def _how_to_read_en(stock: Stock) -> list[Line]:
    edge = "edge of the outermost label" if stock.is_roll else "edge of the paper"
    return [
        Line(text="Not “fit to page”. Measure both printed rules.", share=0.85),
        Line(
            text=f"Zero of a rule on the {edge}: its {_marks(stock)} must meet the bold number.", share=0.85
        ),
    ]


def _marks(stock: Stock) -> str:
    across, down = scale_across(stock).mark_mm, scale_down(stock).mark_mm
    return _unbroken(f"{across} mm" if across == down else f"{across} / {down} mm")


def _unbroken(text: str) -> str:
    """With measures that stay on one line."""
    for before, after in ((" × ", "\u00a0×\u00a0"), (" mm", "\u00a0mm"), (" %", "\u00a0%")):
        text = text.replace(before, after)
    return text
