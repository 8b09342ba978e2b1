"""Labels that are left out: not drawn, their places empty, pages and rows of nothing but such gone."""

from dataclasses import replace

import pytest

from labels.design.built_in import BUILT_IN
from labels.drawing.label_printers.rows import render_rows
from labels.drawing.pdf import render as rendering
from labels.drawing.pdf.render import render_pdf
from labels.runs.ranges import Range, Ranges
from labels.stock.stocks import BUILT_IN as STOCKS
from tests.unit.labels.drawing.jobs import make_job, make_label
from tests.unit.labels.drawing.reading import read_codes, render

VOID = Ranges.of(Range(3, 3), Range(20, 25), Range(30, 30))


def test_the_others_stay_where_they_are() -> None:
    """On sheets each label has the cell that it has in the whole run, so a sheet printed in parts still fits."""
    whole = [code for page in read_codes(render(make_job())) for code in page]

    left = [code for page in read_codes(render(make_job(left_out=VOID))) for code in page]

    assert left == [code for number, code in enumerate(whole, 1) if number not in VOID]
    assert make_label(3).payload.text not in {text for text, _, _ in left}


def test_a_sheet_without_labels_is_left_out() -> None:
    """Of 60 labels on three sheets, those of the second are void: two sheets come."""
    found = read_codes(render(make_job(quantity=60, left_out=Ranges.of(Range(25, 48)))))

    assert [len(page) for page in found] == [24, 12]
    assert found[1][0][0] == make_label(49).payload.text


def test_a_roll_closes_up_by_rows() -> None:
    """A roll of one lane feeds no empty label; of three lanes a row comes while any of its labels is good."""
    single = make_job(
        design=BUILT_IN["fruit-50x30"],
        stock=STOCKS["roll-50x30"],
        quantity=6,
        left_out=Ranges.of(Range(2, 3)),
    )
    lanes = replace(single, design=BUILT_IN["fruit-35x22"], stock=STOCKS["roll-104x22"])
    gone = replace(lanes, left_out=Ranges.of(Range(1, 3)))

    assert [len(list(render_rows(job, first=1, last=6, dpi=203))) for job in (single, lanes, gone)] == [
        4,
        2,
        1,
    ]


def test_processes_leave_out_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bytes do not tell how many processes drew them."""
    monkeypatch.setattr(rendering, "WORTH_PROCESSES", 1)
    job = make_job(quantity=60, left_out=VOID)

    assert b"".join(render_pdf(job, first=2, last=60, processes=2)) == render(job, 2, 60)
