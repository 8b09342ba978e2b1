"""Which events can be corrected, how, and to which weights."""

from decimal import Decimal

import pytest

from batches.corrections.errors import CorrectionChangesNothing, CorrectionUnclear, EventNotCorrectable
from batches.corrections.rules import CORRECTABLE, check_correctable, check_new_weight
from batches.errors import DomainError
from batches.movements.errors import MassBalance

KINDS = (
    *("harvest", "weighing", "packing", "shipping", "accepting", "void_shipping", "receiving"),
    *("inspection", "lab_sample", "lab_test", "recall", "recall_lift"),
)
REWEIGHED = {"harvest", "weighing", "receiving"}
UNDONE = {"harvest", "inspection", "lab_sample", "lab_test"}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_can_be_corrected_as_the_table_says(kind: str) -> None:
    """What cannot is refused with what would be possible."""
    for reason, weight, kinds in (
        ("incorrect_data", Decimal(1), REWEIGHED),
        ("did_not_occur", None, UNDONE),
    ):
        if kind in kinds:
            check_correctable(kind, reason=reason, net_weight_kg=weight)
            continue
        with pytest.raises(EventNotCorrectable) as caught:
            check_correctable(kind, reason=reason, net_weight_kg=weight)
        assert caught.value.values["possible"] == ", ".join(CORRECTABLE.get(kind, ())) or "–"


@pytest.mark.parametrize(("reason", "weight"), [("incorrect_data", None), ("did_not_occur", Decimal(1))])
def test_a_weight_is_given_where_data_were_wrong_and_only_there(reason: str, weight: Decimal | None) -> None:
    """Else nobody knows what is meant."""
    with pytest.raises(CorrectionUnclear):
        check_correctable("harvest", reason=reason, net_weight_kg=weight)


@pytest.mark.parametrize(
    ("new", "taken", "most", "refused"),
    [
        ("101", "0", None, None),
        ("60", "60", None, None),
        ("59.999", "60", None, MassBalance),
        ("100", "0", None, CorrectionChangesNothing),
        ("100.000", "0", None, CorrectionChangesNothing),
        ("110", "0", "110", None),
        ("110.001", "0", "110", MassBalance),
    ],
)
def test_a_new_weight_is_another_and_holds_what_was_taken(
    new: str, taken: str, most: str | None, refused: type[DomainError] | None
) -> None:
    """It was 100 kg: not less than what was packed and shipped since, and of a receipt not more than was sent."""

    def check() -> None:
        check_new_weight(
            "LOT",
            new_kg=Decimal(new),
            old_kg=Decimal(100),
            taken_kg=Decimal(taken),
            most_kg=None if most is None else Decimal(most),
        )

    if refused is None:
        check()
        return
    with pytest.raises(refused):
        check()
