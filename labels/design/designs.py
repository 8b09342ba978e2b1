"""A label design as data: what is drawn where, in millimetres from the label's top left corner.

A run keeps its design for ever as the dictionary of `to_dict`; kinds of element may be added, never changed.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Literal, TypeVar

from labels.design.errors import DesignNotReadable

_T = TypeVar("_T")

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """A text: which fields it prints and in what type.

    Attributes:
        fields: keys of printable fields; empty ones are left out, and without any the passage is too.
        words: printed as they stand, in a passage without fields.
        separator: stands between the fields that are printed.
        caption: printed before the value in regular weight, only together with a value.
        caption_width_mm: where the value starts, at `size_pt`, when captions stand in a column of their own;
            it shrinks with the text. 0: right after the caption.
        size_pt: the size wanted; the text shrinks to `min_size_pt` before it is refused.
        gap_mm: free space above it when something stands above it in its column.
        inverted: white on a black bar as wide as the column.
        suffix: printed after the value, as " kg"; it begins with its space where it has one.
        write_in: without a value it prints its caption and a rule on which the value is written by hand.
        break_at: characters after which a line may break too: "." for the address of a site; what is still
            too wide then breaks anywhere.
        balanced: its lines are about equally long, instead of each as full as it can be.
        optional: left out where the box has no room for it; the last one of a box first.
    """

    fields: tuple[str, ...] = ()
    size_pt: float
    min_size_pt: float = 5.5
    separator: str = " "
    caption: str = ""
    caption_width_mm: float = 0.0
    bold: bool = False
    align: Align = "left"
    max_lines: int = 1
    gap_mm: float = 0.0
    inverted: bool = False
    words: str = ""
    suffix: str = ""
    write_in: bool = False
    break_at: str = ""
    balanced: bool = False
    optional: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Qr:
    """The QR code: a square box that holds the symbol and its quiet zone."""

    kind: ClassVar[str] = "qr"
    x_mm: float
    y_mm: float
    size_mm: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """Passages one under the other in a box; they shrink together until all of them fit.

    Attributes:
        valign: where the passages stand when they need less than the height.
    """

    kind: ClassVar[str] = "text"
    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    passages: tuple[Passage, ...]
    valign: Literal["top", "middle", "bottom"] = "top"


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A straight rule from (x, y) to (x2, y2), horizontal or vertical.

    Attributes:
        shown_with: a field without whose value it is not drawn; "" draws it always.
    """

    kind: ClassVar[str] = "line"
    x_mm: float
    y_mm: float
    x2_mm: float
    y2_mm: float
    thickness_mm: float
    shown_with: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """A frame, its thickness inside the given size; `shown_with` as for a line."""

    kind: ClassVar[str] = "box"
    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    thickness_mm: float
    shown_with: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Image:
    """A black and white picture stretched over an area; `shown_with` as for a line.

    Attributes:
        bits: base64 of its rows from the top, each filled up to whole bytes; the first bit of a row is its
            leftmost pixel, 1 is black.
    """

    kind: ClassVar[str] = "image"
    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    width_px: int
    height_px: int
    bits: str
    shown_with: str = ""


Element = Qr | Text | Line | Box | Image
KINDS: Mapping[str, type[Element]] = {kind.kind: kind for kind in (Qr, Text, Line, Box, Image)}


@dataclass(frozen=True, kw_only=True, slots=True)
class Design:
    """A label design.

    Attributes:
        link: `auto` is the GS1 Digital Link when the product has a GTIN and else the short link.
        qr_level: error correction; Q for labels that get wet and scuffed.
        market: two capitals of the country whose rules it follows, and for whose batches alone it is; "" for any.
        elements: drawn in this order; exactly one is a Qr.
    """

    key: str
    name_vi: str
    name_en: str
    width_mm: float
    height_mm: float
    packaging_level: Literal["fruit", "carton"]
    link: Literal["auto", "short"]
    qr_level: Literal["M", "Q"]
    elements: tuple[Element, ...]
    market: Literal["", "CN"] = ""

    @property
    def qr(self) -> Qr:
        return next(element for element in self.elements if isinstance(element, Qr))

    @property
    def passages(self) -> tuple[Passage, ...]:
        return tuple(p for element in self.elements if isinstance(element, Text) for p in element.passages)

    def to_dict(self) -> dict[str, Any]:
        """The design as values of JSON; `from_dict` gives an equal design."""
        elements = [{"kind": element.kind, **_plain(asdict(element))} for element in self.elements]
        return {**asdict(self), "elements": elements}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Design":
        """The design that `to_dict` gave, also after a way through JSON.

        Raises:
            DesignNotReadable: an element of an unknown kind, a name missing or too many, or not one QR.
        """
        design = _build(cls, {**data, "elements": tuple(map(_element, data.get("elements", ())))})
        count = sum(isinstance(element, Qr) for element in design.elements)
        if count != 1:
            raise DesignNotReadable(what="qr", met=count, expected=1)
        return design


def _plain(value: Any) -> Any:
    """Tuples become lists, as JSON has no others."""
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, tuple) else value


def _element(data: Mapping[str, Any]) -> Element:
    rest = dict(data)
    kind = rest.pop("kind", None)
    if kind not in KINDS:
        raise DesignNotReadable(what="kind", met=kind, expected=", ".join(KINDS))
    if kind == Text.kind:
        rest["passages"] = tuple(map(_passage, rest.get("passages", ())))
    return _build(KINDS[kind], rest)


def _passage(data: Mapping[str, Any]) -> Passage:
    return _build(Passage, {**data, "fields": tuple(data.get("fields", ()))})


def _build(kind: type[_T], values: Mapping[str, Any]) -> _T:
    try:
        return kind(**values)
    except TypeError as error:
        raise DesignNotReadable(
            what=kind.__name__, met=sorted(values), expected=sorted(kind.__annotations__)
        ) from error
