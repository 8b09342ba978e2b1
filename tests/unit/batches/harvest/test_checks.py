"""The rules of a harvest as tables of cases: each edge from both sides."""

from datetime import date
from decimal import Decimal

import pytest

from batches.harvest import checks, findings
from batches.harvest.checks import Allowance, Spraying
from batches.plots.growing_areas.rules import why_not_valid
from batches.plots.statuses import StatusChange

HARVESTED_ON = date(2026, 10, 20)


def make_spraying(sprayed_on: date, interval_days: int, product_name: str = "Thuốc Mẫu A") -> Spraying:
    return Spraying(product_name=product_name, sprayed_on=sprayed_on, interval_days=interval_days)


@pytest.mark.parametrize(
    ("sprayings", "first_allowed_on"),
    [
        ([], None),
        ([(date(2026, 10, 13), 7)], None),
        ([(date(2026, 10, 14), 7)], date(2026, 10, 21)),
        ([(date(2026, 10, 20), 0)], None),
        ([(date(2026, 10, 20), 1)], date(2026, 10, 21)),
        ([(date(2026, 10, 21), 30)], None),
        ([(date(2026, 9, 1), 60), (date(2026, 10, 19), 3)], date(2026, 10, 31)),
        ([(date(2025, 10, 21), 365)], date(2026, 10, 21)),
    ],
    ids=[
        "never sprayed",
        "the first allowed day",
        "a day too early",
        "an interval of no days",
        "sprayed that day",
        "sprayed after the harvest",
        "the last to end of two counts",
        "a year",
    ],
)
def test_a_harvest_waits_for_the_interval(
    sprayings: list[tuple[date, int]], first_allowed_on: date | None
) -> None:
    """Allowed from spraying + interval on, that day included; the hold names spraying, interval and first day."""
    found = checks.interval_not_over(
        [make_spraying(*spraying) for spraying in sprayings], harvested_on=HARVESTED_ON
    )

    if first_allowed_on is None:
        assert found is None
        return
    assert isinstance(found, findings.PreHarvestInterval)
    assert found.values["first_allowed_on"] == first_allowed_on.isoformat()
    assert {"product_name", "sprayed_on", "interval_days"} <= found.values.keys()


@pytest.mark.parametrize(
    ("changes", "on", "holds"),
    [
        ([], date(2026, 1, 1), True),
        ([], date(2026, 12, 31), True),
        ([], date(2025, 12, 31), False),
        ([], date(2027, 1, 1), False),
        ([("suspended", date(2026, 10, 20))], date(2026, 10, 19), True),
        ([("suspended", date(2026, 10, 20))], date(2026, 10, 20), False),
        ([("suspended", date(2026, 10, 1)), ("active", date(2026, 10, 20))], date(2026, 10, 19), False),
        ([("suspended", date(2026, 10, 1)), ("active", date(2026, 10, 20))], date(2026, 10, 20), True),
        ([("revoked", date(2026, 10, 1))], HARVESTED_ON, False),
        ([("suspended", date(2026, 10, 1)), ("active", date(2026, 10, 1))], HARVESTED_ON, True),
    ],
)
def test_a_code_holds_within_its_dates_and_while_active(
    changes: list[tuple[str, date]], on: date, holds: bool
) -> None:
    """First and last day included; a status counts from its day; of two of one day the later recorded."""
    reason = why_not_valid(
        valid_from=date(2026, 1, 1),
        valid_to=date(2026, 12, 31),
        changes=[StatusChange(status=status, from_on=day) for status, day in changes],
        on=on,
    )
    found = checks.code_not_valid(code="VN-DTOR-9001", reason=reason, harvested_on=on)

    assert (found is None) == holds


@pytest.mark.parametrize(
    ("used", "batch", "hold", "warning"),
    [
        ("0", "900", None, None),
        ("0", "900.001", None, "quota-nearly-used"),
        ("500", "500", None, "quota-nearly-used"),
        ("500", "500.001", "quota-exceeded", None),
        ("1000", "0.001", "quota-exceeded", None),
    ],
)
def test_a_quota_is_exact_to_the_gram(used: str, batch: str, hold: str | None, warning: str | None) -> None:
    """Of 1,000 kg: over 90 % is told, the last gram is allowed, one more holds."""
    quota = Allowance(limit_kg=Decimal(1000), used_kg=Decimal(used), batch_kg=Decimal(batch))
    named = {"code": "VN-DTOR-9001", "season": "2026"}

    held, told = checks.quota_exceeded(quota, **named), checks.quota_nearly_used(quota, **named)

    assert (held.code if held else None, told.code if told else None) == (hold, warning)


@pytest.mark.parametrize(
    ("used", "batch", "hold", "warning"),
    [
        ("0", "1000", None, None),
        ("0", "1000.001", None, "yield-above-expected"),
        ("600", "600", None, "yield-above-expected"),
        ("600", "600.001", "yield-exceeded", None),
    ],
)
def test_a_good_year_is_no_fraud(used: str, batch: str, hold: str | None, warning: str | None) -> None:
    """Of 1,000 kg expected: up to a fifth more is told, beyond it the batch is held."""
    expected = Allowance(limit_kg=Decimal(1000), used_kg=Decimal(used), batch_kg=Decimal(batch))

    held = checks.yield_exceeded(expected, plot="A-01", from_on=date(2026, 1, 1), to_on=date(2026, 12, 31))
    told = checks.yield_above_expected(expected, plot="A-01")

    assert (held.code if held else None, told.code if told else None) == (hold, warning)


@pytest.mark.parametrize(
    ("variety", "flowerings", "warned"),
    [
        ("Monthong", [date(2026, 7, 6)], False),
        ("Monthong", [date(2026, 7, 7)], True),
        ("dona ", [date(2026, 7, 7)], True),
        ("Monthong", [date(2026, 6, 1), date(2026, 7, 20)], False),
        ("Monthong", [date(2026, 10, 21)], False),
        ("Monthong", [], False),
        ("Ri6", [date(2026, 9, 1)], False),
    ],
)
def test_fruit_is_as_old_as_its_first_flowering(variety: str, flowerings: list[date], warned: bool) -> None:
    """Monthong from 106 days after anthesis; of several flowerings the oldest speaks for it; Ri6 has no known least."""
    found = checks.fruit_too_young(flowerings, variety=variety, harvested_on=HARVESTED_ON)

    assert (found is not None) == warned


@pytest.mark.parametrize(
    ("variety", "percent", "warned"),
    [
        ("Monthong", "32", False),
        ("Monthong", "31.99", True),
        ("Chanee", "29.9", True),
        ("Kradum", "27", False),
        ("Ri6", "20", False),
        ("Monthong", None, False),
    ],
)
def test_dry_matter_has_a_least_where_one_is_known(variety: str, percent: str | None, warned: bool) -> None:
    """Thai minima for the varieties that have one; nothing measured is nothing to tell."""
    measured = Decimal(percent) if percent else None

    assert (checks.dry_matter_low(measured, variety=variety) is not None) == warned


@pytest.mark.parametrize(("sold", "differs"), [("Ri6", False), (" ri6", False), ("Monthong", True)])
def test_a_plot_grows_what_is_sold(sold: str, differs: bool) -> None:
    """Case and blanks do not matter."""
    assert (checks.variety_differs(plot="A-01", grown="Ri6", sold=sold) is not None) == differs
