"""Through whose hands fruit went."""

import uuid

import pytest

from batches.provenance.hands import Passage, holders, is_of_chain

LOT, OTHER_LOT, GROWER, TRADER, PACKER, SHOP = (uuid.UUID(int=number) for number in range(6))


def make_passage(sender: uuid.UUID, receiver: uuid.UUID | None, *, is_accepted: bool = True) -> Passage:
    return Passage(batch_id=LOT, sender_id=sender, receiver_id=receiver, is_accepted=is_accepted)


WAY = [make_passage(GROWER, TRADER), make_passage(TRADER, PACKER)]


def test_who_passed_it_on_had_it() -> None:
    """From who used it back to who made it, whatever the order in which passages are told."""
    for passages in (WAY, WAY[::-1]):
        assert holders(passages, [(LOT, PACKER)]) == {(LOT, GROWER), (LOT, TRADER), (LOT, PACKER)}


@pytest.mark.parametrize(
    ("passage", "is_told"),
    [
        (WAY[0], True),
        (WAY[1], True),
        (make_passage(GROWER, SHOP), False),
        (make_passage(TRADER, SHOP), False),
        (make_passage(GROWER, None), False),
        (make_passage(SHOP, PACKER, is_accepted=False), False),
    ],
)
def test_a_passage_is_told_when_both_had_the_fruit(passage: Passage, is_told: bool) -> None:
    """Not what another buyer got, here or elsewhere, and not who only offered."""
    held = holders([*WAY, passage], [(LOT, GROWER), (LOT, PACKER)])

    assert is_of_chain(passage, held) == is_told


def test_another_lot_from_the_same_hands_is_another_matter() -> None:
    """Who had one lot of the chain need not have had the other."""
    held = holders(WAY, [(LOT, PACKER), (OTHER_LOT, PACKER)])

    assert (OTHER_LOT, GROWER) not in held


def test_a_circle_of_sales_ends() -> None:
    """Fruit that came back to its grower was in the same hands twice."""
    passages = [*WAY, make_passage(PACKER, GROWER)]

    assert len(holders(passages, [(LOT, PACKER)])) == 3
