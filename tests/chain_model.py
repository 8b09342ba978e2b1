"""What must be true of a chain of batches, in plain Python: no database, no code of ours. Weights in grams."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Reasons = set[str]


@dataclass
class Lot:
    """A batch: who made it, of what, and what weighs on it.

    Attributes:
        inputs: by the number of a batch, how much of it went in; none for a harvest.
        is_corrigible: it is a harvest that was not declared not to have occurred.
    """

    maker: int
    grams: int
    inputs: Mapping[int, int] = field(default_factory=dict)
    open_holds: int = 0
    is_rejected: bool = False
    is_corrigible: bool = False


@dataclass
class Shipment:
    """Fruit on its way; `receiver` None is somebody elsewhere."""

    sender: int
    receiver: int | None
    grams: dict[int, int]
    state: str = "sent"
    received: dict[int, int] | None = None


@dataclass
class Recall:
    """Batches that were called back."""

    owner: int
    named: set[int]
    is_open: bool = True


@dataclass
class Model:
    """All of it; batches, shipments and recalls by their number, in the order in which they came to be."""

    lots: list[Lot] = field(default_factory=list)
    shipments: list[Shipment] = field(default_factory=list)
    recalls: list[Recall] = field(default_factory=list)

    def left(self, owner: int, lot: int) -> int:
        """What an owner has of a batch: made or received, less packed and shipped."""
        made = self.lots[lot].grams if self.lots[lot].maker == owner else 0
        for shipment in self.shipments:
            if shipment.sender == owner and shipment.state in ("sent", "accepted"):
                made -= shipment.grams.get(lot, 0)
            if shipment.receiver == owner and shipment.received is not None:
                made += shipment.received.get(lot, 0)
        return made - sum(packed.inputs.get(lot, 0) for packed in self.lots if packed.maker == owner)

    def packed(self, lot: int) -> int:
        """How much of a batch went into others, by whomever."""
        return sum(packed.inputs.get(lot, 0) for packed in self.lots)

    def sees(self, owner: int, lot: int) -> bool:
        """Its own, and what it accepted."""
        return self.lots[lot].maker == owner or any(
            shipment.receiver == owner and shipment.state == "accepted" and lot in shipment.grams
            for shipment in self.shipments
        )

    def above(self, lot: int) -> set[int]:
        """What a batch was made of, at any depth, itself included; inputs have smaller numbers than outputs."""
        found = {lot}
        for number in range(lot, -1, -1):
            if number in found:
                found |= set(self.lots[number].inputs)
        return found

    def below(self, named: Iterable[int]) -> set[int]:
        """What was made of some batches, at any depth, themselves included."""
        found = set(named)
        for number, lot in enumerate(self.lots):
            if found & set(lot.inputs):
                found.add(number)
        return found

    def is_recalled(self, lot: int) -> bool:
        return any(recall.is_open and lot in self.below(recall.named) for recall in self.recalls)

    def status(self, lot: int) -> str:
        found = self.lots[lot]
        if self.is_recalled(lot):
            return "recalled"
        if found.is_rejected:
            return "rejected"
        origins = [self.lots[number] for number in self.above(lot) - {lot}]
        if found.open_holds or any(origin.open_holds or origin.is_rejected for origin in origins):
            return "on_hold"
        return "used_up" if self.packed(lot) >= found.grams else "published"

    def why_not_taken(self, owner: int, wanted: Mapping[int, int]) -> Reasons:
        """Why an owner may not pack or ship so much of some batches: codes, of which any may be told."""
        unseen = [lot for lot in wanted if not self.sees(owner, lot)]
        if unseen:
            return {"not-found"}
        by_status = {"recalled": "batch-recalled", "rejected": "batch-rejected", "on_hold": "batch-on-hold"}
        reasons = {by_status[self.status(lot)] for lot in wanted if self.status(lot) in by_status}
        if reasons:
            return reasons
        return {"mass-balance" for lot, grams in wanted.items() if grams > self.left(owner, lot)}

    def why_not_answered(self, who: int, shipment: Shipment, answer: str) -> Reasons:
        if who not in (shipment.sender, shipment.receiver):
            return {"not-found"}
        if answer == "void" and who != shipment.sender:
            return {"not-the-sender"}
        if answer != "void" and who != shipment.receiver:
            return {"not-the-receiver"}
        return set() if shipment.state == "sent" else {"shipment-answered"}

    def why_not_received(self, who: int, shipment: Shipment, came: Mapping[int, int]) -> Reasons:
        if who not in (shipment.sender, shipment.receiver):
            return {"not-found"}
        if who != shipment.receiver:
            return {"not-the-receiver"}
        if shipment.state != "accepted":
            return {"shipment-not-accepted"}
        if shipment.received is not None:
            return {"shipment-received"}
        return {"mass-balance" for lot, grams in came.items() if grams > shipment.grams[lot]}

    def why_not_corrected(self, owner: int, lot: int, old: int, new: int, most: int | None = None) -> Reasons:
        """Why the weight that an owner made or received may not become another one."""
        if new == old:
            return {"correction-changes-nothing"}
        taken = old - self.left(owner, lot)
        return {"mass-balance"} if new < taken or (most is not None and new > most) else set()
