"""Which events can be corrected, and how. Pure."""

from decimal import Decimal

from batches.corrections.errors import CorrectionChangesNothing, CorrectionUnclear, EventNotCorrectable
from batches.movements.rules import check_at_most, check_received, plain_kg

CORRECTABLE = {
    "harvest": ("did_not_occur", "incorrect_data"),
    "weighing": ("incorrect_data",),
    "receiving": ("incorrect_data",),
    "inspection": ("did_not_occur",),
    "lab_sample": ("did_not_occur",),
    "lab_test": ("did_not_occur",),
}
"""By kind of event. A shipment ends by its answer, a recall by its lift, a packing by a recall of its batch."""


def check_correctable(kind: str, *, reason: str, net_weight_kg: Decimal | None) -> None:
    """Refuse what cannot be corrected like that.

    Raises:
        EventNotCorrectable, CorrectionUnclear: it cannot.
    """
    possible = CORRECTABLE.get(kind, ())
    if reason not in possible:
        raise EventNotCorrectable(
            kind=kind, reason=reason, possible=", ".join(possible) or "–", pointer="/reason"
        )
    if (reason == "incorrect_data") != (net_weight_kg is not None):
        raise CorrectionUnclear(pointer="/net_weight_kg")


def check_new_weight(
    lot: str, *, new_kg: Decimal, old_kg: Decimal, taken_kg: Decimal, most_kg: Decimal | None = None
) -> None:
    """Refuse a weight that changes nothing, is less than what was taken of it since, or more than was sent.

    Raises:
        CorrectionChangesNothing, MassBalance: it is.
    """
    pointer = "/net_weight_kg"
    if new_kg == old_kg:
        raise CorrectionChangesNothing(net_weight_kg=plain_kg(old_kg), pointer=pointer)
    taken = (f"phần đã lấy ra của lô {lot}", f"what was taken of batch {lot}")
    check_at_most(taken, got_kg=taken_kg, most_kg=new_kg, pointer=pointer)
    if most_kg is not None:
        check_received(lot, received_kg=new_kg, sent_kg=most_kg, pointer=pointer)
