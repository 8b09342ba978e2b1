"""Whether a design can be printed, and whether it goes on a stock. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from labels.design.bitmaps import count_bytes, row_bytes
from labels.design.designs import Box, Design, Element, Image, Line, Passage, Qr, Text
from labels.design.errors import DesignNotPossible, StockDoesNotFit
from labels.design.faults import DesignFault, fault
from labels.design.fields import FIELDS
from labels.qr.size import MIN_MODULE_MM, size_mm
from labels.stock.stocks import Stock

TOLERANCE_MM = 0.01
SMALLEST_SYMBOL = {"M": 29, "Q": 33}  # modules of a short link on the shortest host
MUST_PRINT = ("code", "host", "sample notice")
CARTON_MUST_PRINT = (*MUST_PRINT, "trace_code")
PRINTS = {
    "code": ({"code"}, {"code_begin", "code_end"}),
    "host": ({"host"},),
    "trace_code": ({"trace_code"},),
    "sample notice": tuple({key} for key in FIELDS if key.startswith("sample")),
}
NOT_OURS = (
    "hàng chính hãng",
    "chính hãng",
    "an toàn tuyệt đối",
    "hộ chiếu số",
    "tem xác thực điện tử",
    "được bộ chứng nhận",
    "100% sạch",
)
MOST_PASSAGES = 40  # of all boxes together: each is tried in many sizes
MOST_BITS = 100_000  # characters of base64 of all pictures together: each run keeps them
CHINA = "CN"
TO_CHINA = ("输往中华人民共和国", "exported to the people's republic of china")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in millimetres from the label's top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def __str__(self) -> str:
        return f"{self.left:g}, {self.top:g} – {self.right:g}, {self.bottom:g}"

    def is_in(self, other: "Area") -> bool:
        return (
            self.left >= other.left - TOLERANCE_MM
            and self.top >= other.top - TOLERANCE_MM
            and self.right <= other.right + TOLERANCE_MM
            and self.bottom <= other.bottom + TOLERANCE_MM
        )

    def meets(self, other: "Area") -> bool:
        return (
            self.left < other.right - TOLERANCE_MM
            and self.right > other.left + TOLERANCE_MM
            and self.top < other.bottom - TOLERANCE_MM
            and self.bottom > other.top + TOLERANCE_MM
        )


def check_design(design: Design) -> None:
    """Accept a design whose every label can be read and scanned, whatever its texts.

    Raises:
        DesignNotPossible: names everything that is wrong.
    """
    faults = find_faults(design)
    if faults:
        raise DesignNotPossible(faults)


def find_faults(design: Design) -> list[DesignFault]:
    """Everything that no schema can say, in the order of the design."""
    return [*_geometry(design), *_overlaps(design), *_printed(design), *_contents(design)]


def check_design_fits(design: Design, stock: Stock) -> None:
    """Accept a design that is not larger than a label of the stock.

    Raises:
        StockDoesNotFit: names both sizes.
    """
    fits = (
        design.width_mm <= stock.label_width_mm + TOLERANCE_MM
        and design.height_mm <= stock.label_height_mm + TOLERANCE_MM
    )
    if not fits:
        raise StockDoesNotFit(
            design=design.key,
            stock=stock.key,
            expected=f"{design.width_mm:g} × {design.height_mm:g}",
            met=f"{stock.label_width_mm:g} × {stock.label_height_mm:g}",
        )


def areas(element: Element) -> Sequence[Area]:
    """What an element may draw on: the QR with its quiet zone, a frame by its four sides."""
    if isinstance(element, Qr):
        return [_area(element, element.size_mm, element.size_mm)]
    if isinstance(element, Line):
        width = max(element.x2_mm - element.x_mm, element.thickness_mm)
        return [_area(element, width, max(element.y2_mm - element.y_mm, element.thickness_mm))]
    whole = _area(element, element.width_mm, element.height_mm)
    if not isinstance(element, Box):
        return [whole]
    thick = element.thickness_mm
    return [
        Area(whole.left, whole.top, whole.right, whole.top + thick),
        Area(whole.left, whole.bottom - thick, whole.right, whole.bottom),
        Area(whole.left, whole.top, whole.left + thick, whole.bottom),
        Area(whole.right - thick, whole.top, whole.right, whole.bottom),
    ]


def _area(element: Element, width_mm: float, height_mm: float) -> Area:
    return Area(element.x_mm, element.y_mm, element.x_mm + width_mm, element.y_mm + height_mm)


def _geometry(design: Design) -> Iterator[DesignFault]:
    label = Area(0, 0, design.width_mm, design.height_mm)
    for at, element in enumerate(design.elements):
        outside = [area for area in areas(element) if not area.is_in(label)]
        if outside:
            yield fault("outside-label", _at(at), element=element.kind, met=outside[0], expected=label)
        if isinstance(element, Line) and not _is_straight(element):
            met, expected = f"{element.x_mm:g}, {element.y_mm:g}", f"{element.x2_mm:g}, {element.y2_mm:g}"
            yield fault("line-not-straight", _at(at), met=met, expected=expected)
        if isinstance(element, Qr):
            least = size_mm(SMALLEST_SYMBOL[design.qr_level], MIN_MODULE_MM)
            if element.size_mm < least - TOLERANCE_MM:
                expected = f"{least:.1f}"
                values = {"met": f"{element.size_mm:g}", "expected": expected, "level": design.qr_level}
                yield fault("qr-too-small", f"{_at(at)}/size_mm", **values)


def _is_straight(line: Line) -> bool:
    return (line.x2_mm == line.x_mm and line.y2_mm >= line.y_mm) or (
        line.y2_mm == line.y_mm and line.x2_mm >= line.x_mm
    )


def _overlaps(design: Design) -> Iterator[DesignFault]:
    codes = [element for element in design.elements if isinstance(element, Qr)]
    if len(codes) != 1:
        yield fault("qr-count", "/elements", met=len(codes))
        return
    zone = areas(codes[0])[0]
    texts: list[Area] = []
    for at, element in enumerate(design.elements):
        if isinstance(element, Qr):
            continue
        over = [area for area in areas(element) if area.meets(zone)]
        if over:
            yield fault("over-quiet-zone", _at(at), element=element.kind, met=over[0], expected=zone)
        if isinstance(element, Text):
            own = areas(element)[0]
            yield from (
                fault("texts-overlap", _at(at), met=own, expected=other)
                for other in texts
                if own.meets(other)
            )
            texts.append(own)


def _printed(design: Design) -> Iterator[DesignFault]:
    """A label that is torn or smeared is typed in by hand, and a demo's says that it is one."""
    keys = {key for passage in design.passages for key in passage.fields}
    wanted = CARTON_MUST_PRINT if design.packaging_level == "carton" else MUST_PRINT
    missing = [name for name in wanted if not any(ways <= keys for ways in PRINTS[name])]
    if missing:
        yield fault("fields-missing", "/elements", met=", ".join(missing), expected=", ".join(wanted))


