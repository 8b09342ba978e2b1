"""How many more labels a batch can take when each fruit takes one in its life. Pure.

Fruit moves from batch to batch along the chain and may be labelled anywhere on its way. Whether given labels can all
stand on fruits of their own is a question of flow: a unit is a fruit without a label, it begins where it was cut,
goes where it was packed, and ends where it gets its label. What a batch can still take is what still flows to it.
"""

import uuid
from collections import deque
from collections.abc import Collection
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from labels.runs.allotment.errors import AllotmentExceeded, WeightNotConfirmed

FREE_PERCENT = 105  # spoilt labels and small fruit: nobody needs to be asked
MOST_PERCENT = 120  # with another person's approval

UNLIMITED = 1 << 60
_LEVELS = {"fruit": ("quả", "fruit"), "carton": ("thùng", "cartons")}


@dataclass(frozen=True, kw_only=True, slots=True)
class Stop:
    """A batch on the way of fruit.

    Attributes:
        fruits: how many things to be labelled it can be at most.
        labels: how many labels stand or may yet stand on them.
        is_source: its fruit was cut, not packed of other batches that are known here.
    """

    batch_id: uuid.UUID
    fruits: int
    labels: int
    is_source: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """So many fruits of one batch went into another."""

    source_id: uuid.UUID
    target_id: uuid.UUID
    fruits: int


def most_fruits(*, net_weight_kg: Decimal, fruit_count: int | None, smallest_fruit_kg: Decimal) -> int:
    """How many fruits a batch can be: no more than were counted, nor than the smallest plausible ones would weigh."""
    by_weight = int((net_weight_kg / smallest_fruit_kg).to_integral_value(ROUND_FLOOR))
    return by_weight if fruit_count is None else min(fruit_count, by_weight)


def fruits_moved(*, fruits: int, moved_kg: Decimal, net_weight_kg: Decimal) -> int:
    """How many fruits a part of a batch is, the last one whole."""
    share = min(Decimal(1), moved_kg / net_weight_kg)
    return int((fruits * share).to_integral_value(ROUND_CEILING))


def labels_left(
    stops: Collection[Stop], passages: Collection[Passage], batch_id: uuid.UUID, *, percent: int = 100
) -> int:
    """How many more labels a batch can take beside all that others have.

    Args:
        stops: every batch that shares fruit with it, itself included.
        percent: of the fruits that labels may be made for.

    Returns:
        0 where the labels that there are do not find a fruit each already.
    """
    network = _Network()
    for stop in stops:
        fruits = stop.fruits * percent // 100
        network.join(("in", stop.batch_id), ("out", stop.batch_id), fruits)
        network.join(("out", stop.batch_id), "labelled", stop.labels)
        if stop.is_source:
            network.join("orchard", ("in", stop.batch_id), fruits)
    for passage in passages:
        fruits = passage.fruits * percent // 100
        network.join(("out", passage.source_id), ("in", passage.target_id), fruits)
    if network.push("orchard", "labelled") < sum(stop.labels for stop in stops):
        return 0
    network.join(("out", batch_id), "labelled", UNLIMITED)
    return network.push("orchard", "labelled")


@dataclass(frozen=True, kw_only=True, slots=True)
class Room:
    """What a batch can still take.

    Attributes:
        free: labels for which nobody needs to be asked.
        most: labels that another person may approve.
    """

    free: int
    most: int


def room_of(stops: Collection[Stop], passages: Collection[Passage], batch_id: uuid.UUID) -> Room:
    """What a batch can still take beside all that others have."""
    return Room(
        free=labels_left(stops, passages, batch_id, percent=FREE_PERCENT),
        most=labels_left(stops, passages, batch_id, percent=MOST_PERCENT),
    )


def check_room(room: Room, *, wanted: int, lot: str, level: str, has_reason: bool) -> bool:
    """Whether another person must agree to so many labels more.

    Raises:
        AllotmentExceeded: more than anybody may agree to, or no reason is given.
    """
    if wanted <= room.free:
        return False
    if wanted <= room.most and has_reason:
        return True
    vi, en = _LEVELS[level]
    raise AllotmentExceeded(
        lot=lot, free=room.free, most=room.most, wanted=wanted, level_vi=vi, level_en=en, pointer="/quantity"
    )


def check_unconfirmed(fruits: int, *, had: int, wanted: int, percent: int, lot: str) -> None:
    """Accept tags on the part of the fruit for which one party's word about the weight is enough.

    Raises:
        WeightNotConfirmed: they are for more.
    """
    most = fruits * percent // 100
    if had + wanted > most:
        raise WeightNotConfirmed(
            lot=lot, left=max(0, most - had), percent=percent, wanted=wanted, pointer="/quantity"
        )


class _Network:
    """Pipes with room left in them; Edmonds and Karp's way (J. ACM 19, 1972): the shortest path with room, again."""

    def __init__(self) -> None:
        self._room: dict[object, dict[object, int]] = {}

    def join(self, source: object, target: object, room: int) -> None:
        """Add room from one place to another."""
        ways = self._room.setdefault(source, {})
        ways[target] = ways.get(target, 0) + room
        self._room.setdefault(target, {}).setdefault(source, 0)

    def push(self, source: object, target: object) -> int:
        """Fill it as far as it goes, and answer how much went through this time."""
        pushed = 0
        while path := self._path(source, target):
            amount = min(self._room[a][b] for a, b in path)
            for a, b in path:
                self._room[a][b] -= amount
                self._room[b][a] += amount
            pushed += amount
        return pushed

    def _path(self, source: object, target: object) -> list[tuple[object, object]]:
        came_from: dict[object, object] = {source: source}
        queue = deque([source])
        while queue and target not in came_from:
            place = queue.popleft()
            for following, room in self._room.get(place, {}).items():
                if room > 0 and following not in came_from:
                    came_from[following] = place
                    queue.append(following)
        if target not in came_from:
            return []
        path = []
        while target != source:
            path.append((came_from[target], target))
            target = came_from[target]
        return path[::-1]
