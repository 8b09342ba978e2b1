"""What the heaviest page weighs: three harvests, twelve stages, two reports, a recall, a household, all filled."""

from dataclasses import replace
from datetime import date

import pytest
from markupsafe import Markup

from app.scan.label_parts import label_parts
from app.scan.made import CODE as MARK
from app.scan.made import MadeBatch, MadePage
from app.scan.pages import holed_batch_page
from app.scan.pressing import GZIP, ZSTD
from batches.provenance.story import PublicConfirmation, PublicResult, PublicTested
from tests.web.public_values import (
    CLAIM,
    CODE,
    GROWER,
    HOST,
    LABEL,
    ORIGIN,
    OTHER,
    OTHER_ORIGIN,
    PACKER,
    RECALL,
    make_packed_batch,
    make_stage,
)

SHOWN = replace(LABEL, code=Markup(MARK))
MOST_BYTES = 14 * 1024
KINDS = (
    *("cultivation", "harvest", "harvest", "harvest", "weighing", "shipping", "receiving", "packing"),
    *("inspection", "lab_sample", "lab_test", "recall"),
)


@pytest.mark.usefixtures("language")
def test_the_heaviest_page_is_one_answer_of_14_kb() -> None:
    """As it is joined from its parts, in each language, for new phones and for old ones."""
    tested = tuple(
        PublicTested(name=f"Chất thử {number}", value=f"0.0{number}", unit="mg/kg", is_passed=number < 11)
        for number in range(1, 13)
    )
    stages = tuple(
        make_stage(
            kind,
            day,
            organisation=(OTHER, PACKER)[day % 2],
            confirmation=PublicConfirmation(
                by=f"Công ty Thu mua Mẫu {day}", is_laboratory=kind == "lab_test"
            ),
            result=PublicResult(is_conformant=False, report_no=f"KN-{day}", tested=tested)
            if kind in ("lab_test", "inspection")
            else None,
        )
        for day, kind in enumerate(KINDS, 1)
    )
    batch = make_packed_batch(
        status="recalled",
        recall=RECALL,
        claims=(CLAIM, CLAIM),
        origins=(ORIGIN, OTHER_ORIGIN, ORIGIN),
        stages=stages,
        grower=GROWER,
    )
    holed = holed_batch_page(batch, base_url=f"https://{HOST}")
    page = MadePage(MadeBatch.of(holed), "", label_parts(batch, SHOWN, HOST, today=date(2026, 11, 26)))

    assert (len(stages), len(batch.origins)) == (12, 3)
    assert max(len(page.body(CODE, encoding)) for encoding in (ZSTD, GZIP)) <= MOST_BYTES
