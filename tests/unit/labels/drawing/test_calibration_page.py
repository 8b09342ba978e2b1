"""The test page of a stock: what it says, where its scales are, and that nothing lies over anything else."""

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
from labels.drawing.calibration_page import lay_out_calibration_page, render_calibration_page
from labels.drawing.fonts import LabelTypeface
from labels.drawing.instructions import PlacedText, Rect
from labels.drawing.pdf import render_pdf
from labels.drawing.scales import Axis
from labels.stock.calibration import Calibration
from labels.stock.errors import CalibrationBeyondLimits
from labels.stock.geometry import Kind, Stock
from labels.stock.readings import scale_across, scale_down
from labels.stock.stocks import A4_3X8, BUILT_IN
from tests.unit.labels.drawing.jobs import make_job

SHOWN = ("a4-3x8", "avery-l7651", "roll-104x22", "roll-50x30", "roll-100x150")
TYPEFACE = LabelTypeface()


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
    return [text.text for text in lay_out_calibration_page(stock)[1]]


@pytest.mark.parametrize("stock", BUILT_IN.values(), ids=BUILT_IN)
def test_nothing_lies_over_anything_else(stock: Stock) -> None:
    """All on the page; no text over another, over an outline, a scale or a rule."""
    rects, texts = lay_out_calibration_page(stock)
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
    """Every position, both marks of both scales in bold, both rules' lengths, and the instruction."""
    across, down = scale_across(stock), scale_down(stock)
    _, texts = lay_out_calibration_page(stock)
    plain = Counter(text.text for text in texts if not text.bold)
    bold = Counter(text.text for text in texts if text.bold)
    wanted = Counter(f"{scale.mark_mm}" for scale in (across, down, across, down))
    wanted += Counter(f"{scale.rule_mm} mm" for scale in (across, down))

    assert wanted <= bold
    assert Counter(f"{number}" for number in range(1, stock.per_page + 1)) <= plain
    said = " ".join(text.text for text in texts).replace("\u00a0", " ")
    assert "In đúng 100 %" in said
    assert "Print at 100 %" in said
    assert stock.key in said


def test_a_sheet_says_in_two_languages_how_it_is_read() -> None:
    """Name, key, size, what to measure and where to put the steel rule; a roll is read from its labels' edge."""
    sheet = " ".join(words(A4_3X8)).replace("\u00a0", " ")
    roll = " ".join(words(BUILT_IN["roll-100x150"])).replace("\u00a0", " ")

    assert "Giấy decal A4, 24 tem 63,5 × 33,9 mm" in sheet
    assert "a4-3x8 · 210 × 297 mm" in sheet
    assert "Đặt số 0 của thước ở mép giấy: vạch 10 mm phải trùng số đậm." in sheet
    assert "Zero of a rule on the edge of the paper: its 10 mm must meet the bold number." in sheet
    assert "Đặt số 0 của thước ở mép tem ngoài cùng: vạch 10 mm phải trùng số đậm." in roll


def test_ticks_stand_at_their_millimetre_and_a_rule_is_as_long_as_it_says() -> None:
    """On a page of 104 mm: the tick of 10 at 10 mm, the one from the right at 94, caps 100 mm apart outside."""
    axis = Axis(
        scale=scale_across(BUILT_IN["roll-104x22"]),
        is_across=True,
        line_mm=13.0,
        rule_offset_mm=2.0,
        other_mm=21.0,
        other_rule_mm=25.0,
        label_mm=8.0,
        outlines_mm=frozenset(),
    )
    rects = list(axis.rects())
    long_ticks = sorted(
        round(rect.x_mm + rect.width_mm / 2, 6) for rect in rects if rect.height_mm == pytest.approx(2.8)
    )
    caps = [rect for rect in rects if rect.height_mm == pytest.approx(2.0) and rect.y_mm > 13]

    assert long_ticks == [10, 30, 40, 50, 54, 64, 74, 84, 94]  # at 20 the other scale has its own
    assert caps[-1].x_mm + caps[-1].width_mm - caps[0].x_mm == pytest.approx(100)


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
