"""The balance of a packing to the gram, and what may be packed where, for whom."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from batches.errors import DomainError
from batches.movements.errors import MassBalance
from batches.packing.errors import (
    GrowingAreaCodeMissing,
    PackedBeforeHarvest,
    PackedInFuture,
    PackingHouseMissing,
    PackingHouseNotActive,
    PackingHouseNotAuthorised,
    SeveralCodesInCarton,
    WeightsDoNotAddUp,
)
from batches.packing.rules import (
    Balance,
    Cut,
    balance_of,
    check_active,
    check_market,
    check_packed_on,
    varieties_told,
    weight_loss_held,
    weight_loss_told,
)

HOUSE = "VN-DTPH-0001"
DAY = date(2026, 10, 25)


def make_balance(lost: str, *, input_kg: str = "100") -> Balance:
    given = Decimal(input_kg)
    return balance_of(
        input_kg=given, output_kg=given - Decimal(lost), rejected_kg=Decimal(0), shrinkage_kg=None
    )


@pytest.mark.parametrize(
    ("output", "rejected", "told", "lost"),
    [
        ("100", "0", None, "0"),
        ("97", "0", None, "3"),
        ("90", "8.5", None, "1.5"),
        ("90", "8.5", "1.5", "1.5"),
        ("0.001", "99.999", "0", "0"),
        ("99.999", "0", None, "0.001"),
    ],
)
def test_what_goes_in_comes_out(output: str, rejected: str, told: str | None, lost: str) -> None:
    """100 kg in: out, rejected and lost make 100 again; a loss that nobody states is what is left over."""
    balance = balance_of(
        input_kg=Decimal(100),
        output_kg=Decimal(output),
        rejected_kg=Decimal(rejected),
        shrinkage_kg=None if told is None else Decimal(told),
    )

    assert balance.shrinkage_kg == Decimal(lost)
    assert balance.output_kg + balance.rejected_kg + balance.shrinkage_kg == balance.input_kg


@pytest.mark.parametrize(
    ("output", "rejected", "told", "refused"),
    [
        ("100.001", "0", None, MassBalance),
        ("100", "0.001", None, MassBalance),
        ("100.001", "0", "0", MassBalance),
        ("99", "0", "0.999", WeightsDoNotAddUp),
        ("99", "0", "1.001", WeightsDoNotAddUp),
        ("100", "0", "0.001", WeightsDoNotAddUp),
    ],
)
def test_a_gram_too_much_or_too_little_is_refused(
    output: str, rejected: str, told: str | None, refused: type[DomainError]
) -> None:
    """The refusal names both figures."""
    with pytest.raises(refused) as caught:
        balance_of(
            input_kg=Decimal(100),
            output_kg=Decimal(output),
            rejected_kg=Decimal(rejected),
            shrinkage_kg=None if told is None else Decimal(told),
        )

    assert "100 kg" in caught.value.sentence("vi")


@pytest.mark.parametrize(
    ("lost", "usual", "told", "held"),
    [
        ("0", "3", False, False),
        ("0.001", "3", True, False),
        ("3", "3", True, False),
        ("3.001", "3", False, True),
        ("5", "5", True, False),
        ("99.999", "3", False, True),
    ],
)
def test_a_loss_is_told_up_to_what_is_usual_and_held_beyond(
    lost: str, usual: str, *, told: bool, held: bool
) -> None:
    """3 % of 100 kg may go by themselves; a gram more holds the batch. Never both."""
    balance, usual_percent = make_balance(lost), Decimal(usual)

    assert (weight_loss_told(balance, usual_percent=usual_percent) is not None) == told
    assert (weight_loss_held(balance, usual_percent=usual_percent) is not None) == held


def test_a_loss_is_told_with_its_figures() -> None:
    """People compare kilograms and percent with their own scale."""
    found = weight_loss_held(make_balance("4.5"), usual_percent=Decimal(3))

    assert found is not None
    assert found.sentence("en") == "Too much was lost: 4.5 kg of 100 kg (4.5 %), usually not over 3 %."


@pytest.mark.parametrize(
    ("packed_on", "refused"),
    [
        (date(2026, 10, 20), None),
        (DAY, None),
        (date(2026, 10, 26), PackedInFuture),
        (date(2026, 10, 19), PackedBeforeHarvest),
    ],
)
def test_it_is_packed_between_the_last_input_and_today(
    packed_on: date, refused: type[DomainError] | None
) -> None:
    """Both days included."""
    made_on = [("LOT1", date(2026, 10, 18)), ("LOT2", date(2026, 10, 20))]
    if refused is None:
        check_packed_on(packed_on, made_on=made_on, today=DAY)
        return
    with pytest.raises(refused, match=str(packed_on)):
        check_packed_on(packed_on, made_on=made_on, today=DAY)


def make_cut(**but: Any) -> Cut:
    given = {"lot": "LOT1", "growing_area_code": "VN-DTOR-0017", "market": "CN", "is_authorised": True}
    return Cut(**{**given, **but})


OTHER = make_cut(lot="LOT2", growing_area_code="VN-DTOR-0018")


@pytest.mark.parametrize(
    ("cuts", "market", "house", "is_carton", "refused"),
    [
        ([make_cut()], "CN", HOUSE, True, None),
        ([make_cut(), make_cut(lot="LOT2")], "CN", HOUSE, True, None),
        ([make_cut(growing_area_code=None, market=None, is_authorised=False)], None, None, True, None),
        ([make_cut(), OTHER], None, None, True, None),
        ([make_cut()], "CN", None, True, PackingHouseMissing),
        (
            [make_cut(), make_cut(growing_area_code=None, market=None)],
            "CN",
            HOUSE,
            True,
            GrowingAreaCodeMissing,
        ),
        ([make_cut()], "TH", HOUSE, True, GrowingAreaCodeMissing),
        ([make_cut(is_authorised=False)], "CN", HOUSE, True, PackingHouseNotAuthorised),
        ([make_cut(), OTHER], "CN", HOUSE, True, SeveralCodesInCarton),
        ([make_cut(), OTHER], "CN", HOUSE, False, None),
        ([make_cut(market="TH"), make_cut(market="TH", growing_area_code="B")], "TH", HOUSE, True, None),
    ],
)
def test_a_market_wants_its_code_its_house_and_one_code_a_carton(
    cuts: list[Cut],
    market: str | None,
    house: str | None,
    is_carton: bool,
    refused: type[DomainError] | None,
) -> None:
    """At home anything may be packed anywhere; abroad only where the fruit's code says; China mixes no codes."""
    given: dict[str, Any] = {"market": market, "packing_house_code": house, "packed_on": DAY}
    if refused is None:
        check_market(cuts, **given, is_carton=is_carton)
        return
    with pytest.raises(refused):
        check_market(cuts, **given, is_carton=is_carton)


@pytest.mark.parametrize(("status", "refused"), [(None, 0), ("active", 0), ("suspended", 1), ("revoked", 1)])
def test_a_house_packs_while_it_is_active(status: str | None, refused: int) -> None:
    """Without any status it is; the refusal says in Vietnamese what it was."""
    if not refused:
        check_active(status, packing_house_code=HOUSE, packed_on=DAY)
        return
    with pytest.raises(PackingHouseNotActive) as caught:
        check_active(status, packing_house_code=HOUSE, packed_on=DAY)
    assert f"{HOUSE} không hoạt động ngày 2026-10-25: đ" in caught.value.sentence("vi")


def test_only_another_variety_is_told() -> None:
    """Spaces and capitals do not make another one."""
    told = varieties_told([("LOT1", "Ri6"), ("LOT2", " ri6 "), ("LOT3", "Monthong")], sold="RI6")

    assert [finding.values["lot"] for finding in told] == ["LOT3"]
