"""What the passing of time does to the labels of a run."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest

from labels.runs.life.checks import (
    check_apply,
    check_print,
    check_waits,
)
from labels.runs.life.errors import (
    RunAlreadyPrinted,
    RunClosed,
    RunDecided,
)
from labels.runs.life.rules import PRINTABLE_FOR, fold
from labels.runs.ranges import Range, Ranges
from tests.unit.labels.runs.life.lives import BATCH, DAY, NOW, entry, life, refused


def test_a_file_that_was_fetched_whole_can_be_fetched_for_a_day() -> None:
    """After it, it counts as printed even if nobody confirmed it; a reprint opens it again."""
    fetched = entry("fetched", Range(1, 50))
    later, too_late = NOW + PRINTABLE_FOR, NOW + PRINTABLE_FOR + timedelta(seconds=1)
    asked = entry("reprint_asked", Range(1, 3), at=too_late)
    opened = life(fetched, asked, entry("reprint_approved", answers_id=asked.id, at=too_late))

    assert refused(lambda: check_print(life(fetched), Range(1, 50), now=later)) is None
    assert refused(lambda: check_print(life(fetched), Range(50, 51), now=too_late)) is RunAlreadyPrinted
    assert refused(lambda: check_print(life(fetched), Range(51, 60), now=too_late)) is None
    assert refused(lambda: check_print(opened, Range(1, 3), now=too_late)) is None


def test_a_reprint_that_was_fetched_is_locked_after_a_day() -> None:
    """Nobody confirmed its print, and still it is not given out for ever."""
    asked, day = entry("reprint_asked", Range(4, 6)), PRINTABLE_FOR + timedelta(seconds=1)
    opened = life(entry("printed"), asked, entry("reprint_approved", answers_id=asked.id))
    fetched = fold(opened, [entry("fetched", Range(4, 6))])

    assert refused(lambda: check_print(fetched, Range(4, 6), now=NOW)) is None
    assert refused(lambda: check_print(fetched, Range(4, 6), now=NOW + day)) is RunAlreadyPrinted


def test_labels_that_nobody_works_on_become_void_by_themselves() -> None:
    """Fourteen days after the last work on them; what is applied stays, and the run is closed."""
    run = life(entry("printed", at=NOW + DAY), entry("applied", Range(1, 60), at=NOW + 3 * DAY), open_days=14)
    before, after = run.at(NOW + 17 * DAY - timedelta(seconds=1)), run.at(NOW + 17 * DAY)

    assert (before.state, before.void, before.closes_at) == ("printed", Ranges(), NOW + 17 * DAY)
    assert (after.state, after.closed_at, after.closes_at) == ("closed", NOW + 17 * DAY, None)
    assert after.void == Ranges.of(Range(61, 100))
    assert refused(lambda: check_apply(after, Range(61, 61))) is RunClosed
    assert life(open_days=None).at(NOW + 1000 * DAY).state == "created"


@pytest.mark.parametrize(
    ("packed_after_days", "closed_after_days"),
    [([], 14), ([10], 24), ([10, 20], 34), ([14], 14), ([30], 14), ([10, 25], 24), ([-1], 14)],
)
def test_labels_wait_from_the_packing_of_their_fruit(
    packed_after_days: list[int], closed_after_days: int
) -> None:
    """Packing renews the fourteen days of the batch's labels while they run, and brings no void label back."""
    recorded = [NOW + days * DAY for days in packed_after_days]
    run = life(open_days=14).after_packings({BATCH: recorded, uuid.UUID(int=2): [NOW + 13 * DAY]})

    assert run.closes_at == NOW + closed_after_days * DAY
    assert run.at(NOW + 99 * DAY).closed_at == NOW + closed_after_days * DAY


def test_no_later_entry_brings_such_labels_back() -> None:
    """An applied one made void, or a file fetched, is no work: the run stays closed as it was."""
    late = [entry("void", Range(1, 1), at=NOW + 30 * DAY), entry("fetched", at=NOW + 30 * DAY)]
    run = life(entry("applied", Range(1, 60)), *late, open_days=14).at(NOW + 31 * DAY)

    assert (run.closed_at, run.void) == (NOW + 14 * DAY, Ranges.of(Range(1, 1), Range(61, 100)))


def test_a_blank_run_ages_part_by_part() -> None:
    """What is bound waits from then on; what is still blank may wait for the season."""
    parts = (Range(1, 30), 0), (Range(31, 60), 10)
    log = [entry("bound", part, batch_id=BATCH, at=NOW + days * DAY) for part, days in parts]
    blank = life(*log, bound=(), open_days=14)
    some, more = blank.at(NOW + 15 * DAY), blank.at(NOW + 300 * DAY)
    all_bound = fold(blank, [entry("bound", Range(61, 100), batch_id=BATCH, at=NOW + 20 * DAY)])

    assert (some.void, some.closed_at) == (Ranges.of(Range(1, 30)), None)
    assert (more.void, more.closed_at, more.state) == (Ranges.of(Range(1, 60)), None, "created")
    assert (some.batch_of(31), some.batch_of(61)) == (BATCH, None)
    assert all_bound.at(NOW + 34 * DAY).closed_at == NOW + 34 * DAY


def test_an_approval_that_comes_too_late_finds_no_run() -> None:
    """Nobody answered in time: its labels are void, and there is nothing left to decide."""
    awaited = life(approval="awaited", open_days=14)

    assert refused(lambda: check_waits(awaited.at(NOW + 13 * DAY))) is None
    assert refused(lambda: check_waits(awaited.at(NOW + 14 * DAY))) is RunDecided
    assert awaited.at(NOW + 14 * DAY).state == "closed"
    assert fold(awaited, [entry("approved", at=NOW + 13 * DAY)]).at(NOW + 14 * DAY).state == "created"


def test_it_is_known_since_when_a_label_is_void() -> None:
    """Each label once, by what came first: told void, closed, or left too long."""
    torn = entry("void", Range(5, 5), at=NOW + DAY)
    closed = life(entry("applied", Range(1, 60)), torn, entry("closed", at=NOW + 2 * DAY))
    thrown = fold(closed, [entry("void", Range(7, 7), at=NOW + 3 * DAY)])
    left = fold(replace(life(), open_days=14), [torn]).at(NOW + 20 * DAY)

    assert [thrown.voided_at(one) for one in (4, 5, 7, 61)] == [None, NOW + DAY, NOW + 3 * DAY, NOW + 2 * DAY]
    assert [left.voided_at(one) for one in (5, 6)] == [NOW + DAY, NOW + 14 * DAY]
    for run in (thrown, left):
        assert Ranges.of(*(part for serials, _ in run.voided for part in serials)) == run.void
        assert sum(serials.count for serials, _ in run.voided) == run.void.count
