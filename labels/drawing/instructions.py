"""What every renderer draws: placed instructions, in millimetres from the label's top left corner."""

from dataclasses import dataclass

from labels.design.designs import Align
from labels.design.wrapping import Typeface


@dataclass(frozen=True, kw_only=True, slots=True)
class Rect:
    """A black area."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedImage:
    """A black and white picture stretched over an area.

    Attributes:
        columns: pixels in a row.
        rows: from the top; a row is an integer whose bit `columns - 1` is its leftmost pixel, 1 is black.
    """

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    columns: int
    rows: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedText:
    """One line of text, from its left end; `is_white` on a bar."""

    x_mm: float
    baseline_mm: float
    size_pt: float
    bold: bool
    is_white: bool
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Slot:
    """Where a text goes that differs from label to label.

    Attributes:
        prefix: printed before the value, in the same weight.
        size_pt: of all labels; a label whose own text is wider than `width_mm` gets a smaller one.
    """

    field: str
    prefix: str
    x_mm: float
    width_mm: float
    baseline_mm: float
    size_pt: float
    bold: bool
    is_white: bool
    align: Align

    def place(self, value: str, typeface: Typeface) -> PlacedText:
        """The instruction for one label; its value is checked before."""
        text = self.prefix + value
        width = typeface.width_mm(text, bold=self.bold, size_pt=self.size_pt)
        shrink = min(1.0, self.width_mm / width)
        return PlacedText(
            x_mm=self.x_mm + shift_mm(self.align, self.width_mm - width * shrink),
            baseline_mm=self.baseline_mm,
            size_pt=self.size_pt * shrink,
            bold=self.bold,
            is_white=self.is_white,
            text=text,
        )


Instruction = Rect | PlacedImage | PlacedText | Slot


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedQr:
    """The symbol without its quiet zone: x and y are the corner of its first module."""

    x_mm: float
    y_mm: float
    module_mm: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """Everything drawn on a label: all but the QR and the slots is the same on each label of a run."""

    qr: PlacedQr
    rects: tuple[Rect, ...]
    texts: tuple[PlacedText, ...]
    slots: tuple[Slot, ...]
    images: tuple[PlacedImage, ...] = ()


def shift_mm(align: Align, free_mm: float) -> float:
    """How far a line moves right in its box when `free_mm` of it is left."""
    return {"left": 0.0, "center": free_mm / 2, "right": free_mm}[align]
