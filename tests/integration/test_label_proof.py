"""The short form of the proof of labels: one paper a design, one reader, few texts that try to be commands."""

import pytest

from proof import hostile_texts, labels
from proof.label_cases import Case, make_cases
from proof.label_readers import missing_programs, read_zxing

LABELS, PAYLOADS = 2, 12


def one_paper_a_design() -> list[Case]:
    """For each design a roll when it fits one, so that ZPL and TSPL are proved with it."""
    found: dict[str, Case] = {}
    for case in make_cases(labels=LABELS):
        if case.job.design.key not in found or not found[case.job.design.key].job.stock.is_roll:
            found[case.job.design.key] = case
    return list(found.values())


@pytest.mark.skipif(
    bool({"poppler-utils", "qpdf"} & set(missing_programs())), reason="needs pdftoppm and qpdf"
)
def test_every_design_is_read_whole_in_its_place_and_harmless() -> None:
    """All of `make proof-labels`, each design once, by the reader that is a package of ours."""
    cases = one_paper_a_design()
    tally = labels.run(labels=LABELS, payloads=PAYLOADS, readers={"zxing-cpp": read_zxing}, cases=cases)

    assert tally.is_kept, labels.table(tally) + "\n" + "\n".join(tally.wrong)
    assert len(hostile_texts.COMMANDS) == 500
    assert any(what.startswith("TSPL") for what in tally.tried)
