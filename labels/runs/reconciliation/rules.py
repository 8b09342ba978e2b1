"""The count card of a batch: what became of its labels, beside its fruit. Pure."""

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from labels.runs.ranges import Ranges
from labels.runs.reconciliation.errors import LabelsLeftOver, SignOffNoteMissing

ALERT_PERCENT = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Labels:
    """What became of labels of a batch; allotted are applied, void or left over, each once.

    Attributes:
        reprinted: those of which a copy was granted.
    """

    allotted: int = 0
    printed: int = 0
    applied: int = 0
    void: int = 0
    left_over: int = 0
    reprinted: int = 0

    def __add__(self, other: "Labels") -> "Labels":
        mine, others = asdict(self), asdict(other)
        return Labels(**{name: mine[name] + others[name] for name in mine})


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """Labels of one packaging level beside what they stand on.

    Attributes:
        fruits: fruits or cartons: counted, or the most that the weight can be.
        passed_on: those that were packed into other batches, and may be labelled there.
        labelled_before: those that came with a label from the batches it was packed of.
    """

    level: str
    fruits: int
    is_counted: bool
    labels: Labels
    passed_on: int = 0
    labelled_before: int = 0

    @property
    def difference(self) -> int:
        """Things without a label for which nothing accounts; below zero labels without a thing."""
        bare = self.fruits - self.labels.applied
        return bare if bare < 0 else max(0, bare - self.passed_on - self.labelled_before)

    @property
    def percent(self) -> Decimal:
        """The difference in percent of the things, to a tenth."""
        return (Decimal(self.difference) * 100 / max(1, self.fruits)).quantize(Decimal("0.1"))

    @property
    def is_alert(self) -> bool:
        """More than 3 % off; where nobody counted the fruit, only labels too many tell anything."""
        off = -self.difference if not self.is_counted else abs(self.difference)
        return off * 100 > ALERT_PERCENT * self.fruits

    def to_dict(self) -> dict[str, Any]:
        """As it is shown and signed."""
        plain = {name: getattr(self, name) for name in ("level", "fruits", "is_counted")}
        moved = {name: getattr(self, name) for name in ("passed_on", "labelled_before", "difference")}
        return {
            **plain,
            **asdict(self.labels),
            **moved,
            "difference_percent": f"{self.percent:f}",
            "is_alert": self.is_alert,
        }


def labels_of(serials: Ranges, *, printed: Ranges, applied: Ranges, void: Ranges, copied: Ranges) -> Labels:
    """What became of the labels of a run that belong to one batch."""
    return Labels(
        allotted=serials.count,
        printed=(serials & printed).count,
        applied=(serials & applied).count,
        void=(serials & void).count,
        left_over=(serials - applied - void).count,
        reprinted=(serials & copied).count,
    )


def check_sign_off(cards: list[Card], *, lot: str, note: str | None) -> None:
    """Accept a card to be signed when nothing is open any more, and what is amiss is explained.

    Raises:
        LabelsLeftOver, SignOffNoteMissing: it is not.
    """
    left_over = sum(card.labels.left_over for card in cards)
    if left_over:
        raise LabelsLeftOver(lot=lot, left_over=left_over)
    for card in cards:
        if card.is_alert and note is None:
            raise SignOffNoteMissing(
                lot=lot,
                difference=card.difference,
                percent=card.percent,
                alert=ALERT_PERCENT,
                pointer="/note",
            )
