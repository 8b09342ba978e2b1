"""What a printer may be set up as, which page is its own, and what a run may say beside it."""

from dataclasses import replace
from typing import Any

import pytest

from labels.printers.errors import PageOutdated, PrinterDiffers, PrinterDpiMissing, PrinterNeedsRoll
from labels.printers.pages import render_test_page
from labels.printers.rules import Setup, check_agrees, check_page, check_setup, page_code
from labels.stock.calibration import EXACT, Calibration
from labels.stock.stocks import A4_3X8, BUILT_IN

ROLL = BUILT_IN["roll-50x30"]
SETUP = Setup(id="1", name="Máy in kho", stock=ROLL, dpi=203, language="zpl", calibration=EXACT)
OTHERS: list[dict[str, Any]] = [
    {"calibration": Calibration(offset_x_mm=0.001)},
    {"id": "2"},
    {"dpi": 300},
    {"language": "tspl"},
    {"stock": replace(ROLL, page_height_mm=29.0, label_height_mm=29.0)},
    {"stock": replace(ROLL, page_width_mm=51.0, margin_left_mm=1.0)},
]


def test_a_label_printer_takes_rolls_and_has_dots() -> None:
    """ZPL and TSPL are dots on a roll; a PDF goes on both, and its driver knows the dots."""
    check_setup(language="pdf", dpi=None, stock=A4_3X8)
    check_setup(language="tspl", dpi=300, stock=ROLL)
    with pytest.raises(PrinterNeedsRoll, match=r"speaks ZPL .* “a4-3x8” is a sheet"):
        check_setup(language="zpl", dpi=600, stock=A4_3X8)
    with pytest.raises(PrinterDpiMissing, match=r"needs its dpi: 203, 300 or 600"):
        check_setup(language="tspl", dpi=None, stock=ROLL)


def test_a_page_s_code_tells_it_from_every_other() -> None:
    """It changes with printer, calibration, dots, language and the paper's measures, and not with the name."""
    codes = [page_code(replace(SETUP, **other)) for other in ({}, *OTHERS)]

    assert len(set(codes)) == len(codes)
    assert all(len(code) == 4 for code in codes)
    assert page_code(replace(SETUP, name="Tên khác")) == codes[0]


@pytest.mark.parametrize("other", OTHERS)
def test_readings_of_another_page_are_refused(other: dict[str, Any]) -> None:
    """Both codes are named; the own one may be typed in small letters."""
    expected = page_code(SETUP)
    check_page(SETUP, f" {expected.lower()} ")

    with pytest.raises(PageOutdated, match=f"are from the test page {expected}"):
        check_page(replace(SETUP, **other), expected)


@pytest.mark.parametrize(
    ("field", "value"),
    [("stock", "roll-60x40"), ("printer_dpi", 300), ("calibration", Calibration(offset_x_mm=1))],
)
def test_what_stands_beside_a_printer_is_the_same_or_refused(field: str, value: Any) -> None:
    """Nothing and the printer's own are accepted; another is refused, with its field."""
    own: dict[str, Any] = {"stock": "roll-50x30", "printer_dpi": 203, "calibration": EXACT}
    check_agrees(SETUP, stock=None, printer_dpi=None, calibration=None)
    check_agrees(SETUP, **own)

    with pytest.raises(PrinterDiffers) as refused:
        check_agrees(SETUP, **(own | {field: value}))

    assert refused.value.pointer == f"/{field}"


@pytest.mark.parametrize(
    ("but", "start"),
    [
        ({"language": "zpl"}, b"^XA"),
        ({"language": "tspl"}, b"SIZE 50 mm,30 mm"),
        ({"language": "pdf"}, b"%PDF"),
        ({"language": "pdf", "dpi": None, "stock": A4_3X8}, b"%PDF"),
    ],
)
def test_a_page_is_in_the_printer_s_language(but: dict[str, Any], start: bytes) -> None:
    """The same printer gets the same bytes."""
    setup = replace(SETUP, **but)

    assert render_test_page(setup).startswith(start)
    assert render_test_page(setup) == render_test_page(setup)
