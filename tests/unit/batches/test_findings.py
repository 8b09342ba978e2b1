"""Findings are values that speak two languages and survive storing."""

import string
from datetime import date
from decimal import Decimal

import pytest

from batches.findings import Finding, read_finding
from batches.harvest.findings import QuotaNearlyUsed

NEARLY = QuotaNearlyUsed(
    growing_area_code="VN-DTOR-9001", season="2026", used_percent=Decimal("95.0"), quota_kg=Decimal(1000)
)


def test_a_finding_reads_back_as_it_was_stored() -> None:
    """Code and values; equal ones are equal."""
    again = read_finding(NEARLY.stored())

    assert again == NEARLY
    assert hash(again) == hash(NEARLY)
    assert again != QuotaNearlyUsed(season="2027")
    assert "95" in repr(again)


def test_a_finding_speaks_the_readers_language() -> None:
    """Vietnamese for vi, English for any other; numbers without trailing zeros."""
    assert NEARLY.sentence("vi") == "Mã VN-DTOR-9001 vụ 2026 đã dùng 95 % sản lượng được cấp (1000 kg)."
    assert NEARLY.sentence("en") == "95 % of the quota of VN-DTOR-9001 in season 2026 (1000 kg) is used."


def test_days_are_stored_as_text() -> None:
    """As JSON has no days."""
    assert QuotaNearlyUsed(on=date(2026, 10, 5)).stored()["values"] == {"on": "2026-10-05"}


@pytest.mark.parametrize("kind", Finding.kinds.values(), ids=list(Finding.kinds))
def test_both_languages_name_the_same_values(kind: type[Finding]) -> None:
    """A Vietnamese reader learns as much as an English one."""
    names = [
        {
            (name or "").removesuffix("_vi").removesuffix("_en")
            for _, name, _, _ in string.Formatter().parse(sentence)
            if name
        }
        for sentence in (kind.vi, kind.en)
    ]

    assert names[0] == names[1]
    assert kind.vi != kind.en
