"""Decisions about a packing: the balance of weights, and whether fruit may be packed there for a market. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from batches.findings import Finding
from batches.movements.rules import check_at_most, plain_kg
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
from batches.packing.findings import VarietyOfOriginDiffers, WeightLoss, WeightLossExceeded

CHINA = "CN"
STATUS_VI = {"suspended": "đang bị tạm dừng", "revoked": "đã bị thu hồi"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Balance:
    """Weights in kg: what went in is what came out, what was rejected, and what the fruit lost."""

    input_kg: Decimal
    output_kg: Decimal
    rejected_kg: Decimal
    shrinkage_kg: Decimal

    @property
    def lost_percent(self) -> Decimal:
        return (self.shrinkage_kg * 100 / self.input_kg).quantize(Decimal("0.1"))


def balance_of(
    *, input_kg: Decimal, output_kg: Decimal, rejected_kg: Decimal, shrinkage_kg: Decimal | None
) -> Balance:
    """The balance of a packing.

    Args:
        shrinkage_kg: None: whatever is left over was lost.

    Raises:
        MassBalance: more came out than went in, by as little as a gram.
        WeightsDoNotAddUp: the stated loss is another than the real one.
    """
    over = input_kg - output_kg - rejected_kg
    lost = over if shrinkage_kg is None else shrinkage_kg
    what = ("thành phẩm và phần loại bỏ", "what came out and what was rejected")
    check_at_most(what, got_kg=output_kg + rejected_kg, most_kg=input_kg, pointer="/net_weight_kg")
    if lost != over:
        raise WeightsDoNotAddUp(
            input_kg=plain_kg(input_kg),
            output_kg=plain_kg(output_kg),
            rejected_kg=plain_kg(rejected_kg),
            shrinkage_kg=plain_kg(lost),
            pointer="/shrinkage_kg",
        )
    return Balance(input_kg=input_kg, output_kg=output_kg, rejected_kg=rejected_kg, shrinkage_kg=lost)


def weight_loss_told(balance: Balance, *, usual_percent: Decimal) -> Finding | None:
    """Fruit that lost something, as fruit does."""
    if not 0 < balance.shrinkage_kg * 100 <= balance.input_kg * usual_percent:
        return None
    return WeightLoss(
        shrinkage_kg=balance.shrinkage_kg, input_kg=balance.input_kg, lost_percent=balance.lost_percent
    )


def weight_loss_held(balance: Balance, *, usual_percent: Decimal) -> Finding | None:
    """Fruit that lost more than fruit does, by as little as a gram."""
    if balance.shrinkage_kg * 100 <= balance.input_kg * usual_percent:
        return None
    return WeightLossExceeded(
        shrinkage_kg=balance.shrinkage_kg,
        input_kg=balance.input_kg,
        lost_percent=balance.lost_percent,
        usual_percent=usual_percent,
    )


def check_packed_on(packed_on: date, *, made_on: Sequence[tuple[str, date]], today: date) -> None:
    """Refuse a day on which it cannot have been packed.

    Args:
        made_on: the inputs' lots, each with the day on which it was packed or cut.

    Raises:
        PackedInFuture, PackedBeforeHarvest: it cannot.
    """
    if packed_on > today:
        raise PackedInFuture(packed_on=packed_on, today=today, pointer="/packed_on")
    for lot, day in made_on:
        if packed_on < day:
            raise PackedBeforeHarvest(packed_on=packed_on, made_on=day, lot=lot, pointer="/packed_on")


@dataclass(frozen=True, kw_only=True, slots=True)
class Cut:
    """A harvest among the origins of what is packed.

    Attributes:
        market: that its growing-area code is for; None where it carries no code.
        is_authorised: whether the code authorises the packing house on the day.
    """

    lot: str
    growing_area_code: str | None
    market: str | None
    is_authorised: bool


def check_market(
    cuts: Iterable[Cut],
    *,
    market: str | None,
    packing_house_code: str | None,
    packed_on: date,
    is_carton: bool,
) -> None:
    """Refuse to pack for a market what may not be packed for it there.

    Raises:
        PackingHouseMissing, GrowingAreaCodeMissing, PackingHouseNotAuthorised: for any market abroad.
        SeveralCodesInCarton: in a carton for China.
    """
    if market is None:
        return
    if packing_house_code is None:
        raise PackingHouseMissing(market=market, pointer="/packing_house_id")
    codes = set()
    for cut in cuts:
        if cut.growing_area_code is None or cut.market != market:
            raise GrowingAreaCodeMissing(lot=cut.lot, market=market, pointer="/inputs")
        if not cut.is_authorised:
            raise PackingHouseNotAuthorised(
                growing_area_code=cut.growing_area_code,
                lot=cut.lot,
                packing_house_code=packing_house_code,
                packed_on=packed_on,
                pointer="/packing_house_id",
            )
        codes.add(cut.growing_area_code)
    if market == CHINA and is_carton and len(codes) > 1:
        raise SeveralCodesInCarton(growing_area_codes=", ".join(sorted(codes)), pointer="/inputs")


def check_active(status: str | None, *, packing_house_code: str, packed_on: date) -> None:
    """Refuse a packing house that was suspended or revoked that day; without a status it is active.

    Raises:
        PackingHouseNotActive: it was.
    """
    if status in (None, "active"):
        return
    raise PackingHouseNotActive(
        packing_house_code=packing_house_code,
        packed_on=packed_on,
        status=status,
        status_vi=STATUS_VI[str(status)],
        pointer="/packing_house_id",
    )


def varieties_told(packed: Iterable[tuple[str, str]], *, sold: str) -> list[Finding]:
    """What is of another variety than the product that it becomes.

    Args:
        packed: lots with their variety.
    """
    return [
        VarietyOfOriginDiffers(sold=sold, lot=lot, packed=variety)
        for lot, variety in packed
        if variety.strip().casefold() != sold.strip().casefold()
    ]
