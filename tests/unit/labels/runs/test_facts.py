"""What a label states of a certificate."""

from datetime import date
from decimal import Decimal

import pytest

from batches.harvest.rules import GradePart
from batches.provenance.story import PublicClaim
from labels.runs.facts import claim_sentence, only_grade


@pytest.mark.parametrize(
    ("scheme", "number", "sentence"),
    [
        ("vietgap", "VietGAP-TT-13-99-87-0001", "VietGAP-TT-13-99-87-0001, chứng nhận đến 31/12/2027"),
        ("vietgap", "0123/2026", "VietGAP số 0123/2026, chứng nhận đến 31/12/2027"),
    ],
)
def test_a_claim_names_scheme_number_and_last_day(scheme: str, number: str, sentence: str) -> None:
    """A number that begins with its scheme is not doubled."""
    claim = PublicClaim(
        scheme=scheme, number=number, body="X", valid_from=date(2026, 1, 1), valid_to=date(2027, 12, 31)
    )

    assert claim_sentence((claim,)) == sentence


def test_without_a_certificate_nothing_is_claimed() -> None:
    """Then the label has no such line, and no empty frame either."""
    assert claim_sentence(()) is None


@pytest.mark.parametrize(
    ("parts", "grade"),
    [
        ([("A", "100")], "A"),
        ([], None),
        ([("A", "90")], None),
        ([("A", "60"), ("B", "40")], None),
    ],
)
def test_a_grade_is_stated_only_of_all_fruit(parts: list[tuple[str, str]], grade: str | None) -> None:
    """Of a hundred kilograms: all A is A; nothing is said of mixed fruit, or of some that nobody graded."""
    graded = [
        GradePart(grade=name, net_weight_kg=Decimal(weight), fruit_count=None) for name, weight in parts
    ]

    assert only_grade(graded, net_weight_kg=Decimal(100)) == grade
