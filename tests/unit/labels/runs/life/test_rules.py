"""The life of a run's labels: what each entry of its log does, and what is refused."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batches.errors import DomainError
from labels.runs.life.checks import (
    check_apply,
    check_bind,
    check_inside,
    check_print,
    check_reprint,
    check_use,
    check_void,
    check_waits,
    needs_approval_to_reprint,
)
from labels.runs.life.errors import (
    LabelsBound,
    LabelsNotBound,
    LabelsNotPrinted,
    LabelsVoid,
    RunAlreadyPrinted,
    RunAwaitsApproval,
    RunClosed,
    RunDecided,
    RunDeclined,
    SerialsBeyondRun,
)
from labels.runs.life.rules import PRINTABLE_FOR, Bound, Entry, RunLife, fold
from labels.runs.ranges import Range, Ranges

NOW = datetime(2026, 10, 25, 3, 0, tzinfo=UTC)
BATCH = uuid.UUID(int=1)
WHOLE = Ranges.of(Range(1, 100))
DAY = timedelta(days=1)


def bound(serials: Ranges = WHOLE, **but: Any) -> Bound:
    return Bound(**{"batch_id": BATCH, "serials": serials, "worked_at": NOW, **but})


def entry(kind: Any, part: Range | None = None, **but: Any) -> Entry:
    return Entry(**{"id": uuid.uuid4(), "kind": kind, "part": part, "at": NOW, **but})


def life(*log: Entry, **but: Any) -> RunLife:
    """A run of a hundred labels for a batch, after a log."""
    return fold(RunLife(**{"run": "7KX3Q", "quantity": 100, "bound": (bound(),), **but}), log)


def refused(check: Callable[[], object]) -> type[DomainError] | None:
    try:
        check()
    except DomainError as error:
        return type(error)
    return None


STATES = [
    ((), "created"),
    ((entry("printed", Range(1, 40)),), "partly_printed"),
    ((entry("printed", Range(1, 40)), entry("void", Range(41, 100))), "printed"),
    ((entry("applied", Range(1, 100)),), "printed"),
    ((entry("applied", Range(1, 90)), entry("closed")), "closed"),
]


@pytest.mark.parametrize(("log", "state"), STATES)
def test_a_run_says_where_it_stands(log: tuple[Entry, ...], state: str) -> None:
    """From created to closed; what is void needs no printing any more."""
    assert life(*log).state == state


def test_an_approval_that_is_awaited_stops_everything_and_one_that_is_denied_ends_it() -> None:
    """More labels than fruit: nothing is printed until another person agrees; declined, all are void."""
    awaited = life(approval="awaited")
    approved, declined = fold(awaited, [entry("approved")]), fold(awaited, [entry("declined")])

    assert refused(lambda: check_print(awaited, Range(1, 1), now=NOW)) is RunAwaitsApproval
    assert refused(lambda: check_print(approved, Range(1, 1), now=NOW)) is None
    assert refused(lambda: check_use(declined, Range(1, 1))) is RunDeclined
    assert (awaited.state, declined.state) == ("awaiting_approval", "declined")
    assert declined.void == WHOLE
    assert (
        replace(declined, open_days=14).at(NOW + 100 * DAY).closed_at is None
    )  # or it would pass for settled


def test_closing_makes_void_what_was_not_applied() -> None:
    """Applied labels stay as they are; nothing is printed, applied or confirmed after it."""
    closed = life(entry("printed", Range(1, 90)), entry("applied", Range(1, 60)), entry("closed"))

    assert closed.void == Ranges.of(Range(61, 100))
    assert not closed.open
    for check in (check_use, check_apply, check_bind):
        assert refused(lambda check=check: check(closed, Range(1, 1))) is RunClosed  # type: ignore[misc]


def test_an_applied_label_may_become_void_after_closing() -> None:
    """The fruit is thrown away with it; it is not applied any more, and nothing brings it back."""
    thrown = life(entry("applied", Range(1, 60)), entry("closed"), entry("void", Range(7, 7)))

    assert 7 not in thrown.applied
    assert 7 in thrown.void
    assert refused(lambda: check_void(thrown, Range(7, 8))) is LabelsVoid
    assert refused(lambda: check_void(thrown, Range(8, 8))) is None


@pytest.mark.parametrize("part", [Range(0, 5), Range(100, 101), Range(101, 200)])
def test_serials_that_a_run_has_not_are_refused(part: Range) -> None:
    """Below one and beyond the quantity."""
    with pytest.raises(SerialsBeyondRun, match="1 to 100"):
        check_inside(life(), part)


def test_a_void_label_never_returns() -> None:
    """It is not printed, applied, confirmed or printed again, and the refusal names it."""
    torn = life(entry("void", Range(10, 12)))

    for check in (check_use, check_apply, lambda run, part: check_print(run, part, now=NOW)):
        with pytest.raises(LabelsVoid, match="11-12"):
            check(torn, Range(11, 20))


def test_printing_again_needs_an_approved_reprint() -> None:
    """What was confirmed is locked; a reprint opens its range once, and the next confirmation locks it again."""
    printed = life(entry("printed", Range(1, 100)))
    asked = entry("reprint_asked", Range(4, 6))
    opened = fold(printed, [asked, entry("reprint_approved", answers_id=asked.id)])
    again = fold(opened, [entry("printed", Range(4, 6))])

    assert refused(lambda: check_print(printed, Range(4, 6), now=NOW)) is RunAlreadyPrinted
    assert refused(lambda: check_print(opened, Range(4, 6), now=NOW)) is None
    with pytest.raises(RunAlreadyPrinted, match="7"):
        check_print(opened, Range(4, 7), now=NOW)
    assert refused(lambda: check_print(again, Range(4, 6), now=NOW)) is RunAlreadyPrinted
    assert (again.copies, again.copied) == (3, Ranges.of(Range(4, 6)))


def test_a_declined_reprint_opens_nothing() -> None:
    """The request is answered, and that is all."""
    asked = entry("reprint_asked", Range(4, 6))
    declined = life(entry("printed", Range(1, 100)), asked, entry("reprint_declined", answers_id=asked.id))

    assert declined.asked == ()
    assert refused(lambda: check_print(declined, Range(4, 6), now=NOW)) is RunAlreadyPrinted


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


def test_a_file_that_was_cut_short_locks_nothing() -> None:
    """It can be fetched again as often as the network breaks."""
    cut = life(entry("fetched_part", WHOLE.parts[0]))

    assert refused(lambda: check_print(cut, Range(1, 100), now=NOW + 30 * DAY)) is None


def test_only_what_was_given_out_is_printed_again() -> None:
    """A label that was never printed or fetched needs no reprint, and gets no second copy counted."""
    part = life(entry("printed", Range(1, 40)), entry("fetched", Range(41, 60)))

    assert refused(lambda: check_reprint(part, Range(30, 60))) is None
    with pytest.raises(LabelsNotPrinted, match="61-70"):
        check_reprint(part, Range(50, 70))


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


def test_more_than_a_few_reprints_need_another_person() -> None:
    """Five of a hundred go by themselves, counted with what waits and what was printed again before."""
    printed = life(entry("printed", Range(1, 100)))
    asked = entry("reprint_asked", Range(1, 3))
    waiting = fold(printed, [asked])
    done = fold(waiting, [entry("reprint_approved", answers_id=asked.id), entry("printed", Range(1, 3))])

    assert not needs_approval_to_reprint(printed, Range(1, 5))
    assert needs_approval_to_reprint(printed, Range(1, 6))
    for before in (waiting, done):
        assert not needs_approval_to_reprint(before, Range(8, 9))
        assert needs_approval_to_reprint(before, Range(8, 10))


def test_blank_labels_are_bound_once_and_applied_only_then() -> None:
    """Before the season they belong to no batch; a range is given to one, and never to another."""
    blank = life(bound=())
    given = fold(blank, [entry("bound", Range(1, 30), batch_id=BATCH)])

    assert refused(lambda: check_apply(blank, Range(1, 1))) is LabelsNotBound
    assert refused(lambda: check_apply(given, Range(1, 30))) is None
    with pytest.raises(LabelsNotBound, match="31-40"):
        check_apply(given, Range(20, 40))
    with pytest.raises(LabelsBound, match="30"):
        check_bind(given, Range(30, 40))
    assert refused(lambda: check_bind(given, Range(31, 40))) is None


parts = st.tuples(st.integers(1, 30), st.integers(1, 30)).map(lambda pair: Range(min(pair), max(pair)))
logs = st.lists(st.tuples(st.sampled_from(["printed", "applied", "void", "closed"]), parts), max_size=12)


@given(logs)
def test_the_labels_always_add_up(log: list[tuple[str, Range]]) -> None:
    """Whatever was accepted in whatever order: applied, void and open ones are all labels, each once."""
    run = RunLife(run="7KX3Q", quantity=30, bound=(bound(Ranges.of(Range(1, 30))),))
    checks = {"printed": check_use, "applied": check_apply, "void": check_void}
    for kind, part in log:
        check = checks.get(kind, lambda found, _part: None)
        if refused(lambda check=check, part=part: check(run, part)) is None:  # type: ignore[misc] # noqa: B023
            run = fold(run, [entry(kind, None if kind == "closed" else part)])

        assert run.applied.count + run.void.count + run.open.count == 30
        assert not run.applied & run.void
        assert not run.applied - run.printed


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
