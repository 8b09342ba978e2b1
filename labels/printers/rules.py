"""What a printer may be set up as, and which test page is its own. Pure."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Literal

from labels.codes.crockford import encode
from labels.printers.errors import PageOutdated, PrinterDiffers, PrinterDpiMissing, PrinterNeedsRoll
from labels.qr.size import dot_mm
from labels.stock.calibration import Calibration
from labels.stock.geometry import Stock
from labels.stock.readings import Printed, scale_across, scale_down

PrinterLanguage = Literal["pdf", "zpl", "tspl"]
PRINTER_LANGUAGES: tuple[PrinterLanguage, ...] = ("pdf", "zpl", "tspl")
CODE_LENGTH = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Setup:
    """All that decides what a printer's pages look like.

    Attributes:
        id: the printer's; two printers never have the same page.
        dpi: None of a driver that takes pages of any.
    """

    id: str
    name: str
    stock: Stock
    dpi: int | None
    language: PrinterLanguage
    calibration: Calibration

    @property
    def printed(self) -> Printed:
        """How its test page is printed: dot by dot, or by a driver."""
        per_mm = None if self.language == "pdf" or self.dpi is None else 1 / dot_mm(self.dpi)
        return Printed(calibration=self.calibration, dots_per_mm=per_mm)


def check_setup(*, language: str, dpi: int | None, stock: Stock) -> None:
    """Accept a paper that a printer of that language takes.

    Raises:
        PrinterNeedsRoll, PrinterDpiMissing: a label printer's language draws dots, on rolls.
    """
    if language == "pdf":
        return
    if not stock.is_roll:
        raise PrinterNeedsRoll(language=language.upper(), stock=stock.key, pointer="/stock")
    if dpi is None:
        raise PrinterDpiMissing(language=language.upper(), pointer="/dpi")


def page_code(setup: Setup) -> str:
    """The code that stands on a printer's test page: another wherever what is read off it would mean something else."""
    axes = scale_across(setup.stock, setup.calibration), scale_down(setup.stock, setup.calibration)
    shown = [setup.id, setup.language, setup.dpi, asdict(setup.calibration), *map(asdict, axes)]
    digest = hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).digest()
    return encode(int.from_bytes(digest) % 32**CODE_LENGTH, length=CODE_LENGTH)


def check_page(setup: Setup, code: str) -> None:
    """Accept readings of the page that the printer has now.

    Raises:
        PageOutdated: it was printed before the last calibration, or before another paper was put in.
    """
    expected = page_code(setup)
    met = code.strip().upper()
    if met != expected:
        raise PageOutdated(met=met, expected=expected, pointer="/page")


def check_agrees(
    setup: Setup, *, stock: str | None, printer_dpi: int | None, calibration: Calibration | None
) -> None:
    """Accept what a request says beside a printer when it says the same.

    Raises:
        PrinterDiffers: names the field; labels would not lie where the printer was measured.
    """
    for field, met, expected in (
        ("stock", stock, setup.stock.key),
        ("printer_dpi", printer_dpi, setup.dpi),
        ("calibration", calibration, setup.calibration),
    ):
        if met is not None and met != expected:
            raise PrinterDiffers(
                printer=setup.name, field=field, met=_told(met), expected=_told(expected), pointer=f"/{field}"
            )


def _told(value: object) -> str:
    if isinstance(value, Calibration):
        return ", ".join(f"{measure:g}" for measure in asdict(value).values())
    return "—" if value is None else f"{value}"
