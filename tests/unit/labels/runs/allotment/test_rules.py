"""How many labels fruit can take: tables of small chains, and a count of single fruits beside the flow."""

import itertools
import random
import uuid
from decimal import Decimal

import pytest

from labels.runs.allotment.errors import AllotmentExceeded, WeightNotConfirmed
from labels.runs.allotment.rules import (
    Passage,
    Room,
    Stop,
    check_room,
    check_unconfirmed,
    fruits_moved,
    labels_left,
    most_fruits,
    room_of,
)

IDS = {name: uuid.UUID(int=number) for number, name in enumerate("ABCP")}


def stop(name: str, fruits: int, labels: int = 0, *, is_source: bool = True) -> Stop:
    return Stop(batch_id=IDS[name], fruits=fruits, labels=labels, is_source=is_source)


def passage(source: str, target: str, fruits: int) -> Passage:
    return Passage(source_id=IDS[source], target_id=IDS[target], fruits=fruits)


@pytest.mark.parametrize(
    ("weight", "count", "smallest", "fruits"),
    [
        ("1000", 400, "1.5", 400),
        ("1000", None, "1.5", 666),
        ("1000", 5000, "1.5", 666),  # so many would be smaller than any durian
        ("1", None, "1.5", 0),
    ],
)
def test_fruits_are_counted_or_weighed(weight: str, count: int | None, smallest: str, fruits: int) -> None:
    """The count of the batch, unless its weight could not be so many fruits."""
    found = most_fruits(net_weight_kg=Decimal(weight), fruit_count=count, smallest_fruit_kg=Decimal(smallest))

    assert found == fruits


@pytest.mark.parametrize(("moved", "fruits"), [("500", 200), ("1", 1), ("1000", 400), ("1200", 400)])
def test_a_part_of_a_batch_is_so_many_fruits(moved: str, fruits: int) -> None:
    """In proportion to its weight, a begun fruit counting whole, and never more than all."""
    assert fruits_moved(fruits=400, moved_kg=Decimal(moved), net_weight_kg=Decimal(1000)) == fruits


def test_a_batch_by_itself_takes_a_label_for_each_fruit() -> None:
    """Those that it has are taken off; 105 of 100 are rounded down."""
    assert labels_left([stop("A", 101, 40)], [], IDS["A"]) == 61
    assert labels_left([stop("A", 101, 40)], [], IDS["A"], percent=105) == 66
    assert labels_left([stop("A", 101, 140)], [], IDS["A"]) == 0


CASES = [
    # all of A is labelled when it is cut: what is packed of it takes no label more
    ([stop("A", 100, 100), stop("P", 50, is_source=False)], [("A", "P", 50)], "P", 0),
    # the other half of A is labelled and sold by itself: P's half is free
    ([stop("A", 100, 50), stop("P", 50, is_source=False)], [("A", "P", 50)], "P", 50),
    # and once P is labelled A has nothing left for which it could get more
    ([stop("A", 100, 50), stop("P", 50, 50, is_source=False)], [("A", "P", 50)], "A", 0),
    # A is all labelled, so only what came from B is free
    (
        [stop("A", 100, 100), stop("B", 100), stop("P", 100, is_source=False)],
        [("A", "P", 50), ("B", "P", 50)],
        "P",
        50,
    ),
    # P lost weight and is fewer fruits than went in
    (
        [stop("A", 100), stop("B", 100), stop("P", 90, is_source=False)],
        [("A", "P", 50), ("B", "P", 50)],
        "P",
        90,
    ),
    # two packings of one harvest share its fruit
    (
        [stop("A", 100), stop("P", 60, 60, is_source=False), stop("C", 60, is_source=False)],
        [("A", "P", 60), ("A", "C", 60)],
        "C",
        40,
    ),
]


@pytest.mark.parametrize(("stops", "passages", "asked", "left"), CASES)
def test_a_fruit_pays_for_one_label_along_the_chain(
    stops: list[Stop], passages: list[tuple[str, str, int]], asked: str, left: int
) -> None:
    """Labels on a packed batch and on what went into it never exceed the fruits."""
    assert labels_left(stops, [passage(*one) for one in passages], IDS[asked]) == left


@pytest.mark.parametrize("seed", range(40))
def test_it_is_what_counting_single_fruits_gives(seed: int) -> None:
    """In random chains of two harvests and two packings it equals matching labels to single fruits one by one."""
    draw = random.Random(seed)
    moved = {(a, p): draw.randint(0, 4) for a in "AB" for p in "CP"}
    harvested = {a: sum(moved[a, p] for p in "CP") + draw.randint(0, 3) for a in "AB"}
    labels = {name: draw.randint(0, 4) for name in "ABCP"}
    fruits = [{a, p} for (a, p), count in moved.items() for _ in range(count)] + [
        {a} for a in "AB" for _ in range(harvested[a] - sum(moved[a, p] for p in "CP"))
    ]
    stops = [stop(a, harvested[a], labels[a]) for a in "AB"] + [
        stop(p, sum(moved[a, p] for a in "AB"), labels[p], is_source=False) for p in "CP"
    ]
    passages = [passage(a, p, count) for (a, p), count in moved.items()]

    for asked in "ABCP":
        expected = next(
            more - 1
            for more in itertools.count()
            if not can_stand(fruits, labels | {asked: labels[asked] + more})
        )
        assert labels_left(stops, passages, IDS[asked]) == max(0, expected)


def can_stand(fruits: list[set[str]], labels: dict[str, int]) -> bool:
    """Whether each label finds a fruit that was once in its batch (Kuhn's matching)."""
    taken: dict[int, int] = {}
    wanted = [name for name, count in labels.items() for _ in range(count)]

    def place(label: int, tried: set[int]) -> bool:
        for at, was_in in enumerate(fruits):
            if wanted[label] in was_in and at not in tried:
                tried.add(at)
                if at not in taken or place(taken[at], tried):
                    taken[at] = label
                    return True
        return False

    return all(place(label, set()) for label in range(len(wanted)))


@pytest.mark.parametrize(
    ("wanted", "has_reason", "needs_approval"),
    [
        (105, False, False),
        (105, True, False),
        (106, True, True),
        (120, True, True),
        (106, False, None),
        (121, True, None),
    ],
)
def test_more_labels_than_fruit_need_a_reason_and_another_person(
    wanted: int, has_reason: bool, needs_approval: bool | None
) -> None:
    """105 of 100 by themselves, up to 120 with both, more never; the refusal tells both numbers."""
    room = room_of([stop("A", 100)], [], IDS["A"])

    assert room == Room(free=105, most=120)
    if needs_approval is not None:
        assert (
            check_room(room, wanted=wanted, lot="L", level="fruit", has_reason=has_reason) is needs_approval
        )
        return
    with pytest.raises(AllotmentExceeded, match=f"take 105 more labels.*not {wanted}.*120 at most"):
        check_room(room, wanted=wanted, lot="L", level="fruit", has_reason=has_reason)


def test_one_partys_word_is_good_for_half_of_the_tags() -> None:
    """Of 101 fruits 50, those that there are counted; what is left is told."""
    check_unconfirmed(101, had=20, wanted=30, percent=50, lot="L")
    with pytest.raises(WeightNotConfirmed, match="it can have 30 more labels"):
        check_unconfirmed(101, had=20, wanted=31, percent=50, lot="L")
    with pytest.raises(WeightNotConfirmed, match="it can have 0 more labels"):
        check_unconfirmed(101, had=60, wanted=1, percent=50, lot="L")
