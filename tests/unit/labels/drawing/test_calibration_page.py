"""The test page of a stock: what it says, where its axes are, and that nothing lies over anything else."""

import io
import re
import shutil
import subprocess
from collections import Counter
from itertools import combinations
from pathlib import Path

import pypdfium2
import pytest

from labels.design.fitting import MM_PER_PT
from labels.drawing.calibration.page import PageOf, lay_out_calibration_page, render_calibration_page
from labels.drawing.calibration.printer_page import render_printer_page
from labels.drawing.errors import SheetOnLabelPrinter
from labels.drawing.fonts import LabelTypeface
from labels.drawing.instructions import PlacedText, Rect
from labels.drawing.pdf.render import render_pdf
from labels.stock.calibration import EXACT, Calibration
from labels.stock.errors import CalibrationBeyondLimits
from labels.stock.geometry import Kind, Stock
from labels.stock.stocks import A4_3X8, BUILT_IN
from tests.tspl_printer import TsplPrinter
from tests.unit.labels.drawing.jobs import make_job
from tests.zpl_printer import print_zpl

SHOWN = ("a4-3x8", "avery-l7651", "roll-104x22", "roll-50x30", "roll-100x150")
TYPEFACE = LabelTypeface()
OURS = PageOf(printer="Máy in kho 2", code="K7Q2")


def box(text: PlacedText) -> Rect:
    """The letters of a line between baseline and the height of capitals."""
    width = TYPEFACE.width_mm(text.text, bold=text.bold, size_pt=text.size_pt)
    height = text.size_pt * MM_PER_PT * 0.7
    return Rect(x_mm=text.x_mm, y_mm=text.baseline_mm - height, width_mm=width, height_mm=height)


def overlap(one: Rect, other: Rect) -> bool:
    return (
        one.x_mm < other.x_mm + other.width_mm
        and other.x_mm < one.x_mm + one.width_mm
        and one.y_mm < other.y_mm + other.height_mm
        and other.y_mm < one.y_mm + one.height_mm
    )


def words(stock: Stock) -> list[str]:
    return [text.text for text in lay_out_calibration_page(stock, of=OURS)[1]]


@pytest.mark.parametrize("calibration", [EXACT, Calibration(offset_x_mm=-2.9)], ids=["first", "corrected"])
@pytest.mark.parametrize("stock", BUILT_IN.values(), ids=BUILT_IN)
def test_nothing_lies_over_anything_else(stock: Stock, calibration: Calibration) -> None:
    """All on the page; no text over another, over an outline, an axis or a rule."""
    rects, texts = lay_out_calibration_page(stock, calibration=calibration, of=OURS)
    boxes = [box(text) for text in texts]

    for area in (*rects, *boxes):
        assert area.x_mm >= -0.07
        assert area.y_mm >= -0.07
        assert area.x_mm + area.width_mm <= stock.page_width_mm + 0.07
        assert area.y_mm + area.height_mm <= stock.page_height_mm + 0.07
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]
    assert not [
        (text.text, rect)
        for text, area in zip(texts, boxes, strict=True)
        for rect in rects
        if overlap(area, rect)
    ]


@pytest.mark.parametrize("stock", BUILT_IN.values(), ids=BUILT_IN)
def test_a_page_has_all_that_is_read_off_it(stock: Stock) -> None:
    """Every position, the zeros of four verniers in bold, the page's own code, and that it is printed at 100 %."""
    _, texts = lay_out_calibration_page(stock, of=OURS)
    plain = Counter(text.text for text in texts if not text.bold)
    said = " ".join(text.text for text in texts).replace("\u00a0", " ")

    assert Counter(text.text for text in texts if text.bold)["0"] == 4
    assert Counter(f"{number}" for number in range(1, stock.per_page + 1)) <= plain
    assert "K7Q2" in said
    assert "100 %" in said


def test_a_sheet_says_in_two_languages_how_it_is_read() -> None:
    """Printer, name, key, size, where to put the steel rule and what is right; a roll from its label's edge."""
    sheet = " ".join(words(A4_3X8)).replace("\u00a0", " ")
    roll = " ".join(words(BUILT_IN["roll-100x150"])).replace("\u00a0", " ")

    for wanted in (
        "Máy in kho 2 Giấy decal A4, 24 tem 63,5 × 33,9 mm",
        "a4-3x8 · 210 × 297 mm",
        "Mã trang · Page K7Q2",
        "Đặt số 0 của thước thép ở mép trái tờ giấy",
        "ngang 20,0 và 180,0, dọc 20,0 và 260,0",
        "Zero of a steel rule on the left edge of the paper",
    ):
        assert wanted in sheet
    assert "Đặt số 0 của thước thép ở mép trái con tem đầu" in roll