def _contents(design: Design) -> Iterator[DesignFault]:
    count = len(design.passages)
    if count > MOST_PASSAGES:
        yield fault("too-many-passages", "/elements", met=count, expected=MOST_PASSAGES)
    bits = sum(len(element.bits) for element in design.elements if isinstance(element, Image))
    if bits > MOST_BITS:
        yield fault("images-too-large", "/elements", met=bits, expected=MOST_BITS)
    for at, element in enumerate(design.elements):
        if isinstance(element, Image):
            met, expected = count_bytes(element.bits), row_bytes(element.width_px) * element.height_px
            if met != expected:
                size = {"width_px": element.width_px, "height_px": element.height_px}
                yield fault("image-size", f"{_at(at)}/bits", met=met or 0, expected=expected, **size)
        for place, passage in enumerate(element.passages if isinstance(element, Text) else ()):
            yield from _passage(passage, design.market, f"{_at(at)}/passages/{place}")


def _passage(passage: Passage, market: str, at: str) -> Iterator[DesignFault]:
    if passage.min_size_pt > passage.size_pt:
        met, expected = f"{passage.min_size_pt:g}", f"{passage.size_pt:g}"
        yield fault("sizes-reversed", f"{at}/min_size_pt", met=met, expected=expected)
    if bool(passage.fields) == bool(passage.words):
        met = "fields + words" if passage.fields else "—"
        yield fault("fields-or-words", at, met=met)
    own = [key for key in passage.fields if FIELDS[key].is_per_label]
    if own and (len(passage.fields) > 1 or passage.max_lines > 1):
        expected = f"{', '.join(passage.fields)}; max_lines {passage.max_lines}"
        yield fault("stands-alone", f"{at}/fields", met=own[0], expected=expected)
    if passage.write_in and not passage.caption:
        yield fault("caption-missing", f"{at}/caption", met=passage.caption)
    for name, text in (("caption", passage.caption), ("words", passage.words), ("suffix", passage.suffix)):
        plain = " ".join(text.casefold().replace("’", "'").split())
        for claim in NOT_OURS:
            if claim in plain:
                yield fault("claim-not-ours", f"{at}/{name}", met=text, expected=claim)
                break
        if market != CHINA and any(sentence in plain for sentence in TO_CHINA):
            yield fault("market-missing", f"{at}/{name}", met=text, expected=CHINA)


def _at(place: int) -> str:
    return f"/elements/{place}"
