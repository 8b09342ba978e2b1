"""A design and its texts become placed instructions. No renderer decides where a thing stands."""

from collections.abc import Mapping, Sequence

from labels.design.bitmaps import image_rows
from labels.design.designs import Box, Design, Image, Line, Qr, Text
from labels.design.wrapping import Typeface
from labels.drawing.instructions import Instruction, Layout, PlacedImage, PlacedQr, PlacedText, Rect, Slot
from labels.drawing.passages import place_text
from labels.qr.size import QUIET_ZONE_MODULES, module_mm, size_mm, snap_mm


def lay_out(
    design: Design,
    values: Mapping[str, str],
    *,
    typical: Mapping[str, str],
    symbol_size: int,
    typeface: Typeface,
    printer_dpi: int | None = None,
) -> Layout:
    """Place everything that a design draws.

    Args:
        design: what is drawn where.
        values: text of the fields that are the same on every label; one that is missing or "" draws nothing.
        typical: per-label texts of the usual length, from which their common size is chosen.
        symbol_size: modules on each side of the run's QR symbols.
        typeface: measures the text.
        printer_dpi: dots per inch of the printer, on whose whole dots the QR's modules then lie.

    Raises:
        TextDoesNotFit: a text is too long for its place.
        CharacterNotInFont: a text has a character without a glyph.
        ModuleTooSmall: the QR box is too small for the symbol.
        DesignNotReadable: the design names an unknown field.
    """
    printed = {**values, **typical}
    drawn: list[Instruction] = []
    for element in design.elements:
        if isinstance(element, Text):
            drawn += place_text(element, printed, typeface)
        elif not isinstance(element, Qr) and (not element.shown_with or printed.get(element.shown_with)):
            drawn += _shape(element)
    return Layout(
        qr=_place_qr(design, symbol_size, printer_dpi),
        rects=tuple(one for one in drawn if isinstance(one, Rect)),
        texts=tuple(one for one in drawn if isinstance(one, PlacedText)),
        slots=tuple(one for one in drawn if isinstance(one, Slot)),
        images=tuple(one for one in drawn if isinstance(one, PlacedImage)),
    )


def _place_qr(design: Design, symbol_size: int, dpi: int | None) -> PlacedQr:
    """In the middle of its box, so that what is left over adds to the quiet zone; on the printer's nearest dot."""
    box = design.qr
    module = module_mm(symbol_size, box.size_mm, dpi)
    inset = (box.size_mm - size_mm(symbol_size, module)) / 2 + QUIET_ZONE_MODULES * module
    return PlacedQr(
        x_mm=snap_mm(box.x_mm + inset, dpi), y_mm=snap_mm(box.y_mm + inset, dpi), module_mm=module
    )


def _shape(element: Line | Box | Image) -> Sequence[Instruction]:
    if isinstance(element, Image):
        return [_picture(element)]
    return _line(element) if isinstance(element, Line) else _frame(element)


def _picture(image: Image) -> PlacedImage:
    return PlacedImage(
        x_mm=image.x_mm,
        y_mm=image.y_mm,
        width_mm=image.width_mm,
        height_mm=image.height_mm,
        columns=image.width_px,
        rows=image_rows(image),
    )


def _line(line: Line) -> list[Rect]:
    width = max(line.x2_mm - line.x_mm, line.thickness_mm)
    height = max(line.y2_mm - line.y_mm, line.thickness_mm)
    return [Rect(x_mm=line.x_mm, y_mm=line.y_mm, width_mm=width, height_mm=height)]


def _frame(box: Box) -> list[Rect]:
    """Its four sides, none over another."""
    thick, inner = box.thickness_mm, box.height_mm - 2 * box.thickness_mm
    right, bottom = box.x_mm + box.width_mm - thick, box.y_mm + box.height_mm - thick
    return [
        Rect(x_mm=box.x_mm, y_mm=box.y_mm, width_mm=box.width_mm, height_mm=thick),
        Rect(x_mm=box.x_mm, y_mm=bottom, width_mm=box.width_mm, height_mm=thick),
        Rect(x_mm=box.x_mm, y_mm=box.y_mm + thick, width_mm=thick, height_mm=inner),
        Rect(x_mm=right, y_mm=box.y_mm + thick, width_mm=thick, height_mm=inner),
    ]
