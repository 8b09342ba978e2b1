"""What a label states of a certificate."""

from datetime import date

import pytest

from batches.provenance.story import PublicClaim
from labels.runs.facts import claim_sentence


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
