"""Days and figures of reports, and which tests cover a packed batch."""

import itertools
import uuid
from datetime import date
from typing import Any

import pytest

from batches.errors import DomainError
from batches.quality.errors import AnalyteNamedTwice, DayInFuture, DayOutOfOrder, ResultContradictsLimit
from batches.quality.rules import CHINA_TESTS, Analyte, check_analytes, check_days, uncovered

TODAY = date(2026, 10, 25)


@pytest.mark.parametrize(
    ("cut", "sampled", "reported", "refused"),
    [
        (20, 20, 20, None),
        (20, 22, 25, None),
        (20, 19, 25, DayOutOfOrder),
        (20, 24, 23, DayOutOfOrder),
        (20, 22, 26, DayInFuture),
    ],
)
def test_days_follow_each_other(
    cut: int, sampled: int, reported: int, refused: type[DomainError] | None
) -> None:
    """Cut, sampled, reported, and today at the latest."""
    names = ("thu hoạch", "harvest"), ("lấy mẫu", "sampling"), ("ra kết quả", "report")
    days = [
        (date(2026, 10, day), pointer, vi, en)
        for (vi, en), pointer, day in zip(names, ("/a", "/b", "/c"), (cut, sampled, reported), strict=True)
    ]
    if refused is None:
        check_days(days, today=TODAY)
        return
    with pytest.raises(refused):
        check_days(days, today=TODAY)


def make_analyte(**but: Any) -> Analyte:
    given = {"name": "cadmium", "value": "0.04", "unit": "mg/kg", "limit": "0.05", "passed": True}
    return Analyte(**{**given, **but})


@pytest.mark.parametrize(
    ("value", "limit", "passed", "good"),
    [
        ("0.05", "0.05", True, True),
        ("0.051", "0.05", True, False),
        ("0,051", "0.05", True, False),
        ("0.051", "0.05", False, True),
        ("0.01", "0.05", False, True),
        ("<0.01", "0.05", True, True),
        ("ND", None, True, True),
        ("9", None, True, True),
        ("NaN", "0.05", True, True),
        ("Infinity", "0.05", True, True),
    ],
)
def test_a_result_over_its_limit_is_not_passed(
    value: str, limit: str | None, passed: bool, good: bool
) -> None:
    """Only numbers are compared; what the paper writes otherwise is its own matter."""
    found = make_analyte(value=value, limit=limit, passed=passed)
    if good:
        check_analytes([found])
        return
    with pytest.raises(ResultContradictsLimit):
        check_analytes([found])


def test_a_substance_stands_once_in_a_report() -> None:
    """Two results for one would contradict each other."""
    check_analytes([make_analyte(), make_analyte(name="basic_yellow_2")])
    with pytest.raises(AnalyteNamedTwice, match="cadmium"):
        check_analytes([make_analyte(), make_analyte()])


A, B, C, D, E = (uuid.UUID(int=number) for number in range(1, 6))
BOTH = set(CHINA_TESTS)


@pytest.mark.parametrize(
    ("passed", "inputs", "missing"),
    [
        ({}, {}, ["cadmium", "basic_yellow_2"]),
        ({E: BOTH}, {}, []),
        ({E: {"cadmium"}}, {}, ["basic_yellow_2"]),
        ({A: BOTH, B: BOTH}, {E: [A, B]}, []),
        ({A: BOTH}, {E: [A, B]}, ["cadmium", "basic_yellow_2"]),
        ({A: {"cadmium"}, B: BOTH}, {E: [A, B]}, ["basic_yellow_2"]),
        ({A: BOTH, B: BOTH, C: BOTH}, {E: [C, D], D: [A, B]}, []),
        ({A: BOTH, C: BOTH}, {E: [C, D], D: [A, B]}, ["cadmium", "basic_yellow_2"]),
        ({D: BOTH, C: BOTH}, {E: [C, D], D: [A, B]}, []),
        ({A: {"cadmium"}, D: {"basic_yellow_2"}}, {E: [D], D: [A]}, []),
    ],
)
def test_a_batch_is_covered_by_its_own_tests_or_by_those_of_all_it_was_made_of(
    passed: dict[uuid.UUID, set[str]], inputs: dict[uuid.UUID, list[uuid.UUID]], missing: list[str]
) -> None:
    """Each substance by itself, at any depth."""
    assert uncovered(E, passed=passed, inputs=inputs, wanted=CHINA_TESTS) == missing


def test_a_long_and_wide_chain_is_walked_at_once() -> None:
    """3,000 times packed of two parts of the batch before: 2^3000 ways up, and deeper than Python calls."""
    rows = [(uuid.UUID(int=2 * row), uuid.UUID(int=2 * row + 1)) for row in range(1, 3000)]
    inputs = {batch: list(above) for below, above in itertools.pairwise(rows) for batch in below}
    top = dict.fromkeys(rows[-1], BOTH)

    assert uncovered(rows[0][0], passed=top, inputs=inputs, wanted=CHINA_TESTS) == []
    assert uncovered(rows[0][0], passed={}, inputs=inputs, wanted=CHINA_TESTS) == list(CHINA_TESTS)
