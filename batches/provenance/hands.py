"""Through whose hands fruit went, and which passages of it may be told. Pure.

Of a lot that ten bought, a chain tells the one purchase that it came by; the other nine are nobody's here.
"""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

Holder = tuple[uuid.UUID, uuid.UUID]  # a batch, and an organisation that had fruit of it


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """Fruit of a batch that one organisation sent to another.

    Attributes:
        receiver_id: None for a buyer who is not here.
        is_accepted: the receiver took it over; before, it is no holder.
    """

    batch_id: uuid.UUID
    sender_id: uuid.UUID
    receiver_id: uuid.UUID | None
    is_accepted: bool


def holders(passages: Collection[Passage], users: Iterable[Holder]) -> set[Holder]:
    """Those who made or used fruit of a chain, and those from whom they had it, traders in between included.

    Args:
        users: who made a batch, packed fruit of it into another of the chain, or asks.
    """
    found = set(users)
    while True:
        before = {
            (passage.batch_id, passage.sender_id)
            for passage in passages
            if passage.is_accepted and (passage.batch_id, passage.receiver_id) in found
        }
        if before <= found:
            return found
        found |= before


def is_of_chain(passage: Passage, held: Collection[Holder]) -> bool:
    """Whether fruit of the chain passed that way: both parties had it."""
    ends = (passage.sender_id, passage.receiver_id)
    return all((passage.batch_id, end) in held for end in ends)