def test_lines_of_a_vernier_are_nine_tenths_apart_and_a_rule_is_as_long_as_it_says() -> None:
    """On A4 eleven of them from 20 mm on, the zero the longest; two rules of 100 mm between their outer edges."""
    rects, _ = lay_out_calibration_page(A4_3X8)
    upright = sorted(
        (round(rect.x_mm + rect.width_mm / 2, 6), rect.height_mm)
        for rect in rects
        if rect.width_mm == pytest.approx(0.12) and 1 < rect.height_mm < 4
    )
    vernier = [(x, height) for x, height in upright if 19 < x < 29.5]
    caps = sorted(rect.x_mm for rect in rects if (rect.width_mm, rect.height_mm) == (0.3, 2.0))

    assert [x for x, _ in vernier] == pytest.approx([20 + 0.9 * line for line in range(11)])
    assert max(vernier, key=lambda line: line[1])[0] == 20
    assert caps[1] + 0.3 - caps[0] == pytest.approx(100)
    assert any("100 mm" in text for text in words(A4_3X8))


def test_dots_of_a_printer_show_the_page() -> None:
    """As it comes out of a printer of 203 dpi: black on white, as large as the row, each line at least a dot."""
    stock = BUILT_IN["roll-105x22"]
    zpl = print_zpl(render_printer_page(stock, language="zpl", dpi=203, of=OURS))
    tspl = TsplPrinter(dpi=203).print(render_printer_page(stock, language="tspl", dpi=203, of=OURS))

    assert [one.size for one in (*zpl, *tspl)] == [(840, 176)] * 2
    assert zpl[0].tobytes() == tspl[0].tobytes()
    with pytest.raises(SheetOnLabelPrinter):
        render_printer_page(A4_3X8, language="zpl", dpi=203)


@pytest.mark.parametrize("key", SHOWN)
def test_the_same_page_has_the_same_bytes_as_large_as_the_paper(key: str) -> None:
    """Twice equal; one page of the stock's size, to be printed at 100 %, without script or action."""
    data = render_calibration_page(BUILT_IN[key])
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    size = [round(side * MM_PER_PT, 2) for side in document[0].get_size()]

    assert data == render_calibration_page(BUILT_IN[key])
    assert len(document) == 1
    assert size == [BUILT_IN[key].page_width_mm, BUILT_IN[key].page_height_mm]
    assert f"Trang thử {key}" in document.get_metadata_value("Title")
    assert b"/PrintScaling/None" in data
    assert not re.search(rb"/JavaScript|/JS|/OpenAction|/AA\b|/EmbeddedFile|CreationDate|ModDate", data)
    document.close()


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not on this machine")
@pytest.mark.parametrize("key", SHOWN)
def test_qpdf_finds_nothing_wrong(tmp_path: Path, key: str) -> None:
    """Cross references, streams and the page tree are as the standard wants them."""
    (tmp_path / "page.pdf").write_bytes(render_calibration_page(BUILT_IN[key]))

    checked = subprocess.run(["qpdf", "--check", tmp_path / "page.pdf"], capture_output=True, check=False)

    assert checked.returncode == 0, checked.stderr


def test_a_calibrated_page_is_moved_and_stretched_from_the_top_left() -> None:
    """A letter of the page lands where the calibration's own sum says, to a hundredth of a millimetre."""
    calibration = Calibration(offset_x_mm=2, offset_y_mm=-1.5, scale_x=1.02, scale_y=0.99)

    plain, moved = (
        _first_letter(render_calibration_page(A4_3X8, calibration=one))
        for one in (Calibration(), calibration)
    )

    assert moved == pytest.approx(calibration.apply(*plain), abs=0.01)


def test_labels_are_corrected_as_the_test_page_is() -> None:
    """What a packer saw right on the test page is right on the labels: the same sum moves and stretches them."""
    calibration = Calibration(offset_x_mm=-1.2, offset_y_mm=2, scale_x=0.985, scale_y=1.013)

    plain, moved = (
        _first_letter(b"".join(render_pdf(make_job(quantity=1, calibration=one), first=1, last=1)))
        for one in (Calibration(), calibration)
    )

    assert moved == pytest.approx(calibration.apply(*plain), abs=0.01)


def test_a_calibration_beyond_reason_is_refused() -> None:
    """The page is not drawn off the paper."""
    with pytest.raises(CalibrationBeyondLimits):
        render_calibration_page(A4_3X8, calibration=Calibration(offset_x_mm=11))


@pytest.mark.parametrize("kind", ["sheet", "roll"])
def test_a_tiny_label_has_what_there_is_room_for(kind: Kind) -> None:
    """A stock at the least size that the rules accept is still drawn, with its position."""
    tiny = Stock(
        key="tiny",
        name_vi="Tem rất nhỏ",
        name_en="Tiny label",
        page_width_mm=5,
        page_height_mm=5,
        columns=1,
        rows=1,
        label_width_mm=5,
        label_height_mm=5,
        margin_left_mm=0,
        margin_top_mm=0,
        gap_x_mm=0,
        gap_y_mm=0,
        source="test",
        kind=kind,
    )

    assert render_calibration_page(tiny).startswith(b"%PDF")


def _first_letter(data: bytes) -> tuple[float, float]:
    """Left and bottom of the first character, in mm from the top left."""
    page = pypdfium2.PdfDocument(io.BytesIO(data))[0]
    left, bottom, _, _ = page.get_textpage().get_charbox(0)
    return left * MM_PER_PT, (page.get_height() - bottom) * MM_PER_PT
